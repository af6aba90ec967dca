"""Procedures made in code, for tests that need no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from yifa.law.calendar import Calendar
from yifa.law.text import Bilingual
from yifa.procedure import Attempt, By, Procedure, Question, Rule, Step, Who
from yifa.procedure.canonical import content_hash
from yifa.procedure.model import InForce, Level, Relation, Source, Stance

FOLDER = Path(__file__).parent
CHINA = Calendar.china()
DAY = date(2020, 3, 2)

APPLICANT = Who(applicant=True)
SYSTEM = Who(system=True)


def officer(name: str, *powers: str, post: str | None = None, department: str | None = None) -> Who:
    """An officer with powers."""
    return Who(name, post, department, frozenset(powers))


def say(text: str) -> Bilingual:
    return Bilingual(text, text)


def step(key: str, **given: object) -> Step:
    """A step that any officer takes, again and again, unless said otherwise."""
    plain: dict[str, object] = {"title": say(key), "by": By(officer=True), "repeat": True}
    return Step(key=key, **{**plain, **given})  # type: ignore[arg-type]


def rule(name: str, relation: Relation, **given: object) -> Rule:
    """A house rule with a basis."""
    plain: dict[str, object] = {"says": say(name), "basis": say("本局规定"), "level": Level.HOUSE}
    return Rule(id=f"house/{name}", relation=relation, **{**plain, **given})  # type: ignore[arg-type]


def procedure(steps: Iterable[Step], relations: Sequence[Relation | Rule] = (), **given: object) -> Procedure:
    """A compiled procedure of these steps and relations."""
    rules = tuple(
        item if isinstance(item, Rule) else rule(f"r{number}", item) for number, item in enumerate(relations)
    )
    made = Procedure(
        key="made",
        title=say("made"),
        field="tests",
        version=1,
        in_force=InForce(date(2000, 1, 1)),
        stance=Stance.OWN,
        summary=say("made"),
        steps={item.key: item for item in steps},
        rules=rules,
        statutes=(),
        omitted={},
        walks=(),
        hash="",
        source=Source(),
    )
    made = replace(made, **given)  # type: ignore[arg-type]
    return replace(made, hash=content_hash(made))


def attempt(key: str, who: Who | None = None, on: date = DAY, **answers: object) -> Attempt:
    """An attempt with answers."""
    return Attempt(key, who or officer("o"), on, dict(answers))  # type: ignore[arg-type]


def questions(**asked: Question) -> Mapping[str, Question]:
    return asked
