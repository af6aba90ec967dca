"""The picture of a year's money: lines of the budget on the left, kinds of decision in the middle, payees on the right, and back.

SVG with classes and no styles, as the desk's other pictures (``yifa.desk.log_pictures``); it is described in words, and tables
with the same sums stand beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yifa.interface.formats import show_yuan, words
from yifa.work.funds.flows import Flow, Flows, Sums, most_and_rest

_WIDTH: Final = 960
_NODE: Final = 14
_COLUMNS: Final = (170, 470, 730)
_HEIGHT: Final = 360
_GAP: Final = 30
_TOP: Final = 34
_PAYEES: Final = 10
_NAME: Final = 26


@dataclass(slots=True)
class _Node:
    """A bar of the picture. inner: from where the next ribbon leaves it, left and right."""

    name: str
    sums: Sums
    size: int
    y: float = 0
    height: float = 0
    left: float = 0
    right: float = 0


def picture(flows: Flows, described: str) -> SafeString:
    """The flows of a year as ribbons whose thickness is what was allotted, dark as far as it was paid; nothing without flows."""
    if not flows.flows:
        return SafeString()
    shown = most_and_rest(flows, _PAYEES, _("其余单位"))
    lines = _nodes(shown, lambda one: str(one.line))
    for line in flows.lines:
        if str(line) in lines:
            lines[str(line)].size = max(line.amount_fen, lines[str(line)].sums.allotted)
        else:
            lines[str(line)] = _Node(str(line), Sums(), line.amount_fen)
    kinds = _nodes(shown, lambda one: words(one.kind))
    payees = _nodes(shown, lambda one: one.payee)
    columns = (lines, kinds, payees)
    most = max(sum(node.size for node in column.values()) for column in columns)
    scale = _HEIGHT / most
    tall = max(_place(column, scale) for column in columns)
    parts: list[str] = [
        _text(x + _NODE / 2, 14, title, "middle", "head")
        for x, title in zip(_COLUMNS, (_("预算"), _("决定"), _("收款单位")), strict=True)
    ]
    for one in shown:
        parts += _ribbon(lines[str(one.line)], kinds[words(one.kind)], 0, one.sums, scale)
    for one in sorted(shown, key=lambda one: list(payees).index(one.payee)):
        parts += _ribbon(kinds[words(one.kind)], payees[one.payee], 1, one.sums, scale)
    for place, column in enumerate(columns):
        for node in column.values():
            parts += _bar(node, place, scale)
    name = quoteattr(described)
    return SafeString(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="money-flows" role="img" aria-label={name} '
        f'viewBox="0 0 {_WIDTH} {tall:g}" width="{_WIDTH}" height="{tall:g}">{"".join(parts)}</svg>'
    )


def _nodes(shown: Iterable[Flow], called: Callable[[Flow], str]) -> dict[str, _Node]:
    found: dict[str, _Node] = {}
    for one in shown:
        node = found.setdefault(called(one), _Node(called(one), Sums(), 0))
        node.sums.add(one.sums)
        node.size += one.sums.allotted
    return dict(sorted(found.items(), key=lambda pair: -pair[1].size))


def _place(column: dict[str, _Node], scale: float) -> float:
    """Give the bars of a column their places; how far down it reaches."""
    y = float(_TOP)
    for node in column.values():
        node.y = node.left = node.right = y
        node.height = max(2.0, node.size * scale)
        y += node.height + _GAP
    return y


def _ribbon(start: _Node, end: _Node, column: int, sums: Sums, scale: float) -> list[str]:
    x1, x2 = _COLUMNS[column] + _NODE, _COLUMNS[column + 1]
    told = escape(
        _("%(from)s → %(to)s：下达%(allotted)s元，到账%(paid)s元")
        % {
            "from": start.name,
            "to": end.name,
            "allotted": show_yuan(sums.allotted),
            "paid": show_yuan(sums.paid),
        }
    )
    parts = []
    for name, amount in (("paid", sums.paid), ("allotted", sums.allotted - sums.paid)):
        if amount <= 0:
            continue
        thick = amount * scale
        y1, y2, half = start.right, end.left, (x1 + x2) / 2
        line = (
            f"M{x1} {y1:.1f} C{half:g} {y1:.1f} {half:g} {y2:.1f} {x2} {y2:.1f} "
            f"V{y2 + thick:.1f} C{half:g} {y2 + thick:.1f} {half:g} {y1 + thick:.1f} {x1} {y1 + thick:.1f} Z"
        )
        parts.append(f'<path class="{name}" d="{line}"><title>{told}</title></path>')
        start.right += thick
        end.left += thick
    return parts


def _bar(node: _Node, column: int, scale: float) -> list[str]:
    x = _COLUMNS[column]
    parts = [f'<rect class="node" x="{x}" y="{node.y:.1f}" width="{_NODE}" height="{node.height:.1f}"/>']
    anchor, at = ("end", x - 8) if column == 0 else ("start", x + _NODE + 8)
    name = _short(node.name)
    sums = (
        _("%(amount)s万元") % {"amount": f"{node.size / 1_000_000:,.2f}"}
        if column == 0
        else _("下达%(amount)s万元") % {"amount": f"{node.sums.allotted / 1_000_000:,.2f}"}
    )
    parts.append(
        f'<text x="{at}" y="{node.y + 11:.1f}" text-anchor="{anchor}">{escape(name)}<title>{escape(node.name)}</title></text>'
    )
    if column == 2 and node.sums.returned:
        thick = max(2.0, node.sums.returned * scale)
        told = _("退回%(amount)s万元") % {"amount": f"{node.sums.returned / 1_000_000:,.2f}"}
        parts.append(
            f'<rect class="back" x="{x + _NODE}" y="{node.y + node.height - thick:.1f}" width="5" height="{thick:.1f}">'
            f"<title>{escape(told)}</title></rect>"
        )
        sums = f"{sums} ← {told}"
    parts.append(_text(at, node.y + 25, sums, anchor, "sum"))
    return parts


def _short(name: str) -> str:
    """A name that fits beside its bar; a Chinese character is as wide as two others."""
    wide = 0
    for place, sign in enumerate(name):
        wide += 1 + (ord(sign) > 0x2E7F)
        if wide > _NAME:
            return f"{name[: place - 1]}…"
    return name


def _text(x: float, y: float, text: str, anchor: str, name: str) -> str:
    return f'<text class="{name}" x="{x:g}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
