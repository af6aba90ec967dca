"""The desk's pages of the indicators: the board of a year, and each indicator's proof, which prints or goes out as one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yifa.cases.errors import RecordProblem
from yifa.cases.models import ReadingKind
from yifa.cases.registers.register import Register
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.register_pages import row_of, shown_columns
from yifa.desk.register_tables import Order, heads_of
from yifa.figures.compute import records_url
from yifa.figures.errors import PeriodProblem
from yifa.figures.periods import Period
from yifa.house.tenancy import unveiled
from yifa.interface.formats import colon, language, show_date, words
from yifa.law.text import Bilingual
from yifa.work.boards import proof as proofs
from yifa.work.boards.editions import Asked, Edition, edition_for
from yifa.work.boards.standing import Missing, Stand, State, all_missing, standing, totals

_YEARS = 5
_SHOWN = 50
_LIGHTS = {
    State.PROVED: "green",
    State.NONE: "green",
    State.PARTLY: "amber",
    State.MISSING: "red",
    State.ELSEWHERE: "",
    State.GOVERNMENT: "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator on the board."""

    key: str
    number: str
    says: str
    state: str
    light: str
    figures: tuple[tuple[str, str, str], ...]
    missing: int
    url: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing: what, who makes it, until when, and where that begins."""

    says: str
    indicator: str
    url: str
    who: str
    until: str
    late: bool
    opens: str
    opens_url: str


def _gap(stand: Stand, one: Missing, year: int, today: date) -> Gap:
    opens, url = "", ""
    if one.procedure:
        opens, url = words(one.title), reverse("desk:start", args=[one.procedure, one.step])
    elif one.case_number:
        opens, url = one.case_number, reverse("desk:case", args=[one.case_number])
    return Gap(
        words(one.what),
        words(stand.asked.says.words),
        reverse("boards:proof", args=[year, stand.asked.key]),
        words(one.who),
        show_date(one.until),
        one.is_late(today),
        opens,
        url,
    )


def _line(stand: Stand, year: int) -> Line:
    asked = stand.asked
    return Line(
        asked.key,
        str(asked.number or ""),
        words(asked.says.words),
        words(stand.state.words),
        _LIGHTS[stand.state],
        tuple(
            (words(one.figure.title), words(one.figure.text), records_url(one.figure.code, year))
            for one in stand.figures
        ),
        len(stand.missing),
        reverse("boards:proof", args=[year, asked.key]),
    )


def _year(year: int) -> Edition:
    try:
        Period.year(year)
    except PeriodProblem:
        raise Http404 from None
    return edition_for(year)


@workers_only
@require_safe
def board(request: DeskRequest) -> HttpResponse:
    """Every indicator of a year that concerns departments, and what is missing, the first due first."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else request.today.year
    edition = _year(year)
    # A figure is the bureau's and the same for all; what it opens is what the reader may see.
    with unveiled():
        stands = standing(edition, request.bureau, year, request.today)
    by_key = {one.asked.key: one for one in stands}
    counts = totals(stands)
    departments = [one for one in stands if one.state is not State.GOVERNMENT]
    context = {
        "year": year,
        "years": sorted(
            {*range(request.today.year - _YEARS + 1, request.today.year + 1), year}, reverse=True
        ),
        "title": words(edition.title.words),
        "issued_by": words(edition.issued_by.words),
        "note": words(edition.note.words),
        "early": year < edition.known_on.year,
        "counts": [
            (words(state.words), counts[state], _LIGHTS[state])
            for state in State
            if state is not State.GOVERNMENT
        ],
        "size": len(departments),
        "parts": [
            (
                words(part.title.words),
                [_line(by_key[one.key], year) for one in part.indicators if one.concerns == "departments"],
            )
            for part in edition.parts
        ],
        "government": [words(one.asked.says.words) for one in stands if one.state is State.GOVERNMENT],
        "gaps": [_gap(stand, one, year, request.today) for stand, one in all_missing(stands)],
        "colon": colon(),
    }
    return render(request, "boards/board.html", context)


def _found(request: DeskRequest, year: int, key: str) -> tuple[Edition, Asked, Stand]:
    edition = _year(year)
    asked = edition.find(key)
    if asked is None or asked.concerns != "departments":
        raise Http404
    with unveiled():
        stands = standing(edition, request.bureau, year, request.today)
    return edition, asked, next(one for one in stands if one.asked.key == key)


@workers_only
@require_safe
def proof(request: DeskRequest, year: int, key: str) -> HttpResponse:
    """The proof of one indicator: what is asked, the records, the papers, what is missing."""
    edition, asked, stand = _found(request, year, key)
    tables = []
    for one in stand.figures:
        rows = one.figure.records()
        model = rows.model
        table = None
        if issubclass(model, Register):
            columns = shown_columns(model)
            found = list(rows.select_related("case__party").order_by("-pk")[:_SHOWN])
            knowing.prime(row.case for row in found)
            heads = heads_of(model, columns, Order(), {})
            table = {
                "heads": [head.title for head in heads],
                "rows": [row_of(model, row, columns) for row in found],
            }
        tables.append(
            {
                "title": words(one.figure.title),
                "value": words(one.figure.text),
                "definition": words(one.figure.indicator.definition),
                "wanted": words(one.wanted),
                "holds": one.holds,
                "none": one.is_none,
                "records": one.figure.records_count,
                "more": max(one.figure.records_count - _SHOWN, 0),
                "url": records_url(one.figure.code, year),
                "table": table,
            }
        )
    cases = [case for case in proofs.cases_of(stand) if knowing.may_open(case)]
    papers = list(proofs.papers_of(cases))
    context = {
        "year": year,
        "line": _line(stand, year),
        "edition": words(edition.title.words),
        "text": asked.text,
        "source": edition.sources.get(asked.source, ""),
        "basis": words(asked.basis.words) if asked.basis is not None else "",
        "elsewhere": words(asked.elsewhere.words) if asked.elsewhere is not None else "",
        "tables": tables,
        "papers": [
            (one.name, one.case_number, reverse("desk:case", args=[one.case_number]), one.held_back)
            for one in papers[:_SHOWN]
        ],
        "more_papers": max(len(papers) - _SHOWN, 0),
        "gaps": [_gap(stand, one, year, request.today) for one in stand.missing],
        "packed_url": reverse("boards:packed", args=[year, key]),
        "made_on": show_date(request.today),
        "colon": colon(),
    }
    return render(request, "boards/proof.html", context)


@workers_only
@require_safe
def packed(request: DeskRequest, year: int, key: str) -> HttpResponse | FileResponse:
    """The proof as one file; the taking is kept among the readings."""
    edition, asked, stand = _found(request, year, key)
    out = BytesIO()
    try:
        proofs.write(stand, edition, request.bureau, year, out, now=request.now, language=language())
    except RecordProblem as error:
        return render(request, "desk/problem.html", {"text": Bilingual(error.zh, error.en)}, status=409)
    for register in {one.register for one in proofs.lists_of(stand, language()) if one.register is not None}:
        knowing.note(request.seat, ReadingKind.EXPORTED, register=register)
    out.seek(0)
    return FileResponse(
        out, as_attachment=True, filename=f"{asked.says.zh}-{year}.zip", content_type="application/zip"
    )
