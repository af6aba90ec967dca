"""Registers of the year's catalogue, of decisions and their steps, of who answers for them, and of evaluations."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import PERMANENT, Column, Register, choices
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

    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("决策事项", max_length=200)
    unit = models.CharField("承办单位", max_length=100, blank=True)
    planned = models.CharField("计划完成时间", max_length=60, blank=True)
    is_listed = models.BooleanField("在列", default=True)
    published_on = models.DateField("公布日期", null=True, blank=True)

    columns = (
        Column("year", Bilingual("年度", "Year")),
        Column("name", Bilingual("决策事项", "Item")),
        Column("unit", Bilingual("承办单位", "Undertaking unit")),
        Column("planned", Bilingual("计划完成时间", "Planned")),
        Column("is_listed", Bilingual("在列", "Listed")),
        Column("published_on", Bilingual("公布日期", "Published on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "重大行政决策目录事项"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "name"], name="one_line_an_item_of_a_catalogue")
        ]

    def __str__(self) -> str:
        return self.name


class MajorDecision(Register):
    """A decision that was started, with the day of each step that it went through."""

    title = Bilingual("重大行政决策", "Major decisions")
    retention = PERMANENT

    name = models.CharField("决策事项", max_length=200)
    unit = models.CharField("承办单位", max_length=100)
    is_document = models.BooleanField("同时是规范性文件", default=False)
    in_catalogue = models.BooleanField("列入目录", default=False)
    started_on = models.DateField("启动日期")
    consulted_on = models.DateField("征求意见", null=True, blank=True)
    heard_on = models.DateField("听证", null=True, blank=True)
    argued_on = models.DateField("专家论证", null=True, blank=True)
    experts = models.PositiveSmallIntegerField("专家人数", default=0)
    risk_assessed_on = models.DateField("风险评估", null=True, blank=True)
    risk_level = models.CharField("风险等级", max_length=10, blank=True, choices=choices(RISKS))
    appraiser = models.CharField("评估机构", max_length=100, blank=True)
    competition_reviewed_on = models.DateField("公平竞争审查", null=True, blank=True)
    reviewed_on = models.DateField("合法性审查", null=True, blank=True)
    opinion = models.CharField("审查意见", max_length=20, blank=True, choices=choices(OPINIONS))
    deliberated_on = models.DateField("集体讨论", null=True, blank=True)
    outcome = models.CharField("结果", max_length=12, default="under_way", choices=choices(OUTCOMES))
    decided_on = models.DateField("决定日期", null=True, blank=True)
    reported_on = models.DateField("请示报告", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    executing_unit = models.CharField("执行单位", max_length=100, blank=True)
    executed_on = models.DateField("执行完毕", null=True, blank=True)
    suspended_on = models.DateField("中止执行", null=True, blank=True)
    changed_by = models.CharField("变更决策", max_length=40, blank=True)
    filed_on = models.DateField("归档日期", null=True, blank=True)

    columns = (
        Column("name", Bilingual("决策事项", "Matter")),
        Column("unit", Bilingual("承办单位", "Undertaking unit")),
        Column("is_document", Bilingual("同时是规范性文件", "Normative document too"), shown=False),
        Column("in_catalogue", Bilingual("列入目录", "In the catalogue"), shown=False),
        Column("started_on", Bilingual("启动日期", "Started on")),
        Column("consulted_on", Bilingual("征求意见", "Consulted"), shown=False),
        Column("heard_on", Bilingual("听证", "Heard"), shown=False),
        Column("argued_on", Bilingual("专家论证", "Argued by experts"), shown=False),
        Column("experts", Bilingual("专家人数", "Experts"), shown=False),
        Column("risk_assessed_on", Bilingual("风险评估", "Risk assessed"), shown=False),
        Column("risk_level", Bilingual("风险等级", "Risk"), choices=RISKS, shown=False),
        Column("appraiser", Bilingual("评估机构", "Assessed by"), shown=False),
        Column("competition_reviewed_on", Bilingual("公平竞争审查", "Competition review"), shown=False),
        Column("reviewed_on", Bilingual("合法性审查", "Legality review"), shown=False),
        Column("opinion", Bilingual("审查意见", "Opinion"), choices=OPINIONS),
        Column("deliberated_on", Bilingual("集体讨论", "Discussed on")),
        Column("outcome", Bilingual("结果", "Outcome"), choices=OUTCOMES),
        Column("decided_on", Bilingual("决定日期", "Decided on")),
        Column("reported_on", Bilingual("请示报告", "Reported on"), shown=False),
        Column("published_on", Bilingual("公布日期", "Published on")),
        Column("executing_unit", Bilingual("执行单位", "Executing unit"), shown=False),
        Column("executed_on", Bilingual("执行完毕", "Carried out on"), shown=False),
        Column("suspended_on", Bilingual("中止执行", "Suspended on"), shown=False),
        Column("changed_by", Bilingual("变更决策", "Changed by"), shown=False),
        Column("filed_on", Bilingual("归档日期", "Filed on"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "重大行政决策"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_decision_a_case")]

    def __str__(self) -> str:
        return self.name


class DecisionPart(Register):
    """Who had which part in a decision, and how members stood: what life-long responsibility is measured by (条例 §38)."""

    title = Bilingual("重大行政决策责任登记", "Who answers for major decisions")
    retention = PERMANENT

    decision = models.CharField("决策事项", max_length=200)
    part = models.CharField("环节", max_length=12, choices=choices(PARTS))
    person = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=60, blank=True)
    stance = models.CharField("态度", max_length=12, blank=True, choices=choices(STANCES))
    view = models.TextField("意见", blank=True)
    dissented = models.BooleanField("持不同意见", default=False)
    done_on = models.DateField("日期")

    columns = (
        Column("decision", Bilingual("决策事项", "Decision")),
        Column("part", Bilingual("环节", "Part"), choices=PARTS),
        Column("person", Bilingual("姓名", "Person"), personal=True),
        Column("post", Bilingual("职务", "Post"), shown=False),
        Column("stance", Bilingual("态度", "Stance"), choices=STANCES),
        Column("view", Bilingual("意见", "View"), shown=False),
        Column("dissented", Bilingual("持不同意见", "Dissented")),
        Column("done_on", Bilingual("日期", "Done on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "重大行政决策责任登记"
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

    decision = models.CharField("决策事项", max_length=200)
    evaluator = models.CharField("评估机构", max_length=100)
    result = models.TextField("评估结果")
    advice = models.CharField("建议", max_length=10, choices=choices(ADVICE))
    evaluated_on = models.DateField("评估日期")

    columns = (
        Column("decision", Bilingual("决策事项", "Decision")),
        Column("evaluator", Bilingual("评估机构", "Evaluated by")),
        Column("result", Bilingual("评估结果", "Result"), shown=False),
        Column("advice", Bilingual("建议", "Advice"), choices=ADVICE),
        Column("evaluated_on", Bilingual("评估日期", "Evaluated on")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "重大行政决策后评估"

    def __str__(self) -> str:
        return self.decision
