"""Where a bureau stands on each indicator: what its records prove, what is missing, by whom and until when.

A figure proves its part when records reach what the file asks. Nothing on record proves nothing, unless the register is attested
complete for the year: then there was none, and that is an answer. A value taken over from a published report is no record.
Overdue steps of the matters named stand against an indicator whatever its figures say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yifa.cases.library import library
from yifa.cases.models import Case, Obligation
from yifa.cases.told.obligations import late_on
from yifa.figures.attested import is_attested
from yifa.figures.compute import Figure, figures_of
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.figures.units import Unit
from yifa.house.models import Bureau
from yifa.house.powers import title_of
from yifa.house.roster import holders_on
from yifa.house.tenancy import using_bureau
from yifa.law.limits import end_of_year
from yifa.law.text import Bilingual
from yifa.procedure import Procedure
from yifa.work.boards.editions import Asked, Edition, Need

MOST_LATE = 20
"""Overdue steps told of one kind of matter."""


class State(StrEnum):
    """What became of an indicator."""

    PROVED = "proved"
    NONE = "none"
    PARTLY = "partly"
    MISSING = "missing"
    ELSEWHERE = "elsewhere"
    GOVERNMENT = "government"

    @property
    def words(self) -> Bilingual:
        """As the board says it."""
        return _STATES[self]


_STATES = {
    State.PROVED: Bilingual("已证明", "Proved"),
    State.NONE: Bilingual("本年没有发生", "None this year"),
    State.PARTLY: Bilingual("部分证明", "Proved in part"),
    State.MISSING: Bilingual("还缺记录", "Records missing"),
    State.ELSEWHERE: Bilingual("由其他材料证明", "Proved by other papers"),
    State.GOVERNMENT: Bilingual("由本级政府填报", "For the government"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing. who: those who can make the record, by power and name. opens: the matter and step that make it."""

    what: Bilingual
    who: Bilingual
    until: date
    procedure: str = ""
    step: str = ""
    title: Bilingual = field(default=Bilingual("", ""))
    case_number: str = ""

    def is_late(self, on: date) -> bool:
        """Whether its day is over."""
        return on > self.until


@dataclass(frozen=True, slots=True)
class Proved:
    """A figure beside what is asked of it."""

    need: Need
    figure: Figure
    wanted: Bilingual
    holds: bool
    is_none: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """An indicator, how it stands, its figures, and what is missing."""

    asked: Asked
    state: State
    figures: tuple[Proved, ...] = ()
    missing: tuple[Missing, ...] = ()


def standing(edition: Edition, bureau: Bureau, year: int, on: date) -> tuple[Stand, ...]:
    """Every indicator of an edition on a day, in order; a few queries, however many there are."""
    indicators = [one for one in edition if one.concerns == "departments"]
    codes = dict.fromkeys(
        code for one in indicators for need in one.needs for code in (need.figure, need.equals) if code
    )
    with using_bureau(bureau):
        told = figures_of([(registry[code], Period.year(year)) for code in codes], bureau)
        known = dict(zip(codes, told, strict=True))
        people = People(bureau, on)
        late = _late(bureau, {name for one in indicators for name in one.matters}, year, on)
        return tuple(_stand(one, known, people, late, year) for one in edition)


def stand_of(asked: Asked, edition: Edition, bureau: Bureau, year: int, on: date) -> Stand:
    """One indicator."""
    return next(one for one in standing(edition, bureau, year, on) if one.asked.key == asked.key)


class People:
    """Who holds which power on a day; one look at the roster."""

    def __init__(self, bureau: Bureau, on: date) -> None:
        self._holders = holders_on(bureau.pk, on)

    def of(self, powers: Sequence[str]) -> Bilingual:
        """局办公室（甲、乙）或者法规科（丙）: each power with those who hold it."""
        told = [(title_of(power), self._holders.get(power, ())) for power in powers]
        if not told:
            return Bilingual("任何工作人员", "any officer")
        return Bilingual(
            "；".join(f"{title.zh}（{'、'.join(names) or '无人担任'}）" for title, names in told),
            "; ".join(f"{title.en} ({', '.join(names) or 'nobody'})" for title, names in told),
        )


def _opening(procedure: Procedure) -> str:
    return next(key for key, step in procedure.steps.items() if step.opens)


def _stand(
    asked: Asked,
    known: Mapping[str, Figure],
    people: People,
    late: Mapping[str, Sequence[Obligation]],
    year: int,
) -> Stand:
    if asked.concerns == "government":
        return Stand(asked, State.GOVERNMENT)
    proved = tuple(_proved(need, known) for need in asked.needs)
    missing = [_missing(one, people, year) for one in proved if not one.holds]
    missing += [_overdue(one, people) for name in asked.matters for one in late.get(name, ())]
    if not proved:
        state = State.MISSING if missing else State.ELSEWHERE if asked.elsewhere else State.PROVED
    elif not missing:
        state = State.NONE if all(one.is_none for one in proved) else State.PROVED
    else:
        state = State.PARTLY if any(one.holds for one in proved) else State.MISSING
    return Stand(asked, state, proved, tuple(missing))


