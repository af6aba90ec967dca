"""What services publish: the guide of every item, and how applications ended.

Guides: 优化营商环境条例 §35 (standard flow and guide published), §36 (a shortened limit is published). Outcomes: 政府信息公开条例
§20(5). Applicants are not named: the outcome of a service to one body concerns that body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from yifa.cases.registers.publicity import (
    Duty,
    Guide,
    GuideSource,
    Limit,
    Publication,
    Room,
    guides,
    publications,
)
from yifa.law.text import Bilingual
from yifa.procedure import Json
from yifa.work.services.effects import TECHNICAL_CONTRACT
from yifa.work.services.registers import ITEM_KINDS, Application, ServiceItem

_LATEST: Final = 400
_POPULAR: Final = 6
# Items that have a procedure of their own, and what the item's name already says in it.
_OWN_PROCEDURES: Final[dict[str, tuple[str, str, dict[str, Json]]]] = {
    TECHNICAL_CONTRACT: ("technical-contract/apply", "seller", {}),
    "市级高新技术企业认定": (
        "recognition/apply",
        "applicant",
        {"platform_kind": "high_tech_enterprise"},
    ),
    "市级工程技术研究中心认定": (
        "recognition/apply",
        "applicant",
        {"platform_kind": "engineering_research_centre"},
    ),
}
_ASKED_BY_GENERAL: Final = (
    "item_code",
    "item_name",
    "item_kind",
    "promised_days",
    "statutory_days",
    "statutory_unit",
)


def guide_of(item: ServiceItem) -> Guide:
    """The published guide of an item, with the procedure by which it is applied for."""
    known: dict[str, Json] = {
        "item_code": item.item_code,
        "item_name": item.name,
        "item_kind": item.item_kind,
        "promised_days": item.promised_days,
        "statutory_days": item.statutory_days,
        "statutory_unit": item.statutory_unit,
    }
    if item.name in _OWN_PROCEDURES:
        applies, applicant, answers = _OWN_PROCEDURES[item.name]
    elif item.item_kind == "permit":
        applies, applicant = "permit/apply", "applicant"
        answers = {"item_code": item.item_code, "item_name": item.name}
    else:
        applies, applicant = "application/apply", "applicant"
        answers = {name: known[name] for name in _ASKED_BY_GENERAL} | {"channel": "online"}
    statutory = (
        None
        if item.statutory_unit == "none" or not item.statutory_days
        else Limit(item.statutory_days, item.statutory_unit == "working_days")
    )
    return Guide(
        code=item.item_code,
        title=item.called,
        kind=ITEM_KINDS.get(item.item_kind, Bilingual(item.item_kind, item.item_kind)),
        applies=applies,
        answers=answers,
        names_applicant=frozenset({applicant}),
        subject=(ServiceItem.key(), item.pk),
        basis=item.basis,
        conditions=item.conditions,
        materials=item.materials,
        statutory=statutory,
        promised=Limit(item.promised_days, is_working_days=True) if item.promised_days else None,
        visits=item.visits,
        online=item.online,
        fee=item.fee,
        result=item.result_name,
        place=item.place,
        phone=item.phone,
        published_on=item.published_on,
    )


def _listed(on: date) -> Iterator[Guide]:
    rows = ServiceItem.objects.filter(withdrawn_on=None, published_on__lte=on)
    for item in rows.order_by("item_kind", "item_code", "-id"):
        yield guide_of(item)


def _find(code: str, on: date) -> Guide | None:
    rows = ServiceItem.objects.filter(item_code=code, withdrawn_on=None, published_on__lte=on)
    item = rows.order_by("-id").first()
    return None if item is None else guide_of(item)


def _popular(_on: date) -> list[str]:
    """Items of the latest applications, the most asked for first; the latest few hundred stand for all."""
    codes = Application.objects.filter(item__isnull=False).order_by("-id")
    counted = Counter(codes.values_list("item__item_code", flat=True)[:_LATEST])
    return [code for code, _times in counted.most_common(_POPULAR)]


guides.add(GuideSource("services", _listed, _find, _popular))
publications.add(
    Publication(
        key="service-outcomes",
        title=Bilingual("办件结果", "Outcomes of applications"),
        summary=Bilingual(
            "已办结的行政许可和其他对外管理服务事项的办理结果",
            "How applications for permits and other services ended",
        ),
        room=Room.RESULTS,
        register=Application,
        rows=lambda on: Application.objects.filter(completed_on__lte=on, outcome__in=("granted", "refused")),
        columns=("item_name", "item_kind", "accepted_on", "completed_on", "outcome"),
        dated="completed_on",
        filters=("item_kind", "outcome"),
        duty=Duty(
            basis=Bilingual(
                "《政府信息公开条例》第二十条第五项、第二十六条",
                "Regulation on Open Government Information, arts. 20(5) and 26",
            ),
            within=Bilingual("形成之日起20个工作日内", "within 20 working days of being formed"),
            masked=Bilingual(
                "不公开申请人名称、联系人和申请材料", "Applicants, their contacts and papers are left out"
            ),
        ),
    )
)
