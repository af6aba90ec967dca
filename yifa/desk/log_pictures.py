"""Pictures of the log: the days of a year as a heat map, its months as bars, and the tree with its last signed head.

SVG with classes and no styles, so that the stylesheet colours it in light and dark and a strict content policy holds. Each
picture is described in words, and a table stands beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yifa.desk.log_growth import Day, Month
from yifa.interface.formats import is_english, show_date

_CELL: Final = 14
_STEP: Final = _CELL + 3
_LEFT: Final = 34
_TOP: Final = 22
_LEVELS: Final = 4
_WEEKDAYS: Final = (
    ("一", "Mon"),
    ("二", "Tue"),
    ("三", "Wed"),
    ("四", "Thu"),
    ("五", "Fri"),
    ("六", "Sat"),
    ("日", "Sun"),
)
_MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def heat_map(days: Sequence[Day], works: Callable[[date], bool], described: str) -> SafeString:
    """The days of a year in weeks, darker the more was done. ``works``: whether offices work on a day; rest days are outlined."""
    if not days:
        return SafeString()
    first = days[0].on
    lead = first.weekday()
    weeks = (lead + len(days) + 6) // 7
    most = max(day.count for day in days)
    parts = []
    for row in (0, 2, 4, 6):
        name = _WEEKDAYS[row][is_english()]
        parts.append(_text(_LEFT - 6, _TOP + row * _STEP + _CELL - 3, name, "end"))
    for place, day in enumerate(days):
        column, row = divmod(lead + place, 7)
        x, y = _LEFT + column * _STEP, _TOP + row * _STEP
        if day.on.day == 1:
            parts.append(_text(x, _TOP - 8, month_name(day.on.month), "start"))
        rest = "" if works(day.on) else " rest"
        told = _("%(day)s：%(count)d次办理") % {"day": show_date(day.on), "count": day.count}
        parts.append(
            f'<rect class="heat-{level(day.count, most)}{rest}" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" rx="2">'
            f"<title>{escape(told)}</title></rect>"
        )
    return _svg(_LEFT + weeks * _STEP, _TOP + 7 * _STEP, parts, described, "heat-map")


def level(count: int, most: int) -> int:
    """0 for nothing, then four levels up to the most of any day."""
    if count <= 0 or most <= 0:
        return 0
    return min(_LEVELS, 1 + (count * _LEVELS - 1) // most)


def month_name(month: int) -> str:
    """3月, Mar."""
    return _MONTHS_EN[month - 1] if is_english() else f"{month}月"


def growth_bars(months: Sequence[Month], described: str) -> SafeString:
    """How many acts each month brought, as bars with their numbers."""
    width, height, bar, gap = 620, 150, 34, 16
    most = max((month.count for month in months), default=0) or 1
    parts = [f'<line class="axis" x1="0" y1="{height}" x2="{width}" y2="{height}"/>']
    for place, month in enumerate(months):
        tall = round(month.count / most * (height - 30))
        x = place * (bar + gap) + gap // 2
        parts.append(
            f'<rect class="bar" x="{x}" y="{height - tall}" width="{bar}" height="{tall}" rx="2"/>'
            + _text(x + bar // 2, height - tall - 6, str(month.count), "middle")
            + _text(x + bar // 2, height + 16, month_name(month.first_on.month), "middle")
        )
    return _svg(width, height + 24, parts, described, "growth")


def subtrees(size: int) -> list[int]:
    """The complete trees that a log of this size is made of, the largest first: 13 is 8, 4 and 1."""
    return [1 << bit for bit in range(size.bit_length() - 1, -1, -1) if size >> bit & 1]


def tree(size: int, under_head: int, described: str) -> SafeString:
    """The log as a growing tree: each complete part a triangle, taller with more entries; dashed what no head covers yet."""
    parts: list[str] = []
    x, base = 10, 170
    for covered, entries in ((True, under_head), (False, size - under_head)):
        for leaves in subtrees(entries):
            tall = 14 + 9 * leaves.bit_length()
            wide = 18 + 7 * leaves.bit_length()
            name = "covered" if covered else "waiting"
            line = f"M{x} {base} L{x + wide / 2:g} {base - tall} L{x + wide} {base} Z"
            told = escape(_("%(leaves)d条记录") % {"leaves": leaves})
            parts.append(f'<path class="{name}" d="{line}"><title>{told}</title></path>')
            parts.append(_text(x + wide / 2, base + 16, f"{leaves:,}", "middle"))
            x += wide + 12
    return _svg(max(x, 200), base + 26, parts, described, "log-tree")


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(width: int, height: int, parts: Sequence[str], described: str, name: str) -> SafeString:
    # Every word in the parts is escaped where it is put in.
    return SafeString(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" role="img" aria-label={quoteattr(described)} '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )
