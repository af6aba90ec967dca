"""Texts of files in both languages: a file says them in Chinese, and its catalogue adds the English.

What in a file is a text follows from its model: the fields of type :class:`Text`. They are given their English before the model
is made, so that what was read is the same whichever way a text was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, RootModel, field_validator

from yifa.law.english import English
from yifa.law.text import Bilingual, joined

Place: TypeAlias = tuple[int | str, ...]

# What an entry of a list is known by, so that a place outlives the entries before it.
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES: Final = ("id", "institution", "statute", "key")


class SayNothing(ValueError):
    """A text is empty."""

    text = Bilingual("不能为空", "must not be empty")
    field = ""


class Text(BaseModel):
    """A text: in the file its Chinese; ``{zh: …, en: …}`` where no catalogue stands beside it. Neither is empty."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    zh: str
    en: str

    @field_validator("zh")
    @classmethod
    def _chinese(cls, value: str) -> str:
        return _something(joined(value))

    @field_validator("en")
    @classmethod
    def _english(cls, value: str) -> str:
        return _something(" ".join(value.split()))

    @property
    def bilingual(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


def _something(value: str) -> str:
    if not value:
        raise SayNothing
    return value


@dataclass(frozen=True, slots=True)
class Reads:
    """Says of a field that is kept as it was written (``dict[str, Any]``) as which model it will be read later."""

    model: Callable[[], type[BaseModel]]


@dataclass(slots=True)
class Plan:
    """Where texts are in a value: it is one itself, has them in fields, or in each of its entries.

    model: what it is read as, if it is a model. texts: whether there are any in it at all.
    """

    model: type[BaseModel] | None = None
    text: bool = False
    fields: dict[str, Plan] = field(default_factory=dict)
    each: Plan | None = None
    texts: bool = False


_NOTHING: Final = Plan()


@cache
def plan_of(model: type[BaseModel]) -> Plan:
    """Where texts are in what a model reads."""
    if issubclass(model, Text):
        return Plan(model, text=True, texts=True)
    if issubclass(model, RootModel):
        return _plan(model.model_fields["root"].annotation)
    fields = {}
    for name, info in model.model_fields.items():
        later = next((one for one in info.metadata if isinstance(one, Reads)), None)
        fields[info.alias or name] = plan_of(later.model()) if later else _plan(info.annotation)
    return Plan(model, fields=fields, texts=any(one.texts for one in fields.values()))


def _plan(annotation: Any) -> Plan:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return plan_of(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        later = next((one for one in arguments[1:] if isinstance(one, Reads)), None)
        return plan_of(later.model()) if later else _plan(arguments[0])
    if origin in (Union, UnionType):
        plans = [_plan(one) for one in arguments]
        return next((one for one in plans if one.texts or one.model), _NOTHING)
    if isinstance(origin, type) and issubclass(origin, Mapping | Sequence) and arguments:
        inner = _plan(arguments[-1] if issubclass(origin, Mapping) or len(arguments) == 1 else arguments[0])
        return Plan(each=inner, texts=inner.texts)
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Lacking:
    """A text without English, and where in the file it stands."""

    place: Place
    zh: str


def in_both(plain: Any, plan: Plan, english: English, file: str) -> tuple[Any, list[Lacking]]:
    """Plain values with the English of their texts, and the texts that have none (which stand for it themselves).

    file: what the file is called in contexts. Raises Unreadable for a catalogue that cannot be read.
    """
    lacking: list[Lacking] = []

    def told(value: Any, plan: Plan, place: Place) -> Any:
        if plan.text:
            if not isinstance(value, str) or not value.strip():
                return value
            zh = joined(value)
            en = english.of(zh, file, lambda: named_place(plain, place))
            if en is None:
                lacking.append(Lacking(place, zh))
            return {"zh": zh, "en": en or zh}
        if isinstance(value, dict):
            if plan.each is not None:
                return {key: told(item, plan.each, (*place, key)) for key, item in value.items()}
            fields = plan.fields
            return {
                key: told(item, fields[key], (*place, key)) if key in fields and fields[key].texts else item
                for key, item in value.items()
            }
        if isinstance(value, list) and plan.each is not None:
            return [told(item, plan.each, (*place, index)) for index, item in enumerate(value)]
        return value

    return (told(plain, plan, ()) if plan.texts else plain), lacking


def named_place(plain: Any, place: Place) -> str:
    """A place in a file as contexts write it: ``rules.reply-in-three-months.says``."""
    return ".".join(_names(plain, place))


def _names(value: Any, place: Place) -> Iterator[str]:
    for part in place:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            value = None
        while isinstance(value, dict) and value and all(map(_DAY.fullmatch, value)):
            value = next(iter(value.values()))
        name = None
        if isinstance(part, int) and isinstance(value, dict):
            name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
        yield name or str(part)
