"""Registers of meetings, who attended, items proposed and decided, each member's part in them, tasks, and reports heard."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    choice,
    count,
    count_or_none,
    day,
    day_or_none,
    long_text,
    text,
    yes_no,
)
from yifa.cases.registers.register import PERMANENT, THIRTY_YEARS, Register
from yifa.law.text import Bilingual

MEETING_KINDS = {
    "party_group_special": Bilingual("党组专题会议", "Special meeting of the Party group"),
    "party_group": Bilingual("党组会议", "Meeting of the Party group"),
    "bureau_office": Bilingual("局长办公会", "Bureau-office meeting"),
    "special": Bilingual("专题会议", "Special meeting"),
    "leading_group": Bilingual("领导小组会议", "Meeting of the leading group"),
}
MAJOR_KINDS = {
    "major_decision": Bilingual("重大决策", "Major decision"),
    "personnel": Bilingual("重要干部任免", "Important appointment"),
    "major_project": Bilingual("重大项目安排", "Major project"),
    "large_funds": Bilingual("大额度资金使用", "Large use of funds"),
    "none": Bilingual("一般议题", "Ordinary item"),
}
OUTCOMES = {
    "approved": Bilingual("同意", "Approved"),
    "rejected": Bilingual("不同意", "Rejected"),
    "deferred": Bilingual("缓议", "Deferred"),
}
OPINIONS = {
    "lawful": Bilingual("合法", "Lawful"),
    "unlawful": Bilingual("不合法", "Unlawful"),
    "to_be_amended": Bilingual("修改后合法", "To be amended"),
}
VOTES = {
    "for": Bilingual("赞成", "For"),
    "against": Bilingual("反对", "Against"),
    "abstained": Bilingual("弃权", "Abstained"),
}


class Meeting(Register):
    """A meeting that was held."""

    title = Bilingual("会议", "Meetings")
    retention = PERMANENT

    meeting_kind = choice("会议类型", "Kind", MEETING_KINDS, required=True)
    topic = text("议题", "Topic", required=True)
    held_on = day("召开日期", "Held on", required=True)
    entitled = count("应到人数", "Entitled", required=True)
    present = count("实到人数", "Present", required=True)
    discipline_present = yes_no("纪检监察组列席", "Discipline inspection sat in", shown=False)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_meeting_a_case"),
            models.CheckConstraint(
                condition=models.Q(present__lte=models.F("entitled")), name="meeting_present_within_entitled"
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class Attendance(Register):
    """One member of a meeting: whether they were there."""

    title = Bilingual("会议到会情况", "Attendance at meetings")
    retention = PERMANENT

    held_on = day("召开日期", "Held on")
    topic = text("会议", "Meeting")
    member = text("成员", "Member", 60, personal=True)
    present = yes_no("到会", "Present")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "member"], name="one_attendance_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.member}"


class ProposedItem(Register):
    """An item as it was proposed, and what became of it on the way to a meeting."""

    title = Bilingual("提出的议题", "Items proposed")
    retention = PERMANENT

    name = text("议题", "Item")
    kind_of_major = choice("三重一大类别", "Kind of major matter", MAJOR_KINDS)
    subject = text("所属事项", "Its matter", 40, blank=True)
    proposed_on = day("提出日期", "Proposed on")
    legal_opinion = choice("法律意见", "Legal opinion", OPINIONS, blank=True)
    sent_back_on = day_or_none("退回日期", "Sent back on")
    withdrawn_on = day_or_none("撤回日期", "Withdrawn on", shown=False)
    urgent_on = day_or_none("紧急处置日期", "Decided urgently on", shown=False)
    reported_on = day_or_none("事后报告日期", "Reported on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_proposal_a_case")]


class DecidedItem(Register):
    """An item that a meeting discussed and decided."""

    title = Bilingual("会议议题", "Items decided at meetings")
    retention = PERMANENT

    name = text("议题", "Item", required=True)
    kind_of_major = choice("三重一大类别", "Kind of major matter", MAJOR_KINDS, required=True)
    meeting_kind = choice("会议类型", "Meeting", MEETING_KINDS)
    legal_opinion = choice("法律意见", "Legal opinion", OPINIONS, blank=True, shown=False)
    held_on = day("讨论日期", "Discussed on")
    entitled = count("应到人数", "Entitled", shown=False)
    present = count("实到人数", "Present", shown=False)
    votes_for = count("同意票", "Votes for", shown=False)
    votes_against = count("反对票", "Votes against", default=0, shown=False)
    has_dissent = yes_no("有不同意见", "Dissent", shown=False)
    outcome = choice("决定", "Outcome", OUTCOMES, required=True)
    decided_on = day("决定日期", "Decided on", required=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_item_a_matter"),
            models.CheckConstraint(
                condition=models.Q(votes_for__lte=models.F("present"), present__lte=models.F("entitled")),
                name="item_votes_within_present",
            ),
        ]


class MemberPart(Register):
    """What one member did about one item: stood aside, spoke in which place, said what, and voted how."""

    title = Bilingual("成员逐项意见和表决", "Each member's view and vote")
    retention = PERMANENT

    item = text("议题", "Item")
    member = text("成员", "Member", 60, personal=True)
    stood_aside = yes_no("回避", "Stood aside")
    place = count_or_none("发言次序", "Spoke in place")
    view = long_text("意见", "View", blank=True)
    vote = choice("表决", "Vote", VOTES, blank=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "member"], name="one_part_a_member_of_an_item")
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.member}"


class DecisionTask(Register):
    """What a meeting decided, as a task with an owner and a day."""

    title = Bilingual("决定事项督办", "Tasks from decisions")
    retention = THIRTY_YEARS

    task = text("落实事项", "Task")
    owner_department = text("落实科室", "Department", 60)
    responsible_leader = text("责任领导", "Leader", 60, blank=True, shown=False)
    assigned_on = day("交办日期", "Assigned on")
    due_on = day("完成期限", "Due on")
    extended = count("延期次数", "Extended", default=0, shown=False)
    escalated_on = day_or_none("升级督办日期", "Escalated on")
    reported_done_on = day_or_none("报告完成日期", "Reported done on", shown=False)
    closed_on = day_or_none("办结日期", "Closed on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_task_a_case")]


class ReportHeard(Register):
    """A report on law-based government that the head heard in person."""

    title = Bilingual("听取法治工作汇报", "Reports on law-based government heard")
    retention = THIRTY_YEARS

    topic = text("汇报内容", "Topic", required=True)
    heard_on = day("听取日期", "Heard on", required=True)
    instructions = long_text("批示", "Instructions", blank=True)
