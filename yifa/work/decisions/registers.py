"""Registers of the year's catalogue, of decisions and their steps, of who answers for them, and of evaluations."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, count, day, day_or_none, long_text, text, yes_no
from yifa.cases.registers.register import PERMANENT, Register
from yifa.law.text import Bilingual

OUTCOMES = {
    "under_way": Bilingual("办理中", "Under way"),
    "approved": Bilingual("通过", "Approved"),
    "rejected": Bilingual("不予通过", "Rejected"),
    "dropped": Bilingual("终止", "Dropped"),
}
RISKS = {"low": Bilingual("低", "Low"), "medium": Bilingual("中", "Medium"), "high": Bilingual("高", "High")}
OPINIONS = {
    "lawful": Bilingual("合法", "Lawful"),
    "to_be_amended": Bilingual("应当修改", "To be amended"),
    "unlawful": Bilingual("不合法", "Unlawful"),
    "reform_risk": Bilingual("探索性改革，已明示风险", "Experimental reform, risk shown"),
}
PARTS = {
    "start": Bilingual("决定启动", "Started it"),
    "draft": Bilingual("拟订草案", "Drafted it"),
    "risk": Bilingual("组织风险评估", "Had its risk assessed"),
    "experts": Bilingual("组织专家论证", "Had experts argue"),
    "review": Bilingual("合法性审查", "Reviewed its legality"),
    "member": Bilingual("参加集体讨论", "Took part in the discussion"),
    "decide": Bilingual("作出决定", "Decided"),
    "suspend": Bilingual("决定中止执行", "Suspended its execution"),
}
STANCES = {
    "for": Bilingual("赞成", "For"),
    "against": Bilingual("反对", "Against"),
    "abstained": Bilingual("弃权", "Abstained"),
    "spoke": Bilingual("发表意见", "Spoke"),
    "stood_aside": Bilingual("回避", "Stood aside"),
}
ADVICE = {
    "go_on": Bilingual("继续执行", "Go on"),
    "change": Bilingual("调整", "Change"),
    "stop": Bilingual("停止执行", "Stop"),
}


class CatalogueItem(Register):
    """One item of a year's catalogue; an adjustment takes it out or brings it in."""

    title = Bilingual("重大行政决策目录事项", "Items of the catalogue of major decisions")
    retention = PERMANENT

    year = count("年度", "Year")
    name = text("决策事项", "Item")
    unit = text("承办单位", "Undertaking unit", 100, blank=True)
    planned = text("计划完成时间", "Planned", 60, blank=True)
    is_listed = yes_no("在列", "Listed", default=True)
    published_on = day_or_none("公布日期", "Published on")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "name"], name="one_line_an_item_of_a_catalogue")
        ]

    def __str__(self) -> str:
        return self.name


class MajorDecision(Register):
    """A decision that was started, with the day of each step that it went through."""

    title = Bilingual("重大行政决策", "Major decisions")
    retention = PERMANENT

    name = text("决策事项", "Matter")
    unit = text("承办单位", "Undertaking unit", 100)
    is_document = yes_no("同时是规范性文件", "Normative document too", shown=False)
    in_catalogue = yes_no("列入目录", "In the catalogue", shown=False)
    started_on = day("启动日期", "Started on")
    consulted_on = day_or_none("征求意见", "Consulted", shown=False)
    heard_on = day_or_none("听证", "Heard", shown=False)
    argued_on = day_or_none("专家论证", "Argued by experts", shown=False)
    experts = count("专家人数", "Experts", default=0, shown=False)
    risk_assessed_on = day_or_none("风险评估", "Risk assessed", shown=False)
    risk_level = choice("风险等级", "Risk", RISKS, blank=True, shown=False)
    appraiser = text("评估机构", "Assessed by", 100, blank=True, shown=False)
    competition_reviewed_on = day_or_none("公平竞争审查", "Competition review", shown=False)
    reviewed_on = day_or_none("合法性审查", "Legality review", shown=False)
    opinion = choice("审查意见", "Opinion", OPINIONS, blank=True)
    deliberated_on = day_or_none("集体讨论", "Discussed on")
    outcome = choice("结果", "Outcome", OUTCOMES, default="under_way")
    decided_on = day_or_none("决定日期", "Decided on")
    reported_on = day_or_none("请示报告", "Reported on", shown=False)
    published_on = day_or_none("公布日期", "Published on")
    executing_unit = text("执行单位", "Executing unit", 100, blank=True, shown=False)
    executed_on = day_or_none("执行完毕", "Carried out on", shown=False)
    suspended_on = day_or_none("中止执行", "Suspended on", shown=False)
    changed_by = text("变更决策", "Changed by", 40, blank=True, shown=False)
    filed_on = day_or_none("归档日期", "Filed on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_decision_a_case")]


class DecisionPart(Register):
    """Who had which part in a decision, and how members stood: what life-long responsibility is measured by (条例 §38)."""

    title = Bilingual("重大行政决策责任登记", "Who answers for major decisions")
    retention = PERMANENT

    decision = text("决策事项", "Decision")
    part = choice("环节", "Part", PARTS)
    person = text("姓名", "Person", 60, personal=True)
    post = text("职务", "Post", 60, blank=True, shown=False)
    stance = choice("态度", "Stance", STANCES, blank=True)
    view = long_text("意见", "View", blank=True, shown=False)
    dissented = yes_no("持不同意见", "Dissented")
    done_on = day("日期", "Done on")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "case", "part", "person"], name="one_part_a_person_of_a_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.person}"


class Evaluation(Register):
    """An evaluation after the decision."""

    title = Bilingual("重大行政决策后评估", "Evaluations of major decisions")
    retention = PERMANENT

    decision = text("决策事项", "Decision")
    evaluator = text("评估机构", "Evaluated by", 100)
    result = long_text("评估结果", "Result", shown=False)
    advice = choice("建议", "Advice", ADVICE)
    evaluated_on = day("评估日期", "Evaluated on")
