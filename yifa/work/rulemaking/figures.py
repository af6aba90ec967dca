"""Queries that the file of this field's indicators names: what a table of columns cannot say."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from yifa.figures.periods import Period
from yifa.figures.tables import query
from yifa.house.models import Bureau
from yifa.work.rulemaking import registers
from yifa.work.rulemaking.registers import DocumentEvent, NormativeDocument


@query("rulemaking.made")
def made(bureau: Bureau, period: Period) -> QuerySet[NormativeDocument]:  # noqa: ARG001
    """Documents that the bureau issued with Yifa, whatever procedure made them; those entered from before were never issued
    here."""
    issued = DocumentEvent.objects.filter(document=OuterRef("pk"), event="issued")
    return NormativeDocument.objects.of(bureau).filter(Exists(issued))


@query("rulemaking.in_force")
def in_force(bureau: Bureau, period: Period) -> QuerySet[NormativeDocument]:
    """Documents that bind on the last day of the period."""
    return NormativeDocument.objects.of(bureau).filter(registers.in_force(period.last_on))
