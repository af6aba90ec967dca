"""Figures of credit records."""

from __future__ import annotations

from django.db.models import Q

from yifa.figures.indicators import Breakdown, Indicator, PeriodKind, registry
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.integrity.kinds import RECORD_KINDS
from yifa.work.integrity.registers import CreditRecord

registry.register(
    Indicator(
        code="integrity.red_list",
        title=Bilingual("上报红榜信息", "Red-list records reported"),
        unit=Unit.ITEM,
        counter=Bilingual("条", "records"),
        definition=Bilingual(
            "截至期末累计上报、未撤销的红榜信息",
            "Red-list records reported up to the end of the period and not withdrawn",
        ),
        field="integrity",
        category=Category.CREDIT,
        records=lambda bureau, period: (
            CreditRecord.objects.of(bureau)
            .filter(list_kind="red", reported_on__lte=period.last_on)
            .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=period.last_on))
        ),
        parts=Breakdown.by("record_kind", RECORD_KINDS),
        period_kind=PeriodKind.STOCK,
    )
)
registry.register(
    Indicator(
        code="integrity.reported",
        title=Bilingual("报送信用信息", "Credit records reported"),
        unit=Unit.ITEM,
        counter=Bilingual("条", "records"),
        definition=Bilingual("本年度报送的信用信息", "Credit records reported within the year"),
        field="integrity",
        category=Category.CREDIT,
        records=lambda bureau, period: CreditRecord.objects.of(bureau).filter(**period.days("reported_on")),
        parts=Breakdown.by("record_kind", RECORD_KINDS),
    )
)
