"""Today: what I owe in the order of the days, what others wait for, what I began, and for heads where the bureau is at risk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yifa.cases.acting.handling import GIVE_OPINION
from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import library, procedure_of_case
from yifa.cases.models import DeskItem, DeskItemKind, Draft, Obligation
from yifa.cases.orders import house_approval
from yifa.cases.told import coming, obligations
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, Seat, told
from yifa.desk.beginning import first_steps
from yifa.desk.desk_acts import item_title, words_of_items
from yifa.desk.house_approval_pages import line_of
from yifa.desk.lights import Chip, chip, deadline_url
from yifa.desk.matter import Matter, StepLink
from yifa.desk.opening import openers
from yifa.desk.risk import at_risk
from yifa.desk.together import Group, goes_together
from yifa.desk.together_pages import address
from yifa.house.calendars import calendar_of
from yifa.house.powers import SYSTEM_ADMINISTRATOR
from yifa.interface.formats import show_date, show_moment, words
from yifa.law.text import Bilingual
from yifa.procedure import NoProcedure

_ON_A_PAGE: Final = 30
_ITEMS: Final = 20
_DRAFTS: Final = 10
_OPENERS: Final = 6
_SEVERAL: Final = 3
# The State Council's notice of the next year comes out in October or November; limits of six months reach that year from July.
_NOTICE_AWAITED_FROM: Final = 7


@dataclass(slots=True)
class OwedCase:
    """What the officer owes in one case: its steps, and its deadlines, the first due first.

    waiting: steps owed that cannot be taken yet; why: what would make the first of them possible. then: what is owed by the
    deadlines shown, after the steps that can be taken now. together: the steps that may be taken in several cases at once, with
    their titles.
    """

    number: str
    title: str
    url: str
    kind: str
    party: str
    chips: list[tuple[Chip, str]] = field(default_factory=list)
    steps: list[StepLink] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    why: str = ""
    then: list[str] = field(default_factory=list)
    together: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ComingLine:
    """What falls due without a matter of it: the step that opens one, filled with what is known."""

    title: str
    says: str
    kind: str
    chip: Chip
    step: str
    url: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What a colleague sent: an opinion asked, an urging, a copy. absent: to whom, where the officer stands in for them."""

    kind: str
    is_opinion: bool
    sender: str
    absent: str
    words: str
    case_title: str
    case_number: str
    case_url: str
    sent: str
    chip: Chip | None
    url: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A form that was begun."""

    title: str
    case_title: str
    saved: str
    url: str


def today(request: DeskRequest) -> HttpResponse:
    """What the officer owes, the first due first. ``?after=`` goes on where a page ended."""
    seat = request.seat
    mine, asked = house_approval.waiting(seat.officer, seat.on)
    around: dict[str, Any] = {
        "told": told(house_approval.last_reset(seat.officer, seat.now)),
        "approvals": [line_of(order) for order in mine],
        "asked": len(asked),
    }
    if not seat.works:
        system = {**around, "steps": first_steps(seat), "unpublished_year": unpublished_year(seat)}
        return render(request, "desk/today_system.html", system)
    after = obligations.Place.read(request.GET.get("after", ""))
    page = obligations.today(seat.officer, seat.on, after=after, limit=_ON_A_PAGE)
    offered = openers(seat)
    owed = owed_cases(seat, page.rows)
    context: dict[str, Any] = {
        **around,
        "date": show_date(seat.on),
        "owed": owed,
        "groups": _groups(owed),
        "next_url": "" if page.after is None else f"{reverse('desk:today')}?after={page.after}",
        "first_page": after is None,
        "items": _items(seat) if after is None else [],
        "drafts": _drafts(seat) if after is None else [],
        "coming": _coming(seat) if after is None else [],
        "risk": at_risk(seat) if after is None and seat.leads else None,
        "leads": seat.leads,
        "openers": offered[:_OPENERS],
        "more_openers": len(offered) > _OPENERS,
        "unpublished_year": unpublished_year(seat),
    }
    return render(request, "desk/today.html", context)


def _groups(lines: list[OwedCase]) -> list[tuple[Group, str]]:
    """What this page owes several times over: the step with its matters, and where it is taken in all of them."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    for line in lines:
        for step, title in line.together:
            numbers = found.setdefault(step, (title, line.kind, []))[2]
            if line.number not in numbers:
                numbers.append(line.number)
    groups = [
        Group(step, title, kind, tuple(numbers))
        for step, (title, kind, numbers) in found.items()
        if len(numbers) >= _SEVERAL
    ]
    return [(one, address(one.numbers, one.step)) for one in groups]


def unpublished_year(seat: Seat) -> int | None:
    """The year whose holiday notice the system administrator should load: this one, or from July on the next."""
    if not seat.holds(SYSTEM_ADMINISTRATOR):
        return None
    calendar = calendar_of(seat.bureau)
    if not calendar.knows(seat.on.year):
        return seat.on.year
    following = seat.on.year + 1
    return following if seat.on.month >= _NOTICE_AWAITED_FROM and not calendar.knows(following) else None


