"""Pictures of figures: the same SVG on the page, in the PDF and, as PNG, in the docx.

Written here, in a few shapes and one colour that everybody can tell from white, each bar with its number, so that nothing is said
by colour alone and no axis has to be read. The title, unit, source and day are printed by the document around the picture, and
its table stands beneath. Growth is computed where figures are, not here: this module only draws what it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final

from yifa.law.text import Bilingual
from yifa.typesetting import geometry
from yifa.typesetting.fonts import CHART
from yifa.typesetting.model import Chart, DocumentError, Table
from yifa.typesetting.plain import clean

BAR: Final = "#17478f"
INK: Final = "#161d27"
SOFT: Final = "#566172"
RULE: Final = "#d5dbe3"

# Measures in points.
WIDTH: Final = 420.0
MARGIN: Final = 6.0
FONT: Final = 12.0
SMALL_FONT: Final = 11.0
LEAST_FONT: Final = 5.0
BARS_HIGH: Final = 150.0
WIDEST_BAR: Final = 56.0
ROW_BAR: Final = 14.0
ROW_GAP: Final = 10.0
WIDEST_NAME: Final = 210.0
LINE: Final = 15.0


@dataclass(frozen=True, slots=True)
class YearValue:
    """A year's figure. growth: as printed, for example +35.8%; empty when there is no year before."""

    year: int
    value: int | Decimal
    growth: str = ""


@dataclass(frozen=True, slots=True)
class PartValue:
    """One part of a breakdown."""

    title: str
    value: int | Decimal


def yearly_bars(
    title: str, values: Sequence[YearValue], *, unit: str, source: str, on: date, table: bool = True
) -> Chart:
    """Bars for years in order, each with its value and, above, its growth over the year before.

    Raises DocumentError when there is nothing to draw, a year comes twice, or a value is below zero.
    """
    _refuse_empty(title, len(values))
    years = sorted(values, key=lambda value: value.year)
    if len({value.year for value in years}) < len(years):
        raise DocumentError(
            Bilingual(
                f"图“{title}”中有重复的年度，请每个年度只给一个数。",
                f"Chart “{title}” has a year twice. Give one number for each year.",
            )
        )
    _refuse_negative(title, [each.value for each in years])
    columns = ("年度", f"数量（{unit}）", "比上年增长")
    shown = 3 if any(item.growth for item in years) else 2
    beneath = Table(
        columns[:shown],
        tuple((f"{item.year}年", _shown(item.value), item.growth or "—")[:shown] for item in years),
    )
    told = "；".join(
        f"{item.year}年{_shown(item.value)}{unit}" + (f"（{item.growth}）" if item.growth else "")
        for item in years
    )
    marks, height = _columns(years)
    return _chart(
        marks,
        height,
        title=title,
        unit=unit,
        source=source,
        on=on,
        told=told,
        table=beneath if table else None,
    )


def breakdown_bars(
    title: str, parts: Sequence[PartValue], *, unit: str, source: str, on: date, table: bool = True
) -> Chart:
    """Horizontal bars for the parts of a figure, in the order given, each with its value.

    Raises DocumentError when there is nothing to draw, a part comes twice, or a value is below zero.
    """
    _refuse_empty(title, len(parts))
    if len({part.title for part in parts}) < len(parts):
        raise DocumentError(
            Bilingual(
                f"图“{title}”中有重复的类别，请合并。",
                f"Chart “{title}” names a category twice. Merge them.",
            )
        )
    _refuse_negative(title, [part.value for part in parts])
    told = "；".join(f"{clean(part.title)}{_shown(part.value)}{unit}" for part in parts)
    beneath = Table(("类别", f"数量（{unit}）"), tuple((part.title, _shown(part.value)) for part in parts))
    marks, height = _rows(parts)
    return _chart(
        marks,
        height,
        title=title,
        unit=unit,
        source=source,
        on=on,
        told=told,
        table=beneath if table else None,
    )


def _columns(years: Sequence[YearValue]) -> tuple[list[str], float]:
    """Upright bars, the years under them; the shapes and the picture's height."""
    slot = (WIDTH - 2 * MARGIN) / len(years)
    labels = [text for each in years for text in (f"{each.year}年", _shown(each.value), clean(each.growth))]
    size = _fitting(labels, slot - 4, FONT)
    small = min(size, SMALL_FONT)
    has_growth = any(each.growth for each in years)
    top = MARGIN + size * 1.3 + (small * 1.35 if has_growth else 0)
    base = top + BARS_HIGH
    scale = _scale(BARS_HIGH, [each.value for each in years])
    bar = min(WIDEST_BAR, slot * 0.6)
    marks = []
    for place, each in enumerate(years):
        middle = MARGIN + slot * (place + 0.5)
        tall = float(each.value) * scale
        if tall:
            marks.append(_bar(middle - bar / 2, base - tall, bar, tall))
        over = base - tall - 5
        marks.append(_words(f"{each.year}年", middle, base + size * 1.4, size))
        marks.append(_words(_shown(each.value), middle, over, size))
        if each.growth:
            marks.append(_words(clean(each.growth), middle, over - size * 1.2, small, fill=SOFT))
    marks.append(_rule(MARGIN, base, WIDTH - MARGIN, base))
    return marks, base + size * 1.4 + MARGIN


