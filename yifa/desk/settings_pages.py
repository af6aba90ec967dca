"""The room of settings: one's own account, the bureau's calendar, and the year's fixed dates.

The calendar decides every limit, so what changes it (the State Council's yearly notice, a local closure) is tried first, shown as
the days that it changes, and entered in the record.
"""

from __future__ import annotations

import calendar as months_of
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.acting.act import Actor
from yifa.cases.errors import CasesError
from yifa.cases.library import library
from yifa.cases.orders import house_orders
from yifa.desk.access import DeskRequest, holders_only
from yifa.desk.figure_pages import Year
from yifa.desk.small_forms import Control, Page, SmallForm
from yifa.house.calendars import calendar_of
from yifa.house.models import LocalClosure
from yifa.house.powers import HEAD, SYSTEM_ADMINISTRATOR
from yifa.interface.formats import is_english, show_date, words
from yifa.law.calendar import Calendar, DayKind, YearNotice, YearNotPublished, read_notice
from yifa.law.errors import FileProblem, LawError
from yifa.law.fixed_dates import FixedDate, fixed_dates
from yifa.law.holiday_text import looks_printed, notice_of
from yifa.law.limits import date_range
from yifa.law.text import Bilingual

_NOTICE: Final = "notice.yaml"
_YEARS: Final = 4
_LARGEST: Final = 64_000
EXAMPLE: Final = """year: 2027
number: 国办发明电〔2026〕0号
issued_on: 2026-11-01
holidays:
  - {name: 元旦, first: 2027-01-01, last: 2027-01-03}
make_up_days:
  - {day: 2027-01-09, makes_up_for: 元旦}
"""


def settings(request: DeskRequest) -> HttpResponse:
    """One's own account, and what is set for the bureau."""
    user = request.officer.user
    assert user is not None
    year = request.today.year
    calendar = calendar_of(request.bureau)
    return render(
        request,
        "desk/settings/settings.html",
        {
            "name": request.officer.name,
            "username": user.get_username(),
            "posts": [
                (
                    words(one.post.title),
                    reverse("desk:house-post", args=[one.post_id]),
                    show_date(one.from_on),
                    show_date(one.until_on),
                )
                for one in request.seat.holdings
                if one.instead_of_id is None
            ],
            "year": year,
            "knows_next": calendar.knows(year + 1),
            "next_year": year + 1,
            "dates": [_date_line(one, request.today, calendar) for one in fixed_dates(year)],
        },
    )


@dataclass(frozen=True, slots=True)
class DateLine:
    """A fixed date of the year: what, by which day, to whom, by which rule."""

    duty: str
    to: str
    planned: str
    office: str
    basis: str
    passed: bool


def _date_line(one: FixedDate, today: date, calendar: Calendar) -> DateLine:
    citation = one.citation
    statute = library().statutes.get(citation.statute) if citation is not None else None
    basis = ""
    if statute is not None and citation is not None:
        title = statute.title
        basis = words(Bilingual(citation.zh(title.zh), citation.en(title.en)) if citation.article else title)
    try:
        office = show_date(one.office_due_on(calendar))
    except YearNotPublished:
        office = ""
    return DateLine(
        words(one.duty), words(one.to), show_date(one.planned_on), office, basis, one.is_late(today)
    )


