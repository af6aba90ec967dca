"""Registers: typed tables of outcomes, filled by the effects of steps and by nothing else.

A field of work declares its registers as subclasses of :class:`Register`; desk, Excel, search and figures draw them from the
``columns`` that each declares. A row names the case and the place in the log of the act that wrote it, so that every row leads
to its proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models

from yifa.cases.models import Case
from yifa.house.tenancy import TenantModel
from yifa.law.text import Bilingual

Choices = Mapping[str, Bilingual]


def choices(of: Choices) -> list[tuple[str, str]]:
    """Django's form of a closed set of values, with their Chinese words."""
    return [(value, words.zh) for value, words in of.items()]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register as people see it, on the page and in Excel. Its type is that of the model's field.

    unit: shown in the head, e.g. 万元; choices: words for the values; personal: masked in public, never indexed;
    shown: also in the table on the page (all columns go to Excel).
    """

    name: str
    title: Bilingual
    unit: Bilingual | None = None
    choices: Choices = field(default_factory=dict)
    required: bool = False
    personal: bool = False
    shown: bool = True


class Register(TenantModel):
    """A row of outcome: the case it came from, the act that wrote it, and when it was recorded."""

    title: ClassVar[Bilingual]
    columns: ClassVar[tuple[Column, ...]]

    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="事项", editable=False
    )
    log_position = models.BigIntegerField("记录位置", editable=False)
    recorded_on = models.DateField("登记日期", editable=False)

    class Meta(TenantModel.Meta):
        abstract = True
        ordering = ["-id"]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # Meta.abstract is not known yet for Django's own intermediate classes; ``columns`` marks a real register.
        if "columns" in cls.__dict__:
            registry.add(cls)


class Registry:
    """All registers by key (``app_label.model``, lower case)."""

    def __init__(self) -> None:
        self._registers: dict[str, type[Register]] = {}

    def add(self, register: type[Register]) -> None:
        """Adds a register. Raises ValueError for one without title or with a column named twice."""
        if not getattr(register, "title", None):
            raise ValueError(f"register {register.__name__} has no title")
        names = [column.name for column in register.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"register {register.__name__} names a column twice")
        app = register.__module__.split(".")[-2]
        self._registers[f"{app}.{register.__name__.lower()}"] = register

    def __getitem__(self, key: str) -> type[Register]:
        return self._registers[key]

    def __contains__(self, key: object) -> bool:
        return key in self._registers

    def __iter__(self) -> Iterator[str]:
        """Keys in order."""
        return iter(sorted(self._registers))

    def __len__(self) -> int:
        return len(self._registers)


registry = Registry()
