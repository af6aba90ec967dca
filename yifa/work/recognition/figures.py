"""Figures of innovation bodies: what stands at a year's end, and what entered within a year."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from yifa.figures.indicators import Axis, Breakdown, Indicator, PeriodKind, registry
from yifa.figures.periods import Period
from yifa.figures.units import Category, Unit
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.work.recognition.registers import ENTERPRISES, KINDS, LEVELS, Recognition


def standing(bureau: Bureau, period: Period) -> QuerySet[Recognition]:
    """Recognitions that stand at the end of the period: made, not run out, not taken away."""
    last = period.last_on
    return (
        Recognition.objects.of(bureau)
        .filter(recognised_on__lte=last)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=last))
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=last))
    )


registry.register(
    Indicator(
        code="recognition.platforms",
        title=Bilingual("市级以上研发平台", "Research platforms of municipal level and above"),
        unit=Unit.ORGANISATION,
        counter=Bilingual("个", "platforms"),
        definition=Bilingual(
            "期末在册的市级以上研发平台，企业类认定除外",
            "Platforms of municipal, provincial and national level that stand at the end of the period, enterprises apart",
        ),
        field="recognition",
        category=Category.RECOGNITION,
        records=lambda bureau, period: standing(bureau, period).exclude(platform_kind__in=ENTERPRISES),
        parts=Breakdown.nested(
            Axis("level", LEVELS),
            Axis("platform_kind", {kind: words for kind, words in KINDS.items() if kind not in ENTERPRISES}),
        ),
        period_kind=PeriodKind.STOCK,
        growth=True,
    )
)
registry.register(
    Indicator(
        code="recognition.national_high_tech",
        title=Bilingual("国家级高新技术企业", "National high-tech enterprises"),
        unit=Unit.ENTERPRISE,
        counter=Bilingual("家", "enterprises"),
        definition=Bilingual(
            "期末证书在有效期内的高新技术企业（认定机关为省级认定机构）",
            "High-tech enterprises whose certificate is valid at the end of the period (recognised by the province's joint body)",
        ),
        field="recognition",
        category=Category.RECOGNITION,
        records=lambda bureau, period: standing(bureau, period).filter(
            platform_kind="high_tech_enterprise", level="national"
        ),
        period_kind=PeriodKind.STOCK,
        growth=True,
    )
)
registry.register(
    Indicator(
        code="recognition.municipal_high_tech",
        title=Bilingual("市级高新技术企业", "Municipal high-tech enterprises"),
        unit=Unit.ENTERPRISE,
        counter=Bilingual("家", "enterprises"),
        definition=Bilingual(
            "期末在册的市级高新技术企业",
            "Municipal high-tech enterprises that stand at the end of the period",
        ),
        field="recognition",
        category=Category.RECOGNITION,
        records=lambda bureau, period: standing(bureau, period).filter(
            platform_kind="high_tech_enterprise", level="municipal"
        ),
        period_kind=PeriodKind.STOCK,
        growth=True,
    )
)
registry.register(
    Indicator(
        code="recognition.technology_sme",
        title=Bilingual("国家级科技型中小企业入库", "Technology SMEs entered"),
        unit=Unit.ENTERPRISE,
        counter=Bilingual("家", "enterprises"),
        definition=Bilingual(
            "本年度取得入库登记编号的科技型中小企业",
            "Technology SMEs that obtained their number within the year",
        ),
        field="recognition",
        category=Category.RECOGNITION,
        records=lambda bureau, period: Recognition.objects.of(bureau).filter(
            platform_kind="technology_sme", **period.days("recognised_on")
        ),
        growth=True,
    )
)
