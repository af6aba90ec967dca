"""The health of the portal's columns, as the national inspections of government sites look at them: stale, empty, unanswered.

国办发〔2019〕18号 (政府网站与政务新媒体检查指标): the front page moves within two weeks, a column within its term, no column
is empty, messages are answered within three months. A column that cannot fill, such as penalties where none was imposed, is
healthy where its register was attested complete for the last year: nothing is published for the sake of a date. What counts is
the day on which the act was recorded, which nobody types. The terms are the indicators' as they were reported (V2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.db.models import Max

from yifa.cases.models import Case
from yifa.cases.registers.publicity import Publication, publications
from yifa.cases.roles import players
from yifa.figures.attested import attested_for
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_months, days_between
from yifa.law.text import Bilingual

FRONT_DAYS: Final = 14
COLUMN_MONTHS: Final = 6
ANSWER_MONTHS: Final = 3
_WARN_DAYS: Final = 14
_MESSAGES: Final = "writing-in/write"


class Health(StrEnum):
    """How a column stands."""

    FRESH = "fresh"
    SOON = "soon"
    STALE = "stale"
    EMPTY = "empty"
    ATTESTED = "attested"

    @property
    def words(self) -> Bilingual:
        """In words."""
        return {
            Health.FRESH: Bilingual("正常", "Fresh"),
            Health.SOON: Bilingual("将要超期", "Nearly stale"),
            Health.STALE: Bilingual("超期未更新", "Stale"),
            Health.EMPTY: Bilingual("空白", "Empty"),
            Health.ATTESTED: Bilingual("确认没有", "Attested as none"),
        }[self]

    @property
    def is_fault(self) -> bool:
        """Whether an inspection would take it for a fault."""
        return self in (Health.STALE, Health.EMPTY)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the portal on a day. latest_on: when something was last recorded in it; due_on: by when it moves again."""

    publication: Publication
    rows: int
    latest_on: date | None
    due_on: date | None
    health: Health


@dataclass(frozen=True, slots=True)
class Site:
    """All columns, the stale first; whether the front page moved within two weeks; messages unanswered for three months."""

    columns: tuple[Column, ...]
    moved_on: date | None
    is_front_fresh: bool
    unanswered: int

    @property
    def faults(self) -> int:
        """What an inspection would count."""
        return (
            sum(one.health.is_fault for one in self.columns)
            + (not self.is_front_fresh)
            + bool(self.unanswered)
        )


def site_health(bureau: Bureau, on: date) -> Site:
    """How the columns of a bureau's portal stand on a day; a query for each."""
    with using_bureau(bureau):
        columns = [_column(bureau, one, on) for one in publications]
        unanswered = Case.objects.filter(
            procedure_key__in={key for key, _ in players(_MESSAGES)},
            closed_on=None,
            opened_on__lt=add_months(on, -ANSWER_MONTHS),
        ).count()
    moved = max((one.latest_on for one in columns if one.latest_on is not None), default=None)
    order = list(Health)
    columns.sort(key=lambda one: (not one.health.is_fault, -order.index(one.health), one.due_on or date.max))
    return Site(
        tuple(columns), moved, moved is not None and days_between(moved, on) <= FRONT_DAYS, unanswered
    )


def _column(bureau: Bureau, publication: Publication, on: date) -> Column:
    rows = publication.rows(on)
    found = rows.order_by().aggregate(latest=Max("recorded_on"))["latest"]
    latest = found if isinstance(found, date) else None
    due = None if latest is None else add_months(latest, COLUMN_MONTHS)
    if due is not None and on <= due:
        health = Health.SOON if days_between(on, due) <= _WARN_DAYS else Health.FRESH
    elif any(attested_for(bureau.pk, publication.register, year) for year in (on.year, on.year - 1)):
        health = Health.ATTESTED
    else:
        health = Health.EMPTY if latest is None else Health.STALE
    return Column(publication, rows.count(), latest, due, health)
