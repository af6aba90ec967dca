"""Credit records and their reports to the credit systems."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    day,
    day_or_none,
    link_or_none,
    long_text,
    money_or_none,
    text,
)
from yifa.cases.registers.register import THIRTY_YEARS, ImportBy, Register
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
