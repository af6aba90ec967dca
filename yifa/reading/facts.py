"""Figures out of free Chinese text, each with what it means.

A fact is a stated quantity about a body, its work or its area: a numeral with its unit, in Arabic or Chinese numerals,
whose place in the text, value, unit, year, subject, category and role are told. Finding numbers is easy; what they mean
is read from the words around them by rules that can be read (`lexicon/`), and every decision names its rule (`why`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yifa.reading.kinds import Approx, Category, Fact, FactsRead, Role, Unit

if TYPE_CHECKING:
    from yifa.reading.layout import Layout

__all__ = ["Approx", "Category", "Fact", "FactsRead", "Role", "Unit", "read_facts"]


def read_facts(text: str, *, report_year: int | None, layout: Layout) -> FactsRead:
    """The facts of `text`, whose lines and sentences are `layout`.

    `report_year` is the year that the report is about; figures belong to it where no other year is named.
    """
    return FactsRead()