def owed_cases(seat: Seat, rows: tuple[Obligation, ...]) -> list[OwedCase]:
    """Obligations as they are shown: those of one case for the same steps in one line, a promise beside its statute; what cannot
    be done yet stands with what the same officer does first."""
    calendar = calendar_of(seat.bureau)
    lines: dict[tuple[int, tuple[str, ...]], OwedCase] = {}
    matters: dict[int, Matter | None] = {}
    for row in rows:
        if row.steps == [GIVE_OPINION]:
            # Shown among what colleagues wait for, with the question.
            continue
        case = row.case
        if case.pk not in matters:
            try:
                matters[case.pk] = Matter.of(seat, case)
            except ProcedureMissing:
                matters[case.pk] = None
        matter = matters[case.pk]
        key = (case.pk, tuple(row.steps))
        if key not in lines:
            lines[key] = _line(matter, row)
        label = words(_whose_limit(matter, row)) if row.due_on is not None else ""
        url = deadline_url(case.number, row.rule_id)
        lines[key].chips.append(
            (chip(row.due_on, row.amber_on, seat.on, calendar, url, row.latest_on), label)
        )
    return folded(list(lines.values()))


def folded(lines: list[OwedCase]) -> list[OwedCase]:
    """One line a case where one of its lines is only what comes afterwards: in the place of the first due, with all deadlines."""
    by_case: dict[str, list[OwedCase]] = {}
    for line in lines:
        by_case.setdefault(line.number, []).append(line)
    place = {id(line): at for at, line in enumerate(lines)}
    kept: list[OwedCase] = []
    for of_case in by_case.values():
        able = [line for line in of_case if line.steps]
        if not able or len(able) == len(of_case):
            kept += of_case
            continue
        first = able[0]
        first.then = [step for line in of_case if not line.steps for step in line.waiting]
        # A step without a deadline has nothing to say beside the deadlines of what comes after it.
        first.chips = [chip for line in of_case for chip in line.chips if chip[0].due] or first.chips
        place[id(first)] = place[id(of_case[0])]
        kept += able
    return sorted(kept, key=lambda line: place[id(line)])


_PROMISE: Final = Bilingual("承诺时限", "promised")
_STATUTORY: Final = Bilingual("法定时限", "statutory")
_HOUSE: Final = Bilingual("", "")


def _whose_limit(matter: Matter | None, row: Obligation) -> Bilingual:
    """Whose limit it is, for where several run side by side."""
    if row.is_promise:
        return _PROMISE
    rule = None if matter is None else matter.procedure.by_id.get(row.rule_id)
    return _STATUTORY if rule is not None and rule.is_statutory else _HOUSE


def _line(matter: Matter | None, row: Obligation) -> OwedCase:
    case = row.case
    line = OwedCase(
        number=case.number,
        title=knowing.title_of(case),
        url=reverse("desk:case", args=[case.number]),
        kind="" if matter is None else words(matter.procedure.title),
        party="" if case.party is None or case.party.name in case.title else knowing.party_of(case),
    )
    if matter is None:
        return line
    for key in row.steps:
        step = matter.procedure.steps.get(key)
        if step is None:
            continue
        option = matter.options.get(key)
        if option is not None and option.possible:
            line.steps.append(StepLink(words(step.title), matter.step_url(key), key == row.steps[0]))
            if key == row.steps[0] and goes_together(matter.procedure, step):
                line.together.append((f"{matter.procedure.key}/{key}", words(step.title)))
            continue
        line.waiting.append(words(step.title))
        if option is not None and option.reasons and not line.why:
            line.why = words(option.reasons[0].remedy)
    return line


def _coming(seat: Seat) -> list[ComingLine]:
    calendar = calendar_of(seat.bureau)
    lines = []
    for one in coming.of_powers(seat.bureau, seat.on, seat.powers):
        due = one.coming
        filled = {"title": due.title.zh, **{f"fill.{key}": value for key, value in due.answers.items()}}
        url = reverse("desk:start", args=[one.procedure.key, one.step])
        lines.append(
            ComingLine(
                words(due.title),
                words(due.says),
                words(one.procedure.title),
                chip(due.due_on, min(due.due_on, seat.on), seat.on, calendar, ""),
                words(one.procedure.steps[one.step].title),
                f"{url}?{urlencode(filled)}",
            )
        )
    return lines


def _items(seat: Seat) -> list[ItemLine]:
    rows = list(
        DeskItem.objects.filter(recipient_id__in=seat.answers_for, answered_position__isnull=True)
        .select_related("case", "sender", "recipient")
        .order_by("id")[:_ITEMS]
    )
    said = words_of_items(rows)
    calendar = calendar_of(seat.bureau)
    return [
        ItemLine(
            kind=item_title(row),
            is_opinion=row.kind == DeskItemKind.OPINION,
            sender=row.sender.name,
            absent="" if row.recipient_id == seat.officer.pk else row.recipient.name,
            words=said.get(row.log_position, ""),
            case_title=knowing.title_of(row.case),
            case_number=row.case.number,
            case_url=reverse("desk:case", args=[row.case.number]),
            sent=show_date(row.sent_on),
            chip=None
            if row.answer_by_on is None
            else chip(row.answer_by_on, row.answer_by_on, seat.on, calendar, ""),
            url=reverse("desk:item", args=[row.pk]),
        )
        for row in rows
    ]


def _drafts(seat: Seat) -> list[DraftLine]:
    rows = Draft.objects.filter(officer=seat.officer).select_related("case").order_by("-saved_at")[:_DRAFTS]
    lines = []
    for row in rows:
        try:
            procedure = (
                procedure_of_case(row.case)
                if row.case is not None
                else library().procedure(row.procedure_key, seat.on)
            )
        except (NoProcedure, ProcedureMissing):
            continue
        step = procedure.steps.get(row.step)
        if step is None:
            continue
        url = (
            reverse("desk:step", args=[row.case.number, row.step])
            if row.case is not None
            else reverse("desk:start", args=[row.procedure_key, row.step])
        )
        title = row.case.title if row.case is not None else words(procedure.title)
        lines.append(DraftLine(words(step.title), title, show_moment(row.saved_at), url))
    return lines
