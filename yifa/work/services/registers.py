"""The catalogue of service items, the applications made for them, and technical contracts registered."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import (
    PERMANENT,
    TEN_YEARS,
    THIRTY_YEARS,
    Column,
    ImportBy,
    Register,
    choices,
)
from yifa.law.text import Bilingual
from yifa.parties.models import Party

ITEM_KINDS = {
    "public_service": Bilingual("公共服务", "Public service"),
    "confirmation": Bilingual("行政确认", "Administrative confirmation"),
    "other_power": Bilingual("其他权力", "Other power"),
    "permit": Bilingual("行政许可", "Administrative permit"),
    "payment": Bilingual("行政给付", "Payment"),
    "reward": Bilingual("行政奖励", "Reward"),
    "ruling": Bilingual("行政裁决", "Ruling"),
}
UNITS = {
    "working_days": Bilingual("工作日", "working days"),
    "calendar_days": Bilingual("自然日", "calendar days"),
    "none": Bilingual("无规定", "none laid down"),
}
ITEM_STATES = {
    "published": Bilingual("已公布", "Published"),
    "withdrawn": Bilingual("已取消", "Withdrawn"),
}
OUTCOMES = {
    "": Bilingual("办理中", "In progress"),
    "granted": Bilingual("准予", "Granted"),
    "refused": Bilingual("不予", "Refused"),
    "not_accepted": Bilingual("不予受理", "Not accepted"),
    "ended": Bilingual("终止", "Ended"),
    "withdrawn": Bilingual("撤回", "Withdrawn"),
}
RATINGS = {
    "very_satisfied": Bilingual("非常满意", "Very satisfied"),
    "satisfied": Bilingual("满意", "Satisfied"),
    "fair": Bilingual("基本满意", "Fair"),
    "dissatisfied": Bilingual("不满意", "Dissatisfied"),
    "very_dissatisfied": Bilingual("非常不满意", "Very dissatisfied"),
}
CONTRACT_CLASSES = {
    "development": Bilingual("技术开发", "Development"),
    "transfer": Bilingual("技术转让", "Transfer"),
    "licence": Bilingual("技术许可", "Licence"),
    "consultancy": Bilingual("技术咨询", "Consultancy"),
    "service": Bilingual("技术服务", "Service"),
}
# Questions of the entry whose names are not the register's.
_ENTRY = {"name": "contract_name", "amount_fen": "amount", "technical_amount_fen": "technical_amount"}


class ServiceItem(Register):
    """An item of the catalogue of government services, as published."""

    title = Bilingual("政务服务事项", "Government-service items")
    retention = PERMANENT

    item_code = models.CharField("事项编码", max_length=40)
    name = models.CharField("事项名称", max_length=200)
    name_en = models.CharField("英文名称", max_length=200, blank=True)
    item_kind = models.CharField("事项类型", max_length=20, choices=choices(ITEM_KINDS))
    basis = models.TextField("设定依据")
    conditions = models.TextField("受理条件")
    materials = models.TextField("申请材料")
    statutory_days = models.PositiveSmallIntegerField("法定时限", default=0)
    statutory_unit = models.CharField("法定时限单位", max_length=20, choices=choices(UNITS), default="none")
    promised_days = models.PositiveSmallIntegerField("承诺时限（工作日）")
    visits = models.PositiveSmallIntegerField("到现场次数")
    online = models.BooleanField("全程网办")
    fee = models.BooleanField("是否收费")
    result_name = models.CharField("办理结果", max_length=120, blank=True)
    place = models.CharField("办理地点", max_length=200, blank=True)
    phone = models.CharField("咨询电话", max_length=40, blank=True)
    published_on = models.DateField("公布日期")
    withdrawn_on = models.DateField("取消日期", null=True, blank=True)

    columns = (
        Column("item_code", Bilingual("事项编码", "Code"), required=True),
        Column("name", Bilingual("事项名称", "Item"), required=True),
        Column("name_en", Bilingual("英文名称", "English name"), shown=False),
        Column("item_kind", Bilingual("事项类型", "Kind"), choices=ITEM_KINDS, required=True),
        Column("statutory_days", Bilingual("法定时限", "Statutory limit")),
        Column("statutory_unit", Bilingual("单位", "Unit"), choices=UNITS),
        Column(
            "promised_days",
            Bilingual("承诺时限", "Promised"),
            unit=Bilingual("工作日", "working days"),
            required=True,
        ),
        Column("visits", Bilingual("到现场次数", "Visits"), required=True),
        Column("online", Bilingual("全程网办", "Online"), required=True),
        Column("fee", Bilingual("收费", "Fee"), shown=False, required=True),
        Column("basis", Bilingual("设定依据", "Basis"), shown=False, required=True),
        Column("conditions", Bilingual("受理条件", "Conditions"), shown=False, required=True),
        Column("materials", Bilingual("申请材料", "Papers"), shown=False, required=True),
        Column("published_on", Bilingual("公布日期", "Published on"), required=True),
        Column("withdrawn_on", Bilingual("取消日期", "Withdrawn on")),
    )

    import_by = ImportBy(
        "service-item",
        "draft",
        title=lambda row: f"{row['name']}（{row['item_code']}）",
        columns=(
            *(column for column in columns if column.name not in ("published_on", "withdrawn_on")),
            Column("result_name", Bilingual("办理结果", "Result")),
            Column("place", Bilingual("办理地点", "Place")),
            Column("phone", Bilingual("咨询电话", "Telephone")),
        ),
        same=lambda row: models.Q(item_code=row["item_code"], withdrawn_on=None),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "政务服务事项"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_item_a_case")]
        indexes = [models.Index(fields=["bureau", "item_code"], name="service_item_by_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> Bilingual:
        """The item's name in both languages; the Chinese where it has no other."""
        return Bilingual(self.name, self.name_en or self.name)


