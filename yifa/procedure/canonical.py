"""The hash of what a procedure prescribes: SHA-256 over its canonical JSON (RFC 8785), so that a case knows what it runs under.

Steps, questions, all composed rules with their articles, versions and titles are content; walks, places in files and the order of
steps are not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from yifa.law.terms import Term
from yifa.law.text import Bilingual
from yifa.procedure.guards import Guard
from yifa.procedure.model import Procedure, Source
from yifa.procedure.types import QuestionType

_CONTENT = (
    "key",
    "title",
    "field",
    "stance",
    "summary",
    "steps",
    "rules",
    "statutes",
    "institutions",
    "parts",
    "omitted",
)


def content(procedure: Procedure) -> dict[str, Any]:
    """What is hashed, as JSON."""
    return {name: plain(getattr(procedure, name)) for name in _CONTENT}


def content_hash(procedure: Procedure) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(canonical(content(procedure))).hexdigest()


def canonical(value: Any) -> bytes:
    """Canonical JSON. Names are ASCII and numbers short decimals, for which the standard library writes what RFC 8785 asks."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def plain(value: Any) -> Any:
    """A value of the model in its canonical form: what JSON can hold."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Guard):
        return value.text
    if isinstance(value, QuestionType):
        return value.key
    if isinstance(value, Term):
        return value.to_mapping()
    if isinstance(value, Bilingual):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        kind = getattr(value, "kind", None) if hasattr(type(value), "kind") else None
        found = {"kind": str(kind)} if kind is not None else {}
        for name, only_if_given in _hashed_fields(type(value)):
            item = getattr(value, name)
            if item or not only_if_given:
                found[name] = plain(item)
        return found
    raise TypeError(f"no canonical form for {type(value).__name__}")


@cache
def _hashed_fields(kind: type) -> tuple[tuple[str, bool], ...]:
    """Fields that are content, each with whether it is left out where it has none. Places in files are no content."""
    return tuple(
        (item.name, item.metadata.get("hashed") == "if given")
        for item in fields(kind)
        if item.type not in ("Source", Source)
    )
