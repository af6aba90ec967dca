"""Reviews and their conclusions, and the texts that were reviewed."""

from __future__ import annotations

from datetime import date

from django.db import models

from yifa.cases.registers.columns import choice, count, day, day_or_none, long_text, text
from yifa.cases.registers.register import THIRTY_YEARS, Register
from yifa.law.text import Bilingual
from yifa.work.competition.kinds import ENDINGS, GROUNDS, LEVELS, MEASURES, OUTCOMES


class CompetitionReview(Register):
    """A review with its conclusion."""

    title = Bilingual("公平竞争审查", "Fair-competition reviews")

    name = text("政策措施名称", "Measure", required=True)
    measure_kind = choice("类别", "Kind", MEASURES)
    issuing_level = choice("拟出台机关", "To be issued by", LEVELS, shown=False)
    concluded_on = day("结论日期", "Concluded on", required=True)
    outcome = choice("审查结论", "Conclusion", OUTCOMES, required=True)
    reasons = long_text("理由", "Reasons", shown=False)
    findings = count("筛查问题", "Findings")
    items_found = long_text("具体情形", "Items", blank=True, shown=False)
    views_received = count("收到意见", "Views received")
    views_adopted = count("采纳意见", "Views adopted")
    exception_ground = choice("例外情形", "Exception", GROUNDS, blank=True, shown=False)
    exception_ends_on = day_or_none("实施期限至", "Exception ends on")
    exception_end_condition = long_text("终止条件", "End condition", blank=True, shown=False)
    ended_on = day_or_none("终止日期", "Ended on")
    ended_how = choice("终止方式", "How it ended", ENDINGS, blank=True, shown=False)
    subject_number = models.CharField("所属事项", max_length=60, blank=True)
    joint_result = models.CharField("市场监督管理部门意见", max_length=20, blank=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_competition_review_a_case")
        ]

    def has_lapsed(self, on: date) -> bool:
        """Whether the exception under which the measure stands is over on a day: ended, or past its last day."""
        if self.outcome != "exception":
            return False
        if self.ended_on is not None and self.ended_on <= on:
            return True
        return self.exception_ends_on is not None and self.exception_ends_on < on


class ReviewedDraft(Register):
    """A text that was laid open for review: as first given, and as amended."""

    title = Bilingual("送审草案", "Drafts under review")
    retention = THIRTY_YEARS

    name = text("政策措施名称", "Measure", required=True)
    version = count("稿次", "Version", required=True)
    given_on = day("日期", "Date", required=True)
    changes_made = long_text("修改内容", "What was changed", blank=True)
    text = models.TextField("正文")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "version"], name="one_draft_a_version")
        ]
