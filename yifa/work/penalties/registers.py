"""Every penalty case, from its clue to what was paid, published and withdrawn."""

from __future__ import annotations

from typing import Final

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    count_or_none,
    day,
    day_or_none,
    link,
    long_text,
    money_or_none,
    picked,
    text,
    yes_no,
)
from yifa.cases.registers.register import (
    PERMANENT,
    TEN_YEARS,
    THIRTY_YEARS,
    ImportBy,
    Register,
    entered_by,
)
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

SOURCES: Final = {
    "inspection": Bilingual("行政检查", "Inspection"),
    "report": Bilingual("投诉举报", "Complaint or report"),
    "assigned": Bilingual("上级交办、有关机关移送", "Assigned from above, or referred"),
    "monitored": Bilingual("监测发现", "Found by monitoring"),
    "other": Bilingual("其他", "Other"),
}
OUTCOMES: Final = {
    "penalty": Bilingual("给予行政处罚", "Penalty"),
    "none": Bilingual("不予行政处罚", "No penalty"),
    "transfer": Bilingual("移送司法机关", "Transferred"),
    "not_filed": Bilingual("不予立案", "Not filed"),
}
KINDS: Final = {
    "warning": Bilingual("警告", "Warning"),
    "criticism": Bilingual("通报批评", "Public criticism"),
    "fine": Bilingual("罚款", "Fine"),
    "confiscation": Bilingual("没收违法所得、非法财物", "Confiscation"),
    "suspension": Bilingual("暂扣许可证件、降低资质等级", "Suspension or lowered grade"),
    "other": Bilingual("其他行政处罚", "Other penalty"),
    "restriction": Bilingual("限制经营、停产停业、关闭、限制从业", "Restriction, stop, close or bar"),
    "revocation": Bilingual("吊销许可证件", "Revocation"),
}
"""From the lightest to the heaviest."""
GROUNDS: Final = {
    "minor": Bilingual("轻微不罚", "Minor, corrected, no harm"),
    "first": Bilingual("首违不罚", "First, slight, corrected"),
    "no_fault": Bilingual("没有主观过错", "No fault"),
    "unfounded": Bilingual("违法事实不能成立", "Not established"),
}


class Penalty(Register):
    """One case of penalty. main_kind: the heaviest of the kinds imposed, under which the decision counts once."""

    title = Bilingual("行政处罚案件", "Penalty cases")
    retention = THIRTY_YEARS

    party = link(Party, "当事人", "Party")
    matter = text("案由", "Cause", 120, required=True)
    source = choice("来源", "Source", SOURCES, required=True)
    clue_facts = text("涉嫌的违法事实", "Facts suspected", 2000, required=True, personal=True, shown=False)
    found_on = day("发现之日", "Discovered on", required=True, shown=False)
    act_ended_on = day("违法行为发生、终了之日", "Violation ended on", required=True, shown=False)
    harms = yes_no(
        "涉及生命健康、金融安全且有危害后果",
        "Did harm to life, health or finance",
        required=True,
        shown=False,
    )
    clue_on = day("线索日期", "Clue on")
    filed_on = day_or_none("立案日期", "Filed on")
    told_on = day_or_none("告知日期", "Told on", shown=False)
    heard_on = day_or_none("听证日期", "Heard on", shown=False)
    reviewed_on = day_or_none("法制审核日期", "Reviewed on", shown=False)
    outcome = choice("结果", "Outcome", OUTCOMES, blank=True)
    ended_on = day_or_none("作出决定、移送、不予立案日期", "Decided, transferred or not filed on")
    decision_number = text("决定书文号", "Decision", 60, blank=True)
    main_kind = choice("最重的处罚种类", "Heaviest kind", KINDS, blank=True)
    penalty_kinds = text("处罚种类", "Kinds", 200, blank=True, shown=False)
    decision_law = long_text("处罚的内容和依据", "Penalty and basis", blank=True, shown=False)
    fine_fen = money_or_none("罚款", "Fine")
    confiscated_fen = money_or_none("没收金额", "Confiscated", shown=False)
    none_ground = choice("不予处罚的情形", "Why no penalty", GROUNDS, blank=True, shown=False)
    served_on = day_or_none("送达日期", "Served on", shown=False)
    published_on = day_or_none("公开日期", "Published on")
    paid_on = day_or_none("缴款日期", "Paid on")
    paid_fen = money_or_none("缴款金额", "Paid", shown=False)
    court_on = day_or_none("申请强制执行日期", "Court applied to on", shown=False)
    closed_on = day_or_none("结案日期", "Closed on")
    withdrawn_on = day_or_none("撤回公开日期", "Publication withdrawn on", shown=False)

    import_by = ImportBy(
        "penalising/record-clue",
        title=lambda row: f"{row['party']}：{row['matter']}",
        columns=lambda own: picked(
            own,
            Column("party", Bilingual("当事人", "Party"), required=True),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT),
            "matter",
            "source",
            "clue_facts",
            "found_on",
            "act_ended_on",
            "harms",
        ),
        party_code="uscc",
        same=lambda row: models.Q(party__name=row["party"], matter=row["matter"], closed_on__isnull=True),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_penalty_a_case")]

    def __str__(self) -> str:
        return self.matter