def _proved(need: Need, known: Mapping[str, Figure]) -> Proved:
    found = known[need.figure]
    percent = found.unit is Unit.PERCENT
    sign = "%" if percent else ""
    is_none = not found.records_count and found.stated is None and is_attested(found)
    if need.at_most is not None:
        holds = (
            found.value is not None and found.value <= need.at_most and (found.records_count > 0 or is_none)
        )
        return Proved(
            need,
            found,
            Bilingual(f"不超过{need.at_most}{sign}", f"{need.at_most}{sign} at most"),
            holds,
            is_none,
        )
    least = need.at_least
    wanted = (
        Bilingual(f"{least}{sign}以上", f"{least}{sign} or more")
        if percent or least > 1
        else Bilingual("有记录", "on record")
    )
    if need.equals:
        whole = known[need.equals]
        wanted = Bilingual(f"与“{whole.title.zh}”相同", f"as many as “{whole.title.en}”")
        least = max(int(whole.value or 0), 1)
    reached = found.stated is None and found.value is not None and found.value >= least
    # Where there was nothing of which a share could be taken, and that is attested, the share is not asked for.
    return Proved(need, found, wanted, reached or is_none, is_none)


def _missing(one: Proved, people: People, year: int) -> Missing:
    procedure = library().latest(one.need.opens)
    step = _opening(procedure)
    title, text = one.figure.title, one.figure.text
    if one.figure.stated is not None:
        what = Bilingual(
            f"“{title.zh}”只有已公布报告上的数{text.zh}，没有记录",
            f"“{title.en}” is {text.en} in the published report alone; there are no records",
        )
    elif not one.figure.records_count:
        what = Bilingual(
            f"“{title.zh}”没有记录；确实没有发生的，由登记簿的登记人确认登记完整",
            f"“{title.en}” has no records; if there was none, its keeper attests that the register is complete",
        )
    else:
        what = Bilingual(
            f"“{title.zh}”为{text.zh}，应当{one.wanted.zh}",
            f"“{title.en}” is {text.en}; wanted: {one.wanted.en}",
        )
    return Missing(
        what,
        people.of(sorted(procedure.steps[step].by.powers)),
        one.need.until_in(year),
        procedure.key,
        step,
        procedure.title,
    )


def _late(bureau: Bureau, keys: set[str], year: int, on: date) -> dict[str, list[Obligation]]:
    """Overdue obligations of matters opened by a year's end, by the kind of matter; each once, whoever else owes it too."""
    rows = (
        Obligation.objects.filter(late_on(on), bureau_id=bureau.pk)
        .filter(
            case__procedure_key__in=keys,
            case__opened_on__lte=end_of_year(year),
            due_on__lte=end_of_year(year),
        )
        .exclude(lane__in=("applicant", "system"))
        .select_related("case")
        .order_by("due_on", "case_id", "rule_id", "pk")
    )
    found: dict[str, list[Obligation]] = {}
    seen: set[tuple[int, str]] = set()
    for row in rows:
        listed = found.setdefault(row.case.procedure_key, [])
        if (row.case_id, row.rule_id) not in seen and len(listed) < MOST_LATE:
            seen.add((row.case_id, row.rule_id))
            listed.append(row)
    return found


def _overdue(row: Obligation, people: People) -> Missing:
    case: Case = row.case
    procedure = library().latest(case.procedure_key)
    powers = [row.lane[2:].partition("@")[0]] if row.lane.startswith("p:") else []
    assert row.due_on is not None
    return Missing(
        Bilingual(
            f"{procedure.title.zh} {case.number}有逾期的步骤",
            f"{procedure.title.en} {case.number} has an overdue step",
        ),
        Bilingual(case.assignee.name, case.assignee.name) if case.assignee is not None else people.of(powers),
        row.due_on,
        case_number=case.number,
    )


def totals(stands: Sequence[Stand]) -> dict[State, int]:
    """How many indicators are in which state; every state is there."""
    return {state: sum(one.state is state for one in stands) for state in State}


def all_missing(stands: Sequence[Stand]) -> Iterator[tuple[Stand, Missing]]:
    """What is missing, the first due first."""
    pairs = [(stand, one) for stand in stands for one in stand.missing]
    return iter(sorted(pairs, key=lambda pair: (pair[1].until, pair[0].asked.key)))
