"""Allotments and payments as the finance bureau takes them: one row for each payment, sums in yuan, codes checked first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from yifa.cases.files import NewFile
from yifa.cases.models import Case
from yifa.cases.registers.exports import Export, Exported, RowProblem
from yifa.cases.registers.register import RegisterQuerySet
from yifa.house.models import Bureau
from yifa.law.identifiers import IdentifierProblem, read_uscc
from yifa.law.text import Bilingual

_HEADS: Final = (
    *(
        "预算项目",
        "预算年度",
        "资金来源",
        "决定编号",
        "事项",
        "收款单位",
        "统一社会信用代码",
        "决定金额（元）",
    ),
    *(
        "批次",
        "下达文号",
        "下达日期",
        "下达金额（元）",
        "到账日期",
        "到账金额（元）",
        "凭证号",
        "尚未拨付（元）",
    ),
)


def for_finance(bureau: Bureau, rows: RegisterQuerySet[Any], today: date) -> Exported:
    """The workbook for the finance bureau. A payee without a sound code keeps it from being made."""
    wanted = rows.select_related("line", "payee").prefetch_related("payments").order_by("allotted_on", "pk")
    titles = dict(
        Case.objects.filter(number__in=rows.order_by().values("decision_number")).values_list(
            "number", "title"
        )
    )
    # A third of a second to load: only who takes the workbook away pays it.
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "资金下达和拨付"
    _append(sheet, _HEADS, bold=True)
    problems: list[RowProblem] = []
    number = 0
    for number, row in enumerate(wanted, 1):
        uscc = row.payee.uscc if row.payee is not None else ""
        try:
            read_uscc(uscc)
        except IdentifierProblem:
            problems.append(
                RowProblem(
                    number,
                    row.allotment_number,
                    Bilingual(
                        "收款单位没有正确的统一社会信用代码",
                        "the payee has no sound unified social credit code",
                    ),
                    pk=row.pk,
                )
            )
            continue
        known = [
            row.line.line_name,
            row.line.line_year,
            row.line.get_bearer_display(),
            row.decision_number,
            titles.get(row.decision_number, ""),
            row.payee.name,
            uscc,
            row.decided_fen / 100,
            row.instalment,
            row.allotment_number,
            row.allotted_on,
        ]
        left = (row.amount_fen - row.paid_fen) / 100
        paid = sorted(row.payments.all(), key=lambda one: (one.paid_on, one.pk))
        # The sum allotted and what is left stand in the first of several rows alone, so that columns add up.
        for place, one in enumerate(paid or [None]):
            paid_now = (None, None, None) if one is None else (one.paid_on, one.amount_fen / 100, one.voucher)
            whole = (row.amount_fen / 100, left) if place == 0 else (None, None)
            _append(sheet, [*known, whole[0], *paid_now, whole[1]])
    if not number:
        problems.append(RowProblem(0, "", Bilingual("没有可以报送的下达", "there is no allotment to send")))
    if any(one.blocks for one in problems):
        return Exported(number, tuple(problems))
    out = BytesIO()
    book.save(out)
    return Exported(
        number, tuple(problems), NewFile(f"{bureau.short_name}资金下达和拨付{today}.xlsx", out.getvalue())
    )


def _append(sheet: Any, values: Sequence[Any], *, bold: bool = False) -> None:
    """Write a row; text stays text, whatever it begins with."""
    from openpyxl.styles import Font

    number = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, 1):
        cell = sheet.cell(number, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)


EXPORTS: Final = (
    Export(
        "finance",
        Bilingual("财政部门核对表", "For the finance bureau"),
        Bilingual(
            "财政部门核对用：每笔到账一行，金额为元；收款单位代码不正确的先改正。",
            "For the finance bureau to compare: one row a payment, in yuan; payees' codes are put right first.",
        ),
        for_finance,
        frozenset({"finance", "section-head", "deputy-head", "head-of-organ"}),
    ),
)
