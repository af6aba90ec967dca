"""The published reports that were entered, and the figures that were taken over from them."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    count_or_none,
    day_or_none,
    shown,
    text,
    yes_no,
)
from yifa.cases.registers.register import Register
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.procedure import types

OWN, OTHER = "own", "other"
WHOSE = {OWN: Bilingual("本机关", "Own"), OTHER: Bilingual("其他机关", "Another bureau's")}
ENTERED, REVIEWED, TAKEN, WITHDRAWN, DROPPED, KEPT = (
    "entered",
    "reviewed",
    "taken",
    "withdrawn",
    "dropped",
    "kept",
)
STATES = {
    ENTERED: Bilingual("待核对", "To be gone through"),
    REVIEWED: Bilingual("待复核", "To be confirmed"),
    TAKEN: Bilingual("已采用", "Taken over"),
    WITHDRAWN: Bilingual("已撤销", "Withdrawn"),
    DROPPED: Bilingual("不予采用", "Dropped"),
    KEPT: Bilingual("留存备查", "Kept for reference"),
}
CATEGORIES = {one.value: one.words for one in Category}
UNITS = {one.value: one.words for one in Unit}
ROLES = {
    "total": Bilingual("总数", "Total"),
    "part": Bilingual("分项", "Part"),
    "growth": Bilingual("增速", "Growth"),
    "change": Bilingual("增减", "Change"),
    "rank": Bilingual("位次", "Rank"),
    "score": Bilingual("得分", "Score"),
    "limit": Bilingual("限度、承诺", "Limit"),
    "ordinal": Bilingual("首次、首家", "First of its kind"),
}


NATURES = {
    "stock": Bilingual("存量", "Stock"),
    "flow": Bilingual("本年发生", "In the year"),
    "part_of_year": Bilingual("不足一年", "Part of a year"),
}


class PublishedReport(Register):
    """A published report: what it says of itself, its file's digest, and the text read from it."""

    title = Bilingual("已公布的报告", "Published reports")

    report_title = text("标题", "Title", 300, required=True)
    report_of = text("报告机关", "Bureau", required=True)
    report_year = count("报告年度", "Year", required=True)
    whose = choice("归属", "Whose", WHOSE, required=True)
    state = choice("状态", "State", STATES)
    published_on = day_or_none("公布日期", "Published on")
    taken_on = day_or_none("采用日期", "Taken over on")
    source = text("来源", "Source", 400, blank=True, shown=False)
    file_name = text("原件", "File", shown=False)
    file_digest = text("原件 SHA-256", "SHA-256 of the file", 64, shown=False)
    text = models.TextField("读出的文字")
    proposed = models.JSONField("拟采用的数据", default=list)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_published_report_a_case")]


class PublishedFigure(Register):
    """One figure taken over. ``start``, ``end``: offsets into the report's text; ``corrected``: taken otherwise than read."""

    title = Bilingual("取自已公布报告的数据", "Figures taken from published reports")

    reached = (
        Column("report__report_title", Bilingual("报告", "Report")),
        Column("report__file_digest", Bilingual("原件 SHA-256", "SHA-256 of the file"), shown=False),
    )

    subject = text("数据", "Figure", required=True)
    year = count_or_none("年度", "Year")
    value = shown(
        models.DecimalField("数值", max_digits=24, decimal_places=6),
        "Value",
        required=True,
        kind=types.NUMBER,
    )
    unit = choice("单位", "Unit", UNITS, required=True)
    span = text("原文", "Words", required=True)
    indicator = text("指标", "Indicator", 120, blank=True)
    category = choice("类别", "Category", CATEGORIES)
    role = choice("性质", "Role", ROLES)
    nature = choice("存量或发生数", "Stock or flow", NATURES, blank=True)
    corrected = yes_no("经更正", "Corrected", shown=False)
    withdrawn_on = day_or_none("撤销日期", "Withdrawn on", shown=False)
    report = models.ForeignKey(
        PublishedReport, models.PROTECT, related_name="+", verbose_name="报告", db_index=False
    )
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "report", "start"], name="one_figure_at_a_place"),
        ]
        indexes = [
            models.Index(fields=["bureau", "indicator", "year"], name="published_by_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.span}"
