"""Errors of the law floor: each is one sentence for a clerk, in Chinese and in English, saying what is wrong
and what to do.

LawError
├── FileProblem          a file that lawyers read cannot be read (names file and line)
├── YearNotPublished     the calendar does not know a year (law.calendar)
├── LimitProblem         a limit cannot be computed as asked (law.limits)
├── UnitUndecided        a rule's 日 has no known unit (law.units)
├── DocumentNumberProblem  a document number cannot be read (law.document_numbers)
│   └── OutOfSequence    … or is not the next one
├── CitationProblem      text is not a reference to an article (law.citations)
├── IdentifierProblem    a code cannot be one (law.identifiers, law.division)
├── NoVersionInForce     no version of a statute is in force on a day (law.versions)
└── FactsMissing         a threshold cannot be judged on what was given (law.thresholds, law.votes,
law.service)
"""

from __future__ import annotations

from yifa.law.text import Bilingual


class LawError(ValueError):
    """Base of this floor's errors. ``str()`` gives the Chinese sentence; ``zh`` and ``en`` give either."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh=zh, en=en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en

    def __reduce__(self) -> tuple[object, ...]:
        # Subclasses take other arguments; rebuild from the state instead of calling them again.
        return (_rebuild, (self.__class__, self.args, self.__dict__))


def _rebuild(kind: type[LawError], args: tuple[object, ...], state: dict[str, object]) -> LawError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class FileProblem(LawError):
    """A file cannot be used. ``path`` and ``line`` (1-based, 0 when the whole file is meant) say where."""

    def __init__(self, path: str, line: int, zh: str, en: str) -> None:
        self.path = path
        self.line = line
        where = f"{path}:{line}" if line else path
        super().__init__(f"{where}：{zh}", f"{where}: {en}")


class ModelProblem(LawError):
    """A value of a file contradicts another; ``location`` leads from the model to the value at fault."""

    def __init__(self, zh: str, en: str, *location: int | str) -> None:
        self.location = location
        super().__init__(zh, en)
