"""Registers of counsel engaged and of questions put to them."""

from __future__ import annotations

from django.db.models import Q

from yifa.cases.registers.columns import choice, day, day_or_none, long_text, money, text
from yifa.cases.registers.register import TEN_YEARS, THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual

CHANNELS = {
    "telephone": Bilingual("电话", "Telephone"),
    "written": Bilingual("书面", "In writing"),
    "meeting": Bilingual("会议", "At a meeting"),
}
MATTERS = {
    "": Bilingual("未分类", "Not said"),
    "contract": Bilingual("合同", "Contract"),
    "document": Bilingual("文件", "Document"),
    "decision": Bilingual("决策", "Decision"),
    "case": Bilingual("案件", "Case"),
    "other": Bilingual("其他", "Other"),
}
TREATMENTS = {
    "adopted": Bilingual("采纳", "Adopted"),
    "declined": Bilingual("未采纳（已说明理由）", "Not adopted, reason recorded"),
    "open": Bilingual("待处理", "Open"),
}


class Engagement(Register):
    """A term for which counsel is engaged."""

    title = Bilingual("法律顾问聘任", "Engagements of counsel")
    retention = THIRTY_YEARS

    counsel_name = text("法律顾问", "Counsel", 80, required=True, personal=True)
    term_from = day("聘期起", "From", required=True)
    term_until = day("聘期止", "Until", required=True)
    fee_fen = money("报酬", "Fee", unit=Bilingual("元", "yuan"), required=True)
    signed_on = day("签订日期", "Signed on", required=True)
    ended_on = day_or_none("终止日期", "Ended on")

    # Engaged before Yifa kept the register: recorded as it stands, and checked by another person.
    import_by = ImportBy(
        "counsel-elsewhere/record",
        title=lambda row: f"{row['counsel_name']}（{row['term_from']}起）",
        answers=lambda row: {"fee" if name == "fee_fen" else name: value for name, value in row.items()},
        same=lambda row: Q(counsel_name=row["counsel_name"], term_from=row["term_from"]),
    )


class Consultation(Register):
    """A question that counsel answered."""

    title = Bilingual("法律咨询", "Consultations of counsel")
    retention = TEN_YEARS

    question = long_text("咨询问题", "Question", required=True)
    channel = choice("方式", "Channel", CHANNELS, required=True)
    matter_kind = choice("事项类别", "Kind of matter", MATTERS, blank=True)
    asked_on = day_or_none("提出日期", "Asked on", shown=False)
    answered_on = day("答复日期", "Answered on", required=True)
    treatment = choice("采纳情况", "Treatment", TREATMENTS, default="open")

    # Asked before Yifa kept the register: recorded from the ledger, and checked by another person.
    import_by = ImportBy(
        "advice-elsewhere/record",
        title=lambda row: f"{row['question'][:160]}（{row['answered_on']}）",
        answers=lambda row: {**row, "treatment": row["treatment"] or "open"},
        same=lambda row: Q(question=row["question"], answered_on=row["answered_on"]),
    )

    def __str__(self) -> str:
        return self.question[:40]
