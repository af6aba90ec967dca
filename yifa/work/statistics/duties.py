"""What statistics publish: values published elsewhere, with source, scope and day; a revision stands beside what it revises.

政府信息公开条例 §20(4) (statistics on the economy and society).
"""

from __future__ import annotations

from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.work.statistics.registers import Statistic

publications.add(
    Publication(
        key="science-statistics",
        title=Bilingual("科技统计数据", "Science statistics"),
        summary=Bilingual(
            "已经公布的科技统计数据，写明地区、口径、来源和公布日期；修订与原数并列",
            "Published values with region, scope, source and day; a revision stands beside what it revises",
        ),
        room=Room.RESULTS,
        register=Statistic,
        rows=lambda on: Statistic.objects.filter(released_on__lte=on),
        columns=("item", "region", "stat_year", "scope", "amount_fen", "value", "measured_in"),
        details=("source_body", "publication", "released_on", "release_state"),
        dated="released_on",
        filters=("item", "scope", "release_state"),
        duty=Duty(
            basis=Bilingual(
                "《政府信息公开条例》第二十条第四项", "Regulation on Open Government Information, art. 20(4)"
            ),
            within=Bilingual("登记之日起20个工作日内", "within 20 working days of the entry"),
            masked=Bilingual(
                "只有已经公布的数据，没有单个单位的数据", "Only what was published, of no single unit"
            ),
        ),
    )
)
