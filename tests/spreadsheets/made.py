"""Workbooks as offices make them, made here: each function gives the bytes of one."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADS = ("类型", "名称", "代码", "证书编号", "认定日期", "金额（元）")
ROW = ("重点实验室", "某食品实验室", "91411100MA00000099", "0012", date(2020, 9, 9), 1000)


def book(
    *rows: Sequence[Any], then: Callable[[Workbook, Worksheet], None] | None = None, title: str = "台账"
) -> bytes:
    """A workbook with these rows on one sheet; ``then`` changes it before it is saved."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if then is not None:
        then(made, sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
