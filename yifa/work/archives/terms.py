"""Which matters are due: to be handed over, or to be appraised because their years are over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yifa.cases.errors import ProcedureMissing
from yifa.cases.log.archive_package import retention_of
from yifa.cases.models import Case, CaseLink
from yifa.cases.registers.register import Retention
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_months
from yifa.work.archives.parameters import TRANSFER_YEARS
from yifa.work.archives.registers import DestroyedMatter, TransferredMatter

MOST = 500
"""Matters of one list; what is more comes with the next."""


@dataclass(frozen=True, slots=True)
class Term:
    """A closed matter that is due since a day."""

    case: Case
    retention: Retention
    since: date


def to_transfer(bureau: Bureau, on: date) -> list[Term]:
    """Matters that are kept for ever and were closed so many years ago, the longest due first; those handed over left out."""
    years = TRANSFER_YEARS.number_on(bureau.pk, on)
    with using_bureau(bureau):
        gone = TransferredMatter.objects.values("number")
        before = add_months(on, -12 * years)
        rows = _closed().filter(closed_on__lte=before).exclude(number__in=gone)
        found = (
            Term(case, retention, add_months(case.closed_on, 12 * years))
            for case, retention in _kept(rows.iterator())
            if retention.years is None and case.closed_on is not None
        )
        return _first(found)


def to_appraise(bureau: Bureau, on: date) -> list[Term]:
    """Matters whose years are over, counted from the first of January after they were closed; the longest due first.

    Left out: what was destroyed, and what a matter under way refers to or is referred to by.
    """
    with using_bureau(bureau):
        gone = DestroyedMatter.objects.values("number")
        held = CaseLink.objects.filter(to_case__closed_on__isnull=True).values("from_case_id")
        holding = CaseLink.objects.filter(from_case__closed_on__isnull=True).values("to_case_id")
        rows = _closed().filter(closed_on__lt=date(on.year, 1, 1))
        rows = rows.exclude(number__in=gone).exclude(pk__in=held).exclude(pk__in=holding)
        found = (
            Term(case, retention, date(case.closed_on.year + 1 + retention.years, 1, 1))
            for case, retention in _kept(rows.iterator())
            if retention.years is not None and case.closed_on is not None
        )
        return _first(one for one in found if one.since <= on)


def _first(found: Iterator[Term]) -> list[Term]:
    return sorted(found, key=lambda one: (one.since, one.case.pk))[:MOST]


def _closed() -> QuerySet[Case]:
    return (
        Case.objects.select_related("bureau", "party")
        .filter(closed_on__isnull=False)
        .order_by("closed_on", "pk")
    )


def _kept(cases: Iterator[Case]) -> Iterator[tuple[Case, Retention]]:
    """Cases with how long they are kept, where their registers say it; one look at each procedure."""
    terms: dict[str, Retention | None] = {}
    for case in cases:
        if case.procedure_hash not in terms:
            try:
                terms[case.procedure_hash] = retention_of(case)
            except ProcedureMissing:
                terms[case.procedure_hash] = None
        retention = terms[case.procedure_hash]
        if retention is not None:
            yield case, retention
