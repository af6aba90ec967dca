"""The registers of consultations and opinions. Who gave an opinion stays in the act, where it can be erased."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import THIRTY_YEARS, Column, ColumnKind, Register, choices
from yifa.law.text import Bilingual

SIDES = {
    "person": Bilingual("个人", "Person"),
    "enterprise": Bilingual("企业", "Enterprise"),
    "association": Bilingual("行业协会商会", "Trade body"),
    "institution": Bilingual("机关事业单位、社会组织", "Institution or organisation"),
}
CHANNELS = {
    "portal": Bilingual("网上", "Portal"),
    "letter": Bilingual("来信", "Letter"),
    "mail": Bilingual("电子邮件", "Mail"),
    "visit": Bilingual("来访", "Visit"),
    "telephone": Bilingual("电话", "Telephone"),
    "meeting": Bilingual("座谈会、论证会", "Meeting"),
}
TREATMENTS = {
    "": Bilingual("未处理", "Not yet dealt with"),
    "adopted": Bilingual("采纳", "Adopted"),
    "partly": Bilingual("部分采纳", "Adopted in part"),
    "not_adopted": Bilingual("未采纳", "Not adopted"),
    "unrelated": Bilingual("与本事项无关", "Not on this matter"),
}


class Consultation(Register):
    """A draft laid open for opinions."""

    title = Bilingual("公开征求意见", "Public consultations")
    retention = THIRTY_YEARS

    name = models.CharField("事项", max_length=200)
    subject_number = models.CharField("所属事项", max_length=40, blank=True)
    opened_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期")
    touches_market_actors = models.BooleanField("涉及市场主体")
    is_major_decision = models.BooleanField("重大行政决策")
    shortened_reason = models.CharField("缩短的理由", max_length=500, blank=True)
    contact = models.CharField("联系方式", max_length=500)
    draft_text = models.TextField("征求意见稿")
    explanation = models.TextField("起草说明")
    summary = models.TextField("采纳情况", blank=True)
    summarised_on = models.DateField("汇总日期", null=True, blank=True)
    answered_on = models.DateField("反馈日期", null=True, blank=True)
    stopped_on = models.DateField("终止日期", null=True, blank=True)
    stop_reason = models.CharField("终止的理由", max_length=500, blank=True)

    columns = (
        Column("name", Bilingual("事项", "Matter"), required=True),
        Column("subject_number", Bilingual("所属事项", "Belongs to"), shown=False),
        Column("opened_on", Bilingual("开始日期", "Opened on"), required=True),
        Column("closes_on", Bilingual("截止日期", "Last day"), required=True),
        Column("touches_market_actors", Bilingual("涉及市场主体", "Touches market actors")),
        Column("is_major_decision", Bilingual("重大行政决策", "Major decision")),
        Column("shortened_reason", Bilingual("缩短期限的理由", "Why it is shorter"), shown=False),
        Column("contact", Bilingual("联系方式", "Contact"), shown=False),
        Column("answered_on", Bilingual("公布采纳情况", "Feedback published on")),
        Column("stopped_on", Bilingual("终止日期", "Stopped on")),
        Column("stop_reason", Bilingual("终止的理由", "Why it was stopped"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "公开征求意见"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_consultation_a_case"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opened_on")),
                name="consultation_ends_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Opinion(Register):
    """An opinion on a draft and what became of it."""

    title = Bilingual("公众意见", "Opinions from the public")
    retention = THIRTY_YEARS

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", verbose_name="征求意见")
    provision = models.CharField("针对条款", max_length=100, blank=True)
    side = models.CharField("来自", max_length=20, choices=choices(SIDES))
    channel = models.CharField("方式", max_length=20, choices=choices(CHANNELS))
    arrived_on = models.DateField("收到日期")
    treatment = models.CharField("处理", max_length=20, choices=choices(TREATMENTS), blank=True)
    treated_on = models.DateField("处理日期", null=True, blank=True)

    columns = (
        Column("consultation", Bilingual("征求意见", "Consultation"), required=True),
        Column("provision", Bilingual("针对条款", "Provision")),
        Column("side", Bilingual("来自", "From"), choices=SIDES, required=True),
        Column("channel", Bilingual("方式", "How"), choices=CHANNELS, required=True),
        Column("arrived_on", Bilingual("收到日期", "Received on"), kind=ColumnKind.DATE, required=True),
        Column("treatment", Bilingual("处理", "Treatment"), choices=TREATMENTS),
        Column("treated_on", Bilingual("处理日期", "Dealt with on"), kind=ColumnKind.DATE),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "公众意见"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_opinion_a_case")]

    def __str__(self) -> str:
        return f"{self.consultation}"