class PenaltyChange(Register):
    """A published penalty that was changed, quashed, found unlawful or void, and its withdrawal from what is published."""

    title = Bilingual("处罚决定变更、撤销", "Penalties changed or quashed")
    retention = THIRTY_YEARS

    penalty = link(Penalty, "处罚案件", "Penalty case")
    change = choice(
        "情形",
        "What became of it",
        {
            "changed": Bilingual("变更", "Changed"),
            "quashed": Bilingual("撤销", "Quashed"),
            "unlawful": Bilingual("确认违法", "Found unlawful"),
            "void": Bilingual("确认无效", "Found void"),
        },
    )
    change_document = text("文书", "Document", 200)
    learnt_on = day("知悉日期", "Learnt on")
    withdrawn_on = day_or_none("撤回日期", "Withdrawn on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_penalty_change_a_case")]

    def __str__(self) -> str:
        return self.change_document


class SummaryPenalty(Register):
    """A penalty decided on the spot. collected: whether the fine was taken there."""

    title = Bilingual("当场处罚", "Penalties on the spot")
    retention = THIRTY_YEARS

    party = link(Party, "当事人", "Party")
    matter = text("违法行为", "Violation", 160)
    decided_on = day("决定日期", "Decided on")
    spot_kind = choice(
        "处罚种类", "Kind", {"warning": Bilingual("警告", "Warning"), "fine": Bilingual("罚款", "Fine")}
    )
    fine_fen = money_or_none("罚款", "Fine")
    decision_number = text("决定书编号", "Decision", 60)
    competence = text("处罚依据", "Basis", 300, shown=False)
    collected = yes_no("当场收缴", "Collected on the spot", shown=False)
    filed_on = day_or_none("备案日期", "Filed on")
    handed_in_on = day_or_none("交至机关日期", "Handed in on", shown=False)
    banked_on = day_or_none("缴付银行日期", "Paid into the bank on", shown=False)
    published_on = day_or_none("公开日期", "Published on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_summary_penalty_a_case")]

    def __str__(self) -> str:
        return self.decision_number


class Standard(Register):
    """An entry of the standards of discretion, or of a list of violations that are not punished, or less."""

    title = Bilingual("裁量基准和包容免罚清单", "Standards of discretion")
    retention = PERMANENT

    standard_code = text("编号", "Number", 40)
    list_kind = choice(
        "类别",
        "List",
        {
            "standard": Bilingual("裁量基准", "Standard"),
            "none": Bilingual("不予处罚清单", "Not punished"),
            "reduced": Bilingual("减轻处罚清单", "Reduced"),
            "lighter": Bilingual("从轻处罚清单", "Lighter"),
        },
    )
    standard_matter = text("违法行为", "Violation", 160)
    standard_basis = text("处罚依据", "Basis", 300, shown=False)
    circumstances = long_text("适用情形", "Circumstances")
    standard_text = long_text("裁量标准", "Standard", shown=False)
    fine_from_fen = money_or_none("罚款下限", "Fine from")
    fine_to_fen = money_or_none("罚款上限", "Fine to")
    published_as = text("公布的文件", "Published as", 200, shown=False)
    in_force_on = day("施行日期", "In force on")
    ended_on = day_or_none("终止日期", "Ended on")

    import_by = entered_by("discretion-standards/record", "standard_code")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "standard_code"],
                condition=models.Q(ended_on__isnull=True),
                name="one_standard_a_code",
            )
        ]

    def __str__(self) -> str:
        return f"{self.standard_code} {self.standard_matter}"


class Appraisal(Register):
    """A file of enforcement that was gone through, item by item."""

    title = Bilingual("案卷评查", "Files appraised")
    retention = TEN_YEARS

    appraised_number = text("案卷", "File", 60)
    round = text("批次", "Round", 80)
    score = count_or_none("得分", "Score")
    appraised_grade = choice(
        "等次",
        "Grade",
        {
            "excellent": Bilingual("优秀", "Excellent"),
            "passed": Bilingual("合格", "Passed"),
            "failed": Bilingual("不合格", "Failed"),
        },
        blank=True,
    )
    appraised_on = day_or_none("评查日期", "Appraised on")
    confirmed_on = day_or_none("确认日期", "Confirmed on")
    rectified_on = day_or_none("整改日期", "Put right on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_appraisal_a_case")]

    def __str__(self) -> str:
        return self.appraised_number
