"""A comparison of reports as people take it away: lines in a terminal, a page by itself, a workbook, a CSV, and its charts."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

from yifa.law.text import Bilingual
from yifa.reading.comparing import Cell, Column, Comparison, Row, Source
from yifa.reading.indicators import with_indicators
from yifa.reading.kinds import Approx, Unit
from yifa.report.words import approx_words, category_words, unit_words, value_said
from yifa.typesetting.charts import PartValue, YearValue, breakdown_bars, yearly_bars

if TYPE_CHECKING:
    from yifa.reading.reading import Reading

_HEADS: Final = {
    "category": Bilingual("类别", "Category"),
    "subject": Bilingual("数据", "Figure"),
    "indicator": Bilingual("指标", "Indicator"),
    "unit": Bilingual("单位", "Unit"),
    "growth": Bilingual("比上年", "Growth"),
    "where": Bilingual("出处", "Where"),
}
_MOST_CHARTS: Final = 12
_LARGE: Final = (
    (Decimal(10**8), Bilingual("亿", "hundred million ")),
    (Decimal(10**4), Bilingual("万", "ten thousand ")),
)
_PAGE: Final = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 0 auto; max-width: 80rem; padding: 2rem 1.25rem 4rem; background: #fff; color: #161d27;
  font: 16px/1.6 "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }}
.table {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }}
th, td {{ border-bottom: 1px solid #d5dbe3; padding: .35rem .6rem; text-align: left; vertical-align: top; }}
td.number {{ text-align: right; white-space: nowrap; }}
small {{ display: block; color: #566172; }}
figure {{ margin: 2rem 0; max-width: 36rem; }}
figcaption {{ font-weight: 600; }}
svg {{ max-width: 100%; height: auto; }}
</style></head><body>
<h1>{title}</h1>
<p>{lead}</p>
<div class="table" tabindex="0" role="region" aria-label="{title}">
{table}
</div>
{charts}
</body></html>
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of one row: whose (empty for several), of what, the picture, and what it shows in words."""

    bureau: str
    subject: str
    indicator: str | None
    unit: str
    svg: str
    told: str

    @property
    def title(self) -> str:
        """某市科学技术局：高新技术企业; the subject alone where several bureaus are compared."""
        return f"{self.bureau}：{self.subject}" if self.bureau else self.subject


def source_of(name: str, reading: Reading) -> Source:
    """A report as a comparison takes it. A report that names no bureau goes by its file's name."""
    heading = reading.heading
    bureau = heading.bureau or name.rpartition(".")[0] or name
    return Source(name, bureau, heading.year, with_indicators(reading.facts))


def rows_of(comparison: Comparison, *, every: bool) -> tuple[Row, ...]:
    """The rows to be shown: all, or those that have something to compare."""
    return comparison.rows if every else comparison.told_twice()


def named(comparison: Comparison, *, english: bool, every: bool) -> Iterator[str]:
    """The table in lines, cells parted by tabs."""
    rows = rows_of(comparison, every=every)
    yield "\t".join(head_of(comparison, english=english))
    for row in rows:
        yield "\t".join((*_row_head(row, english=english), *(cell_said(cell, row) for cell in row.cells)))
    if not rows:
        text = Bilingual("没有可以并排的数据。", "No figure stands in more than one place.")
        yield text.in_language(_code(english))


def to_csv(comparison: Comparison, *, english: bool, every: bool) -> str:
    """One line for each value, with its growth, its words and the file that it stands in."""
    out = StringIO()
    writer = csv.writer(out)
    code = _code(english)
    heads = ("category", "subject", "indicator", "unit")
    writer.writerow(
        [_HEADS[name].in_language(code) for name in heads]
        + [
            text.in_language(code)
            for text in (
                Bilingual("机关", "Bureau"),
                Bilingual("年度", "Year"),
                Bilingual("数值", "Value"),
                Bilingual("约数", "Exactness"),
                _HEADS["growth"],
                Bilingual("原文", "Words"),
                _HEADS["where"],
            )
        ]
    )
    for row in rows_of(comparison, every=every):
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            if cell is not None:
                writer.writerow(
                    [
                        *map(_harmless, _row_fields(row, english=english)),
                        _harmless(column.bureau),
                        column.year,
                        cell.value,
                        approx_words(cell.approx).in_language(code).strip(),
                        "" if cell.growth is None else cell.growth,
                        _harmless(cell.span),
                        _harmless(cell.source),
                    ]
                )
    return out.getvalue()


