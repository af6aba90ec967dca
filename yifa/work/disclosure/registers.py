"""Requests for information, what is published and what is owed, the yearly reports, and exceptions from the publishing gate."""

from __future__ import annotations

from django.db import models

from yifa.cases.models import Case
from yifa.cases.registers.columns import (
    choice,
    count,
    day,
    day_or_none,
    link_or_none,
    long_text,
    money_or_none,
    shown,
    text,
    yes_no,
)
from yifa.cases.registers.register import PERMANENT, THIRTY_YEARS, Register, entered_by
from yifa.law.text import Bilingual
from yifa.parties.models import Party

APPLICANT_KINDS = {
    "person": Bilingual("自然人", "Natural person"),
    "enterprise": Bilingual("商业企业", "Enterprise"),
    "research": Bilingual("科研机构", "Research institution"),
    "charity": Bilingual("社会公益组织", "Charity"),
    "legal": Bilingual("法律服务机构", "Legal service"),
    "other": Bilingual("其他", "Other"),
}
CHANNELS = {
    "online": Bilingual("互联网", "Internet"),
    "visit": Bilingual("当面提交", "In person"),
    "signed_post": Bilingual("需要签收的邮寄", "Signed-for post"),
    "letter": Bilingual("平常信函", "Letter"),
    "fax": Bilingual("传真", "Fax"),
    "oral": Bilingual("口头提出", "Orally"),
}
ANSWERS = {
    "": Bilingual("办理中", "In progress"),
    "already_public": Bilingual("已经主动公开", "Already public"),
    "opened": Bilingual("予以公开", "Disclosed"),
    "partly": Bilingual("部分公开", "Disclosed in part"),
    "secret": Bilingual("不予公开：国家秘密", "Refused: State secret"),
    "forbidden": Bilingual("不予公开：法律、行政法规禁止", "Refused: forbidden by law"),
    "safety": Bilingual("不予公开：危及安全、稳定", "Refused: endangers security"),
    "third_party": Bilingual("不予公开：第三方合法权益", "Refused: third party"),
    "internal": Bilingual("不予公开：内部事务信息", "Refused: internal affairs"),
    "process": Bilingual("不予公开：过程性信息", "Refused: process information"),
    "enforcement_file": Bilingual("不予公开：行政执法案卷", "Refused: enforcement file"),
    "registry": Bilingual("不予公开：行政查询事项", "Refused: registry query"),
    "not_held": Bilingual("本机关不掌握", "Not held"),
    "not_ours": Bilingual("不属于本机关负责公开", "Not ours"),
    "must_be_made": Bilingual("需要另行制作", "Would have to be made"),
    "unclear": Bilingual("补正后仍不明确", "Still unclear"),
    "petition": Bilingual("信访、投诉、举报类", "Petition in disguise"),
    "repeated": Bilingual("重复申请", "Repeated"),
    "publication": Bilingual("公开出版物", "Publications"),
    "excessive": Bilingual("大量反复申请", "Excessive"),
    "reissue": Bilingual("确认或者重新出具", "Confirm or re-issue"),
    "other": Bilingual("其他处理", "Otherwise handled"),
    "uncorrected": Bilingual("逾期不补正，不再处理", "Not corrected in time"),
    "fee_unpaid": Bilingual("逾期未缴费，不再处理", "Fee not paid"),
}
HEADS = {
    "normative": Bilingual("行政法规、规章和规范性文件", "Regulations, rules and normative documents"),
    "duties": Bilingual(
        "机关职能、机构设置、办公地址、联系方式、负责人", "Duties, structure, address, contact, heads"
    ),
    "plans": Bilingual("规划、计划、政策", "Plans and policies"),
    "statistics": Bilingual("统计信息", "Statistics"),
    "permits": Bilingual("行政许可和其他对外管理服务事项", "Permits and other services"),
    "penalties": Bilingual("行政处罚、行政强制", "Penalties and coercive measures"),
    "budget": Bilingual("财政预算、决算", "Budget and accounts"),
    "fees": Bilingual("行政事业性收费", "Fees"),
    "procurement": Bilingual("政府集中采购项目", "Government procurement"),
    "projects": Bilingual("重大建设项目", "Major construction projects"),
    "livelihood": Bilingual(
        "扶贫、教育、医疗、社会保障、促进就业等",
        "Poverty relief, education, health, social security, employment",
    ),
    "emergencies": Bilingual("突发公共事件", "Public emergencies"),
    "inspections": Bilingual(
        "环境保护、公共卫生、安全生产、食品药品、产品质量监督检查",
        "Inspections of environment, health, safety, food, drugs, products",
    ),
    "recruitment": Bilingual("公务员招考", "Recruitment of civil servants"),
    "other": Bilingual("法律、法规、规章和国家有关规定的其他信息", "Other information that the law names"),
}
CLOSED_GROUNDS = {
    "": Bilingual("", ""),
    "secret": Bilingual("国家秘密", "State secret"),
    "forbidden": Bilingual("法律、行政法规禁止公开", "Forbidden by law"),
    "safety": Bilingual("危及安全、稳定", "Endangers security"),
    "third_party": Bilingual("商业秘密、个人隐私等", "Trade secrets, privacy"),
    "internal": Bilingual("内部事务信息", "Internal affairs"),
    "process": Bilingual("过程性信息和行政执法案卷", "Process information, enforcement files"),
}


