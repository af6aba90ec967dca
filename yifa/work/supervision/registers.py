"""Supervised items, findings, and consultations with discipline inspection."""

from __future__ import annotations

from django.db import models

from yifa.cases.models import Case
from yifa.cases.registers import THIRTY_YEARS, Column, ColumnKind, ImportBy, Register, choices
from yifa.law.text import Bilingual

KINDS = {
    "instruction": Bilingual("领导批示", "Leader's instruction"),
    "superior": Bilingual("上级督办件", "Item supervised from above"),
    "meeting": Bilingual("会议督办事项", "Item set by a meeting"),
    "own": Bilingual("本局督办件", "Item supervised by the bureau"),
}
ITEM_STATES = {
    "entered": Bilingual("已登记", "Entered"),
    "assigned": Bilingual("办理中", "Under way"),
    "reported": Bilingual("待核验", "To be verified"),
    "verified": Bilingual("已核验", "Verified"),
    "closed": Bilingual("已办结", "Closed"),
}
SOURCES = {
    "inspection": Bilingual("巡视巡察", "Party inspection"),
    "law_supervision": Bilingual("法治督察", "Supervision of law-based government"),
    "audit": Bilingual("审计", "Audit"),
    "assessment": Bilingual("考核评估", "Assessment"),
    "congress": Bilingual("人大监督", "People's congress"),
    "cppcc": Bilingual("政协民主监督", "CPPCC"),
    "judicial_document": Bilingual("司法建议（规范性文件）", "Judicial suggestion, on a normative document"),
    "judicial_other": Bilingual("司法建议（其他）", "Judicial suggestion, other"),
    "procuratorial": Bilingual("检察建议", "Procuratorial suggestion"),
    "procuratorial_public": Bilingual("检察建议（公益诉讼）", "Procuratorial suggestion, public interest"),
    "reconsideration": Bilingual("行政复议意见书", "Opinion paper of reconsideration"),
    "discipline": Bilingual("纪检监察建议", "Suggestion of discipline inspection"),
    "media": Bilingual("群众和舆论监督", "Public and media"),
    "own": Bilingual("自查发现", "Found by the bureau itself"),
}
FINDING_STATES = {
    "received": Bilingual("整改中", "To be rectified"),
    "reported": Bilingual("待确认", "To be confirmed"),
    "confirmed": Bilingual("已整改", "Rectified"),
    "explained": Bilingual("已说明理由", "Explained"),
}
OPINIONS = {
    "": Bilingual("待出具", "Awaited"),
    "no_objection": Bilingual("没有异议", "No objection"),
    "conditions": Bilingual("有条件同意", "With conditions"),
    "objection": Bilingual("不同意", "Objection"),
}
RESPONSES = {
    "": Bilingual("", ""),
    "adopted": Bilingual("采纳", "Adopted"),
    "partly": Bilingual("部分采纳", "Adopted in part"),
    "not_adopted": Bilingual("不采纳", "Not adopted"),
}


