"""Reviews and their conclusions, and the texts that were reviewed."""

from __future__ import annotations

from datetime import date

from django.db import models

from yifa.cases.registers import THIRTY_YEARS, Column, Register, choices
from yifa.law.text import Bilingual
from yifa.work.competition.kinds import ENDINGS, GROUNDS, LEVELS, MEASURES, OUTCOMES


class CompetitionReview(Register):
    """A review with its conclusion."""

    title = Bilingual("公平竞争审查", "Fair-competition reviews")

    name = models.CharField("政策措施名称", max_length=200)
    measure_kind = models.CharField("类别", max_length=30, choices=choices(MEASURES))
    issuing_level = models.CharField("拟出台机关", max_length=20, choices=choices(LEVELS))
    subject_number = models.CharField("所属事项", max_length=60, blank=True)
    concluded_on = models.DateField("结论日期")
    outcome = models.CharField("审查结论", max_length=20, choices=choices(OUTCOMES))
    reasons = models.TextField("理由")
    findings = models.PositiveIntegerField("筛查问题数")
    items_found = models.TextField("具体情形", blank=True)
    views_received = models.PositiveIntegerField("收到意见")
    views_adopted = models.PositiveIntegerField("采纳意见")
    joint_result = models.CharField("市场监督管理部门意见", max_length=20, blank=True)
    exception_ground = models.CharField("例外情形", max_length=20, choices=choices(GROUNDS), blank=True)
    exception_ends_on = models.DateField("实施期限至", null=True, blank=True)
    exception_end_condition = models.TextField("终止条件", blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    ended_how = models.CharField("终止方式", max_length=20, choices=choices(ENDINGS), blank=True)

    columns = (
        Column("name", Bilingual("政策措施名称", "Measure"), required=True),
        Column("measure_kind", Bilingual("类别", "Kind"), choices=MEASURES),
        Column("issuing_level", Bilingual("拟出台机关", "To be issued by"), choices=LEVELS, shown=False),
        Column("concluded_on", Bilingual("结论日期", "Concluded on"), required=True),
        Column("outcome", Bilingual("审查结论", "Conclusion"), choices=OUTCOMES, required=True),
        Column("reasons", Bilingual("理由", "Reasons"), shown=False),
        Column("findings", Bilingual("筛查问题", "Findings")),
        Column("items_found", Bilingual("具体情形", "Items"), shown=False),
        Column("views_received", Bilingual("收到意见", "Views received")),
        Column("views_adopted", Bilingual("采纳意见", "Views adopted")),
        Column("exception_ground", Bilingual("例外情形", "Exception"), choices=GROUNDS, shown=False),
        Column("exception_ends_on", Bilingual("实施期限至", "Exception ends on")),
        Column("exception_end_condition", Bilingual("终止条件", "End condition"), shown=False),
        Column("ended_on", Bilingual("终止日期", "Ended on")),
        Column("ended_how", Bilingual("终止方式", "How it ended"), choices=ENDINGS, shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "公平竞争审查"
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

    name = models.CharField("政策措施名称", max_length=200)
    version = models.PositiveIntegerField("稿次")
    text = models.TextField("正文")
    changes_made = models.TextField("修改内容", blank=True)
    given_on = models.DateField("日期")

    columns = (
        Column("name", Bilingual("政策措施名称", "Measure"), required=True),
        Column("version", Bilingual("稿次", "Version"), required=True),
        Column("given_on", Bilingual("日期", "Date"), required=True),
        Column("changes_made", Bilingual("修改内容", "What was changed")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "送审草案"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "version"], name="one_draft_a_version")
        ]
