"""Banks with a share of the risk, loans from recommendation to repayment, what the fund bore and got back, pledged patents."""

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
)
from yifa.cases.registers.register import THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

_TEN_THOUSAND = Bilingual("万元", "10,000 yuan")
_USCC = Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT)
_PATENTS = Column("patents", Bilingual("专利号", "Patent numbers"), required=True, kind=types.TEXT)
STATES = {
    "recommended": Bilingual("已推荐", "Recommended"),
    "lent": Bilingual("已放款", "Lent"),
    "overdue": Bilingual("已逾期", "Overdue"),
    "compensated": Bilingual("已补偿", "Compensated"),
    "repaid": Bilingual("已还清", "Repaid"),
    "refused": Bilingual("未放款", "Not lent"),
    "settled": Bilingual("已了结", "Settled"),
}


class LoanBank(Register):
    """A bank that lends under the fund, with the share of a loss that the fund bears and the most that it pays the bank."""

    title = Bilingual("信用贷款合作银行", "Banks of compensated credit")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "银行", "Bank", required=True)
    agreement = text("合作协议", "Agreement", 120, required=True)
    fund_share = count("风险补偿资金承担比例（%）", "Borne by the fund (percent)", required=True)
    pool_fen = money("补偿限额", "Most compensated", unit=_TEN_THOUSAND, required=True)
    agreed_from = day("协议期自", "From", required=True)
    agreed_until = day("协议期至", "Until", required=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_loan_bank_a_case"),
            models.CheckConstraint(
                condition=models.Q(fund_share__gte=1, fund_share__lte=100), name="fund_bears_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.agreement


class Loan(Register):
    """A loan by its stages: asked for, recommended, lent, repaid, compensated, recovered are sums of their own."""

    title = Bilingual("知识价值信用贷款", "Knowledge-value loans")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "企业", "Enterprise", required=True)
    asked_fen = money("申请金额", "Asked for", unit=_TEN_THOUSAND, required=True, shown=False)
    limit_fen = money("推荐额度", "Recommended", unit=_TEN_THOUSAND, required=True)
    recommended_on = day("推荐日期", "Recommended on", required=True)
    bank = link_or_none(Party, "银行", "Bank")
    principal_fen = money("放款金额", "Lent", default=0, unit=_TEN_THOUSAND)
    lent_on = day_or_none("放款日期", "Lent on")
    due_on = day_or_none("到期日期", "Due on")
    repaid_fen = money("已还本金", "Repaid", default=0, unit=_TEN_THOUSAND)
    overdue_on = day_or_none("逾期日期", "Overdue on", shown=False)
    compensated_fen = money("核定补偿金额", "Compensated", default=0, unit=_TEN_THOUSAND)
    compensated_on = day_or_none("核定补偿日期", "Compensated on", shown=False)
    ended_on = day_or_none("了结日期", "Settled on", shown=False)
    state = choice("状态", "State", STATES, required=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_loan_a_case"),
            models.CheckConstraint(
                condition=models.Q(principal_fen__gte=models.F("repaid_fen")),
                name="not_more_repaid_than_lent",
            ),
            models.CheckConstraint(
                condition=models.Q(principal_fen__gte=models.F("compensated_fen")),
                name="not_more_compensated_than_lent",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "bank", "compensated_on"], name="loan_by_bank")]


class LoanRecovery(Register):
    """What the bank recovered of a compensated loan, and the fund's part of it: one row a receipt."""

    title = Bilingual("补偿后追偿", "Recovered after compensation")
    retention = THIRTY_YEARS

    loan = link(Loan, "贷款", "Loan", related_name="recoveries", required=True)
    recovered_on = day("到账日期", "Recovered on", required=True)
    amount_fen = money("追偿金额", "Recovered", unit=_TEN_THOUSAND, required=True)
    fund_part_fen = money("返还风险补偿资金", "Returned to the fund", unit=_TEN_THOUSAND, required=True)
    voucher = text("银行回单、凭证号", "Voucher", 80, required=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "loan", "voucher"], name="one_recovery_a_voucher"),
        ]

    def __str__(self) -> str:
        return self.voucher


class Pledge(Register):
    """A registered pledge of patents, and the loan that it secures; items, rights and sums are counted apart."""

    title = Bilingual("专利权质押融资", "Loans against patents")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "出质人", "Pledgor", required=True)
    lender = text("质权人", "Pledgee", 160, required=True)
    notice_number = text("质押登记通知书", "Notice of registration", 80, required=True)
    registered_on = day("登记日期", "Registered on", required=True)
    rights = count("专利件数", "Number of patents", required=True)
    principal_fen = money("融资金额", "Financed", unit=_TEN_THOUSAND, required=True)
    pledged_until = day("质押期至", "Pledged until", required=True)

    import_by = ImportBy(
        "recording-pledges/record",
        title=lambda row: f"专利权质押：{row['notice_number']}",
        columns=lambda own: (*(one for one in own if one.name != "rights"), _PATENTS, _USCC),
        party_code="uscc",
        answers=lambda row: {
            **{
                "amount" if name == "principal_fen" else name: value
                for name, value in row.items()
                if name != "patents"
            },
            "patents": [{"patent": one} for one in _patents(row.get("patents"))],
        },
        same=lambda row: models.Q(notice_number=row["notice_number"]),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_pledge_a_case"),
            models.CheckConstraint(condition=models.Q(rights__gte=1), name="something_is_pledged"),
        ]

    def __str__(self) -> str:
        return self.notice_number


class PledgedRight(Register):
    """One patent in a pledge."""

    title = Bilingual("质押的专利", "Pledged patents")
    retention = THIRTY_YEARS

    pledge = link(Pledge, "质押", "Pledge", related_name="patents", required=True)
    patent = text("专利号", "Patent", 60, required=True)
    patent_title = text("名称", "Title", 160, blank=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "pledge", "patent"], name="a_patent_once_in_a_pledge"),
        ]

    def __str__(self) -> str:
        return self.patent


def _patents(cell: object) -> list[str]:
    """The patents in one cell, however they are parted."""
    said = str(cell or "")
    for mark in "、，；;\n":
        said = said.replace(mark, ",")
    return [one.strip() for one in said.split(",") if one.strip()]
