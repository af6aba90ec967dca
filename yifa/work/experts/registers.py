"""The pool of experts, whom each must avoid, where their fees go, and what they said in reviews."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    choice,
    count_or_none,
    day,
    day_or_none,
    link,
    shown,
    text,
    yes_no,
)
from yifa.cases.registers.register import TEN_YEARS, THIRTY_YEARS, Register, entered_by
from yifa.law.text import Bilingual

TITLES = {
    "senior": Bilingual("正高级", "Full professor's rank"),
    "associate": Bilingual("副高级", "Associate professor's rank"),
    "other": Bilingual("其他", "Other"),
}
KINDS = {
    "technical": Bilingual("技术", "Technical"),
    "finance": Bilingual("财务", "Finance"),
    "management": Bilingual("管理", "Management"),
}
STANDINGS = {
    "active": Bilingual("在库", "In the pool"),
    "paused": Bilingual("暂停", "Paused"),
    "removed": Bilingual("出库", "Removed"),
}
TIES = {
    "kin": Bilingual("近亲属", "Kin"),
    "adviser": Bilingual("师生", "Adviser or student"),
    "joint_work": Bilingual("合作项目、论文或者专利", "Joint project, paper or patent"),
    "interest": Bilingual("投资、任职、报酬", "Shares, service or pay"),
    "dispute": Bilingual("纠纷", "Dispute"),
}
CONFLICTS = {
    "none": Bilingual("没有需要回避的情形", "Nothing to avoid"),
    "same_unit": Bilingual("与申请单位或者合作单位同一单位", "Of the applicant's or a partner's unit"),
    **TIES,
}


class Expert(Register):
    """Somebody who may be drawn, from when until when, with the consent that was given."""

    title = Bilingual("专家库", "Pool of experts")
    retention = THIRTY_YEARS

    expert_name = text("姓名", "Name", 60, personal=True, required=True)
    employer = text("所在单位", "Unit", 160, required=True)
    rank = choice("职称", "Rank", TITLES, required=True)
    kind = choice("类别", "Kind", KINDS, required=True)
    knows = text("专业领域", "Fields of knowledge", 200, required=True)
    consented_on = day("同意入库日期", "Consented on", required=True)
    entered_on = day_or_none("入库日期", "Entered on")
    until = day_or_none("聘期至", "Until")
    standing = choice("状态", "Standing", STANDINGS, default="paused")
    removed_on = day_or_none("出库日期", "Removed on", shown=False)

    import_by = entered_by("pool-entry/propose", "expert_name", "employer")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_expert_a_case")]

    def __str__(self) -> str:
        return self.expert_name


class ExpertTie(Register):
    """A unit or a person whom an expert must avoid, as declared or found."""

    title = Bilingual("专家回避关系", "Ties of experts")
    retention = TEN_YEARS

    expert = link(Expert, "专家", "Expert", required=True)
    tied_to = text("单位或者人员", "Unit or person", 160, personal=True, required=True)
    tie = choice("关系", "Tie", TIES, required=True)
    since = day_or_none("起始", "Since")
    until = day_or_none("截止", "Until")
    declared_on = day("申报日期", "Declared on", required=True)


class ExpertAccount(Register):
    """Where an expert's fee goes: kept apart from the pool, the number by its last four digits."""

    title = Bilingual("专家收款账户", "Accounts of experts")
    retention = TEN_YEARS

    expert = link(Expert, "专家", "Expert", required=True)
    bank = text("开户行", "Bank", 120, required=True)
    number_ends = text("账号后四位", "Last four digits", 4, personal=True, required=True)
    confirmed_on = day("核对日期", "Confirmed on", required=True)


class ReviewSheet(Register):
    """One expert's sheet in a review. What it says stands in its columns from when the sheets are opened together."""

    title = Bilingual("专家评分表", "Experts' score sheets")
    retention = THIRTY_YEARS

    reviewer = text("专家", "Expert", 60, personal=True, required=True)
    confirmed_on = day("确认参加日期", "Accepted on", required=True)
    conflict = choice("回避情形", "Conflict", CONFLICTS, required=True)
    scored_on = day_or_none("评分日期", "Scored on")
    points = shown(
        models.DecimalField("得分", max_digits=6, decimal_places=2, null=True, blank=True), "Points"
    )
    recommends = yes_no("建议通过", "Recommends")
    opinion = text("意见", "Opinion", 1000, blank=True, shown=False)
    is_outlier = yes_no("与其他专家相差过大", "Far from the others")
    differs_by = count_or_none("与其他专家平均分相差", "Points from the others' mean", shown=False)
    opened_on = day_or_none("揭开日期", "Opened on")
    # What the expert said, of which no page shows anything before the sheets are opened.
    sealed_points = models.DecimalField("封存的得分", max_digits=6, decimal_places=2, null=True)
    sealed_recommends = models.BooleanField("封存的建议", default=False)
    sealed_opinion = models.TextField("封存的意见", blank=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "reviewer"], name="one_sheet_an_expert")
        ]

    def __str__(self) -> str:
        return self.reviewer
