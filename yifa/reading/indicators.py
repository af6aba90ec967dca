"""From a stated figure to the indicator that Yifa computes from records, by what is counted, its unit and its category.

A report says 全市国家级高新技术企业101家; from records Yifa computes the same as ``recognition.national_high_tech``. The table of
correspondence is ``lexicon/indicators.yaml``. Only a figure of its own corresponds to an indicator: growth, ranks, parts and
promises do not, and neither does a figure that stands for several years, for none, or for a part of one. An indicator that says
how many there are takes a stock alone: what was newly added (新增47家) never fills it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from yifa.law.errors import LawError
from yifa.reading.kinds import Category, Fact, Nature, Role, Unit
from yifa.reading.lexicon import load

_KEYS: Final = frozenset({"code", "units", "categories", "roles", "says", "says_also", "not", "nature"})


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One entry of the table: what a figure must be to correspond to ``code``. A group of ``says`` is met by any of its words;
    ``nature`` is None where stock and flow are told by other words."""

    code: str
    units: frozenset[Unit]
    categories: frozenset[Category]
    roles: frozenset[Role]
    says: tuple[tuple[str, ...], ...]
    says_not: tuple[str, ...]
    nature: Nature | None = None

    def fits(self, fact: Fact) -> bool:
        """Whether the figure is this indicator's."""
        return (
            fact.unit in self.units
            and fact.role in self.roles
            and (self.nature is None or fact.nature in (self.nature, Nature.NONE))
            and fact.category in self.categories
            and all(any(word in fact.subject for word in group) for group in self.says)
            and not any(word in fact.subject for word in self.says_not)
        )


@cache
def correspondences() -> tuple[Correspondence, ...]:
    """The table, in the order in which it decides. Raises LawError for an entry that cannot be read, naming it."""
    return tuple(_entry(each) for each in load("indicators")["entries"])


def indicator_of(fact: Fact) -> str | None:
    """The code of the indicator that a stated figure corresponds to, or None."""
    if fact.year is None or fact.nature is Nature.PART_OF_YEAR or "subject_of_list" in fact.why:
        return None
    return next((each.code for each in correspondences() if each.fits(fact)), None)


def with_indicators(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts, each with its indicator where it has one."""
    return tuple(
        fact if (code := indicator_of(fact)) is None else fact._replace(indicator=code) for fact in facts
    )


def _entry(raw: dict[str, Any]) -> Correspondence:
    code = str(raw.get("code", ""))
    unknown = set(raw) - _KEYS
    if unknown or not code or not raw.get("says"):
        raise LawError(
            f"lexicon/indicators.yaml：指标“{code}”缺少 code 或 says，或有不认识的键：{'、'.join(sorted(unknown))}。",
            f"lexicon/indicators.yaml: the entry {code!r} lacks code or says, or has unknown keys: {sorted(unknown)}.",
        )
    groups = [_words(word) for word in raw["says"]]
    return Correspondence(
        code=code,
        units=frozenset(map(Unit, raw["units"])),
        categories=frozenset(map(Category, raw.get("categories", Category))),
        roles=frozenset(map(Role, raw.get("roles", [Role.TOTAL]))),
        says=(*groups, *(_words(word) for word in raw.get("says_also", ()))),
        nature=Nature(raw["nature"]) if "nature" in raw else None,
        says_not=tuple(word for group in raw.get("not", ()) for word in _words(group)),
    )


def _words(group: str) -> tuple[str, ...]:
    return tuple(word for word in group.split("、") if word)
