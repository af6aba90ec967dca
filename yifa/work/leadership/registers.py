"""Leading groups and who is on them, what they met about and heard, and statements on law."""

from __future__ import annotations

from django.db import models

from yifa.cases.models import Case
from yifa.cases.registers import PERMANENT, THIRTY_YEARS, Column, Register, choices
from yifa.law.text import Bilingual

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


class LeadingGroup(Register):
    """A leading group."""

    title = Bilingual("领导小组", "Leading groups")
    retention = PERMANENT

    name = models.CharField("名称", max_length=100)
    document = models.CharField("成立文件", max_length=120)
    established_on = models.DateField("成立日期")
    office_at = models.CharField("办公室设在", max_length=80, blank=True)
    duties = models.TextField("职责", blank=True)
    reviewed_on = models.DateField("最近核对日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)

    columns = (
        Column("name", Bilingual("名称", "Name")),
        Column("document", Bilingual("成立文件", "Document")),
        Column("established_on", Bilingual("成立日期", "Established on")),
        Column("office_at", Bilingual("办公室设在", "Its office is at")),
        Column("duties", Bilingual("职责", "Duties"), shown=False),
        Column("reviewed_on", Bilingual("最近核对日期", "Last checked on")),
        Column("dissolved_on", Bilingual("撤销日期", "Dissolved on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "领导小组"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_leading_group_a_case")]

    def __str__(self) -> str:
        return self.name


class GroupMember(Register):
    """Somebody on a leading group, from a document to a document."""

    title = Bilingual("领导小组组成人员", "Members of leading groups")
    retention = PERMANENT

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+", verbose_name="领导小组")
    person = models.CharField("姓名", max_length=40)
    role = models.CharField("职务", max_length=10, choices=choices(ROLES))
    from_on = models.DateField("起")
    by_document = models.CharField("依据文件", max_length=120)
    until_on = models.DateField("止", null=True, blank=True)
    ended_by_document = models.CharField("免去文件", max_length=120, blank=True)

    columns = (
        Column("group__name", Bilingual("领导小组", "Leading group")),
        Column("person", Bilingual("姓名", "Name"), personal=True),
        Column("role", Bilingual("职务", "Role"), choices=ROLES),
        Column("from_on", Bilingual("起", "From")),
        Column("by_document", Bilingual("依据文件", "By document")),
        Column("until_on", Bilingual("止", "Until")),
        Column("ended_by_document", Bilingual("免去文件", "Ended by document"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "领导小组组成人员"
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

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+", verbose_name="领导小组")
    kind = models.CharField("类别", max_length=10, choices=choices(EVENTS))
    matter = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="会议、汇报")
    added_on = models.DateField("引用日期")

    columns = (
        Column("group__name", Bilingual("领导小组", "Leading group")),
        Column("kind", Bilingual("类别", "Kind"), choices=EVENTS),
        Column("matter__number", Bilingual("编号", "Number")),
        Column("matter__title", Bilingual("名称", "Title")),
        Column("added_on", Bilingual("引用日期", "Added on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "领导小组会议和听取汇报"
        constraints = [
            models.UniqueConstraint(fields=["group", "matter"], name="one_event_a_group_and_matter")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.matter.number}"


class StatementRound(Register):
    """A year's statements on law."""

    title = Bilingual("年度述法工作", "Yearly statements on law")
    retention = THIRTY_YEARS

    statement_year = models.PositiveSmallIntegerField("述法年度")
    leaders = models.PositiveSmallIntegerField("述法对象人数")
    called_on = models.DateField("部署日期")
    collect_by_on = models.DateField("收齐日期")
    concluded_on = models.DateField("汇总日期", null=True, blank=True)
    conclusion = models.TextField("总体情况", blank=True)
    reported_on = models.DateField("报送日期", null=True, blank=True)
    reported_to = models.CharField("报送机关", max_length=100, blank=True)

    columns = (
        Column("statement_year", Bilingual("述法年度", "Year")),
        Column("leaders", Bilingual("述法对象人数", "Leaders")),
        Column("called_on", Bilingual("部署日期", "Called on")),
        Column("collect_by_on", Bilingual("收齐日期", "To be in by")),
        Column("concluded_on", Bilingual("汇总日期", "Concluded on")),
        Column("conclusion", Bilingual("总体情况", "Overall"), shown=False),
        Column("reported_on", Bilingual("报送日期", "Reported on")),
        Column("reported_to", Bilingual("报送机关", "Reported to"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "年度述法工作"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_statement_round_a_case")]

    def __str__(self) -> str:
        return f"{self.statement_year}年述法"


class Statement(Register):
    """One leader's statement on law for one year."""

    title = Bilingual("述法", "Statements on law")
    retention = THIRTY_YEARS

    round = models.ForeignKey(StatementRound, models.PROTECT, related_name="+", verbose_name="年度述法工作")
    leader = models.CharField("述法人", max_length=40)
    leader_post = models.CharField("职务", max_length=80, blank=True)
    asked_on = models.DateField("通知日期")
    due_on = models.DateField("提交期限")
    form = models.CharField("方式", max_length=10, blank=True, choices=choices(FORMS))
    stated_on = models.DateField("述法日期", null=True, blank=True)
    grade = models.CharField("评议结果", max_length=10, blank=True, choices=choices(GRADES))
    comments = models.TextField("评议意见", blank=True)
    assessed_on = models.DateField("评议日期", null=True, blank=True)
    must_rectify = models.BooleanField("需要整改", default=False)
    rectified_on = models.DateField("确认整改日期", null=True, blank=True)
    released_on = models.DateField("免予述法日期", null=True, blank=True)
    release_reason = models.CharField("免予述法的理由", max_length=200, blank=True)

    columns = (
        Column("round__statement_year", Bilingual("述法年度", "Year")),
        Column("leader", Bilingual("述法人", "Leader"), personal=True),
        Column("leader_post", Bilingual("职务", "Post")),
        Column("due_on", Bilingual("提交期限", "Due on")),
        Column("form", Bilingual("方式", "Form"), choices=FORMS),
        Column("stated_on", Bilingual("述法日期", "Stated on")),
        Column("grade", Bilingual("评议结果", "Result"), choices=GRADES),
        Column("assessed_on", Bilingual("评议日期", "Assessed on")),
        Column("comments", Bilingual("评议意见", "Comments"), shown=False),
        Column("must_rectify", Bilingual("需要整改", "To be rectified"), shown=False),
        Column("rectified_on", Bilingual("确认整改日期", "Rectification confirmed on"), shown=False),
        Column("released_on", Bilingual("免予述法日期", "Released on"), shown=False),
        Column("release_reason", Bilingual("免予述法的理由", "Why released"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "述法"
        constraints = [
            models.UniqueConstraint(fields=["round", "leader"], name="one_statement_a_leader_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.leader} {self.round}"
