"""Charts and tables of figures, whose cells open their records as numbers in prose do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from yifa.figures.compute import change
from yifa.figures.measures import Number
from yifa.figures.words import digits
from yifa.report.render import Setting
from yifa.report.values import Told, ToldPart
from yifa.typesetting.charts import PartValue, YearValue, breakdown_bars, yearly_bars
from yifa.typesetting.model import Cell, Chart, Figure, Table


def series_picture(years: Sequence[Told], setting: Setting, on: date) -> Chart:
    """A figure over the years as bars, with growth where the year before is shown too.

    years: the earliest first.
    """
    latest = years[-1]
    growths = [_growth(before, now) for before, now in zip((None, *years[:-1]), years, strict=True)]
    drawn = yearly_bars(
        latest.title.zh,
        [
            YearValue(each.year, _drawable(each.value), growth)
            for each, growth in zip(years, growths, strict=True)
        ],
        unit=latest.counter.zh,
        source=setting.bureau,
        on=on,
    )
    columns = ("年度", f"数量（{latest.counter.zh}）", "比上年增长")
    rows: list[tuple[Cell, ...]] = [
        (f"{each.year}年", _cell(each, each.value, setting), growth or "—")
        for each, growth in zip(years, growths, strict=True)
    ]
    return replace(drawn, table=Table(columns, tuple(rows)))


def parts_picture(figure: Told, setting: Setting, on: date) -> Chart:
    """The parts of a figure as bars, with their table."""
    drawn = breakdown_bars(
        f"{figure.year}年{figure.title.zh}构成",
        [PartValue(part.title.zh, _drawable(part.value)) for part in figure.parts],
        unit=figure.counter.zh,
        source=setting.bureau,
        on=on,
        table=False,
    )
    return replace(drawn, table=_parts_rows(figure, setting))


def parts_table(figure: Told, setting: Setting) -> Table:
    """The parts of a figure as a table of its own, with their sum."""
    return replace(
        _parts_rows(figure, setting), caption=f"{figure.year}年{figure.title.zh}构成", source=setting.bureau
    )


def _parts_rows(figure: Told, setting: Setting) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (part.title.zh, _cell(figure, part.value, setting, part)) for part in figure.parts
    ]
    rows.append(("合计", _cell(figure, figure.value, setting)))
    return Table(("类别", f"数量（{figure.counter.zh}）"), tuple(rows))


def _cell(figure: Told, value: Number | None, setting: Setting, part: ToldPart | None = None) -> Cell:
    if value is None:
        return "—"
    return Figure(
        digits(value), figure.code, setting.link(figure.code, figure.year, part.name if part else "")
    )


def _growth(before: Told | None, now: Told) -> str:
    growth = change(before.value, now.value).growth if before is not None else None
    return "" if growth is None else f"{'+' if growth > 0 else ''}{growth}%"


def _drawable(value: Number | None) -> Number:
    return 0 if value is None else value
