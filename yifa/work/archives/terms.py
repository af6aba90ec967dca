"""Which matters are due: to be handed over, or to be appraised because their years are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from yifa.cases.library import procedure_with
from yifa.cases.log.archive_package import retention_under
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
        rows = _closed().filter(closed_on__lte=add_months(on, -12 * years))
        rows = rows.exclude(number__in=TransferredMatter.objects.values("number"))
        kept = {text: one for text, one in _terms(rows).items() if one.years is None}
        return [
            Term(case, kept[case.procedure_hash], add_months(case.closed_on, 12 * years))
            for case in rows.filter(procedure_hash__in=kept)[:MOST]
            if case.closed_on is not None
        ]


def to_appraise(bureau: Bureau, on: date) -> list[Term]:
    """Matters whose years are over, counted from the first of January after they were closed; the longest due first.

    Left out: what was destroyed, and what a matter under way refers to or is referred to by.
    """
    with using_bureau(bureau):
        held = CaseLink.objects.filter(to_case__closed_on__isnull=True).values("from_case_id")
        holding = CaseLink.objects.filter(from_case__closed_on__isnull=True).values("to_case_id")
        rows = _closed().exclude(number__in=DestroyedMatter.objects.values("number"))
        rows = rows.exclude(pk__in=held).exclude(pk__in=holding)
        kept = _terms(rows)
        over = Q(pk__in=())
        for years in {one.years for one in kept.values() if one.years is not None}:
            hashes = [text for text, one in kept.items() if one.years == years]
            over |= Q(procedure_hash__in=hashes, closed_on__lt=date(on.year - years, 1, 1))
        found = [
            Term(case, kept[case.procedure_hash], _over(case.closed_on, kept[case.procedure_hash]))
            for case in rows.filter(over)[:MOST]
            if case.closed_on is not None
        ]
    return sorted(found, key=lambda one: (one.since, one.case.pk))


def _over(closed_on: date, retention: Retention) -> date:
    return date(closed_on.year + 1 + (retention.years or 0), 1, 1)


def _closed() -> QuerySet[Case]:
    return (
        Case.objects.select_related("bureau", "party")
        .defer("marking")
        .filter(closed_on__isnull=False)
        .order_by("closed_on", "pk")
    )


def _terms(rows: QuerySet[Case]) -> dict[str, Retention]:
    """How long matters are kept, by their procedure, where their registers say it."""
    found: dict[str, Retention] = {}
    for text in rows.order_by().values_list("procedure_hash", flat=True).distinct():
        procedure = procedure_with(text)
        retention = None if procedure is None else retention_under(procedure)
        if retention is not None:
            found[text] = retention
    return found
