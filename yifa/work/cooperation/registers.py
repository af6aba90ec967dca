"""What was offered, wanted, brought together, advised, and by whom it was carried into the field."""

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
    money_or_none,
    shown,
    text,
    yes_no,
)
from yifa.cases.registers.register import PERMANENT, TEN_YEARS, ImportBy, Register, entered_by
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

_TEN_THOUSAND = Bilingual("万元", "10,000 yuan")
_USCC = Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT)
RESULT_KINDS = {
    "patent": Bilingual("专利", "Patent"),
    "software": Bilingual("软件", "Software"),
    "variety": Bilingual("新品种", "Variety"),
    "standard": Bilingual("标准", "Standard"),
    "prize": Bilingual("获奖成果", "Prize"),
    "other": Bilingual("其他", "Other"),
}
STAGES = {
    "research": Bilingual("研究阶段", "Research"),
    "small_trial": Bilingual("小试", "Small trial"),
    "pilot": Bilingual("中试", "Pilot"),
    "sample": Bilingual("样品样机", "Sample"),
    "mass": Bilingual("批量生产", "Mass production"),
}
WAYS = {
    "own_use": Bilingual("自行实施", "Own use"),
    "transfer": Bilingual("转让", "Transfer"),
    "licence": Bilingual("许可", "Licence"),
    "shares": Bilingual("作价投资", "Contribution as capital"),
    "cooperation": Bilingual("合作实施", "Joint use"),
}
NEED_KINDS = {
    "attack": Bilingual("技术攻关", "Research to be done"),
    "transfer": Bilingual("成果引进", "Results to be bought"),
    "support": Bilingual("咨询、检测等服务", "Services"),
}
NEED_STATES = {
    "collected": Bilingual("已核对", "Collected"),
    "published": Bilingual("已发布", "Published"),
    "matched": Bilingual("对接中", "Being matched"),
    "solved": Bilingual("已解决", "Solved"),
    "given_up": Bilingual("企业不再需要", "Given up"),
    "no_taker": Bilingual("没有承接方", "No taker"),
}
MATCH_RESULTS = {
    "met": Bilingual("已对接", "Met"),
    "intent": Bilingual("达成意向", "Letter of intent"),
    "contract": Bilingual("签订合同", "Contract"),
    "none": Bilingual("未达成", "Nothing came of it"),
}
CONTACT_KINDS = {
    "survey": Bilingual("科技资源普查", "Survey"),
    "visit": Bilingual("走访调研", "Visit"),
}
COMMISSIONER_KINDS = {
    "commissioner": Bilingual("科技特派员", "Commissioner"),
    "team": Bilingual("科技特派员团队", "Team of commissioners"),
    "unit": Bilingual("法人科技特派员", "Body as commissioner"),
    "volunteer": Bilingual("科技志愿者", "Volunteer"),
}
LEVELS = {
    "national": Bilingual("国家级", "National"),
    "provincial": Bilingual("省级", "Provincial"),
    "municipal": Bilingual("市级", "Municipal"),
    "district": Bilingual("区县级", "District or county"),
}


class Result(Register):
    """A result of science that its owner offers in public."""

    title = Bilingual("科技成果", "Results offered")
    retention = TEN_YEARS

    result_name = text("成果", "Result", required=True)
    owner = text("权利人", "Owner", 160, required=True)
    presenter = text("发布的专家", "Presented by", 60, blank=True, personal=True, shown=False)
    result_kind = choice("种类", "Kind", RESULT_KINDS, required=True)
    stage = choice("阶段", "Stage", STAGES, required=True)
    way = choice("转化方式", "Way", WAYS, required=True)
    published_on = day("发布日期", "Published on", required=True)

    import_by = ImportBy(
        "publishing-results/record",
        title=lambda row: f"科技成果：{row['result_name']}",
        columns=lambda own: (
            *own,
            Column("occasion", Bilingual("发布活动", "Occasion"), required=True, kind=types.TEXT),
            Column(
                "agreed",
                Bilingual("权利人书面同意发布", "Its owner agrees in writing"),
                required=True,
                kind=types.BOOLEAN,
            ),
            Column(
                "secret", Bilingual("涉及国家秘密或者约定保密", "Secret"), required=True, kind=types.BOOLEAN
            ),
        ),
        answers=lambda row: {
            "occasion": row["occasion"],
            "published_on": row["published_on"],
            "results": [
                {name: value for name, value in row.items() if name not in ("occasion", "published_on")}
            ],
        },
        same=lambda row: models.Q(
            result_name=row["result_name"], owner=row["owner"], published_on=row["published_on"]
        ),
    )

    def __str__(self) -> str:
        return self.result_name


