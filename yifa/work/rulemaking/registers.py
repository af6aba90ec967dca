"""The register of normative documents, and the conclusions of their clean-up."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import PERMANENT, Column, ColumnKind, ImportBy, Register, choices
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
}
CONCLUSIONS = {
    "keep": Bilingual("保留", "kept"),
    "amend": Bilingual("修改", "to be amended"),
    "abolish": Bilingual("废止", "abolished"),
    "lapse": Bilingual("宣布失效", "declared lapsed"),
}


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

    columns = (
        Column("name", Bilingual("文件名称", "Title"), required=True),
        Column("document_number", Bilingual("发文字号", "Number")),
        Column("kind", Bilingual("文种", "Kind"), choices=KINDS),
        Column("issuing_body", Bilingual("制定机关", "Issued by")),
        Column("issued_on", Bilingual("印发日期", "Issued on"), required=True),
        Column("effective_on", Bilingual("施行日期", "In force from")),
        Column("expires_on", Bilingual("有效期至", "Valid until")),
        Column("status", Bilingual("效力状态", "Status"), choices=STATUSES),
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
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_document_a_registration")]

    def __str__(self) -> str:
        return self.name


class Cleanup(Register):
    """What a clean-up concluded of one document."""

    title = Bilingual("规范性文件清理", "Clean-up of normative documents")
    retention = PERMANENT

    document = models.ForeignKey(
        NormativeDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cleanups",
        verbose_name="登记文件",
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
