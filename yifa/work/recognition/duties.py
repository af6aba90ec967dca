"""What recognition publishes: the register of recognised bodies, as it stands on a day.

政府信息公开条例 §20(5) (outcomes of administrative services), §26. A team is named after its leader in no list: persons who are
recognised by themselves are masked.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from yifa.cases.registers.publicity import Duty, Publication, Room, Standing, publications
from yifa.law.text import Bilingual
from yifa.work.recognition.registers import Recognition


def _over(on: date) -> Q:
    return Q(ended_on__lte=on) | Q(valid_until__lt=on)


def standing(row: Recognition, on: date) -> str:
    """Whether a recognition stands on a day: ``valid`` or ``over``."""
    if row.ended_on is not None and row.ended_on <= on:
        return "over"
    return "over" if row.valid_until is not None and row.valid_until < on else "valid"


publications.add(
    Publication(
        key="recognised-bodies",
        title=Bilingual("创新主体和平台名录", "Recognised innovation bodies"),
        summary=Bilingual(
            "高新技术企业、科技型中小企业和各级创新平台的认定名录",
            "High-tech enterprises, technology SMEs and platforms, by kind and level",
        ),
        room=Room.RESULTS,
        register=Recognition,
        rows=lambda on: Recognition.objects.filter(recognised_on__lte=on),
        columns=("body_name", "platform_kind", "level", "recognised_on", "valid_until"),
        details=("recognised_by", "document_number", "certificate_number", "ended_on"),
        dated="recognised_on",
        filters=("platform_kind", "level"),
        standings=(
            Standing("valid", Bilingual("在有效期内", "Valid"), lambda on: ~_over(on), "green"),
            Standing("over", Bilingual("已到期或终止", "Expired or ended"), _over),
        ),
        told=standing,
        duty=Duty(
            basis=Bilingual(
                "《政府信息公开条例》第二十条第五项、第二十六条",
                "Regulation on Open Government Information, arts. 20(5) and 26",
            ),
            within=Bilingual("认定之日起20个工作日内", "within 20 working days of recognition"),
            masked=Bilingual("不公开联系人和评审专家", "Contacts and reviewing experts are left out"),
        ),
    )
)