class Need(Register):
    """What an enterprise wants solved, and where that stands."""

    title = Bilingual("技术需求", "Technical needs")
    retention = TEN_YEARS

    need_name = text("需求", "Need", required=True)
    party = link_or_none(Party, "企业", "Enterprise", required=True)
    need_kind = choice("种类", "Kind", NEED_KINDS, required=True)
    target = text("可以检验的目标", "Measurable target", required=True, shown=False)
    budget_fen = money_or_none("拟投入", "Budget", unit=_TEN_THOUSAND)
    collected_on = day("征集日期", "Collected on", required=True)
    needed_by = day("解决期限", "Needed by", required=True)
    is_public = yes_no("公开发布", "Public", shown=False)
    published_on = day_or_none("发布日期", "Published on", shown=False)
    need_state = choice("状态", "State", NEED_STATES, required=True)
    ended_on = day_or_none("结束日期", "Ended on", shown=False)

    # What enterprises fill in on a form; what becomes of it is written by the steps that follow.
    import_by = ImportBy(
        "collecting-needs/submit",
        title=lambda row: f"{row['need_name']}（{row['party']}）",
        columns=lambda own: (
            *(
                column
                for column in own
                if column.name not in ("collected_on", "published_on", "need_state", "ended_on")
            ),
            _USCC,
        ),
        party_code="uscc",
        answers=lambda row: {
            "budget" if name == "budget_fen" else name: value for name, value in row.items()
        },
        same=lambda row: models.Q(party__name=str(row["party"]), need_name=row["need_name"]),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_need_a_case")]

    def __str__(self) -> str:
        return self.need_name


class Match(Register):
    """A meeting of a need with whoever may solve it, and what came of it; an intent is not a contract."""

    title = Bilingual("产学研对接", "Matching")
    retention = TEN_YEARS

    party = link_or_none(Party, "企业", "Enterprise", required=True)
    partner = text("合作单位", "Partner", 160, required=True)
    matched_subject = text("对接内容", "Subject", required=True)
    matched_on = day("日期", "Day", required=True)
    match_result = choice("结果", "Outcome", MATCH_RESULTS, required=True)
    amount_fen = money_or_none("合同金额", "Contract amount", unit=_TEN_THOUSAND)
    contract_number = text("合同编号", "Contract", 80, blank=True)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_match_a_case")]


class Contact(Register):
    """An enterprise surveyed or visited: an enterprise is known by its code, and a visit leaves no finding."""

    title = Bilingual("企业普查和走访", "Surveys and visits")
    retention = TEN_YEARS

    contact_kind = choice("类别", "Kind", CONTACT_KINDS, required=True)
    name = text("企业", "Enterprise", 160, required=True)
    uscc = text("统一社会信用代码", "Credit code", 18, required=True)
    contacted_on = day("日期", "Day", required=True)
    section = text("科室", "Section", 60, required=True)
    difficulties = text("困难和需要", "Difficulties and wants", blank=True)

    import_by = ImportBy(
        "contacting-enterprises/record",
        title=lambda row: f"{CONTACT_KINDS[row['contact_kind']].zh}：{row['name']}（{row['contacted_on']}）",
        columns=lambda own: own,
        answers=lambda row: {
            "contact_kind": row["contact_kind"],
            "contacted_on": row["contacted_on"],
            "section": row["section"],
            "enterprises": [
                {name: row[name] for name in ("name", "uscc", "difficulties") if row[name] not in (None, "")}
            ],
        },
        happened_on=lambda row: row["contacted_on"],
        same=lambda row: models.Q(
            contact_kind=row["contact_kind"], uscc=row["uscc"], contacted_on=row["contacted_on"]
        ),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "uscc"], name="an_enterprise_once_a_contact")
        ]


