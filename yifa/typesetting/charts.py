"""Pictures of figures: the same SVG on the page, in the PDF and, as PNG, in the docx.

Drawn with Vega-Lite inside the process, in one colour that everybody can tell from white, each bar with its number, so that
nothing is said by colour alone. The title, unit, source and day are printed by the document around the picture, and its
table stands beneath. Growth is computed where figures are, not here: this module only draws what it is told.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import altair
import vl_convert

from yifa.law.text import Bilingual
from yifa.typesetting import geometry
from yifa.typesetting.fonts import CHART, installed_fonts
from yifa.typesetting.model import Chart, DocumentError, Table
from yifa.typesetting.plain import clean

BAR: Final = "#17478f"
INK: Final = "#161d27"
SOFT: Final = "#566172"
RULE: Final = "#d5dbe3"
WIDTH_PT: Final = 400
PNG_SCALE: Final = 3.0

_SVG: Final = "http://www.w3.org/2000/svg"
_ELEMENTS: Final = frozenset({"svg", "g", "path", "line", "rect", "text", "tspan", "defs", "clipPath"})


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

    Raises DocumentError when there is nothing to draw or a year comes twice.
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
    rows = [
        {
            "year": f"{item.year}年",
            "value": float(item.value),
            "label": _shown(item.value),
            "growth": clean(item.growth),
        }
        for item in years
    ]
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        x=altair.X("year:N", sort=None, axis=altair.Axis(title=None, labelAngle=0, ticks=False)),
        y=altair.Y(
            "value:Q", axis=altair.Axis(title=None, tickCount=4), scale=altair.Scale(zero=True, nice=True)
        ),
    )
    bars = base.mark_bar(color=BAR, size=min(56, 240 // len(rows)))
    labels = base.mark_text(dy=-8, fontSize=12, color=INK).encode(text="label:N")
    growths = base.mark_text(dy=-23, fontSize=11, color=SOFT).encode(text="growth:N")
    height = 170
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
    return _chart(
        altair.layer(bars, labels, growths),
        height,
        top=26,
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

    Raises DocumentError when there is nothing to draw.
    """
    _refuse_empty(title, len(parts))
    if len({part.title for part in parts}) < len(parts):
        raise DocumentError(
            Bilingual(
                f"图“{title}”中有重复的类别，请合并。",
                f"Chart “{title}” names a category twice. Merge them.",
            )
        )
    rows = [
        {"part": clean(part.title), "value": float(part.value), "label": _shown(part.value)} for part in parts
    ]
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        y=altair.Y("part:N", sort=None, axis=altair.Axis(title=None, ticks=False, labelLimit=210)),
        x=altair.X("value:Q", axis=None, scale=altair.Scale(zero=True, nice=True)),
    )
    bars = base.mark_bar(color=BAR, size=14)
    labels = base.mark_text(align="left", dx=5, fontSize=12, color=INK).encode(text="label:N")
    told = "；".join(f"{clean(part.title)}{_shown(part.value)}{unit}" for part in parts)
    beneath = Table(("类别", f"数量（{unit}）"), tuple((part.title, _shown(part.value)) for part in parts))
    return _chart(
        altair.layer(bars, labels),
        24 * len(rows),
        top=6,
        title=title,
        unit=unit,
        source=source,
        on=on,
        told=told,
        table=beneath if table else None,
    )


def _refuse_empty(title: str, count: int) -> None:
    if count == 0:
        raise DocumentError(
            Bilingual(
                f"图“{title}”没有数据，请先登记数据。", f"Chart “{title}” has no data. Record some first."
            )
        )


def _shown(value: int | Decimal) -> str:
    return str(value) if isinstance(value, int) else format(value.normalize(), "f")


def _chart(
    layers: altair.LayerChart | altair.FacetChart,
    height: int,
    *,
    top: int,
    title: str,
    unit: str,
    source: str,
    on: date,
    told: str,
    table: Table | None,
) -> Chart:
    config: dict[str, Any] = {
        "font": CHART,
        "background": "#ffffff",
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 12,
            "labelColor": INK,
            "gridColor": RULE,
            "domainColor": RULE,
            "tickColor": RULE,
        },
        "axisX": {"grid": False},
    }
    specification = layers.properties(
        width=WIDTH_PT,
        height=height,
        autosize=altair.AutoSizeParams(type="fit-x", contains="padding"),
    ).to_dict()
    specification["config"] = config
    specification["padding"] = {"left": 4, "right": 28, "top": top, "bottom": 4}
    _register_fonts()
    svg = _plain_picture(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))
    png = vl_convert.svg_to_png(svg, scale=PNG_SCALE)
    wide, tall = _size(svg)
    scale = min(1.0, geometry.AREA_WIDTH_MM * geometry.POINTS_PER_MM / wide)
    return Chart(
        title=title,
        unit=unit,
        source=source,
        on=on,
        svg=svg.encode("utf-8"),
        png=png,
        width_mm=wide * scale / geometry.POINTS_PER_MM,
        height_mm=tall * scale / geometry.POINTS_PER_MM,
        description=f"{title}：{told}",
        table=table,
    )


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for folder in installed_fonts().folders:
        vl_convert.register_font_directory(str(folder))


def _size(svg: str) -> tuple[float, float]:
    found = re.search(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', svg)
    assert found is not None, "Vega writes its size"
    return float(found[1]), float(found[2])


def _plain_picture(svg: str) -> str:
    """The SVG as one picture: the inner marks' English roles and labels go, since its description says it all.

    Raises AssertionError if Vega ever wrote styles or scripts, which a strict content policy would refuse.
    """
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314  # made a moment ago in this process
    for element in root.iter():
        assert element.tag.removeprefix(f"{{{_SVG}}}") in _ELEMENTS, element.tag
        for name in list(element.attrib):
            if name in {"role", "class"} or name.startswith("aria-"):
                del element.attrib[name]
            else:
                assert name != "style", name
                assert not name.startswith("on"), name
    return ElementTree.tostring(root, encoding="unicode")
