"""A YAML file as nodes that keep what plain values lose: comments, blank lines, anchors, and which scalars were bare words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Final, cast

import yaml

from yifa.law.placed import composer_of

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Scalar:
    """bare: written without quotes, so that it may be a number, a day, true or null. anchor: its name after ``&``."""

    value: str
    bare: bool
    start: int
    end: int
    anchor: str | None = None


@dataclass(slots=True, eq=False)
class Collection:
    """A mapping, whose entries have keys, or a sequence. flow: written within brackets."""

    mapping: bool
    flow: bool
    start: int
    entries: list[Entry] = field(default_factory=list)
    anchor: str | None = None

    @property
    def dated(self) -> bool:
        """Whether it is a value over time (:mod:`yifa.law.dated`)."""
        return self.mapping and bool(self.entries) and all(_DAY.fullmatch(one.name) for one in self.entries)

    def get(self, name: str) -> Node | None:
        """The value under a name."""
        return next((one.value for one in self.entries if one.name == name), None)


Node = Scalar | Collection


@dataclass(slots=True, eq=False)
class Entry:
    """One entry of a collection. comments: the lines above it. trailing: the comment behind it. blank: an empty line above."""

    value: Node
    key: Scalar | None
    start: int
    line: int
    within_flow: bool
    comments: list[str] = field(default_factory=list)
    trailing: str = ""
    blank: bool = False

    @property
    def name(self) -> str:
        return self.key.value if self.key is not None else ""


@dataclass(slots=True)
class Document:
    """root: an aliased value is one node in many places. footer: comments below everything."""

    root: Node
    footer: list[str]


def nodes_of(text: str) -> Document:
    """The nodes of a text that can be read (:func:`yifa.law.placed.tree_of`)."""
    return _Reading(text).document


class _Reading:
    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._anchors: dict[str, Node] = {}
        self._scalars: list[tuple[int, int]] = []
        self._entries: list[Entry] = []
        reading = composer_of(text)
        try:
            self._events = iter(iter(reading.get_event, None))
            root = self._document()
        finally:
            reading.dispose()
        self._entries.sort(key=lambda one: one.start)
        footer = self._place_comments(text)
        for one in self._entries:
            above = one.line - len(one.comments) - 1
            one.blank = above > 0 and not self._lines[above].strip()
        self.document = Document(root, footer)

    def _document(self) -> Node:
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                return self._node(event)
        raise ValueError("an empty file has no nodes")

    def _node(self, event: yaml.Event) -> Node:
        start = _at(event.start_mark).index
        made: Node
        match event:
            case yaml.AliasEvent():
                self._scalars.append((start, _at(event.end_mark).index))
                return self._anchors[str(event.anchor)]
            case yaml.ScalarEvent():
                end = _at(event.end_mark).index
                made = Scalar(event.value, not event.style, start, end, event.anchor)
                self._scalars.append((start, end))
            case yaml.CollectionStartEvent():
                mapping = isinstance(event, yaml.MappingStartEvent)
                made = Collection(mapping, bool(event.flow_style), start, anchor=event.anchor)
            case _:
                raise ValueError(f"{event} begins no node")
        if made.anchor:
            self._anchors[made.anchor] = made
        if isinstance(made, Collection):
            self._fill(made)
        return made

    def _fill(self, made: Collection) -> None:
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            mark = _at(event.start_mark)
            # An entry stands before its own entries in the list, so that a comment finds the outermost first.
            entry = Entry(Scalar("", True, 0, 0), None, mark.index, mark.line, made.flow)
            self._entries.append(entry)
            made.entries.append(entry)
            first = self._node(event)
            if made.mapping:
                entry.key = first if isinstance(first, Scalar) else None
                entry.value = self._node(next(self._events))
            else:
                entry.value = first

    def _place_comments(self, text: str) -> list[str]:
        spans = sorted(self._scalars)
        starts = [start for start, _ in spans]
        entry_starts = [one.start for one in self._entries]
        footer = []
        for found in _COMMENT.finditer(text):
            at = found.start()
            before = bisect_right(starts, at) - 1
            if before >= 0 and at < spans[before][1]:
                continue
            comment = found[0].rstrip()
            line = text.count("\n", 0, at)
            if self._lines[line][: at - text.rfind("\n", 0, at) - 1].strip():
                owner = self._on(line)
                if owner is not None:
                    owner.trailing = comment
                    continue
            following = bisect_right(entry_starts, at)
            while following < len(self._entries) and self._entries[following].within_flow:
                following += 1
            if following < len(self._entries):
                self._entries[following].comments.append(comment)
            else:
                footer.append(comment)
        return footer

    def _on(self, line: int) -> Entry | None:
        """The innermost entry in block form that begins on a line."""
        return next(
            (one for one in reversed(self._entries) if one.line == line and not one.within_flow), None
        )


def _at(mark: Any) -> yaml.Mark:
    # libyaml's marks are of a class of their own with the same fields.
    return cast("yaml.Mark", mark)
