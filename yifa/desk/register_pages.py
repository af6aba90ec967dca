"""The room of registers: all of them by field of work, one as a table, and one row with its case and its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.fields import FieldConfig
from yifa.cases.library import library
from yifa.cases.log import record
from yifa.cases.models import ReadingKind
from yifa.cases.registers.columns import Column
from yifa.cases.registers.exports import Export
from yifa.cases.registers.register import Register, registry
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, Seat, workers_only
from yifa.desk.proofs import proof_of
from yifa.desk.register_tables import (
    SIZES,
    Order,
    Table,
    TableRow,
    address,
    asked_of,
    cell_of,
    filters_of,
    heads_of,
    money_of,
    naming,
    page_of,
    reached,
    shown_value,
    title_of,
    total_of,
    unreadable,
)
from yifa.desk.saved_lists import listing
from yifa.interface.formats import is_english, show_date, words
from yifa.procedure import NoProcedure, types


@dataclass(frozen=True, slots=True)
class RegisterLink:
    """A register in the list of the room; ``import_url`` is empty for those who take nothing in."""

    title: str
    url: str
    columns: str
    import_url: str = ""


@dataclass(frozen=True, slots=True)
class FieldOfWork:
    """A field of work with its registers and its own pages."""

    title: str
    registers: tuple[RegisterLink, ...]
    pages: tuple[tuple[str, str], ...] = ()


@workers_only
def registers(request: DeskRequest) -> HttpResponse:
    """Every register, by field of work."""
    fields: dict[str, list[type[Register]]] = {}
    for register in registry.values():
        fields.setdefault(register._meta.app_label, []).append(register)  # noqa: SLF001
    shown = [
        FieldOfWork(
            field_title(label), tuple(_link(request.seat, register) for register in listed), _pages(label)
        )
        for label, listed in fields.items()
    ]
    return render(request, "desk/registers/list.html", {"fields": shown})


def _pages(label: str) -> tuple[tuple[str, str], ...]:
    """The pages that a field brings, each with its address."""
    config = apps.get_app_config(label)
    pages = config.pages if isinstance(config, FieldConfig) else ()
    return tuple((words(title), reverse(name)) for name, title in pages)


@workers_only
def register(request: DeskRequest, key: str) -> HttpResponse:
    """One register as a table, narrowed and sorted as the address asks."""
    found = find(key)
    asked = asked_of(found, request.GET)
    offered = shown_columns(found)
    look = Look.read(request, offered)
    shown = look.columns
    order = Order.read(request.GET.get("sort", ""), shown, found)
    rows = found.objects.all().matching(asked)
    table = table_of(request, found, rows, shown, order, asked, look)
    filters = filters_of(found, asked)
    context = {
        "key": key,
        "title": words(found.title),
        "field": field_title(found._meta.app_label),  # noqa: SLF001
        "filters": filters[:4],
        "more_filters": filters[4:],
        "more_open": any(one.used for one in filters[4:]),
        "sort": str(order),
        "look": look,
        "look_choices": [(one.name, title_of(one), one in shown) for one in offered],
        "sizes": [(size, size == look.size) for size in SIZES],
        "asked": sorted(asked.items()),
        "total_url": _total_url(found, table, shown, order, asked, look),
        "listing": listing(request.seat, key, address(asked, sort=str(order), **look.asked)[1:]),
        "narrowed": bool(asked),
        "problems": [words(one) for one in unreadable(found, asked)],
        "table": table,
        "may_import": may_import(request.seat, found),
        "excel_url": f"{reverse('desk:register-excel', args=[key])}{address(asked, sort=str(order))}",
        "whole_url": (
            f"{reverse('desk:register-excel', args=[key])}{address(asked, sort=str(order), personal='1')}"
            if _personal(found)
            else ""
        ),
        "feeds": [
            (words(export.title), f"{reverse('desk:register-feed', args=[key, export.name])}{address(asked)}")
            for export in found.exports
            if may_take(request.seat, export)
        ],
        "plain_url": reverse("desk:register", args=[key]),
        "kept": kept(found),
    }
    template = "desk/registers/_table.html" if is_part(request) else "desk/registers/register.html"
    return render(request, template, context)


@dataclass(frozen=True, slots=True)
class Look:
    """How a register is shown. columns: those of its table that were chosen, all where none was; size: rows on a page; totals:
    whether amounts are added up over all pages."""

    columns: list[Column]
    size: int
    totals: bool
    asked: dict[str, str]

    @classmethod
    def read(cls, request: HttpRequest, offered: list[Column]) -> Look:
        """What the address says: ``col=name,amount_fen``, ``size=200``, ``total=1``. Unknown values say nothing."""
        names = {name for part in request.GET.getlist("col") for name in part.split(",")}
        chosen = [one for one in offered if one.name in names]
        size = next((one for one in SIZES if str(one) == request.GET.get("size")), SIZES[0])
        asked = {}
        if chosen and len(chosen) < len(offered):
            asked["col"] = ",".join(one.name for one in chosen)
        if size != SIZES[0]:
            asked["size"] = str(size)
        return cls(chosen or offered, size, request.GET.get("total") == "1", asked)


def _total_url(
    found: type[Register],
    table: Table,
    shown: list[Column],
    order: Order,
    asked: Mapping[str, str],
    look: Look,
) -> str:
    """Where the amounts of all pages are added up; empty where they are, or nothing is to be added."""
    if table.total is not None or not table.rows or not money_of(found, shown):
        return ""
    # Rows that are left out because being found would tell something would be told by a sum.
    if knowing.asks_for_words(found, asked):
        return ""
    return address(asked, sort=str(order), total="1", **look.asked)


@workers_only
def row(request: DeskRequest, key: str, pk: int) -> HttpResponse:
    """One row with all its columns, its case, and the proof of the act that wrote it."""
    found = find(key)
    rows = found.objects.select_related("case__party", *reached(found, found.columns))
    entry: Any = rows.filter(pk=pk).first()
    if entry is None:
        raise Http404
    if not knowing.may_read(entry) and entry.case is not None:
        raise knowing.NeedToKnow(entry.case)
    facts = [
        (title_of(column), knowing.told(entry, column, shown_value(column, entry)))
        for column in found.columns
    ]
    if any(column.personal for column in found.columns):
        knowing.note(
            request.seat, ReadingKind.OPENED, case=entry.case, register=found, fields=_personal(found), rows=1
        )
    return render(
        request,
        "desk/registers/row.html",
        {
            "key": key,
            "register_title": words(found.title),
            "title": str(entry) if knowing.may_read(entry) else words(found.title),
            "case_title": knowing.title_of(entry.case) if entry.case is not None else "",
            "facts": facts,
            "recorded": show_date(entry.recorded_on),
            "case": entry.case,
            "proof": proof_of(request.bureau, entry.log_position),
            "kept": kept(found),
        },
    )


@workers_only
def receipt(request: DeskRequest, position: int) -> HttpResponse:
    """The receipt of an entry, for whoever wants to verify it without this system."""
    found = record.receipt(request.bureau, position)
    return HttpResponse(
        found.to_json(),
        content_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="receipt-{request.bureau.code}-{position}.json"'
        },
    )


def _personal(found: type[Register]) -> list[str]:
    return [column.name for column in found.columns if column.personal]


def may_take(seat: Seat, export: Export) -> bool:
    """Whether this officer may take a feed's file."""
    return not export.powers or seat.holds(*export.powers)


