"""Petitions as the national system numbers them, and what was written to the bureau's own box. Reports stand in no register."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, day, day_or_none, long_text, text, yes_no
from yifa.cases.registers.register import TEN_YEARS, THIRTY_YEARS, Register, entered_by
from yifa.law.text import Bilingual

CHANNELS = {
    "letter": Bilingual("来信", "Letter"),
    "visit": Bilingual("来访", "Visit"),
    "phone": Bilingual("来电", "Telephone"),
    "net": Bilingual("网上", "Online"),
    "portal": Bilingual("本机关网站", "The bureau's site"),
}
PETITION_KINDS = {
    "claim": Bilingual("申诉求决", "Claim"),
    "suggestion": Bilingual("建议意见", "Suggestion"),
}
PETITION_PATHS = {
    "": Bilingual("没有分类", "Not yet sorted"),
    "petition": Bilingual("信访程序", "Petition procedure"),
    "court": Bilingual("司法途径", "Court or arbitration"),
    "party": Bilingual("党内申诉", "Appeal within the Party"),
    "reconsideration": Bilingual("行政复议", "Reconsideration"),
    "procedure": Bilingual("行政程序", "Administrative procedure"),
    "enforcement": Bilingual("执法程序", "Enforcement"),
    "not_ours": Bilingual("不属于本机关", "Not ours"),
}
VIEWS = {
    "": Bilingual("没有意见", "None yet"),
    "support": Bilingual("支持", "Supported"),
    "explain": Bilingual("解释疏导", "Explained"),
    "refuse": Bilingual("不予支持", "Not supported"),
}
REVIEWS = {
    "": Bilingual("没有复查", "None"),
    "upheld": Bilingual("维持", "Upheld"),
    "changed": Bilingual("变更或者撤销", "Changed or annulled"),
}
KINDS = {
    "question": Bilingual("咨询", "Question"),
    "suggestion": Bilingual("意见建议", "Suggestion"),
    "complaint": Bilingual("投诉", "Complaint"),
}
PATHS = {
    "": Bilingual("没有分类", "Not yet sorted"),
    "own": Bilingual("本机关答复", "Answered by the bureau"),
    "petition": Bilingual("信访程序", "Petition procedure"),
    "reconsideration": Bilingual("行政复议、行政诉讼", "Reconsideration or suit"),
    "disclosure": Bilingual("政府信息公开申请", "Request for information"),
    "procedure": Bilingual("行政程序", "Administrative procedure"),
    "report": Bilingual("检举举报", "Report of an unlawful act"),
    "elsewhere": Bilingual("其他机关", "Another organ"),
}
FINDINGS = {
    "": Bilingual("不是投诉", "No complaint"),
    "founded": Bilingual("属实", "Founded"),
    "partly": Bilingual("部分属实", "Partly founded"),
    "unfounded": Bilingual("不属实", "Unfounded"),
}


class Petition(Register):
    """A petition as the bureau handled it."""

    title = Bilingual("信访事项", "Petitions")
    retention = THIRTY_YEARS

    national_number = text("全国信访系统编号", "National number", 40, required=True)
    received_on = day("收到日期", "Received on", required=True)
    channel = choice("渠道", "Channel", CHANNELS, required=True)
    kind = choice("类别", "Kind", PETITION_KINDS, required=True)
    first = yes_no("初次信访", "First petition")
    matter = text("事项概要", "Matter", 100)
    path = choice("处理途径", "Way", PETITION_PATHS, blank=True)
    told_due_on = day("告知期限", "To be told by", shown=False)
    told_on = day_or_none("告知日期", "Told on")
    accepted_on = day_or_none("受理日期", "Accepted on")
    due_on = day_or_none("办理期限", "Due on", shown=False)
    answered_on = day_or_none("出具意见日期", "Opinion of")
    view = choice("处理意见", "Opinion", VIEWS, blank=True)
    served_on = day_or_none("送达日期", "Served on")
    review_outcome = choice("复查结果", "Review", REVIEWS, blank=True)
    concluded_on = day_or_none("了结日期", "Concluded on", shown=False)

    import_by = entered_by(
        "petition-work/register",
        "national_number",
        title=lambda row: f"{row['national_number']} {row['matter'] or ''}",
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_petition_a_case")]

    def __str__(self) -> str:
        return f"{self.national_number} {self.matter}"


class Voice(Register):
    """A question, suggestion or complaint written to the bureau, and its answer as published."""

    title = Bilingual("咨询投诉建议", "Questions, complaints, suggestions")
    retention = TEN_YEARS

    kind = choice("类别", "Kind", KINDS, required=True)
    subject = text("主题", "Subject", 60, personal=True)
    channel = choice("渠道", "Channel", CHANNELS, required=True)
    received_on = day("收到日期", "Received on", required=True)
    path = choice("处理途径", "Way", PATHS, blank=True)
    due_on = day("答复期限", "Due on", shown=False)
    replied_on = day_or_none("答复日期", "Answered on")
    finding = choice("是否属实", "Finding", FINDINGS, blank=True)
    withdrawn_on = day_or_none("撤回日期", "Withdrawn on", shown=False)
    name = text("公开的标题", "Title", 80, blank=True)
    public_content = long_text("来信", "Letter", blank=True, shown=False)
    public_reply = long_text("答复", "Answer", blank=True, shown=False)
    published_on = day_or_none("公开日期", "Published on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_voice_a_case")]

    def __str__(self) -> str:
        return self.name or self.subject
