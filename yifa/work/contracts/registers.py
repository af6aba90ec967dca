"""The register of government contracts, from their review to their end."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import THIRTY_YEARS, Column, ColumnKind, ImportBy, Register, choices
from yifa.law.text import Bilingual
from yifa.parties.models import Party

KINDS = {
    "procurement": Bilingual("采购合同", "Procurement"),
    "service": Bilingual("服务合同", "Services"),
    "project": Bilingual("科技项目合同", "Science project"),
    "cooperation": Bilingual("合作协议", "Cooperation"),
    "lease": Bilingual("租赁合同", "Lease"),
    "grant": Bilingual("补助协议", "Grant"),
    "other": Bilingual("其他", "Other"),
}
OPINIONS = {
    "": Bilingual("未记录", "Not recorded"),
    "lawful": Bilingual("合法", "Lawful"),
    "lawful_after_changes": Bilingual("修改后合法", "Lawful after changes"),
    "unlawful": Bilingual("不合法", "Unlawful"),
}
STATES = {
    "reviewed": Bilingual("已审核", "Reviewed"),
    "signed": Bilingual("已签订", "Signed"),
    "ended": Bilingual("已履行或终止", "Performed or ended"),
    "dropped": Bilingual("未签订", "Not signed"),
}
MILESTONE_STATES = {
    "open": Bilingual("未完成", "Open"),
    "met": Bilingual("已完成", "Met"),
    "cancelled": Bilingual("已取消", "Cancelled"),
}
CHANGES = {
    "amount": Bilingual("金额", "Amount"),
    "term": Bilingual("期限", "Term"),
    "scope": Bilingual("内容", "Scope"),
    "rescission": Bilingual("解除", "Rescission"),
}
WAYS = {
    "": Bilingual("未决定", "Not decided"),
    "negotiation": Bilingual("协商", "Negotiation"),
    "mediation": Bilingual("调解", "Mediation"),
    "arbitration": Bilingual("仲裁", "Arbitration"),
    "litigation": Bilingual("诉讼", "Litigation"),
}
OUTCOMES = {
    "": Bilingual("处理中", "Under way"),
    "settled": Bilingual("和解、调解", "Settled"),
    "won": Bilingual("支持本机关主张", "Decided for the bureau"),
    "partly": Bilingual("部分支持", "In part"),
    "lost": Bilingual("未支持", "Decided against the bureau"),
    "withdrawn": Bilingual("撤回", "Withdrawn"),
}
ADOPTIONS = {
    "": Bilingual("未记录", "Not recorded"),
    "adopted": Bilingual("全部采纳", "Adopted"),
    "partly": Bilingual("部分采纳", "Partly adopted"),
    "not_adopted": Bilingual("未采纳", "Not adopted"),
}
# What a contract that is entered after the fact may be.
ENTERED_STATES = {key: STATES[key] for key in ("signed", "ended")}
# Questions of the entry whose names are not the register's.
_ENTRY = {"name": "title", "amount_fen": "amount"}


class Contract(Register):
    """A contract of the bureau, entered when its legality review is given."""

    title = Bilingual("政府合同", "Government contracts")
    retention = THIRTY_YEARS

    name = models.CharField("合同名称", max_length=200)
    counterparty = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="合同对方"
    )
    contract_kind = models.CharField("合同类型", max_length=20, choices=choices(KINDS))
    amount_fen = models.BigIntegerField("金额（分）")
    opinion = models.CharField("审核意见", max_length=30, choices=choices(OPINIONS), blank=True)
    adoption = models.CharField("采纳情况", max_length=20, choices=choices(ADOPTIONS), blank=True)
    reviewed_on = models.DateField("审核日期", null=True, blank=True)
    contract_number = models.CharField("合同编号", max_length=60, blank=True)
    signed_on = models.DateField("签订日期", null=True, blank=True)
    ends_on = models.DateField("履行期至", null=True, blank=True)
    state = models.CharField("状态", max_length=20, choices=choices(STATES), default="reviewed")

    columns = (
        Column("contract_number", Bilingual("合同编号", "Number")),
        Column("name", Bilingual("合同名称", "Contract"), required=True),
        Column("counterparty", Bilingual("合同对方", "Counterparty")),
        Column("contract_kind", Bilingual("合同类型", "Kind"), choices=KINDS, required=True),
        Column(
            "amount_fen",
            Bilingual("金额", "Amount"),
            unit=Bilingual("元", "yuan"),
            required=True,
        ),
        Column("opinion", Bilingual("审核意见", "Opinion"), choices=OPINIONS),
        Column("adoption", Bilingual("采纳情况", "Adoption"), choices=ADOPTIONS, shown=False),
        Column("reviewed_on", Bilingual("审核日期", "Reviewed on")),
        Column("signed_on", Bilingual("签订日期", "Signed on")),
        Column("ends_on", Bilingual("履行期至", "Performed until"), shown=False),
        Column("state", Bilingual("状态", "State"), choices=STATES),
    )

    # Signed before Yifa kept the register: recorded as it stands, and checked by another person.
    import_by = ImportBy(
        "contract-entry",
        "record",
        title=lambda row: f"{row['contract_number'] or ''} {row['name']}（{row['signed_on']}）".strip(),
        columns=(
            Column("contract_number", Bilingual("合同编号", "Number")),
            Column("name", Bilingual("合同名称", "Contract"), required=True),
            Column("counterparty", Bilingual("合同对方", "Counterparty"), required=True),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=ColumnKind.TEXT),
            Column("contract_kind", Bilingual("合同类型", "Kind"), choices=KINDS, required=True),
            Column("amount_fen", Bilingual("金额", "Amount"), unit=Bilingual("元", "yuan"), required=True),
            Column("opinion", Bilingual("审核意见", "Opinion"), choices=OPINIONS),
            Column("reviewed_on", Bilingual("审核日期", "Reviewed on")),
            Column("signed_on", Bilingual("签订日期", "Signed on"), required=True),
            Column("state", Bilingual("状态", "State"), choices=ENTERED_STATES, required=True),
        ),
        party_code="uscc",
        answers=lambda row: {_ENTRY.get(name, name): value for name, value in row.items()},
        same=lambda row: (
            models.Q(contract_number=row["contract_number"])
            if row["contract_number"]
            else models.Q(name=row["name"], signed_on=row["signed_on"])
        ),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "政府合同"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_contract_a_case"),
            models.CheckConstraint(condition=models.Q(amount_fen__gte=0), name="no_negative_contract"),
        ]

    def __str__(self) -> str:
        return self.name


class Payment(Register):
    """A payment under a contract, against which the limits for small enterprises are judged."""

    title = Bilingual("合同付款", "Payments under contracts")
    retention = THIRTY_YEARS

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="payments", verbose_name="合同")
    amount_fen = models.BigIntegerField("金额（分）")
    paid_on = models.DateField("支付日期")
    due_on = models.DateField("应付日期", null=True, blank=True)
    to_sme = models.BooleanField("付给中小企业", default=False)
    days_late = models.PositiveIntegerField("逾期天数", default=0)

    columns = (
        Column("contract", Bilingual("合同", "Contract"), required=True),
        Column(
            "amount_fen",
            Bilingual("金额", "Amount"),
            unit=Bilingual("元", "yuan"),
            required=True,
        ),
        Column("paid_on", Bilingual("支付日期", "Paid on"), required=True),
        Column("due_on", Bilingual("应付日期", "Due on")),
        Column("to_sme", Bilingual("付给中小企业", "To an SME")),
        Column("days_late", Bilingual("逾期天数", "Days late")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "合同付款"

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount_fen / 100:.2f}"


class ContractMilestone(Register):
    """A day by which something under a contract is done."""

    title = Bilingual("合同履行节点", "Milestones of contracts")
    retention = THIRTY_YEARS

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+", verbose_name="合同")
    name = models.CharField("节点", max_length=200)
    due_on = models.DateField("完成期限")
    amount_fen = models.BigIntegerField("应付金额（分）", null=True, blank=True)
    met_on = models.DateField("完成日期", null=True, blank=True)
    state = models.CharField("状态", max_length=20, choices=choices(MILESTONE_STATES), default="open")

    columns = (
        Column("contract", Bilingual("合同", "Contract"), required=True),
        Column("name", Bilingual("节点", "Milestone"), required=True),
        Column("due_on", Bilingual("完成期限", "Due on"), required=True),
        Column("amount_fen", Bilingual("应付金额", "Amount due"), unit=Bilingual("元", "yuan")),
        Column("met_on", Bilingual("完成日期", "Met on")),
        Column("state", Bilingual("状态", "State"), choices=MILESTONE_STATES),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "合同履行节点"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_milestone_a_case")]

    def __str__(self) -> str:
        return self.name


class ContractChange(Register):
    """A change of a contract, or its rescission, as it was signed."""

    title = Bilingual("合同变更", "Changes of contracts")
    retention = THIRTY_YEARS

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+", verbose_name="合同")
    change_kind = models.CharField("变更种类", max_length=20, choices=choices(CHANGES))
    name = models.CharField("变更事项", max_length=200)
    amount_before_fen = models.BigIntegerField("变更前金额（分）")
    amount_fen = models.BigIntegerField("变更后金额（分）")
    signed_on = models.DateField("签署日期")

    columns = (
        Column("contract", Bilingual("合同", "Contract"), required=True),
        Column("change_kind", Bilingual("变更种类", "Kind"), choices=CHANGES, required=True),
        Column("name", Bilingual("变更事项", "What changed"), required=True),
        Column("amount_before_fen", Bilingual("变更前金额", "Amount before"), unit=Bilingual("元", "yuan")),
        Column("amount_fen", Bilingual("变更后金额", "Amount after"), unit=Bilingual("元", "yuan")),
        Column("signed_on", Bilingual("签署日期", "Signed on"), required=True),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "合同变更"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_change_a_case")]

    def __str__(self) -> str:
        return self.name


class ContractDispute(Register):
    """A dispute under a contract, from its entry to its outcome."""

    title = Bilingual("合同争议", "Disputes under contracts")
    retention = THIRTY_YEARS

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+", verbose_name="合同")
    name = models.CharField("争议事项", max_length=200)
    entered_on = models.DateField("登记日期")
    claim_fen = models.BigIntegerField("涉及金额（分）", null=True, blank=True)
    way = models.CharField("处理方式", max_length=20, choices=choices(WAYS), blank=True)
    outcome = models.CharField("结果", max_length=20, choices=choices(OUTCOMES), blank=True)
    recovered_fen = models.BigIntegerField("挽回损失（分）", null=True, blank=True)
    closed_on = models.DateField("结案日期", null=True, blank=True)

    columns = (
        Column("contract", Bilingual("合同", "Contract"), required=True),
        Column("name", Bilingual("争议事项", "In dispute"), required=True),
        Column("entered_on", Bilingual("登记日期", "Entered on"), required=True),
        Column("claim_fen", Bilingual("涉及金额", "Amount"), unit=Bilingual("元", "yuan")),
        Column("way", Bilingual("处理方式", "Way"), choices=WAYS),
        Column("outcome", Bilingual("结果", "Outcome"), choices=OUTCOMES),
        Column(
            "recovered_fen", Bilingual("挽回损失", "Recovered"), unit=Bilingual("元", "yuan"), shown=False
        ),
        Column("closed_on", Bilingual("结案日期", "Closed on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "合同争议"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_dispute_a_case")]

    def __str__(self) -> str:
        return self.name
