"""Figures of consultations and opinions."""

from __future__ import annotations

from django.db.models import Q

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.measures import Ratio
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.consultation.registers import SIDES, TREATMENTS, Consultation, Opinion

registry.register(
    Indicator(
        code="consultation.opened",
        title=Bilingual("公开征求意见", "Public consultations"),
        unit=Unit.SESSION,
        counter=Bilingual("次", "consultations"),
        definition=Bilingual("本年度向社会公开征求意见的次数", "Consultations opened within the year"),
        field="consultation",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: Consultation.objects.of(bureau).filter(**period.days("opened_on")),
    )
)
registry.register(
    Indicator(
        code="consultation.opinions",
        title=Bilingual("收到公众意见", "Opinions received from the public"),
        unit=Unit.ITEM,
        counter=Bilingual("条", "opinions"),
        definition=Bilingual("本年度公开征求意见收到的意见", "Opinions on drafts received within the year"),
        field="consultation",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: Opinion.objects.of(bureau).filter(**period.days("arrived_on")),
        parts=Breakdown.by("side", SIDES),
    )
)
registry.register(
    Indicator(
        code="consultation.opinions_treated",
        title=Bilingual("处理公众意见", "Opinions dealt with"),
        unit=Unit.ITEM,
        counter=Bilingual("条", "opinions"),
        definition=Bilingual("本年度处理完毕的公众意见", "Opinions dealt with within the year"),
        field="consultation",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: (
            Opinion.objects.of(bureau).exclude(treatment="").filter(**period.days("treated_on"))
        ),
        parts=Breakdown.by("treatment", {key: words for key, words in TREATMENTS.items() if key}),
    )
)
registry.register(
    Indicator(
        code="consultation.adoption_rate",
        title=Bilingual("公众意见采纳率", "Share of opinions adopted"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度处理的公众意见中采纳和部分采纳的占比",
            "Share of the opinions dealt with that were adopted, wholly or in part",
        ),
        field="consultation",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: (
            Opinion.objects.of(bureau)
            .filter(treatment__in=("adopted", "partly", "not_adopted"))
            .filter(**period.days("treated_on"))
        ),
        measure=Ratio(Q(treatment__in=("adopted", "partly"))),
    )
)
