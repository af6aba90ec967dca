"""A report, its prose in every version, what typed numbers rest on, and, once frozen, its figures and papers.

Prose is never overwritten: a passage's text is its last version. A frozen report's figures carry the list of the records that
were counted, and its checkpoint is the signed head of the bureau's log at that moment, so that a published number can be checked
for ever. The database refuses changes to both (``ReportConfig.append_only_tables`` and the triggers of the first migration).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from yifa.cases.models import Case
from yifa.house.models import Officer
from yifa.house.tenancy import TenantModel
from yifa.law.text import Bilingual


class Status(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", "起草中"
    FROZEN = "frozen", "已定稿"


STATUS_WORDS = {
    Status.DRAFT.value: Bilingual(zh="起草中", en="Draft"),
    Status.FROZEN.value: Bilingual(zh="已定稿，未公开", en="Frozen, not published"),
}
PUBLISHED = Bilingual(zh="已公开", en="Published")


class Report(TenantModel):
    """The annual report of a bureau on one year. ``outline`` is the outline as it was when the report was begun.

    edition: 1 as first written; each correction of a published report makes the next one, and the ones before stay as they are.
    The first of a query is the last edition.
    """

    year = models.PositiveSmallIntegerField("年度")
    edition = models.PositiveSmallIntegerField("版次", default=1)
    outline_key = models.CharField("提纲", max_length=80)
    outline_hash = models.CharField("提纲哈希", max_length=64)
    outline = models.TextField("提纲内容")
    title = models.CharField("标题", max_length=200)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    begun_at = models.DateTimeField("开始时间")
    frozen_at = models.DateTimeField("定稿时间", null=True, blank=True)
    frozen_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="定稿人"
    )
    checkpoint = models.TextField("记录检查点", blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "年度报告"
        ordering = ["-year", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "year", "edition"], name="one_report_of_an_edition"),
            models.CheckConstraint(
                condition=models.Q(status=Status.DRAFT, frozen_at__isnull=True)
                | models.Q(status=Status.FROZEN, frozen_at__isnull=False),
                name="frozen_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_frozen(self) -> bool:
        """Whether words and figures are fixed."""
        return self.status == Status.FROZEN

    @property
    def correction(self) -> Correction | None:
        """Why this edition was made; None for the first."""
        return None if self.edition == 1 else self.corrections.select_related("case").last()

    @property
    def published_on(self) -> date | None:
        """The day on which the procedure made it public; None before that."""
        publication: Publication | None = getattr(self, "publication", None)
        return None if publication is None else publication.published_on

    @property
    def status_words(self) -> Bilingual:
        """Where it stands, in both languages: a frozen report is not yet public."""
        if self.is_frozen:
            return PUBLISHED if self.published_on is not None else STATUS_WORDS[Status.FROZEN.value]
        return STATUS_WORDS[self.status]


class Publication(TenantModel):
    """A frozen report was made public, by the step of its procedure that does so; until then nobody outside reads it.

    Written by the effect of that step. log_position: where its entry stands.
    """

    report = models.OneToOneField(Report, models.PROTECT, related_name="publication", verbose_name="报告")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="事项", db_index=False)
    log_position = models.BigIntegerField("记录位置")
    published_on = models.DateField("公开日期")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "年度报告的公开"

    def __str__(self) -> str:
        return f"{self.report} {self.published_on}"


class Correction(TenantModel):
    """Why a published report was corrected: the edition that the correction made, and the matter that says so.

    Written by the effect of the step that begins the correction. log_position: where its entry stands.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="corrections", verbose_name="更正后的报告"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="事项")
    log_position = models.BigIntegerField("记录位置")
    what = models.TextField("更正内容")
    reason = models.TextField("更正理由")
    begun_on = models.DateField("提出日期")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "年度报告的更正"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report} {self.begun_on}"


class Prose(TenantModel):
    """One version of one passage. ``number`` counts from 1, which is the outline's draft; ``officer`` is empty for it."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="prose", verbose_name="报告", db_index=False
    )
    path = models.CharField("段落", max_length=240)
    number = models.PositiveIntegerField("版次")
    text = models.TextField("文字", blank=True)
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="编辑"
    )
    saved_at = models.DateTimeField("保存时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "报告文字"
        ordering = ["report", "path", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "path", "number"], name="one_text_for_each_version"),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.number}"


class ProseDraft(TenantModel):
    """A passage as an officer has typed it so far and not yet saved; one for each officer and passage.

    started_from: the version that was on the screen.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="drafts", verbose_name="报告", db_index=False
    )
    path = models.CharField("段落", max_length=240)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="编辑")
    text = models.TextField("文字", blank=True)
    started_from = models.PositiveIntegerField("底本版次")
    saved_at = models.DateTimeField("保存时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "未保存的文字"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "path", "officer"], name="one_unsaved_text_for_each_officer"
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Tie(TenantModel):
    """What a number typed by hand rests on: a source outside the record, and why it is typed.

    It holds for the number and the clause it stands in; a changed clause asks again.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="ties", verbose_name="报告")
    path = models.CharField("段落", max_length=240)
    number = models.CharField("数字", max_length=60)
    clause = models.TextField("所在语句")
    source = models.CharField("来源", max_length=240)
    reason = models.CharField("理由", max_length=400)
    file_name = models.CharField("来源文件", max_length=200, blank=True)
    file_media_type = models.CharField("文件类型", max_length=100, blank=True)
    file_digest = models.CharField("SHA-256", max_length=64, blank=True)
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人"
    )
    tied_at = models.DateTimeField("时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "数字来源"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.number} {self.source}"


class Confirmation(TenantModel):
    """That somebody stands by name for a passage's own statements, one a line; changed words ask again.

    basis: on what it rests, such as minutes or a plan.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="confirmations", verbose_name="报告", db_index=False
    )
    path = models.CharField("段落", max_length=240)
    statements = models.TextField("陈述")
    basis = models.CharField("依据", max_length=400, blank=True)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="确认人")
    confirmed_at = models.DateTimeField("时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "陈述的确认"
        ordering = ["report", "path", "id"]
        indexes = [models.Index(fields=["report", "path"], name="confirmations_of_a_report")]

    def __str__(self) -> str:
        return self.path


class FrozenFigure(TenantModel):
    """A figure as a report published it. ``content``: see ``yifa.report.values.Told``; ``records``: ``RecordList``."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="figures", verbose_name="报告", db_index=False
    )
    place = models.PositiveIntegerField("序号")
    code = models.CharField("指标", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField("内容")
    records: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField("记录清单")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "定稿数据"
        ordering = ["report", "place"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code", "year"], name="one_frozen_figure_of_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class Output(TenantModel):
    """A paper of a frozen report: its bytes and their digest."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="outputs", verbose_name="报告", db_index=False
    )
    name = models.CharField("文件名", max_length=120)
    media_type = models.CharField("类型", max_length=100)
    digest = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("内容")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "定稿文件"
        ordering = ["report", "name"]
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="one_paper_of_a_name")]

    def __str__(self) -> str:
        return self.name
