"""Conditions on answers, in CEL (Common Expression Language): ``a.amount >= 500000000 && a.kind in ["development"]``.

The Rust engine behind the package ``cel`` evaluates them; it shows no syntax tree, so a small parser of the part of CEL that
guards may use gives the fields, the constants they are compared with, and a type check against what the steps ask. What the
parser does not know is refused when the file is read, never at the counter.

A guard over a field that is not answered is false, unless CEL can decide it without the field (``has(a.x) && …``).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import NoneType
from typing import Any, Final, TypeAlias

from yifa.law.text import Bilingual
from yifa.procedure.engine import engine
from yifa.procedure.model import Json, Question


class GuardProblem(ValueError):
    """A guard cannot be read, or does not fit what the steps ask. ``column`` is 0-based within the expression."""

    def __init__(self, column: int, zh: str, en: str) -> None:
        super().__init__(zh)
        self.column = column
        self.text = Bilingual(zh, en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


@dataclass(frozen=True, slots=True)
class Field:
    """``a.<name>``."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal: number, text, true, false, null."""

    value: int | float | str | bool | None
    at: int


@dataclass(frozen=True, slots=True)
class Listing:
    """``[x, y]``."""

    items: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function with its operands."""

    name: str
    operands: tuple[Node, ...]
    at: int


Node: TypeAlias = Field | Constant | Listing | Operation

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+\.\d+(?:[eE][+-]?\d+)?|\d+)
      |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
      |(?P<op>&&|\|\||[<>=!]=|[<>!?:+\-*/%()\[\],.]))""",
    re.VERBOSE,
)
# A guard of a law is short. Each level of brackets costs the parser a dozen calls, and the checker writes chains out in brackets.
LONGEST = 2000
MOST_DEPTH = 30
MOST_OPERATIONS = 28
_LONGEST_NUMBER = 20
_COMPARISONS = ("==", "!=", "<=", ">=", "<", ">", "in")
_METHODS = ("startsWith", "endsWith", "contains", "matches", "size")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > LONGEST:
            raise GuardProblem(
                LONGEST,
                f"条件超过{LONGEST}个字符，请拆成几条规则",
                f"the guard has more than {LONGEST} characters; make several rules of it",
            )
        self.tokens = list(self._tokens())
        self.index = 0
        self.depth = 0
        self.count = 0

    def _tokens(self) -> Iterator[tuple[str, str, int]]:
        position = 0
        end = len(self.text.rstrip())
        while position < end:
            found = _TOKEN.match(self.text, position)
            if found is None or found.lastgroup is None:
                raise _cannot_read(position, self.text[position:].strip()[:1])
            yield found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)
            position = found.end()

    def parse(self) -> Node:
        if not self.tokens:
            raise GuardProblem(
                0, "条件是空的，请写出表达式或删去这一项", "the guard is empty; write one or delete it"
            )
        node = self._ternary()
        if self.index < len(self.tokens):
            raise _cannot_read(self.tokens[self.index][2], self.tokens[self.index][1])
        return node

    def _peek(self) -> str:
        return self.tokens[self.index][1] if self.index < len(self.tokens) and self._is_mark() else ""

    def _is_mark(self) -> bool:
        kind, text, _ = self.tokens[self.index]
        return kind == "op" or (kind == "name" and text == "in")

    def _next(self) -> tuple[str, str, int]:
        if self.index >= len(self.tokens):
            raise GuardProblem(len(self.text), "条件没有写完", "the guard is not finished")
        token = self.tokens[self.index]
        self.index += 1
        return token

    def _expect(self, text: str) -> None:
        _, found, at = self._next()
        if found != text:
            raise GuardProblem(
                at, f"此处应为“{text}”，不是“{found}”", f"expected {text!r} here, not {found!r}"
            )

    def _ternary(self) -> Node:
        self._deeper()
        node = self._choice()
        self.depth -= 1
        return node

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            at = self.tokens[min(self.index, len(self.tokens) - 1)][2]
            raise GuardProblem(
                at,
                f"括号和运算嵌套超过{MOST_DEPTH}层，请拆成几条规则",
                f"nests deeper than {MOST_DEPTH}; make several rules of it",
            )

    def _counted(self, at: int) -> None:
        self.count += 1
        if self.count > MOST_OPERATIONS:
            raise GuardProblem(
                at,
                f"条件有{MOST_OPERATIONS}个以上的运算，请拆成几条规则",
                f"has more than {MOST_OPERATIONS} operations; make several rules of it",
            )

    def _choice(self) -> Node:
        test = self._left(("||",), self._and)
        if self._peek() != "?":
            return test
        at = self._next()[2]
        yes = self._left(("||",), self._and)
        self._expect(":")
        return Operation("?", (test, yes, self._ternary()), at)

    def _and(self) -> Node:
        return self._left(("&&",), self._relation)

    def _relation(self) -> Node:
        return self._left(_COMPARISONS, self._sum)

    def _sum(self) -> Node:
        return self._left(("+", "-"), self._product)

    def _product(self) -> Node:
        return self._left(("*", "/", "%"), self._unary)

    def _left(self, operators: tuple[str, ...], deeper: Any) -> Node:
        node: Node = deeper()
        while self._peek() in operators and self._peek():
            _, operator, at = self._next()
            node = Operation(operator, (node, deeper()), at)
            self._counted(at)
        return node

    def _unary(self) -> Node:
        if self._peek() in ("!", "-"):
            _, operator, at = self._next()
            self._counted(at)
            self._deeper()
            operand = self._unary()
            self.depth -= 1
            if operator == "-" and isinstance(operand, Constant) and isinstance(operand.value, int | float):
                return Constant(-operand.value, at)
            return Operation("not" if operator == "!" else "negative", (operand,), at)
        return self._member()

    def _member(self) -> Node:
        node = self._primary()
        while self._peek() == ".":
            self._next()
            kind, name, at = self._next()
            if kind != "name" or name not in _METHODS:
                raise GuardProblem(
                    at,
                    f"不认识“.{name}”，可用：{'、'.join(_METHODS)}",
                    f"unknown .{name}; use {', '.join(_METHODS)}",
                )
            self._expect("(")
            arguments = self._arguments(")")
            node = Operation(name, (node, *arguments), at)
            self._counted(at)
        return node

    def _arguments(self, closing: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while self._peek() != closing:
            items.append(self._ternary())
            if self._peek() == ",":
                self._next()
            elif self._peek() != closing:
                self._expect(closing)
        self._next()
        return tuple(items)

    def _primary(self) -> Node:
        kind, text, at = self._next()
        if kind == "number":
            if len(text) > _LONGEST_NUMBER:
                raise GuardProblem(at, "数字太长", "too long a number")
            return Constant(float(text) if "." in text else int(text), at)
        if kind == "string":
            return Constant(re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text[1:-1]), at)
        if text == "(":
            node = self._ternary()
            self._expect(")")
            return node
        if text == "[":
            return Listing(self._arguments("]"), at)
        if text in ("true", "false", "null"):
            return Constant({"true": True, "false": False, "null": None}[text], at)
        if text in ("has", "size") and self._peek() == "(":
            self._next()
            arguments = self._arguments(")")
            if len(arguments) != 1 or (text == "has" and not isinstance(arguments[0], Field)):
                raise GuardProblem(at, f"{text}() 应写作 {text}(a.字段)", f"write {text}(a.field)")
            return Operation(text, arguments, at)
        if text == "a":
            self._expect(".")
            kind, name, at = self._next()
            if kind == "name":
                return Field(name, at)
        if kind == "name":
            raise GuardProblem(
                at, f"不认识“{text}”，字段应写作 a.{text}", f"unknown {text!r}; a field is written a.{text}"
            )
        raise _cannot_read(at, text)


