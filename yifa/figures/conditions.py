"""Conditions on the rows of a register, as a file of indicators writes them, checked against the register's columns.

outcome: [granted, refused]         one of these
kind_of_major: {not: none}          not this, or none of these
withdrawn_on: unset                 nothing stands there; ``set``: something does
days_late: {over: 0}                more than; ``at_least``: as much or more
result_on: {not_after: due_on}      by the day that another column holds; ``not_before``: from that day on
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F, Q

from yifa.cases.registers.register import Register
from yifa.figures.shapes import Compared, OneOrMore, Scalar, Where
from yifa.law.text import Bilingual
from yifa.procedure.reading import suggestion

Complain: TypeAlias = Callable[[tuple[int | str, ...], str, str], None]
"""Takes a mistake: where within the indicator, and the sentence in Chinese and in English."""

_SET: Final = {"set": False, "unset": True}


def field_of(register: type[Register], name: str) -> models.Field[Any, Any] | None:
    """A column's field; None where the register has none of that name."""
    try:
        found = register._meta.get_field(name)  # noqa: SLF001  (Django's public name for it)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def choices_of(register: type[Register], name: str) -> Mapping[str, Bilingual]:
    """The words of a column's values; empty for a column that is no choice."""
    return next((column.choices for column in register.columns if column.name == name), {})


class Conditions:
    """Reads conditions on one register. What is wrong goes to ``complain``."""

    def __init__(self, register: type[Register], complain: Complain) -> None:
        self.register = register
        self._complain = complain

    def column(self, name: str, at: tuple[int | str, ...]) -> models.Field[Any, Any] | None:
        """A column that must be there."""
        found = field_of(self.register, name)
        if found is None:
            names = [one.name for one in self.register._meta.local_fields]  # noqa: SLF001
            zh, en = suggestion(name, names)
            title = self.register.title
            self._complain(
                at,
                f"登记簿“{title.zh}”没有这一列：{zh}",
                f"the register {title.en!r} has no such column: {en}",
            )
        return found

    def day(self, name: str, at: tuple[int | str, ...]) -> models.Field[Any, Any] | None:
        """A column of days or moments that must be there."""
        found = self.column(name, at)
        if found is not None and not isinstance(found, models.DateField):
            self._complain(at, f"“{name}”不是日期列", f"{name!r} is no column of days")
            return None
        return found

    def number(self, name: str, at: tuple[int | str, ...]) -> None:
        """A column of numbers that must be there."""
        found = self.column(name, at)
        if found is not None and not isinstance(found, models.IntegerField | models.DecimalField):
            self._complain(at, f"“{name}”不是数字列", f"{name!r} is no column of numbers")

    def read(self, where: Where, at: tuple[int | str, ...]) -> Q:
        """Rows that fit all of the conditions."""
        wanted = Q()
        for name, given in where.items():
            found = self.column(name, (*at, name))
            if found is not None:
                wanted &= self._one(found, given, (*at, name))
        return wanted

    def left_out(self, where: Where, name: str) -> frozenset[str]:
        """The values of a column that no row under these conditions can have."""
        given = where.get(name)
        every = frozenset(choices_of(self.register, name))
        if isinstance(given, Compared):
            return frozenset(map(str, _listed(given.unlike))) if given.unlike is not None else frozenset()
        if given is None or given == "set":
            return frozenset()
        return every - frozenset(map(str, _listed(given)))

    def _one(
        self, found: models.Field[Any, Any], given: Compared | OneOrMore, at: tuple[int | str, ...]
    ) -> Q:
        name = found.name
        if not isinstance(given, Compared):
            if isinstance(given, str) and given in _SET:
                return self._is_set(found, empty=_SET[given])
            return self._among(found, given, at)
        if given.unlike is not None:
            return ~self._among(found, given.unlike, (*at, "not"))
        for bound, lookup in ((given.over, "gt"), (given.at_least, "gte")):
            if bound is not None:
                self.number(name, at)
                return Q(**{f"{name}__{lookup}": bound})
        for key, other, lookup in (
            ("not_after", given.not_after, "lte"),
            ("not_before", given.not_before, "gte"),
        ):
            if other is not None:
                self.day(name, at)
                self.day(other, (*at, key))
                return Q(**{f"{name}__{lookup}": F(other)})
        raise AssertionError(given)

    def _is_set(self, found: models.Field[Any, Any], *, empty: bool) -> Q:
        if found.null:
            return Q(**{f"{found.name}__isnull": empty})
        nothing = Q(**{found.name: ""})
        return nothing if empty else ~nothing

    def _among(self, found: models.Field[Any, Any], given: OneOrMore, at: tuple[int | str, ...]) -> Q:
        for value in _listed(given):
            self._check(found, value, at)
        return Q(**{f"{found.name}__in": given}) if isinstance(given, list) else Q(**{found.name: given})

    def _check(self, found: models.Field[Any, Any], value: Scalar, at: tuple[int | str, ...]) -> None:
        """Whether a column can hold a value."""
        choices = choices_of(self.register, found.name)
        if choices:
            if value not in choices:
                zh, en = suggestion(str(value), [key for key in choices if key])
                self._complain(
                    at, f"“{found.name}”没有这个值：{zh}", f"{found.name!r} has no such value: {en}"
                )
            return
        holds = next((holds for kind, holds in _HOLDS if isinstance(found, kind)), str)
        if type(value) is not holds:
            self._complain(
                at,
                f"“{found.verbose_name}”列不能是“{value}”",
                f"the column {found.name!r} cannot be {value!r}",
            )


_HOLDS: Final[tuple[tuple[type[models.Field[Any, Any]], type], ...]] = (
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (models.DateField, date),
)


def _listed(given: OneOrMore | None) -> list[Scalar]:
    return given if isinstance(given, list) else [] if given is None else [given]
