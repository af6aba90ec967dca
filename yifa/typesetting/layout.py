"""Decisions of layout that PDF, docx and HTML share: widths of columns, what is centred, the line under a chart."""

from __future__ import annotations

from yifa.typesetting import geometry
from yifa.typesetting.model import Chart, Table, cell_text, chinese_date
from yifa.typesetting.plain import clean, squares


def column_widths(table: Table) -> tuple[float, ...]:
    """Relative widths of the columns: what each needs; when that is too much, only the widest give way."""
    needs = [
        max([3.0, squares(name), *(squares(cell_text(row[index])) for row in table.rows)]) + 1.0
        for index, name in enumerate(table.columns)
    ]
    room = geometry.AREA_WIDTH_MM * geometry.POINTS_PER_MM / geometry.TABLE_PT
    if sum(needs) <= room:
        return tuple(needs)
    widths = list(needs)
    wide = set(range(len(needs)))
    while True:
        share = (room - sum(widths[index] for index in range(len(needs)) if index not in wide)) / len(wide)
        content = {index for index in wide if needs[index] <= share}
        if not content:
            return tuple(max(1.0, share) if index in wide else width for index, width in enumerate(widths))
        wide -= content


def short_columns(table: Table) -> tuple[bool, ...]:
    """For each column, whether its words are short enough to be centred."""
    return tuple(
        all(squares(cell_text(row[index])) <= 8 for row in table.rows) for index in range(len(table.columns))
    )


def chart_foot(chart: Chart) -> str:
    """The line under a chart: its unit, source and day."""
    parts = (
        f"单位：{clean(chart.unit)}" if chart.unit else "",
        f"来源：{clean(chart.source)}" if chart.source else "",
        f"截至{chinese_date(chart.on)}",
    )
    return "　".join(part for part in parts if part)
