"""Figures of normative documents."""

from __future__ import annotations

from django.db.models import Q

from yifa.figures.indicators import Breakdown, Indicator, PeriodKind, registry
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.rulemaking.registers import CONCLUSIONS, KINDS, Cleanup, NormativeDocument

registry.register(
    Indicator(
        code="rulemaking.cleaned",
        title=Bilingual("清理规范性文件", "Normative documents reviewed in clean-ups"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "documents"),
        definition=Bilingual(
            "本年度作出清理决定的规范性文件",
            "Normative documents on which a clean-up decided within the year",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: Cleanup.objects.of(bureau).filter(**period.days("concluded_on")),
        parts=Breakdown.by("conclusion", CONCLUSIONS),
    )
)
registry.register(
    Indicator(
        code="rulemaking.in_force",
        title=Bilingual("现行有效规范性文件", "Normative documents in force"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "documents"),
        definition=Bilingual(
            "期末已施行、未废止、未失效的规范性文件",
            "Normative documents in effect at the end of the period, neither abolished nor lapsed",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: (
            NormativeDocument.objects.of(bureau)
            .filter(issued_on__lte=period.last_on)
            .filter(Q(effective_on__isnull=True) | Q(effective_on__lte=period.last_on))
            .filter(Q(expires_on__isnull=True) | Q(expires_on__gte=period.last_on))
            .exclude(status__in=["abolished", "lapsed"], status_since__lte=period.last_on)
        ),
        parts=Breakdown.by("kind", KINDS),
        period_kind=PeriodKind.STOCK,
    )
)