def _cannot_read(at: int, text: str) -> GuardProblem:
    return GuardProblem(at, f"看不懂“{text}”", f"cannot read {text!r}")


_TYPE_NAMES = {
    "string": Bilingual("文字", "text"),
    "date": Bilingual("日期", "a date"),
    "number": Bilingual("数", "a number"),
    "bool": Bilingual("是否", "yes or no"),
    "list": Bilingual("列表", "a list"),
    "opaque": Bilingual("附件或当事人", "a file or party"),
    "null": Bilingual("空", "nothing"),
}
_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class _Types:
    """Type of every node, against the questions; raises GuardProblem where they do not fit."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self.questions = questions

    def of(self, node: Node) -> str:
        if isinstance(node, Constant):
            return _constant_type(node.value)
        if isinstance(node, Listing):
            for item in node.items:
                self.of(item)
            return "list"
        if isinstance(node, Field):
            return self._question(node).type.compared
        return self._operation(node)

    def _question(self, node: Field) -> Question:
        question = self.questions.get(node.name)
        if question is None:
            near = difflib.get_close_matches(node.name, self.questions, 1)
            hint_zh = f"，是否为 a.{near[0]}？" if near else "；请在某一步的 asks 中询问它"
            hint_en = f"; did you mean a.{near[0]}?" if near else "; ask it in a step's asks"
            raise GuardProblem(
                node.at, f"没有哪一步询问 a.{node.name}{hint_zh}", f"no step asks a.{node.name}{hint_en}"
            )
        return question

    def _operation(self, node: Operation) -> str:
        name, operands = node.name, node.operands
        if name == "has":
            self.of(operands[0])
            return "bool"
        if name in ("&&", "||", "not"):
            for operand in operands:
                self._want(operand, "bool")
            return "bool"
        if name == "?":
            self._want(operands[0], "bool")
            kind = self.of(operands[1])
            self._want(operands[2], kind)
            return kind
        if name in ("+", "-", "*", "/", "%", "negative"):
            for operand in operands:
                self._want(operand, "number")
            return "number"
        if name == "size":
            kind = self.of(operands[0])
            if kind not in ("list", "string"):
                raise _misfit(operands[0].at, kind, "list")
            return "number"
        if name in _METHODS:
            for operand in operands:
                self._want(operand, "string")
            return "bool"
        return self._comparison(node)

    def _comparison(self, node: Operation) -> str:
        left, right = node.operands
        if node.name == "in":
            self._want(right, "list")
            self.of(left)
            for item in right.items if isinstance(right, Listing) else ():
                self._pair(left, item)
            if isinstance(right, Field) and isinstance(left, Constant):
                self._among_choices(right, left)
            return "bool"
        kind = self._pair(left, right)
        if node.name in ("<", "<=", ">", ">=") and kind not in ("number", "date", "string"):
            raise GuardProblem(node.at, "这两项不能比较大小", "these cannot be compared by size")
        return "bool"

    def _pair(self, left: Node, right: Node) -> str:
        first, second = self.of(left), self.of(right)
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Field) and isinstance(other, Constant):
                self._among_choices(one, other)
                if self.of(one) == "date" and isinstance(other.value, str):
                    if not _ISO_DATE.match(other.value):
                        raise GuardProblem(
                            other.at, '日期应写作 "2027-01-31"', 'write a date as "2027-01-31"'
                        )
                    return "date"
        if "null" in (first, second):
            return "null"
        if first != second:
            raise _misfit(right.at, second, first)
        return first

    def _among_choices(self, one: Field, other: Constant) -> None:
        question = self._question(one)
        if not question.choices or other.value is None or other.value in question.choices:
            return
        near = difflib.get_close_matches(str(other.value), question.choices, 1)
        known = "、".join(question.choices)
        hint_zh = f"，是否为“{near[0]}”？" if near else f"，可选：{known}"
        hint_en = (
            f"; did you mean {near[0]!r}?" if near else f"; the choices are {', '.join(question.choices)}"
        )
        raise GuardProblem(
            other.at,
            f"a.{one.name} 没有“{other.value}”这一选项{hint_zh}",
            f"a.{one.name} has no choice {other.value!r}{hint_en}",
        )

    def _want(self, node: Node, kind: str) -> None:
        found = self.of(node)
        if found != kind:
            raise _misfit(node.at, found, kind)


def _constant_type(value: int | float | str | bool | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    return "string" if isinstance(value, str) else "number"


def _misfit(at: int, found: str, wanted: str) -> GuardProblem:
    have, want = _TYPE_NAMES[found], _TYPE_NAMES[wanted]
    return GuardProblem(at, f"此处是{have.zh}，应为{want.zh}", f"this is {have.en} where {want.en} is needed")


_MISSING: Final[Any] = object()
_PLAIN: Final = frozenset({str, int, float, bool, date, NoneType, object})
_MOST_KNOWN: Final = 256


@dataclass(frozen=True, slots=True)
class Guard:
    """A compiled guard. Equal when the text is equal."""

    text: str
    node: Node = field(compare=False, repr=False)
    fields: tuple[str, ...] = field(compare=False, repr=False)
    _program: Any = field(compare=False, repr=False)
    _known: dict[tuple[Any, ...], bool | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Guard:
        """The guard that ``text`` writes. Raises GuardProblem."""
        return _parsed(" ".join(text.split()))

    def check(self, questions: Mapping[str, Question]) -> None:
        """Raises GuardProblem unless every field is asked by some step and every type fits."""
        kind = _Types(questions).of(self.node)
        if kind != "bool":
            raise _misfit(0, kind, "bool")

    def holds(self, answers: Mapping[str, Json]) -> bool:
        """Whether the guard is true of the answers; a missing answer that matters makes it false."""
        return self._evaluate(answers) is True

    def is_decided(self, answers: Mapping[str, Json]) -> bool:
        """Whether the answers suffice to say true or false."""
        return self._evaluate(answers) is not None

    def _evaluate(self, answers: Mapping[str, Json]) -> bool | None:
        """True, false, or None where the answers do not suffice; plain answers that came before are not asked about again."""
        given = [answers.get(name, _MISSING) for name in self.fields]
        kinds = tuple(map(type, given))
        if not _PLAIN.issuperset(kinds):
            return self._executed(answers)
        # With their types, because 1, 1.0 and true are equal here and not in a guard.
        key = (*given, *kinds)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._executed(answers)
        return self._known[key]

    def _executed(self, answers: Mapping[str, Json]) -> bool | None:
        read = {name: answers[name] for name in self.fields if name in answers}
        try:
            return bool(self._program.execute({"a": read}))
        except (KeyError, TypeError, RuntimeError, ValueError):
            # The engine raises KeyError for a missing field and the others for operands that cannot be combined.
            return None

    def constants(self) -> Iterator[tuple[str, int | float | str | bool]]:
        """Every field with each constant that it is compared with; a field without one is not listed."""
        yield from _constants(self.node)

    def compared_fields(self) -> Iterator[tuple[str, str]]:
        """Pairs of fields that are compared with each other."""
        yield from _pairs(self.node)

    @property
    def is_enumerable(self) -> bool:
        """Whether finitely many values of each field show all that the guard can be: no arithmetic, no patterns."""
        return _enumerable(self.node)


@lru_cache(maxsize=4096)
def _parsed(clean: str) -> Guard:
    """Each text once: statutes' guards come again with every procedure that composes them."""
    node = _Parser(clean).parse()
    try:
        program = engine.compile(clean)
    except ValueError as error:
        raise GuardProblem(0, f"不是 CEL 表达式（{error}）", f"not a CEL expression ({error})") from None
    return Guard(clean, node, tuple(dict.fromkeys(_fields(node))), program)


