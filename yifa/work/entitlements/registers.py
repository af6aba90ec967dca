"""What enterprises say of a year, who was told of a policy, and what enterprises are to have without applying."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    day,
    day_or_none,
    link_or_none,
    money,
    money_or_none,
    text,
)
from yifa.cases.registers.register import TEN_YEARS, THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

_TEN_THOUSAND = Bilingual("万元", "10,000 yuan")
_USCC = Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT)
SOURCES = {
    "audit": Bilingual("审计报告", "Audit"),
    "tax": Bilingual("纳税申报", "Tax return"),
    "statistics": Bilingual("统计报表", "Statistical return"),
    "self": Bilingual("企业自报", "The enterprise's own word"),
}
STATES = {
    "proposed": Bilingual("已列入名单", "On the list"),
    "told": Bilingual("已告知", "Told"),
    "confirmed": Bilingual("企业已确认", "Confirmed"),
    "awarded": Bilingual("已核定", "Awarded"),
    "waived": Bilingual("企业放弃", "Waived"),
    "lapsed": Bilingual("逾期未确认", "Lapsed"),
    "dropped": Bilingual("不列入", "Not listed"),
}


class EnterpriseYear(Register):
    """Figures of one enterprise and year, from one source; the R&D of the tax return is no other R&D."""

    title = Bilingual("企业年度数据", "Figures of enterprises")
    retention = TEN_YEARS

    party = link_or_none(Party, "企业", "Enterprise", required=True)
    data_year = count("年度", "Year", required=True)
    source_kind = choice("来源", "Source", SOURCES, required=True)
    sales_fen = money("营业收入", "Sales", unit=_TEN_THOUSAND, required=True)
    rd_tax_fen = money_or_none("研发费用（税前加计扣除口径）", "R&D by the tax return", unit=_TEN_THOUSAND)
    staff_total = count("职工总数", "Staff", required=True)
    st_staff = count("科技人员", "Science and technology staff", required=True)
    entered_on = day("登记日期", "Entered on", required=True, shown=False)

    import_by = ImportBy(
        "entering-enterprise-years/record",
        title=lambda row: f"{row['party']}{row['data_year']}年度数据（{SOURCES[row['source_kind']].zh}）",
        columns=lambda own: (*(column for column in own if column.name != "entered_on"), _USCC),
        party_code="uscc",
        answers=lambda row: {name.removesuffix("_fen"): value for name, value in row.items()},
        same=lambda row: models.Q(
            party__name=str(row["party"]), data_year=row["data_year"], source_kind=row["source_kind"]
        ),
    )

    class Meta(Register.Meta):
        indexes = [models.Index(fields=["bureau", "party", "data_year"], name="enterprise_year")]


class Notice(Register):
    """An enterprise that was told of a policy, how and when."""

    title = Bilingual("政策精准告知", "Who was told of a policy")
    retention = TEN_YEARS

    policy = text("政策", "Policy", 120, required=True)
    name = text("企业", "Enterprise", 160, required=True)
    uscc = text("统一社会信用代码", "Credit code", 18, blank=True)
    told_how = text("告知方式", "How", 120, required=True)
    told_on = day("告知日期", "Told on", required=True)

    class Meta(Register.Meta):
        indexes = [models.Index(fields=["bureau", "policy", "uscc"], name="notice_by_policy")]


class Entitlement(Register):
    """What an enterprise is to have without applying, from the list to the award."""

    title = Bilingual("免申即享", "Had without applying")
    retention = THIRTY_YEARS

    policy = text("政策", "Policy", 120, required=True)
    conditions_of = day("依据的条件自", "Conditions of", required=True, shown=False)
    party = link_or_none(Party, "企业", "Enterprise", required=True)
    amount_fen = money("金额", "Amount", unit=_TEN_THOUSAND, required=True)
    listed_on = day("列入名单日期", "Listed on", required=True)
    told_on = day_or_none("告知日期", "Told on", shown=False)
    told_how = text("告知方式", "How", 120, blank=True, shown=False)
    entitlement_state = choice("状态", "State", STATES, required=True)
    settled_on = day_or_none("确认、放弃或者逾期日期", "Settled on")
    award_number = text("核定事项", "Award", 40, blank=True)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_entitlement_a_case")]
