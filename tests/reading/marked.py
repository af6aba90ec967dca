"""Texts with their figures marked, so that relations and faults are tested apart from the reading of figures.

⟦28项 item⟧        a figure: its span and unit; then, where they matter, its role (total), year (2020) and exactness
⟦12.98亿元 CNY total 2018⟧
"""

from __future__ import annotations

import re

from yifa.reading.heading import read_heading
from yifa.reading.kinds import Approx, Category, Fact, Role, Unit
from yifa.reading.layout import layout
from yifa.reading.reading import Reading

_MARK = re.compile(r"⟦([^ ⟧]+) ([^⟧]+)⟧")
_SCALES = {"亿": 10**8, "万": 10**4}
YEAR = 2020


def marked(source: str) -> Reading:
    """The reading of a text whose figures are marked; the marks are taken out."""
    text, facts, last = "", list[Fact](), 0
    for match in _MARK.finditer(source):
        text += source[last : match.start()]
        last = match.end()
        facts.append(_fact(match[1], match[2].split(), len(text)))
        text += match[1]
    text += source[last:]
    laid = layout(text)
    return Reading(text=text, layout=laid, heading=read_heading(text, laid), facts=tuple(facts))


def _fact(span: str, said: list[str], start: int) -> Fact:
    number = re.search(r"\d+(?:\.\d+)?", span.replace(",", ""))
    assert number is not None, span
    value = float(number[0])
    for sign, scale in _SCALES.items():
        value *= scale if sign in span else 1
    return Fact(
        start=start,
        end=start + len(span),
        span=span,
        value=round(value, 6),
        unit=Unit(said[0]),
        approx=next((Approx(one) for one in said if one in set(Approx)), Approx.EXACT),
        year=next((int(one) for one in said if one.isdecimal()), YEAR),
        subject=said[-1] if not said[-1].isascii() else "",
        category=Category.OTHER,
        role=next((Role(one) for one in said if one in set(Role)), Role.TOTAL),
    )
