"""Registers of counsel engaged and of questions put to them."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import TEN_YEARS, THIRTY_YEARS, Column, Register, choices
from yifa.law.text import Bilingual

CHANNELS = {
    "telephone": Bilingual("电话", "Telephone"),
    "written": Bilingual("书面", "In writing"),
    "meeting": Bilingual("会议", "At a meeting"),
}
MATTERS = {
    "": Bilingual("未分类", "Not said"),
    "contract": Bilingual("合同", "Contract"),
    "document": Bilingual("文件", "Document"),
    "decision": Bilingual("决策", "Decision"),
    "case": Bilingual("案件", "Case"),
    "other": Bilingual("其他", "Other"),
}
TREATMENTS = {
    "adopted": Bilingual("采纳", "Adopted"),
    "declined": Bilingual("未采纳（已说明理由）", "Not adopted, reason recorded"),
    "open": Bilingual("待处理", "Open"),
}


class Engagement(Register):
    """A term for which counsel is engaged."""

    title = Bilingual("法律顾问聘任", "Engagements of counsel")
    retention = THIRTY_YEARS

    counsel_name = models.CharField("法律顾问", max_length=80)
    term_from = models.DateField("聘期起")
    term_until = models.DateField("聘期止")
    fee_fen = models.BigIntegerField("报酬（分）")
    signed_on = models.DateField("签订日期")
    ended_on = models.DateField("终止日期", null=True, blank=True)

    columns = (
        Column("counsel_name", Bilingual("法律顾问", "Counsel"), required=True, personal=True),
        Column("term_from", Bilingual("聘期起", "From"), required=True),
        Column("term_until", Bilingual("聘期止", "Until"), required=True),
        Column("fee_fen", Bilingual("报酬", "Fee"), unit=Bilingual("元", "yuan"), required=True),
        Column("signed_on", Bilingual("签订日期", "Signed on"), required=True),
        Column("ended_on", Bilingual("终止日期", "Ended on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "法律顾问聘任"

    def __str__(self) -> str:
        return self.counsel_name


class Consultation(Register):
    """A question that counsel answered."""

    title = Bilingual("法律咨询", "Consultations of counsel")
    retention = TEN_YEARS

    question = models.TextField("咨询问题")
    channel = models.CharField("方式", max_length=20, choices=choices(CHANNELS))
    answered_on = models.DateField("答复日期")
    matter_kind = models.CharField("事项类别", max_length=20, choices=choices(MATTERS), blank=True)
    asked_on = models.DateField("提出日期", null=True, blank=True)
    treatment = models.CharField("采纳情况", max_length=20, choices=choices(TREATMENTS), default="open")

    columns = (
        Column("question", Bilingual("咨询问题", "Question"), required=True),
        Column("channel", Bilingual("方式", "Channel"), choices=CHANNELS, required=True),
        Column("matter_kind", Bilingual("事项类别", "Kind of matter"), choices=MATTERS),
        Column("asked_on", Bilingual("提出日期", "Asked on"), shown=False),
        Column("answered_on", Bilingual("答复日期", "Answered on"), required=True),
        Column("treatment", Bilingual("采纳情况", "Treatment"), choices=TREATMENTS),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "法律咨询"

    def __str__(self) -> str:
        return self.question[:40]
