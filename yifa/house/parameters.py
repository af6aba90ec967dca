"""What each province, city or bureau sets for itself: consultation days, limits for filing, thresholds; never constants.

A field of work declares a parameter (in its ``parameters.py``, which its registration imports) with a default, the bounds that
the law leaves, and what says so. A bureau's own value holds from a day on and is set by an act (``cases.orders.parameter_acts``),
so that the record says who set it and by which decision. Reading a parameter asks for the value of a day: a rule of last year is
applied to what happened last year. A question may start with it: ``fills_from: parameter.<key>``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from yifa.house.errors import ParameterRefused
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified

if TYPE_CHECKING:
    from yifa.house.models import Bureau

Value: TypeAlias = int | str

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")


class ParameterKind(StrEnum):
    """Kinds of value. Money is in fen."""

    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    TEXT = "text"


@dataclasses.dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a bureau sets.

    key: lower case with underscores, the field of work first. default: what holds where the bureau set nothing. floor, ceiling:
    the least and the most that ``bounds`` (the law) leaves. basis: what the default follows; verified: how well that was checked.
    """

    key: str
    field: str
    title: Bilingual
    kind: ParameterKind
    default: Value
    basis: Bilingual
    unit: Bilingual | None = None
    help: Bilingual | None = None
    choices: Mapping[str, Bilingual] = dataclasses.field(default_factory=dict)
    floor: int | None = None
    ceiling: int | None = None
    bounds: Bilingual | None = None
    verified: Verified = Verified.LOCAL

    def on(self, bureau: Bureau | int, day: date) -> Value:
        """The bureau's value on a day; one query."""
        from yifa.house.models import ParameterValue

        bureau_id = bureau if isinstance(bureau, int) else bureau.pk
        with using_bureau(bureau_id):
            row = (
                ParameterValue.objects.filter(key=self.key, from_on__lte=day)
                .order_by("-from_on", "-id")
                .first()
            )
        return self.default if row is None else self.read(row.value)

    def number_on(self, bureau: Bureau | int, day: date) -> int:
        """The bureau's value on a day as a number. Raises TypeError for a parameter that is none."""
        value = self.on(bureau, day)
        if not isinstance(value, int):
            raise TypeError(f"the parameter {self.key} is not a number")
        return value

    def read(self, text: str) -> Value:
        """The value that a text writes. Raises ParameterRefused, naming the bound and its source."""
        clean = text.strip()
        match self.kind:
            case ParameterKind.CHOICE:
                if clean not in self.choices:
                    raise self._refused("请从列出的各项中选择", "choose one of those listed")
                return clean
            case ParameterKind.TEXT:
                if not clean:
                    raise self._refused("不能为空", "it may not be empty")
                return clean
            case _:
                if not re.fullmatch(r"-?\d{1,15}", clean):
                    raise self._refused("应为整数", "it is a whole number")
                return self._bounded(int(clean))

    def words(self, value: Value) -> Bilingual:
        """A value as people read it."""
        if self.kind is ParameterKind.CHOICE and str(value) in self.choices:
            return self.choices[str(value)]
        if self.kind is ParameterKind.MONEY and isinstance(value, int):
            return Bilingual(f"{value / 100:,.2f}元", f"¥{value / 100:,.2f}")
        unit = self.unit or Bilingual("", "")
        return Bilingual(f"{value}{unit.zh}", f"{value} {unit.en}".strip())

    def _bounded(self, value: int) -> int:
        said = self.bounds or self.basis
        if self.floor is not None and value < self.floor:
            least = self.words(self.floor)
            raise self._refused(f"不得少于{least.zh}（{said.zh}）", f"at least {least.en} ({said.en})")
        if self.ceiling is not None and value > self.ceiling:
            most = self.words(self.ceiling)
            raise self._refused(f"不得超过{most.zh}（{said.zh}）", f"at most {most.en} ({said.en})")
        return value

    def _refused(self, zh: str, en: str) -> ParameterRefused:
        return ParameterRefused(f"“{self.title.zh}”{zh}。", f"{self.title.en}: {en}.")


class Parameters:
    """The parameters of all fields of work, by key."""

    def __init__(self) -> None:
        self._by_key: dict[str, Parameter] = {}

    def add(self, parameter: Parameter) -> Parameter:
        """Take a parameter in. Raises ValueError where its key is malformed or taken, or its default out of bounds."""
        if not _KEY.fullmatch(parameter.key):
            raise ValueError(
                f"the parameter {parameter.key!r} needs a key of lower-case letters and underscores"
            )
        if parameter.key in self._by_key:
            raise ValueError(f"there are two parameters {parameter.key}")
        parameter.read(str(parameter.default))
        self._by_key[parameter.key] = parameter
        return parameter

    def get(self, key: str) -> Parameter | None:
        """The parameter with this key, or None."""
        return self._by_key.get(key)

    def __getitem__(self, key: str) -> Parameter:
        return self._by_key[key]

    def __iter__(self) -> Iterator[Parameter]:
        """By field, and then as they were declared."""
        return iter(sorted(self._by_key.values(), key=lambda one: one.field))

    def __len__(self) -> int:
        return len(self._by_key)


parameters = Parameters()
