"""What may be inspected, who is an object of inspection, what the year plans, and every inspection with its result."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    day,
    day_or_none,
    link,
    long_text,
    picked,
    text,
    yes_no,
)
from yifa.cases.registers.register import PERMANENT, TEN_YEARS, THIRTY_YEARS, ImportBy, Register, entered_by
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types

KINDS = {
    "random": Bilingual("计划内，随机抽取", "Planned, drawn"),
    "planned": Bilingual("计划内，按风险和信用确定", "Planned, by risk and credit"),
    "case": Bilingual("个案检查", "On a single cause"),
    "special": Bilingual("专项检查", "Special, ordered from above"),
}
MODES = {
    "off_site": Bilingual("非现场检查", "Off site"),
    "on_site": Bilingual("入企检查", "On site"),
}
RESULTS = {
    "no_problem": Bilingual("未发现问题", "No problem"),
    "corrected": Bilingual("当场改正", "Corrected on the spot"),
    "ordered": Bilingual("责令限期改正", "Ordered to correct"),
    "referred": Bilingual("移送有关机关处理", "Referred"),
    "not_found": Bilingual("不能取得联系", "Not found"),
}
CHOSEN = {
    "random": Bilingual("随机抽取", "Drawn"),
    "named": Bilingual("按风险等级、信用确定", "By risk and credit"),
}
RISKS = {
    "low": Bilingual("低", "Low"),
    "middle": Bilingual("中", "Middle"),
    "high": Bilingual("高", "High"),
}


class Item(Register):
    """What the bureau may inspect, as it published it."""

    title = Bilingual("行政检查事项", "Items of inspection")
    retention = PERMANENT

    item_code = text("事项编号", "Code", 40)
    item = text("检查事项", "Item", 120)
    object_category = text("检查对象类别", "Objects", 60)
    item_basis = text("依据", "Basis", 300)
    contents = long_text("检查内容和标准", "What is inspected", shown=False)
    yearly_ceiling = count("年度入企次数上限", "Visits a year at most")
    listed_on = day("公布日期", "Published on")
    ended_on = day_or_none("取消日期", "Ended on")

    import_by = entered_by("inspection-listing/record", "item_code")

    def __str__(self) -> str:
        return self.item


class Object(Register):
    """Who is inspected, and as what."""

    title = Bilingual("检查对象名录", "Objects of inspection")
    retention = THIRTY_YEARS

    party = link(Party, "检查对象", "Object")
    object_category = text("类别", "Category", 60)
    risk = choice("风险等级", "Risk", RISKS)
    listed_on = day("列入日期", "Listed on")
    ended_on = day_or_none("终止日期", "Ended on")

    import_by = ImportBy(
        "inspection-objects/record",
        title=lambda row: f"{row['party']}（{row['object_category']}）",
        columns=lambda own: picked(
            own,
            Column("party", Bilingual("检查对象", "Object"), required=True),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT),
            Column("object_category", Bilingual("类别", "Category"), required=True),
            "risk",
        ),
        party_code="uscc",
        same=lambda row: models.Q(
            party__name=row["party"], object_category=row["object_category"], ended_on__isnull=True
        ),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "party", "object_category"],
                condition=models.Q(ended_on__isnull=True),
                name="one_object_a_category",
            )
        ]

    def __str__(self) -> str:
        return self.party.name


class Plan(Register):
    """What the year plans to inspect, how many objects, when."""

    title = Bilingual("年度行政检查计划", "Plans of inspection")
    retention = TEN_YEARS

    plan_year = count("年度", "Year")
    item = text("检查事项", "Item", 120)
    chosen_how = choice("对象的确定", "How chosen", CHOSEN)
    object_count = count("检查对象数", "Objects")
    first_month = count("起始月份", "From month", shown=False)
    last_month = count("截止月份", "To month")
    mode = choice("检查方式", "Mode", MODES)
    published_on = day_or_none("公布日期", "Published on")
    cancelled_on = day_or_none("取消日期", "Cancelled on", shown=False)

    def __str__(self) -> str:
        return f"{self.plan_year} {self.item}"


class Inspection(Register):
    """One inspection of one object, from the application to what was published. visit_of_year: which visit on site of the year it
    was to this object; nought off site."""

    title = Bilingual("行政检查", "Inspections")
    retention = THIRTY_YEARS

    reached = (
        Column("party__uscc", Bilingual("统一社会信用代码", "Unified social credit code"), shown=False),
    )

    party = link(Party, "检查对象", "Object")
    item = text("检查事项", "Item", 120)
    kind = choice("来源", "Source", KINDS)
    mode = choice("方式", "Mode", MODES)
    applied_on = day("申请日期", "Applied on", shown=False)
    approved_on = day_or_none("批准日期", "Approved on")
    notified_on = day_or_none("通知日期", "Notified on", shown=False)
    inspected_on = day_or_none("检查日期", "Inspected on")
    visit_of_year = count("当年入企次数", "Visit of the year", default=0)
    result = choice("检查结果", "Result", RESULTS, blank=True)
    correct_by = day_or_none("改正期限", "Correct by", shown=False)
    rechecked_on = day_or_none("复查日期", "Rechecked on")
    rectified = yes_no("已经改正", "Corrected", default=False, shown=False)
    published_on = day_or_none("公开日期", "Published on")
    cancelled_on = day_or_none("取消日期", "Cancelled on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_inspection_a_case")]

    def __str__(self) -> str:
        return f"{self.item} {self.party.name}"
