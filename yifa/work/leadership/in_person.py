"""The first responsible person's four duties, each with the acts that prove it, read from the record (第一责任人职责规定 §4).

``in_person.yaml`` names the roles. An act counts where an officer took it who held the power of the head, or of the
secretary of the Party group, on its day; nobody types anything for this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.db.models import Q
from pydantic import BaseModel, ConfigDict

from yifa.cases.models import LogEntry
from yifa.cases.roles import players
from yifa.house.models import Bureau, Holding
from yifa.house.powers import HEAD
from yifa.law.files import read_model
from yifa.law.limits import legal_day, start_of_day, year_span
from yifa.law.text import Bilingual

FILE: Final = Path(__file__).with_name("in_person.yaml")
SECRETARY: Final = "party-group-secretary"
FIRST: Final = frozenset({HEAD, SECRETARY})
MOST: Final = 200


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class _Words(_Shape):
    zh: str
    en: str


class _StepShape(_Shape):
    """A role of an institution, played in whichever procedure composed it."""

    role: str

    @property
    def played(self) -> list[tuple[str, str]]:
        """As (procedure, step)."""
        return sorted(players(self.role))


class _DutyShape(_Shape):
    title: _Words
    steps: list[_StepShape]


class _FileShape(_Shape):
    authority: _Words
    duties: dict[str, _DutyShape]


@dataclass(frozen=True, slots=True)
class Duty:
    """One of the four duties, and the steps that prove it as (procedure, step)."""

    key: str
    title: Bilingual
    steps: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def duties() -> tuple[Bilingual, tuple[Duty, ...]]:
    """The authority, and the duties in their order. Raises FileProblem."""
    read = read_model(FILE, _FileShape)
    found = tuple(
        Duty(
            key,
            Bilingual(one.title.zh, one.title.en),
            tuple(pair for each in one.steps for pair in each.played),
        )
        for key, one in read.duties.items()
    )
    return Bilingual(read.authority.zh, read.authority.en), found


@dataclass(frozen=True, slots=True)
class Proof:
    """A duty with the acts that prove it, the newest first. count: of all, also where fewer are listed."""

    duty: Duty
    count: int
    acts: tuple[LogEntry, ...]


def firsts(bureau: Bureau, year: int) -> dict[int, list[tuple[date, date | None]]]:
    """Who was first responsible in a year: officers with the spans in which they held the power."""
    span = year_span(year)
    found: dict[int, list[tuple[date, date | None]]] = {}
    held = Holding.objects.filter(bureau=bureau, from_on__lte=span.last, post__powers__overlap=sorted(FIRST))
    for one in held.filter(Q(until_on__isnull=True) | Q(until_on__gte=span.first)):
        found.setdefault(one.officer_id, []).append((one.from_on, one.until_on))
    return found


def proofs(bureau: Bureau, year: int) -> list[Proof]:
    """The duties with what was done in person in a year; two queries."""
    people, span = firsts(bureau, year), year_span(year)
    _authority, listed = duties()
    wanted = Q()
    for duty in listed:
        for procedure, step in duty.steps:
            wanted |= Q(case__procedure_key=procedure, step=step)
    rows = (
        LogEntry.objects.filter(
            wanted,
            bureau_id=bureau.pk,
            officer_id__in=list(people),
            happened_at__gte=start_of_day(span.first),
            happened_at__lt=start_of_day(year_span(year + 1).first),
        )
        .select_related("case", "officer")
        .order_by("-position")
    )
    acts: dict[tuple[str, str], list[LogEntry]] = {}
    for row in rows:
        if row.case is None or row.officer_id is None:
            continue
        day = legal_day(row.happened_at)
        if any(first <= day and (last is None or day <= last) for first, last in people[row.officer_id]):
            acts.setdefault((row.case.procedure_key, row.step), []).append(row)
    found = []
    for duty in listed:
        mine = sorted((row for key in duty.steps for row in acts.get(key, ())), key=lambda row: -row.position)
        found.append(Proof(duty, len(mine), tuple(mine[:MOST])))
    return found
