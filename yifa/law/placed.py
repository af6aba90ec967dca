"""YAML as plain values that remember their line and column: the one place where Yifa reads it.

libyaml (by PyYAML) composes the nodes; what a bare word means follows the core schema of YAML 1.2, so that ``on`` and ``yes``
are words. Beside it a bare 2027-01-31 is a date. What a file may not say (a name twice, an unknown tag) is reported with its
place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from yaml._yaml import CParser

from yifa.law.dated import NoSuchDay, days_in, on_day
from yifa.law.text import Bilingual

Location: TypeAlias = Sequence[int | str]

_TAG = "tag:yaml.org,2002:"
_MERGE = f"{_TAG}merge"
_MOST_NODES = 200_000
_MOST_DEPTH = 50
# libyaml takes these for line ends, a reader of the file does not see them.
_HIDDEN_LINE_END = re.compile("[\x85\u2028\u2029]")
_STR, _MAP, _SEQ = f"{_TAG}str", f"{_TAG}map", f"{_TAG}seq"
_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), f"{_TAG}bool"),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), f"{_TAG}null"),
    "<<": _MERGE,
}
# What else than text a bare word may be begins with one of these.
_FIRST = "-+.0123456789"
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (f"{_TAG}int", re.compile(r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$")),
    (
        f"{_TAG}float",
        re.compile(
            r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
        ),
    ),
    (f"{_TAG}timestamp", re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
)


def _tag_of_bare(word: str) -> str:
    tag = _WORDS.get(word)
    if tag is None and word[0] in _FIRST:
        tag = next((tag for tag, pattern in _NUMBERS if pattern.match(word)), None)
    return tag or _STR


class _Composer(CParser):
    """libyaml's composer, with the meaning of bare words."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        if kind is yaml.ScalarNode:
            return _tag_of_bare(value) if implicit[0] else _STR
        return _MAP if kind is yaml.MappingNode else _SEQ

    def descend_resolver(self, *_: object) -> None:
        """Nothing here depends on what encloses a value."""

    def ascend_resolver(self) -> None:
        """Nothing here depends on what encloses a value."""


def composer_of(text: str) -> CParser:
    """libyaml at the beginning of a text, for those who need its events; to be disposed of."""
    return _Composer(text)


def is_text(word: str) -> bool:
    """Whether a bare word means itself: no number, day, yes or no, or nothing."""
    return _tag_of_bare(word) == _STR


class _Writer(yaml.SafeDumper):
    """Quotes whatever would not be read back as the text that it is."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        return _Composer.resolve(self, kind, value, implicit)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong at one place. line and column count from 1; 0 where the whole file is meant."""

    line: int
    column: int
    zh: str
    en: str


