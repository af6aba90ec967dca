"""Which version of a law is in force on a day, and what replaced the ones that are gone.

A matter is judged by the law of its day: a refusal of 2023 names the remedies of 2023, a letter of 2026 may
not cite a rule that ended. The relations that a statute imposes stand in ``statutes/``; here are only the
names and dates, of replaced laws too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, model_validator

from yifa.law.citations import Citation
from yifa.law.errors import LawError, ModelProblem
from yifa.law.files import DATA, read_model
from yifa.law.text import Bilingual


class Words(BaseModel):
    """A text of a data file in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


class StatuteVersion(BaseModel):
    """A version and the closed span of days on which it is in force; ``last_on`` None is open."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    first_on: date = Field(alias="from")
    last_on: date | None = Field(default=None, alias="until")
    amended_on: date | None = Field(default=None, alias="amended")
    number: str = ""
    verified: str = Field(pattern="^(V|V2|L|M)$")
    note: Words | None = None

    def in_force(self, on: date) -> bool:
        """Whether the version is in force on the day."""
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)


class StatuteEntry(BaseModel):
    """A law under one key, with its versions in order."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: str = Field(pattern="^[a-z][a-z0-9-]*$")
    title: Words
    short: str = ""
    replaced_by: str = ""
    versions: tuple[StatuteVersion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> StatuteEntry:
        for index, (earlier, later) in enumerate(zip(self.versions, self.versions[1:], strict=False), 1):
            if earlier.last_on is None or later.first_on <= earlier.last_on:
                raise ModelProblem("版本的有效期重叠", "the spans of the versions overlap", "versions", index)
        return self


class _VersionsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    statutes: tuple[StatuteEntry, ...]


class NoVersionInForce(LawError):
    """The law is unknown, or no version of it is in force on the day; ``replaced_by`` is the key of its
    successor or empty.
    """

    def __init__(self, zh: str, en: str, replaced_by: str = "") -> None:
        self.replaced_by = replaced_by
        super().__init__(zh, en)


@lru_cache(maxsize=1)
def statutes() -> Mapping[str, StatuteEntry]:
    """All laws of the table by key. Raises FileProblem if the table is broken."""
    return MappingProxyType(
        {entry.key: entry for entry in read_model(DATA / "versions.yaml", _VersionsFile).statutes}
    )


@lru_cache(maxsize=1)
def titles() -> Mapping[str, str]:
    """Chinese names, full and short → key, for :func:`yifa.law.citations.find_citations`."""
    named = {entry.title.zh: entry.key for entry in statutes().values()}
    named |= {entry.short: entry.key for entry in statutes().values() if entry.short}
    return MappingProxyType(named | {f"中华人民共和国{name}": key for name, key in named.items()})


def statute(key_or_name: str) -> StatuteEntry:
    """The law with this key or Chinese name. Raises NoVersionInForce if the table does not have it."""
    entry = statutes().get(titles().get(key_or_name.strip("《》"), key_or_name))
    if entry is None:
        raise NoVersionInForce(
            f"法律表中没有“{key_or_name}”，请核对名称或补充版本表。",
            f"{key_or_name!r} is not in the table of laws; check the name or add it.",
        )
    return entry


def statute_in_force(key_or_name: str, on: date) -> StatuteVersion:
    """The version of a law in force on a day. Raises NoVersionInForce saying since when it is gone and what
    replaced it.
    """
    entry = statute(key_or_name)
    for version in entry.versions:
        if version.in_force(on):
            return version
    name, en = f"《{entry.title.zh}》", entry.title.en
    last = entry.versions[-1]
    if last.last_on is not None and on > last.last_on:
        successor = statutes().get(entry.replaced_by)
        by_zh = f"，由《{successor.title.zh}》取代" if successor else ""
        by_en = f" and was replaced by the {successor.title.en}" if successor else ""
        raise NoVersionInForce(
            f"{name}已于{last.last_on}后失效{by_zh}，{on}不得引用。",
            f"The {en} ended on {last.last_on}{by_en}; it may not be cited on {on}.",
            entry.replaced_by,
        )
    raise NoVersionInForce(
        f"{name}在{on}尚未施行（{entry.versions[0].first_on}起施行）。",
        f"The {en} was not yet in force on {on} (in force from {entry.versions[0].first_on}).",
    )


def cite(citation: Citation, on: date) -> Bilingual:
    """A citation with the law's title, refused if the law is not in force on the day. Raises
    NoVersionInForce.
    """
    statute_in_force(citation.statute, on)
    title = statute(citation.statute).title
    return Bilingual(citation.zh(title.zh), citation.en(title.en))
