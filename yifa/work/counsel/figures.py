"""Figures of legal counsel."""

from __future__ import annotations

from django.db.models import Q

from yifa.figures.indicators import Breakdown, Indicator, PeriodKind, registry
from yifa.figures.measures import FEN, Ratio, Sum
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.counsel.registers import CHANNELS, MATTERS, Consultation, Engagement

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
registry.register(
    Indicator(
        code="counsel.opinions",
        title=Bilingual("法律顾问意见", "Opinions of counsel"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "opinions"),
        definition=Bilingual(
            "本年度法律顾问答复的意见，按事项类别",
            "Opinions that counsel gave within the year, by kind of matter",
        ),
        field="counsel",
        category=Category.COUNSEL,
        records=lambda bureau, period: Consultation.objects.of(bureau).filter(**period.days("answered_on")),
        parts=Breakdown.by("matter_kind", MATTERS),
    )
)
registry.register(
    Indicator(
        code="counsel.adoption_rate",
        title=Bilingual("法律意见采纳率", "Share of counsel's opinions adopted"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度答复并写明采纳与否的法律意见中采纳的占比",
            "Share adopted of the year's opinions whose adoption is on record",
        ),
        field="counsel",
        category=Category.COUNSEL,
        records=lambda bureau, period: (
            Consultation.objects.of(bureau).exclude(treatment="open").filter(**period.days("answered_on"))
        ),
        measure=Ratio(Q(treatment="adopted")),
    )
)
registry.register(
    Indicator(
        code="counsel.fees",
        title=Bilingual("法律顾问报酬", "Fees of counsel"),
        unit=Unit.CNY,
        definition=Bilingual(
            "本年度签订的聘任合同约定的报酬合计",
            "Sum of the fees agreed in engagements signed within the year",
        ),
        field="counsel",
        category=Category.COUNSEL,
        records=lambda bureau, period: Engagement.objects.of(bureau).filter(**period.days("signed_on")),
        measure=Sum("fee_fen", FEN),
    )
)
