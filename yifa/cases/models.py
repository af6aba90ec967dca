"""A matter, what it owes, its files and letters; and, for reading only, the log.

Rows of ``Case`` and ``Obligation`` are written by the act alone (``yifa.cases.store``): the application's own role may
only read them. ``Case.marking`` is where the matter stands in its procedure (``yifa.procedure.Marking``), of bounded size
whatever its history. ``Obligation`` is an index: what is owed, to be found by those who owe it, in the order of the days;
the truth is the log, and ``yifa record recompute`` compares.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from yifa.cases.contents import ContentsField
from yifa.house.models import Department, Officer
from yifa.house.tenancy import TenantModel
from yifa.parties.models import Party
from yifa.sealing.fields import SealedJSONField


class KeptProcedure(models.Model):
    """The text of a procedure that matters run under, whatever becomes of its file; of no bureau, because it names none.

    Kept by the act that opens the first matter under it (``yifa.cases.store``), and never changed: the hash proves it.
    """

    hash = models.CharField("程序哈希", max_length=64, primary_key=True)
    key = models.CharField("程序", max_length=80)
    text = models.TextField("程序文本")

    class Meta:
        verbose_name = verbose_name_plural = "留存的程序"

    def __str__(self) -> str:
        return f"{self.key} {self.hash[:12]}"


class Case(TenantModel):
    """One matter (事项). ``version`` is the number of entries that the log holds of it."""

    number = models.CharField("编号", max_length=40)
    procedure_key = models.CharField("程序", max_length=80)
    procedure_version = models.PositiveIntegerField("程序版本")
    # Of a kept procedure: the database refuses a case without one (migration 0002).
    procedure_hash = models.CharField("程序哈希", max_length=64)
    title = models.CharField("名称", max_length=200)
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="相对人"
    )
    opened_on = models.DateField("开始日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="科室",
        db_index=False,
    )
    assignee = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="经办人",
        db_index=False,
    )
    marking = models.JSONField("程序状态")
    version = models.IntegerField("版本")
    progress_code_hash = models.CharField("查询码哈希", max_length=64, blank=True)
    subject_kind = models.CharField("对象种类", max_length=60, blank=True)
    subject_id = models.BigIntegerField("对象", null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "事项"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="one_case_of_a_number"),
            models.CheckConstraint(condition=Q(version__gte=1), name="case_opened_by_an_act"),
        ]
        indexes = [
            models.Index(F("bureau"), F("procedure_key"), F("id").desc(), name="case_by_kind"),
            models.Index(F("bureau"), F("id").desc(), name="case_by_bureau"),
            models.Index(F("bureau"), F("id").desc(), name="case_open", condition=Q(closed_on__isnull=True)),
            models.Index(
                fields=["assignee", "id"], name="case_by_assignee", condition=Q(closed_on__isnull=True)
            ),
            models.Index(
                fields=["department", "id"], name="case_by_department", condition=Q(closed_on__isnull=True)
            ),
            models.Index(
                fields=["bureau", "subject_kind", "subject_id"],
                name="case_by_subject",
                condition=Q(subject_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether the matter still runs."""
        return self.closed_on is None


