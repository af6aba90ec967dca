"""What the desk keeps for its own working: forms that were sent, and how often Yifa filled in what was asked.

None of it is a record of anything (``yifa.cases.log.rows.OUTSIDE``).
"""

from __future__ import annotations

from django.db import models

from yifa.house.models import Officer
from yifa.house.tenancy import TenantModel
from yifa.sealing.fields import SealedJSONField


class Sending(TenantModel):
    """That an officer sent a form and it was taken, so that the same form sent again shows what came of it.

    key: of the form and what stood in it (``yifa.desk.sendings``). case_number: of the matter; empty while it is being taken, and
    where it was one step for many: result then says what became of each.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="工作人员")
    key = models.CharField("表单", max_length=64)
    case_number = models.CharField("事项编号", max_length=80, blank=True)
    at = models.DateTimeField("时间")
    result = SealedJSONField("结果", default=dict)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "已提交的表单"
        constraints = [models.UniqueConstraint(fields=["officer", "key"], name="a_form_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.officer} {self.case_number}"


class Filling(TenantModel):
    """How often a question was asked at the desk in a month, and how often its answer as taken was what Yifa had filled in.

    month: its first day.
    """

    month = models.DateField("月份")
    procedure_key = models.CharField("程序", max_length=80)
    step = models.CharField("步骤", max_length=80)
    question = models.CharField("问题", max_length=80)
    asked = models.PositiveIntegerField("询问次数", default=0)
    filled = models.PositiveIntegerField("自动填写次数", default=0)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "自动填写"
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "month", "procedure_key", "step", "question"],
                name="one_count_of_a_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.procedure_key}/{self.step}/{self.question}"
