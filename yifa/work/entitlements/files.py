"""Policies as lawyers keep them: one file each, conditions in the language of guards, every change a dated line.

Files lie in ``policies/`` beside the statutes and, for a bureau's own, in ``policies/`` of the folder of running data. A file
says for which bureaus it is. A value written as a mapping of days is that of the latest day not after the day asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from yifa.law.errors import FileProblem
from yifa.law.files import read_yaml
from yifa.law.text import Bilingual
from yifa.parties.facts import kinds
from yifa.procedure.guards import Guard, GuardProblem
from yifa.procedure.model import Question
from yifa.procedure.types import every_type


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Words(_Part):
    zh: str
    en: str


class _InForce(_Part):
    first: date = Field(alias="from")
    last: date | None = Field(default=None, alias="until")


class _Amount(_Part):
    """A fixed amount, or a share in percent of a fact, at most so much; in yuan."""

    fixed: int | None = Field(default=None, ge=1)
    percent: float | None = Field(default=None, gt=0, le=100)
    of: str = ""
    at_most: int | None = Field(default=None, ge=1)


class _Condition(_Part):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    says: _Words
    holds: str


class _Policy(_Part):
    policy: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    bureaus: tuple[str, ...]
    in_force: _InForce
    title: _Words
    document: _Words
    fair_competition: str = Field(
        min_length=1, description="number of the fair-competition review; none, no policy"
    )
    without_applying: bool = False
    amount: _Amount
    conditions: tuple[_Condition, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its words, its guard over what is known of a party."""

    key: str
    says: Bilingual
    guard: Guard


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as it reads since a day; last: the last day of these words, None while nothing follows."""

    key: str
    bureaus: tuple[str, ...]
    title: Bilingual
    document: Bilingual
    fair_competition: str
    without_applying: bool
    fixed_fen: int | None
    percent: float | None
    of: str
    at_most_fen: int | None
    conditions: tuple[Condition, ...]
    since: date
    last: date | None

    def stands_on(self, day: date) -> bool:
        """Whether these are the words of a day."""
        return self.since <= day and (self.last is None or day <= self.last)


_FEN: Final = 100


def policies_on(bureau: str, day: date) -> tuple[Policy, ...]:
    """The policies of a bureau in force on a day, by title. Raises FileProblem."""
    standing = [one for one in every_version() if bureau in one.bureaus and one.stands_on(day)]
    return tuple(sorted(standing, key=lambda one: one.title.zh))


def versions_of(key: str) -> tuple[Policy, ...]:
    """Every version of a policy, the first first."""
    return tuple(one for one in every_version() if one.key == key)


def every_version() -> tuple[Policy, ...]:
    """Every policy in every version; read again when a file changes."""
    paths = tuple(path for folder in _folders() for path in sorted(folder.glob("*.yaml")))
    return _read_all(tuple((path, path.stat().st_mtime_ns) for path in paths))


def _folders() -> Iterator[Path]:
    package = Path(__file__).resolve().parents[2]
    installed = package / "_files" / "policies"
    for folder in (
        installed if installed.is_dir() else package.parent / "policies",
        Path(settings.HOME) / "policies",
    ):
        if folder.is_dir():
            yield folder


@lru_cache(maxsize=4)
def _read_all(files: tuple[tuple[Path, int], ...]) -> tuple[Policy, ...]:
    return tuple(version for path, _changed in files for version in read_policy(path))


def read_policy(path: Path) -> tuple[Policy, ...]:
    """The versions of a file. Raises FileProblem with the line: an unknown fact, a condition that cannot be read, no review."""
    tree = read_yaml(path)
    days = sorted(tree.days())
    first = tree.on(days[0]) if days else tree
    begins = _shape(path, first).in_force
    starts = [begins.first, *(day for day in days if day > begins.first)]
    found = []
    for place, since in enumerate(starts):
        now = tree.on(since)
        shape = _shape(path, now)
        following = starts[place + 1] if place + 1 < len(starts) else None
        last = date.fromordinal(following.toordinal() - 1) if following is not None else shape.in_force.last
        found.append(_policy(path, now, shape, since, last))
    return tuple(found)


def _shape(path: Path, tree: Any) -> _Policy:
    try:
        return _Policy.model_validate(tree.plain)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        line = tree.place(tuple(first["loc"]))[0]
        raise FileProblem(
            str(path),
            line,
            f"{where}：不合要求（{first['msg']}）。",
            f"{where}: does not fit ({first['msg']}).",
        ) from None


def _policy(path: Path, tree: Any, shape: _Policy, since: date, last: date | None) -> Policy:
    known = questions()
    conditions = []
    for place, one in enumerate(shape.conditions):
        try:
            guard = Guard.parse(one.holds)
            guard.check(known)
        except GuardProblem as problem:
            line = tree.place(("conditions", place, "holds"))[0]
            raise FileProblem(
                str(path), line, f"{one.id}：{problem.zh}。", f"{one.id}: {problem.en}."
            ) from None
        conditions.append(Condition(one.id, Bilingual(one.says.zh, one.says.en), guard))
    amount = shape.amount
    if (amount.fixed is None) == (amount.percent is None) or (
        amount.percent is not None and amount.of not in known
    ):
        line = tree.place(("amount",))[0]
        raise FileProblem(
            str(path),
            line,
            "amount：写明固定金额（fixed），或者占一项数据的百分比（percent、of）。",
            "amount: a fixed amount, or a share in percent of a fact that is known.",
        )
    return Policy(
        shape.policy,
        shape.bureaus,
        Bilingual(shape.title.zh, shape.title.en),
        Bilingual(shape.document.zh, shape.document.en),
        shape.fair_competition,
        shape.without_applying,
        None if amount.fixed is None else amount.fixed * _FEN,
        amount.percent,
        amount.of,
        None if amount.at_most is None else amount.at_most * _FEN,
        tuple(conditions),
        since,
        last,
    )


def questions() -> dict[str, Question]:
    """What conditions may ask, as questions of their types."""
    types = {one.key: one for one in every_type()}
    return {key: Question(key, types[kind.type], kind.title) for key, kind in kinds.items()}
