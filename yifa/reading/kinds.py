"""What a figure is: the closed sets of its unit, category, role and exactness, and the fact itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    """What a number counts. Money is in yuan, 万 and 亿 resolved; a percentage is the number before the sign, of 2.5倍 250.
    `FOREIGN` is money of another country, `QUANTITY` a physical measure (吨, 亩, 千瓦): the span says which."""

    CNY = "CNY"
    ITEM = "item"
    SESSION = "session"
    PERCENT = "percent"
    ENTERPRISE = "enterprise"
    ORGANISATION = "organisation"
    RANK = "rank"
    PERSON = "person"
    PERSON_TIME = "person_time"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    WORKDAY = "workday"
    HOUR = "hour"
    SCORE = "score"
    GRADE = "grade"
    COPY = "copy"
    PERCENTAGE_POINT = "percentage_point"
    FOREIGN = "foreign_currency"
    QUANTITY = "quantity"


class Category(StrEnum):
    """The part of a bureau's work that a figure tells of."""

    PLAN = "plan"
    STUDY = "study"
    NORMATIVE_DOCUMENT = "normative_document"
    DECISION = "decision"
    CONTRACT = "contract"
    COUNSEL = "counsel"
    SERVICE = "service"
    PROJECT = "project"
    RECOGNITION = "recognition"
    FUND = "fund"
    ENFORCEMENT = "enforcement"
    CREDIT = "credit"
    SUPERVISION = "supervision"
    PETITION = "petition"
    DISPUTE = "dispute"
    DISCLOSURE = "disclosure"
    POPULARISATION = "popularisation"
    PERSONNEL = "personnel"
    STATISTICS = "statistics"
    COOPERATION = "cooperation"
    ENTERPRISE_SERVICE = "enterprise_service"
    OTHER = "other"


class Role(StrEnum):
    """How a figure stands to others: a figure of its own, a part of one, its growth or change, a place, a bound."""

    TOTAL = "total"
    PART = "part"
    GROWTH = "growth"
    CHANGE = "change"
    RANK = "rank"
    SCORE = "score"
    LIMIT = "limit"
    ORDINAL = "ordinal"


class Nature(StrEnum):
    """How a figure stands to time: how many there are (stock), how many came or were done in its year (flow), either of them
    for a part of the year only; NONE of rates, ranks, promises and the like."""

    STOCK = "stock"
    FLOW = "flow"
    PART_OF_YEAR = "part_of_year"
    NONE = ""


class Approx(StrEnum):
    """How exactly the number is meant: 以上 and 不少于 give a floor, 余 and 多 more, 约 and 近 about so much."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"


class Fact(NamedTuple):
    """One stated quantity. `start` and `end` are offsets into the text given; `span` is that piece of it."""

    start: int
    end: int
    span: str
    value: int | float
    unit: Unit
    approx: Approx
    year: int | None
    subject: str
    category: Category
    role: Role
    why: tuple[str, ...] = ()
    indicator: str | None = None
    nature: Nature = Nature.NONE


@dataclass(frozen=True, slots=True)
class Unread:
    """A numeral with its measure word that is written against the rules of numerals, so that no number was read from it."""

    start: int
    end: int
    span: str


@dataclass(frozen=True, slots=True)
class FactsRead:
    """The facts of a text in the order in which they stand, the zeros said without a numeral, and what was not read."""

    facts: tuple[Fact, ...] = ()
    implied: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
