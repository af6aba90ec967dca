"""Credit records and their reports to the credit systems."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import THIRTY_YEARS, Column, Register, choices
from yifa.law.text import Bilingual
from yifa.parties.models import Party

RECORD_KINDS = {
    "honour": Bilingual("荣誉信息", "Honours"),
    "administrative_confirmation": Bilingual("行政确认", "Administrative confirmations"),
    "department_announcement": Bilingual("部门公告", "Department announcements"),
    "licence": Bilingual("行政许可", "Permits"),
    "penalty": Bilingual("行政处罚", "Penalties"),
    "commitment": Bilingual("信用承诺", "Commitments"),
    "research_dishonesty": Bilingual("科研失信", "Research dishonesty"),
    "other": Bilingual("其他", "Other"),
}
LISTS = {
    "red": Bilingual("红榜", "Red list"),
    "black": Bilingual("失信名单", "Dishonesty list"),
    "none": Bilingual("不列名单", "No list"),
}
PLATFORMS = {
    "enterprise_credit": Bilingual("国家企业信用信息公示系统", "National enterprise credit publicity system"),
    "credit_china": Bilingual("信用中国", "Credit China"),
    "local": Bilingual("地方信用平台", "Local credit platform"),
}


class CreditRecord(Register):
    """What the bureau established about a party and reported to a credit system."""

    title = Bilingual("信用记录", "Credit records")
    retention = THIRTY_YEARS

    record_kind = models.CharField("信息类别", max_length=40, choices=choices(RECORD_KINDS))
    list_kind = models.CharField("名单", max_length=10, choices=choices(LISTS))
    subject = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="信用主体"
    )
    content = models.TextField("内容")
    document_number = models.CharField("文书号", max_length=120)
    decided_on = models.DateField("决定日期")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    reported_on = models.DateField("报送日期")
    platform = models.CharField("报送平台", max_length=40, choices=choices(PLATFORMS))
    received_on = models.DateField("平台接收日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)

    columns = (
        Column("record_kind", Bilingual("信息类别", "Kind"), choices=RECORD_KINDS, required=True),
        Column("list_kind", Bilingual("名单", "List"), choices=LISTS, required=True),
        Column("subject", Bilingual("信用主体", "Subject"), required=True),
        Column("content", Bilingual("内容", "Content"), required=True),
        Column("document_number", Bilingual("文书号", "Document number"), required=True),
        Column("decided_on", Bilingual("决定日期", "Decided on"), required=True),
        Column("valid_until", Bilingual("有效期至", "Valid until"), shown=False),
        Column("reported_on", Bilingual("报送日期", "Reported on"), required=True),
        Column("platform", Bilingual("报送平台", "Platform"), choices=PLATFORMS, required=True),
        Column("received_on", Bilingual("平台接收日期", "Received on"), shown=False),
        Column("withdrawn_on", Bilingual("撤销日期", "Withdrawn on"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "信用记录"

    def __str__(self) -> str:
        return self.document_number
