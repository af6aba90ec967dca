"""What was erased, when, and why; never of whom."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, count_or_none, day, day_or_none, text, yes_no
from yifa.cases.registers.register import Register
from yifa.law.text import Bilingual

SCOPES = {
    "person": Bilingual("一名自然人", "A person"),
    "due": Bilingual("保存期限届满的事项", "Matters whose retention has ended"),
}
GROUNDS = {
    "expired": Bilingual("保存期限已届满", "Retention has ended"),
    "finished": Bilingual("处理目的已实现、无法实现或者不再必要", "Purpose fulfilled or void"),
    "withdrawn": Bilingual("个人撤回同意", "Consent withdrawn"),
    "unlawful": Bilingual("违反法律、行政法规或者约定处理", "Processed unlawfully"),
    "other": Bilingual("法律、行政法规规定的其他情形", "Another case of the law"),
}


class Erasure(Register):
    """An erasure that was proposed, and what became of it. Kept for ever: it is the proof that the law was kept."""

    title = Bilingual("个人信息删除", "Erasures of personal data")

    scope = choice("删除范围", "Scope", SCOPES, required=True)
    ground = choice("删除的情形", "Ground", GROUNDS, required=True)
    requested = yes_no("个人请求", "Asked for by the person")
    basis = text("依据和保存期限", "Basis and retention", required=True)
    proposed_on = day("提出日期", "Proposed on", required=True)
    approved_on = day_or_none("批准日期", "Approved on")
    erased_on = day_or_none("删除日期", "Erased on")
    erased = count_or_none("删除项数", "Items erased")
    refused_on = day_or_none("不予删除日期", "Refused on", shown=False)
    refusal_reason = text("不予删除的理由", "Reason of the refusal", 200, blank=True, shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_erasure_a_case")]
