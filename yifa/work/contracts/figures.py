"""Figures of government contracts."""

from __future__ import annotations

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.measures import FEN, Sum
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.contracts.registers import KINDS, OPINIONS, Contract

registry.register(
    Indicator(
        code="contracts.reviewed",
        title=Bilingual("合同、协议合法性审查", "Contracts reviewed for legality"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "contracts"),
        definition=Bilingual(
            "本年度完成合法性审核的合同、协议", "Contracts whose legality review was given within the year"
        ),
        field="contracts",
        category=Category.CONTRACT,
        records=lambda bureau, period: Contract.objects.of(bureau).filter(**period.days("reviewed_on")),
        parts=Breakdown.by("opinion", {key: words for key, words in OPINIONS.items() if key}),
    )
)
registry.register(
    Indicator(
        code="contracts.signed",
        title=Bilingual("签订合同", "Contracts signed"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "contracts"),
        definition=Bilingual("本年度签订的合同、协议", "Contracts signed within the year"),
        field="contracts",
        category=Category.CONTRACT,
        records=lambda bureau, period: Contract.objects.of(bureau).filter(**period.days("signed_on")),
        parts=Breakdown.by("contract_kind", KINDS),
    )
)
registry.register(
    Indicator(
        code="contracts.signed_amount",
        title=Bilingual("签订合同金额", "Value of contracts signed"),
        unit=Unit.CNY,
        definition=Bilingual(
            "本年度签订的合同、协议的金额合计", "Sum of the contracts signed within the year"
        ),
        field="contracts",
        category=Category.CONTRACT,
        records=lambda bureau, period: Contract.objects.of(bureau).filter(**period.days("signed_on")),
        measure=Sum("amount_fen", FEN),
        parts=Breakdown.by("contract_kind", KINDS),
    )
)
