"""Who read personal data: for the audit administrator, by person, by matter, out of hours, and with which reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Reading, ReadingKind
from yifa.cases.registers.register import registry
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, holders_only
from yifa.desk.answers import listed
from yifa.desk.party_pages import FIELDS
from yifa.desk.register_tables import address, day_or_none
from yifa.house.calendars import calendar_of
from yifa.house.powers import AUDIT_ADMINISTRATOR
from yifa.interface.formats import show_moment, words
from yifa.law.calendar import Calendar
from yifa.law.limits import add_days, legal_day, start_of_day
from yifa.law.text import Bilingual

_PAGE: Final = 50
_SHOWN: Final = 30
_MOST: Final = 20_000
_REPEATED: Final = 3
FROM_HOUR: Final = 8
UNTIL_HOUR: Final = 18
KINDS: Final = {
    ReadingKind.OPENED: Bilingual("打开", "Opened"),
    ReadingKind.SHOWN: Bilingual("点开显示", "Shown by a click"),
    ReadingKind.LETTER: Bilingual("查看文书", "Letter"),
    ReadingKind.FILE: Bilingual("下载文件", "File"),
    ReadingKind.EVIDENCE: Bilingual("下载证据或凭证", "Evidence or receipt"),
    ReadingKind.EXPORTED: Bilingual("导出登记簿", "Register exported"),
    ReadingKind.FORM: Bilingual("填写表单时带出", "Filled into a form"),
    ReadingKind.OVERSIGHT: Bilingual("说明理由后查阅", "Opened with a reason"),
    ReadingKind.PREVIEW: Bilingual("删除前核对", "Looked through before erasing"),
    ReadingKind.ENTERED: Bilingual("登记时填写", "Entered"),
}


@dataclass(slots=True)
class PersonLine:
    """What one officer read."""

    name: str
    url: str
    count: int = 0
    matters: set[int] = field(default_factory=set)
    shown: int = 0
    exported: int = 0
    reasons: int = 0
    outside: int = 0


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading."""

    at: str
    outside: bool
    officer: str
    kind: str
    of: str
    url: str
    what: str
    reason: str


@dataclass(slots=True)
class ReasonLine:
    """A reason that somebody typed, how often the same words served, and for how many matters."""

    officer: str
    reason: str
    count: int
    repeated: bool


@holders_only(AUDIT_ADMINISTRATOR)
@require_safe
def readings(request: DeskRequest) -> HttpResponse:
    """The readings of ``?from=…&to=…``, of the last thirty days without; ``?officer=7`` and ``?case=…`` narrow the list."""
    given = request.GET
    until = day_or_none(given.get("to", "")) or request.today
    since = day_or_none(given.get("from", "")) or add_days(until, -30)
    rows = Reading.objects.filter(at__gte=start_of_day(since), at__lt=start_of_day(add_days(until, 1)))
    calendar = calendar_of(request.bureau)
    asked = {"from": since.isoformat(), "to": until.isoformat()}
    narrowed = rows.select_related("officer", "case", "party").order_by("-pk")
    if given.get("officer", "").isdecimal():
        narrowed, asked["officer"] = narrowed.filter(officer_id=int(given["officer"])), given["officer"]
    if given.get("case"):
        narrowed, asked["case"] = narrowed.filter(case__number=given["case"]), given["case"]
    if given.get("outside") == "1":
        asked["outside"] = "1"
    if given.get("before", "").isdecimal():
        narrowed = narrowed.filter(pk__lt=int(given["before"]))
    found = []
    for row in narrowed[: _MOST if asked.get("outside") else _PAGE + 1]:
        if not asked.get("outside") or is_outside_hours(row.at, calendar):
            found.append(row)
        if len(found) > _PAGE:
            break
    people, matters, reasons, total = _summary(rows, calendar)
    context: dict[str, Any] = {
        "tab": "readings",
        "since": since.isoformat(),
        "until": until.isoformat(),
        "total": total,
        "full": total >= _MOST,
        "people": people,
        "matters": matters,
        "reasons": reasons,
        "rows": [_line(row, calendar) for row in found[:_PAGE]],
        "hours": f"{FROM_HOUR}:00–{UNTIL_HOUR}:00",
        "next_url": address(asked, before=found[_PAGE - 1].pk) if len(found) > _PAGE else "",
        "outside_url": address({**asked, "outside": "1"}),
        "all_url": address({"from": asked["from"], "to": asked["to"]}),
        "narrowed": bool(set(asked) - {"from", "to"}),
    }
    return render(request, "desk/oversight/readings.html", context)


