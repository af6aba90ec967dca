"""What is published: lists that fields registered, searched and narrowed, a page for each row, and the same as CSV, JSON and RSS.

Lists go by their day, newest first, and are turned by the last row shown: no page counts a table.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.cases.registers.columns import Column
from yifa.cases.registers.publicity import Publication, Room, guides, publications
from yifa.figures.attested import attested_in
from yifa.interface.formats import SHANGHAI, language, show_date, words
from yifa.law.text import Bilingual
from yifa.portal.search import asked_words, public_rows
from yifa.portal.site import PortalRequest, kept_for, page, public
from yifa.procedure import types
from yifa.typesetting.model import DEMONSTRATION

PER_PAGE: Final = 20
_PER_FEED: Final = 50
_PER_JSON: Final = 500
_PER_FILE: Final = 20_000
_FIRST_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_KEPT_SECONDS: Final = 300
_STANDING: Final = Bilingual("效力", "Validity")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list. ``cells``: the columns after the first, which is the ``name``; ``note``: how many days are left."""

    url: str
    name: str
    cells: list[str]
    standing: str
    light: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A filter of a list: a column with its choices."""

    name: str
    title: str
    chosen: str
    choices: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Card:
    """A publication in a room, with its latest rows; none: what is said where there are no rows."""

    title: str
    summary: str
    url: str
    latest: list[tuple[str, str, str]]
    none: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked of a list. ``on``: the day on which standings are told, today where readers ask for no other."""

    sought: str
    on: date
    standing: str
    filters: dict[str, str]
    after: tuple[date, int] | None

    def narrowed(self, publication: Publication, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that fit."""
        wanted = {name: value for name, value in self.filters.items() if value}
        if self.sought:
            # Only in what the list shows: a masked name that is found by the whole of it is told.
            rows = public_rows(publication, rows, asked_words(self.sought))
        matching: Any = rows
        found: QuerySet[Any] = matching.matching(wanted)
        standing = next((one for one in publication.standings if one.key == self.standing), None)
        if standing is not None:
            found = found.filter(standing.rows(self.on))
        if self.after is not None:
            day, key = self.after
            dated = publication.dated
            found = found.filter(Q(**{f"{dated}__lt": day}) | Q(**{dated: day, "pk__lt": key}))
        return found


def asked_of(request: PortalRequest, publication: Publication) -> Asked:
    """What the address asks; what cannot be read is not asked."""
    given = request.GET
    day, _dot, key = given.get("after", "").partition(".")
    last = day_of(day)
    return Asked(
        sought=given.get("q", "").strip()[:100],
        on=(day_of(given.get("on", "")) if publication.by_day else None) or request.today,
        standing=given.get("standing", ""),
        filters={name: given.get(name, "") for name in publication.filters},
        after=(last, int(key)) if last is not None and key.isdecimal() and len(key) < 19 else None,
    )


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def publication_or_404(key: str) -> Publication:
    found = publications.get(key)
    if found is None:
        raise Http404
    return found


def cards(request: PortalRequest, *rooms: Room, latest: int = 3) -> list[Card]:
    """The publications of rooms with their latest rows: one query each."""
    return [_card(request, one, latest) for one in publications.of_room(*rooms)]


def _card(request: PortalRequest, one: Publication, latest: int) -> Card:
    code = request.bureau.code
    rows = [
        (
            one.text(one.shown[0], row, language()),
            show_date(getattr(row, one.dated)),
            reverse("portal:document", args=[code, one.key, row.pk]),
        )
        for row in one.listed(request.today)[:latest]
    ]
    return Card(
        words(one.title),
        words(one.summary),
        reverse("portal:published", args=[code, one.key]),
        rows,
        "" if rows else none_of(request, one),
    )


@public
@require_safe
def policies(request: PortalRequest) -> HttpResponse:
    """The room of policies and documents."""
    context = {
        "title": _("政策文件"),
        "lead": _("本机关制定的文件，以及哪一天有效。"),
        "cards": cards(request, Room.POLICIES, latest=5),
    }
    return page(request, "portal/room.html", context, room="policies")


@public
@require_safe
def disclosure(request: PortalRequest) -> HttpResponse:
    """The room of disclosure."""
    context = {
        "title": _("信息公开"),
        "lead": _("依法主动公开的内容。每一份都写明公开的依据、时限和隐去的内容，可以订阅和下载。"),
        "cards": cards(request, Room.RESULTS, Room.DISCLOSURE),
        "offers": [
            (words(one.title), reverse("portal:guide", args=[request.bureau.code, one.code]))
            for one in guides.of_room(Room.DISCLOSURE, request.today)
        ],
    }
    return page(request, "portal/room.html", context, room="disclosure")


@public
@require_safe
def voices(request: PortalRequest) -> HttpResponse:
    """The room of letters: to write, to report, and what was answered."""
    context = {
        "title": _("诉求"),
        "lead": _("咨询、提意见、投诉、检举举报。不用注册；写完得到编号和查询码，凭它查办理情况和答复。"),
        "cards": cards(request, Room.VOICES, latest=5),
        "offers": [
            (words(one.title), reverse("portal:guide", args=[request.bureau.code, one.code]))
            for one in guides.of_room(Room.VOICES, request.today)
        ],
    }
    return page(request, "portal/room.html", context, room="voices")


@public
@require_safe
def published(request: PortalRequest, key: str) -> HttpResponse:
    """One publication as a list."""
    publication = publication_or_404(key)
    asked = asked_of(request, publication)
    # What was issued or opened later was not there yet; of days to come, only what is public today is told.
    there = publication.listed(min(asked.on, request.today) if publication.by_day else request.today)
    rows = list(asked.narrowed(publication, there)[: PER_PAGE + 1])
    more = len(rows) > PER_PAGE
    rows = rows[:PER_PAGE]
    shown = publication.shown
    code = request.bureau.code
    is_narrowed = bool(asked.sought or asked.standing or any(asked.filters.values()))
    context = {
        "title": words(publication.title),
        "summary": words(publication.summary),
        "heads": [head_of(column) for column in shown],
        "numeric": [column.kind_in(publication.register) is types.MONEY for column in shown],
        "lines": [_line(code, publication, row, asked.on, request.today) for row in rows],
        "asked": asked,
        "by_day": publication.by_day,
        "another_day": show_date(asked.on) if publication.by_day and asked.on != request.today else "",
        "filters": [_offered(publication, name, asked.filters[name]) for name in publication.filters],
        "standings": [
            (one.key, words(one.title), one.key == asked.standing) for one in publication.standings
        ],
        "is_narrowed": is_narrowed,
        "next_url": _next(request, publication, rows) if more else "",
        "duty": publication.duty,
        "feeds": [
            (label, f"{reverse(f'portal:{name}', args=[code, key])}")
            for label, name in (("CSV", "csv"), ("JSON", "json"), ("RSS", "rss"))
        ],
        "rss_url": reverse("portal:rss", args=[code, key]),
        "here": reverse("portal:published", args=[code, key]),
        "none": "" if rows or is_narrowed else none_of(request, publication),
    }
    return page(request, "portal/published.html", context, room=room_of(publication))


@public
@require_safe
def as_csv(request: PortalRequest, key: str) -> HttpResponseBase:
    """The publication as CSV, in Chinese, with what was asked of the list applied."""
    publication = publication_or_404(key)
    asked = asked_of(request, publication)
    rows = asked.narrowed(publication, publication.listed(request.today))
    columns = publication.detailed
    # Read whole while the bureau is set: a stream would go on after the answer was made.
    lines = list(_csv_lines(publication, columns, rows[:_PER_FILE], asked.on))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{_demo(request)}{request.bureau.code}-{key}.csv"'
    )
    return kept_for(response, _KEPT_SECONDS)


def _demo(request: PortalRequest) -> str:
    """What goes before the name of a file or feed that a demonstration gives out."""
    return "demonstration-" if request.bureau.is_demonstration else ""


def _csv_lines(
    publication: Publication, columns: Iterable[Column], rows: Iterable[Any], on: date
) -> Iterator[bytes]:
    listed = list(columns)
    told = [] if publication.told is None else [_STANDING.zh]
    yield "\ufeff".encode() + _csv_line([*(_head_in(column, "zh-hans") for column in listed), *told])
    for row in rows:
        standing = publication.standing_of(row, on)
        cells = [] if standing is None else [standing.title.zh]
        yield _csv_line([*(publication.text(column, row) for column in listed), *cells])


def _csv_line(cells: list[str]) -> bytes:
    out = io.StringIO()
    # A spreadsheet program would run what begins like a formula.
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(_FIRST_SIGNS) else cell for cell in cells])
    return out.getvalue().encode()


@public
@require_safe
def as_json(request: PortalRequest, key: str) -> HttpResponseBase:
    """The publication for machines: keys of columns with their titles, rows, and the address of the next ones."""
    publication = publication_or_404(key)
    asked = asked_of(request, publication)
    rows = list(asked.narrowed(publication, publication.listed(request.today))[: _PER_JSON + 1])
    more, rows = len(rows) > _PER_JSON, rows[:_PER_JSON]
    columns = publication.detailed
    body = {
        "title": {"zh": publication.title.zh, "en": publication.title.en},
        "bureau": request.bureau.code,
        **({"demonstration": words(DEMONSTRATION)} if request.bureau.is_demonstration else {}),
        "basis": publication.duty.basis.zh,
        "masked": publication.duty.masked.zh,
        "columns": {column.name: _head_in(column, "zh-hans") for column in columns}
        | ({"standing": _STANDING.zh} if publication.told is not None else {}),
        "rows": [
            {"id": row.pk, "log_position": row.log_position}
            | {column.name: publication.text(column, row) for column in columns}
            | ({} if (told := publication.standing_of(row, asked.on)) is None else {"standing": told.key})
            for row in rows
        ],
        "next": request.build_absolute_uri(_next(request, publication, rows)) if more else None,
    }
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return kept_for(response, _KEPT_SECONDS)


@public
@require_safe
def as_rss(request: PortalRequest, key: str) -> HttpResponseBase:
    """The latest rows as an RSS feed."""
    publication = publication_or_404(key)
    code = request.bureau.code
    feed = Rss201rev2Feed(
        title=f"{_demo(request)}{request.bureau.name} · {publication.title.zh}",
        link=request.build_absolute_uri(reverse("portal:published", args=[code, key])),
        description=publication.summary.zh,
        language="zh-cn",
        feed_url=request.build_absolute_uri(),
    )
    first, *rest = publication.shown
    for row in publication.listed(request.today)[:_PER_FEED]:
        address = request.build_absolute_uri(reverse("portal:document", args=[code, key, row.pk]))
        said = (f"{_head_in(column, 'zh-hans')}：{publication.text(column, row)}" for column in rest)
        feed.add_item(
            title=publication.text(first, row),
            link=address,
            description="；".join(said),
            unique_id=address,
            pubdate=datetime.combine(getattr(row, publication.dated), time(), SHANGHAI).astimezone(UTC),
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
    return kept_for(response, _KEPT_SECONDS)


def room_of(publication: Publication) -> str:
    return "disclosure" if publication.room is Room.RESULTS else publication.room.value


def head_of(column: Column) -> str:
    return _head_in(column, language())


def _head_in(column: Column, spoken: str) -> str:
    title = column.title.in_language(spoken)
    if column.unit is None:
        return title
    unit = column.unit.in_language(spoken)
    return f"{title} ({unit})" if spoken.startswith("en") else f"{title}（{unit}）"


def text_of(publication: Publication, column: Column, row: Any, spoken: str) -> str:
    if column.kind_in(publication.register) is types.DATE:
        return show_date(column.value(row))
    return publication.text(column, row, spoken)


def none_of(request: PortalRequest, publication: Publication) -> str:
    """What an empty list says: that there was none, where whoever keeps the register attested it for the year that ended last."""
    year = request.today.year - 1
    if not hasattr(request, "attested"):  # one query a page, however many lists are empty
        request.attested = attested_in(request.bureau.pk, year)
    if not any(publication.register in one for one in request.attested):
        return ""
    told = {"year": year, "title": words(publication.title)}
    return _("%(year)s 年没有应当公开的“%(title)s”；登记人已经确认登记完整。") % told


def _line(code: str, publication: Publication, row: Any, on: date, today: date) -> Line:
    first, *rest = publication.shown
    standing = publication.standing_of(row, on)
    address = reverse("portal:document", args=[code, publication.key, row.pk])
    return Line(
        url=f"{address}?on={on}" if publication.by_day and on != today else address,
        name=publication.text(first, row, language()) or _("（无名称）"),
        cells=[text_of(publication, column, row, language()) for column in rest],
        standing="" if standing is None else words(standing.title),
        light="" if standing is None else standing.light,
        note=words(publication.note_of(row, on)),
    )


def _offered(publication: Publication, name: str, chosen: str) -> Offered:
    column = publication.register.column(name)
    return Offered(
        name,
        words(column.title),
        chosen,
        [(value, words(title), value == chosen) for value, title in column.choices.items() if value],
    )


def _next(request: PortalRequest, publication: Publication, rows: list[Any]) -> str:
    if not rows:
        return ""
    last = rows[-1]
    given = {key: value for key, value in request.GET.items() if key != "after" and value}
    given["after"] = f"{getattr(last, publication.dated).isoformat()}.{last.pk}"
    return f"{request.path}?{urlencode(given)}"
