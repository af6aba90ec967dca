"""Leading groups and who is on them, what they met about and heard, and statements on law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import models

from yifa.cases.models import Case
from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    day,
    day_or_none,
    long_text,
    picked,
    text,
    yes_no,
)
from yifa.cases.registers.register import PERMANENT, THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.procedure import types

ROLES = {
    "leader": Bilingual("组长", "Head"),
    "deputy": Bilingual("副组长", "Deputy head"),
    "member": Bilingual("成员", "Member"),
}
EVENTS = {
    "meeting": Bilingual("会议", "Meeting"),
    "report": Bilingual("听取汇报", "Report heard"),
}
FORMS = {
    "": Bilingual("未述法", "Not stated yet"),
    "in_person": Bilingual("现场述法", "In person"),
    "written": Bilingual("书面述法", "Written"),
}
GRADES = {
    "": Bilingual("未评议", "Not assessed yet"),
    "good": Bilingual("好", "Good"),
    "fair": Bilingual("较好", "Fairly good"),
    "average": Bilingual("一般", "Average"),
    "poor": Bilingual("较差", "Poor"),
}


_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")


def _established(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answers of the step by which a group is established; names stand in one cell."""
    people = {
        name: [one for one in _BETWEEN_NAMES.split(row.get(name) or "") if one]
        for name in ("deputies", "members")
    }
    same = {name: row.get(name) for name in ("document", "leader", "office_at", "duties")}
    return {"group_name": row["name"], **same, **people}


class LeadingGroup(Register):
    """A leading group."""

    title = Bilingual("领导小组", "Leading groups")
    retention = PERMANENT

    name = text("名称", "Name", 100)
    document = text("成立文件", "Document", 120)
    established_on = day("成立日期", "Established on")
    office_at = text("办公室设在", "Its office is at", 80, blank=True)
    duties = long_text("职责", "Duties", blank=True, shown=False)
    reviewed_on = day_or_none("最近核对日期", "Last checked on")
    dissolved_on = day_or_none("撤销日期", "Dissolved on")

    import_by = ImportBy(
        "group/establish",
        title=lambda row: str(row["name"]),
        columns=lambda own: (
            *picked(own, "name", "document", "established_on"),
            Column("leader", Bilingual("组长", "Head"), required=True, kind=types.TEXT, personal=True),
            Column("deputies", Bilingual("副组长", "Deputy heads"), kind=types.TEXT, personal=True),
            Column("members", Bilingual("成员", "Members"), required=True, kind=types.TEXT, personal=True),
            *picked(own, "office_at", "duties"),
        ),
        answers=_established,
        happened_on=lambda row: row["established_on"],
        same=lambda row: models.Q(name=row["name"], document=row["document"]),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_leading_group_a_case")]


class GroupMember(Register):
    """Somebody on a leading group, from a document to a document."""

    title = Bilingual("领导小组组成人员", "Members of leading groups")
    retention = PERMANENT

    reached = (Column("group__name", Bilingual("领导小组", "Leading group")),)

    person = text("姓名", "Name", 40, personal=True)
    role = choice("职务", "Role", ROLES)
    from_on = day("起", "From")
    by_document = text("依据文件", "By document", 120)
    until_on = day_or_none("止", "Until")
    ended_by_document = text("免去文件", "Ended by document", 120, blank=True, shown=False)
    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+", verbose_name="领导小组")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person", "role"],
                condition=models.Q(until_on__isnull=True),
                name="one_seat_a_person_in_a_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()}"


class GroupEvent(Register):
    """A meeting of a leading group, or a report that it heard: each a case of its own."""

    title = Bilingual("领导小组会议和听取汇报", "Meetings and reports of leading groups")
    retention = THIRTY_YEARS

    reached = (
        Column("group__name", Bilingual("领导小组", "Leading group")),
        Column("matter__number", Bilingual("编号", "Number")),
        Column("matter__title", Bilingual("名称", "Title")),
    )

    kind = choice("类别", "Kind", EVENTS)
    added_on = day("引用日期", "Added on")
    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+", verbose_name="领导小组")
    matter = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="会议、汇报")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["group", "matter"], name="one_event_a_group_and_matter")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.matter.number}"


class StatementRound(Register):
    """A year's statements on law."""

    title = Bilingual("年度述法工作", "Yearly statements on law")
    retention = THIRTY_YEARS

    statement_year = count("述法年度", "Year")
    leaders = count("述法对象人数", "Leaders")
    called_on = day("部署日期", "Called on")
    collect_by_on = day("收齐日期", "To be in by")
    concluded_on = day_or_none("汇总日期", "Concluded on")
    conclusion = long_text("总体情况", "Overall", blank=True, shown=False)
    reported_on = day_or_none("报送日期", "Reported on")
    reported_to = text("报送机关", "Reported to", 100, blank=True, shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_statement_round_a_case")]

    def __str__(self) -> str:
        return f"{self.statement_year}年述法"


class Statement(Register):
    """One leader's statement on law for one year."""

    title = Bilingual("述法", "Statements on law")
    retention = THIRTY_YEARS

    reached = (Column("round__statement_year", Bilingual("述法年度", "Year")),)

    leader = text("述法人", "Leader", 40, personal=True)
    leader_post = text("职务", "Post", 80, blank=True)
    due_on = day("提交期限", "Due on")
    form = choice("方式", "Form", FORMS, blank=True)
    stated_on = day_or_none("述法日期", "Stated on")
    grade = choice("评议结果", "Result", GRADES, blank=True)
    assessed_on = day_or_none("评议日期", "Assessed on")
    comments = long_text("评议意见", "Comments", blank=True, shown=False)
    must_rectify = yes_no("需要整改", "To be rectified", shown=False)
    rectified_on = day_or_none("确认整改日期", "Rectification confirmed on", shown=False)
    released_on = day_or_none("免予述法日期", "Released on", shown=False)
    release_reason = text("免予述法的理由", "Why released", blank=True, shown=False)
    round = models.ForeignKey(StatementRound, models.PROTECT, related_name="+", verbose_name="年度述法工作")
    asked_on = models.DateField("通知日期")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["round", "leader"], name="one_statement_a_leader_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.leader} {self.round}"
