"""The meeting at which an item is discussed, as the record of that meeting tells it: members, who was there, who presides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.cases.models import Case
from yifa.cases.roles import composers
from yifa.cases.told.links import answers_of
from yifa.procedure import Marking
from yifa.procedure.answers import names_of


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting. held_on: the day on which it was held, None before."""

    case: Case
    kind: str
    members: tuple[str, ...]
    present: tuple[str, ...]
    chair: str
    held_on: date | None

    @classmethod
    def of(cls, case: Case) -> Sitting:
        """The meeting behind a case of the procedure ``meeting``; one query."""
        answers = answers_of(case)
        marking = Marking.from_json(case.marking)
        return cls(
            case=case,
            kind=str(answers.get("meeting_kind") or ""),
            members=names_of(answers, "members"),
            present=names_of(answers, "present"),
            chair=str(answers.get("chair") or "").strip(),
            held_on=marking.done["hold"].first if "hold" in marking.done else None,
        )

    @property
    def is_over(self) -> bool:
        """Whether it was called off or filed."""
        return self.case.closed_on is not None


def named(number: object) -> Sitting | None:
    """The meeting with this number, None where there is none; the connection works for the bureau."""
    case = (
        Case.objects.filter(number=str(number), procedure_key__in=composers("sitting/hold")).first()
        if number
        else None
    )
    return None if case is None else Sitting.of(case)


def lines_of(answers: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The line of each member in the record of views, by name, in the order of speaking."""
    views = answers.get("views")
    found: dict[str, Mapping[str, Any]] = {}
    for line in views if isinstance(views, list) else ():
        if isinstance(line, Mapping) and line.get("member"):
            found.setdefault(str(line["member"]), line)
    return found


def not_in(wanted: Sequence[str], known: Sequence[str]) -> list[str]:
    """Those who are not known, in order."""
    return [one for one in wanted if one not in known]