def to_xlsx(comparison: Comparison, *, english: bool, every: bool) -> bytes:
    """A workbook: the table with its growth, and the places where each value stands."""
    code = _code(english)
    # A third of a second to load: only who takes the workbook away pays it.
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = Bilingual("对照", "Comparison").in_language(code)
    heads = list(_heads(english=english))
    for column in comparison.columns:
        heads += [column_said(column, english=english), _HEADS["growth"].in_language(code)]
    sheet.append([_harmless(head) for head in heads])
    for row in rows_of(comparison, every=every):
        values: list[object] = [_harmless(text) for text in _row_fields(row, english=english)]
        for cell in row.cells:
            if cell is None:
                values += [None, None]
            else:
                growth = None if cell.growth is None else f"{cell.growth:+}%"
                values += [_excel(cell.value), growth]
        sheet.append(values)
    for cell_ in sheet[1]:
        cell_.font = Font(bold=True)
        cell_.fill = PatternFill("solid", fgColor="E8EFFA")
        cell_.alignment = Alignment(wrap_text=True, vertical="top")
    for number in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 30 if number == 2 else 16
    sheet.freeze_panes = "E2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def to_html(comparison: Comparison, *, on: date, english: bool, every: bool) -> str:
    """A page by itself: the table, and under it the charts."""
    code = _code(english)
    title = Bilingual("已公布报告数据对照", "Published reports side by side").in_language(code)
    lead = Bilingual(
        "数值取自各报告原文；“比上年”由并排的数值另行计算，不取报告所写的增速。",
        "Values are those of the reports; growth is computed from the values side by side, not copied.",
    ).in_language(code)
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in head_of(comparison, english=english))
    body = []
    for row in rows_of(comparison, every=every):
        fields = "".join(f"<td>{escape(text)}</td>" for text in _row_head(row, english=english))
        body.append(f"<tr>{fields}{''.join(_td(cell, row) for cell in row.cells)}</tr>")
    charts = "".join(
        f"<figure><figcaption>{escape(each.title)}（{escape(each.unit)}）</figcaption>"
        f'<div role="img" aria-label="{escape(each.told, quote=True)}">{each.svg}</div></figure>'
        for each in drawn(comparison, on=on, english=english)
    )
    return _PAGE.format(
        lang="en" if english else "zh-CN",
        title=escape(title),
        lead=escape(lead),
        table=f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>",
        charts=charts,
    )


def drawn(comparison: Comparison, *, on: date, english: bool) -> tuple[Drawn, ...]:
    """Charts of what most reports tell: a bureau's years as bars in order, bureaus of one year as bars beside their names."""
    ordered = sorted(comparison.told_twice(), key=lambda row: (row.indicator is None, -row.known))
    return tuple(
        chart
        for row in ordered[:_MOST_CHARTS]
        if (chart := _chart(row, comparison.columns, on, english=english)) is not None
    )


def _chart(row: Row, columns: Sequence[Column], on: date, *, english: bool) -> Drawn | None:
    told = [(column, cell) for column, cell in zip(columns, row.cells, strict=True) if cell is not None]
    if any(cell.value < 0 for _column, cell in told):
        return None
    bureaus = {column.bureau for column, _cell in told}
    scale, word = _scale_of(row, [cell.value for _column, cell in told])
    unit = f"{word.in_language(_code(english))}{_unit(row.unit, english=english)}"
    title = _title(row)
    if len(bureaus) == 1:
        years = [
            YearValue(
                column.year,
                _number(cell.value / scale),
                "" if cell.growth is None else f"{cell.growth:+}%",
            )
            for column, cell in told
        ]
        chart = yearly_bars(f"{told[0][0].bureau}：{title}", years, unit=unit, source="", on=on, table=False)
    else:
        parts = [
            PartValue(column_said(column, english=english), _number(cell.value / scale))
            for column, cell in told
        ]
        chart = breakdown_bars(title, parts, unit=unit, source="", on=on, table=False)
    svg = chart.svg.decode("utf-8")
    bureau = told[0][0].bureau if len(bureaus) == 1 else ""
    words = "；".join(
        f"{column_said(column, english=english)} {cell_said(cell, row)}" for column, cell in told
    )
    return Drawn(bureau, title, row.indicator, unit, svg.replace("年<", "<") if english else svg, words)


def _scale_of(row: Row, values: Sequence[Decimal]) -> tuple[Decimal, Bilingual]:
    if row.unit is Unit.CNY:
        for size, word in _LARGE:
            if max(values) >= size:
                return size, word
    return Decimal(1), Bilingual("", "")


def _number(value: Decimal) -> int | Decimal:
    rounded = round(value, 2)
    return int(rounded) if rounded == rounded.to_integral_value() else rounded


def head_of(comparison: Comparison, *, english: bool) -> tuple[str, ...]:
    """The heads of the table's columns."""
    heads = list(_heads(english=english))
    del heads[2]
    return (*heads, *(column_said(column, english=english) for column in comparison.columns))


def column_said(column: Column, *, english: bool) -> str:
    """某市科学技术局 2020年."""
    return f"{column.bureau} {column.year}" + ("" if english else "年")


def cell_said(cell: Cell | None, row: Row) -> str:
    """A value as the table shows it, with its growth where there is one; — for none."""
    if cell is None:
        return "—"
    about = "" if cell.approx is Approx.EXACT else approx_words(cell.approx).zh
    mark = "%" if row.unit is Unit.PERCENT else ""
    growth = "" if cell.growth is None else f" ({cell.growth:+}%)"
    return f"{about}{value_said(cell.value)}{mark}{growth}"


def _td(cell: Cell | None, row: Row) -> str:
    if cell is None:
        return '<td class="number">—</td>'
    return f'<td class="number" title="{escape(cell.source)}：{escape(cell.span)}">{escape(cell_said(cell, row))}</td>'


def _heads(*, english: bool) -> tuple[str, ...]:
    code = _code(english)
    return tuple(_HEADS[name].in_language(code) for name in ("category", "subject", "indicator", "unit"))


def _row_fields(row: Row, *, english: bool) -> tuple[str, ...]:
    return (
        category_words(row.category).in_language(_code(english)),
        _title(row),
        row.indicator or "",
        _unit(row.unit, english=english),
    )


def _row_head(row: Row, *, english: bool) -> tuple[str, ...]:
    category, subject, _indicator, unit = _row_fields(row, english=english)
    return category, subject, unit


def _title(row: Row) -> str:
    return row.subject


def _unit(unit: Unit, *, english: bool) -> str:
    return unit_words(unit).in_language(_code(english))


def _excel(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _harmless(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _code(english: bool) -> str:
    return "en" if english else "zh-hans"
