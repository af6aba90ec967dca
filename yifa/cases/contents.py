"""What is kept of an entry's answers: ``{field: [salt, value]}``, and ``{field: [salt, null, sealed]}`` where it is personal.

Which questions are personal the procedure says (``personal: true``). A sealed answer is null to whoever reads the table without
this module: no statement finds it, no index takes it in. The commitment in the log is over the plain value, so that receipts and
verification are as they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from yifa.procedure import Step
from yifa.sealing import KeyMissing, Locked, SealDamaged, ring
from yifa.sealing.ring import Ring, key_of

Contents = Mapping[str, tuple[str, Any]]
"""Answers by their fields, each with its salt in hexadecimal digits; ``Locked`` where the key is missing."""

_loads: Final = json.JSONDecoder().decode
_dumps: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def personal_of(step: Step | None) -> frozenset[str]:
    """The questions of a step whose answers are personal data."""
    return frozenset() if step is None else frozenset(key for key, one in step.asks.items() if one.personal)


def purpose_of(field: str, salt: str) -> str:
    """What an answer is sealed for: it opens beside its own salt alone."""
    return f"act_content:{salt}:{field}"


def to_text(contents: Contents, personal: Iterable[str] = ()) -> str:
    """The contents as they are stored, with personal answers sealed. Raises KeyMissing."""
    sealed = {key for key in personal if key in contents and contents[key][1] not in (None, "", [])}
    if not sealed:
        return _dumps(contents)
    found = ring()
    return _dumps(
        {
            key: (salt, None, found.seal(purpose_of(key, salt), _dumps(value)))
            if key in sealed
            else (salt, value)
            for key, (salt, value) in contents.items()
        }
    )


def opened(field: str, stored: list[Any], keys: Ring | None = None) -> tuple[str, Any]:
    """Salt and value of one stored answer; the value is ``Locked`` where its key is missing or it was changed.

    keys: the keys of personal data, where they were read for many answers.
    """
    if len(stored) != 3:
        salt, value = stored
        return salt, value
    salt, _, sealed = stored
    try:
        return salt, _loads((ring() if keys is None else keys).open(purpose_of(field, salt), sealed))
    except (KeyMissing, SealDamaged) as error:
        return salt, Locked(sealed, key_of(sealed) if isinstance(error, KeyMissing) else "")


def readable(value: Any) -> Any:
    """The value. Raises KeyMissing or SealDamaged where it is locked."""
    if isinstance(value, Locked):
        raise KeyMissing(str(ring().path), value.key) if value.key else SealDamaged(key_of(value.sealed))
    return value


def from_text(text: str | None, keys: Ring | None = None) -> dict[str, tuple[str, Any]]:
    """Contents as they are read, opened. keys: as for ``opened``."""
    return {key: opened(key, stored, keys) for key, stored in _loads(text).items()} if text else {}


class ContentsField(models.JSONField):
    """The column of contents, for reading."""

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Opened; of a part of the contents (``answers__field``), as it is."""
        found = super().from_db_value(value, expression, connection)
        if not isinstance(found, dict):
            return found
        return {
            key: list(opened(key, stored)) if isinstance(stored, list) and len(stored) == 3 else stored
            for key, stored in found.items()
        }