class InformationRequest(Register):
    """A request for information, from its receipt to its answer. Counted in the year in which it was received."""

    title = Bilingual("政府信息公开申请", "Requests for information")
    retention = THIRTY_YEARS

    name = text("申请公开的内容", "Requested", required=True)
    applicant = link_or_none(Party, "申请人", "Applicant", personal=True)
    applicant_kind = choice("申请人类别", "Kind of applicant", APPLICANT_KINDS, required=True)
    channel = choice("提交方式", "Sent by", CHANNELS, required=True)
    applied_on = day("提出日期", "Made on", required=True)
    received_on = day_or_none("收到申请之日", "Received on")
    owner_department = text("承办科室", "Section", 60, blank=True)
    corrected_asked_on = day_or_none("告知补正日期", "Correction asked for on", shown=False)
    corrected_on = day_or_none("补正日期", "Corrected on", shown=False)
    third_party_asked_on = day_or_none("征求第三方日期", "Third party asked on", shown=False)
    third_party_answered_on = day_or_none("第三方答复日期", "Third party answered on", shown=False)
    extended_on = day_or_none("延期日期", "Extended on", shown=False)
    fee_fen = money_or_none("信息处理费", "Fee", unit=Bilingual("元", "yuan"), shown=False)
    paid_on = day_or_none("缴费日期", "Paid on", shown=False)
    answer_kind = choice("答复", "Answer", ANSWERS, blank=True)
    answered_on = day_or_none("答复日期", "Answered on")
    due_on = day_or_none("答复期限", "Due on", shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_request_a_case")]
        indexes = [
            models.Index(fields=["bureau", "received_on"], name="request_by_receipt"),
            models.Index(fields=["bureau", "answered_on"], name="request_by_answer"),
        ]

    def __str__(self) -> str:
        return self.name


class PublicInformation(Register):
    """A piece of information and whether it is public. What was withdrawn stays in the catalogue with day and reason."""

    title = Bilingual("政府信息目录", "Catalogue of information")
    retention = PERMANENT

    index_number = text("索引号", "Index number", 40, blank=True)
    name = text("名称", "Name", required=True)
    head = choice("公开事项", "Head", HEADS, required=True)
    owner = text("责任科室", "Section", 60, blank=True)
    summary = long_text("内容概述", "Summary", shown=False, required=True)
    body = models.TextField("正文")
    formed_on = day("生成日期", "Formed on", required=True)
    due_on = day_or_none("应当公开之日", "Due on", shown=False)
    published_on = day_or_none("公开日期", "Published on")
    closed_ground = choice("不予公开的依据", "Closed because", CLOSED_GROUNDS, blank=True)
    closed_on = day_or_none("不予公开日期", "Closed on", shown=False)
    withdrawn_on = day_or_none("撤下日期", "Withdrawn on", shown=False)
    withdraw_reason = long_text("撤下理由", "Why withdrawn", blank=True, shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_information_a_case")]
        indexes = [models.Index(fields=["bureau", "published_on"], name="information_by_publication")]

    def __str__(self) -> str:
        return self.name


class DisclosureDuty(Register):
    """An item of the list of what is published: it stands from its approval until a later one of the same number."""

    title = Bilingual("主动公开事项清单", "List of what is published")
    retention = PERMANENT

    code = text("序号", "No.", 10, required=True)
    head = choice("公开事项", "Head", HEADS, required=True)
    what = text("公开内容", "What", required=True)
    where = text("公开栏目", "Where", 100, required=True)
    when = text("公开时限", "By when", 100, required=True)
    owner = text("责任科室", "Section", 60, required=True)
    duty_basis = text("依据", "Basis", required=True)
    ends = yes_no("取消", "Ends", shown=False)
    approved_on = day_or_none("审定日期", "Approved on")
    ended_on = day_or_none("终止日期", "Ended on", shown=False)

    import_by = entered_by("listing-duties/draft", "code", "what")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_duty_a_case")]

    def __str__(self) -> str:
        return f"{self.code} {self.what}"


class DisclosureReport(Register):
    """A yearly report. ``content`` is what was signed: texts and tables, never changed after."""

    title = Bilingual("政府信息公开工作年度报告", "Yearly reports on open government information")
    retention = PERMANENT

    report_year = count("报告年度", "Year", required=True)
    received = count("本年新收", "Received", default=0)
    handled = count("本年办结", "Handled", default=0)
    carried_out = count("结转下年", "Carried over", default=0)
    signed_on = day_or_none("签发日期", "Signed on")
    submitted_on = day_or_none("提交日期", "Submitted on")
    published_on = day_or_none("公布日期", "Published on")
    erratum = long_text("更正说明", "Erratum", blank=True, shown=False)
    content = models.JSONField("内容", default=dict)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_disclosure_report_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.report_year}"


class PublishingException(Register):
    """That one finding in one matter may be public, signed by a second person. It is kept as a code, never as a number."""

    title = Bilingual("公开核验例外", "Exceptions from the publishing gate")
    retention = THIRTY_YEARS

    matter = shown(
        models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="事项"),
        "Matter",
        required=True,
    )
    finding = text("识别码", "Code", 12, required=True)
    reason = long_text("理由", "Reason", required=True)
    asked_by = text("申请人", "Asked by", 60, required=True)
    allowed_by = text("同意人", "Allowed by", 60, blank=True)
    allowed_on = day_or_none("同意日期", "Allowed on")
    refused_on = day_or_none("不同意日期", "Refused on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_exception_a_case")]

    def __str__(self) -> str:
        return self.finding