class SupervisedItem(Register):
    """An instruction or a supervised item, from its entry."""

    title = Bilingual("批示和督办件", "Instructions and supervised items")
    retention = THIRTY_YEARS

    kind = models.CharField("类别", max_length=20, choices=choices(KINDS))
    from_whom = models.CharField("批示领导、交办机关", max_length=100)
    item_number = models.CharField("来文编号", max_length=60, blank=True)
    said_on = models.DateField("批示、交办日期")
    demand = models.TextField("要求")
    entered_on = models.DateField("登记日期")
    owner_department = models.CharField("承办科室", max_length=80, blank=True)
    responsible_leader = models.CharField("责任领导", max_length=80, blank=True)
    due_on = models.DateField("办结期限", null=True, blank=True)
    progress = models.TextField("最近进展", blank=True)
    progress_on = models.DateField("反馈日期", null=True, blank=True)
    result = models.TextField("办理结果", blank=True)
    result_on = models.DateField("报告结果日期", null=True, blank=True)
    overdue_on = models.DateField("逾期提醒日期", null=True, blank=True)
    to_head_on = models.DateField("报主要负责人日期", null=True, blank=True)
    state = models.CharField("状态", max_length=20, choices=choices(ITEM_STATES), default="entered")
    closed_on = models.DateField("办结日期", null=True, blank=True)

    columns = (
        Column("kind", Bilingual("类别", "Kind"), choices=KINDS, required=True),
        Column("from_whom", Bilingual("批示领导、交办机关", "From whom"), required=True),
        Column("item_number", Bilingual("来文编号", "Their number"), shown=False),
        Column("said_on", Bilingual("批示、交办日期", "Given on"), required=True),
        Column("demand", Bilingual("要求", "Demand"), required=True),
        Column("owner_department", Bilingual("承办科室", "Department")),
        Column("responsible_leader", Bilingual("责任领导", "Responsible leader"), shown=False),
        Column("due_on", Bilingual("办结期限", "Deadline")),
        Column("progress_on", Bilingual("反馈日期", "Reported on"), shown=False),
        Column("progress", Bilingual("最近进展", "Progress"), shown=False),
        Column("result_on", Bilingual("报告结果日期", "Result on"), shown=False),
        Column("result", Bilingual("办理结果", "Result"), shown=False),
        Column("overdue_on", Bilingual("逾期提醒日期", "Overdue, told on"), shown=False),
        Column("to_head_on", Bilingual("报主要负责人日期", "To the head on"), shown=False),
        Column("state", Bilingual("状态", "State"), choices=ITEM_STATES),
        Column("closed_on", Bilingual("办结日期", "Closed on")),
    )
    import_by = ImportBy(
        "supervised-item",
        "enter",
        title=lambda row: f"{row['from_whom']}：{row['demand']}"[:200],
        columns=(
            Column("kind", Bilingual("类别", "Kind"), choices=KINDS, required=True),
            Column("from_whom", Bilingual("批示领导、交办机关", "From whom"), required=True),
            Column("item_number", Bilingual("来文编号", "Their number")),
            Column("said_on", Bilingual("批示、交办日期", "Given on"), required=True),
            Column("demand", Bilingual("要求", "Demand"), required=True),
        ),
        same=lambda row: models.Q(from_whom=row["from_whom"], said_on=row["said_on"], demand=row["demand"]),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "批示和督办件"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_supervised_item_a_case")]

    def __str__(self) -> str:
        return self.demand[:60]


class Finding(Register):
    """What supervision found or suggested, and what became of it."""

    title = Bilingual("监督发现问题整改", "Findings of supervision")
    retention = THIRTY_YEARS

    source = models.CharField("监督来源", max_length=30, choices=choices(SOURCES))
    from_organ = models.CharField("提出的机关", max_length=100)
    paper_number = models.CharField("文号", max_length=80, blank=True)
    finding = models.TextField("问题、建议")
    received_on = models.DateField("收到日期")
    due_on = models.DateField("期限")
    owner_department = models.CharField("责任科室", max_length=80, blank=True)
    measures = models.TextField("整改措施", blank=True)
    rectified = models.TextField("整改情况", blank=True)
    rectified_on = models.DateField("报告整改日期", null=True, blank=True)
    explanation = models.TextField("不整改的理由", blank=True)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    reply_by_on = models.DateField("法定答复期限", null=True, blank=True)
    replied_on = models.DateField("答复日期", null=True, blank=True)
    reply_number = models.CharField("答复文号", max_length=80, blank=True)
    replied_in_time = models.BooleanField("按期答复", null=True, blank=True)
    state = models.CharField("状态", max_length=20, choices=choices(FINDING_STATES), default="received")
    closed_on = models.DateField("销号日期", null=True, blank=True)

    columns = (
        Column("source", Bilingual("监督来源", "Source"), choices=SOURCES, required=True),
        Column("from_organ", Bilingual("提出的机关", "By whom"), required=True),
        Column("paper_number", Bilingual("文号", "Document number"), shown=False),
        Column("finding", Bilingual("问题、建议", "Finding"), required=True),
        Column("received_on", Bilingual("收到日期", "Received on"), required=True),
        Column("due_on", Bilingual("期限", "Deadline"), required=True),
        Column("owner_department", Bilingual("责任科室", "Department")),
        Column("measures", Bilingual("整改措施", "Measures"), shown=False),
        Column("rectified_on", Bilingual("报告整改日期", "Rectified on"), shown=False),
        Column("rectified", Bilingual("整改情况", "Rectification"), shown=False),
        Column("explanation", Bilingual("不整改的理由", "Explanation"), shown=False),
        Column("confirmed_on", Bilingual("确认日期", "Confirmed on"), shown=False),
        Column("reply_by_on", Bilingual("法定答复期限", "Reply due by law"), shown=False),
        Column("replied_on", Bilingual("答复日期", "Replied on")),
        Column("reply_number", Bilingual("答复文号", "Number of the reply"), shown=False),
        Column("replied_in_time", Bilingual("按期答复", "Replied in time"), shown=False),
        Column("state", Bilingual("状态", "State"), choices=FINDING_STATES),
        Column("closed_on", Bilingual("销号日期", "Closed on")),
    )
    import_by = ImportBy(
        "supervision-finding",
        "receive",
        title=lambda row: f"{row['from_organ']}：{row['finding']}"[:200],
        columns=(
            Column("source", Bilingual("监督来源", "Source"), choices=SOURCES, required=True),
            Column("from_organ", Bilingual("提出的机关", "By whom"), required=True),
            Column("paper_number", Bilingual("文号", "Document number")),
            Column("finding", Bilingual("问题、建议", "Finding"), required=True),
            Column("received_on", Bilingual("收到日期", "Received on"), required=True),
            Column("due_on", Bilingual("期限", "Deadline"), required=True),
            Column("urgent", Bilingual("紧急情形", "Urgent"), kind=ColumnKind.BOOLEAN, required=True),
        ),
        answers=lambda row: {
            {"due_on": "deadline"}.get(name, name): value
            for name, value in row.items()
            if name != "received_on"
        },
        happened_on=lambda row: row["received_on"],
        same=lambda row: models.Q(
            from_organ=row["from_organ"], received_on=row["received_on"], finding=row["finding"]
        ),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "监督发现问题整改"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_finding_a_case")]

    def __str__(self) -> str:
        return self.finding[:60]


class Consultation(Register):
    """A consultation with the resident discipline inspection on a matter."""

    title = Bilingual("纪检监察会商", "Consultations with discipline inspection")
    retention = THIRTY_YEARS

    subject = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="会商的事项")
    question = models.TextField("会商内容")
    requested_on = models.DateField("提请日期")
    waits = models.BooleanField("事项等待", default=False)
    opinion = models.CharField("会商意见", max_length=20, blank=True, choices=choices(OPINIONS))
    opinion_text = models.TextField("意见内容", blank=True)
    opinion_on = models.DateField("意见日期", null=True, blank=True)
    response = models.CharField("处理", max_length=20, blank=True, choices=choices(RESPONSES))
    response_reason = models.TextField("处理情况和理由", blank=True)
    accepted_on = models.DateField("认可日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)

    columns = (
        Column("subject__number", Bilingual("会商的事项", "Matter")),
        Column("subject__title", Bilingual("事项名称", "Title")),
        Column("question", Bilingual("会商内容", "Question"), shown=False),
        Column("requested_on", Bilingual("提请日期", "Requested on")),
        Column("waits", Bilingual("事项等待", "The matter waits")),
        Column("opinion", Bilingual("会商意见", "Opinion"), choices=OPINIONS),
        Column("opinion_text", Bilingual("意见内容", "What it says"), shown=False),
        Column("opinion_on", Bilingual("意见日期", "Opinion on")),
        Column("response", Bilingual("处理", "Response"), choices=RESPONSES),
        Column("response_reason", Bilingual("处理情况和理由", "Response and reasons"), shown=False),
        Column("accepted_on", Bilingual("认可日期", "Accepted on"), shown=False),
        Column("withdrawn_on", Bilingual("撤回日期", "Withdrawn on"), shown=False),
        Column("closed_on", Bilingual("办结日期", "Closed on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "纪检监察会商"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_discipline_case_a_row")]
        indexes = [
            models.Index(
                fields=["subject"],
                name="matter_waits_for_opinion",
                condition=models.Q(waits=True, opinion="", withdrawn_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.question[:60]
