"""The register of calls: what may be applied for, and from when until when."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, count, count_or_none, day, day_or_none, text, yes_no
from yifa.cases.registers.register import THIRTY_YEARS, Register
from yifa.law.text import Bilingual

KINDS = {
    "project": Bilingual("科技计划项目", "Science-programme projects"),
    "recognition": Bilingual("认定", "Recognitions"),
}


class Call(Register):
    """One call, from its publication on; a deadline that was moved was moved for everybody."""

    title = Bilingual("申报通知", "Calls for applications")
    retention = THIRTY_YEARS

    call_title = text("名称", "Name", required=True)
    call_kind = choice("类别", "Kind", KINDS, required=True)
    call_number = text("通知文号", "Document", 120, required=True)
    opens_on = day("申报起始日期", "Opens on", required=True)
    deadline = day("申报截止日期", "Deadline", required=True)
    extended = count("延期次数", "Times extended", default=0)
    received = count_or_none("收到的申报数", "Applications received")
    closed_on = day_or_none("截止日期", "Closed on", shown=False)
    cancelled = yes_no("已取消", "Cancelled")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_call_a_case")]

    def __str__(self) -> str:
        return self.call_title