def _fields(node: Node) -> Iterator[str]:
    if isinstance(node, Field):
        yield node.name
    for child in _children(node):
        yield from _fields(child)


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Listing):
        return node.items
    return node.operands if isinstance(node, Operation) else ()


def _constants(node: Node) -> Iterator[tuple[str, int | float | str | bool]]:
    if isinstance(node, Operation):
        fields = [operand.name for operand in node.operands if isinstance(operand, Field)]
        fields += [
            operand.operands[0].name
            for operand in node.operands
            if isinstance(operand, Operation)
            and operand.name == "size"
            and isinstance(operand.operands[0], Field)
        ]
        literals: list[Node] = []
        for operand in node.operands:
            literals += operand.items if isinstance(operand, Listing) else (operand,)
        for name in fields:
            for literal in literals:
                if isinstance(literal, Constant) and literal.value is not None:
                    yield name, literal.value
    for child in _children(node):
        yield from _constants(child)


def _pairs(node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, Operation) and node.name in _COMPARISONS:
        left, right = node.operands
        if isinstance(left, Field) and isinstance(right, Field):
            yield left.name, right.name
    for child in _children(node):
        yield from _pairs(child)


def _enumerable(node: Node) -> bool:
    if isinstance(node, Operation):
        if node.name in ("+", "-", "*", "/", "%", "negative", "matches"):
            return False
        between_fields = all(any(True for _ in _fields(operand)) for operand in node.operands)
        if node.name in _COMPARISONS and between_fields:
            return node.name != "in" and all(isinstance(operand, Field) for operand in node.operands)
    return all(_enumerable(child) for child in _children(node))
