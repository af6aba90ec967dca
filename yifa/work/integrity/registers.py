"""Credit records and their reports to the credit systems."""

from __future__ import annotations

from typing import Final

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    day,
    day_or_none,
    link,
    link_or_none,
    long_text,
    money_or_none,
    picked,
    text,
    yes_no,
)
from yifa.cases.registers.register import TEN_YEARS, THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types
from yifa.work.integrity.export import AND, EXPORTS
from yifa.work.integrity.kinds import (
    GRADES,
    LICENCE_KINDS,
    LISTS,
    PENALTY_KINDS,
    PLATFORMS,
    RECORD_KINDS,
)

_YUAN = Bilingual("元", "yuan")
# What later steps, or the register itself, write.
_WRITTEN_LATER = {
    *(
        "reported_on",
        "platform",
        "received_on",
        "repaired_on",
        "display_ended_on",
        "withdrawn_on",
        "display_until",
    ),
}
# Questions of the proposal whose names are not the register's.
_PROPOSED = {"list_kind": "list", "fine_fen": "fine", "confiscated_fen": "confiscated"}


def _kinds(text: str | None) -> list[str]:
    """Kinds of penalty from a cell that names them with semicolons; an unknown one stays, and is refused."""
    by_words = {words.zh: key for key, words in PENALTY_KINDS.items()}
    named = (text or "").replace(";", AND).split(AND)
    return [by_words.get(one.strip(), one.strip()) for one in named if one.strip()]


class CreditRecord(Register):
    """What the bureau established about a party and reported to a credit system."""

    title = Bilingual("信用记录", "Credit records")
    retention = THIRTY_YEARS

    record_kind = choice("信息类别", "Kind", RECORD_KINDS, required=True)
    list_kind = choice("名单", "List", LISTS, required=True)
    subject = link_or_none(Party, "信用主体", "Subject", required=True)
    content = long_text("内容", "Content", required=True)
    document_number = text("文书号", "Document number", 120, required=True)
    decided_on = day("决定日期", "Decided on", required=True)
    valid_from = day_or_none("有效期自", "Valid from", shown=False)
    valid_until = day_or_none("有效期至", "Valid until", shown=False)
    grade = choice("失信程度", "Grade", GRADES, blank=True, shown=False)
    decision_name = text("许可决定文书名称", "Title of the permit decision", blank=True, shown=False)
    licence_kind = choice("许可类别", "Kind of permit", LICENCE_KINDS, blank=True, shown=False)
    certificate_name = text("许可证书名称", "Certificate", 120, blank=True, shown=False)
    certificate_number = text("许可编号", "Number of the permit", 120, blank=True, shown=False)
    violation_kind = text("违法行为类型", "Kind of violation", blank=True, shown=False)
    violation_facts = long_text("违法事实", "Facts", blank=True, shown=False)
    legal_basis = long_text("处罚依据", "Basis", blank=True, shown=False)
    penalty_kinds = text("处罚类别", "Kinds of penalty", blank=True, shown=False)
    fine_fen = money_or_none("罚款金额", "Fine", unit=_YUAN, shown=False)
    confiscated_fen = money_or_none("没收金额", "Amount confiscated", unit=_YUAN, shown=False)
    licence_taken = text("暂扣或吊销证照", "Licence taken", blank=True, shown=False)
    display_until = day_or_none("公示截止期", "Shown until", shown=False)
    reported_on = day("报送日期", "Reported on", required=True)
    platform = choice("报送平台", "Platform", PLATFORMS, required=True)
    received_on = day_or_none("平台接收日期", "Received on", shown=False)
    repaired_on = day_or_none("修复日期", "Repaired on", shown=False)
    display_ended_on = day_or_none("终止公示日期", "Display ended on", shown=False)
    withdrawn_on = day_or_none("撤销日期", "Withdrawn on", shown=False)

    import_by = ImportBy(
        "credit/propose",
        title=lambda row: f"{row['document_number']}：{row['subject']}",
        columns=lambda own: (
            *(column for column in own if column.name not in _WRITTEN_LATER),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT),
            Column("list_basis", Bilingual("列入名单的依据", "Basis of the list"), kind=types.TEXT),
        ),
        party_code="uscc",
        answers=lambda row: {
            _PROPOSED.get(name, name): _kinds(value) if name == "penalty_kinds" else value
            for name, value in row.items()
        },
        same=lambda row: models.Q(
            record_kind=row["record_kind"],
            document_number=row["document_number"],
            subject__name=str(row["subject"]),
            withdrawn_on=None,
        ),
    )
    exports = EXPORTS

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_credit_record_a_case"),
            models.CheckConstraint(
                condition=models.Q(fine_fen__isnull=True) | models.Q(fine_fen__gte=0), name="no_negative_fine"
            ),
        ]

    def __str__(self) -> str:
        return self.document_number


