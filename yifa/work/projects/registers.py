"""The register of projects, with who and what is in them, what was promised and what became of it."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    day,
    day_or_none,
    link,
    link_or_none,
    money,
    money_or_none,
    picked,
    text,
    yes_no,
)
from yifa.cases.registers.register import PERMANENT, THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

LEVELS = {
    "national": Bilingual("国家级", "National"),
    "provincial": Bilingual("省级", "Provincial"),
    "municipal": Bilingual("市级", "Municipal"),
}
STATES = {
    "applied": Bilingual("已申报", "Applied for"),
    "declined": Bilingual("不予立项", "Declined"),
    "withdrawn": Bilingual("已撤回", "Withdrawn"),
    "approved": Bilingual("已立项", "Approved"),
    "running": Bilingual("在研", "Running"),
    "accepted": Bilingual("已验收", "Accepted"),
    "ended": Bilingual("终止、撤销", "Ended or revoked"),
}
OUTCOMES = {
    "passed": Bilingual("通过验收", "Passed"),
    "closed": Bilingual("结题", "Closed"),
    "filed": Bilingual("备案结题", "Closed by filing"),
    "not_passed": Bilingual("不通过", "Not passed"),
    "terminated": Bilingual("终止", "Terminated"),
    "revoked": Bilingual("撤销", "Revoked"),
}
CHANGES = {
    "leader": Bilingual("负责人", "Leader"),
    "unit": Bilingual("承担、合作单位", "Units"),
    "content": Bilingual("研究内容、指标", "Content"),
    "term": Bilingual("执行期", "Term"),
    "budget": Bilingual("预算", "Budget"),
}
_TEN_THOUSAND = Bilingual("万元", "10,000 yuan")
RUNNING = ("applied", "approved", "running")
# Questions of the entry whose names are not the register's.
_ENTRY = {"project_title": "title", "undertaker": "party", "approved_fen": "amount"}


class Project(Register):
    """A project, the bureau's own from its application on, another body's from its approval on (``mirrored``)."""

    title = Bilingual("科技计划项目", "Science-programme projects")
    retention = PERMANENT

    project_number = text("项目编号", "Number", 60, blank=True)
    project_title = text("项目名称", "Project", 160, required=True)
    level = choice("级别", "Level", LEVELS, required=True)
    programme = text("计划、专项", "Programme", 120, blank=True, shown=False, required=True)
    undertaker = link_or_none(Party, "承担单位", "Undertaker")
    leader = text("负责人", "Leader", 60, blank=True, personal=True, shown=False)
    applied_fen = money_or_none("申请财政经费", "Applied for", unit=_TEN_THOUSAND, shown=False)
    approved_fen = money_or_none("立项财政经费", "Approved", unit=_TEN_THOUSAND, required=True)
    own_fen = money_or_none("自筹经费", "Own money", unit=_TEN_THOUSAND, shown=False)
    starts_on = day_or_none("执行期自", "From", shown=False)
    ends_on = day_or_none("执行期至", "Until")
    applied_on = day_or_none("申报日期", "Applied on", shown=False)
    decided_on = day_or_none("集体研究日期", "Deliberated on", shown=False)
    approved_on = day_or_none("立项日期", "Approved on", required=True)
    approved_by = text("立项机关", "Approved by", 120, blank=True, shown=False, required=True)
    document_number = text("立项文件", "Document", 120, blank=True, shown=False, required=True)
    signed_on = day_or_none("任务书签订日期", "Task book signed on", shown=False)
    accepted_on = day_or_none("验收日期", "Accepted on")
    ended_on = day_or_none("终止、撤销日期", "Ended on", shown=False)
    outcome = choice("结论", "Outcome", OUTCOMES, blank=True)
    report_number = text("科技报告编号", "Science report", 80, blank=True, shown=False)
    archived_on = day_or_none("归档日期", "Archived on", shown=False)
    state = choice("状态", "State", STATES, default="applied")
    mirrored = yes_no("上级立项", "Approved above")
    # What later applications are compared with.
    aim = models.TextField("研究内容和目标", blank=True)

    import_by = ImportBy(
        "project-elsewhere/record",
        title=lambda row: f"{row['project_title']}（{LEVELS[row['level']].zh}，{row['approved_on']}）",
        columns=lambda own: picked(
            own,
            "project_title",
            "level",
            "programme",
            Column("undertaker", Bilingual("承担单位", "Undertaker"), required=True),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT),
            "approved_by",
            "document_number",
            "approved_on",
            "approved_fen",
            "starts_on",
            "ends_on",
        ),
        party_code="uscc",
        answers=lambda row: {_ENTRY.get(name, name): value for name, value in row.items()},
        same=lambda row: models.Q(
            project_title=row["project_title"], level=row["level"], approved_on=row["approved_on"]
        ),
    )

    class Meta(Register.Meta):
        indexes = [
            GinIndex(OpClass(models.F("project_title"), "gin_trgm_ops"), name="project_title_by_likeness"),
            GinIndex(OpClass(models.F("aim"), "gin_trgm_ops"), name="project_aim_by_likeness"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_project_a_case"),
            models.CheckConstraint(
                condition=models.Q(approved_fen__isnull=True) | models.Q(approved_fen__gte=0),
                name="no_negative_project",
            ),
        ]

    def __str__(self) -> str:
        return self.project_title


class ProjectMember(Register):
    """Somebody in a project besides its leader."""

    title = Bilingual("项目组成员", "Members of projects")
    retention = THIRTY_YEARS

    project = link(Project, "项目", "Project", required=True)
    name = text("姓名", "Name", 60, personal=True, required=True)
    unit = text("单位", "Unit", 160, required=True)


class ProjectDevice(Register):
    """Equipment that an application would buy."""

    title = Bilingual("项目拟购置设备", "Equipment of projects")
    retention = THIRTY_YEARS

    project = link(Project, "项目", "Project", required=True)
    device = text("设备和型号", "Device", required=True)
    cost_fen = money("预算", "Cost", unit=Bilingual("元", "yuan"), required=True)


class Instalment(Register):
    """What a task book says is paid, when and on what."""

    title = Bilingual("项目拨款计划", "Instalments of projects")
    retention = THIRTY_YEARS

    project = link(Project, "项目", "Project", required=True)
    instalment = text("批次", "Instalment", 80, required=True)
    due_on = day("拨付期限", "Due on", required=True)
    amount_fen = money("金额", "Amount", unit=_TEN_THOUSAND, required=True)
    on_what = text("条件", "Condition", required=True)


class ProjectChange(Register):
    """A change that was asked for, and what was decided."""

    title = Bilingual("项目变更", "Changes of projects")
    retention = THIRTY_YEARS

    project = link(Project, "项目", "Project", required=True)
    change_kind = choice("变更事项", "Kind", CHANGES, required=True)
    asked = text("变更前、变更后", "Asked for", 400, required=True)
    approved = yes_no("同意", "Approved")
    decided_on = day("批复日期", "Decided on", required=True)


class ProjectBar(Register):
    """Until when the undertaker of a revoked project may not apply."""

    title = Bilingual("项目申报惩戒", "Bars on applying for projects")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "单位", "Unit", required=True)
    barred_from = day("自", "From", required=True)
    barred_until = day("至", "Until", required=True)
    because = text("事由", "Because", 400, required=True)
