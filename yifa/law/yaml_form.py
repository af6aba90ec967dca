"""The one form of a YAML file that lawyers read: Chinese alone, one thing a line, no line over 120 columns.

What is small stands on one line (``{step: apply, by: office}``), what is not has a line for each key, in the order of its model;
long texts are folded. Comments, anchors and empty lines stay. Of a text that is written as ``{zh: …, en: …}`` the Chinese stays
and the English is handed over for the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from pydantic import BaseModel

from yifa.law.placed import is_text
from yifa.law.text import is_wide, joined
from yifa.law.two_languages import Place, Plan, named_place
from yifa.law.yaml_nodes import Collection, Entry, Node, Scalar, nodes_of

WIDTH: Final = 120
# A folded text leaves some room: sentences are read more easily in shorter lines.
_FOLD: Final = 110
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_FLOW_INDICATORS: Final = frozenset(",[]{}:?")
_NOT_FIRST: Final = frozenset("，。、；：？！）》”’】〕」』…—·")
_NOT_LAST: Final = frozenset("（《“‘【〔「『")
_GOOD_ENDS: Final = frozenset("，。；：、")
_NOTHING: Final = Plan()

Orders: TypeAlias = Mapping[type[BaseModel], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a file. en: its English, where it stood beside it; place: as contexts name it."""

    zh: str
    en: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Formed:
    """A file in its one form, and the texts that it says, in order."""

    text: str
    said: tuple[Said, ...]


def formed(text: str, plan: Plan, orders: Orders, small: Callable[[Plan], bool], plain: object) -> Formed:
    """The form of a text that reads as ``plan`` says.

    orders: the keys of models in their order, where it is not the model's own. small: whether what has texts may stand on one
    line all the same. plain: the same text as plain values, for the names of places.
    """
    forming = _Forming(orders, small, plain)
    document = nodes_of(text)
    lines = forming.block(document.root, plan, 0, ())
    lines += document.footer
    return Formed("\n".join(lines) + "\n", tuple(forming.said))


def columns(text: str) -> int:
    """How many columns a text takes, of which a Chinese character takes two."""
    return sum(2 if is_wide(character) else 1 for character in text)


