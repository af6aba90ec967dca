"""Columns of models whose values are sealed in the database and plain in Python.

An exact match finds a value whichever key sealed it. Nothing else can be asked: no part of the text, no order, no likeness.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import lookups
from django.db.models.sql.compiler import SQLCompiler

from yifa.sealing.ring import Locked, is_sealed, ring


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text that is sealed at rest. ``max_length`` bounds the plain text. An empty text is stored as it is."""

    @property
    def purpose(self) -> str:
        """What values of this column are sealed for: another column's do not open here."""
        return f"{self.model._meta.db_table}.{self.column}"  # noqa: SLF001  (Django's public name for it)

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Opened; ``Locked`` without the key. What was stored before sealing is given as it is."""
        return value if not value else ring().shown(self.purpose, value)

    def get_prep_value(self, value: Any) -> Any:
        """Sealed by the current key; what could not be opened goes back as it came. Raises KeyMissing."""
        plain = super().get_prep_value(value)
        if isinstance(plain, Locked):
            return plain.sealed
        if not isinstance(plain, str) or not plain:
            return plain
        return ring().seal(self.purpose, plain)


class _Sealed:
    """Of lookups of sealed columns: the ways in which a text can be stored."""

    lhs: Any

    def stored(self, value: Any) -> list[Any]:
        field: SealedTextField = self.lhs.output_field
        text = str(value)
        return (
            [value.sealed]
            if isinstance(value, Locked)
            else ring().candidates(field.purpose, text)
            if text
            else [""]
        )


@SealedTextField.register_lookup
class SealedExact(_Sealed, lookups.Exact):
    """Equal, whichever key sealed it."""

    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        if not self.rhs_is_direct_value():
            found: tuple[str, Any] = super().as_sql(compiler, connection)
            return found
        left, given = self.process_lhs(compiler, connection)
        stored = self.stored(self.rhs)
        return f"{left} IN ({', '.join(['%s'] * len(stored))})", [*given, *stored]


@SealedTextField.register_lookup
class SealedIn(_Sealed, lookups.In):
    """One of these, whichever key sealed it."""

    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        if not self.rhs_is_direct_value():
            found: tuple[str, Any] = super().as_sql(compiler, connection)
            return found
        left, given = self.process_lhs(compiler, connection)
        stored = [one for value in self.rhs if value is not None for one in self.stored(value)]
        if not stored:
            return "false", []
        return f"{left} IN ({', '.join(['%s'] * len(stored))})", [*given, *stored]

    def get_prep_lookup(self) -> Any:
        """As given: ``stored`` seals."""
        return self.rhs


class _Never(lookups.Lookup):
    def __init__(self, lhs: Any, rhs: Any) -> None:  # noqa: ARG002
        raise FieldError(
            f"{lhs.output_field}: a sealed column can be asked for whole values only, not by {self.lookup_name}"
        )


for _name in (
    "iexact",
    "contains",
    "icontains",
    "startswith",
    "istartswith",
    "endswith",
    "iendswith",
    "regex",
    "iregex",
    "gt",
    "gte",
    "lt",
    "lte",
    "range",
):
    SealedTextField.register_lookup(type(f"Never{_name}", (_Never,), {"lookup_name": _name}))


class SealedJSONField(models.JSONField):
    """A JSON value that is sealed whole; the column holds it as a JSON text."""

    @property
    def purpose(self) -> str:
        """See SealedTextField."""
        return f"{self.model._meta.db_table}.{self.column}"  # noqa: SLF001  (Django's public name for it)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Opened. Raises KeyMissing, SealDamaged."""
        found = super().from_db_value(value, expression, connection)
        return json.loads(ring().open(self.purpose, found)) if is_sealed(found) else found

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Sealed by the current key. Raises KeyMissing."""
        if value is None or isinstance(value, models.Expression):
            return super().get_db_prep_value(value, connection, prepared)
        text = json.dumps(value, cls=self.encoder, ensure_ascii=False, separators=(",", ":"))
        return super().get_db_prep_value(ring().seal(self.purpose, text), connection, prepared)