# The calendar -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in the year's calendar; ``mark``: 休, 班 or 停, with its word in ``title``."""

    number: int
    kind: str
    mark: str
    title: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month as weeks of days; None outside the month."""

    title: str
    weeks: tuple[tuple[DayCell | None, ...], ...]
    working_days: int


_MARKS: Final = {
    DayKind.HOLIDAY: Bilingual("休", "off"),
    DayKind.MAKE_UP_WORKING_DAY: Bilingual("班", "on"),
    DayKind.LOCAL_CLOSURE: Bilingual("停", "shut"),
}
_MONTHS_EN: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def calendar(request: DeskRequest) -> HttpResponse:
    """A year's working days, the festivals that move them, and the bureau's own closures."""
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else request.today.year
    found = calendar_of(request.bureau)
    address = reverse("desk:calendar")
    numbers = sorted({*range(request.today.year - _YEARS, request.today.year + 2), year}, reverse=True)
    context: dict[str, object] = {
        "year": year,
        "years": [Year(one, f"{address}?year={one}", one == year) for one in numbers],
        "weekdays": [_weekday(place) for place in range(7)],
        "closures": [
            (show_date(one.first_on), show_date(one.last_on), one.reason, one.basis)
            for one in LocalClosure.objects.filter(
                last_on__gte=date(year, 1, 1), first_on__lte=date(year, 12, 31)
            )
        ]
        if 1949 <= year <= 2199
        else [],
        "may_load": request.seat.holds(SYSTEM_ADMINISTRATOR),
        "may_close": request.seat.holds(SYSTEM_ADMINISTRATOR, HEAD),
    }
    try:
        tables = [_month(found, year, month, request.today) for month in range(1, 13)]
    except YearNotPublished as unknown:
        context["unknown"] = words(Bilingual(unknown.zh, unknown.en))
    except ValueError:
        raise Http404 from None
    else:
        context["months"] = tables
        context["total"] = sum(one.working_days for one in tables)
        context["specials"], context["bases"] = _specials(found, year)
    return render(request, "desk/settings/calendar.html", context)


def _month(found: Calendar, year: int, month: int, today: date) -> MonthTable:
    weeks: list[tuple[DayCell | None, ...]] = []
    working = 0
    for week in months_of.monthcalendar(year, month):
        cells: list[DayCell | None] = []
        for number in week:
            if not number:
                cells.append(None)
                continue
            facts = found.explain(date(year, month, number))
            working += facts.is_working_day
            cells.append(
                DayCell(
                    number,
                    facts.kind.value.replace("_", "-"),
                    words(_MARKS.get(facts.kind)),
                    f"{words(facts.kind.label)}：{words(facts.name)}",
                    facts.day == today,
                )
            )
        weeks.append(tuple(cells))
    title = _MONTHS_EN[month - 1] if is_english() else f"{month}月"
    return MonthTable(title, tuple(weeks), working)


def _specials(found: Calendar, year: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Spans of days that are not what their day of the week says, with what they are; and what makes them so, each once."""
    spans: list[tuple[date, date, str, str]] = []
    for number in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        facts = found.explain(date.fromordinal(number))
        if facts.kind in (DayKind.WORKING, DayKind.WEEKEND):
            continue
        told = f"{words(facts.name)} · {words(facts.kind.label)}"
        if spans and spans[-1][1].toordinal() == number - 1 and spans[-1][2] == told:
            spans[-1] = (spans[-1][0], facts.day, told, spans[-1][3])
        else:
            spans.append((facts.day, facts.day, told, words(facts.basis)))
    shown = [
        (show_date(first) if first == last else f"{show_date(first)} – {show_date(last)}", told)
        for first, last, told, _basis in spans
    ]
    return shown, list(dict.fromkeys(basis for *_span, basis in spans))


