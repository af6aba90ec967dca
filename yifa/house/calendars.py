"""The calendar of a bureau: the national one, notices loaded before the package knows them, and the bureau's own closures."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from yifa.law.calendar import Calendar, Closure, YearNotice, read_notice
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.house.models import Bureau


def calendar_of(bureau: Bureau) -> Calendar:
    """The bureau's calendar as it is now."""
    return calendar_at(bureau.pk, bureau.calendar_version)


@lru_cache(maxsize=512)
def calendar_at(bureau_id: int, version: int) -> Calendar:
    """The calendar of a bureau at a version, kept in memory: every change of closures or notices makes a new version.

    The connection works for that bureau. Costs two queries the first time.
    """
    from yifa.house.models import HolidayNotice, LocalClosure

    if version == 0:
        return Calendar.china()
    calendar = Calendar.china()
    for notice in HolidayNotice.objects.all():
        calendar = calendar.with_notice(YearNotice.model_validate(notice.content))
    closures = [
        Closure(
            row.first_on,
            row.last_on,
            Bilingual(row.reason, row.reason_en or row.reason),
            Bilingual(row.basis, row.basis_en or row.basis),
        )
        for row in LocalClosure.everywhere.filter(bureau_id=bureau_id)
    ]
    return calendar.with_closures(closures) if closures else calendar


def load_notice(path: Path) -> YearNotice:
    """Take over the State Council's notice of a year from a file, for every bureau. Raises FileProblem with the line."""
    from yifa.house.models import Bureau, HolidayNotice

    notice = read_notice(path)
    with transaction.atomic():
        HolidayNotice.objects.update_or_create(
            year=notice.year, defaults={"content": notice.model_dump(mode="json")}
        )
        Bureau.objects.update(calendar_version=F("calendar_version") + 1)
    return notice


def close_locally(bureau: Bureau, first_on: date, last_on: date, reason: Bilingual, basis: Bilingual) -> None:
    """Close the bureau's offices on some days, by a decision that ``basis`` names. Raises LawError without a basis."""
    from yifa.house.models import Bureau as Bureaus
    from yifa.house.models import LocalClosure

    Closure(first_on, last_on, reason, basis)
    with transaction.atomic():
        LocalClosure.everywhere.create(
            bureau=bureau,
            first_on=first_on,
            last_on=last_on,
            reason=reason.zh,
            reason_en=reason.en,
            basis=basis.zh,
            basis_en=basis.en,
        )
        Bureaus.objects.filter(pk=bureau.pk).update(calendar_version=F("calendar_version") + 1)
    bureau.refresh_from_db(fields=["calendar_version"])
