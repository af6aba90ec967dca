"""Errors of the law floor: each is one sentence for a clerk, in Chinese and in English, saying what is wrong
and what to do.

LawError
├── FileProblem                a file that lawyers read cannot be read: names file and line
├── ModelProblem               a value of a file contradicts another; becomes a FileProblem with its line
├── YearNotPublished           the calendar does not know a year (law.calendar)
├── LimitProblem               a term cannot be read or a limit computed as asked (law.terms, law.limits)
├── CitationProblem            text is not a reference to an article (law.citations)
├── IdentifierProblem          a text cannot be the code that it should be (law.identifiers)
├── DivisionProblem            a division code is malformed, unknown or out of force (law.division)
├── DocumentNumberProblem      a text cannot be read as a document number (law.document_numbers)
│   └── OutOfSequence          … or it is not the next one
├── NoVersionInForce           a law is unknown or not in force on a day (law.versions)
├── UnitUndecided              no rule says what 日 means here (law.units)
├── ParticularUnknown          no table has what was asked; nothing is presumed (law.particulars)
├── FactsMissing               service or remedies cannot be judged on the facts given (law.service)
├── FiguresMissing             a threshold cannot be judged on the figures given (law.thresholds)
└── PointsUnknown              a table of points does not say (law.foreign_work)
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
