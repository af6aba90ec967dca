"""Bureaus, departments, posts, officers, and who holds which post from when until when.

Nobody is deleted whom an act may refer to: every key that points here protects, and what ends is ended by a day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.fields.json import KT

from yifa.house.powers import lent_powers
from yifa.house.qualifications import qualifying
from yifa.house.tenancy import TenantManager, TenantModel, TenantQuerySet, using_bureau
from yifa.law.text import Bilingual


class Level(models.TextChoices):
    """Level of government that the bureau belongs to."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"


class Bureau(models.Model):
    """A bureau. Its code ends the name of its log's origin and never changes."""

    code = models.SlugField(
        "代码",
        max_length=63,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]{0,62}\Z", "只用小写字母、数字和连字符")],
    )
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=60, blank=True)
    name_en = models.CharField("英文名称", max_length=160, blank=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    division_code = models.CharField("行政区划代码", max_length=6, blank=True)
    level = models.CharField("层级", max_length=10, choices=Level.choices, default=Level.CITY)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    document_mark = models.CharField("机关代字", max_length=20, blank=True)
    late_after_days = models.PositiveSmallIntegerField(
        "补录界限（天）", default=1, help_text="办理日早于登记日超过此天数的，为补录，须说明理由"
    )
    file_limit_bytes = models.PositiveBigIntegerField(
        "单个文件上限（字节）", default=50 * 1024 * 1024, validators=[MinValueValidator(1)]
    )
    calendar_version = models.PositiveIntegerField("日历版本", default=0, editable=False)
    # What is older is entered as it stands; set by two people (yifa.cases.first_day).
    first_day_on = models.DateField("启用日期", null=True, editable=False)
    is_active = models.BooleanField("启用", default=True)
    # Only the demonstration makes such a bureau; a production configuration refuses it.
    is_demonstration = models.BooleanField("演示", default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "机关"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def title(self) -> Bilingual:
        """The bureau's name in both languages."""
        return Bilingual(self.name, self.name_en or self.name)


class Department(TenantModel):
    """A department (科室) of a bureau."""

    name = models.CharField("名称", max_length=80)
    name_en = models.CharField("英文名称", max_length=120, blank=True)
    is_active = models.BooleanField("启用", default=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "科室"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["bureau", "name"], name="one_department_of_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> Bilingual:
        """The department's name in both languages."""
        return Bilingual(self.name, self.name_en or self.name)


class Post(TenantModel):
    """A post (岗位) and the powers that come with it. People change; the post stays."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="posts", verbose_name="科室")
    name = models.CharField("名称", max_length=80)
    name_en = models.CharField("英文名称", max_length=120, blank=True)
    powers = ArrayField(models.CharField(max_length=80), verbose_name="职权", default=list, blank=True)
    is_head = models.BooleanField("负责人", default=False)
    is_active = models.BooleanField("启用", default=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "岗位"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["department", "name"], name="one_post_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> Bilingual:
        """The post's name in both languages."""
        return Bilingual(self.name, self.name_en or self.name)


def login_seal(user: Any) -> str:
    """SHA-256 over what a log-in lets somebody do: name, password as it is kept (salted by itself), whether it is open."""
    told = [user.pk, user.username, user.password, user.is_active, user.is_staff, user.is_superuser]
    return sha256(json.dumps(["yifa-login-v1", *told], ensure_ascii=True).encode()).hexdigest()


class Officer(TenantModel):
    """A member of staff. ``user`` is the account that signs in, if there is one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="officer"
    )
    name = models.CharField("姓名", max_length=60)
    staff_number = models.CharField("工号", max_length=30, blank=True)
    is_active = models.BooleanField("在职", default=True)
    # Outside counsel, experts: they see what was put to them and nothing else (``yifa.desk.knowing``).
    is_outside = models.BooleanField("外聘", default=False)
    must_change_password = models.BooleanField("须修改密码", default=False, editable=False)
    # What the log-in was when an act last wrote it: so the record, which proves this row, proves the log-in too.
    login_seal = models.CharField("登录账号的承诺", max_length=64, blank=True, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "工作人员"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "staff_number"],
                name="one_officer_of_a_number",
                condition=~Q(staff_number=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **given: Any) -> None:
        """An officer who is given a log-in is tied to it as it is."""
        if self.user is not None and not self.login_seal:
            self.login_seal = login_seal(self.user)
            if given.get("update_fields") is not None:
                given["update_fields"] = {*given["update_fields"], "login_seal"}
        super().save(*args, **given)

    def holdings_on(self, on: date) -> list[Holding]:
        """The posts held on a day, the first held first; those in which the officer only stands in are in ``lent_on``."""
        return [one for one in self._all_on(on) if one.instead_of_id is None]

    def lent_on(self, on: date) -> list[Holding]:
        """The posts of others in which the officer stands in on a day."""
        return [one for one in self._all_on(on) if one.instead_of_id is not None]

    def _all_on(self, on: date) -> list[Holding]:
        """Both. One query a day and object; ``forget`` clears it."""
        cache: dict[date, list[Holding]] = self.__dict__.setdefault("_holdings", {})
        if on not in cache:
            Officer.read_holdings([self], on)
            cache = self.__dict__["_holdings"]
        return cache[on]

    @staticmethod
    def read_holdings(officers: Iterable[Officer], on: date) -> None:
        """Read the posts that officers of one bureau hold or stand in on a day in one query; what was read stays."""
        asked = {one.pk: one for one in officers if on not in one.__dict__.setdefault("_holdings", {})}
        if not asked:
            return
        with using_bureau(next(iter(asked.values())).bureau_id):
            held = Holding.with_deputies.filter(officer__in=asked, from_on__lte=on).filter(
                Q(until_on__isnull=True) | Q(until_on__gte=on)
            )
            told = (
                held.select_related("post", "instead_of").annotate(**qualifying(on)).order_by("from_on", "id")
            )
            of_each: dict[int, list[Holding]] = {pk: [] for pk in asked}
            for holding in told:
                of_each[holding.officer_id].append(holding)
        # Only what was read whole is kept: threads may share an officer.
        for pk, one in asked.items():
            one.__dict__.setdefault("_holdings", {})[on] = of_each[pk]

    def forget(self) -> None:
        """Drop what was read about this officer's posts, after they changed."""
        self.__dict__.pop("_holdings", None)
        self.__dict__.pop("_whos", None)

    def powers_on(self, on: date) -> frozenset[str]:
        """All powers held on a day in posts of one's own."""
        return frozenset(power for holding in self.holdings_on(on) for power in holding.post.powers)

    def powers_with_lent_on(self, on: date) -> frozenset[str]:
        """The same, and what the officer may do in matters for those in whose place they stand."""
        own = self.powers_on(on)
        return own.union(*(lent_powers(one.post.powers, own) for one in self.lent_on(on)))

    def who(self, on: date, post: Post | None = None) -> Any:
        """Who this officer is to a procedure on a day (``yifa.procedure.Who``): identifiers and powers.

        post: act in this post only, with its powers alone; without it, in all posts held that day. An officer without a
        post has no powers. Raises PostNotHeld if the post is not held on that day.
        """
        from yifa.house.acting import who_is

        kept: dict[tuple[date, int | None], Any] = self.__dict__.setdefault("_whos", {})
        key = (on, None if post is None else post.pk)
        if key not in kept:
            kept[key] = who_is(self, on, post)
        return kept[key]


def _days(first: str, last: str) -> Func:
    """The days from one to another, both included."""
    return Func(
        F(first),
        F(last),
        RangeBoundary(inclusive_upper=True),
        function="daterange",
        output_field=DateRangeField(),
    )


class HoldingKind(models.TextChoices):
    """In what way a post is held."""

    APPOINTED = "appointed", "任职"
    ACTING = "acting", "代理"
    CONCURRENT = "concurrent", "兼任"


class OwnHoldings(TenantManager["Holding"]):
    """Posts that people hold themselves, of the bureau that the block works for."""

    def get_queryset(self) -> models.QuerySet[Holding]:
        return super().get_queryset().filter(instead_of=None)


class OwnHoldingsEverywhere(models.Manager["Holding"]):
    """Posts that people hold themselves."""

    def get_queryset(self) -> models.QuerySet[Holding]:
        return super().get_queryset().filter(instead_of=None)


class Holding(TenantModel):
    """An officer holds a post from a day until a day, both included; without an end, still.

    instead_of: whose post it is, where the officer only stands in for somebody who is away (``deputies``); mandate: the
    log's entry that says so. ``objects`` and ``everywhere`` leave those rows out: whoever stands in was not appointed.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name="岗位")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="holdings", verbose_name="工作人员")
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    kind = models.CharField("方式", max_length=12, choices=HoldingKind.choices, default=HoldingKind.APPOINTED)
    instead_of = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁办理"
    )
    mandate = models.BigIntegerField("委托的记录位置", null=True, editable=False)

    # Narrower than those of every other table, on purpose.
    objects = OwnHoldings.from_queryset(TenantQuerySet)()  # type: ignore[assignment, misc]
    everywhere = OwnHoldingsEverywhere.from_queryset(TenantQuerySet)()  # type: ignore[assignment, misc]
    with_deputies = models.Manager.from_queryset(TenantQuerySet)()

    class Meta(TenantModel.Meta):
        base_manager_name = "with_deputies"
        verbose_name = verbose_name_plural = "任职"
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="holding_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="holdings_do_not_overlap",
                expressions=[
                    (F("post"), RangeOperators.EQUAL),
                    (F("officer"), RangeOperators.EQUAL),
                    (
                        _days("from_on", "until_on"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(instead_of__isnull=True),
            ),
            ExclusionConstraint(
                name="one_stands_in_at_a_time",
                expressions=[
                    (F("post"), RangeOperators.EQUAL),
                    (F("instead_of"), RangeOperators.EQUAL),
                    (_days("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(instead_of__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(instead_of__isnull=True, mandate__isnull=True)
                | (
                    Q(instead_of__isnull=False, mandate__isnull=False, until_on__isnull=False)
                    & ~Q(instead_of=F("officer"))
                ),
                name="stands_in_for_another_for_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.post}"

    def covers(self, on: date) -> bool:
        """Whether the post is held on that day."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


class BodyKind(models.TextChoices):
    """Bodies of the house that decide together. Leading groups follow their documents, as matters of their own."""

    PARTY_GROUP = "party_group", "党组"
    OFFICE_MEETING = "bureau_office", "局长办公会议"


class Seat(TenantModel):
    """An officer is a member of a body from a day until a day, both included; without an end, still. ``leads``: presides over it.

    Quorums and majorities are measured against those who have a seat on the day, so that a seat is given and ended by two people
    (``yifa.cases.orders.house_approval``).
    """

    body = models.CharField("议事机构", max_length=20, choices=BodyKind.choices)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="seats", verbose_name="成员")
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    leads = models.BooleanField("主持", default=False)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "议事机构成员"
        ordering = ["-leads", "from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="seat_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="seats_do_not_overlap",
                expressions=[
                    (F("bureau"), RangeOperators.EQUAL),
                    (F("body"), RangeOperators.EQUAL),
                    (F("officer"), RangeOperators.EQUAL),
                    (_days("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="one_presides_at_a_time",
                expressions=[
                    (F("bureau"), RangeOperators.EQUAL),
                    (F("body"), RangeOperators.EQUAL),
                    (_days("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(leads=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()} {self.officer}"


class OrderKind(models.TextChoices):
    """What one administrator asks for and another decides (``yifa.cases.orders.house_approval``)."""

    APPOINT = "appoint", "任职"
    HAND_OVER = "hand-over-post", "岗位交接"
    SET_POWERS = "set-powers", "调整岗位职权"
    OPEN_LOGIN = "open-login", "开设登录账号"
    RESET_LOGIN = "reset-login", "重设登录密码"
    SEAT = "seat-member", "登记议事机构成员"
    UNSEAT = "unseat-member", "免去议事机构成员"
    FIRST_DAY = "set-first-day", "确定启用日期"


class OrderOutcome(models.TextChoices):
    """What became of what was asked."""

    WAITING = "waiting", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


class HouseOrder(TenantModel):
    """What one administrator asks for, until another has decided it. The acts of asking and deciding stand in the log.

    officer: whom it is for: who is appointed or takes over, whose log-in it is. post: the post, where it is about one.
    details: days, powers, names, as the kind needs them.

    Rows are never deleted, and a decided one never changes (a trigger of the migration).
    """

    kind = models.CharField("种类", max_length=20, choices=OrderKind.choices)
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="orders", verbose_name="所涉人员"
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="orders", verbose_name="所涉岗位")
    details = models.JSONField("内容", default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField("理由", blank=True)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="申请人")
    asked_at = models.DateTimeField("申请时间")
    asked_position = models.BigIntegerField("申请的记录位置", editable=False)
    outcome = models.CharField(
        "结果", max_length=10, choices=OrderOutcome.choices, default=OrderOutcome.WAITING
    )
    decided_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    decision_note = models.TextField("决定说明", blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "机构事项申请"
        ordering = ["-id"]
        indexes = [models.Index(fields=["bureau", "outcome"], name="orders_that_wait")]
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=True) | ~Q(asked_by=F("officer")),
                name="nobody_asks_for_themselves",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["approved", "refused"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="nobody_decides_what_they_asked",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="approved") | Q(officer__isnull=True) | ~Q(decided_by=F("officer")),
                name="nobody_decides_for_themselves",
            ),
            models.CheckConstraint(
                condition=Q(outcome="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(outcome="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="decided_by_somebody_at_a_time",
            ),
            models.UniqueConstraint(
                F("bureau"),
                F("kind"),
                F("officer"),
                F("post"),
                KT("details__body"),
                condition=Q(outcome="waiting"),
                nulls_distinct=False,
                name="one_order_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.officer or ''} {self.post or ''}".strip()


class LocalClosure(TenantModel):
    """Days on which the bureau is closed besides the national holidays; limits roll off them."""

    first_on = models.DateField("起")
    last_on = models.DateField("止")
    reason = models.CharField("原因", max_length=120)
    reason_en = models.CharField("原因（英文）", max_length=160, blank=True)
    basis = models.CharField("依据", max_length=160)
    basis_en = models.CharField("依据（英文）", max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "本地停办日"
        ordering = ["first_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="closure_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.reason


class HolidayNotice(models.Model):
    """The State Council's yearly notice, loaded before the calendar package knows it. It binds every bureau."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    content = models.JSONField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "放假通知"
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class ParameterValue(TenantModel):
    """What a bureau set a parameter to, from a day on; written by an act (``yifa.cases.orders.parameter_acts``)."""

    key = models.CharField("参数", max_length=80)
    value = models.CharField("值", max_length=400)
    from_on = models.DateField("起")
    basis = models.CharField("依据", max_length=200)
    log_position = models.BigIntegerField("记录位置", editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = verbose_name_plural = "机关参数"
        ordering = ["key", "-from_on", "-id"]
        indexes = [models.Index(fields=["bureau", "key", "from_on"], name="parameter_on_a_day")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
