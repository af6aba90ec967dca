"""Which penalties are published: decided, published by the bureau, and not withdrawn; natural persons are masked."""

from __future__ import annotations

from django.db.models import Q

from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.work.penalties.registers import Penalty, Standard, SummaryPenalty

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

publications.add(
    Publication(
        key="penalties-on-the-spot",
        title=Bilingual("当场处罚决定", "Penalties on the spot"),
        summary=Bilingual("公开的当场处罚决定", "Penalties decided on the spot that are published"),
        room=Room.DISCLOSURE,
        register=SummaryPenalty,
        rows=lambda on: SummaryPenalty.objects.filter(published_on__lte=on),
        columns=("party", "matter", "decision_number", "spot_kind", "decided_on"),
        details=("competence", "fine_fen"),
        dated="decided_on",
        filters=("spot_kind",),
        duty=Duty(
            basis=Bilingual("行政处罚法第四十八条", "Administrative Penalty Law, article 48"),
            within=Bilingual("作出决定之日起7个工作日内", "within 7 working days of the decision"),
            masked=Bilingual("自然人姓名脱敏", "Persons are masked"),
        ),
    )
)
publications.add(
    Publication(
        key="discretion",
        title=Bilingual("裁量基准和包容免罚清单", "Standards of discretion"),
        summary=Bilingual(
            "施行中的裁量基准，不予、减轻、从轻处罚清单",
            "Standards of discretion in force, and what is not punished, or less",
        ),
        room=Room.DISCLOSURE,
        register=Standard,
        rows=lambda on: Standard.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=on), in_force_on__lte=on
        ),
        columns=("standard_code", "standard_matter", "list_kind", "in_force_on"),
        details=(
            "standard_basis",
            "circumstances",
            "standard_text",
            "fine_from_fen",
            "fine_to_fen",
            "published_as",
        ),
        dated="in_force_on",
        filters=("list_kind",),
        duty=Duty(
            basis=Bilingual("行政处罚法第三十四条", "Administrative Penalty Law, article 34"),
            within=Bilingual("施行之日", "from the day in force"),
            masked=Bilingual("没有需要遮盖的内容", "Nothing is masked"),
        ),
    )
)
