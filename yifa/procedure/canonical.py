"""The hash of what a procedure prescribes: SHA-256 over its canonical JSON (RFC 8785), so that a case knows what it runs under.

Steps, questions, all composed rules with their articles, versions and titles are content; walks, places in files and the order of
steps are not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import rfc8785

from yifa.law.terms import Term
from yifa.law.text import Bilingual
from yifa.procedure.guards import Guard
from yifa.procedure.model import Procedure, Source

_CONTENT = (
    "key",
    "title",
    "field",
    "version",
    "in_force",
    "stance",
    "summary",
    "steps",
    "rules",
    "statutes",
    "omitted",
)


def content(procedure: Procedure) -> dict[str, Any]:
    """What is hashed, as JSON."""
    return {name: _plain(getattr(procedure, name)) for name in _CONTENT}


def content_hash(procedure: Procedure) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(content(procedure))).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Guard):
        return value.text
    if isinstance(value, Term):
        return value.to_mapping()
    if isinstance(value, Bilingual):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        kind = {"kind": str(value.kind)} if hasattr(type(value), "kind") and hasattr(value, "kind") else {}
        return kind | {
            item.name: _plain(getattr(value, item.name))
            for item in fields(value)
            if item.type != "Source"
            and not isinstance(getattr(value, item.name), Source)
            and not (item.metadata.get("hashed") == "if given" and getattr(value, item.name) is None)
        }
    raise TypeError(f"no canonical form for {type(value).__name__}")