def _weekday(place: int) -> str:
    names = (["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], tuple("一二三四五六日"))
    return names[0 if is_english() else 1][place]


@holders_only(SYSTEM_ADMINISTRATOR)
def load_notice(request: DeskRequest) -> HttpResponse:
    """Load the State Council's yearly notice: tried line by line, shown, and only then taken over for every bureau."""
    text = request.POST.get("text", "")
    sent = request.FILES.get("file")
    problem = ""
    if sent is not None:
        if sent.size is not None and sent.size > _LARGEST:
            problem = _("文件太大，放假通知只有几十行，请核对是不是这个文件。")
        else:
            try:
                text = sent.read().decode("utf-8")
            except UnicodeDecodeError:
                problem = _("文件不是UTF-8文本，请另存为UTF-8后重试。")
    context: dict[str, object] = {"text": text, "example": EXAMPLE}
    if request.method == "POST" and not problem:
        with TemporaryDirectory() as folder:
            path = Path(folder) / _NOTICE
            try:
                # As it is printed, or days in a file.
                written = notice_of(text).model_dump_json() if looks_printed(text) else text
                path.write_text(written, encoding="utf-8")
                if "confirm" in request.POST and sent is None:
                    notice = house_orders.load_notice(
                        request.bureau, path, actor=Actor.officer(request.officer), now=request.now
                    )
                    messages.success(request, _("已载入%(year)d年放假安排。") % {"year": notice.year})
                    return redirect(f"{reverse('desk:calendar')}?year={notice.year}")
                notice = read_notice(path)
                context["notice"] = _shown(notice, calendar_of(request.bureau))
            except FileProblem as refused:
                sentence = words(Bilingual(refused.zh, refused.en)).removeprefix(str(path))
                place = _("第%(line)d行") % {"line": refused.line} if refused.line else ""
                problem = f"{place}{sentence.removeprefix(f':{refused.line}')}".lstrip("：: ")
            except LawError as refused:
                problem = words(Bilingual(refused.zh, refused.en))
    context["problem"] = problem
    return render(request, "desk/settings/notice.html", context, status=422 if problem else 200)


def _shown(notice: YearNotice, before: Calendar) -> dict[str, object]:
    """A notice as it is shown before it is taken: its spans, and each day that becomes another than it is now."""
    after = before.with_notice(notice)
    changed = []
    for day in date_range(date(notice.year, 1, 1), date(notice.year, 12, 31)):
        works = after.is_working_day(day)
        # A year without a notice goes by the days of the week.
        was = before.is_working_day(day) if before.knows(notice.year) else day.weekday() < 5
        if works != was:
            changed.append((show_date(day), _weekday(day.weekday()), works))
    return {
        "changed": changed,
        "working_days": sum(
            after.is_working_day(day)
            for day in date_range(date(notice.year, 1, 1), date(notice.year, 12, 31))
        ),
        "year": notice.year,
        "number": notice.number,
        "issued": show_date(notice.issued_on),
        "holidays": [
            (words(one.title), show_date(one.first), show_date(one.last)) for one in notice.holidays
        ],
        "make_up": [(show_date(one.day), one.makes_up_for) for one in notice.make_up_days],
    }


@holders_only(SYSTEM_ADMINISTRATOR, HEAD)
def close_locally(request: DeskRequest) -> HttpResponse:
    """Record days on which the bureau is closed by a decision."""
    form = SmallForm(
        [
            Control("first_on", _("第一天"), "date", required=True),
            Control("last_on", _("最后一天"), "date", required=True),
            Control("reason", _("原因"), required=True),
            Control(
                "basis",
                _("依据"),
                required=True,
                help=_("决定放假或者停办的文件名称和文号。没有依据的停办不能改变法定期限。"),
            ),
        ]
    )
    if request.method == "POST" and form.take(request.POST):
        first, last = form.day("first_on"), form.day("last_on")
        assert first is not None
        assert last is not None
        try:
            house_orders.close_locally(
                request.bureau,
                first_on=first,
                last_on=last,
                reason=form.text("reason"),
                basis=form.text("basis"),
                actor=Actor.officer(request.officer),
                now=request.now,
            )
        except (LawError, CasesError) as refused:
            form.refuse(refused.text)
        else:
            messages.success(request, _("已登记本地停办日，期限会跳过这些天。"))
            return redirect(f"{reverse('desk:calendar')}?year={first.year}")
    page = Page(_("登记本地停办日"), "", _("登记"), reverse("desk:calendar"), _("工作日历"))
    status = 422 if form.sent else 200
    return render(request, "desk/house/form.html", {"page": page, "form": form}, status=status)
