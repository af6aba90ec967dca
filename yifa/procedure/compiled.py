"""A compiled procedure as text, and back: what a matter runs under is kept with it and outlives the files.

The text is JSON with steps, questions and choices in the order in which they are shown; what it prescribes is proved by the hash,
which is computed anew when it is read. Walks and places in files are not kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from yifa.law.terms import Term
from yifa.law.text import Bilingual
from yifa.procedure import model
from yifa.procedure.canonical import content, content_hash, plain
from yifa.procedure.guards import Guard
from yifa.procedure.model import InForce, Procedure, Source
from yifa.procedure.types import QuestionType, type_called

Reader: TypeAlias = Callable[[Any], Any]

# Beside what is hashed: what is told of the version and of its rules.
_BESIDE: Final = ("version", "power_titles", "displaced")


class CompiledDamaged(ValueError):
    """A text is no compiled procedure, or not the one with this hash."""

    def __init__(self, content_hash: str) -> None:
        self.text = Bilingual(
            f"留存的程序文本（哈希{content_hash[:12]}…）已被改动或损坏，不能使用；请从备份恢复",
            f"the procedure kept under hash {content_hash[:12]}… was changed or damaged and cannot be used; restore a backup",
        )
        super().__init__(self.text.zh)


def to_text(procedure: Procedure) -> str:
    """The procedure as text; ``from_text`` reads it."""
    beside = {name: plain(getattr(procedure, name)) for name in _BESIDE}
    return json.dumps({**beside, **content(procedure)}, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str, expected_hash: str) -> Procedure:
    """The procedure in a text. Raises CompiledDamaged where it is not the one with this hash."""
    try:
        told = json.loads(text)
        hints = _hints(Procedure)
        given = {name: _reader(hints[name])(value) for name, value in told.items()}
        first = datetime.strptime(str(given["version"]), "%Y%m%d").date()  # noqa: DTZ007  (a day, not a moment)
        made = Procedure(**given, in_force=InForce(first), walks=(), hash=expected_hash, source=Source())
        found = content_hash(made)
    except (ValueError, TypeError, KeyError, AttributeError, LookupError) as error:
        raise CompiledDamaged(expected_hash) from error
    if found != expected_hash:
        raise CompiledDamaged(expected_hash)
    return made


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    # The model names guards without importing them.
    return get_type_hints(kind, {**vars(model), "Guard": Guard})


def value_of(hint: Any, told: Any) -> Any:
    """The value of a type that ``told_whole`` told. Raises KeyError, TypeError or ValueError where it is none."""
    return _reader(hint)(told)


def told_whole(value: Any) -> Any:
    """A value of the model as JSON, with what is no content: days in force, and where things stand in files."""
    if isinstance(value, Source):
        return [value.path, value.line, value.column]
    if isinstance(value, Guard | Term | Bilingual) or not is_dataclass(value):
        if isinstance(value, Mapping):
            return {str(key): told_whole(item) for key, item in value.items()}
        return [told_whole(item) for item in value] if isinstance(value, tuple) else plain(value)
    kind = getattr(value, "kind", None) if hasattr(type(value), "kind") else None
    told = {} if kind is None else {"kind": str(kind)}
    for one in fields(value):
        item = getattr(value, one.name)
        if one.default is MISSING or item != one.default:
            told[one.name] = told_whole(item)
    return told


@cache
def _reader(hint: Any) -> Reader:
    """What makes a value of a type from its canonical form."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _one_of(arguments)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda value: tuple(map(item, value))
    if origin is frozenset:
        item = _reader(arguments[0])
        return lambda value: frozenset(map(item, value))
    if origin is not None:
        item = _reader(arguments[1])
        return lambda value: {key: item(one) for key, one in value.items()}
    if hint is Guard:
        return Guard.parse
    if hint is Term:
        return Term.parse
    if hint is date:
        return date.fromisoformat
    if hint is QuestionType:
        return type_called
    if hint is Source:
        return lambda value: Source(*value)
    if hint is Bilingual:
        return lambda value: Bilingual(value["zh"], value["en"])
    if is_dataclass(hint):
        kind: Any = hint
        return _record(kind)
    return hint if isinstance(hint, type) and issubclass(hint, Enum) else lambda value: value


def _one_of(kinds: tuple[Any, ...]) -> Reader:
    """A value of one of several types: a relation is known by its kind, a day by being text where only numbers are besides."""
    some = tuple(kind for kind in kinds if kind is not NoneType)
    if len(some) == 1:
        only = _reader(some[0])
        return lambda value: None if value is None else only(value)
    if date in some:
        return lambda value: date.fromisoformat(value) if isinstance(value, str) else value
    if not any(map(is_dataclass, some)):
        # JSON tells texts, numbers and yes or no apart by itself.
        return lambda value: value
    by_kind = {str(kind.kind): _reader(kind) for kind in some}
    return lambda value: by_kind[value["kind"]](value)


@cache
def _record(kind: Any) -> Reader:
    needed = frozenset(
        one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING
    )

    def read(value: Mapping[str, Any]) -> Any:
        if not needed <= value.keys():
            raise KeyError(*sorted(needed - value.keys()))
        readers = _readers(kind)
        return kind(**{name: make(value[name]) for name, make in readers.items() if name in value})

    return read


@cache
def _readers(kind: Any) -> Mapping[str, Reader]:
    """What reads each field; found out when the first record is read, since a question may have questions for columns."""
    hints = _hints(kind)
    return {one.name: _reader(hints[one.name]) for one in fields(kind)}