class Application(Register):
    """An application (办件) and how it went."""

    title = Bilingual("政务服务办件", "Applications")
    retention = TEN_YEARS

    item = models.ForeignKey(
        ServiceItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name="事项登记",
    )
    item_name = models.CharField("事项名称", max_length=200)
    item_kind = models.CharField("事项类型", max_length=20, choices=choices(ITEM_KINDS))
    applicant = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申请人"
    )
    applied_on = models.DateField("申请日期")
    corrections = models.PositiveSmallIntegerField("补正次数", default=0)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    completed_on = models.DateField("办结日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=20, choices=choices(OUTCOMES), blank=True)
    visits = models.PositiveSmallIntegerField("到现场次数", null=True, blank=True)
    rating = models.CharField("评价", max_length=20, choices=choices(RATINGS), blank=True)

    columns = (
        Column("item_name", Bilingual("事项名称", "Item"), required=True),
        Column("item_kind", Bilingual("事项类型", "Kind"), choices=ITEM_KINDS, required=True),
        Column("applicant", Bilingual("申请人", "Applicant")),
        Column("applied_on", Bilingual("申请日期", "Applied on"), required=True),
        Column("accepted_on", Bilingual("受理日期", "Accepted on")),
        Column("decided_on", Bilingual("决定日期", "Decided on"), shown=False),
        Column("completed_on", Bilingual("办结日期", "Completed on")),
        Column("outcome", Bilingual("结果", "Outcome"), choices=OUTCOMES),
        Column("corrections", Bilingual("补正次数", "Corrections"), shown=False),
        Column("visits", Bilingual("到现场次数", "Visits"), shown=False),
        Column("rating", Bilingual("评价", "Rating"), choices=RATINGS, shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "政务服务办件"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_application_a_case")]
        # Figures ask for the years one by one.
        indexes = [models.Index(fields=["bureau", "completed_on"], name="application_by_completion")]

    def __str__(self) -> str:
        return self.item_name


class TechnicalContract(Register):
    """A technical contract that was registered. It counts once, in the year of registration."""

    title = Bilingual("技术合同登记", "Technical contracts registered")
    retention = THIRTY_YEARS

    name = models.CharField("合同名称", max_length=200)
    seller = models.CharField("卖方", max_length=200)
    buyer = models.CharField("买方", max_length=200)
    contract_class = models.CharField("合同类别", max_length=20, choices=choices(CONTRACT_CLASSES))
    amount_fen = models.BigIntegerField("合同金额（分）")
    technical_amount_fen = models.BigIntegerField("技术交易额（分）")
    certificate_number = models.CharField("登记证明编号", max_length=60)
    registered_on = models.DateField("登记日期")
    changed_on = models.DateField("变更日期", null=True, blank=True)
    rescinded_on = models.DateField("解除日期", null=True, blank=True)

    columns = (
        Column("certificate_number", Bilingual("登记证明编号", "Certificate"), required=True),
        Column("name", Bilingual("合同名称", "Contract"), required=True),
        Column("seller", Bilingual("卖方", "Seller"), required=True),
        Column("buyer", Bilingual("买方", "Buyer"), required=True),
        Column(
            "contract_class",
            Bilingual("合同类别", "Class"),
            choices=CONTRACT_CLASSES,
            required=True,
        ),
        Column(
            "amount_fen",
            Bilingual("合同金额", "Amount"),
            unit=Bilingual("元", "yuan"),
            required=True,
        ),
        Column(
            "technical_amount_fen",
            Bilingual("技术交易额", "Technical amount"),
            unit=Bilingual("元", "yuan"),
            required=True,
        ),
        Column("registered_on", Bilingual("登记日期", "Registered on"), required=True),
        Column("changed_on", Bilingual("变更日期", "Changed on"), shown=False),
        Column("rescinded_on", Bilingual("解除日期", "Rescinded on"), shown=False),
    )
    # Registered elsewhere before: recorded here, and checked by another person.
    import_by = ImportBy(
        "technical-contract-entry",
        "record",
        title=lambda row: f"{row['certificate_number']} {row['name']}",
        columns=tuple(column for column in columns if column.name not in ("changed_on", "rescinded_on")),
        answers=lambda row: {_ENTRY.get(name, name): value for name, value in row.items()},
        same=lambda row: models.Q(certificate_number=row["certificate_number"]),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "技术合同登记"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_technical_contract_a_case"),
            models.CheckConstraint(
                condition=models.Q(technical_amount_fen__lte=models.F("amount_fen")),
                name="technical_amount_within_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.name
