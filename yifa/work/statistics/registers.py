"""Published values, one row for each; a revision is a row of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import models

from yifa.cases.registers.columns import choice, count, count_or_none, day, money_or_none, shown, text
from yifa.cases.registers.register import PERMANENT, ImportBy, Register
from yifa.law.text import Bilingual

ITEMS = {
    "rd_expenditure": Bilingual("研究与试验发展经费", "R&D expenditure"),
    "rd_share": Bilingual("研发经费占地区生产总值比重", "R&D expenditure as a share of GDP"),
    "rd_rank": Bilingual("研发经费全省位次", "Rank in the province by R&D expenditure"),
    "rd_enterprises": Bilingual("研发投入统计企业", "Enterprises with R&D in the statistics"),
    "ht_growth": Bilingual("高新技术产业增加值增速", "Growth of high-tech value added"),
    "ht_share": Bilingual(
        "高新技术产业增加值占规模以上工业比重", "High-tech value added as a share of industry above scale"
    ),
    "rd_staff": Bilingual("研究与试验发展人员", "R&D staff"),
    "patents_per_10000": Bilingual("每万人口发明专利拥有量", "Invention patents per 10,000 people"),
    "other": Bilingual("其他", "Other"),
}
RANKS = ("rd_rank",)
"""What is better the smaller it is."""
REGIONS = {
    "own": Bilingual("本地", "This place"),
    "county": Bilingual("所辖县区", "Counties and districts"),
    "province": Bilingual("全省", "Province"),
    "nation": Bilingual("全国", "Nation"),
    "other": Bilingual("其他地区", "Elsewhere"),
}
SCOPES = {
    "society": Bilingual("全社会", "Whole society"),
    "above_scale": Bilingual("规模以上工业", "Industry above scale"),
    "enterprises": Bilingual("企业", "Enterprises"),
    "institutes": Bilingual("科研机构", "Research institutes"),
    "universities": Bilingual("高等学校", "Universities"),
    "unsaid": Bilingual("未说明口径", "Scope not said"),
}
STATES = {
    "flash": Bilingual("快报", "Flash"),
    "annual": Bilingual("年报", "Annual"),
    "revised": Bilingual("修订", "Revised"),
}


SAME: Final = ("item", "item_words", "region_kind", "region", "stat_year", "scope")
"""What makes two values one: the same thing of the same region and year, in the same scope."""
_OF_RELEASE: Final = ("source_body", "publication", "released_on", "release_state")


def _as_released(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A line of a workbook as a release that holds this value alone."""
    value = {
        "amount" if name == "amount_fen" else name: said
        for name, said in row.items()
        if name not in _OF_RELEASE and said not in (None, "")
    }
    return {name: row[name] for name in _OF_RELEASE} | {"values": [value]}


def _called(row: Mapping[str, Any]) -> str:
    """A value as a title tells it apart from every other."""
    item = row["item_words"] or ITEMS[row["item"]].zh
    of = f"{row['region']}{row['stat_year']}年{item}"
    return f"{of}（{SCOPES[row['scope']].zh}，{STATES[row['release_state']].zh}，{row['released_on']}）"


class Statistic(Register):
    """One value of one region and year, in one scope, as it was published on a day."""

    title = Bilingual("科技统计数据", "Science statistics")
    retention = PERMANENT

    item = choice("指标", "Item", ITEMS, required=True)
    item_words = text("指标名称", "Called", 80, blank=True, shown=False)
    region_kind = choice("地区类别", "Kind of region", REGIONS, required=True, shown=False)
    region = text("地区", "Region", 60, required=True)
    stat_year = count("年份", "Year", required=True)
    scope = choice("口径", "Scope", SCOPES, required=True)
    amount_fen = money_or_none("金额", "Amount", unit=Bilingual("亿元", "100 million yuan"))
    value = shown(
        models.DecimalField("数值", max_digits=20, decimal_places=4, null=True, blank=True), "Value"
    )
    measured_in = text("单位", "Unit", 20, blank=True)
    out_of = count_or_none("参加排名数", "Ranked among", shown=False)
    source_body = text("来源机关", "Source", 120, required=True)
    publication = text("公布的文件", "Publication", 160, required=True, shown=False)
    released_on = day("公布日期", "Released on", required=True)
    release_state = choice("状态", "State", STATES, required=True)

    import_by = ImportBy(
        "statistics-ledger/record",
        title=_called,
        columns=lambda own: own,
        answers=_as_released,
        same=lambda row: models.Q(
            **{name: row[name] or "" for name in SAME},
            release_state=row["release_state"],
            released_on=row["released_on"],
        ),
    )

    class Meta(Register.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_fen__isnull=False) | models.Q(value__isnull=False),
                name="a_statistic_says_something",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "item", "stat_year"], name="statistic_by_item")]

    def __str__(self) -> str:
        return f"{self.region} {self.stat_year}"