class Letter(Register):
    """A letter of advice, in force when both sides have signed it."""

    title = Bilingual("科技会商建议书", "Letters of advice")
    retention = TEN_YEARS

    letter_number = text("编号", "Number", 40, required=True)
    party = link_or_none(Party, "企业", "Enterprise", required=True)
    topic = text("会商事项", "Topic", 160, required=True)
    pieces = count("建议条数", "Pieces of advice", required=True)
    signed_on = day("本局签发", "Signed by the bureau", required=True)
    firm_signed_on = day_or_none("企业签收", "Signed by the enterprise")
    reports = count("月度进展次数", "Monthly reports", default=0)
    last_report_on = day_or_none("最近进展日期", "Last report", shown=False)
    solved = yes_no("企业确认已解决", "Solved, says the enterprise")
    answered_on = day_or_none("企业反馈日期", "Answered on", shown=False)
    closed_on = day_or_none("办结日期", "Closed on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_letter_of_advice_a_case")]

    def __str__(self) -> str:
        return self.letter_number


class Advice(Register):
    """One piece of advice in a letter."""

    title = Bilingual("会商建议", "Pieces of advice")
    retention = TEN_YEARS

    letter = link(Letter, "建议书", "Letter", related_name="advice", required=True)
    problem = text("企业的问题", "Problem", required=True)
    measure = text("建议和措施", "Advice and measure", required=True)
    section = text("责任科室", "Section", 60, required=True)
    signed_on = day("签发日期", "Signed on", required=True)
    due_on = day_or_none("期限", "Due")


class Commissioner(Register):
    """Somebody sent to serve a place or an enterprise for a term."""

    title = Bilingual("科技特派员和志愿者", "Commissioners and volunteers")
    retention = PERMANENT

    person = text("姓名、名称", "Name", 80, required=True, personal=True)
    unit = text("派出单位", "Unit", 160, required=True)
    trade = text("专业", "Trade", 80, required=True)
    commissioner_kind = choice("类别", "Kind", COMMISSIONER_KINDS, required=True)
    level = choice("级别", "Level", LEVELS, required=True)
    served = text("服务对象", "Serves", 160, required=True)
    term_from = day("期限自", "From", required=True)
    term_until = day("期限至", "Until", required=True)
    services = count("服务次数", "Services", default=0)
    ended_on = day_or_none("终止日期", "Ended on")

    import_by = entered_by(
        "sending-commissioners/record",
        "person",
        "served",
        "term_from",
        title=lambda row: f"{row['person']}（{row['served']}）",
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_commissioner_a_case")]

    def __str__(self) -> str:
        return self.served


class CommissionerService(Register):
    """One service of a commissioner, confirmed by whom it was done for."""

    title = Bilingual("科技特派员服务记录", "Services of commissioners")
    retention = TEN_YEARS

    commissioner = link(
        Commissioner, "科技特派员", "Commissioner", related_name="done", shown=False, required=True
    )
    served_on = day("日期", "Day", required=True)
    served_object = text("服务对象", "Served", 160, required=True)
    matter = text("事项", "Matter", required=True)
    days = shown(models.DecimalField("天数", max_digits=5, decimal_places=1), "Days", required=True)
    confirmed_by = text("服务对象确认", "Confirmed by", 80, required=True, personal=True, shown=False)