def _rows(parts: Sequence[PartValue]) -> tuple[list[str], float]:
    """Bars lying beside their names, which are broken into lines where they are long; the shapes and the picture's height."""
    names = [_broken(clean(part.title), WIDEST_NAME / FONT) for part in parts]
    left = MARGIN + max(_wide(line) for lines in names for line in lines) * FONT + 8
    numbers = [_shown(part.value) for part in parts]
    size = _fitting(numbers, (WIDTH - left) * 0.5, FONT)
    room = WIDTH - MARGIN - left - max(_wide(number) for number in numbers) * size - 6
    scale = _scale(room, [part.value for part in parts])
    marks = []
    top = MARGIN
    for part, lines, number in zip(parts, names, numbers, strict=True):
        tall = max(ROW_BAR, LINE * len(lines))
        middle = top + tall / 2
        for place, line in enumerate(lines):
            at = middle + (place - (len(lines) - 1) / 2) * LINE + FONT * 0.36
            marks.append(_words(line, left - 8, at, FONT, anchor="end"))
        long = float(part.value) * scale
        if long:
            marks.append(_bar(left, middle - ROW_BAR / 2, long, ROW_BAR))
        marks.append(_words(number, left + long + 5, middle + size * 0.36, size, anchor="start"))
        top += tall + ROW_GAP
    bottom = top - ROW_GAP + MARGIN
    marks.append(_rule(left, MARGIN / 2, left, bottom - MARGIN / 2))
    return marks, bottom


def _scale(room: float, values: Iterable[int | Decimal]) -> float:
    """Points for a unit, so that the largest value takes all the room; 0 where every value is 0."""
    largest = max(float(value) for value in values)
    return room / largest if largest else 0.0


def _fitting(labels: Iterable[str], room: float, wanted: float) -> float:
    """The wanted size, or a smaller one at which the longest label still has room."""
    widest = max(_wide(label) for label in labels)
    return min(wanted, max(LEAST_FONT, round(room / widest, 1))) if widest else wanted


def _wide(text: str) -> float:
    """Width of a text in its own size, as the chart's face has it: a digit a little over half, a Chinese character one."""
    return sum(0.6 if character.isascii() else 1.0 for character in text)


def _broken(text: str, room: float) -> tuple[str, ...]:
    """A name in lines of at most ``room`` sizes, broken between characters, but not inside a Latin word that fits."""
    lines = [""]
    for word in _pieces(text):
        if lines[-1] and _wide(lines[-1] + word.rstrip()) > room:
            lines.append("")
        for character in word:
            if _wide(lines[-1] + character) > room:
                lines.append("")
            lines[-1] += character
    return tuple(line.strip() for line in lines if line.strip()) or ("",)


def _pieces(text: str) -> Iterable[str]:
    piece = ""
    for character in text:
        if piece and not (character.isascii() and piece[-1].isascii() and piece[-1] != " "):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _bar(x: float, y: float, width: float, height: float) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{BAR}"/>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{RULE}"/>'


def _words(text: str, x: float, y: float, size: float, *, anchor: str = "middle", fill: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" fill="{fill}">'
        f"{escape(text, quote=False)}</text>"
    )


def _refuse_empty(title: str, count: int) -> None:
    if count == 0:
        raise DocumentError(
            Bilingual(
                f"图“{title}”没有数据，请先登记数据。", f"Chart “{title}” has no data. Record some first."
            )
        )


def _refuse_negative(title: str, values: Sequence[int | Decimal]) -> None:
    if min(values) < 0:
        raise DocumentError(
            Bilingual(
                f"图“{title}”中有负数，柱形图画不出，请改用表格。",
                f"Chart “{title}” has a value below zero, which bars cannot show. Use a table.",
            )
        )


def _shown(value: int | Decimal) -> str:
    return str(value) if isinstance(value, int) else format(value.normalize(), "f")


def _chart(
    marks: Sequence[str],
    height: float,
    *,
    title: str,
    unit: str,
    source: str,
    on: date,
    told: str,
    table: Table | None,
) -> Chart:
    # Attributes alone, no styles and no scripts: a strict content policy holds, and typst reads the same.
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{height:.1f}" '
        f'viewBox="0 0 {WIDTH:g} {height:.1f}" font-family="{CHART}, sans-serif">{"".join(marks)}</svg>'
    )
    scale = min(1.0, geometry.AREA_WIDTH_MM * geometry.POINTS_PER_MM / WIDTH)
    return Chart(
        title=title,
        unit=unit,
        source=source,
        on=on,
        svg=svg.encode("utf-8"),
        width_mm=WIDTH * scale / geometry.POINTS_PER_MM,
        height_mm=height * scale / geometry.POINTS_PER_MM,
        description=f"{title}：{told}",
        table=table,
    )
