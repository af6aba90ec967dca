"""Registers of meetings held, items decided, and reports heard by the head."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import PERMANENT, THIRTY_YEARS, Column, Register, choices
from yifa.law.text import Bilingual

MEETING_KINDS = {
    "party_group_special": Bilingual("党组专题会议", "Special meeting of the Party group"),
    "party_group": Bilingual("党组会议", "Meeting of the Party group"),
    "bureau_office": Bilingual("局长办公会", "Bureau-office meeting"),
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


class Meeting(Register):
    """A meeting that was held."""

    title = Bilingual("会议", "Meetings")
    retention = PERMANENT

    meeting_kind = models.CharField("会议类型", max_length=30, choices=choices(MEETING_KINDS))
    topic = models.CharField("议题", max_length=200)
    held_on = models.DateField("召开日期")
    entitled = models.PositiveSmallIntegerField("应到人数")
    present = models.PositiveSmallIntegerField("实到人数")

    columns = (
        Column("meeting_kind", Bilingual("会议类型", "Kind"), choices=MEETING_KINDS, required=True),
        Column("topic", Bilingual("议题", "Topic"), required=True),
        Column("held_on", Bilingual("召开日期", "Held on"), required=True),
        Column("entitled", Bilingual("应到人数", "Entitled"), required=True),
        Column("present", Bilingual("实到人数", "Present"), required=True),
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


class DecidedItem(Register):
    """An item that a meeting discussed and decided."""

    title = Bilingual("会议议题", "Items decided at meetings")
    retention = PERMANENT

    name = models.CharField("议题", max_length=200)
    kind_of_major = models.CharField("三重一大类别", max_length=20, choices=choices(MAJOR_KINDS))
    meeting_kind = models.CharField("会议类型", max_length=30, choices=choices(MEETING_KINDS))
    legal_opinion = models.CharField("法律意见", max_length=20, blank=True)
    held_on = models.DateField("讨论日期")
    entitled = models.PositiveSmallIntegerField("应到人数")
    present = models.PositiveSmallIntegerField("实到人数")
    votes_for = models.PositiveSmallIntegerField("同意票")
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
        Column("held_on", Bilingual("讨论日期", "Discussed on")),
        Column("entitled", Bilingual("应到人数", "Entitled"), shown=False),
        Column("present", Bilingual("实到人数", "Present"), shown=False),
        Column("votes_for", Bilingual("同意票", "Votes for"), shown=False),
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
