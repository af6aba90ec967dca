"""Risk points, what was checked and mended, the yearly evaluation."""

from __future__ import annotations

from django.db import models

from yifa.cases.models import Case
from yifa.cases.registers.columns import Column, choice, count, day, day_or_none, text
from yifa.cases.registers.register import TEN_YEARS, THIRTY_YEARS, Register, entered_by
from yifa.law.text import Bilingual

ACTIVITIES = {
    "budget": Bilingual("预算管理", "Budget"),
    "income_spending": Bilingual("收支管理", "Income and spending"),
    "procurement": Bilingual("政府采购管理", "Procurement"),
    "assets": Bilingual("资产管理", "Assets"),
    "construction": Bilingual("建设项目管理", "Construction"),
    "contracts": Bilingual("合同管理", "Contracts"),
}
FREQUENCIES = {
    "monthly": Bilingual("每月", "Monthly"),
    "quarterly": Bilingual("每季度", "Quarterly"),
    "yearly": Bilingual("每年", "Yearly"),
}
CONCLUSIONS = {
    "effective": Bilingual("有效", "Effective"),
    "partly": Bilingual("基本有效，存在一般缺陷", "Mostly effective"),
    "weak": Bilingual("存在重大缺陷", "Grave defects"),
}


class RiskPoint(Register):
    """A point of risk, its measure, who does and who checks."""

    title = Bilingual("内部控制风险点", "Risk points")
    retention = THIRTY_YEARS

    activity = choice("经济活动", "Activity", ACTIVITIES)
    step = text("环节", "Step", 120)
    risk = text("风险", "Risk")
    measure = text("控制措施", "Measure")
    does = text("经办岗位", "Who does", 80)
    checks = text("检查岗位", "Who checks", 80)
    frequency = choice("频次", "How often", FREQUENCIES)
    listed_on = day("列入日期", "Listed on", shown=False)
    ended_on = day_or_none("终止日期", "Ended on", shown=False)

    import_by = entered_by(
        "risk-point-ledger/record",
        "activity",
        "step",
        "risk",
        title=lambda row: f"{ACTIVITIES[row['activity']].zh}：{row['step']}：{row['risk']}",
    )


class ControlCheck(Register):
    """A check of an activity: what was looked at, found and mended."""

    title = Bilingual("内部控制检查", "Checks of internal control")
    retention = TEN_YEARS

    reached = (Column("about__number", Bilingual("所涉事项", "About")),)

    activity = choice("经济活动", "Activity", ACTIVITIES)
    period = text("检查期间", "Period", 80)
    checked_on = day("检查日期", "Checked on")
    items = count("检查数", "Items")
    exceptions = count("发现问题", "Exceptions", default=0)
    mended_on = day_or_none("整改确认日期", "Mended on")
    about = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name="所涉事项")


class Evaluation(Register):
    """A year's evaluation of internal control."""

    title = Bilingual("内部控制自我评价", "Evaluations of internal control")
    retention = THIRTY_YEARS

    year = count("年度", "Year")
    conclusion = choice("结论", "Conclusion", CONCLUSIONS)
    defects = text("缺陷和改进", "Defects")
    reported_on = day("报送日期", "Reported on")
    reported_to = text("报送机关", "Reported to", 120)

    import_by = entered_by(
        "control-evaluation-ledger/record", "year", title=lambda row: f"{row['year']}年度内部控制自我评价"
    )

    def __str__(self) -> str:
        return f"{self.year}年度"


class VehicleUse(Register):
    """An official car that was asked for, sent and brought back."""

    title = Bilingual("公务用车", "Official cars")
    retention = TEN_YEARS

    purpose = text("公务事由", "Purpose")
    destination = text("去向", "Where to", 120)
    used_on = day("用车日期", "Used on")
    plate = text("车牌号", "Plate", 20, blank=True)
    kilometres = count("里程", "Distance", default=0, unit=Bilingual("公里", "km"))
    back_on = day_or_none("交回日期", "Brought back on")

    # What was driven before the bureau worked with Yifa.
    import_by = entered_by("vehicle-using/record", "used_on", "plate", "purpose")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_car_a_case")]