class Obligation(TenantModel):
    """Something owed in a case, once for each lane of people who may do it.

    lane: who owes it, see ``yifa.cases.told.obligations``: ``o:12`` one officer, ``p:window`` whoever holds a power,
    ``p:window@d:3`` the same in one department, ``any`` any officer, ``applicant``, ``system``.
    sort_on: due_on, or the end of days where there is no limit. latest_on: where due_on is provisional because a holiday notice
    is not published yet, the last day that it can be; due_on is then the first.
    """

    # The case has the same bureau and is held by its own key; a second check on every row would cost each act.
    bureau = models.ForeignKey(
        "house.Bureau",
        models.PROTECT,
        related_name="+",
        verbose_name="机关",
        db_index=False,
        db_constraint=False,
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="obligations", verbose_name="事项", db_index=False
    )
    rule_id = models.CharField("规则", max_length=160)
    lane = models.CharField("承办", max_length=120)
    steps = ArrayField(models.CharField(max_length=80), verbose_name="步骤")
    since_on = models.DateField("起算日")
    due_on = models.DateField("期限", null=True, blank=True)
    amber_on = models.DateField("临近日", null=True, blank=True)
    latest_on = models.DateField("最迟日", null=True, blank=True)
    sort_on = models.DateField("排序日")
    is_promise = models.BooleanField("承诺时限", default=False)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "待办"
        constraints = [
            models.UniqueConstraint(fields=["case", "rule_id", "lane"], name="owed_once_in_a_lane"),
        ]
        indexes = [
            models.Index(fields=["bureau", "lane", "sort_on", "case"], name="owed_by_lane"),
            models.Index(fields=["bureau", "sort_on", "id"], name="owed_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.due_on or ''}"


class CaseLink(TenantModel):
    """One case names another as the answer to a question. Written by the act (``yifa.cases.told.links``) and never deleted.

    log_position: of the entry that made the link. is_current: whether the latest answer to that question still says so.
    """

    from_case = models.ForeignKey(Case, models.PROTECT, related_name="links", verbose_name="事项")
    to_case = models.ForeignKey(Case, models.PROTECT, related_name="linked_from", verbose_name="关联事项")
    question = models.CharField("问题", max_length=80)
    log_position = models.BigIntegerField("记录位置")
    is_current = models.BooleanField("现行", default=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "事项关联"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["from_case", "question", "to_case"], name="one_link_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.from_case_id} {self.question} {self.to_case_id}"


class DeskItemKind(models.TextChoices):
    """What one officer sends another about a case."""

    OPINION = "opinion", "征求意见"
    URGE = "urge", "催办"
    COPY = "copy", "抄送"


class DeskItem(TenantModel):
    """An opinion asked, an urging, or a copy: from whom, to whom, by which entry, and by which it was answered."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="desk_items", verbose_name="事项")
    kind = models.CharField("种类", max_length=10, choices=DeskItemKind.choices)
    sender = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="发出")
    recipient = models.ForeignKey(Officer, models.PROTECT, related_name="desk_items", verbose_name="接收")
    log_position = models.BigIntegerField("记录位置")
    answered_position = models.BigIntegerField("答复记录位置", null=True, blank=True)
    sent_on = models.DateField("日期")
    answer_by_on = models.DateField("答复期限", null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "往来"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "log_position", "recipient"], name="one_desk_item_for_each_recipient"
            ),
        ]
        indexes = [
            models.Index(
                fields=["recipient", "id"], name="desk_item_open", condition=Q(answered_position__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.recipient}"


class Draft(TenantModel):
    """A form as typed so far. One for each officer, case and step; for a case not yet opened, the case is empty."""

    case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name="事项",
        db_index=False,
    )
    procedure_key = models.CharField("程序", max_length=80)
    step = models.CharField("步骤", max_length=80)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="drafts", verbose_name="工作人员")
    answers = SealedJSONField("内容", default=dict)
    saved_at = models.DateTimeField("保存时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "草稿"
        constraints = [
            models.UniqueConstraint(
                Coalesce(F("case"), 0),
                F("procedure_key"),
                F("step"),
                F("officer"),
                name="one_draft_for_each_form",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_key}/{self.step}"


class HeadChoice(TenantModel):
    """What an officer chose for a head of workbooks that come in: the bureau's next workbook with it needs no choosing.

    head: plain, as ``yifa.spreadsheets.plain_head`` makes it. column: the register's column, or ``-`` for one that is left out.
    """

    register = models.CharField("登记簿", max_length=80)
    head = models.CharField("列名", max_length=200)
    column = models.CharField("对应", max_length=80)
    chosen_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="选定人"
    )
    chosen_at = models.DateTimeField("选定时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "列名对应"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "register", "head"], name="one_choice_for_a_head")
        ]

    def __str__(self) -> str:
        return f"{self.head} → {self.column}"


class File(TenantModel):
    """A file that came with an act. The bytes lie under their digest; ``salt`` opens the entry's commitment.

    Erasing empties name, digest and salt; size and media type stay, as they stand in the entry.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="files", verbose_name="事项")
    log_position = models.BigIntegerField("记录位置")
    place = models.PositiveSmallIntegerField("序号")
    field = models.CharField("字段", max_length=80, blank=True)
    name = models.CharField("文件名", max_length=200)
    digest = models.CharField("SHA-256", max_length=64)
    size = models.BigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    salt = models.BinaryField("盐值", max_length=16)
    erased_at = models.DateTimeField("删除时间", null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "文件"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "log_position", "place"], name="one_file_in_a_place")
        ]
        indexes = [models.Index(fields=["bureau", "digest"], name="file_by_digest")]

    def __str__(self) -> str:
        return self.name


