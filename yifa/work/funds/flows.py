"""Where the money of a year's budget went: from each line over the kind of decision to whoever got it, and back.

Budget, allotted, paid, demanded back and returned stay sums of their own. A flow belongs to the year of its budget line, whenever
it was paid or came back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case, CaseLink
from yifa.law.text import Bilingual
from yifa.work.funds.apart import THROUGH
from yifa.work.funds.registers import Allotment, BudgetLine, Recovery

_UNKNOWN = Bilingual("其他", "Other")


@dataclass(slots=True)
class Sums:
    """Sums of money in fen, each of its own."""

    decided: int = 0
    allotted: int = 0
    paid: int = 0
    demanded: int = 0
    returned: int = 0

    def add(self, other: Sums) -> None:
        """Take in another's sums."""
        self.decided += other.decided
        self.allotted += other.allotted
        self.paid += other.paid
        self.demanded += other.demanded
        self.returned += other.returned


@dataclass(slots=True)
class Flow:
    """What went from a line over a kind of decision to a payee."""

    line: BudgetLine
    kind: Bilingual
    payee: str
    sums: Sums = field(default_factory=Sums)


@dataclass(frozen=True, slots=True)
class Flows:
    """A year's lines with what went out of each."""

    year: int
    lines: tuple[BudgetLine, ...]
    flows: tuple[Flow, ...]

    def of_line(self, line: BudgetLine) -> Sums:
        """What went out of a line."""
        return _together(one for one in self.flows if one.line == line)

    def payees(self) -> list[tuple[str, Sums]]:
        """Whoever got money, the most first."""
        by_name: dict[str, Sums] = defaultdict(Sums)
        for one in self.flows:
            by_name[one.payee].add(one.sums)
        return sorted(by_name.items(), key=lambda pair: (-pair[1].allotted, pair[0]))

    def total(self) -> Sums:
        """All of it."""
        return _together(self.flows)


def _together(flows: Iterable[Flow]) -> Sums:
    found = Sums()
    for one in flows:
        found.add(one.sums)
    return found


def years() -> list[int]:
    """The years that have lines of a budget, the latest first."""
    return sorted(set(BudgetLine.objects.values_list("line_year", flat=True)), reverse=True)


def flows_of(year: int) -> Flows:
    """The flows of a budget year; a handful of queries whatever there is."""
    lines = tuple(BudgetLine.objects.filter(line_year=year).select_related("case").order_by("pk"))
    rows = list(Allotment.objects.filter(line__line_year=year).select_related("line", "payee").order_by("pk"))
    decisions = {
        one.number: one for one in Case.objects.filter(number__in={row.decision_number for row in rows})
    }
    back = _back(decisions.values())
    kinds: dict[str, Bilingual] = {}
    found: dict[tuple[int, str, str], Flow] = {}
    told: set[str] = set()
    for row in rows:
        case = decisions.get(row.decision_number)
        key = case.procedure_key if case is not None else ""
        if key not in kinds:
            kinds[key] = _kind(case)
        payee = row.payee.name if row.payee is not None else ""
        flow = found.setdefault((row.line_id, key, payee), Flow(row.line, kinds[key], payee))
        flow.sums.allotted += row.amount_fen
        flow.sums.paid += row.paid_fen
        # What was decided, and what comes back, belongs to the decision and counts once, however many allotments rest on it.
        if row.decision_number not in told:
            told.add(row.decision_number)
            flow.sums.decided += row.decided_fen
            demanded, returned = back.get(row.decision_number, (0, 0))
            flow.sums.demanded += demanded
            flow.sums.returned += returned
    return Flows(year, lines, tuple(found.values()))


def _kind(case: Case | None) -> Bilingual:
    if case is None:
        return _UNKNOWN
    try:
        return procedure_of_case(case).title
    except ProcedureMissing:
        return _UNKNOWN


def _back(decisions: Iterable[Case]) -> dict[str, tuple[int, int]]:
    """What was demanded back and came back on each decision, by its number."""
    links = CaseLink.objects.filter(
        to_case__in=[one.pk for one in decisions], question__in=THROUGH, is_current=True
    ).select_related("to_case")
    by_case = {one.from_case_id: one.to_case.number for one in links}
    found: dict[str, tuple[int, int]] = {}
    for row in Recovery.objects.filter(case__in=by_case):
        assert row.case_id is not None
        demanded, returned = found.get(by_case[row.case_id], (0, 0))
        found[by_case[row.case_id]] = (demanded + row.demanded_fen, returned + row.returned_fen)
    return found


def most_and_rest(flows: Flows, most: int, rest: str) -> list[Flow]:
    """The flows with the payees beyond the first so many taken together under one name."""
    kept = {name for name, _sums in flows.payees()[:most]}
    merged: dict[tuple[int, str, str], Flow] = {}
    ordered = sorted(flows.flows, key=lambda one: (one.line.pk, one.kind.zh, one.payee not in kept))
    for _key, group in groupby(ordered, key=lambda one: (one.line.pk, one.kind.zh)):
        for one in group:
            name = one.payee if one.payee in kept else rest
            into = merged.setdefault((one.line.pk, one.kind.zh, name), Flow(one.line, one.kind, name))
            into.sums.add(one.sums)
    return list(merged.values())
