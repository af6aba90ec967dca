"""The register of normative documents with their texts, relations and events, and the conclusions of clean-ups.

Whether a document was in force on a day follows from its row alone (``in_force``): published, begun, not expired, not abolished
or lapsed, nor left off the list that a clean-up of the whole register published.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q

from yifa.cases.registers import PERMANENT, Column, ColumnKind, ImportBy, Register, choices
from yifa.house.tenancy import TenantModel
from yifa.law.text import Bilingual

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

    name = models.CharField("文件名称", max_length=200)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    kind = models.CharField("文种", max_length=20, choices=choices(KINDS))
    issuing_body = models.CharField("制定机关", max_length=120)
    issued_on = models.DateField("印发日期")
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    status = models.CharField("效力状态", max_length=20, choices=choices(STATUSES), default="in_force")
    status_since = models.DateField("状态起始日")
    register_number = models.CharField("登记编号", max_length=40, blank=True)
    is_trial = models.BooleanField("暂行或者试行", default=False)
    department = models.CharField("起草科室", max_length=80, blank=True)
    is_published = models.BooleanField("已公布", default=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    published_link = models.CharField("公布地址", max_length=500, blank=True)
    interpretation = models.TextField("解读材料", blank=True)
    interpreted_on = models.DateField("解读日期", null=True, blank=True)
    filing_due_on = models.DateField("备案期限", null=True, blank=True)
    filed_on = models.DateField("报送备案日期", null=True, blank=True)
    filed_with = models.CharField("备案机关", max_length=120, blank=True)
    receipt_number = models.CharField("备案号", max_length=80, blank=True)
    receipt_on = models.DateField("回执日期", null=True, blank=True)
    unlisted_since = models.DateField("未列入目录起始日", null=True, blank=True)
    touches_market_actors = models.BooleanField("与市场主体密切相关", default=False)
    reviewed_on = models.DateField("合法性审核日期", null=True, blank=True)

    columns = (
        Column("name", Bilingual("文件名称", "Title"), required=True),
        Column("document_number", Bilingual("发文字号", "Number")),
        Column("kind", Bilingual("文种", "Kind"), choices=KINDS),
        Column("issuing_body", Bilingual("制定机关", "Issued by")),
        Column("issued_on", Bilingual("印发日期", "Issued on"), required=True),
        Column("effective_on", Bilingual("施行日期", "In force from")),
        Column("expires_on", Bilingual("有效期至", "Valid until")),
        Column("status", Bilingual("效力状态", "Status"), choices=STATUSES),
        Column("register_number", Bilingual("登记编号", "Register number")),
        Column("published_on", Bilingual("公布日期", "Published on"), shown=False),
        Column("published_link", Bilingual("公布地址", "Where published"), shown=False),
        Column("interpreted_on", Bilingual("解读日期", "Interpreted on"), shown=False),
        Column("filing_due_on", Bilingual("备案期限", "Filing due"), shown=False),
        Column("filed_on", Bilingual("报送备案日期", "Filed on"), shown=False),
        Column("receipt_number", Bilingual("备案号", "Receipt number"), shown=False),
        Column("unlisted_since", Bilingual("未列入目录起", "Left off the list since"), shown=False),
    )

    import_by = ImportBy(
        "normative-document-registration",
        "enter",
        title=lambda row: f"{row['document_number']} {row['name']}",
        columns=(
            Column("name", Bilingual("文件名称", "Title"), required=True),
            Column("document_number", Bilingual("发文字号", "Number"), required=True),
            Column("kind", Bilingual("文种", "Kind"), choices=KINDS, required=True),
            Column("issuing_body", Bilingual("制定机关", "Issued by"), required=True),
            Column("issued_on", Bilingual("印发日期", "Issued on"), required=True),
            Column("effective_on", Bilingual("施行日期", "In force from"), required=True),
            Column("expires_on", Bilingual("有效期至", "Valid until")),
            Column("is_published", Bilingual("已公布", "Published"), kind=ColumnKind.BOOLEAN, required=True),
            Column("published_link", Bilingual("公布地址", "Where published"), kind=ColumnKind.TEXT),
        ),
        answers=lambda row: {"title" if name == "name" else name: value for name, value in row.items()},
        same=lambda row: models.Q(document_number=row["document_number"]),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "规范性文件"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_document_a_registration"),
            models.UniqueConstraint(
                fields=["bureau", "register_number"],
                name="one_document_a_register_number",
                condition=~Q(register_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

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

    document = models.ForeignKey(
        NormativeDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    version = models.PositiveIntegerField("版次")
    text = models.TextField("正文")
    explanation = models.TextField("起草说明", blank=True)
    note = models.CharField("修改内容", max_length=500, blank=True)
    made_on = models.DateField("日期")
    is_final = models.BooleanField("印发文本", default=False)

    columns = (
        Column("document", Bilingual("文件", "Document")),
        Column("version", Bilingual("版次", "Version")),
        Column("made_on", Bilingual("日期", "Date")),
        Column("is_final", Bilingual("印发文本", "As issued")),
        Column("note", Bilingual("修改内容", "What changed")),
        Column("text", Bilingual("正文", "Text"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "规范性文件文本"
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

    document = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="+", verbose_name="文件")
    other = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="+", verbose_name="所涉文件")
    relation = models.CharField("关系", max_length=12, choices=choices(RELATIONS))
    passage = models.CharField("原文", max_length=500, blank=True)
    since_on = models.DateField("起")

    columns = (
        Column("document", Bilingual("文件", "Document"), required=True),
        Column("relation", Bilingual("关系", "Relation"), choices=RELATIONS, required=True),
        Column("other", Bilingual("所涉文件", "Other document"), required=True),
        Column("passage", Bilingual("原文", "Passage")),
        Column("since_on", Bilingual("起", "Since"), required=True),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "规范性文件关系"
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

    document = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="+", verbose_name="文件")
    event = models.CharField("事件", max_length=16, choices=choices(EVENTS))
    happened_on = models.DateField("日期")
    note = models.CharField("说明", max_length=500, blank=True)

    columns = (
        Column("document", Bilingual("文件", "Document"), required=True),
        Column("event", Bilingual("事件", "Event"), choices=EVENTS, required=True),
        Column("happened_on", Bilingual("日期", "Date"), required=True),
        Column("note", Bilingual("说明", "Note"), choices=EVALUATIONS),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "规范性文件沿革"
        ordering = ["happened_on", "id"]

    def __str__(self) -> str:
        return f"{self.document} {self.event} {self.happened_on}"

    @property
    def told(self) -> Bilingual | str:
        """The note in words: what an evaluation concluded is kept by its key."""
        return EVALUATIONS.get(self.note, self.note) if self.event == "evaluated" else self.note


class DocumentSeries(TenantModel):
    """The last number given in a series of one year; locked in the act that takes the next."""

    mark = models.CharField("系列", max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "文件编号号段"
        constraints = [models.UniqueConstraint(fields=["bureau", "mark", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.mark} {self.year} {self.last}"


class CleanupDrive(Register):
    """A clean-up of the register by theme: its scope, its deadline, and the list that it published."""

    title = Bilingual("规范性文件清理工作", "Clean-up drives")
    retention = PERMANENT

    theme = models.CharField("清理主题", max_length=120)
    basis = models.CharField("清理依据", max_length=300, blank=True)
    scope = models.CharField("清理范围", max_length=12, choices=choices(SCOPES))
    terms = models.CharField("主题词", max_length=300, blank=True)
    started_on = models.DateField("启动日期")
    due_on = models.DateField("完成期限")
    listed_on = models.DateField("目录公布日期", null=True, blank=True)
    list_number = models.CharField("目录文号", max_length=60, blank=True)

    columns = (
        Column("theme", Bilingual("清理主题", "Theme"), required=True),
        Column("basis", Bilingual("清理依据", "Basis")),
        Column("scope", Bilingual("清理范围", "Scope"), choices=SCOPES, required=True),
        Column("terms", Bilingual("主题词", "Words of the theme")),
        Column("started_on", Bilingual("启动日期", "Started on"), required=True),
        Column("due_on", Bilingual("完成期限", "Due on"), required=True),
        Column("listed_on", Bilingual("目录公布日期", "List published on")),
        Column("list_number", Bilingual("目录文号", "Number of the list")),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "规范性文件清理工作"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_drive_a_case")]

    def __str__(self) -> str:
        return self.theme


class Cleanup(Register):
    """What a clean-up concluded of one document."""

    title = Bilingual("规范性文件清理", "Clean-up of normative documents")
    retention = PERMANENT

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
    name = models.CharField("文件名称", max_length=200)
    theme = models.CharField("清理主题", max_length=120, blank=True)
    conclusion = models.CharField("清理结论", max_length=20, choices=choices(CONCLUSIONS))
    reason = models.TextField("理由")
    concluded_on = models.DateField("结论日期")

    columns = (
        Column("name", Bilingual("文件名称", "Title"), required=True),
        Column("theme", Bilingual("清理主题", "Theme")),
        Column(
            "conclusion",
            Bilingual("清理结论", "Conclusion"),
            choices=CONCLUSIONS,
            required=True,
        ),
        Column("reason", Bilingual("理由", "Reason")),
        Column("concluded_on", Bilingual("结论日期", "Concluded on"), required=True),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "规范性文件清理"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_conclusion_a_cleanup")]

    def __str__(self) -> str:
        return self.name


class CleanupItem(Register):
    """A document that a drive takes up, and the case in which it does; its conclusion follows in ``Cleanup``."""

    title = Bilingual("清理中的文件", "Documents under clean-up")
    retention = PERMANENT

    drive = models.ForeignKey(CleanupDrive, models.PROTECT, related_name="+", verbose_name="清理工作")
    document = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="+", verbose_name="文件")

    columns = (
        Column("drive", Bilingual("清理工作", "Drive"), required=True),
        Column("document", Bilingual("文件", "Document"), required=True),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "清理中的文件"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_item_a_cleanup")]

    def __str__(self) -> str:
        return f"{self.drive} {self.document}"
