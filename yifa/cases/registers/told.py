"""The registers that are installed, as values for the checker of procedures (``yifa.procedure.checker.registers``)."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.db.models.fields import NOT_PROVIDED

from yifa.cases.acting import effects
from yifa.cases.models import Case
from yifa.cases.registers.register import Register, registry
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure.checker.registers import ColumnTold, RegistersTold, RegisterTold, Takes

# What every row has, and what the database gives it.
_OF_THE_ROW: Final = frozenset({"id", "bureau", "case", "log_position", "recorded_on"})
_TAKES: Final[tuple[tuple[tuple[type[Any], ...], Takes], ...]] = (
    ((models.BooleanField,), Takes.BOOLEAN),
    ((models.DateField,), Takes.DATE),
    ((models.IntegerField,), Takes.WHOLE),
    ((models.DecimalField, models.FloatField), Takes.NUMBER),
    ((models.CharField, models.TextField), Takes.TEXT),
)


def registers_told() -> RegistersTold:
    """Every register with its columns, and what fields of work register beside the tables."""
    return RegistersTold(
        registers={key: _register(registry[key]) for key in registry},
        computed=frozenset(effects.values),
        entered_by_code=frozenset(effects.entered_by_code),
    )


def _register(register: type[Register]) -> RegisterTold:
    meta = register._meta  # noqa: SLF001  (Django's public name for it)
    by_name = {column.name: column for column in register.columns}
    columns: dict[str, ColumnTold] = {}
    for one in meta.local_fields:
        if one.name in _OF_THE_ROW:
            continue
        shown = by_name.get(one.name)
        title = Bilingual(str(one.verbose_name), str(one.name)) if shown is None else shown.title
        columns[one.name] = _column(one, title)
    unique = {
        frozenset(constraint.fields)
        for constraint in meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
    }
    return RegisterTold(register.key(), register.title, columns, frozenset({"bureau", "case"}) in unique)


def _column(one: models.Field[Any, Any], title: Bilingual) -> ColumnTold:
    takes = _takes(one)
    has_default = one.default is not NOT_PROVIDED
    needed = not one.null and not one.blank and not has_default
    # The database refuses an empty day or key; an empty text it takes.
    filled = not one.null and takes not in (Takes.TEXT, Takes.CHOICE, Takes.BOOLEAN)
    choices = frozenset(str(value) for value, _ in one.flatchoices) if takes is Takes.CHOICE else frozenset()
    return ColumnTold(title, takes, choices, needed, filled)


def _takes(one: models.Field[Any, Any]) -> Takes:
    if isinstance(one, models.ForeignKey):
        target = one.remote_field.model
        return Takes.CASE if target is Case else Takes.PARTY if target is Party else Takes.ROW
    if one.choices:
        return Takes.CHOICE
    if one.name.endswith("_fen"):
        return Takes.MONEY
    return next((takes for kinds, takes in _TAKES if isinstance(one, kinds)), Takes.OTHER)