DEALINGS: Final = {
    "project": Bilingual("科技计划项目", "Projects"),
    "money": Bilingual("财政性资金", "Public money"),
    "recognition": Bilingual("认定、资质", "Recognitions"),
    "honour": Bilingual("奖励、称号、专家", "Honours, experts"),
    "contract": Bilingual("政府采购、合同", "Contracts"),
}
"""What a step may give (``gives``), and a measure may bar from."""


class Misconduct(Register):
    """A case of research misconduct or of a breach in science activities. person: as names are compared; bars_from: of
    ``DEALINGS``, joined by commas; quashed_on: when a review took the decision back."""

    title = Bilingual("科研失信和违规案件", "Research misconduct")
    retention = THIRTY_YEARS

    track = choice(
        "路径",
        "Track",
        {
            "own_institution": Bilingual("由所在单位调查", "Own institution"),
            "department": Bilingual("由科技部门调查", "Science department"),
        },
    )
    source = choice(
        "来源",
        "Source",
        {
            "named": Bilingual("实名举报", "Named report"),
            "anonymous": Bilingual("匿名举报", "Anonymous report"),
            "transferred": Bilingual("有关机关移送", "Transferred"),
            "found": Bilingual("管理、检查中发现", "Found in management"),
            "media": Bilingual("媒体披露", "Media"),
        },
    )
    subject = link(Party, "所在单位、被调查单位", "Unit")
    person = text("被调查人", "Person", 60, blank=True, personal=True)
    conduct = choice(
        "行为",
        "Conduct",
        {
            "plagiarism": Bilingual("抄袭剽窃", "Plagiarism"),
            "fabrication": Bilingual("编造、伪造、篡改", "Fabrication"),
            "bought": Bilingual("买卖、代写、代投", "Bought or ghost-written"),
            "false_information": Bilingual("提供虚假信息、请托贿赂", "False information, bribery"),
            "ethics": Bilingual("伦理审查弄虚作假", "Ethics fraud"),
            "authorship": Bilingual("署名、引用违规", "Authorship"),
            "publication": Bilingual("出版违规", "Publication"),
            "management": Bilingual("科技活动管理、实施违规", "Management of science activities"),
            "other": Bilingual("其他", "Other"),
        },
    )
    reported_on = day("线索日期", "Reported on")
    accepted_on = day_or_none("受理日期", "Accepted on")
    outcome = choice(
        "结果",
        "Outcome",
        {
            "founded": Bilingual("构成", "Founded"),
            "unfounded": Bilingual("不构成", "Unfounded"),
            "not_accepted": Bilingual("不予受理", "Not accepted"),
        },
        blank=True,
    )
    grade = choice(
        "情节",
        "Grade",
        {
            "minor": Bilingual("较轻", "Minor"),
            "middle": Bilingual("较重", "Middle"),
            "grave": Bilingual("严重", "Grave"),
            "very_grave": Bilingual("特别严重", "Very grave"),
        },
        blank=True,
        shown=False,
    )
    decided_on = day_or_none("决定日期", "Decided on")
    decision_number = text("决定书文号", "Decision", 60, blank=True)
    measures = text("处理措施", "Measures", 200, blank=True, shown=False)
    bars_from = text("禁止的范围", "Barred from", 120, blank=True, shown=False)
    bar_from = day_or_none("禁止自", "Barred from the day", shown=False)
    bar_until = day_or_none("禁止至", "Barred until")
    for_life = yes_no("终身", "For life", shown=False)
    quashed_on = day_or_none("复查撤销日期", "Quashed on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_misconduct_a_case")]

    def __str__(self) -> str:
        return self.decision_number or self.subject.name


