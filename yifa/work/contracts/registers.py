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
    reviewed_on = models.DateField("审核日期", null=True, blank=True)
    contract_number = models.CharField("合同编号", max_length=60, blank=True)
    signed_on = models.DateField("签订日期", null=True, blank=True)
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
        Column("reviewed_on", Bilingual("审核日期", "Reviewed on")),
        Column("signed_on", Bilingual("签订日期", "Signed on")),
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

    columns = (
        Column("contract", Bilingual("合同", "Contract"), required=True),
        Column(
            "amount_fen",
            Bilingual("金额", "Amount"),
            unit=Bilingual("元", "yuan"),
            required=True,
        ),
        Column("paid_on", Bilingual("支付日期", "Paid on"), required=True),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "合同付款"

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount_fen / 100:.2f}"
