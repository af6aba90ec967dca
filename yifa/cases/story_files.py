"""Stories as files say them: ``stories/*.yaml``, one file for a field of work, before anybody plays them.

    stories:
      item:
        procedure: supervised-item
        title: 督办：{demands}（{n}）
        steps:
        - enter: {kind: "{part}", said_on: "{day-1}", demand: "{demands}"}
        - assign +1: {deadline: "{enter+15}"}
        - report-result +12
    plays:
      supervision.items: {each: item, part: instruction}

``step +n`` is so many working days after the step before it. What a step must be told and the file does not say is taken from the
procedure's own walks. docs/reference/story-files.md says all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from yifa.cases.library import library
from yifa.procedure.library import files_root
from yifa.procedure.reading import FileProblem, FileProblems, Placed, problem_of, read_placed, suggestion
from yifa.procedure.shapes import Saying, Shape

FOLDER: Final = "stories"
_STEP: Final = re.compile(
    r"(?P<step>[a-z][a-z0-9-]*)(?: (?:\+(?P<gap>\d+|[a-z_]+)|on (?P<on>\{[^{}]+\})))?"
    r"(?: by (?P<by>\{[^{}]+\}))?(?: with (?P<others>\d))?(?P<optional> if it comes)?"
)


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _flat(value: Any) -> Any:
    """Steps, with those that stand in a list of their own (an alias) among the others."""
    if not isinstance(value, list):
        return value
    return [one for item in value for one in (_flat(item) if isinstance(item, list) else [item])]


Names: TypeAlias = Annotated[list[str], BeforeValidator(_as_list)]


class BodyShape(Shape):
    """A demonstration's enterprise or institution by number: the first, and how the number goes on from record to record."""

    enterprise: int | None = None
    institution: int | None = None
    step: int = 1
    of: int = 0

    @model_validator(mode="after")
    def _is_one(self) -> BodyShape:
        if (self.enterprise is None) is (self.institution is None):
            raise Saying("写 enterprise 或者 institution 之一", "write one of enterprise and institution")
        return self

    def number(self, i: int) -> int:
        """The number of the body of a record."""
        moved = i * self.step
        return (self.enterprise or self.institution or 0) + (moved % self.of if self.of else moved)


class DaysShape(Shape):
    """How records lie over a year: evenly, ``leave`` working days left at its end; from the ``first``, as though there were
    ``of`` (or so many ``times`` more), in the year so many ``years`` away; in turn over as many years as ``turns`` says.

    skip: so many working days are left at its beginning. before_end: instead, so many working days before the year's end.
    """

    leave: int = 40
    skip: int = 0
    first: int = 0
    of: int = 0
    times: int = 1
    years: int = 0
    turns: int = 1
    before_end: int = 0


class StoryShape(Shape):
    """A matter from its first step on; or how one is chosen for a record: in turn, by its part, every so many."""

    procedure: str = ""
    title: str = ""
    after: str = ""
    until: str = ""
    without: Names = Field(default_factory=list)
    answers: dict[str, dict[str, Any]] = Field(default_factory=dict, alias="with")
    let: dict[str, Any] = Field(default_factory=dict)
    bodies: dict[str, BodyShape] = Field(default_factory=dict)
    days: DaysShape | None = None
    steps: Annotated[list[str | dict[str, dict[str, Any]]], BeforeValidator(_flat)] = Field(
        default_factory=list
    )
    turn: list[str] = Field(default_factory=list)
    every: dict[int, str] = Field(default_factory=dict)
    by_part: dict[str, str] = Field(default_factory=dict)

    @property
    def chosen_from(self) -> tuple[str, ...]:
        """The stories among which this one chooses; none where it is a story itself."""
        return (*self.turn, *self.every.values(), *self.by_part.values())


class BesidesShape(Shape):
    """One more story in the targets of some years, the first and the last of them."""

    story: str
    years: tuple[int, int]