def may_import(seat: Seat, found: type[Register]) -> bool:
    """Whether rows come into the register, and this officer may take the step that enters them."""
    by = found.import_by
    if by is None:
        return False
    try:
        return seat.may_take(library().procedure(by.procedure, seat.on).steps[by.step].by)
    except NoProcedure:
        return False


def find(key: str) -> type[Register]:
    """The register of this key. Raises Http404."""
    try:
        return registry[key]
    except KeyError:
        raise Http404 from None


def shown_columns(found: type[Register]) -> list[Column]:
    """The columns that its table shows: a case's own number stands in the last one anyway."""
    return [column for column in found.columns if column.shown and column.kind_in(found) is not types.CASE]


def table_of(
    request: HttpRequest,
    found: type[Register],
    rows: QuerySet[Any],
    columns: list[Column],
    order: Order,
    asked: Mapping[str, str],
    look: Look | None = None,
) -> Table:
    """A page of a register's rows; three queries at most, whatever its size. ``asked``: what the addresses keep.

    Amounts are added up where the page is the whole table anyway, and over all pages where that is asked for."""
    page = page_of(
        rows.select_related("case__party", *reached(found, columns)),
        order,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=SIZES[0] if look is None else look.size,
    )
    sort = str(order)
    more = {} if look is None else look.asked
    kept_asked = {**asked, **more}
    knowing.prime(one.case for one in page.rows)
    # Whether a hidden row has the words that were looked for would tell what is in it.
    hides = knowing.asks_for_words(found, asked)
    total = None
    if look is not None and not hides and page.rows and money_of(found, columns):
        whole = not page.before and not page.after
        total = total_of(rows, found, columns) if whole or look.totals else None
    return Table(
        heads_of(found, columns, order, kept_asked),
        tuple(row_of(found, one, columns) for one in page.rows if not hides or knowing.may_read(one)),
        address(kept_asked, sort=sort, before=page.before) if page.before else "",
        address(kept_asked, sort=sort, after=page.after) if page.after else "",
        total,
    )


def row_of(found: type[Register], one: Any, columns: list[Column]) -> TableRow:
    """One row of a table, with the addresses of its page and its case."""
    case = one.case
    return TableRow(
        reverse("desk:register-row", args=[found.key(), one.pk]),
        tuple(cell_of(column, one) for column in columns),
        naming(found, columns),
        case.number if case is not None else "",
        reverse("desk:case", args=[case.number]) if case is not None else "",
    )


def field_title(label: str) -> str:
    """What a field of work is called."""
    return (
        label.replace("_", " ").capitalize() if is_english() else str(apps.get_app_config(label).verbose_name)
    )


def kept(found: type[Register]) -> str:
    """For how long its rows are kept, and what says so."""
    years, basis = found.retention.years, words(found.retention.basis)
    span = _("永久保存") if years is None else _("保存%(years)d年") % {"years": years}
    return f"{span} · {basis}"


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for the changing part of the page only."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def _link(seat: Seat, found: type[Register]) -> RegisterLink:
    names = [words(column.title) for column in shown_columns(found)]
    return RegisterLink(
        words(found.title),
        reverse("desk:register", args=[found.key()]),
        (", " if is_english() else "、").join(names[:6]),
        reverse("desk:register-import", args=[found.key()]) if may_import(seat, found) else "",
    )
