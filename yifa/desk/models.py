"""What the desk keeps for its own working: forms that were sent, how often Yifa filled in what was asked, who was told of what.

None of it is a record of anything (``yifa.cases.log.rows.OUTSIDE``).
"""

from __future__ import annotations

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yifa.cases.models import Case
from yifa.house.models import Bureau, Officer
from yifa.house.tenancy import TenantModel
from yifa.sealing.fields import SealedJSONField, SealedTextField


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


class NoticeKind(models.TextChoices):
    """Of what officers are told (``yifa.desk.notices``)."""

    OWED = "owed", "应办"
    AT_RISK = "at_risk", "临近或者超期"
    RETURNED = "returned", "退回"
    DECIDED = "decided", "办结"
    CONSULTED = "consulted", "征求意见、催办和抄送"
    DIGEST = "digest", "每日摘要"


class Notice(TenantModel):
    """That an officer is told something, once. key: what it is about, so that nobody is told the same twice.

    told: what it says: names of the procedure and the step, the matter's number, a day. Never who is concerned, nor what the
    matter is called. mailed_at, posted_at: when it went out, by mail and to the robot of a group; tries: how often that failed.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="工作人员")
    kind = models.CharField("种类", max_length=12, choices=NoticeKind.choices)
    key = models.CharField("事由", max_length=240)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name="事项")
    told = models.JSONField("内容", default=dict)
    at = models.DateTimeField("时间")
    seen_at = models.DateTimeField("已看时间", null=True)
    mailed_at = models.DateTimeField("邮件发出时间", null=True)
    posted_at = models.DateTimeField("机器人发出时间", null=True)
    tries = models.PositiveSmallIntegerField("发送失败次数", default=0)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "提醒"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["officer", "key"], name="told_once")]
        indexes = [
            models.Index(fields=["officer"], name="notice_unseen", condition=Q(seen_at__isnull=True)),
            models.Index(fields=["officer", "-id"], name="notice_by_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.key}"


class Robot(models.TextChoices):
    """How the robot of a group wants a message."""

    NONE = "", "不用"
    WECOM = "wecom", "企业微信群机器人"
    DINGTALK = "dingtalk", "钉钉群机器人"
    SIGNED = "signed", "其他系统（带签名）"


class Reach(TenantModel):
    """How an officer wants to be told outside the desk: chosen by themselves.

    address: ``mail``, ``robot`` (an address) and ``secret``, sealed. by_mail, by_robot: kinds. Within the quiet hours, and on
    days that are no working days, nothing goes out; it waits.
    """

    officer = models.OneToOneField(Officer, models.PROTECT, related_name="reach", verbose_name="工作人员")
    address = SealedJSONField("地址", default=dict)
    robot = models.CharField("机器人", max_length=10, choices=Robot.choices, blank=True, default=Robot.NONE)
    by_mail = ArrayField(models.CharField(max_length=12), verbose_name="邮件", default=list, blank=True)
    by_robot = ArrayField(models.CharField(max_length=12), verbose_name="机器人", default=list, blank=True)
    quiet_from = models.TimeField("免打扰起", default=time(20))
    quiet_until = models.TimeField("免打扰止", default=time(8))
    language = models.CharField("语言", max_length=7, default="zh-hans")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "提醒方式"

    def __str__(self) -> str:
        return str(self.officer)


class NoticeMark(models.Model):
    """How far a bureau's log, and its days, were looked through for notices."""

    bureau = models.OneToOneField(Bureau, models.PROTECT, related_name="+", primary_key=True)
    position = models.BigIntegerField("记录位置")
    on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "提醒的进度"

    def __str__(self) -> str:
        return f"{self.bureau} {self.position}"


class Feed(TenantModel):
    """An officer's calendar as an address that a calendar program reads. token_hash: of the secret in that address, which is
    shown once; whoever has it reads the calendar until it is revoked."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="工作人员")
    scope = models.CharField("范围", max_length=40)
    token_hash = models.CharField("地址的哈希", max_length=64, unique=True)
    made_at = models.DateTimeField("开设时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "日程订阅"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.officer} {self.scope}"


class SavedList(TenantModel):
    """A list of the desk as an officer wants it again. place: ``matters``, or a register's key; query: what its address asks,
    sealed, for it may hold a name that was looked for."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="工作人员")
    place = models.CharField("列表", max_length=80)
    name = models.CharField("名称", max_length=40)
    query = SealedTextField("条件", blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "常用筛选"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "place", "name"], name="one_saved_list_of_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.name}"