class Commitment(Register):
    """A letter in which a party committed itself, and whether it kept it."""

    title = Bilingual("信用承诺", "Commitments")
    retention = TEN_YEARS

    subject = link(Party, "承诺人", "Whose")
    commitment_kind = choice(
        "类别",
        "Kind",
        {
            "application": Bilingual("申报承诺", "With an application"),
            "notified": Bilingual("告知承诺", "After being told"),
            "repair": Bilingual("信用修复承诺", "For a repair"),
            "other": Bilingual("其他", "Other"),
        },
    )
    about = text("事项", "About", 160)
    signed_on = day("签署日期", "Signed on")
    keep_until = day("履行期限", "To be kept by")
    kept = choice(
        "履行情况",
        "Kept",
        {
            "kept": Bilingual("已经履行", "Kept"),
            "broken": Bilingual("违反", "Broken"),
            "void": Bilingual("不需履行", "Void"),
        },
        blank=True,
    )
    settled_on = day_or_none("核实日期", "Settled on")

    import_by = ImportBy(
        "commitments/sign",
        title=lambda row: f"{row['subject']}：{row['about']}",
        columns=lambda own: picked(
            own,
            Column("subject", Bilingual("承诺人", "Whose"), required=True),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=types.TEXT),
            "commitment_kind",
            "about",
            Column(
                "promised", Bilingual("承诺的内容", "What was promised"), kind=types.LONG_TEXT, required=True
            ),
            "signed_on",
            "keep_until",
        ),
        party_code="uscc",
        same=lambda row: models.Q(
            subject__name=row["subject"], about=row["about"], signed_on=row["signed_on"]
        ),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_commitment_a_case")]

    def __str__(self) -> str:
        return self.about


class JointMeasure(Register):
    """What is kept from, or granted to, a party for its credit, by a law's ground. bars_from: as of ``Misconduct``."""

    title = Bilingual("联合激励和惩戒措施", "Joint measures")
    retention = TEN_YEARS

    subject = link(Party, "对象", "Whose")
    direction = choice(
        "措施",
        "Direction",
        {"incentive": Bilingual("激励", "Incentive"), "restriction": Bilingual("惩戒", "Restriction")},
    )
    measure = text("内容", "Measure", 200)
    measure_law = text("法律依据", "Law", 300)
    decided_by = text("认定机关和文书", "Decided by", 200, shown=False)
    bars_from = text("惩戒的范围", "Barred from", 120, blank=True, shown=False)
    holds_from = day("自", "From")
    holds_until = day_or_none("至", "Until")
    ended_on = day_or_none("解除日期", "Ended on")

    def __str__(self) -> str:
        return self.measure


class Evaluation(Register):
    """The credit of an undertaker, a person or an institution in a year."""

    title = Bilingual("科研信用评价", "Credit evaluations")
    retention = TEN_YEARS

    subject = link(Party, "单位", "Unit")
    person = text("科研人员", "Person", 60, blank=True, personal=True)
    role = choice(
        "评价对象",
        "Role",
        {
            "undertaker": Bilingual("承担单位", "Undertaker"),
            "person": Bilingual("科研人员", "Person"),
            "institution": Bilingual("服务机构", "Institution"),
        },
    )
    period_year = count("年度", "Year")
    grade = choice("等次", "Grade", {one: Bilingual(one.upper(), one.upper()) for one in "abcd"})
    confirmed_on = day_or_none("确认日期", "Confirmed on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_evaluation_a_case")]

    def __str__(self) -> str:
        return self.subject.name
