"""A guard in words, for a refusal: what has to be answered, by the names that people see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from yifa.law.text import Bilingual
from yifa.procedure.guards import Constant, Field, Guard, Listing, Node, Operation
from yifa.procedure.model import Json, Question
from yifa.procedure.types import quantities

_SIZES: Final = {
    "<": Bilingual("小于", "less than"),
    "<=": Bilingual("不超过", "at most"),
    ">": Bilingual("大于", "more than"),
    ">=": Bilingual("不少于", "at least"),
}
_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_FEN_IN_A_YUAN: Final = 100
_LONGEST: Final = 150


class _Unsaid(Exception):
    """Nothing short can be said of this."""


def guard_in_words(guard: Guard, questions: Mapping[str, Question]) -> Bilingual | None:
    """What a guard asks for; None for arithmetic and long tables, which the rule's own sentence says better."""
    try:
        said = _said(guard.node, questions)
    except _Unsaid:
        return None
    return said if len(said.zh) <= _LONGEST else None


def answer_in_words(question: Question, value: Json) -> Bilingual:
    """One answer as a guard speaks of it."""
    if value is None or value == "":
        return Bilingual("没有填写", "nothing")
    if isinstance(value, bool):
        return Bilingual("“是”", "“yes”") if value else Bilingual("“否”", "“no”")
    if isinstance(value, list):
        parts = [answer_in_words(question, one) for one in value]
        return Bilingual("、".join(one.zh for one in parts), ", ".join(one.en for one in parts))
    if isinstance(value, str) and value in question.choices:
        title = question.choices[value]
        return Bilingual(f"“{title.zh}”", f"“{title.en}”")
    if isinstance(question.type, quantities.Money) and isinstance(value, int):
        whole, rest = divmod(value, _FEN_IN_A_YUAN)
        yuan = f"{whole}.{rest:02}" if rest else str(whole)
        return Bilingual(f"{yuan}元", f"{yuan} yuan")
    return (
        Bilingual(str(value), str(value)) if isinstance(value, int) else Bilingual(f"“{value}”", f"“{value}”")
    )


def _said(node: Node, questions: Mapping[str, Question]) -> Bilingual:
    match node:
        case Field():
            return _is(node, True, questions)
        case Operation("not", (Field() as inner,)):
            return _is(inner, False, questions)
        case Operation("not", (Operation("has", (Field() as inner,)),)):
            label = _label(inner, questions)
            return Bilingual(f"没有填写{label.zh}", f"{label.en} is left empty")
        case Operation("not", (inner,)):
            said = _said(inner, questions)
            return Bilingual(f"不是“{said.zh}”", f"it is not so that {said.en}")
        case Operation("has", (Field() as inner,)):
            label = _label(inner, questions)
            return Bilingual(f"填写了{label.zh}", f"{label.en} is filled in")
        case Operation("&&", parts):
            said_all = [_grouped(one, "||", questions) for one in parts]
            return Bilingual(
                "，且".join(one.zh for one in said_all), " and ".join(one.en for one in said_all)
            )
        case Operation("||", parts):
            said_all = [_grouped(one, "&&", questions) for one in parts]
            return Bilingual(
                "，或者".join(one.zh for one in said_all), " or ".join(one.en for one in said_all)
            )
        case Operation():
            return _compared(node, questions)
        case _:
            raise _Unsaid


def _grouped(node: Node, other: str, questions: Mapping[str, Question]) -> Bilingual:
    said = _said(node, questions)
    if isinstance(node, Operation) and node.name == other:
        return Bilingual(f"（{said.zh}）", f"({said.en})")
    return said


def _compared(node: Operation, questions: Mapping[str, Question]) -> Bilingual:
    match node.name, node.operands:
        case "==", (Field() as one, Constant(value)) | (Constant(value), Field() as one):
            return _is(one, value, questions)
        case "!=", (Field() as one, Constant(value)) | (Constant(value), Field() as one):
            label = _label(one, questions)
            if value is None:
                return Bilingual(f"填写了{label.zh}", f"{label.en} is filled in")
            told = answer_in_words(questions[one.name], value)
            return Bilingual(f"{label.zh}不为{told.zh}", f"{label.en} is not {told.en}")
        case "in", (Field() as one, Listing(items)):
            label = _label(one, questions)
            told_all = [answer_in_words(questions[one.name], _constant(item)) for item in items]
            return Bilingual(
                f"{label.zh}为{'或'.join(told.zh for told in told_all)}",
                f"{label.en} is {' or '.join(told.en for told in told_all)}",
            )
        case "in", (Constant(value), Field() as one):
            label, told = _label(one, questions), answer_in_words(questions[one.name], value)
            return Bilingual(f"{label.zh}包括{told.zh}", f"{label.en} includes {told.en}")
        case ("<" | "<=" | ">" | ">=") as name, (Field() as one, other):
            return _sized(one, name, other, questions)
        case ("<" | "<=" | ">" | ">=") as name, (Operation("size", (Field() as one,)), Constant(number)):
            label, size = _label(one, questions), _SIZES[name]
            return Bilingual(f"{label.zh}{size.zh}{number}项", f"{label.en} has {size.en} {number}")
        case ("<" | "<=" | ">" | ">=") as name, (Constant() as other, Field() as one):
            return _sized(one, _TURNED[name], other, questions)
        case _:
            raise _Unsaid


def _sized(one: Field, name: str, other: Node, questions: Mapping[str, Question]) -> Bilingual:
    label, size = _label(one, questions), _SIZES[name]
    match other:
        case Field():
            told = _label(other, questions)
        case _:
            told = answer_in_words(questions[one.name], _constant(other))
    return Bilingual(f"{label.zh}{size.zh}{told.zh}", f"{label.en} is {size.en} {told.en}")


def _is(one: Field, value: Json, questions: Mapping[str, Question]) -> Bilingual:
    label = _label(one, questions)
    if value is None:
        return Bilingual(f"没有填写{label.zh}", f"{label.en} is left empty")
    told = answer_in_words(questions[one.name], value)
    return Bilingual(f"{label.zh}为{told.zh}", f"{label.en} is {told.en}")


def _label(one: Field, questions: Mapping[str, Question]) -> Bilingual:
    found = questions.get(one.name)
    if found is None:
        raise _Unsaid
    return Bilingual(f"“{found.label.zh}”", f"“{found.label.en}”")


def _constant(node: Node) -> Json:
    if isinstance(node, Constant):
        return node.value
    raise _Unsaid
