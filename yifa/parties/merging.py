"""Two entries of one body made one: the plan is shown first, then carried out within an act (``yifa.cases.orders.house_acts``).

What refers to a party is found by walking all models, so that a new register with a party cannot be forgotten. The entry that is
merged stays and points to the one that lives on; whatever was recorded under it keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import models

from yifa.law.text import Bilingual
from yifa.parties.models import Party

_FILLABLE: Final = (
    "uscc",
    "resident_id",
    "legal_representative",
    "phone",
    "address",
    "division_code",
)
_KEYS: Final = ("uscc", "resident_id")
# Who was read about whom stays as it was entered.
_STAYING: Final = frozenset({"cases_reading"})


class MergeRefused(ValueError):
    """Two parties cannot be merged; ``zh`` and ``en`` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh=zh, en=en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


@dataclass(frozen=True, slots=True)
class Move:
    """Rows of one table that refer to the double: ``relation`` is ``app.model.field``."""

    relation: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge will do. filled: what the party that stays takes over from the double. kept_apart: where both say something
    different, and the one that stays keeps its own."""

    party: Party
    into: Party
    moves: tuple[Move, ...]
    filled: dict[str, str]
    kept_apart: dict[str, tuple[str, str]]


def relations() -> list[models.ForeignKey[Any, Any]]:
    """Every foreign key to a party except the merge's own pointer, in order of their names."""
    found = [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields  # noqa: SLF001  (Django's public name for it)
        if isinstance(field, models.ForeignKey)
        and field.related_model is Party
        and field.name != "merged_into"
    ]
    return sorted(found, key=relation_name)


def relation_name(field: models.ForeignKey[Any, Any]) -> str:
    """A relation's name: ``app.model.field``."""
    return f"{field.model._meta.label_lower}.{field.name}"  # noqa: SLF001


def plan(party: Party, into: Party) -> Plan:
    """What merging ``party`` into ``into`` would do. Raises MergeRefused: the same one, another bureau's, merged already, another
    kind, or two different codes, which are two bodies."""
    if party.pk == into.pk:
        raise MergeRefused(
            zh="不能与自己合并，请另选。", en="A party cannot be merged with itself; choose another."
        )
    if party.bureau_id != into.bureau_id:
        raise MergeRefused(zh="两个相对人不属于同一机关。", en="The two parties belong to different bureaus.")
    for one in (party, into):
        if one.merged_into_id is not None:
            raise MergeRefused(
                zh=f"“{one.name}”已并入其他相对人，请用并入后的那一个。",
                en=f"“{one.name}” was merged already; use the one it was merged into.",
            )
    if (party.kind == "person") != (into.kind == "person"):
        raise MergeRefused(
            zh="自然人与单位不能合并。", en="A person and an organisation cannot be one and the same party."
        )
    filled: dict[str, str] = {}
    apart: dict[str, tuple[str, str]] = {}
    for name in _FILLABLE:
        theirs, ours = getattr(party, name), getattr(into, name)
        if theirs and not ours:
            filled[name] = theirs
        elif theirs and theirs != ours:
            if name in _KEYS:
                raise MergeRefused(
                    zh=f"两者代码不同（{theirs}与{ours}），是两个主体，不能合并。",
                    en=f"Their codes differ ({theirs} and {ours}); they are two bodies and cannot be merged.",
                )
            apart[name] = (theirs, ours)
    moves = tuple(
        Move(
            relation_name(field),
            str(field.model._meta.verbose_name),  # noqa: SLF001
            field.model._base_manager.filter(**{field.name: party}).count(),  # noqa: SLF001
        )
        for field in relations()
        if field.model._meta.db_table not in _STAYING  # noqa: SLF001
    )
    return Plan(party, into, moves, filled, apart)


def carry_out(agreed: Plan) -> None:
    """Move what refers to the double, within the caller's transaction. Cases are the act's to move and are left alone."""
    party, into = agreed.party, agreed.into
    party.merged_into = into
    party.is_active = False
    party.save(update_fields=["merged_into", "is_active"])
    for name, value in agreed.filled.items():
        setattr(into, name, value)
    if agreed.filled:
        into.save(update_fields=list(agreed.filled))
    for field in _movable():
        field.model._base_manager.filter(**{field.name: party}).update(**{field.name: into})  # noqa: SLF001


def _movable() -> Iterator[models.ForeignKey[Any, Any]]:
    for field in relations():
        if field.model._meta.db_table not in {"cases_case", *_STAYING}:  # noqa: SLF001
            yield field