class PlayShape(Shape):
    """How an indicator's target is played: stories once for it (or for each group of records), and for each record.

    named: the story that is told of what was published by name, the last without it.
    part: of the records where the target has none, one or in turn. earlier: what is told of the years before the target's. sums:
    the target is an amount of money; one record is told for each of its parts, or one for a year without parts, and knows its
    ``sum``. at_most: what one record may amount to, in yuan; a part that is more is told in several. values: the target is
    a value as it was published; one record is told for each year and knows it as its ``value``.
    """

    once: Names = Field(default_factory=list)
    each: Names
    named: str = ""
    groups: int = 0
    part: str | list[str] | dict[date, list[str]] = ""
    days: DaysShape = Field(default_factory=DaysShape)
    earlier: str = ""
    besides: BesidesShape | None = None
    sums: bool = False
    at_most: int = 0
    values: bool = False


class LifeShape(Shape):
    """A matter that is still open: a story that began so many working days ago, or as records lie over this year, up to a step;
    what has not come yet is not told.
    """

    story: str
    ago: int = 0
    days: DaysShape | None = None
    title: str = ""
    until: str = ""
    part: str = ""
    i: int = 0
    let: dict[str, Any] = Field(default_factory=dict)


class FileShape(Shape):
    """One file."""

    texts: dict[str, Any] = Field(default_factory=dict)
    stories: dict[str, StoryShape] = Field(default_factory=dict)
    plays: dict[str, PlayShape] = Field(default_factory=dict)
    lives: list[LifeShape] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a story. gap: working days after the one before, a number or the name of a list of them; on: an expression of a
    day instead. optional: left out where its day has not come, or does not lie between its neighbours'. by: who takes it."""

    step: str
    gap: int | str
    on: str
    others: int
    optional: bool
    answers: Mapping[str, Any]
    by: str = ""


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A story with the steps of those that it goes on from."""

    procedure: str
    title: str
    let: Mapping[str, Any]
    bodies: Mapping[str, BodyShape]
    days: DaysShape | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class StoryFile:
    """What one file says, checked."""

    field: str
    texts: Mapping[str, Any]
    stories: Mapping[str, StoryTold]
    choosers: Mapping[str, StoryShape]
    plays: Mapping[str, PlayShape]
    lives: tuple[LifeShape, ...]


def steps_of(given: list[str | dict[str, dict[str, Any]]]) -> Iterator[Step]:
    """The steps as they are written. Raises Saying for one that cannot be read."""
    for one in given:
        ((written, answers),) = one.items() if isinstance(one, dict) else [(one, {})]
        found = _STEP.fullmatch(written)
        if found is None:
            raise Saying(
                f"“{written}”应写作“步骤 +3”“步骤 on {{day+31d}}”，后面可写 by {{staff}}、with 2、if it comes",
                f"write {written!r} as 'step +3' or 'step on {{day+31d}}', then 'by {{staff}}', 'with 2', 'if it comes'",
            )
        gap = found["gap"] or "0"
        yield Step(
            found["step"],
            int(gap) if gap.isdecimal() else gap,
            (found["on"] or "")[1:-1],
            int(found["others"] or 0),
            bool(found["optional"]),
            answers,
            found["by"] or "",
        )


class _Checked:
    """A file's stories, resolved; what is wrong with it stands in ``problems``."""

    def __init__(self, placed: Placed, shape: FileShape) -> None:
        self._placed = placed
        self._shape = shape
        self._told: dict[str, StoryTold] = {}
        self.problems: list[FileProblem] = []

    def file(self, label: str) -> StoryFile:
        shape = self._shape
        choosers = {name: one for name, one in shape.stories.items() if one.chosen_from}
        for name, one in choosers.items():
            for other in one.chosen_from:
                self._known(other, ("stories", name))
        for name in shape.stories.keys() - choosers.keys():
            self._story(name, ())
        for code, play in shape.plays.items():
            for key in ("once", "each"):
                for one in getattr(play, key):
                    self._known(one, ("plays", code, key))
            if play.earlier:
                self._known(play.earlier, ("plays", code, "earlier"))
            if play.besides is not None:
                self._known(play.besides.story, ("plays", code, "besides", "story"))
        for number, life in enumerate(shape.lives):
            self._known(life.story, ("lives", number, "story"))
        return StoryFile(label, shape.texts, self._told, choosers, shape.plays, tuple(shape.lives))

    def _complain(self, at: tuple[int | str, ...], zh: str, en: str) -> None:
        self.problems.append(self._placed.problem(at, zh, en))

    def _known(self, name: str, at: tuple[int | str, ...]) -> bool:
        if name in self._shape.stories:
            return True
        zh, en = suggestion(name, self._shape.stories)
        self._complain(at, f"没有这个故事：{zh}", f"there is no such story: {en}")
        return False

    def _story(self, name: str, within: tuple[str, ...]) -> StoryTold | None:
        if name in self._told:
            return self._told[name]
        shape, at = self._shape.stories[name], ("stories", name)
        before: StoryTold | None = None
        if shape.after:
            if shape.after in (*within, name) or not self._known(shape.after, (*at, "after")):
                return None
            before = self._story(shape.after, (*within, name))
            if before is None:
                return None
        procedure = shape.procedure or (before.procedure if before is not None else "")
        if procedure not in library().procedures:
            zh, en = suggestion(procedure, library().procedures)
            self._complain((*at, "procedure"), f"没有这个程序：{zh}", f"there is no such procedure: {en}")
            return None
        try:
            own = tuple(steps_of(shape.steps))
        except Saying as wrong:
            self._complain((*at, "steps"), wrong.text.zh, wrong.text.en)
            return None
        steps = (*self._of_before(shape, before, at), *own)
        self._check_steps(procedure, steps, at)
        self._told[name] = StoryTold(
            procedure,
            shape.title or (before.title if before is not None else ""),
            {
                **{key: one for key, one in (before.let if before else {}).items() if key not in shape.let},
                **shape.let,
            },
            shape.bodies or (before.bodies if before is not None else {}),
            shape.days or (before.days if before is not None else None),
            steps,
        )
        return self._told[name]

    def _of_before(
        self, shape: StoryShape, before: StoryTold | None, at: tuple[int | str, ...]
    ) -> Iterator[Step]:
        """The steps of the story that this one goes on from."""
        steps = before.steps if before is not None else ()
        keys = [one.step for one in steps]
        for key in (*shape.without, *shape.answers, *([shape.until] if shape.until else [])):
            if key not in keys:
                zh, en = suggestion(key, keys)
                self._complain(
                    at, f"前面的故事没有这一步骤：{zh}", f"the story before has no such step: {en}"
                )
        for one in steps:
            if one.step not in shape.without:
                answers = {**one.answers, **shape.answers.get(one.step, {})}
                yield replace(one, answers=answers)
            if one.step == shape.until:
                return

    def _check_steps(self, procedure: str, steps: tuple[Step, ...], at: tuple[int | str, ...]) -> None:
        versions = library().versions(procedure)
        known = {key: step for version in versions for key, step in version.steps.items()}
        asked = {
            key: {name for version in versions if key in version.steps for name in version.steps[key].asks}
            for key in known
        }
        for one in steps:
            if one.step not in known:
                zh, en = suggestion(one.step, known)
                self._complain(
                    (*at, "steps"), f"程序没有这一步骤：{zh}", f"the procedure has no such step: {en}"
                )
                continue
            for name in one.answers:
                if name not in asked[one.step]:
                    zh, en = suggestion(name, asked[one.step])
                    self._complain(
                        (*at, "steps"),
                        f"步骤“{one.step}”不问这一项：{zh}",
                        f"the step {one.step!r} does not ask that: {en}",
                    )
            if isinstance(one.gap, str) and one.gap not in self._shape.texts:
                zh, en = suggestion(one.gap, self._shape.texts)
                self._complain((*at, "steps"), f"没有这个列表：{zh}", f"there is no such list: {en}")


def read_story_files(root: Path) -> tuple[StoryFile, ...]:
    """The files of stories under a root folder. Raises FileProblems with every mistake of every file."""
    problems: list[FileProblem] = []
    files: list[StoryFile] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        try:
            placed = read_placed(path, str(path.relative_to(root)))
            shape = FileShape.model_validate(placed.plain)
        except FileProblems as unreadable:
            problems += unreadable.problems
            continue
        except ValidationError as error:
            problems += (problem_of(placed, FileShape, one) for one in error.errors(include_url=False))
            continue
        checked = _Checked(placed, shape)
        files.append(checked.file(path.stem))
        problems += checked.problems
    if problems:
        raise FileProblems(problems)
    return tuple(files)


@lru_cache(maxsize=1)
def story_files() -> tuple[StoryFile, ...]:
    """The files of this Yifa. Raises FileProblems."""
    return read_story_files(files_root())
