"""Figures of legal counsel."""

from __future__ import annotations

from django.db.models import Q

from yifa.figures.indicators import Breakdown, Indicator, PeriodKind, registry
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.counsel.registers import CHANNELS, Consultation, Engagement

registry.register(
    Indicator(
        code="counsel.consultations",
        title=Bilingual("法律顾问咨询", "Consultations of counsel"),
        unit=Unit.SESSION,
        counter=Bilingual("次", "consultations"),
        definition=Bilingual("本年度法律顾问答复的咨询", "Questions that counsel answered within the year"),
        field="counsel",
        category=Category.COUNSEL,
        records=lambda bureau, period: Consultation.objects.of(bureau).filter(**period.days("answered_on")),
        parts=Breakdown.by("channel", CHANNELS),
    )
)
registry.register(
    Indicator(
        code="counsel.engaged",
        title=Bilingual("聘任法律顾问", "Counsel engaged"),
        unit=Unit.PERSON,
        counter=Bilingual("名", "counsel"),
        definition=Bilingual(
            "期末仍在聘期内的法律顾问", "Counsel whose engagement runs at the end of the period"
        ),
        field="counsel",
        category=Category.COUNSEL,
        records=lambda bureau, period: (
            Engagement.objects.of(bureau)
            .filter(term_from__lte=period.last_on, term_until__gte=period.last_on)
            .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=period.last_on))
        ),
        period_kind=PeriodKind.STOCK,
    )
)
