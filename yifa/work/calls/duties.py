"""What is published of calls: all of them, with their deadlines as they were moved."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from yifa.cases.registers.publicity import Duty, Publication, Room, Standing, publications
from yifa.law.text import Bilingual
from yifa.work.calls.registers import Call


def standing(row: Call, on: date) -> str:
    """Whether a call takes applications on a day."""
    if row.cancelled:
        return "cancelled"
    return "open" if row.opens_on <= on <= row.deadline else "over"


publications.add(
    Publication(
        key="calls",
        title=Bilingual("申报通知", "Calls for applications"),
        summary=Bilingual(
            "科技计划项目和认定的申报通知，延期后的截止日期对全部申报单位一体适用",
            "Calls for projects and recognitions; a deadline that was moved is moved for everybody",
        ),
        room=Room.RESULTS,
        register=Call,
        rows=lambda on: Call.objects.filter(opens_on__lte=on),
        columns=("call_title", "call_kind", "call_number", "opens_on", "deadline"),
        details=("extended", "received"),
        dated="opens_on",
        filters=("call_kind",),
        standings=(
            Standing(
                "open",
                Bilingual("正在申报", "Open"),
                lambda on: Q(cancelled=False, opens_on__lte=on, deadline__gte=on),
                "green",
            ),
            Standing("over", Bilingual("已经截止", "Closed"), lambda on: Q(cancelled=False, deadline__lt=on)),
            Standing("cancelled", Bilingual("已经取消", "Cancelled"), lambda _on: Q(cancelled=True)),
        ),
        told=standing,
        duty=Duty(
            basis=Bilingual(
                "《政府信息公开条例》第二十条",
                "Regulation on Open Government Information, art. 20",
            ),
            within=Bilingual("形成之日起20个工作日内", "within 20 working days"),
            masked=Bilingual("不公开编写人员的个人信息", "Personal data of its writers is left out"),
        ),
    )
)