class Unreadable(ValueError):
    """A file cannot be read as YAML; ``mistakes`` lists what was found, in order."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(f"{item.line}:{item.column}：{item.zh}" for item in self.mistakes))


class Tree:
    """The mapping in a file: ``plain`` values (dict, list, str, int, float, bool, date, None), and where each stands."""

    __slots__ = ("_keys", "_root", "plain")

    def __init__(self, root: yaml.MappingNode, plain: dict[str, Any]) -> None:
        self._root = root
        self._keys: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        self.plain = plain

    def days(self) -> frozenset[date]:
        """The days on which something in the file changes (:mod:`yifa.law.dated`). Raises Unreadable."""
        try:
            return days_in(self._root)
        except NoSuchDay as error:
            mark, day = error.node.start_mark, error.node.value
            raise Unreadable(
                [
                    Mistake(
                        mark.line + 1,
                        mark.column + 1,
                        f"没有{day}这一天，请改正",
                        f"there is no day {day}; correct it",
                    )
                ]
            ) from None

    def on(self, day: date) -> Tree:
        """The file as it reads on a day. Raises Unreadable where nothing is left of it."""
        node = on_day(self._root, day)
        if node is self._root:
            return self
        if not isinstance(node, yaml.MappingNode):
            raise Unreadable([Mistake(1, 1, f"{day}没有任何内容", f"nothing of it is left on {day}")])
        building = _Building()
        plain = building.plain(node, 0)
        if building.mistakes:
            raise Unreadable(building.mistakes)
        return Tree(node, plain)

    def place(self, location: Location) -> tuple[int, int]:
        """Line and column, from 1, of the value at a location; of the nearest that encloses it, if it is absent."""
        node: yaml.Node = self._root
        mark = node.start_mark
        for part in location:
            if isinstance(node, yaml.MappingNode):
                found = self._entries(node).get(str(part))
                if found is None:
                    break
                mark, node = found[0].start_mark, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                mark = node.start_mark
            else:
                # A value written alone where a list may stand: its place is the value's own.
                break
        return mark.line + 1, mark.column + 1

    def _entries(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        known = self._keys.get(id(node))
        if known is None:
            known = {key.value: (key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
            self._keys[id(node)] = known
        return known


def read_tree(path: Path) -> Tree:
    """The mapping in a file. Raises Unreadable."""
    tree = tree_of(_text(path))
    if not isinstance(tree, Tree):
        raise Unreadable([Mistake(1, 1, "文件应由“名称: 值”组成", "the file must consist of 'name: value'")])
    return tree


def read_plain(path: Path) -> Any:
    """The plain values in a file, whatever stands at its head. Raises Unreadable."""
    tree = tree_of(_text(path))
    return tree.plain if isinstance(tree, Tree) else tree


def tree_of(text: str) -> Tree | Any:
    """What a text holds: a Tree for a mapping, else the plain values. Raises Unreadable."""
    hidden = _HIDDEN_LINE_END.search(text)
    if hidden is not None:
        before = text[: hidden.start()]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        code = f"U+{ord(hidden[0]):04X}"
        raise Unreadable(
            [
                Mistake(
                    line,
                    column,
                    f"此处有看不见的换行符（{code}），请删去",
                    f"an invisible line end ({code}) stands here; delete it",
                )
            ]
        )
    root = _composed(text)
    if root is None:
        return None
    building = _Building()
    plain = building.plain(root, 0)
    if building.mistakes:
        raise Unreadable(building.mistakes)
    return Tree(root, plain) if isinstance(root, yaml.MappingNode) else plain


def written(value: Any) -> str:
    """Plain values as YAML that reads back the same, names in the order given."""
    return str(
        yaml.dump(
            value, Dumper=_Writer, default_flow_style=False, width=110, allow_unicode=True, sort_keys=False
        )
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        whole = Mistake(0, 0, "没有这个文件，请检查路径", "there is no such file; check the path")
    except IsADirectoryError:
        whole = Mistake(0, 0, "这是文件夹，不是文件", "this is a folder, not a file")
    except UnicodeDecodeError:
        whole = Mistake(0, 0, "不是 UTF-8 文本，请另存为 UTF-8", "not UTF-8 text; save it as UTF-8")
    raise Unreadable([whole])


def _composed(text: str) -> yaml.Node | None:
    composer = _Composer(text)
    try:
        return composer.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is not None and error.context_mark is not None and mark.index >= len(text.rstrip()):
            # Something was not closed: its beginning says more than the end of the file.
            mark = error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = _explained(error)
        raise Unreadable([Mistake(line, column, said.zh, said.en)]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise Unreadable(
            [Mistake(1, 1, f"YAML 写法有误（{error}）", f"this is not YAML ({error})")]
        ) from None
    finally:
        composer.dispose()


def _explained(error: yaml.MarkedYAMLError) -> Bilingual:
    what = error.problem or error.context or "?"
    if (error.context or "") in ("while scanning an anchor", "while scanning an alias"):
        return Bilingual(
            f"YAML 写法有误（{what}）：引用的名称（& 或 * 之后）只能用英文字母、数字、-、_",
            f"this is not YAML ({what}): the name after & or * takes only Latin letters, digits, - and _",
        )
    if (error.context or "").startswith("found duplicate anchor"):
        return Bilingual(
            "YAML 写法有误：同一引用名（&）写了两次，请改名",
            "this is not YAML: the same name after & is written twice; rename one",
        )
    return Bilingual(
        f"YAML 写法有误（{what}），请检查缩进、冒号后的空格和引号",
        f"this is not YAML ({what}); check indentation, the space after a colon, and quotes",
    )


class _Building:
    """From nodes to plain values, aliases written out."""

    __slots__ = ("count", "mistakes")

    def __init__(self) -> None:
        self.count = 0
        self.mistakes: list[Mistake] = []

    def plain(self, node: yaml.Node, depth: int) -> Any:
        self.count += 1
        if self.count > _MOST_NODES or depth > _MOST_DEPTH:
            raise Unreadable(
                [
                    Mistake(
                        node.start_mark.line + 1,
                        node.start_mark.column + 1,
                        "文件展开引用（*）后过大或层次过深，请减少引用",
                        "the file is too large or too deep once its aliases (*) are written out; use fewer",
                    )
                ]
            )
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key, value in node.value:
            if key.tag == _MERGE:
                merged = {**self._merged(key, value, depth), **merged}
                continue
            if not isinstance(key, yaml.ScalarNode):
                self._wrong(key, "名称应是一个词", "a name must be a single word")
                continue
            name = key.value
            if name in mapping:
                self._wrong(
                    key, f"“{name}”写了两次，请合并或改名", f"{name!r} is written twice; merge or rename"
                )
            mapping[name] = self.plain(value, depth + 1)
        return {**merged, **mapping} if merged else mapping

    def _merged(self, key: yaml.Node, value: yaml.Node, depth: int) -> dict[str, Any]:
        """What ``<<`` brings in; of several mappings the first wins."""
        merged: dict[str, Any] = {}
        for part in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            added = self.plain(part, depth + 1)
            if isinstance(added, dict):
                merged = {**added, **merged}
            else:
                self._wrong(key, "<< 之后应为“名称: 值”的引用", "<< takes a mapping of 'name: value'")
        return merged

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = node.value
        if node.tag == _STR:
            return text
        read = _SCALARS.get(node.tag.removeprefix(_TAG))
        try:
            if read is not None:
                return read(text)
        except ValueError:
            pass
        if node.tag == f"{_TAG}timestamp":
            self._wrong(
                node,
                f"看不懂“{text}”：不是日期，应写作 2027-01-31",
                f"cannot read {text!r}: not a date; write it as 2027-01-31",
            )
        else:
            self._wrong(node, f"看不懂“{text}”", f"cannot read {text!r}")
        return None

    def _wrong(self, node: yaml.Node, zh: str, en: str) -> None:
        mark = node.start_mark
        self.mistakes.append(Mistake(mark.line + 1, mark.column + 1, zh, en))


def _int(text: str) -> int:
    # 010 is ten in YAML 1.2; only 0o10 is eight.
    base = {"0o": 8, "0x": 16}.get(text[:2])
    return int(text[2:], base) if base else int(text, 10)


def _float(text: str) -> float:
    word = text.lower().replace(".inf", "inf").replace(".nan", "nan")
    return float(word)


def _bool(text: str) -> bool:
    return text.lower() == "true"


def _null(_: str) -> None:
    return None


_SCALARS: dict[str, Callable[[str], Any]] = {
    "int": _int,
    "float": _float,
    "bool": _bool,
    "null": _null,
    "timestamp": date.fromisoformat,
}
