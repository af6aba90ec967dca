"""Registers of meetings, who attended, items proposed and decided, each member's part in them, tasks, and reports heard."""

from __future__ import annotations

from django.db import models

from yifa.cases.columns import Column, choices
from yifa.cases.registers import PERMANENT, THIRTY_YEARS, Register
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

    meeting_kind = models.CharField("会议类型", max_length=30, choices=choices(MEETING_KINDS))
    topic = models.CharField("议题", max_length=200)
    held_on = models.DateField("召开日期")
    entitled = models.PositiveSmallIntegerField("应到人数")
    present = models.PositiveSmallIntegerField("实到人数")
    discipline_present = models.BooleanField("纪检监察组列席", default=False)

    columns = (
        Column("meeting_kind", Bilingual("会议类型", "Kind"), choices=MEETING_KINDS, required=True),
        Column("topic", Bilingual("议题", "Topic"), required=True),
        Column("held_on", Bilingual("召开日期", "Held on"), required=True),
        Column("entitled", Bilingual("应到人数", "Entitled"), required=True),
        Column("present", Bilingual("实到人数", "Present"), required=True),
        Column(
            "discipline_present", Bilingual("纪检监察组列席", "Discipline inspection sat in"), shown=False
        ),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "会议"
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

    held_on = models.DateField("召开日期")
    topic = models.CharField("会议", max_length=200)
    member = models.CharField("成员", max_length=60)
    present = models.BooleanField("到会")

    columns = (
        Column("held_on", Bilingual("召开日期", "Held on")),
        Column("topic", Bilingual("会议", "Meeting")),
        Column("member", Bilingual("成员", "Member"), personal=True),
        Column("present", Bilingual("到会", "Present")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "会议到会情况"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "member"], name="one_attendance_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.member}"


class ProposedItem(Register):
    """An item as it was proposed, and what became of it on the way to a meeting."""

    title = Bilingual("提出的议题", "Items proposed")
    retention = PERMANENT

    name = models.CharField("议题", max_length=200)
    kind_of_major = models.CharField("三重一大类别", max_length=20, choices=choices(MAJOR_KINDS))
    subject = models.CharField("所属事项", max_length=40, blank=True)
    proposed_on = models.DateField("提出日期")
    legal_opinion = models.CharField("法律意见", max_length=20, blank=True, choices=choices(OPINIONS))
    sent_back_on = models.DateField("退回日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    urgent_on = models.DateField("紧急处置日期", null=True, blank=True)
    reported_on = models.DateField("事后报告日期", null=True, blank=True)

    columns = (
        Column("name", Bilingual("议题", "Item")),
        Column("kind_of_major", Bilingual("三重一大类别", "Kind of major matter"), choices=MAJOR_KINDS),
        Column("subject", Bilingual("所属事项", "Its matter")),
        Column("proposed_on", Bilingual("提出日期", "Proposed on")),
        Column("legal_opinion", Bilingual("法律意见", "Legal opinion"), choices=OPINIONS),
        Column("sent_back_on", Bilingual("退回日期", "Sent back on")),
        Column("withdrawn_on", Bilingual("撤回日期", "Withdrawn on"), shown=False),
        Column("urgent_on", Bilingual("紧急处置日期", "Decided urgently on"), shown=False),
        Column("reported_on", Bilingual("事后报告日期", "Reported on"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "提出的议题"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_proposal_a_case")]

    def __str__(self) -> str:
        return self.name


class DecidedItem(Register):
    """An item that a meeting discussed and decided."""

    title = Bilingual("会议议题", "Items decided at meetings")
    retention = PERMANENT

    name = models.CharField("议题", max_length=200)
    kind_of_major = models.CharField("三重一大类别", max_length=20, choices=choices(MAJOR_KINDS))
    meeting_kind = models.CharField("会议类型", max_length=30, choices=choices(MEETING_KINDS))
    legal_opinion = models.CharField("法律意见", max_length=20, blank=True, choices=choices(OPINIONS))
    held_on = models.DateField("讨论日期")
    entitled = models.PositiveSmallIntegerField("应到人数")
    present = models.PositiveSmallIntegerField("实到人数")
    votes_for = models.PositiveSmallIntegerField("同意票")
    votes_against = models.PositiveSmallIntegerField("反对票", default=0)
    has_dissent = models.BooleanField("有不同意见", default=False)
    outcome = models.CharField("决定", max_length=20, choices=choices(OUTCOMES))
    decided_on = models.DateField("决定日期")

    columns = (
        Column("name", Bilingual("议题", "Item"), required=True),
        Column(
            "kind_of_major",
            Bilingual("三重一大类别", "Kind of major matter"),
            choices=MAJOR_KINDS,
            required=True,
        ),
        Column("meeting_kind", Bilingual("会议类型", "Meeting"), choices=MEETING_KINDS),
        Column("legal_opinion", Bilingual("法律意见", "Legal opinion"), choices=OPINIONS, shown=False),
        Column("held_on", Bilingual("讨论日期", "Discussed on")),
        Column("entitled", Bilingual("应到人数", "Entitled"), shown=False),
        Column("present", Bilingual("实到人数", "Present"), shown=False),
        Column("votes_for", Bilingual("同意票", "Votes for"), shown=False),
        Column("votes_against", Bilingual("反对票", "Votes against"), shown=False),
        Column("has_dissent", Bilingual("有不同意见", "Dissent"), shown=False),
        Column("outcome", Bilingual("决定", "Outcome"), choices=OUTCOMES, required=True),
        Column("decided_on", Bilingual("决定日期", "Decided on"), required=True),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "会议议题"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_item_a_matter"),
            models.CheckConstraint(
                condition=models.Q(votes_for__lte=models.F("present"), present__lte=models.F("entitled")),
                name="item_votes_within_present",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MemberPart(Register):
    """What one member did about one item: stood aside, spoke in which place, said what, and voted how."""

    title = Bilingual("成员逐项意见和表决", "Each member's view and vote")
    retention = PERMANENT

    item = models.CharField("议题", max_length=200)
    member = models.CharField("成员", max_length=60)
    stood_aside = models.BooleanField("回避", default=False)
    place = models.PositiveSmallIntegerField("发言次序", null=True, blank=True)
    view = models.TextField("意见", blank=True)
    vote = models.CharField("表决", max_length=10, blank=True, choices=choices(VOTES))

    columns = (
        Column("item", Bilingual("议题", "Item")),
        Column("member", Bilingual("成员", "Member"), personal=True),
        Column("stood_aside", Bilingual("回避", "Stood aside")),
        Column("place", Bilingual("发言次序", "Spoke in place")),
        Column("view", Bilingual("意见", "View")),
        Column("vote", Bilingual("表决", "Vote"), choices=VOTES),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "成员逐项意见和表决"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "member"], name="one_part_a_member_of_an_item")
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.member}"


class DecisionTask(Register):
    """What a meeting decided, as a task with an owner and a day."""

    title = Bilingual("决定事项督办", "Tasks from decisions")
    retention = THIRTY_YEARS

    task = models.CharField("落实事项", max_length=200)
    owner_department = models.CharField("落实科室", max_length=60)
    responsible_leader = models.CharField("责任领导", max_length=60, blank=True)
    assigned_on = models.DateField("交办日期")
    due_on = models.DateField("完成期限")
    extended = models.PositiveSmallIntegerField("延期次数", default=0)
    escalated_on = models.DateField("升级督办日期", null=True, blank=True)
    reported_done_on = models.DateField("报告完成日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)

    columns = (
        Column("task", Bilingual("落实事项", "Task")),
        Column("owner_department", Bilingual("落实科室", "Department")),
        Column("responsible_leader", Bilingual("责任领导", "Leader"), shown=False),
        Column("assigned_on", Bilingual("交办日期", "Assigned on")),
        Column("due_on", Bilingual("完成期限", "Due on")),
        Column("extended", Bilingual("延期次数", "Extended"), shown=False),
        Column("escalated_on", Bilingual("升级督办日期", "Escalated on")),
        Column("reported_done_on", Bilingual("报告完成日期", "Reported done on"), shown=False),
        Column("closed_on", Bilingual("办结日期", "Closed on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "决定事项督办"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_task_a_case")]

    def __str__(self) -> str:
        return self.task


class ReportHeard(Register):
    """A report on law-based government that the head heard in person."""

    title = Bilingual("听取法治工作汇报", "Reports on law-based government heard")
    retention = THIRTY_YEARS

    topic = models.CharField("汇报内容", max_length=200)
    heard_on = models.DateField("听取日期")
    instructions = models.TextField("批示", blank=True)

    columns = (
        Column("topic", Bilingual("汇报内容", "Topic"), required=True),
        Column("heard_on", Bilingual("听取日期", "Heard on"), required=True),
        Column("instructions", Bilingual("批示", "Instructions")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "听取法治工作汇报"

    def __str__(self) -> str:
        return self.topic
