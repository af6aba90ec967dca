"""Credit records and their reports to the credit systems."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import THIRTY_YEARS, Column, ColumnKind, ImportBy, Register, choices
from yifa.law.text import Bilingual
from yifa.parties.models import Party
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

    record_kind = models.CharField("信息类别", max_length=40, choices=choices(RECORD_KINDS))
    list_kind = models.CharField("名单", max_length=10, choices=choices(LISTS))
    subject = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="信用主体"
    )
    content = models.TextField("内容")
    document_number = models.CharField("文书号", max_length=120)
    decided_on = models.DateField("决定日期")
    valid_from = models.DateField("有效期自", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    grade = models.CharField("失信程度", max_length=20, choices=choices(GRADES), blank=True)
    decision_name = models.CharField("许可决定文书名称", max_length=200, blank=True)
    licence_kind = models.CharField("许可类别", max_length=20, choices=choices(LICENCE_KINDS), blank=True)
    certificate_name = models.CharField("许可证书名称", max_length=120, blank=True)
    certificate_number = models.CharField("许可编号", max_length=120, blank=True)
    violation_kind = models.CharField("违法行为类型", max_length=200, blank=True)
    violation_facts = models.TextField("违法事实", blank=True)
    legal_basis = models.TextField("处罚依据", blank=True)
    penalty_kinds = models.CharField("处罚类别", max_length=200, blank=True)
    fine_fen = models.BigIntegerField("罚款金额（分）", null=True, blank=True)
    confiscated_fen = models.BigIntegerField("没收金额（分）", null=True, blank=True)
    licence_taken = models.CharField("暂扣或吊销证照", max_length=200, blank=True)
    display_until = models.DateField("公示截止期", null=True, blank=True)
    reported_on = models.DateField("报送日期")
    platform = models.CharField("报送平台", max_length=40, choices=choices(PLATFORMS))
    received_on = models.DateField("平台接收日期", null=True, blank=True)
    repaired_on = models.DateField("修复日期", null=True, blank=True)
    display_ended_on = models.DateField("终止公示日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)

    columns = (
        Column("record_kind", Bilingual("信息类别", "Kind"), choices=RECORD_KINDS, required=True),
        Column("list_kind", Bilingual("名单", "List"), choices=LISTS, required=True),
        Column("subject", Bilingual("信用主体", "Subject"), required=True),
        Column("content", Bilingual("内容", "Content"), required=True),
        Column("document_number", Bilingual("文书号", "Document number"), required=True),
        Column("decided_on", Bilingual("决定日期", "Decided on"), required=True),
        Column("valid_from", Bilingual("有效期自", "Valid from"), shown=False),
        Column("valid_until", Bilingual("有效期至", "Valid until"), shown=False),
        Column("grade", Bilingual("失信程度", "Grade"), choices=GRADES, shown=False),
        Column("decision_name", Bilingual("许可决定文书名称", "Title of the permit decision"), shown=False),
        Column("licence_kind", Bilingual("许可类别", "Kind of permit"), choices=LICENCE_KINDS, shown=False),
        Column("certificate_name", Bilingual("许可证书名称", "Certificate"), shown=False),
        Column("certificate_number", Bilingual("许可编号", "Number of the permit"), shown=False),
        Column("violation_kind", Bilingual("违法行为类型", "Kind of violation"), shown=False),
        Column("violation_facts", Bilingual("违法事实", "Facts"), shown=False),
        Column("legal_basis", Bilingual("处罚依据", "Basis"), shown=False),
        Column("penalty_kinds", Bilingual("处罚类别", "Kinds of penalty"), shown=False),
        Column("fine_fen", Bilingual("罚款金额", "Fine"), unit=_YUAN, shown=False),
        Column("confiscated_fen", Bilingual("没收金额", "Amount confiscated"), unit=_YUAN, shown=False),
        Column("licence_taken", Bilingual("暂扣或吊销证照", "Licence taken"), shown=False),
        Column("display_until", Bilingual("公示截止期", "Shown until"), shown=False),
        Column("reported_on", Bilingual("报送日期", "Reported on"), required=True),
        Column("platform", Bilingual("报送平台", "Platform"), choices=PLATFORMS, required=True),
        Column("received_on", Bilingual("平台接收日期", "Received on"), shown=False),
        Column("repaired_on", Bilingual("修复日期", "Repaired on"), shown=False),
        Column("display_ended_on", Bilingual("终止公示日期", "Display ended on"), shown=False),
        Column("withdrawn_on", Bilingual("撤销日期", "Withdrawn on"), shown=False),
    )

    import_by = ImportBy(
        "credit-record",
        "propose",
        title=lambda row: f"{row['document_number']}：{row['subject']}",
        columns=(
            *(column for column in columns if column.name not in _WRITTEN_LATER),
            Column("uscc", Bilingual("统一社会信用代码", "Unified social credit code"), kind=ColumnKind.TEXT),
            Column("list_basis", Bilingual("列入名单的依据", "Basis of the list"), kind=ColumnKind.TEXT),
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
        verbose_name = verbose_name_plural = "信用记录"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_credit_record_a_case"),
            models.CheckConstraint(
                condition=models.Q(fine_fen__isnull=True) | models.Q(fine_fen__gte=0), name="no_negative_fine"
            ),
        ]

    def __str__(self) -> str:
        return self.document_number
