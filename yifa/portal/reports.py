"""The annual report as the public reads it, and the figures in it: from what was frozen, never from the registers as they are.

A report is here once its procedure has published it, and its page is the one that was kept when it was frozen: nothing is drawn.
A figure's page says what was counted, the value, its parts, and how many records stand behind it; no record is shown.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.cases.registers.publicity import publications
from yifa.figures.indicators import registry as indicators
from yifa.figures.periods import Period
from yifa.figures.words import after, digits, said
from yifa.interface.formats import show_date, words
from yifa.law.text import Bilingual
from yifa.portal.site import PortalRequest, kept_for, page, public
from yifa.report.differences import difference as compare_editions
from yifa.report.errors import PaperDamaged
from yifa.report.models import FrozenFigure, Report
from yifa.report.papers import FRAGMENT, OFD, PDF, Paper, kept
from yifa.report.values import Told
from yifa.typesetting.model import DocumentError

logger = logging.getLogger(__name__)

_SHOWN_PAPERS: Final = {
    "report.pdf": Bilingual("下载 PDF", "Download PDF"),
    OFD: Bilingual("下载 OFD", "Download OFD"),
    "report.docx": Bilingual("下载 Word 文档", "Download Word document"),
    "figures.json": Bilingual("下载数据（JSON）", "Download figures (JSON)"),
}
_ON_HOME: Final = 6


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure as home and the list of figures show it."""

    title: str
    text: str
    counter: str
    url: str
    parts: tuple[str, ...] = ()
    growth: str = ""


def published_reports() -> list[Report]:
    """The reports that were published, the last year first; of the bureau that the block works for."""
    return list(_public().order_by("-year", "-edition").distinct("year"))


def _public() -> QuerySet[Report]:
    return (
        Report.objects.filter(publication__isnull=False)
        .select_related("bureau", "publication")
        .defer("outline")
    )


def _report(year: int, edition: int | None = None) -> Report:
    """The published report on a year: its last edition, or the one that is named."""
    found = _public().filter(year=year)
    report = (found if edition is None else found.filter(edition=edition)).first()
    if report is None:
        raise Http404
    return report


def _other_editions(code: str, found: Report) -> list[tuple[int, str, str]]:
    """The other published editions of the year: number, day, address; the last one under the year's own address."""
    rows = list(_public().filter(year=found.year).order_by("edition"))
    last = rows[-1].edition
    return [
        (
            row.edition,
            show_date(row.published_on),
            reverse("portal:report", args=[code, row.year])
            if row.edition == last
            else reverse("portal:report-edition", args=[code, row.year, row.edition]),
        )
        for row in rows
        if row.edition != found.edition
    ]


def tiles(code: str, report: Report, limit: int | None = None) -> list[Tile]:
    """The figures of the report's own year, in the report's order."""
    rows = FrozenFigure.objects.filter(report=report, year=report.year).order_by("place")
    found = []
    for row in rows if limit is None else rows[:limit]:
        told = Told.from_json(row.content)
        found.append(
            Tile(
                title=words(told.title),
                text="—" if told.value is None else digits(told.value),
                counter=words(after(told.value or 0, told.counter)).strip(),
                url=reverse("portal:figure", args=[code, report.year, told.code]),
            )
        )
    return found


@public
@require_safe
def reports(request: PortalRequest) -> HttpResponse:
    """The years whose reports are public."""
    listed = published_reports()
    context = {
        "reports": [
            (
                one.year,
                one.title,
                show_date(one.published_on),
                reverse("portal:report", args=[request.bureau.code, one.year]),
            )
            for one in listed
        ]
    }
    return page(request, "portal/reports.html", context, room="reports")


@public
@require_safe
def report(request: PortalRequest, year: int, edition: int | None = None) -> HttpResponse:
    """A report as a page; its figures lead to their own pages. A corrected one says why, and leads to the other editions."""
    found = _report(year, edition)
    code = request.bureau.code

    try:
        # Made by the typesetter, which escapes every word, and kept with its digest.
        article = mark_safe(kept(found, FRAGMENT).content.decode())  # noqa: S308
    except PaperDamaged as error:
        return _damaged(request, error)
    names = set(found.outputs.values_list("name", flat=True))
    context = {
        "report": found,
        "article": article,
        "papers": [
            (words(title), _paper_address(code, found, name, edition))
            for name, title in _SHOWN_PAPERS.items()
            if (PDF if name == OFD else name) in names
        ],
        "frozen": show_date(found.frozen_at),
        "published": show_date(found.published_on),
        "correction": found.correction,
        "editions": _other_editions(code, found),
        "tiles": tiles(code, found),
    }
    return page(request, "portal/report.html", context, room="reports")