class Letter(TenantModel):
    """A letter that a step produced: its number is fixed in the act, its pages are set from the record on demand."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters", verbose_name="事项")
    log_position = models.BigIntegerField("记录位置")
    kind = models.CharField("文种", max_length=80)
    mark = models.CharField("代字", max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    serial = models.PositiveIntegerField("序号")
    issued_on = models.DateField("日期")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "文书"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "mark", "year", "serial"], name="one_letter_of_a_document_number"
            ),
            models.UniqueConstraint(fields=["bureau", "log_position"], name="one_letter_for_each_act"),
        ]

    def __str__(self) -> str:
        return self.document_number

    @property
    def document_number(self) -> str:
        """The number as it is printed: 代字〔年份〕序号号, without leading zeros."""
        return f"{self.mark}〔{self.year}〕{self.serial}号"


class Counter(TenantModel):
    """The last number given in a series and year. The row is locked until the act commits, so there are no gaps."""

    series = models.CharField("系列", max_length=80)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "号段"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "series", "year"], name="one_counter_for_each_series")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year} {self.last}"


class Refusal(TenantModel):
    """An act that was attempted and refused, and why. Kept apart from the log.

    reasons: ``[{"rule": …, "code": …, "zh": …, "en": …}]`` (see ``yifa.cases.refusals``).
    """

    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="refusals", verbose_name="事项"
    )
    procedure_key = models.CharField("程序", max_length=80)
    step = models.CharField("步骤", max_length=80)
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="工作人员"
    )
    at = models.DateTimeField("时间")
    reasons = models.JSONField("理由")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "被拒办理"
        ordering = ["-id"]
        indexes = [models.Index(F("bureau"), F("id").desc(), name="refusal_by_bureau")]

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d}"


class ReadingKind(models.TextChoices):
    """How somebody came to see personal data."""

    OPENED = "opened", "打开事项"
    SHOWN = "shown", "点开显示"
    LETTER = "letter", "查看文书"
    FILE = "file", "下载文件"
    EVIDENCE = "evidence", "下载证据或凭证"
    EXPORTED = "exported", "导出登记簿"
    FORM = "form", "填写表单时带出"
    OVERSIGHT = "oversight", "说明理由后查阅"
    PREVIEW = "preview", "删除前核对"
    ENTERED = "entered", "登记时填写"


class Reading(TenantModel):
    """That somebody saw personal data: who, what, when, and (for those who oversee) why. Kept apart from the log.

    case, party, register: of which it was. fields: keys of questions, names of columns. rows: how many rows of a register. The
    application can enter readings and cannot change them (migration 0005); each is committed to when it is written.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="readings", verbose_name="工作人员")
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="readings", verbose_name="事项"
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="readings", verbose_name="相对人"
    )
    register = models.CharField("登记簿", max_length=80, blank=True)
    kind = models.CharField("方式", max_length=10, choices=ReadingKind.choices)
    fields = ArrayField(models.CharField(max_length=80), default=list, verbose_name="内容")
    rows = models.PositiveIntegerField("行数", default=0)
    reason = models.TextField("理由", blank=True)
    at = models.DateTimeField("时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "个人信息查阅"
        ordering = ["-id"]
        indexes = [
            models.Index(F("bureau"), F("id").desc(), name="reading_by_bureau"),
            models.Index(fields=["bureau", "at"], name="reading_by_time"),
            models.Index(fields=["officer", "case", "at"], name="reading_of_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ReadingKind.OVERSIGHT) | ~Q(reason=""), name="oversight_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


class LogEntry(models.Model):
    """An entry of a bureau's log, for reading. Written by ``yifa.cases.store`` alone; the database refuses changes."""

    pk = models.CompositePrimaryKey("bureau_id", "position")
    bureau = models.ForeignKey("house.Bureau", models.PROTECT, related_name="+", db_index=False)
    position = models.BigIntegerField()
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="entries", db_index=False)
    case_version = models.IntegerField()
    step = models.TextField()
    kind = models.TextField()
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    late = models.BooleanField()
    leaf_hash = models.BinaryField()
    entry = models.BinaryField()

    class Meta:
        managed = False
        db_table = "log_entry"
        ordering = ["bureau_id", "position"]
        verbose_name = verbose_name_plural = "记录"

    def __str__(self) -> str:
        return f"{self.position} {self.step}"


class ActContent(models.Model):
    """The answers that an entry commits to, for reading: ``{field: [salt in hex, value]}``. Erasable, field by field.

    Personal ones are sealed in the table (``yifa.cases.contents``).
    """

    pk = models.CompositePrimaryKey("bureau_id", "position")
    bureau = models.ForeignKey("house.Bureau", models.PROTECT, related_name="+", db_index=False)
    position = models.BigIntegerField()
    answers = ContentsField()

    class Meta:
        managed = False
        db_table = "act_content"
        verbose_name = verbose_name_plural = "办理内容"

    def __str__(self) -> str:
        return str(self.position)


class WitnessKind(models.TextChoices):
    """How a witness is shown a signed head."""

    FOLDER = "folder", "另处的文件夹"
    MAIL = "mail", "电子邮件"
    COSIGNER = "cosigner", "见证服务"


class Witness(TenantModel):
    """Whoever is shown each signed head of the bureau's log, so that a second history of it cannot stay unnoticed.

    address: a folder (on another machine), a mail address, or the address before ``/add-checkpoint`` (C2SP tlog-witness).
    key: what a cosigner's signatures are verified with. Named and dismissed by acts (``orders.witness_orders``).
    """

    kind = models.CharField("方式", max_length=10, choices=WitnessKind.choices)
    name = models.CharField("名称", max_length=120)
    address = models.CharField("地址", max_length=400)
    key = models.CharField("见证公钥", max_length=400, blank=True)
    named_position = models.BigIntegerField("记录位置", editable=False)
    ended_position = models.BigIntegerField("终止记录位置", null=True, blank=True, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "见证人"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "name"],
                condition=Q(ended_position__isnull=True),
                name="one_witness_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(kind=WitnessKind.COSIGNER, key__gt="")
                | (~Q(kind=WitnessKind.COSIGNER) & Q(key="")),
                name="cosigners_have_a_key",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ShownOutcome(models.TextChoices):
    """What became of showing a head to a witness."""

    SHOWN = "shown", "已送达"
    COSIGNED = "cosigned", "已见证"
    FAILED = "failed", "未能送达"
    REFUSED = "refused", "拒绝见证"


class ShownHead(TenantModel):
    """That a witness was shown a signed head. line: its cosignature, a line of the note, where it gave one."""

    witness = models.ForeignKey(Witness, models.PROTECT, related_name="shown", verbose_name="见证人")
    size = models.BigIntegerField("条数")
    outcome = models.CharField("结果", max_length=10, choices=ShownOutcome.choices)
    said = models.CharField("说明", max_length=400, blank=True)
    line = models.CharField("见证签名", max_length=400, blank=True)
    shown_at = models.DateTimeField("时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "检查点送达"
        ordering = ["-size", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["witness", "size"], name="a_head_is_shown_once"),
            models.CheckConstraint(
                condition=Q(outcome=ShownOutcome.COSIGNED, line__gt="")
                | (~Q(outcome=ShownOutcome.COSIGNED) & Q(line="")),
                name="cosigned_with_a_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} {self.get_outcome_display()}"


class WatchedLog(TenantModel):
    """Another bureau's log for which this bureau is a witness. Taken on and given up by acts."""

    origin = models.CharField("日志", max_length=300)
    key = models.CharField("日志公钥", max_length=400)
    named_position = models.BigIntegerField("记录位置", editable=False)
    ended_position = models.BigIntegerField("终止记录位置", null=True, blank=True, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "见证的日志"
        ordering = ["origin", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "origin"],
                condition=Q(ended_position__isnull=True),
                name="one_watch_of_a_log",
            )
        ]

    def __str__(self) -> str:
        return self.origin


class CosignedHead(TenantModel):
    """The last head of a watched log that this bureau cosigned; nothing shorter or different is ever cosigned after it."""

    log = models.OneToOneField(WatchedLog, models.PROTECT, related_name="head", verbose_name="日志")
    size = models.BigIntegerField("条数")
    note = models.TextField("检查点")
    cosigned_at = models.DateTimeField("见证时间")

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "见证的检查点"

    def __str__(self) -> str:
        return f"{self.log} {self.size}"
