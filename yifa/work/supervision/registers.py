"""Supervised items, findings, and consultations with discipline inspection."""

from __future__ import annotations

from django.db import models

from yifa.cases.models import Case
from yifa.cases.registers.columns import (
    Column,
    choice,
    day,
    day_or_none,
    long_text,
    picked,
    shown,
    text,
    yes_no,
)
from yifa.cases.registers.register import THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.procedure import types

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

    kind = choice("类别", "Kind", KINDS, required=True)
    from_whom = text("批示领导、交办机关", "From whom", 100, required=True)
    item_number = text("来文编号", "Their number", 60, blank=True, shown=False)
    said_on = day("批示、交办日期", "Given on", required=True)
    demand = long_text("要求", "Demand", required=True)
    owner_department = text("承办科室", "Department", 80, blank=True)
    responsible_leader = text("责任领导", "Responsible leader", 80, blank=True, shown=False)
    due_on = day_or_none("办结期限", "Deadline")
    progress_on = day_or_none("反馈日期", "Reported on", shown=False)
    progress = long_text("最近进展", "Progress", blank=True, shown=False)
    result_on = day_or_none("报告结果日期", "Result on", shown=False)
    result = long_text("办理结果", "Result", blank=True, shown=False)
    overdue_on = day_or_none("逾期提醒日期", "Overdue, told on", shown=False)
    to_head_on = day_or_none("报主要负责人日期", "To the head on", shown=False)
    state = choice("状态", "State", ITEM_STATES, default="entered")
    closed_on = day_or_none("办结日期", "Closed on")
    entered_on = models.DateField("登记日期")

    import_by = ImportBy(
        "supervised/enter",
        title=lambda row: f"{row['from_whom']}：{row['demand']}"[:200],
        columns=lambda own: picked(
            own,
            "kind",
            "from_whom",
            Column("item_number", Bilingual("来文编号", "Their number")),
            "said_on",
            "demand",
        ),
        same=lambda row: models.Q(from_whom=row["from_whom"], said_on=row["said_on"], demand=row["demand"]),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_supervised_item_a_case")]

    def __str__(self) -> str:
        return self.demand[:60]


class Finding(Register):
    """What supervision found or suggested, and what became of it."""

    title = Bilingual("监督发现问题整改", "Findings of supervision")
    retention = THIRTY_YEARS

    source = choice("监督来源", "Source", SOURCES, required=True)
    from_organ = text("提出的机关", "By whom", 100, required=True)
    paper_number = text("文号", "Document number", 80, blank=True, shown=False)
    finding = long_text("问题、建议", "Finding", required=True)
    received_on = day("收到日期", "Received on", required=True)
    due_on = day("期限", "Deadline", required=True)
    owner_department = text("责任科室", "Department", 80, blank=True)
    measures = long_text("整改措施", "Measures", blank=True, shown=False)
    rectified_on = day_or_none("报告整改日期", "Rectified on", shown=False)
    rectified = long_text("整改情况", "Rectification", blank=True, shown=False)
    explanation = long_text("不整改的理由", "Explanation", blank=True, shown=False)
    confirmed_on = day_or_none("确认日期", "Confirmed on", shown=False)
    reply_by_on = day_or_none("法定答复期限", "Reply due by law", shown=False)
    replied_on = day_or_none("答复日期", "Replied on")
    reply_number = text("答复文号", "Number of the reply", 80, blank=True, shown=False)
    replied_in_time = shown(
        models.BooleanField("按期答复", null=True, blank=True), "Replied in time", shown=False
    )
    state = choice("状态", "State", FINDING_STATES, default="received")
    closed_on = day_or_none("销号日期", "Closed on")

    import_by = ImportBy(
        "finding/receive",
        title=lambda row: f"{row['from_organ']}：{row['finding']}"[:200],
        columns=lambda own: picked(
            own,
            "source",
            "from_organ",
            Column("paper_number", Bilingual("文号", "Document number")),
            "finding",
            "received_on",
            "due_on",
            Column("urgent", Bilingual("紧急情形", "Urgent"), kind=types.BOOLEAN, required=True),
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
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_finding_a_case")]

    def __str__(self) -> str:
        return self.finding[:60]


class Consultation(Register):
    """A consultation with the resident discipline inspection on a matter."""

    title = Bilingual("纪检监察会商", "Consultations with discipline inspection")
    retention = THIRTY_YEARS

    reached = (
        Column("subject__number", Bilingual("会商的事项", "Matter")),
        Column("subject__title", Bilingual("事项名称", "Title")),
    )

    question = long_text("会商内容", "Question", shown=False)
    requested_on = day("提请日期", "Requested on")
    waits = yes_no("事项等待", "The matter waits")
    opinion = choice("会商意见", "Opinion", OPINIONS, blank=True)
    opinion_text = long_text("意见内容", "What it says", blank=True, shown=False)
    opinion_on = day_or_none("意见日期", "Opinion on")
    response = choice("处理", "Response", RESPONSES, blank=True)
    response_reason = long_text("处理情况和理由", "Response and reasons", blank=True, shown=False)
    accepted_on = day_or_none("认可日期", "Accepted on", shown=False)
    withdrawn_on = day_or_none("撤回日期", "Withdrawn on", shown=False)
    closed_on = day_or_none("办结日期", "Closed on")
    subject = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="会商的事项")

    class Meta(Register.Meta):
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
