"""The register of the office's documents, those still in force and those that ended."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, day, day_or_none, text
from yifa.cases.registers.register import THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual

KINDS = {
    "rules": Bilingual("制度、办法", "Internal rules"),
    "plan": Bilingual("方案、计划、要点", "Plans"),
    "notice": Bilingual("通知、通报", "Notices"),
    "guide": Bilingual("指南、办事须知", "Guides"),
    "opinion": Bilingual("意见", "Opinions"),
    "letter": Bilingual("函、报告、请示", "Letters and reports"),
    "other": Bilingual("其他", "Other"),
}


class Document(Register):
    """A document that went out under the bureau's name and is no normative document."""

    title = Bilingual("机关文件", "Documents of the office")
    retention = THIRTY_YEARS

    name = text("文件名称", "Title", required=True)
    kind = choice("类别", "Kind", KINDS, required=True)
    document_number = text("发文字号", "Number", 80, blank=True)
    issued_on = day("印发日期", "Issued on", required=True)
    effective_on = day("执行日期", "In effect from")
    expires_on = day_or_none("执行至", "In effect until")
    ended_on = day_or_none("停止执行日期", "Ended on")
    keeper = text("牵头科室", "Kept by", 80, blank=True)

    numbered = ("document_number",)
    # Issued before Yifa kept the register: recorded as it stands, and checked by another person.
    import_by = ImportBy(
        "official-document-elsewhere/record",
        title=lambda row: row["name"],
        same=lambda row: models.Q(name=row["name"], issued_on=row["issued_on"]),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_office_document_a_case"),
            models.UniqueConstraint(
                fields=["bureau", "document_number"],
                condition=~models.Q(document_number=""),
                name="one_office_document_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.name
