"""What a package of facts holds: four tables and nothing else, each column with its type and meaning.

A package is a folder that a bureau hands to the office above it. No column holds free text, a name or a number of a person: texts
are words of Yifa's own files, and an enterprise is a digest under a key that the office above gave to its bureaus. A change of
these tables is a new ``VERSION``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

VERSION: Final = 1
"""The version of these tables. A reader names packages of versions that it does not know and leaves them out."""

MANIFEST: Final = "manifest.json"
NOTE: Final = "manifest.note"
CHECKPOINT: Final = "checkpoint"
KEY: Final = "log.vkey"
LEAVES: Final = "leaves.bin"
WHOLE: Final = "*"
"""``part`` of a figure that is not a part."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in SQL (DuckDB's and Spark's common ones), what it says, and whether it may be empty."""

    name: str
    type: str
    says: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a package; it lies in ``<name>.parquet``."""

    name: str
    says: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """Its file in the package."""
        return f"{self.name}.parquet"

    @property
    def types(self) -> Mapping[str, str]:
        """Types by column."""
        return {column.name: column.type for column in self.columns}


_BUREAU: Final = Column("bureau", "VARCHAR", "the bureau's code")
_INDICATOR: Final = Column("indicator", "VARCHAR", "the indicator's code")
_YEAR: Final = Column("year", "SMALLINT", "the calendar year")

FACTS: Final = Table(
    "facts",
    "one row for each record behind each figure",
    (
        _BUREAU,
        _INDICATOR,
        _YEAR,
        Column(
            "part",
            "VARCHAR",
            "the part it belongs to, its values joined by dots; empty where nothing is broken down",
        ),
        Column(
            "position", "BIGINT", "where the entry that wrote the record stands in the bureau's log, from 0"
        ),
        Column("ordinal", "INTEGER", "which of the records of one entry, from 0"),
        Column(
            "same",
            "BIGINT",
            "for distinct counts: equal numbers are one and the same within bureau and year",
            True,
        ),
        Column(
            "amount", "BIGINT", "for sums and means: the amount, in the indicator's smallest unit (fen)", True
        ),
        Column(
            "hit",
            "BOOLEAN",
            "for shares: whether it is in the part; empty where it is not in the whole",
            True,
        ),
        Column(
            "party",
            "BIGINT",
            "digest of the enterprise's or institution's credit code; empty for persons",
            True,
        ),
        Column(
            "days",
            "INTEGER",
            "calendar days from the matter's first to its last; empty while it is open",
            True,
        ),
    ),
)
FIGURES: Final = Table(
    "figures",
    "each figure and its parts as the bureau itself computes it",
    (
        _BUREAU,
        _INDICATOR,
        _YEAR,
        Column("part", "VARCHAR", "the part, or * for the whole"),
        Column("value", "DECIMAL(24,4)", "the value; empty where there is nothing to compute from", True),
        Column("records", "BIGINT", "how many records stand behind it"),
        Column("source", "VARCHAR", "records, or stated: taken over from a published report"),
        Column("attested", "BOOLEAN", "whether the register was attested complete for the year"),
        Column("provisional", "BOOLEAN", "whether the year was not over when the package was made"),
    ),
)
INDICATORS: Final = Table(
    "indicators",
    "what was counted, as the bureau's version of Yifa defines it",
    (
        _BUREAU,
        _INDICATOR,
        Column("measure", "VARCHAR", "count, distinct, sum, mean, latest or share"),
        Column("scale", "INTEGER", "amounts are whole numbers of 10 to the minus this of the unit"),
        Column("places", "INTEGER", "decimals of means and shares"),
        Column("unit", "VARCHAR", "the unit"),
        Column("period", "VARCHAR", "flow: within the year; stock: at its end"),
        Column(
            "definition", "VARCHAR", "SHA-256 over what the figure counts; differs where the scope changed"
        ),
        Column("title_zh", "VARCHAR", "title in Chinese"),
        Column("title_en", "VARCHAR", "title in English"),
        Column("says_zh", "VARCHAR", "what it counts, in Chinese"),
        Column("says_en", "VARCHAR", "what it counts, in English"),
        Column("counter_zh", "VARCHAR", "measure word in Chinese"),
        Column("counter_en", "VARCHAR", "measure word in English"),
    ),
)
REPORTS: Final = Table(
    "reports",
    "the yearly report on law-based government of each year asked: one row, also where there is none yet",
    (
        _BUREAU,
        _YEAR,
        Column("delivered_on", "DATE", "when it was delivered to the bodies above", True),
        Column("published_on", "DATE", "when it was made public", True),
    ),
)
TABLES: Final = (FACTS, FIGURES, INDICATORS, REPORTS)
"""Every table of a package."""
