"""Figures of service items, applications and technical contracts."""

from __future__ import annotations

from django.db.models import Q

from yifa.figures.indicators import Breakdown, Indicator, PeriodKind, registry
from yifa.figures.measures import FEN, Ratio, Sum
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.services.registers import (
    CONTRACT_CLASSES,
    ITEM_KINDS,
    Application,
    ServiceItem,
    TechnicalContract,
)

# Completed is what was decided and delivered; an application withdrawn or never corrected is closed, not completed.
_COMPLETED = ("granted", "refused")

registry.register(
    Indicator(
        code="service.items",
        title=Bilingual("政务服务实施清单事项", "Government-service items"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "items"),
        definition=Bilingual(
            "期末已公布、未取消的政务服务事项", "Items published and not withdrawn at the end of the period"
        ),
        field="services",
        category=Category.SERVICE,
        records=lambda bureau, period: (
            ServiceItem.objects.of(bureau)
            .filter(published_on__lte=period.last_on)
            .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=period.last_on))
        ),
        parts=Breakdown.by("item_kind", ITEM_KINDS),
        period_kind=PeriodKind.STOCK,
    )
)
registry.register(
    Indicator(
        code="service.completed",
        title=Bilingual("政务服务办结件", "Applications completed"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "applications"),
        definition=Bilingual(
            "本年度作出决定并送达的办件", "Applications decided and delivered within the year"
        ),
        field="services",
        category=Category.SERVICE,
        records=lambda bureau, period: Application.objects.of(bureau).filter(
            outcome__in=_COMPLETED, **period.days("completed_on")
        ),
        parts=Breakdown.by("item_kind", ITEM_KINDS),
    )
)
registry.register(
    Indicator(
        code="service.applied",
        title=Bilingual("政务服务申请", "Applications received"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "applications"),
        definition=Bilingual("本年度收到的申请", "Applications received within the year"),
        field="services",
        category=Category.SERVICE,
        records=lambda bureau, period: Application.objects.of(bureau).filter(**period.days("applied_on")),
        parts=Breakdown.by("item_kind", ITEM_KINDS),
    )
)
registry.register(
    Indicator(
        code="service.no_visit_rate",
        title=Bilingual("零跑动办结率", "Share completed without a visit"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度办结件中到现场次数为零的占比",
            "Share of the year's completed applications that needed no visit",
        ),
        field="services",
        category=Category.SERVICE,
        records=lambda bureau, period: Application.objects.of(bureau).filter(
            outcome__in=_COMPLETED, **period.days("completed_on")
        ),
        measure=Ratio(Q(visits=0)),
    )
)
registry.register(
    Indicator(
        code="service.technical_contracts",
        title=Bilingual("登记技术合同", "Technical contracts registered"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "contracts"),
        definition=Bilingual("本年度予以登记的技术合同", "Technical contracts registered within the year"),
        field="services",
        category=Category.SERVICE,
        records=lambda bureau, period: TechnicalContract.objects.of(bureau).filter(
            **period.days("registered_on")
        ),
        parts=Breakdown.by("contract_class", CONTRACT_CLASSES),
        growth=True,
    )
)
registry.register(
    Indicator(
        code="service.technical_amount",
        title=Bilingual("技术交易额", "Technical transaction amount"),
        unit=Unit.CNY,
        definition=Bilingual(
            "本年度登记技术合同的技术交易额合计",
            "Sum of the technical amounts of contracts registered within the year",
        ),
        field="services",
        category=Category.SERVICE,
        records=lambda bureau, period: TechnicalContract.objects.of(bureau).filter(
            **period.days("registered_on")
        ),
        measure=Sum("technical_amount_fen", FEN),
        parts=Breakdown.by("contract_class", CONTRACT_CLASSES),
        growth=True,
    )
)
