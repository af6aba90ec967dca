"""Text over time: an amendment is one dated line.

Anywhere in a file a value may be written as a mapping whose keys are all days::

    article: {1992-04-03: "41", 2025-03-12: "51"}

It is then the value of the latest day that is not after the day asked, and nothing at all before the first; ``null`` takes a
value out again. An entry without a value is no entry, so a rule, a step or a question begins and ends in the same way. A whole
file on a day is an ordinary file; the days on which it changes are the days that are written in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from yaml import MappingNode, Node, ScalarNode, SequenceNode

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NULL = "tag:yaml.org,2002:null"


class NoSuchDay(ValueError):
    """A key that looks like a day is none of the calendar; ``node`` is the key."""

    def __init__(self, node: Node) -> None:
        super().__init__(node.value)
        self.node = node


Known: TypeAlias = "dict[int, Node | None]"


def is_dated(node: Node) -> bool:
    """Whether a node is a value over time: a mapping whose keys are all days."""
    return (
        isinstance(node, MappingNode)
        and bool(node.value)
        and all(isinstance(key, ScalarNode) and _DAY.fullmatch(key.value) for key, _ in node.value)
    )


def days_in(node: Node) -> frozenset[date]:
    """Every day on which something in the text changes. Raises NoSuchDay."""
    return frozenset(_days(node, set()))


def on_day(node: Node, day: date) -> Node | None:
    """The text as it stands on a day; None where nothing does. What nothing changes is the same node, not a copy."""
    return _on(node, day, {})


def _days(node: Node, seen: set[int]) -> Iterator[date]:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, MappingNode):
        dated = is_dated(node)
        for key, value in node.value:
            if dated:
                try:
                    yield date.fromisoformat(key.value)
                except ValueError:
                    raise NoSuchDay(key) from None
            yield from _days(value, seen)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _days(item, seen)


def _on(node: Node, day: date, known: Known) -> Node | None:
    """Aliases are one node in many places, and stay one."""
    if id(node) not in known:
        known[id(node)] = _resolved(node, day, known)
    return known[id(node)]


def _resolved(node: Node, day: date, known: Known) -> Node | None:
    if is_dated(node):
        past = [(key.value, value) for key, value in node.value if date.fromisoformat(key.value) <= day]
        if not past:
            return None
        _, latest = max(past, key=lambda pair: pair[0])
        return None if _is_null(latest) else _on(latest, day, known)
    if isinstance(node, MappingNode):
        pairs = [(key, _on(value, day, known)) for key, value in node.value]
        if all(now is value for (_, now), (_, value) in zip(pairs, node.value, strict=True)):
            return node
        kept = [(key, value) for key, value in pairs if value is not None]
        return MappingNode(node.tag, kept, node.start_mark, node.end_mark)
    if isinstance(node, SequenceNode):
        items = [_on(item, day, known) for item in node.value]
        if all(now is item for now, item in zip(items, node.value, strict=True)):
            return node
        return SequenceNode(
            node.tag, [item for item in items if item is not None], node.start_mark, node.end_mark
        )
    return node


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == _NULL
