"""Registers out to Excel, and in from it: a workbook is tried whole and shown before anything of it is taken.

It waits under its digest between the preview and the taking; the form carries a signed token, which the same officer
alone can use and which ends with the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yifa.cases.acting.act import Actor
from yifa.cases.errors import CellProblem, FileRefused, ImportRefused, SeenHead
from yifa.cases.files import NewFile, path_of, store
from yifa.cases.library import procedure_in_force
from yifa.cases.models import ReadingKind
from yifa.cases.registers.columns import Column
from yifa.cases.registers.import_columns import LEFT
from yifa.cases.registers.imports import Chosen, Found, NewParty, ReadRow, import_rows, read_rows
from yifa.cases.registers.register import Register
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, NotYours, Seat, workers_only
from yifa.desk.law_lines import who_takes
from yifa.desk.phrases import aside, listed
from yifa.desk.register_pages import field_title, find, may_import, shown_columns
from yifa.desk.register_tables import Order, asked_of, ordering, title_of
from yifa.interface.formats import language, show_date, words
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types
from yifa.typesetting import media_types
from yifa.typesetting.model import DEMONSTRATION

_SALT: Final = "yifa.desk.workbooks"
_DAY: Final = 24 * 60 * 60
_SHOWN: Final = 20
_PROBLEMS: Final = 100
_MOST_ROWS: Final = 20_000
_MOST_HEADS: Final = 256
_HEAD: Final = "head:"


@workers_only
def excel(request: DeskRequest, key: str) -> FileResponse:
    """The whole register, as far as the filters go, as a workbook."""
    found = find(key)
    asked = asked_of(found, request.GET)
    order = Order.read(request.GET.get("sort", ""), shown_columns(found), found)
    rows = found.objects.all().matching(asked).order_by(*ordering(order))
    if knowing.asks_for_words(found, asked):
        hidden = [one.pk for one in rows.select_related("case__party") if not knowing.may_read(one)]
        rows = rows.exclude(pk__in=hidden)
    return workbook(request, found, rows, f"{found.title.zh}-{request.today.isoformat()}.xlsx")


def workbook(request: DeskRequest, found: type[Register], rows: Any, name: str) -> FileResponse:
    """Rows of a register as a download: what is for others to know is hidden, what is personal masked.

    ``?personal=1``: not masked, for those who may read it; either way the taking is kept among the readings.
    """
    whole = request.GET.get("personal") == "1"

    def shown(row: Register, column: Column, text: str) -> str:
        return knowing.told(row, column, text, whole=whole)

    # A third of a second to load: only who takes a workbook away pays it.
    from yifa.cases.registers.workbooks import write_workbook

    told = words(DEMONSTRATION) if request.bureau.is_demonstration else ""
    # Small workbooks stay in memory; a large one lies on the disk while it is sent.
    out: Any = SpooledTemporaryFile(max_size=4 << 20)  # noqa: SIM115  (the response closes it)
    count = write_workbook(
        found, rows.select_related("case__party"), out, language=language(), demonstration=told, told=shown
    )
    personal = [column.name for column in (*found.columns, *found.import_columns()) if column.personal]
    if personal and count:
        knowing.note(
            request.seat,
            ReadingKind.EXPORTED,
            register=found,
            fields=set(personal) if whole else (),
            rows=count,
        )
    out.seek(0)
    name = f"{_('演示')}-{name}" if told else name
    return FileResponse(out, as_attachment=True, filename=name, content_type=media_types.XLSX)


@workers_only
def template(request: DeskRequest, key: str) -> FileResponse:  # noqa: ARG001
    """An empty workbook with the register's columns."""
    from yifa.cases.registers.workbooks import write_template

    found = _importable(key)
    out = BytesIO()
    write_template(found, out, language())
    name = f"{found.title.zh}-{_('模板')}.xlsx"
    return FileResponse(
        BytesIO(out.getvalue()), as_attachment=True, filename=name, content_type=media_types.XLSX
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook holds: its first rows as they were read, and how many there are."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A head of the workbook on the page, with the columns that it may mean. value: of its control, empty for not chosen."""

    text: str
    plain: str
    sample: str
    value: str
    options: tuple[tuple[str, str], ...]


@workers_only
def take_in(request: DeskRequest, key: str) -> HttpResponse:
    """Upload, see what would be taken in, take it in. A bad cell is told by its sheet and place, and then nothing is taken.

    What a head means can be chosen, and a credit code that fails its check confirmed, without sending the workbook again.
    """
    found = _importable(key)
    if not may_import(request.seat, found):
        # Told before anything is uploaded, not after every row was read.
        by = found.import_by
        assert by is not None
        who = who_takes(procedure_in_force(by.procedure, request.seat.on), by.step)
        raise NotYours(
            zh=f"“{found.title.zh}”由{who}导入；请把工作簿交给他们，或者由系统管理员在“机构”中办理任职。",
            en=f"“{found.title.en}” is taken in by {who}; give them the workbook, or have an administrator appoint you in House.",
        )
    shown: dict[str, Any] = {
        "key": key,
        "title": words(found.title),
        "field": field_title(found._meta.app_label),  # noqa: SLF001
        "required": listed(title_of(column) for column in found.import_columns() if column.required),
        "reason": request.POST.get("reason", "").strip(),
        "most": _MOST_ROWS,
    }
    if request.method != "POST":
        return render(request, "desk/registers/import.html", shown)
    name, token = "", request.POST.get("workbook_token", "")
    chosen = _chosen(request, found)
    try:
        sent = request.FILES.get("workbook")
        name, digest, token = _kept(request.seat, key, sent, token)
        if not digest:
            shown["error"] = _("请选择要导入的Excel工作簿。")
            return render(request, "desk/registers/import.html", shown, status=422)
        shown |= {"token": token, "name": name}
        if not shown["reason"]:
            shown["reason_error"] = _("请写明导入的来源和理由，它会记入每一行的记录。")
        confirmed = "confirm" in request.POST and sent is None and not shown.get("reason_error")
        read = read_rows(
            found,
            path_of(digest),
            request.bureau,
            chosen=chosen,
            until=date(request.today.year + 50, 12, 31),
            most=_MOST_ROWS,
        )
        _run(request, found, read, chosen, shown["reason"] or "—", confirmed=confirmed)
        if confirmed:
            told = _(
                "已导入%(rows)d行，每一行是一件标明“导入”的事项；程序要求另一人核对的，核对后进入登记簿。"
            )
            messages.success(request, told % {"rows": len(read.rows)})
            return redirect("desk:register", key)
        shown["preview"] = _preview(found, read.rows)
        shown |= {"heads": _heads(found, read.heads, chosen), "codes": sorted(chosen.codes)}
        shown["left_out"] = [(one.sheet, words(one.why)) for one in read.left_out]
    except FileRefused as refused:
        shown["error"] = words(refused.text)
        return render(request, "desk/registers/import.html", shown, status=422)
    except ImportRefused as refused:
        shown |= {"refused": _told(refused.problems), "more": max(0, len(refused.problems) - _PROBLEMS)}
        shown |= {"heads": _heads(found, refused.heads, chosen), "name": name}
        shown["codes"] = sorted(chosen.codes)
        shown["doubtful"] = _doubtful(refused.problems)
        shown["may_choose"] = bool(shown["doubtful"] or any(not head.value for head in shown["heads"]))
        return render(request, "desk/registers/import.html", shown, status=422)
    status = 422 if shown.get("reason_error") and "confirm" in request.POST else 200
    return render(request, "desk/registers/import.html", shown, status=status)


def _chosen(request: DeskRequest, found: type[Register]) -> Chosen:
    """What the form says of the workbook's heads and codes."""
    names = {column.name for column in found.import_columns()} | {LEFT}
    heads = {
        key.removeprefix(_HEAD)[:200]: value
        for key, value in list(request.POST.items())[: _MOST_HEADS * 2]
        if key.startswith(_HEAD) and value in names
    }
    return Chosen(heads, frozenset(code[:18] for code in request.POST.getlist("code")[:_PROBLEMS]))


def _heads(found: type[Register], heads: Sequence[SeenHead], chosen: Chosen) -> list[HeadRow]:
    columns = [(column.name, title_of(column)) for column in found.import_columns()]
    options = ((LEFT, _("不导入")), *columns)
    return [
        HeadRow(head.text, head.plain, head.sample, chosen.heads.get(head.plain, head.column), options)
        for head in heads
    ]


def _doubtful(problems: Sequence[CellProblem]) -> list[str]:
    return list(dict.fromkeys(problem.confirms for problem in problems if problem.confirms))[:_PROBLEMS]


def _importable(key: str) -> type[Register]:
    found = find(key)
    if found.import_by is None:
        raise Http404
    return found


def _kept(seat: Seat, key: str, sent: UploadedFile[Any] | None, token: str) -> tuple[str, str, str]:
    """The name, digest and token of the workbook that came, or of the one that waits; empty where there is neither."""
    if sent is not None:
        stored = store(NewFile(sent.name or "", sent.file, "workbook"), seat.bureau.file_limit_bytes)  # type: ignore[arg-type]
        digest = stored.digest.hex()
        return stored.name, digest, signing.dumps([seat.officer.pk, key, stored.name, digest], salt=_SALT)
    try:
        officer_id, for_key, name, digest = signing.loads(token, salt=_SALT, max_age=_DAY)
    except (signing.BadSignature, ValueError, TypeError):
        return "", "", ""
    if officer_id != seat.officer.pk or for_key != key or not path_of(digest).exists():
        return "", "", ""
    return name, digest, token


def _run(
    request: DeskRequest, found: type[Register], read: Found, chosen: Chosen, reason: str, *, confirmed: bool
) -> None:
    """Take the rows in, or (not ``confirmed``) do all of it and take it back: the law's own refusals are then known."""
    with transaction.atomic():
        import_rows(
            found,
            read,
            bureau=request.bureau,
            actor=Actor.officer(request.officer),
            now=request.now,
            reason=reason,
            chosen=chosen,
        )
        if not confirmed:
            transaction.set_rollback(True)


def _preview(found: type[Register], rows: Sequence[ReadRow]) -> Preview:
    columns = [
        column
        for column in found.import_columns()
        if any(row.values.get(column.name) is not None for row in rows)
    ]
    return Preview(
        tuple(title_of(column) for column in columns),
        tuple(
            tuple(_read_value(found, column, row.values.get(column.name)) for column in columns)
            for row in rows[:_SHOWN]
        ),
        len(rows),
    )


def _read_value(found: type[Register], column: Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column.choices:
        known = column.choices.get(str(value))
        return str(value) if known is None else words(known)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Party):
        return value.name
    if isinstance(value, NewParty):
        return aside(value.name, _("导入时登记"))
    if column.kind_in(found) is types.MONEY:
        return f"{value / column.fen_in_unit:,.2f}"
    return show_date(value) if hasattr(value, "isoformat") else str(value)


def _told(problems: Sequence[CellProblem]) -> list[tuple[str, str, str]]:
    return [
        (problem.sheet, problem.cell, words(Bilingual(problem.sentence.zh, problem.sentence.en)))
        for problem in problems[:_PROBLEMS]
    ]