def _paper_address(code: str, found: Report, name: str, edition: int | None) -> str:
    if edition is None:
        return reverse("portal:paper", args=[code, found.year, name])
    return reverse("portal:edition-paper", args=[code, found.year, edition, name])


@public
@require_safe
def difference(request: PortalRequest, year: int) -> HttpResponse:
    """What a correction changed: the last published edition beside the one before it, and the reason."""
    later = _report(year)
    earlier = _public().filter(year=year, edition__lt=later.edition).first()
    if earlier is None:
        raise Http404
    context = {
        "report": later,
        "correction": later.correction,
        "comparison": compare_editions(later, earlier),
        "old_name": show_date(earlier.published_on),
        "new_name": show_date(later.published_on),
        "report_url": reverse("portal:report", args=[request.bureau.code, year]),
    }
    return page(request, "portal/report_difference.html", context, room="reports")


@public
@require_safe
def figure(request: PortalRequest, year: int, figure: str, edition: int | None = None) -> HttpResponse:
    """A figure of a report. ``?of=2019``: the same figure of another year that the report states."""
    found = _report(year, edition)
    of = request.GET.get("of", "")
    of_year = int(of) if of.isdecimal() and len(of) == 4 else year
    rows = FrozenFigure.objects.filter(report=found, code=figure).order_by("year")
    by_year = {row.year: Told.from_json(row.content) for row in rows}
    told = by_year.get(of_year)
    if told is None:
        raise Http404
    code = request.bureau.code
    address = (
        reverse("portal:figure", args=[code, year, figure])
        if edition is None
        else reverse("portal:edition-figure", args=[code, year, edition, figure])
    )
    context = {
        "title": words(told.title),
        "value": "—" if told.value is None else words(said(told.value, told.unit, told.counter)),
        "year": of_year,
        "definition": words(told.definition),
        "records": told.records_count,
        "parts": [
            (words(part.title), "—" if part.value is None else digits(part.value), part.records_count)
            for part in told.parts
        ],
        "counter": words(told.counter),
        "years": [
            (
                one,
                "—" if each.value is None else digits(each.value),
                f"{address}?of={one}" if one != of_year else "",
            )
            for one, each in by_year.items()
        ],
        "code": told.code,
        "lists": lists_behind(request, told.code),
        "report": found,
        "report_url": reverse("portal:report", args=[code, year]),
        "frozen": show_date(found.frozen_at),
    }
    return page(request, "portal/figure.html", context, room="reports")


def lists_behind(request: PortalRequest, code: str) -> list[tuple[str, str]]:
    """The publications whose rows a figure counts: where the register is public, so is what stands behind the figure."""
    if code not in indicators:
        return []
    counted = indicators[code]
    register = counted.records(request.bureau, Period.year(request.today.year)).model
    return [
        (words(one.title), reverse("portal:published", args=[request.bureau.code, one.key]))
        for one in publications
        if one.register is register
    ]


@public
@require_safe
def paper(request: PortalRequest, year: int, name: str, edition: int | None = None) -> HttpResponse:
    """A paper of a report as it was frozen."""
    if name not in _SHOWN_PAPERS:
        raise Http404
    try:
        found: Paper = kept(_report(year, edition), name)
    except PaperDamaged as error:
        return _damaged(request, error)
    except DocumentError as error:
        problem = words(Bilingual(zh=error.zh, en=error.en))
        return page(request, "portal/report_damaged.html", {"problem": problem}, room="reports", status=409)
    response = HttpResponse(found.content, content_type=found.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{request.bureau.code}-{year}-{name}"'
    response.headers["ETag"] = f'"{found.digest}"'
    kept_for(response, 300)
    return response


def _damaged(request: PortalRequest, error: PaperDamaged) -> HttpResponse:
    """What is kept is not what was frozen: nothing is shown in its place, and whoever runs the server is told."""
    logger.error("paper_damaged", extra={"bureau": request.bureau.code, "error": error.en})
    return page(
        request, "portal/report_damaged.html", {"problem": words(error.text)}, room="reports", status=500
    )


def home_figures(code: str) -> tuple[int | None, str, list[Tile]]:
    """Year and address of the last public report with its first figures; None where there is none yet."""
    last = _public().first()
    if last is None:
        return None, _("还没有公布"), []
    return last.year, reverse("portal:report", args=[code, last.year]), tiles(code, last, _ON_HOME)