def is_outside_hours(at: datetime, calendar: Calendar) -> bool:
    """Whether somebody read at night or on a day off; of a year whose holidays are not published, at night or on a weekend."""
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    if not FROM_HOUR <= local.hour < UNTIL_HOUR:
        return True
    on = legal_day(at)
    return not calendar.is_working_day(on) if calendar.knows(on.year) else on.weekday() > 4


def _summary(
    rows: Any, calendar: Calendar
) -> tuple[list[PersonLine], list[tuple[str, str, str, int, int]], list[ReasonLine], int]:
    people: dict[int, PersonLine] = {}
    matters: Counter[int] = Counter()
    readers: dict[int, set[int]] = {}
    cases: dict[int, Any] = {}
    reasons: Counter[tuple[str, str]] = Counter()
    total = 0
    for row in rows.select_related("officer", "case").order_by("-pk")[:_MOST]:
        total += 1
        line = people.setdefault(
            row.officer_id, PersonLine(row.officer.name, address({}, officer=row.officer_id))
        )
        line.count += 1
        line.shown += row.kind == ReadingKind.SHOWN
        line.exported += row.kind in (ReadingKind.EXPORTED, ReadingKind.EVIDENCE)
        line.outside += is_outside_hours(row.at, calendar)
        if row.kind == ReadingKind.OVERSIGHT:
            line.reasons += 1
            reasons[row.officer.name, row.reason.strip()] += 1
        if row.case_id is not None:
            line.matters.add(row.case_id)
            matters[row.case_id] += 1
            readers.setdefault(row.case_id, set()).add(row.officer_id)
            cases[row.case_id] = row.case
    shown = [
        (
            cases[pk].number,
            address({}, case=cases[pk].number),
            knowing.kind_title(cases[pk]),
            count,
            len(readers[pk]),
        )
        for pk, count in matters.most_common(_SHOWN)
    ]
    told = [
        ReasonLine(name, reason, count, count >= _REPEATED)
        for (name, reason), count in reasons.most_common(_SHOWN)
    ]
    return sorted(people.values(), key=lambda one: -one.count), shown, told, total


def _fields(row: Reading) -> list[str]:
    """What was looked at, as the desk calls it; by its key where nobody calls it anything any more."""
    known: dict[str, Bilingual] = {}
    if row.party is not None:
        known = dict(FIELDS)
    elif row.register in registry:
        known = {column.name: column.title for column in registry[row.register].columns}
    elif row.case is not None:
        try:
            questions = procedure_of_case(row.case).questions
        except ProcedureMissing:
            questions = {}
        known = {key: question.label for key, question in questions.items()}
    return [words(known[key]) if key in known else key for key in row.fields]


def _line(row: Reading, calendar: Calendar) -> ReadingLine:
    of, url = "", ""
    if row.case is not None:
        of, url = row.case.number, reverse("desk:case", args=[row.case.number])
    elif row.party is not None:
        of = _("相对人第%(number)d号") % {"number": row.party.pk}
        url = reverse("desk:party", args=[row.party.pk])
    if row.register:
        title = words(registry[row.register].title) if row.register in registry else row.register
        of = f"{of} {title}".strip() + (f" ×{row.rows}" if row.rows > 1 else "")
    return ReadingLine(
        show_moment(row.at),
        is_outside_hours(row.at, calendar),
        row.officer.name,
        words(KINDS[ReadingKind(row.kind)]),
        of,
        url,
        listed(_fields(row)),
        row.reason,
    )
