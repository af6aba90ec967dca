"""The heads of workbooks: how a column is called there, in which other words, and the columns that an import adds of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from yifa.cases.registers.columns import Column
from yifa.cases.registers.register import CHECKED

LEFT: Final = "-"
"""What an officer chooses for a head that is not taken."""
SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "统一社会信用代码": ("社会信用代码", "信用代码", "统一信用代码", "社会统一信用代码"),
    "依托单位": ("承担单位", "建设单位"),
    "认定日期": ("认定时间",),
    "有效期至": ("有效期止", "有效期截止", "有效日期至", "到期日期"),
    "认定文件": ("认定文号", "批准文号", "文件文号"),
    "证书编号": ("证书号", "证书号码"),
    "发文字号": ("文号", "文件编号"),
    "文件名称": ("文件标题",),
    "合同编号": ("合同号",),
    "签订日期": ("签订时间", "签约日期", "签约时间"),
    "登记日期": ("登记时间",),
}
"""Other words for titles of columns that mean the same in any register."""

__all__ = ["CHECKED", "LEFT", "SYNONYMS", "head_of"]


def head_of(column: Column, language: str = "zh-hans") -> str:
    """A column's head: its title, and its unit in brackets."""
    title = column.title.in_language(language)
    if column.unit is None:
        return title
    unit = column.unit.in_language(language)
    return f"{title} ({unit})" if language.startswith("en") else f"{title}（{unit}）"
