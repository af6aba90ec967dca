"""Ledgers of legal work."""

from __future__ import annotations

from yifa.cases.registers.columns import choice, count, day, day_or_none, text
from yifa.cases.registers.register import PERMANENT, TEN_YEARS, Register, entered_by
from yifa.law.text import Bilingual

PARTS = {
    "opinion": Bilingual("立法征求意见", "Opinion on a draft"),
    "drafting": Bilingual("参与起草", "Drafting"),
    "inspection": Bilingual("配合人大执法检查", "Enforcement inspection of the congress"),
}
DIRECTIONS = {
    "taken": Bilingual("承接", "Taken over"),
    "given": Bilingual("划出", "Given up"),
    "cancelled": Bilingual("取消", "Cancelled"),
}
REVIEWED = {
    "document": Bilingual("文件", "Documents"),
    "decision": Bilingual("决策", "Decisions"),
    "contract": Bilingual("合同", "Contracts"),
    "enforcement": Bilingual("执法决定", "Enforcement decisions"),
}


class PublicLawyer(Register):
    """A public lawyer of the bureau."""

    title = Bilingual("公职律师", "Public lawyers")
    retention = PERMANENT

    lawyer = text("姓名", "Name", 80, personal=True)
    certificate_number = text("证书号", "Certificate", 60)
    since = day("任公职律师日期", "Since")
    ended_on = day_or_none("终止日期", "Ended on")

    import_by = entered_by("public-lawyer-ledger/record", "certificate_number")


class LegislationPart(Register):
    """A part taken in law-making or in an inspection of the congress."""

    title = Bilingual("参与立法和执法检查", "Law-making and inspections")
    retention = PERMANENT

    kind = choice("类别", "Kind", PARTS)
    subject = text("主题", "Subject")
    organ = text("来文机关", "Organ", 120)
    done_on = day("办理日期", "Day")
    result = text("结果", "Result")

    import_by = entered_by("legislation-part-ledger/record", "subject", "organ", "done_on")


class CourtHearing(Register):
    """A court hearing that officers attended."""

    title = Bilingual("旁听庭审", "Court hearings attended")
    retention = TEN_YEARS

    court = text("法院", "Court", 120)
    subject = text("案件", "Case")
    attended_on = day("日期", "Day")
    people = count("人数", "People")

    import_by = entered_by("court-hearing/record", "court", "subject", "attended_on")


class Meddling(Register):
    """A leader's meddling in a case, as it was recorded; who it was stands in the matter alone."""

    title = Bilingual("领导干部干预案件记录", "Meddling in cases")
    retention = PERMANENT

    matter = text("案件、事项", "Case")
    said_on = day("日期", "Day")
    reported_to = text("报告机关", "Reported to", 120)


class FunctionTransfer(Register):
    """A function taken over, given up or cancelled in a reform."""

    title = Bilingual("职能承接和划出", "Functions taken over and given up")
    retention = PERMANENT

    function = text("职能", "Function")
    direction = choice("承接、划出", "Direction", DIRECTIONS)
    other_organ = text("对方机关", "Other organ", 120, blank=True)
    basis = text("依据", "Basis")
    handed_on = day("交接日期", "Day")

    import_by = entered_by("function-transfer-ledger/record", "function", "direction", "handed_on")


class ReviewList(Register):
    """A kind of document, decision or contract that needs legality review."""

    title = Bilingual("合法性审查目录清单", "What needs legality review")
    retention = TEN_YEARS

    item = text("事项", "What")
    kind = choice("类别", "Kind", REVIEWED)
    basis = text("依据", "Basis")
    listed_on = day("列入日期", "Listed on")
    ended_on = day_or_none("终止日期", "Ended on", shown=False)

    import_by = entered_by(
        "review-list-ledger/record",
        "item",
        "kind",
        title=lambda row: f"{row['item']}（{REVIEWED[row['kind']].zh}）",
    )


class DemonstrationProject(Register):
    """A demonstration project: its plan, kick-off, quarterly meetings, acceptance."""

    title = Bilingual("示范创建", "Demonstration projects")
    retention = TEN_YEARS

    project = text("创建项目", "Project")
    planned_on = day("方案印发日期", "Planned on")
    kicked_off_on = day_or_none("动员日期", "Kicked off on")
    meetings = count("推进会议次数", "Meetings", default=0)
    accepted_on = day_or_none("验收日期", "Accepted on")
    ended_on = day_or_none("结束日期", "Ended on", shown=False)