class _Forming:
    def __init__(self, orders: Orders, small: Callable[[Plan], bool], plain: object) -> None:
        self._orders = orders
        self._small = small
        self._plain = plain
        self._written: set[int] = set()
        self.said: list[Said] = []

    # Blocks: what has a line for each entry.

    def block(self, node: Node, plan: Plan, indent: int, place: Place) -> list[str]:
        """The lines of a collection's entries."""
        if not isinstance(node, Collection):
            raise TypeError("a file is a collection")
        lines: list[str] = []
        for index, (entry, inner) in enumerate(self._in_order(node, plan)):
            if entry.blank and lines:
                lines.append("")
            lines += [f"{' ' * indent}{comment}" for comment in _comments(entry)]
            if node.mapping:
                assert entry.key is not None
                below = place if node.dated or entry.name == "<<" else (*place, entry.name)
                head = f"{' ' * indent}{_key(entry.key, within=False)}:"
            else:
                below, head = (*place, index), f"{' ' * indent}-"
            lines += self._with_trailing(self._entry(head, entry.value, inner, indent, below), entry)
        return lines

    def _entry(self, head: str, node: Node, plan: Plan, indent: int, place: Place) -> list[str]:
        if id(node) in self._written:
            self._say_within(node, plan, place)
            return [f"{head} *{node.anchor}"]
        short = self._on_one_line(head, node, plan, place)
        if short is not None:
            return [short]
        if node.anchor:
            self._written.add(id(node))
            head = f"{head} &{node.anchor}"
        told = self._told(node, plan, place)
        if told is not None:
            return _folded(head, told, indent + 2)
        if isinstance(node, Scalar):
            return _long(head, node.value, indent + 2)
        assert isinstance(node, Collection)
        if not node.mapping and _of_words(node):
            return self._filled(head, node, indent + 2)
        lines = self.block(node, plan, indent + 2, place)
        if head.endswith("-") and node.mapping and not lines[0].lstrip().startswith("#"):
            return [f"{head} {lines[0].lstrip()}", *lines[1:]]
        return [head, *lines]

    def _in_order(self, node: Collection, plan: Plan) -> list[tuple[Entry, Plan]]:
        found = [(entry, self._inner(node, entry, plan)) for entry in node.entries]
        if node.dated or not node.mapping or plan.model is None:
            return found
        order = ["<<", *self._orders.get(plan.model, ()), *plan.fields]
        return sorted(found, key=lambda pair: order.index(pair[0].name) if pair[0].name in order else 999)

    def _inner(self, node: Collection, entry: Entry, plan: Plan) -> Plan:
        if node.dated or entry.name == "<<":
            return plan
        if plan.each is not None:
            return plan.each
        return plan.fields.get(entry.name, _NOTHING) if node.mapping else _NOTHING

    @staticmethod
    def _with_trailing(lines: list[str], entry: Entry) -> list[str]:
        if not entry.trailing:
            return lines
        indent = len(lines[0]) - len(lines[0].lstrip())
        if columns(lines[0]) + 2 + columns(entry.trailing) <= WIDTH:
            return [f"{lines[0]}  {entry.trailing}", *lines[1:]]
        return [f"{' ' * indent}{entry.trailing}", *lines]

    # Flow: what stands on one line.

    def _on_one_line(self, head: str, node: Node, plan: Plan, place: Place) -> str | None:
        """The entry on one line; None where it needs more."""
        if not self._may_be_short(node, plan, first=True):
            return None
        said, written = list(self.said), set(self._written)
        line = f"{head} {self._flow(node, plan, place, within=False)}"
        if columns(line) <= WIDTH:
            return line
        self.said, self._written = said, written
        return None

    def _may_be_short(self, node: Node, plan: Plan, *, first: bool = False) -> bool:
        if id(node) in self._written:
            return True
        if isinstance(node, Scalar):
            return "\n" not in (joined(node.value) if plan.text else node.value)
        if _pair(node, plan):
            return True
        if plan.texts and node.mapping and not node.dated and not (plan.model and self._small(plan)):
            # A mapping of texts reads as a list of words; what has rules and steps in it is never small.
            return not node.entries
        if first and not node.mapping and any(isinstance(one.value, Collection) for one in node.entries):
            return False
        return all(
            not entry.comments
            and not entry.trailing
            and self._may_be_short(entry.value, self._inner(node, entry, plan))
            for entry in node.entries
        ) and (first or not plan.texts or plan.each is None or not node.entries or node.dated)

    def _flow(self, node: Node, plan: Plan, place: Place, *, within: bool = True) -> str:
        if id(node) in self._written:
            self._say_within(node, plan, place)
            return f"*{node.anchor}"
        mark = ""
        if node.anchor:
            self._written.add(id(node))
            mark = f"&{node.anchor} "
        told = self._told(node, plan, place)
        if told is not None:
            return mark + _quoted(told, within=within)
        if isinstance(node, Scalar):
            return mark + _scalar(node, within=within)
        parts = []
        for index, (entry, inner) in enumerate(self._in_order(node, plan)):
            if node.mapping:
                assert entry.key is not None
                below = place if node.dated or entry.name == "<<" else (*place, entry.name)
                parts.append(f"{_key(entry.key, within=True)}: {self._flow(entry.value, inner, below)}")
            else:
                parts.append(self._flow(entry.value, inner, (*place, index)))
        opening, closing = "{}" if node.mapping else "[]"
        return f"{mark}{opening}{', '.join(parts)}{closing}"

    def _filled(self, head: str, node: Collection, indent: int) -> list[str]:
        """A list of words over as few lines as it takes."""
        words = [_scalar(one.value, within=True) for one in node.entries if isinstance(one.value, Scalar)]
        lines, line = [], f"{head} ["
        for index, word in enumerate(words):
            word += "," if index + 1 < len(words) else "]"
            if columns(line) + columns(word) + 1 > WIDTH - 10:
                lines.append(line)
                line = f"{' ' * indent}{word}"
            else:
                line += word if line.endswith("[") else f" {word}"
        return [*lines, line]

    # Texts.

    def _told(self, node: Node, plan: Plan, place: Place) -> str | None:
        """The Chinese of a text; None where the node is none."""
        if not plan.text:
            return None
        pair = _pair(node, plan)
        if pair is not None:
            zh, en = joined(pair[0]), " ".join(pair[1].split())
        elif isinstance(node, Scalar) and not (node.bare and node.value in ("", "null", "~")):
            zh, en = joined(node.value), None
        else:
            # `null` takes a text out again.
            return None
        self.said.append(Said(zh, en, named_place(self._plain, place)))
        return zh

    def _say_within(self, node: Node, plan: Plan, place: Place) -> None:
        """The texts of an aliased value are said in each of its places."""
        if self._told(node, plan, place) is None and isinstance(node, Collection) and plan.texts:
            for index, (entry, inner) in enumerate(self._in_order(node, plan)):
                below: Place = place
                if not node.mapping:
                    below = (*place, index)
                elif not node.dated and entry.name != "<<":
                    below = (*place, entry.name)
                self._say_within(entry.value, inner, below)


def _pair(node: Node, plan: Plan) -> tuple[str, str] | None:
    """The two languages of a text that is written with both."""
    if (
        not plan.text
        or not isinstance(node, Collection)
        or {one.name for one in node.entries} != {"zh", "en"}
    ):
        return None
    zh, en = node.get("zh"), node.get("en")
    return (zh.value, en.value) if isinstance(zh, Scalar) and isinstance(en, Scalar) else None


