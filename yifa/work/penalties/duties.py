"""Which penalties are published: decided, published by the bureau, and not withdrawn; natural persons are masked."""

from __future__ import annotations

from django.db.models import Q

from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.work.penalties.registers import Penalty

publications.add(
    Publication(
        key="penalties",
        title=Bilingual("行政处罚决定", "Penalties"),
        summary=Bilingual(
            "公开的行政处罚决定；被变更、撤销的三日内撤回",
            "Penalties that are published; what was changed or quashed is withdrawn within three days",
        ),
        room=Room.DISCLOSURE,
        register=Penalty,
        rows=lambda on: Penalty.objects.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), published_on__lte=on
        ),
        columns=("party", "matter", "decision_number", "main_kind", "ended_on"),
        details=("penalty_kinds", "decision_law", "fine_fen", "confiscated_fen"),
        dated="ended_on",
        filters=("main_kind",),
        duty=Duty(
            basis=Bilingual("行政处罚法第四十八条", "Administrative Penalty Law, article 48"),
            within=Bilingual("作出决定之日起7个工作日内", "within 7 working days of the decision"),
            masked=Bilingual(
                "自然人姓名脱敏，不公开证件号码；变更、撤销的三日内撤回",
                "Persons are masked and never numbered; what was changed or quashed is withdrawn within three days",
            ),
        ),
    )
)
