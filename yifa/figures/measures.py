"""How records add up: a measure turns the rows of a query into one number.

A measure names the database expressions it needs (all go into the figure's one query, grouped by the breakdown) and
computes its value from the rows that come back: one row for a part, all of them for the whole. So the whole and its parts come
from the same query and cannot disagree. A measure whose groups cannot be put together again (``additive`` false) is asked
once more without groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol, TypeAlias

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Aggregate, Expression, F, Q
from django.db.models import Count as CountRows
from django.db.models import Sum as SumOf

Number: TypeAlias = int | Decimal
Row: TypeAlias = Mapping[str, Any]


class Measure(Protocol):
    """What an indicator needs of a measure."""

    @property
    def additive(self) -> bool:
        """Whether ``value`` over the groups' rows is the value of the whole."""
        ...

    def expressions(self) -> dict[str, Expression]:
        """Database expressions by alias; aliases begin with ``m_``."""
        ...

    def value(self, rows: Sequence[Row]) -> Number | None:
        """The number over these groups; None where there is nothing to compute from."""
        ...


@dataclass(frozen=True, slots=True)
class Count:
    """How many records; with ``distinct``, how many different values of that field (enterprises, not papers)."""

    distinct: str = ""
    only: Q | None = None

    @property
    def additive(self) -> bool:
        return not self.distinct

    def expressions(self) -> dict[str, Expression]:
        return {"m_count": CountRows(self.distinct or "pk", distinct=bool(self.distinct), filter=self.only)}

    def value(self, rows: Sequence[Row]) -> Number | None:
        return sum(int(row["m_count"]) for row in rows)


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a field times ``scale``: money is kept in fen and told in yuan by ``Sum("amount_fen", FEN)``."""

    of: str
    scale: Decimal = Decimal(1)

    additive = True

    def expressions(self) -> dict[str, Expression]:
        return {"m_sum": SumOf(self.of)}

    def value(self, rows: Sequence[Row]) -> Number | None:
        return tidy(sum((Decimal(row["m_sum"] or 0) for row in rows), Decimal(0)) * self.scale)


FEN = Decimal("0.01")
"""Scale of ``Sum`` for amounts kept in fen."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The arithmetic mean of a field over the records that have it, rounded half up; None where none has."""

    of: str
    places: int = 1

    additive = True

    def expressions(self) -> dict[str, Expression]:
        return {"m_sum": SumOf(self.of), "m_count": CountRows(self.of)}

    def value(self, rows: Sequence[Row]) -> Number | None:
        count = sum(row["m_count"] for row in rows)
        if not count:
            return None
        return rounded(sum((Decimal(row["m_sum"] or 0) for row in rows), Decimal(0)) / count, self.places)


@dataclass(frozen=True, slots=True)
class Latest:
    """The value of ``of`` times ``scale`` on the record that is last by ``by`` (a yearly statistic as last corrected); None where
    there is none."""

    of: str
    by: str
    scale: Decimal = Decimal(1)

    additive = True

    def expressions(self) -> dict[str, Expression]:
        order = F(self.by).desc()
        return {
            "m_values": ArrayAgg(self.of, order_by=(order, "-pk")),
            "m_order": ArrayAgg(self.by, order_by=(order, "-pk")),
        }

    def value(self, rows: Sequence[Row]) -> Number | None:
        last = max((row for row in rows if row["m_values"]), key=lambda row: row["m_order"][0], default=None)
        if last is None or last["m_values"][0] is None:
            return None
        return tidy(Decimal(last["m_values"][0]) * self.scale)


@dataclass(frozen=True, slots=True)
class Ratio:
    """The share, in percent, that the records satisfying ``part`` are of those satisfying ``of`` (all, by default).

    One decimal, half up. None where there is nothing to divide by: a rate of no cases is not 0% and not 100%.
    """

    part: Q
    of: Q | None = None
    places: int = 1

    additive = True

    def expressions(self) -> dict[str, Expression]:
        return {"m_part": CountRows("pk", filter=self.part), "m_whole": CountRows("pk", filter=self.of)}

    def value(self, rows: Sequence[Row]) -> Number | None:
        whole = sum(row["m_whole"] for row in rows)
        if not whole:
            return None
        return rounded(Decimal(100) * sum(row["m_part"] for row in rows) / whole, self.places)


@dataclass(frozen=True, slots=True)
class Custom:
    """Any other aggregate expression of the database; the whole is asked apart from its parts."""

    expression: Aggregate = field(compare=False)
    scale: Decimal = Decimal(1)

    additive = False

    def expressions(self) -> dict[str, Expression]:
        return {"m_custom": self.expression}

    def value(self, rows: Sequence[Row]) -> Number | None:
        found = [row["m_custom"] for row in rows if row["m_custom"] is not None]
        return tidy(Decimal(found[0]) * self.scale) if found else None


def rounded(number: Decimal, places: int) -> Decimal:
    """Rounded half up, as people round; ``places`` decimals are kept even when they are zero."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def tidy(number: Decimal) -> Number:
    """Whole numbers as int, others without idle zeros."""
    return int(number) if number == number.to_integral_value() else number.normalize()