def _comments(entry: Entry) -> list[str]:
    """Those above an entry, and those above the first of what begins on its line."""
    within = entry.value
    inner: list[str] = []
    if entry.key is None and isinstance(within, Collection) and within.mapping and within.entries:
        inner, within.entries[0].comments = within.entries[0].comments, []
    return [*entry.comments, *inner]


def _of_words(node: Collection) -> bool:
    return all(
        isinstance(one.value, Scalar)
        and not one.value.anchor
        and not one.comments
        and not one.trailing
        and columns(one.value.value) < WIDTH // 2
        for one in node.entries
    )


def _key(key: Scalar, *, within: bool) -> str:
    bare = key.bare and not (within and _FLOW_INDICATORS & set(key.value))
    return key.value if bare else _quoted(key.value, within=True)


def _scalar(node: Scalar, *, within: bool) -> str:
    if node.bare and not (node.value and is_text(node.value)):
        return node.value or "null"
    return _quoted(node.value, within=within)


def _quoted(text: str, *, within: bool) -> str:
    """A text as a scalar, in quotes where it would be read as something else without. within: in brackets."""
    bare = (
        bool(text)
        and is_text(text)
        and text == text.strip()
        and text[0] not in _INDICATORS
        and text.isprintable()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and not (within and _FLOW_INDICATORS & set(text))
    )
    if bare:
        return text
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    if text.isprintable() and "'" not in text:
        return f"'{text}'"
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    known = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return "".join(known.get(one, one if one.isprintable() else f"\\u{ord(one):04x}") for one in text)


def _going_on(part: str) -> str:
    """A part of what is in quotes at the beginning of a line, where a space would be taken for indentation."""
    return f"\\{_escaped(part)}" if part.startswith(" ") else _escaped(part)


def _folded(head: str, text: str, indent: int) -> list[str]:
    """A text whose ends of lines are none of it (:func:`yifa.law.text.joined`)."""
    return [f"{head} >-", *(f"{' ' * indent}{line}" for line in wrapped(text, _FOLD - indent))]


def _long(head: str, text: str, indent: int) -> list[str]:
    """What is no text of a model keeps every character."""
    before = " " * indent
    if "\n" in text.rstrip("\n"):
        lines = text.split("\n")
        if all(line == line.strip() and line.isprintable() for line in lines if line):
            chomping = "" if text.endswith("\n") and not text.endswith("\n\n") else "+"
            chomping = "-" if not text.endswith("\n") else chomping
            shown = lines[:-1] if text.endswith("\n") else lines
            return [f"{head} |{chomping}", *(f"{before}{line}" if line else "" for line in shown)]
    words = text.split(" ")
    if all(words) and text.isprintable() and all(columns(word) + indent <= WIDTH for word in words):
        lines, line = [], ""
        for word in words:
            if line and columns(line) + columns(word) + 1 + indent > _FOLD:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        return [f"{head} >-", *(f"{before}{line}" for line in [*lines, line])]
    # A line that ends in a backslash goes on without a space.
    parts = [_going_on(part) for part in wrapped(text, _FOLD - indent - 4, anywhere=True)]
    lines = [f"{before}{part}\\" for part in parts[1:-1]]
    last = [f'{before}{parts[-1]}"'] if len(parts) > 1 else []
    first = f'{head} "\\'
    return [first, f"{before}{parts[0]}\\" if len(parts) > 1 else f'{before}{parts[0]}"', *lines, *last]


def wrapped(text: str, width: int, *, anywhere: bool = False) -> list[str]:
    """A text in lines of so many columns, parted between two Chinese characters or at a space; after a mark where one is near.

    anywhere: the lines are put together again as they are, so that no space may be lost and none comes in.
    """
    lines = []
    rest = text
    while columns(rest) > width:
        at, taken = 0, 0
        good, possible = 0, 0
        while at < len(rest) and taken <= width:
            taken += columns(rest[at])
            at += 1
            if at < len(rest) and taken <= width and _may_part(rest, at, anywhere=anywhere):
                possible = at
                if rest[at - 1] in _GOOD_ENDS:
                    good = at
        if not possible:
            possible = next(
                (at for at in range(1, len(rest)) if _may_part(rest, at, anywhere=anywhere)), len(rest)
            )
        cut = good if columns(rest[:good]) > width * 0.6 else possible
        lines.append(rest[:cut] if anywhere else rest[:cut].rstrip())
        rest = rest[cut:] if anywhere else rest[cut:].lstrip()
    if rest:
        lines.append(rest)
    return lines


def _may_part(text: str, at: int, *, anywhere: bool) -> bool:
    before, after = text[at - 1], text[at]
    if anywhere:
        # A line may not begin with a space: it would be taken for indentation.
        return (
            is_wide(before) and is_wide(after) and after not in _NOT_FIRST and before not in _NOT_LAST
        ) or (before == " " and after != " ")
    if after == " ":
        # No line may begin with what would be a comment or a comment's sign.
        return text[at + 1 : at + 2] != "#"
    return is_wide(before) and is_wide(after) and after not in _NOT_FIRST and before not in _NOT_LAST
