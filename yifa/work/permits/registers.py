"""What was decided of foreigners' work, what was found afterwards, and every licence with its term and its end."""

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
    picked,
    text,
    yes_no,
)
from yifa.cases.registers.register import TEN_YEARS, THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

ACTS: Final = {
    "new_long": Bilingual("新办（90日以上）", "New, over 90 days"),
    "new_short": Bilingual("新办（90日以下）", "New, up to 90 days"),
    "extend": Bilingual("延期", "Extended"),
    "change": Bilingual("变更", "Changed"),
    "cancel": Bilingual("注销", "Cancelled"),
}
FOLLOWING: Final = frozenset({"extend", "change", "cancel"})
CLASSES: Final = {
    "a": Bilingual("A类：高端人才", "A, high-end"),
    "b": Bilingual("B类：专业人才", "B, professional"),
    "c": Bilingual("C类：其他人员", "C, other"),
}
GROUNDS: Final = {
    "talent_plan": Bilingual("入选人才计划", "Talent plan"),
    "recognised": Bilingual("国际公认的专业成就", "Recognised achievement"),
    "encouraged": Bilingual("市场导向的鼓励类岗位", "Encouraged post"),
    "founder": Bilingual("创新创业人才", "Founder"),
    "young": Bilingual("优秀青年人才", "Young talent"),
    "qualified": Bilingual("学历和工作经历", "Degree and work"),
    "pay": Bilingual("薪酬标准", "Pay"),
    "points": Bilingual("积分", "Points"),
    "agreement": Bilingual("配额、协议或者其他", "Quota, agreement, other"),
}
OUTCOMES: Final = {"granted": Bilingual("准予", "Granted"), "refused": Bilingual("不予", "Refused")}
MODES: Final = {
    "data": Bilingual("数据比对", "Comparing data"),
    "telephone": Bilingual("电话核查", "By telephone"),
    "written": Bilingual("书面核查", "In writing"),
}
ENDINGS: Final = {
    "withdrawn": Bilingual("撤回", "Withdrawn"),
    "revoked": Bilingual("撤销", "Revoked"),
    "cancelled": Bilingual("注销", "Cancelled"),
}
USES: Final = {"production": Bilingual("生产许可证", "Production"), "use": Bilingual("使用许可证", "Use")}


class WorkPermit(Register):
    """One decision of the national system on a foreigner's work; a person may stand here several times.

    superseded_on: the day from which another decision holds in its place, or on which it was cancelled.
    """

    title = Bilingual("外国人来华工作许可", "Foreigners' work permits")
    retention = TEN_YEARS

    permit_number = text("许可编号", "Number", 40, required=True)
    act = choice("业务类型", "Act", ACTS, required=True)
    permit_class = choice("类别", "Class", CLASSES, required=True)
    ground = choice("依据的标准", "Ground", GROUNDS, blank=True, shown=False)
    points = count_or_none("积分", "Points", shown=False)
    holder = text("姓名", "Name", 120, required=True, personal=True)
    nationality = text("国籍", "Nationality", 60, required=True)
    employer = link(Party, "用人单位", "Employer")
    position = text("岗位", "Position", 120, blank=True, shown=False)
    filed_on = day_or_none("申请日期", "Applied on", shown=False)
    accepted_on = day_or_none("受理日期", "Accepted on", shown=False)
    decided_on = day("决定日期", "Decided on", required=True)
    outcome = choice("结果", "Outcome", OUTCOMES, required=True)
    valid_from = day_or_none("有效期自", "Valid from", shown=False)
    valid_until = day_or_none("有效期至", "Valid until")
    superseded_on = day_or_none("被取代、注销日期", "Superseded on", shown=False)

    import_by = ImportBy(
        "work-permit-ledger/record",
        title=lambda row: f"{row['permit_number']} {ACTS[row['act']].zh}",
        columns=lambda own: picked(
            own,
            "permit_number",
            "act",
            "permit_class",
            "holder",
            "nationality",
            Column("employer", Bilingual("用人单位", "Employer"), required=True),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT),
            "position",
            "filed_on",
            "accepted_on",
            "decided_on",
            "outcome",
            "valid_from",
            "valid_until",
        ),
        party_code="uscc",
        same=lambda row: models.Q(
            permit_number=row["permit_number"], act=row["act"], decided_on=row["decided_on"]
        ),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "permit_number", "act", "decided_on"], name="one_row_a_work_permit_decision"
            )
        ]

    def __str__(self) -> str:
        return self.permit_number


class PermitCheck(Register):
    """What was asked about a permit after it was granted, off site, and what came of it."""

    title = Bilingual("来华工作许可核查", "Checks of work permits")
    retention = TEN_YEARS

    permit = link(WorkPermit, "许可", "Permit")
    employer = link(Party, "用人单位", "Employer")
    mode = choice("方式", "Mode", MODES)
    planned_on = day("开始日期", "Begun on")
    concluded_on = day_or_none("书面结果日期", "Concluded on")
    problem = yes_no("发现问题", "Problem found", shown=False)
    rectify_by = day_or_none("整改期限", "Rectify by", shown=False)
    rectified_on = day_or_none("整改完成日期", "Rectified on")
    passed_to = text("移送", "Passed on to", 120, blank=True, shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_permit_check_a_case")]

    def __str__(self) -> str:
        return self.permit.permit_number


class Licence(Register):
    """A licence of the bureau's own, from its grant to its end."""

    title = Bilingual("实验动物许可证", "Laboratory-animal licences")
    retention = THIRTY_YEARS

    licence_number = text("许可证编号", "Number", 60)
    holder = link(Party, "持证单位", "Holder")
    licence_use = choice("种类", "Kind", USES)
    species = text("品种和等级", "Species and grade", 300)
    facility = text("设施地址和环境等级", "Facility", 300, shown=False)
    valid_from = day("有效期自", "Valid from")
    valid_until = day("有效期至", "Valid until")
    renewed_on = day_or_none("延续日期", "Renewed on", shown=False)
    ended_on = day_or_none("终止日期", "Ended on")
    ending = choice("终止方式", "How it ended", ENDINGS, blank=True)
    ending_reasons = long_text("终止的理由", "Why it ended", blank=True, shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_licence_a_case")]

    def __str__(self) -> str:
        return self.licence_number
