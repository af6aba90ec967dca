"""The published reports that were entered, and the figures that were taken over from them."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import Column, ColumnKind, Register, choices
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual

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

    whose = models.CharField("归属", max_length=10, choices=choices(WHOSE))
    report_of = models.CharField("报告机关", max_length=200)
    report_year = models.PositiveSmallIntegerField("报告年度")
    report_title = models.CharField("标题", max_length=300)
    published_on = models.DateField("公布日期", null=True, blank=True)
    source = models.CharField("来源", max_length=400, blank=True)
    file_name = models.CharField("原件", max_length=200)
    file_digest = models.CharField("SHA-256", max_length=64)
    text = models.TextField("读出的文字")
    proposed = models.TextField("拟采用的数据", blank=True)
    state = models.CharField("状态", max_length=10, choices=choices(STATES))
    taken_on = models.DateField("采用日期", null=True, blank=True)

    columns = (
        Column("report_title", Bilingual("标题", "Title"), required=True),
        Column("report_of", Bilingual("报告机关", "Bureau"), required=True),
        Column("report_year", Bilingual("报告年度", "Year"), required=True),
        Column("whose", Bilingual("归属", "Whose"), choices=WHOSE, required=True),
        Column("state", Bilingual("状态", "State"), choices=STATES),
        Column("published_on", Bilingual("公布日期", "Published on")),
        Column("taken_on", Bilingual("采用日期", "Taken over on")),
        Column("source", Bilingual("来源", "Source"), shown=False),
        Column("file_name", Bilingual("原件", "File"), shown=False),
        Column("file_digest", Bilingual("原件 SHA-256", "SHA-256 of the file"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "已公布的报告"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_published_report_a_case")]

    def __str__(self) -> str:
        return self.report_title


class PublishedFigure(Register):
    """One figure taken over. ``start``, ``end``: offsets into the report's text; ``corrected``: taken otherwise than read."""

    title = Bilingual("取自已公布报告的数据", "Figures taken from published reports")

    report = models.ForeignKey(
        PublishedReport, models.PROTECT, related_name="+", verbose_name="报告", db_index=False
    )
    indicator = models.CharField("指标", max_length=120, blank=True)
    subject = models.CharField("数据", max_length=200)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    unit = models.CharField("单位", max_length=20, choices=choices(UNITS))
    category = models.CharField("类别", max_length=30, choices=choices(CATEGORIES))
    role = models.CharField("性质", max_length=10, choices=choices(ROLES))
    nature = models.CharField("存量或发生数", max_length=12, choices=choices(NATURES), blank=True)
    span = models.CharField("原文", max_length=200)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    corrected = models.BooleanField("经更正")
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)

    columns = (
        Column("subject", Bilingual("数据", "Figure"), required=True),
        Column("year", Bilingual("年度", "Year")),
        Column("value", Bilingual("数值", "Value"), required=True, kind=ColumnKind.NUMBER),
        Column("unit", Bilingual("单位", "Unit"), choices=UNITS, required=True),
        Column("span", Bilingual("原文", "Words"), required=True),
        Column("indicator", Bilingual("指标", "Indicator")),
        Column("category", Bilingual("类别", "Category"), choices=CATEGORIES),
        Column("role", Bilingual("性质", "Role"), choices=ROLES),
        Column("nature", Bilingual("存量或发生数", "Stock or flow"), choices=NATURES),
        Column("corrected", Bilingual("经更正", "Corrected"), shown=False),
        Column("report__report_title", Bilingual("报告", "Report")),
        Column("report__file_digest", Bilingual("原件 SHA-256", "SHA-256 of the file"), shown=False),
        Column("withdrawn_on", Bilingual("撤销日期", "Withdrawn on"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "取自已公布报告的数据"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "report", "start"], name="one_figure_at_a_place"),
        ]
        indexes = [
            models.Index(fields=["bureau", "indicator", "year"], name="published_by_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.span}"
