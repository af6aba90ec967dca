"""Figures of government contracts."""

from __future__ import annotations

from django.db.models import F, Q

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.measures import FEN, Ratio, Sum
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.contracts.registers import (
    CHANGES,
    KINDS,
    OPINIONS,
    OUTCOMES,
    Contract,
    ContractChange,
    ContractDispute,
    ContractMilestone,
    Payment,
)

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
registry.register(
    Indicator(
        code="contracts.opinions_adopted_rate",
        title=Bilingual("合同审核意见采纳率", "Share of opinions on contracts adopted"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度审核并答复了意见的合同中，全部或者部分采纳的占比",
            "Share of the year's reviewed and answered contracts whose opinion was adopted, wholly or in part",
        ),
        field="contracts",
        category=Category.CONTRACT,
        records=lambda bureau, period: (
            Contract.objects.of(bureau).exclude(adoption="").filter(**period.days("reviewed_on"))
        ),
        measure=Ratio(Q(adoption__in=("adopted", "partly"))),
    )
)
registry.register(
    Indicator(
        code="contracts.changed",
        title=Bilingual("变更、解除合同", "Contracts changed or rescinded"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "changes"),
        definition=Bilingual("本年度签署的合同变更、解除", "Changes and rescissions signed within the year"),
        field="contracts",
        category=Category.CONTRACT,
        records=lambda bureau, period: ContractChange.objects.of(bureau).filter(**period.days("signed_on")),
        parts=Breakdown.by("change_kind", CHANGES),
    )
)
registry.register(
    Indicator(
        code="contracts.milestones_on_time_rate",
        title=Bilingual("合同节点按期完成率", "Share of milestones met in time"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度到期的合同节点中按期完成的占比",
            "Share met in time of the milestones that fell due within the year",
        ),
        field="contracts",
        category=Category.CONTRACT,
        records=lambda bureau, period: (
            ContractMilestone.objects.of(bureau).exclude(state="cancelled").filter(**period.days("due_on"))
        ),
        measure=Ratio(Q(met_on__lte=F("due_on"))),
    )
)
registry.register(
    Indicator(
        code="contracts.disputes",
        title=Bilingual("合同争议", "Disputes under contracts"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "disputes"),
        definition=Bilingual("本年度登记的合同争议", "Disputes entered within the year"),
        field="contracts",
        category=Category.DISPUTE,
        records=lambda bureau, period: ContractDispute.objects.of(bureau).filter(**period.days("entered_on")),
        parts=Breakdown.by("outcome", OUTCOMES),
    )
)
registry.register(
    Indicator(
        code="contracts.late_sme_payments",
        title=Bilingual("逾期支付中小企业款项", "Late payments to small and medium enterprises"),
        unit=Unit.ITEM,
        counter=Bilingual("笔", "payments"),
        definition=Bilingual(
            "本年度超过约定或者法定期限支付中小企业的款项（保障中小企业款项支付条例第九条）",
            "Payments to SMEs made after the agreed or statutory term (Regulation on Ensuring Payments to SMEs, art. 9)",
        ),
        field="contracts",
        category=Category.CONTRACT,
        records=lambda bureau, period: Payment.objects.of(bureau).filter(
            to_sme=True, days_late__gt=0, **period.days("paid_on")
        ),
    )
)
