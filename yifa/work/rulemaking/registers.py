"""The register of normative documents with their texts, relations and events, and the conclusions of clean-ups.

Whether a document was in force on a day follows from its row alone (``in_force``): published, begun, not expired, not abolished
or lapsed, nor left off the list that a clean-up of the whole register published.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    day,
    day_or_none,
    link,
    link_or_none,
    long_text,
    picked,
    shown,
    text,
    yes_no,
)
from yifa.cases.registers.register import PERMANENT, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.procedure import types

KINDS = {
    "measures": Bilingual("办法", "Measures"),
    "provisions": Bilingual("规定", "Provisions"),
    "rules": Bilingual("细则", "Rules"),
    "opinions": Bilingual("意见", "Opinions"),
    "notice": Bilingual("通知", "Notice"),
    "plan": Bilingual("方案", "Plan"),
    "other": Bilingual("其他", "Other"),
}
STATUSES = {
    "in_force": Bilingual("有效", "In force"),
    "to_be_amended": Bilingual("拟修改", "To be amended"),
    "abolished": Bilingual("已废止", "Abolished"),
    "lapsed": Bilingual("已失效", "Lapsed"),
    "set_aside": Bilingual("已被撤销", "Set aside"),
}
ENDED: Final = ("abolished", "lapsed", "set_aside")
CONCLUSIONS = {
    "keep": Bilingual("保留", "kept"),
    "amend": Bilingual("修改", "to be amended"),
    "abolish": Bilingual("废止", "abolished"),
    "lapse": Bilingual("宣布失效", "declared lapsed"),
}


SCOPES = {
    "whole": Bilingual("全部现行有效文件", "Every document in force"),
    "theme": Bilingual("涉及主题词的文件", "Documents that touch the theme"),
}
RELATIONS = {
    "amends": Bilingual("修改", "amends"),
    "replaces": Bilingual("废止并代替", "replaces"),
    "rests_on": Bilingual("以其为依据", "rests on"),
}
EVENTS = {
    "registered": Bilingual("登记", "Entered"),
    "issued": Bilingual("印发", "Issued"),
    "published": Bilingual("公布", "Published"),
    "interpreted": Bilingual("公布解读", "Interpretation published"),
    "filed": Bilingual("报送备案", "Filed for record"),
    "receipt": Bilingual("备案回执", "Filing receipt"),
    "kept": Bilingual("清理保留", "Kept in a clean-up"),
    "to_be_amended": Bilingual("清理后拟修改", "To be amended after a clean-up"),
    "amended": Bilingual("被修改", "Amended"),
    "abolished": Bilingual("废止", "Abolished"),
    "lapsed": Bilingual("失效", "Lapsed"),
    "unlisted": Bilingual("未列入现行有效目录", "Left off the list of documents in force"),
    "evaluated": Bilingual("实施后评估", "Evaluated"),
    "set_aside": Bilingual("被撤销", "Set aside"),
}


def begun(on: date) -> Q:
    """Documents whose first day has come, whatever became of them since."""
    return Q(effective_on__lte=on) | Q(effective_on__isnull=True, issued_on__lte=on)


def ended(on: date) -> Q:
    """Documents that bind no more on a day."""
    return (
        Q(status__in=ENDED, status_since__lte=on)
        | Q(expires_on__lt=on)
        | Q(unlisted_since__isnull=False, unlisted_since__lte=on)
    )


def public(on: date) -> Q:
    """Documents that were published by a day; what is not published binds nobody (优化营商环境条例 §64)."""
    return Q(is_published=True) & (Q(published_on__isnull=True) | Q(published_on__lte=on))


def in_force(on: date) -> Q:
    """Documents that bind on a day."""
    return public(on) & begun(on) & ~ended(on)


def standing(row: NormativeDocument, on: date) -> str:
    """What a document was on a day: ``in-force``, ``ended``, or ``to-come`` (not begun or not published)."""
    if not row.is_public_on(on) or (row.effective_on or row.issued_on) > on:
        return "to-come"
    return "ended" if row.is_ended_on(on) else "in-force"


class NormativeDocument(Register):
    """A normative document of the bureau, with its validity."""

    title = Bilingual("规范性文件", "Normative documents")
    retention = PERMANENT

    name = text("文件名称", "Title", required=True)
    document_number = text("发文字号", "Number", 60, blank=True)
    kind = choice("文种", "Kind", KINDS)
    issuing_body = text("制定机关", "Issued by", 120)
    issued_on = day("印发日期", "Issued on", required=True)
    effective_on = day_or_none("施行日期", "In force from")
    expires_on = day_or_none("有效期至", "Valid until")
    status = choice("效力状态", "Status", STATUSES, default="in_force")
    register_number = text("登记编号", "Register number", 40, blank=True)
    published_on = day_or_none("公布日期", "Published on", shown=False)
    published_link = text("公布地址", "Where published", 500, blank=True, shown=False)
    interpreted_on = day_or_none("解读日期", "Interpreted on", shown=False)
    filing_due_on = day_or_none("备案期限", "Filing due", shown=False)
    filed_on = day_or_none("报送备案日期", "Filed on", shown=False)
    receipt_number = text("备案号", "Receipt number", 80, blank=True, shown=False)
    unlisted_since = day_or_none("未列入目录起", "Left off the list since", shown=False)
    status_since = models.DateField("状态起始日")
    is_trial = models.BooleanField("暂行或者试行", default=False)
    department = models.CharField("起草科室", max_length=80, blank=True)
    is_published = models.BooleanField("已公布", default=True)
    interpretation = models.TextField("解读材料", blank=True)
    filed_with = models.CharField("备案机关", max_length=120, blank=True)
    receipt_on = models.DateField("回执日期", null=True, blank=True)
    touches_market_actors = models.BooleanField("与市场主体密切相关", default=False)
    reviewed_on = models.DateField("合法性审核日期", null=True, blank=True)

    numbered = ("document_number", "register_number")
    import_by = ImportBy(
        "document-elsewhere/enter",
        title=lambda row: f"{row['document_number']} {row['name']}",
        columns=lambda own: picked(
            own,
            "name",
            Column("document_number", Bilingual("发文字号", "Number"), required=True),
            Column("kind", Bilingual("文种", "Kind"), choices=KINDS, required=True),
            Column("issuing_body", Bilingual("制定机关", "Issued by"), required=True),
            "issued_on",
            Column("effective_on", Bilingual("施行日期", "In force from"), required=True),
            "expires_on",
            Column("is_published", Bilingual("已公布", "Published"), kind=types.BOOLEAN, required=True),
            Column("published_link", Bilingual("公布地址", "Where published"), kind=types.TEXT),
        ),
        answers=lambda row: {"title" if name == "name" else name: value for name, value in row.items()},
        same=lambda row: models.Q(document_number=row["document_number"]),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_document_a_registration"),
            models.UniqueConstraint(
                fields=["bureau", "register_number"],
                name="one_document_a_register_number",
                condition=~Q(register_number=""),
            ),
        ]

    @classmethod
    def in_force_on(cls, on: date) -> models.QuerySet[NormativeDocument]:
        """The documents that bind on a day, of the bureau that the block works for."""
        return cls.objects.filter(in_force(on))

    @property
    def reference(self) -> str:
        """The document as it is cited: 《title》（number）."""
        return f"《{self.name}》（{self.document_number}）" if self.document_number else f"《{self.name}》"

    def is_public_on(self, on: date) -> bool:
        """Whether it had been published."""
        return self.is_published and (self.published_on is None or self.published_on <= on)

    def is_ended_on(self, on: date) -> bool:
        """Whether it binds no more."""
        return (
            (self.status in ENDED and self.status_since <= on)
            or (self.expires_on is not None and self.expires_on < on)
            or (self.unlisted_since is not None and self.unlisted_since <= on)
        )

    def is_in_force_on(self, on: date) -> bool:
        """Whether it binds on a day."""
        return standing(self, on) == "in-force"


class DocumentText(Register):
    """The text of a document in one version; before issue it belongs to the case alone. ``is_final``: as it was issued."""

    title = Bilingual("规范性文件文本", "Texts of normative documents")
    retention = PERMANENT

    document = link_or_none(NormativeDocument, "文件", "Document")
    version = count("版次", "Version")
    made_on = day("日期", "Date")
    is_final = yes_no("印发文本", "As issued")
    note = text("修改内容", "What changed", 500, blank=True)
    text = long_text("正文", "Text", shown=False)
    explanation = models.TextField("起草说明", blank=True)

    class Meta(Register.Meta):
        ordering = ["case", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "version"], name="one_text_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.document or self.case} · {self.version}"


class DocumentRelation(Register):
    """What one document is to another: it amends it, replaces it, or rests on it, with the sentence that says so."""

    title = Bilingual("规范性文件关系", "Relations between normative documents")
    retention = PERMANENT

    document = link(NormativeDocument, "文件", "Document", required=True)
    relation = choice("关系", "Relation", RELATIONS, required=True)
    other = link(NormativeDocument, "所涉文件", "Other document", required=True)
    passage = text("原文", "Passage", 500, blank=True)
    since_on = day("起", "Since", required=True)

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "document", "other", "relation"], name="one_relation_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.relation} {self.other}"


# What an evaluation concluded, as the step's choices say (evaluation_outcome of normative-document).
EVALUATIONS: Final = {
    "continue": Bilingual("继续实施，重新公布有效期", "To go on for another term"),
    "amend": Bilingual("修改后实施", "To be amended"),
    "abolish": Bilingual("提前废止", "To be abolished early"),
    "lapse": Bilingual("期满失效", "To lapse on its day"),
}


class DocumentEvent(Register):
    """What happened to a document, in order: its history for anybody who asks what was valid when."""

    title = Bilingual("规范性文件沿革", "History of normative documents")
    retention = PERMANENT

    document = link(NormativeDocument, "文件", "Document", required=True)
    event = choice("事件", "Event", EVENTS, required=True)
    happened_on = day("日期", "Date", required=True)
    note = shown(models.CharField("说明", max_length=500, blank=True), "Note", EVALUATIONS)

    class Meta(Register.Meta):
        ordering = ["happened_on", "id"]

    def __str__(self) -> str:
        return f"{self.document} {self.event} {self.happened_on}"

    @property
    def told(self) -> Bilingual | str:
        """The note in words: what an evaluation concluded is kept by its key."""
        return EVALUATIONS.get(self.note, self.note) if self.event == "evaluated" else self.note


class CleanupDrive(Register):
    """A clean-up of the register by theme: its scope, its deadline, and the list that it published."""

    title = Bilingual("规范性文件清理工作", "Clean-up drives")
    retention = PERMANENT

    theme = text("清理主题", "Theme", 120, required=True)
    basis = text("清理依据", "Basis", 300, blank=True)
    scope = choice("清理范围", "Scope", SCOPES, required=True)
    terms = text("主题词", "Words of the theme", 300, blank=True)
    started_on = day("启动日期", "Started on", required=True)
    due_on = day("完成期限", "Due on", required=True)
    listed_on = day_or_none("目录公布日期", "List published on")
    list_number = text("目录文号", "Number of the list", 60, blank=True)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_drive_a_case")]


class Cleanup(Register):
    """What a clean-up concluded of one document."""

    title = Bilingual("规范性文件清理", "Clean-up of normative documents")
    retention = PERMANENT

    name = text("文件名称", "Title", required=True)
    theme = text("清理主题", "Theme", 120, blank=True)
    conclusion = choice("清理结论", "Conclusion", CONCLUSIONS, required=True)
    reason = long_text("理由", "Reason")
    concluded_on = day("结论日期", "Concluded on", required=True)
    document = models.ForeignKey(
        NormativeDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记文件",
    )
    drive = models.ForeignKey(
        CleanupDrive,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="清理工作",
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_conclusion_a_cleanup")]


class CleanupItem(Register):
    """A document that a drive takes up, and the case in which it does; its conclusion follows in ``Cleanup``."""

    title = Bilingual("清理中的文件", "Documents under clean-up")
    retention = PERMANENT

    drive = link(CleanupDrive, "清理工作", "Drive", required=True)
    document = link(NormativeDocument, "文件", "Document", required=True)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_item_a_cleanup")]

    def __str__(self) -> str:
        return f"{self.drive} {self.document}"
