"""The register of government contracts, from their review to their end."""

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
    money_or_none,
    picked,
    text,
    yes_no,
)
from yifa.cases.registers.register import THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

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

    contract_number = text("合同编号", "Number", 60, blank=True)
    name = text("合同名称", "Contract", required=True)
    counterparty = link_or_none(Party, "合同对方", "Counterparty")
    contract_kind = choice("合同类型", "Kind", KINDS, required=True)
    amount_fen = money("金额", "Amount", unit=Bilingual("元", "yuan"), required=True)
    opinion = choice("审核意见", "Opinion", OPINIONS, blank=True)
    adoption = choice("采纳情况", "Adoption", ADOPTIONS, blank=True, shown=False)
    reviewed_on = day_or_none("审核日期", "Reviewed on")
    signed_on = day_or_none("签订日期", "Signed on")
    ends_on = day_or_none("履行期至", "Performed until", shown=False)
    state = choice("状态", "State", STATES, default="reviewed")

    # Signed before Yifa kept the register: recorded as it stands, and checked by another person.
    import_by = ImportBy(
        "contract-elsewhere/record",
        title=lambda row: f"{row['contract_number'] or ''} {row['name']}（{row['signed_on']}）".strip(),
        columns=lambda own: picked(
            own,
            "contract_number",
            "name",
            Column("counterparty", Bilingual("合同对方", "Counterparty"), required=True),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT),
            "contract_kind",
            "amount_fen",
            "opinion",
            "reviewed_on",
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

    contract = link(Contract, "合同", "Contract", related_name="payments", required=True)
    amount_fen = money("金额", "Amount", unit=Bilingual("元", "yuan"), required=True)
    paid_on = day("支付日期", "Paid on", required=True)
    due_on = day_or_none("应付日期", "Due on")
    to_sme = yes_no("付给中小企业", "To an SME")
    days_late = count("逾期天数", "Days late", default=0)

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount_fen / 100:.2f}"


class ContractMilestone(Register):
    """A day by which something under a contract is done."""

    title = Bilingual("合同履行节点", "Milestones of contracts")
    retention = THIRTY_YEARS

    contract = link(Contract, "合同", "Contract", required=True)
    name = text("节点", "Milestone", required=True)
    due_on = day("完成期限", "Due on", required=True)
    amount_fen = money_or_none("应付金额", "Amount due", unit=Bilingual("元", "yuan"))
    met_on = day_or_none("完成日期", "Met on")
    state = choice("状态", "State", MILESTONE_STATES, default="open")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_milestone_a_case")]

    def __str__(self) -> str:
        return self.name


class ContractChange(Register):
    """A change of a contract, or its rescission, as it was signed."""

    title = Bilingual("合同变更", "Changes of contracts")
    retention = THIRTY_YEARS

    contract = link(Contract, "合同", "Contract", required=True)
    change_kind = choice("变更种类", "Kind", CHANGES, required=True)
    name = text("变更事项", "What changed", required=True)
    amount_before_fen = money("变更前金额", "Amount before", unit=Bilingual("元", "yuan"))
    amount_fen = money("变更后金额", "Amount after", unit=Bilingual("元", "yuan"))
    signed_on = day("签署日期", "Signed on", required=True)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_change_a_case")]

    def __str__(self) -> str:
        return self.name


class ContractDispute(Register):
    """A dispute under a contract, from its entry to its outcome."""

    title = Bilingual("合同争议", "Disputes under contracts")
    retention = THIRTY_YEARS

    contract = link(Contract, "合同", "Contract", required=True)
    name = text("争议事项", "In dispute", required=True)
    entered_on = day("登记日期", "Entered on", required=True)
    claim_fen = money_or_none("涉及金额", "Amount", unit=Bilingual("元", "yuan"))
    way = choice("处理方式", "Way", WAYS, blank=True)
    outcome = choice("结果", "Outcome", OUTCOMES, blank=True)
    recovered_fen = money_or_none("挽回损失", "Recovered", unit=Bilingual("元", "yuan"), shown=False)
    closed_on = day_or_none("结案日期", "Closed on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_dispute_a_case")]

    def __str__(self) -> str:
        return self.name
