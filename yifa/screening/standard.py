"""The standards of fair-competition review: four groups of the regulation (arts 8–11), 66 items of its measures (arts 9–23).

They stand in ``screening/competition-standard.yaml`` in words of our own, each with how well it was checked. An item's name is
its article and number, such as ``19(3)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from yifa.law.citations import Citation
from yifa.law.files import read_model
from yifa.law.text import Bilingual
from yifa.screening.files import folder

MEASURES: Final = Bilingual(
    zh="公平竞争审查条例实施办法", en="Measures for Implementing the Fair Competition Review Regulation"
)
_ITEM: Final = re.compile(r"^(\d+)\((\d+)\)$")


@dataclass(frozen=True, slots=True)
class Item:
    """One of the sixty-six. name: ``19(3)``; verified: V2 where it was seen at second hand, M where it is from memory."""

    name: str
    says: Bilingual
    verified: str

    @property
    def cited(self) -> Bilingual:
        """As a citation in both languages."""
        found = _ITEM.match(self.name)
        assert found is not None
        citation = Citation("", found[1], f"({found[2]})")
        return Bilingual(citation.zh(MEASURES.zh), citation.en(MEASURES.en))


@dataclass(frozen=True, slots=True)
class Provision:
    """An article of the measures with its items."""

    article: str
    title: Bilingual
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One of the four groups. article: of the regulation."""

    key: str
    article: str
    title: Bilingual
    provisions: tuple[Provision, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all its articles."""
        return tuple(item for provision in self.provisions for item in provision.items)


@dataclass(frozen=True, slots=True)
class Standard:
    """All groups."""

    title: Bilingual
    number: str
    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All sixty-six."""
        return tuple(item for group in self.groups for item in group.items)

    def item(self, name: str) -> Item:
        """An item by its name. Raises KeyError."""
        return {one.name: one for one in self.items}[name]

    def group_of(self, name: str) -> Group:
        """The group of an item. Raises KeyError."""
        for group in self.groups:
            if any(one.name == name for one in group.items):
                return group
        raise KeyError(name)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class _Words(_Shape):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


class _Item(_Words):
    verified: str = Field(pattern="^(V|V2|L|M)$")


class _Provision(_Shape):
    article: str = Field(pattern=r"^\d+$")
    title: _Words
    items: tuple[_Item, ...] = Field(min_length=1)


class _Group(_Shape):
    key: str = Field(pattern="^[a-z_]+$")
    article: str = Field(pattern=r"^\d+$")
    title: _Words
    provisions: tuple[_Provision, ...] = Field(min_length=1)


class _Standard(_Shape):
    title: _Words
    number: str
    groups: tuple[_Group, ...] = Field(min_length=1)


@lru_cache(maxsize=1)
def standard() -> Standard:
    """The standards as they stand in the repository. Raises FileProblem with file and line."""
    read = read_model(folder() / "competition-standard.yaml", _Standard)
    return Standard(
        read.title.text,
        read.number,
        tuple(
            Group(
                group.key,
                group.article,
                group.title.text,
                tuple(
                    Provision(
                        one.article,
                        one.title.text,
                        tuple(
                            Item(f"{one.article}({number})", item.text, item.verified)
                            for number, item in enumerate(one.items, 1)
                        ),
                    )
                    for one in group.provisions
                ),
            )
            for group in read.groups
        ),
    )
