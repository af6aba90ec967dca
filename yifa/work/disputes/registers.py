"""What became of reconsiderations, lawsuits, mediations and claims for compensation."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, day, day_or_none, long_text, money_or_none, text, yes_no
from yifa.cases.registers.register import PERMANENT, THIRTY_YEARS, Register
from yifa.law.text import Bilingual

REVIEWS = {
    "ordinary": Bilingual("普通程序", "Ordinary"),
    "simplified": Bilingual("简易程序", "Simplified"),
}
OUTCOMES = {
    "": Bilingual("尚未审结", "Open"),
    "upheld": Bilingual("维持", "Upheld"),
    "changed": Bilingual("变更", "Changed"),
    "annulled": Bilingual("撤销", "Annulled"),
    "unlawful": Bilingual("确认违法", "Declared unlawful"),
    "to_perform": Bilingual("责令履行", "Ordered to act"),
    "void": Bilingual("确认无效", "Declared void"),
    "rejected": Bilingual("驳回", "Rejected"),
    "ended": Bilingual("申请人撤回、终止", "Withdrawn or ended"),
    "settled": Bilingual("调解、和解", "Settled"),
}
JUDGMENTS = {
    "": Bilingual("尚未审结", "Open"),
    "dismissed": Bilingual("驳回诉讼请求", "Claims dismissed"),
    "not_admitted": Bilingual("驳回起诉", "Action dismissed"),
    "withdrawn": Bilingual("准许撤诉", "Withdrawn"),
    "mediated": Bilingual("调解、和解", "Settled"),
    "annulled": Bilingual("撤销", "Annulled"),
    "changed": Bilingual("变更", "Changed"),
    "unlawful": Bilingual("确认违法", "Declared unlawful"),
    "to_perform": Bilingual("判决履行", "Ordered to act"),
    "void": Bilingual("确认无效", "Declared void"),
}
INSTANCES = {
    "first": Bilingual("一审", "First instance"),
    "second": Bilingual("二审", "Second instance"),
    "retrial": Bilingual("再审", "Retrial"),
}
ATTENDED = {
    "": Bilingual("没有听证", "No hearing"),
    "head": Bilingual("主要负责人参加", "The head"),
    "deputy": Bilingual("分管负责人参加", "The deputy in charge"),
    "officer": Bilingual("委托工作人员参加", "An officer"),
}
APPEARED = {
    "": Bilingual("没有开庭", "No hearing"),
    "head": Bilingual("主要负责人出庭", "The head"),
    "deputy": Bilingual("分管负责人出庭", "The deputy in charge"),
    "officer": Bilingual("工作人员出庭", "An officer"),
    "counsel_only": Bilingual("仅由律师出庭", "Counsel alone"),
}
CAUSES = {
    "": Bilingual("没有总结", "Not yet reviewed"),
    "none": Bilingual("没有问题", "Nothing wrong"),
    "facts": Bilingual("事实、证据", "Facts, evidence"),
    "procedure": Bilingual("程序", "Procedure"),
    "law": Bilingual("法律适用", "Application of law"),
    "competence": Bilingual("职权", "Competence"),
    "discretion": Bilingual("裁量", "Discretion"),
}
GRADES = {
    "section": Bilingual("科室调解", "By a section"),
    "leader": Bilingual("分管领导调解", "By a leader"),
    "group": Bilingual("领导小组调解", "By the leading group"),
}
ENDS = {
    "": Bilingual("正在调解", "Under way"),
    "agreed": Bilingual("达成协议", "Agreed"),
    "ended": Bilingual("终止", "Ended"),
}


class Reconsideration(Register):
    """A reconsideration in which the bureau is respondent."""

    title = Bilingual("行政复议", "Reconsiderations")
    retention = PERMANENT

    review_number = text("复议案号", "Number", 80)
    review_organ = text("行政复议机关", "Organ", 120)
    applicant = text("申请人", "Applicant", 120, personal=True)
    act_title = text("被复议的行政行为", "Act")
    act_on = day("作出日期", "Act of", shown=False)
    review_kind = choice("审理程序", "Procedure", REVIEWS)
    received_on = day("收到日期", "Received on")
    due_on = day("答复期限", "Answer due on")
    answered_on = day_or_none("答复日期", "Answered on")
    heard_on = day_or_none("听证日期", "Heard on", shown=False)
    about_disclosure = yes_no("因政府信息公开提起", "About disclosure", shown=False)
    attended = choice("负责人参加", "Who attended", ATTENDED, blank=True)
    outcome = choice("结果", "Outcome", OUTCOMES, blank=True)
    decided_on = day_or_none("审结日期", "Concluded on")
    cause = choice("原因", "Cause", CAUSES, blank=True, shown=False)
    lesson = long_text("教训和改进", "Lesson", blank=True, shown=False)
    closed_on = day_or_none("办结日期", "Closed on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_reconsideration_a_case")]


class Lawsuit(Register):
    """A lawsuit in which the bureau is defendant."""

    title = Bilingual("行政诉讼", "Lawsuits")
    retention = PERMANENT

    court = text("法院", "Court", 120)
    court_number = text("案号", "Number", 80)
    instance = choice("审级", "Instance", INSTANCES)
    plaintiff = text("原告", "Plaintiff", 120, personal=True)
    act_title = text("被诉行政行为", "Act")
    act_on = day("作出日期", "Act of", shown=False)
    received_on = day("收到日期", "Received on")
    due_on = day("答辩期限", "Defence due on")
    answered_on = day_or_none("答辩日期", "Defended on")
    about_disclosure = yes_no("因政府信息公开提起", "About disclosure", shown=False)
    after_review = yes_no("经过行政复议", "After reconsideration", shown=False)
    appeared_on = day_or_none("开庭日期", "Heard on")
    appeared = choice("负责人出庭", "Who appeared", APPEARED, blank=True)
    outcome = choice("结果", "Outcome", JUDGMENTS, blank=True)
    judged_on = day_or_none("裁判日期", "Judged on")
    cause = choice("原因", "Cause", CAUSES, blank=True, shown=False)
    lesson = long_text("教训和改进", "Lesson", blank=True, shown=False)
    closed_on = day_or_none("办结日期", "Closed on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_lawsuit_a_case")]


class Mediation(Register):
    """A dispute that the bureau mediated."""

    title = Bilingual("行政调解", "Mediations")
    retention = THIRTY_YEARS

    dispute = text("纠纷", "Dispute")
    grade = choice("级别", "Grade", GRADES)
    accepted_on = day("受理日期", "Accepted on")
    outcome = choice("结果", "Outcome", ENDS, blank=True)
    concluded_on = day_or_none("结束日期", "Concluded on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_mediation_a_case")]


class Compensation(Register):
    """A claim for compensation by the State."""

    title = Bilingual("国家赔偿", "Compensation claims")
    retention = PERMANENT

    claim = text("请求事项", "Claim")
    claimant = text("赔偿请求人", "Claimant", 120, personal=True)
    claimed_fen = money_or_none("请求金额", "Claimed", unit=Bilingual("元", "yuan"))
    received_on = day("收到日期", "Received on")
    decided_on = day_or_none("决定日期", "Decided on")
    compensates = yes_no("予以赔偿", "Compensated")
    paid_fen = money_or_none("赔偿金额", "Paid", unit=Bilingual("元", "yuan"))

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_compensation_a_case")]
