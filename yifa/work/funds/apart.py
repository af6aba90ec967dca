"""Who reviews does not approve, who approves does not allot, who allots does not pay: also across matters that are linked.

A separation of a procedure's file ends at its matter. Money passes through several: a project is reviewed and approved in one and
allotted in another. Each duty is a set of roles; whoever took a step of one duty, in this matter or in one linked with it, takes
no step of another that is kept apart from it. A budget line links everything and is not gone through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case, CaseLink, LogEntry
from yifa.cases.roles import Place, places_named, places_of, players
from yifa.cases.told.mandates import mandates_of
from yifa.evidence.entries import read_soon
from yifa.house.acting import number_in
from yifa.house.models import Officer
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.procedure import Procedure, Reason

# The order is that in which money passes.
DUTIES: Final[dict[str, tuple[Bilingual, tuple[str, ...]]]] = {
    "review": (
        Bilingual("审查、评审", "reviewed"),
        (
            *("project/check-form", "project/check-conflicts", "expert-panel/score"),
            *("granting/examine-grant", "voucher/check-redemption", "lending/check-compensation"),
        ),
    ),
    "approve": (
        Bilingual("批准、集体研究", "approved"),
        (
            *("project/decide-collectively", "project/approve", "granting/grant"),
            *("voucher/approve-redemption", "lending/approve-compensation"),
        ),
    ),
    "allot": (Bilingual("批准下达", "allotted"), ("allotting/allot",)),
    "pay": (Bilingual("经办拨付", "paid"), ("allotting/pay",)),
}
# The questions by which money passes from one matter to the next.
THROUGH: Final = ("decision", "project")
_ROLES: Final = tuple(role for _, roles in DUTIES.values() for role in roles)
_DUTY_OF: Final[dict[Place, str]] = {
    place: duty
    for duty, (_words, roles) in DUTIES.items()
    for place in places_named(roles, "a duty over money")
}


def passes_money(procedure: Procedure) -> bool:
    """Whether money is decided, allotted or paid by matters of this kind; asked of every page, and so of no table."""
    return any(place in _DUTY_OF for step in procedure.steps for place in places_of(procedure, step))


@dataclass(frozen=True, slots=True)
class Hand:
    """An officer who had a duty over money in a matter, from the first day on which they took a step of it."""

    duty: str
    officer: Officer
    case: Case
    on: date


def linked_matters(case: Case) -> list[Case]:
    """The matters through which the same money passes: those that this one rests on, and those that rest on it."""
    found = {case.pk}
    edge = {case.pk}
    while edge:
        links = CaseLink.objects.filter(question__in=THROUGH, is_current=True).filter(
            Q(from_case__in=edge) | Q(to_case__in=edge)
        )
        edge = {pk for pair in links.values_list("from_case_id", "to_case_id") for pk in pair} - found
        found |= edge
    return list(Case.objects.filter(pk__in=found).order_by("pk"))


def hands_on(case: Case, of: Collection[int] | None = None) -> list[Hand]:
    """Who had which duty over the money of a matter and of those linked with it, in the order in which it happened; one row for
    an officer, a duty and a matter. of: of these officers alone, by their own hand or by that of somebody in their place."""
    by_key = {one.pk: one for one in linked_matters(case)}
    entries = LogEntry.objects.filter(case_id__in=by_key, officer__isnull=False).select_related("officer")
    steps = {step for _procedure, step in players(*_ROLES)}
    found: dict[tuple[str, int, int], Hand] = {}
    rows = list(entries.filter(step__in=steps).order_by("position"))
    absent = {} if of is None else _done_for(case.bureau_id, rows)
    for entry in rows:
        assert entry.officer is not None
        assert entry.case_id is not None
        if of is not None and not {entry.officer.pk, *absent.get(entry.position, ())} & {*of}:
            continue
        matter = by_key[entry.case_id]
        for place in places_of(procedure_of_case(matter), entry.step):
            if place in _DUTY_OF:
                duty = _DUTY_OF[place]
                hand = Hand(duty, entry.officer, matter, legal_day(entry.happened_at))
                found.setdefault((duty, entry.officer.pk, matter.pk), hand)
    return list(found.values())


def _done_for(bureau_id: int, rows: Iterable[LogEntry]) -> dict[int, list[int]]:
    """In whose place acts were done, by their positions; no query where none was done for somebody else."""
    refers = {row.position: read_soon(bytes(row.entry)).refers for row in rows}
    named = {one for those in refers.values() for one in those}
    mandates = mandates_of(bureau_id, named) if named else {}
    return {
        position: [number_in(mandates[one][1]) for one in those if one in mandates]
        for position, those in refers.items()
    }


@guard(*_ROLES)
def duties_are_kept_apart(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against one officer in two duties over the same money, in whichever matters and by whichever post."""
    own = next((_DUTY_OF[one] for one in places_of(ctx.procedure, ctx.step) if one in _DUTY_OF), None)
    officers = [number_in(one) for one in (ctx.who.officer, ctx.who.instead_of) if one is not None]
    if own is None or not officers:
        return ()
    with using_bureau(ctx.bureau_id):
        named = str(ctx.all_answers.get("decision") or "")
        start = ctx.case or Case.objects.filter(number=named).first()
        others: Iterable[Hand] = () if start is None else hands_on(start, officers)
    return tuple(
        Reason(
            rule=None,
            code="funds/duties-apart",
            sentence=Bilingual(
                f"您在“{one.case.number} {one.case.title}”中{DUTIES[one.duty][0].zh}，不能再{DUTIES[own][0].zh}"
                "（本局分事行权、分岗设权、分级授权规定）。",
                f"You {DUTIES[one.duty][0].en} in “{one.case.number} {one.case.title}” and may not have {DUTIES[own][0].en} here "
                "too (the bureau's rules on separate duties).",
            ),
            remedy=Bilingual("请由没有参加该环节的人员办理。", "Let somebody do it who had no part there."),
        )
        for one in others
        if one.duty != own
    )
