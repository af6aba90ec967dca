"""Money by its stages, each in a register of its own."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    day,
    day_or_none,
    link,
    link_or_none,
    money,
    text,
    yes_no,
)
from yifa.cases.registers.register import THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types
from yifa.work.funds.export import EXPORTS

_TEN_THOUSAND = Bilingual("万元", "10,000 yuan")
_USCC = Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT)
MONEY_KINDS = {
    "guiding": Bilingual("中央引导地方科技发展资金", "Central guiding fund"),
    "high_tech_award": Bilingual("高新技术企业认定奖补", "Awards to high-tech enterprises"),
    "rd_subsidy": Bilingual("企业研究开发财政补助", "Subsidies for R&D of enterprises"),
    "major_advance": Bilingual("省级重大科技创新预拨资金", "Provincial advance on major innovation"),
    "project": Bilingual("其他科技项目", "Other projects"),
    "other": Bilingual("其他奖励补助", "Other awards and subsidies"),
}
AWARD_KINDS = {
    "high_tech": Bilingual("高新技术企业认定奖励", "Awards for high-tech recognition"),
    "platform": Bilingual("平台认定奖励", "Awards for platforms"),
    "rd_subsidy": Bilingual("研发费用后补助", "Subsidies after R&D spending"),
    "conversion": Bilingual("成果转化补助", "Subsidies for conversion of results"),
    "support": Bilingual("专项支持", "Special support"),
    "other": Bilingual("其他奖励补助", "Other awards and subsidies"),
}
SERVICES = {
    "testing": Bilingual("检验检测", "Testing"),
    "design": Bilingual("研发设计", "Research and design"),
    "simulation": Bilingual("仿真计算", "Simulation"),
    "instruments": Bilingual("仪器共享", "Shared instruments"),
    "other": Bilingual("其他", "Other"),
}
VOUCHER_STATES = {
    "issued": Bilingual("已发放", "Issued"),
    "accepted": Bilingual("服务机构已接收", "Accepted by the provider"),
    "submitted": Bilingual("已申请兑付", "Redemption asked for"),
    "redeemed": Bilingual("已核定兑付", "Redemption approved"),
    "cleared": Bilingual("已清算", "Cleared"),
    "refused": Bilingual("不予兑付", "Refused"),
    "lapsed": Bilingual("已作废", "Lapsed"),
}
GROUNDS = {
    "fraud": Bilingual("虚报、冒领、骗取", "Got by fraud"),
    "misused": Bilingual("挪用、违反规定使用", "Misused"),
    "lost": Bilingual("条件不再具备、认定被取消", "Its conditions are gone"),
    "twice": Bilingual("重复享受", "Had twice"),
    "mistaken": Bilingual("核定、拨付有误", "Decided or paid by mistake"),
}
BEARERS = {
    "central": Bilingual("中央", "Central"),
    "province": Bilingual("省级", "Province"),
    "city": Bilingual("市级", "City"),
    "county": Bilingual("县区级", "County"),
}


class Obtained(Register):
    """Money that the nation or the province allotted to this place: obtained, which is neither decided nor paid by the bureau."""

    title = Bilingual("上级下达资金", "Money obtained from above")
    retention = THIRTY_YEARS

    money_kind = choice("资金类别", "Kind", MONEY_KINDS, required=True)
    bearer = choice("资金来源", "Borne by", BEARERS, required=True)
    allotted_document = text("下达文件", "Document", 120, required=True)
    allotted_on = day("下达日期", "Allotted on", required=True)
    amount_fen = money("金额", "Amount", unit=_TEN_THOUSAND, required=True)

    import_by = ImportBy(
        "obtaining-money/record",
        title=lambda row: f"{row['allotted_document']}：{MONEY_KINDS[row['money_kind']].zh}",
        columns=lambda own: own,
        answers=lambda row: {
            "amount" if name == "amount_fen" else name: value for name, value in row.items()
        },
        same=lambda row: models.Q(
            allotted_document=row["allotted_document"],
            money_kind=row["money_kind"],
            amount_fen=row["amount_fen"],
        ),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_sum_obtained_a_case"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="something_was_obtained"),
        ]

    def __str__(self) -> str:
        return self.allotted_document


class Recovery(Register):
    """Money that is to come back, as it was demanded, and what came."""

    title = Bilingual("收回资金", "Money recovered")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "单位", "Unit")
    demanded_fen = money("应退回金额", "Demanded", unit=_TEN_THOUSAND, required=True)
    demanded_on = day("通知日期", "Demanded on", required=True)
    pay_back_by = day("退回期限", "Due by", required=True)
    returned_fen = money("已退回金额", "Returned", default=0, unit=_TEN_THOUSAND)
    returned_on = day_or_none("最近到账日期", "Last returned on")
    written_off_fen = money("核销金额", "Written off", default=0, unit=_TEN_THOUSAND, shown=False)
    is_over = yes_no("已经了结", "Settled")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_recovery_a_case"),
            models.CheckConstraint(
                condition=models.Q(demanded_fen__gte=models.F("returned_fen") + models.F("written_off_fen")),
                name="not_more_back_than_demanded",
            ),
        ]


class BudgetLine(Register):
    """A line of the budget: nothing is allotted beyond it."""

    title = Bilingual("专项资金预算", "Lines of the budget")
    retention = THIRTY_YEARS

    line_name = text("预算项目", "Line", 120, required=True)
    line_year = count("预算年度", "Year", required=True)
    bearer = choice("资金来源", "Borne by", BEARERS, required=True)
    line_document = text("预算批复文件", "Document", 120, required=True)
    amount_fen = money("预算金额", "Amount", unit=_TEN_THOUSAND, required=True)

    import_by = ImportBy(
        "budgeting/record",
        title=lambda row: f"{row['line_name']}（{row['line_year']}）",
        columns=lambda own: own,
        answers=lambda row: {
            "amount" if name == "amount_fen" else name: value for name, value in row.items()
        },
        same=lambda row: models.Q(line_name=row["line_name"], line_year=row["line_year"]),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_line_a_case")]

    def __str__(self) -> str:
        return f"{self.line_name}（{self.line_year}）"


class Allotment(Register):
    """A sum that was allotted on a decision, with what of it was paid so far."""

    title = Bilingual("资金下达和拨付", "Allotments and payments")
    retention = THIRTY_YEARS

    decision_number = text("依据的决定", "Decision", 40, required=True)
    line = link(BudgetLine, "预算", "Line", related_name="allotments", required=True)
    payee = link_or_none(Party, "收款单位", "Payee", required=True)
    instalment = text("批次", "Instalment", 80, required=True)
    decided_fen = money("决定金额", "Decided", default=0, unit=_TEN_THOUSAND, shown=False)
    amount_fen = money("下达金额", "Allotted", unit=_TEN_THOUSAND, required=True)
    allotted_on = day("下达日期", "Allotted on", required=True)
    allotment_number = text("下达文号", "Document", 80, required=True)
    paid_fen = money("已到账金额", "Paid so far", default=0, unit=_TEN_THOUSAND)
    paid_on = day_or_none("最近到账日期", "Last paid on")

    exports = EXPORTS

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_allotment_a_case"),
            models.CheckConstraint(
                condition=models.Q(paid_fen__lte=models.F("amount_fen")),
                name="not_more_paid_than_allotted",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "decision_number"], name="allotment_by_decision")]

    def __str__(self) -> str:
        return self.allotment_number


class Payment(Register):
    """Money that reached its payee: one row for each receipt of the bank."""

    title = Bilingual("拨付到账", "Payments")
    retention = THIRTY_YEARS

    allotment = link(Allotment, "下达", "Allotment", related_name="payments", required=True)
    payee = link_or_none(Party, "收款单位", "Payee", required=True)
    paid_on = day("到账日期", "Paid on", required=True)
    amount_fen = money("到账金额", "Paid", unit=_TEN_THOUSAND, required=True)
    voucher = text("银行回单、凭证号", "Voucher", 80, required=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "allotment", "voucher"], name="one_payment_a_voucher"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="something_was_paid"),
        ]

    def __str__(self) -> str:
        return self.voucher


class MoneyReturn(Register):
    """Money that came back: one row for each receipt of the bank."""

    title = Bilingual("退回到账", "Money that came back")
    retention = THIRTY_YEARS

    recovery = link(Recovery, "收回", "Recovery", related_name="receipts", required=True)
    party = link_or_none(Party, "单位", "Unit")
    returned_on = day("到账日期", "Returned on", required=True)
    amount_fen = money("到账金额", "Returned", unit=_TEN_THOUSAND, required=True)
    voucher = text("银行回单、凭证号", "Voucher", 80, required=True)

    def __str__(self) -> str:
        return self.voucher


class Award(Register):
    """An award or a subsidy as it was decided: decided is not yet paid."""

    title = Bilingual("奖励和后补助", "Awards and subsidies")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "单位", "Recipient", required=True)
    award_kind = choice("类别", "Kind", AWARD_KINDS, required=True)
    award_title = text("事项", "Matter", 160, required=True)
    policy = text("依据", "Policy", 160, shown=False, required=True)
    recognition_number = text("认定", "Recognition", 160, blank=True, shown=False)
    amount_fen = money("核定金额", "Decided", unit=_TEN_THOUSAND, required=True)
    decided_on = day("核定日期", "Decided on", required=True)
    award_number = text("核定文号", "Document", 80, required=True)
    paid_on = day_or_none("到账办结日期", "Paid on", shown=False)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_award_a_case"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="something_was_awarded"),
        ]
        indexes = [models.Index(fields=["bureau", "party", "decided_on"], name="award_by_party")]

    def __str__(self) -> str:
        return self.award_title


class Clawback(Register):
    """A decision that money of an award or a voucher comes back: decided is neither demanded nor returned."""

    title = Bilingual("追回奖励补助", "Awards clawed back")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "单位", "Unit", required=True)
    decision_number = text("原决定", "Decision", 40, required=True)
    clawback_title = text("事项", "Matter", 160, required=True)
    ground = choice("情形", "Ground", GROUNDS, required=True)
    amount_fen = money("决定追回金额", "Clawed back", unit=_TEN_THOUSAND, required=True)
    decided_on = day("决定日期", "Decided on", required=True)
    barred_until = day_or_none("不得申请至", "Barred until")
    because = text("理由和依据", "Because", 400, required=True, shown=False)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_clawback_a_case"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="something_was_clawed_back"),
        ]
        indexes = [models.Index(fields=["bureau", "decision_number"], name="clawback_by_decision")]

    def __str__(self) -> str:
        return self.clawback_title


class VoucherProvider(Register):
    """A body that provides services for innovation vouchers, between the days on which it is listed."""

    title = Bilingual("创新券服务机构", "Providers for innovation vouchers")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "服务机构", "Provider", required=True)
    services = text("服务范围", "Services", 200, required=True)
    listed_from = day("入册日期", "Listed from", required=True)
    listed_until = day("有效期至", "Listed until", required=True)

    import_by = ImportBy(
        "provider-listing/record",
        title=lambda row: f"创新券服务机构：{row['party']}（{row['listed_from']}）",
        columns=lambda own: (*own, _USCC),
        party_code="uscc",
        same=lambda row: models.Q(party__name=str(row["party"]), listed_from=row["listed_from"]),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_provider_a_case")]


class Voucher(Register):
    """An innovation voucher from its issue to its clearing: issued, used and redeemed are three sums."""

    title = Bilingual("科技创新券", "Innovation vouchers")
    retention = THIRTY_YEARS

    voucher_number = text("券号", "Voucher", 40, required=True)
    party = link_or_none(Party, "企业", "Enterprise", required=True)
    service_kind = choice("服务类别", "Service", SERVICES, required=True)
    face_fen = money("券面金额", "Face value", unit=_TEN_THOUSAND, required=True)
    issued_on = day("发放日期", "Issued on", required=True)
    valid_until = day("有效期至", "Valid until", required=True)
    provider = link_or_none(Party, "服务机构", "Provider")
    accepted_on = day_or_none("接收日期", "Accepted on", shown=False)
    invoice_number = text("发票号码", "Invoice", 40, blank=True, shown=False)
    redeemed_fen = money("核定兑付金额", "Redeemed", default=0, unit=_TEN_THOUSAND)
    redeemed_on = day_or_none("核定兑付日期", "Redeemed on")
    cleared_on = day_or_none("清算日期", "Cleared on", shown=False)
    lapsed_on = day_or_none("作废日期", "Lapsed on", shown=False)
    state = choice("状态", "State", VOUCHER_STATES, default="issued")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_voucher_a_case"),
            models.UniqueConstraint(fields=["bureau", "voucher_number"], name="one_voucher_a_number"),
            models.CheckConstraint(
                condition=models.Q(redeemed_fen__lte=models.F("face_fen")),
                name="not_more_redeemed_than_issued",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "party", "issued_on"], name="voucher_by_party")]

    def __str__(self) -> str:
        return self.voucher_number


class RentRelief(Register):
    """Rent that a carrier relieved its tenants of: relieved by the carrier, not paid by the bureau."""

    title = Bilingual("载体减免租金", "Rent relieved by carriers")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "载体运营单位", "Operator", required=True)
    carrier = text("载体", "Carrier", 120, required=True)
    tenants = count("受惠企业数", "Tenants", required=True)
    relieved_from = day("减免期自", "From", required=True)
    relieved_until = day("减免期至", "Until", required=True)
    amount_fen = money("减免租金", "Relieved", unit=_TEN_THOUSAND, required=True)

    import_by = ImportBy(
        "relieving-rent/record",
        title=lambda row: f"{row['carrier']}减免租金（{row['relieved_from']}）",
        columns=lambda own: (*own, _USCC),
        party_code="uscc",
        answers=lambda row: {
            "amount" if name == "amount_fen" else name: value for name, value in row.items()
        },
        same=lambda row: models.Q(carrier=row["carrier"], relieved_from=row["relieved_from"]),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_relief_a_case")]

    def __str__(self) -> str:
        return self.carrier
