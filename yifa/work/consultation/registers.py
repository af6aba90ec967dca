"""The registers of consultations and opinions. Who gave an opinion stays in the act, where it can be erased."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, day, day_or_none, link, text, yes_no
from yifa.cases.registers.register import THIRTY_YEARS, Register
from yifa.law.text import Bilingual
from yifa.procedure import types

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

    name = text("事项", "Matter", required=True)
    subject_number = text("所属事项", "Belongs to", 40, blank=True, shown=False)
    opened_on = day("开始日期", "Opened on", required=True)
    closes_on = day("截止日期", "Last day", required=True)
    touches_market_actors = yes_no("涉及市场主体", "Touches market actors")
    is_major_decision = yes_no("重大行政决策", "Major decision")
    shortened_reason = text("缩短期限的理由", "Why it is shorter", 500, blank=True, shown=False)
    contact = text("联系方式", "Contact", 500, shown=False)
    answered_on = day_or_none("公布采纳情况", "Feedback published on")
    stopped_on = day_or_none("终止日期", "Stopped on")
    stop_reason = text("终止的理由", "Why it was stopped", 500, blank=True, shown=False)
    draft_text = models.TextField("征求意见稿")
    explanation = models.TextField("起草说明")
    summary = models.TextField("采纳情况", blank=True)
    summarised_on = models.DateField("汇总日期", null=True, blank=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_consultation_a_case"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opened_on")),
                name="consultation_ends_after_it_opens",
            ),
        ]


class Opinion(Register):
    """An opinion on a draft and what became of it."""

    title = Bilingual("公众意见", "Opinions from the public")
    retention = THIRTY_YEARS

    consultation = link(Consultation, "征求意见", "Consultation", required=True)
    provision = text("针对条款", "Provision", 100, blank=True)
    side = choice("来自", "From", SIDES, required=True)
    channel = choice("方式", "How", CHANNELS, required=True)
    arrived_on = day("收到日期", "Received on", kind=types.DATE, required=True)
    treatment = choice("处理", "Treatment", TREATMENTS, blank=True)
    treated_on = day_or_none("处理日期", "Dealt with on", kind=types.DATE)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_opinion_a_case")]

    def __str__(self) -> str:
        return f"{self.consultation}"
