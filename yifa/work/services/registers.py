"""The catalogue of service items, the applications made for them, and technical contracts registered."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    count_or_none,
    day,
    day_or_none,
    link_or_none,
    long_text,
    money,
    text,
    yes_no,
)
from yifa.cases.registers.register import PERMANENT, TEN_YEARS, THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import Json

ITEM_KINDS = {
    "public_service": Bilingual("公共服务", "Public service"),
    "confirmation": Bilingual("行政确认", "Administrative confirmation"),
    "other_power": Bilingual("其他权力", "Other power"),
    "permit": Bilingual("行政许可", "Administrative permit"),
    "payment": Bilingual("行政给付", "Payment"),
    "reward": Bilingual("行政奖励", "Reward"),
    "ruling": Bilingual("行政裁决", "Ruling"),
}
HANDLERS = {
    "technical_contract": Bilingual("技术合同认定登记", "Registering a technical contract"),
    "high_tech_enterprise": Bilingual("认定高新技术企业", "Recognising a high-tech enterprise"),
    "research_centre": Bilingual("认定工程技术研究中心", "Recognising an engineering research centre"),
    "animal_licence": Bilingual("实验动物许可", "Laboratory-animal licence"),
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
# By which step an item with a procedure of its own is applied for, who applies there, and what the item has said already.
OPENED_BY: Final[dict[str, tuple[str, str, dict[str, Json]]]] = {
    "technical_contract": ("technical-contract/apply", "seller", {}),
    "high_tech_enterprise": ("recognition/apply", "applicant", {"platform_kind": "high_tech_enterprise"}),
    "research_centre": ("recognition/apply", "applicant", {"platform_kind": "engineering_research_centre"}),
    "animal_licence": ("animal-licensing/apply", "applicant", {}),
}
# Questions of the entry whose names are not the register's.
_ENTRY = {"name": "contract_name", "amount_fen": "amount", "technical_amount_fen": "technical_amount"}


class ServiceItem(Register):
    """An item of the catalogue of government services, as published."""

    title = Bilingual("政务服务事项", "Government-service items")
    retention = PERMANENT

    item_code = text("事项编码", "Code", 40, required=True)
    name = text("事项名称", "Item", required=True)
    name_en = text("英文名称", "English name", blank=True, shown=False)
    item_kind = choice("事项类型", "Kind", ITEM_KINDS, required=True)
    handled_by = choice("专门的办理程序", "Procedure of its own", HANDLERS, blank=True, shown=False)
    statutory_days = count("法定时限", "Statutory limit", default=0)
    statutory_unit = choice("单位", "Unit", UNITS, default="none")
    promised_days = count("承诺时限", "Promised", unit=Bilingual("工作日", "working days"), required=True)
    visits = count("到现场次数", "Visits", required=True)
    online = yes_no("全程网办", "Online", required=True)
    fee = yes_no("收费", "Fee", shown=False, required=True)
    basis = long_text("设定依据", "Basis", shown=False, required=True)
    conditions = long_text("受理条件", "Conditions", shown=False, required=True)
    materials = long_text("申请材料", "Papers", shown=False, required=True)
    published_on = day("公布日期", "Published on", required=True)
    withdrawn_on = day_or_none("取消日期", "Withdrawn on")
    result_name = models.CharField("办理结果", max_length=120, blank=True)
    place = models.CharField("办理地点", max_length=200, blank=True)
    phone = models.CharField("咨询电话", max_length=40, blank=True)

    import_by = ImportBy(
        "item/draft",
        title=lambda row: f"{row['name']}（{row['item_code']}）",
        columns=lambda own: (
            *(column for column in own if column.name not in ("published_on", "withdrawn_on")),
            Column("result_name", Bilingual("办理结果", "Result")),
            Column("place", Bilingual("办理地点", "Place")),
            Column("phone", Bilingual("咨询电话", "Telephone")),
        ),
        same=lambda row: models.Q(item_code=row["item_code"], withdrawn_on=None),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_item_a_case")]
        indexes = [models.Index(fields=["bureau", "item_code"], name="service_item_by_code")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def standing(cls, code: str, on: date) -> ServiceItem | None:
        """The item of a code that is published and not withdrawn on a day."""
        rows = cls.objects.filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=on), item_code=code, published_on__lte=on
        )
        return rows.order_by("-id").first() if code else None

    @property
    def applied_for_by(self) -> str:
        """The role of the step by which it is applied for."""
        if self.handled_by:
            return OPENED_BY[self.handled_by][0]
        return "permit/apply" if self.item_kind == "permit" else "application/apply"

    @property
    def called(self) -> Bilingual:
        """The item's name in both languages; the Chinese where it has no other."""
        return Bilingual(self.name, self.name_en or self.name)


class Application(Register):
    """An application (办件) and how it went."""

    title = Bilingual("政务服务办件", "Applications")
    retention = TEN_YEARS

    item_name = text("事项名称", "Item", required=True)
    item_kind = choice("事项类型", "Kind", ITEM_KINDS, required=True)
    applicant = link_or_none(Party, "申请人", "Applicant")
    applied_on = day("申请日期", "Applied on", required=True)
    accepted_on = day_or_none("受理日期", "Accepted on")
    decided_on = day_or_none("决定日期", "Decided on", shown=False)
    completed_on = day_or_none("办结日期", "Completed on")
    outcome = choice("结果", "Outcome", OUTCOMES, blank=True)
    corrections = count("补正次数", "Corrections", default=0, shown=False)
    visits = count_or_none("到现场次数", "Visits", shown=False)
    rating = choice("评价", "Rating", RATINGS, blank=True, shown=False)
    item = models.ForeignKey(
        ServiceItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name="事项登记",
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_application_a_case")]
        # Figures ask for the years one by one.
        indexes = [models.Index(fields=["bureau", "completed_on"], name="application_by_completion")]


class TechnicalContract(Register):
    """A technical contract that was registered. It counts once, in the year of registration."""

    title = Bilingual("技术合同登记", "Technical contracts registered")
    retention = THIRTY_YEARS

    certificate_number = text("登记证明编号", "Certificate", 60, required=True)
    name = text("合同名称", "Contract", required=True)
    seller = text("卖方", "Seller", required=True)
    buyer = text("买方", "Buyer", required=True)
    contract_class = choice("合同类别", "Class", CONTRACT_CLASSES, required=True)
    amount_fen = money("合同金额", "Amount", unit=Bilingual("元", "yuan"), required=True)
    technical_amount_fen = money(
        "技术交易额", "Technical amount", unit=Bilingual("元", "yuan"), required=True
    )
    registered_on = day("登记日期", "Registered on", required=True)
    changed_on = day_or_none("变更日期", "Changed on", shown=False)
    rescinded_on = day_or_none("解除日期", "Rescinded on", shown=False)

    # Registered elsewhere before: recorded here, and checked by another person.
    import_by = ImportBy(
        "technical-contract-elsewhere/record",
        title=lambda row: f"{row['certificate_number']} {row['name']}",
        columns=lambda own: tuple(
            column for column in own if column.name not in ("changed_on", "rescinded_on")
        ),
        answers=lambda row: {_ENTRY.get(name, name): value for name, value in row.items()},
        same=lambda row: models.Q(certificate_number=row["certificate_number"]),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_technical_contract_a_case"),
            models.CheckConstraint(
                condition=models.Q(technical_amount_fen__lte=models.F("amount_fen")),
                name="technical_amount_within_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.name
