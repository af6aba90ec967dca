"""What services publish: the guide of every item, and how applications ended.

Guides: 优化营商环境条例 §35 (standard flow and guide published), §36 (a shortened limit is published). Outcomes: 政府信息公开条例
§20(5). Applicants are not named: the outcome of a service to one body concerns that body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from yifa.cases.library import library
from yifa.cases.registers.publicity import (
    Duty,
    Guide,
    GuideSource,
    Limit,
    Publication,
    Room,
    Way,
    guides,
    publications,
)
from yifa.cases.roles import players
from yifa.law.text import Bilingual
from yifa.procedure import Json
from yifa.work.services.registers import ITEM_KINDS, OPENED_BY, Application, ServiceItem

_LATEST: Final = 400
_POPULAR: Final = 6


def guide_of(item: ServiceItem) -> Guide:
    """The published guide of an item, with the procedure by which it is applied for."""
    said: dict[str, Json] = {}
    applicant = "applicant"
    if item.handled_by:
        _role, applicant, said = OPENED_BY[item.handled_by]
    asked = {
        name for key, step in players(item.applied_for_by) for name in library().latest(key).steps[step].asks
    }
    answers = {**said, **({"item_code": item.item_code} if "item_code" in asked else {})}
    statutory = (
        None
        if item.statutory_unit == "none" or not item.statutory_days
        else Limit(item.statutory_days, item.statutory_unit == "working_days")
    )
    return Guide(
        code=item.item_code,
        title=item.called,
        kind=ITEM_KINDS.get(item.item_kind, Bilingual(item.item_kind, item.item_kind)),
        applies=item.applied_for_by,
        answers=answers,
        by_way={way: {"channel": way.value} for way in Way},
        names_applicant=frozenset({applicant}),
        subject=(ServiceItem.key(), item.pk),
        basis=item.basis,
        conditions=item.conditions,
        materials=item.materials,
        papers_in="materials",
        papers_ticked="papers_given",
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
    item = ServiceItem.standing(code, on)
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
