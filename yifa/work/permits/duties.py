"""Which licences are published: those in force, and those that ended, with how (行政许可法 §40, §70)."""

from __future__ import annotations

from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.work.permits.registers import Licence

publications.add(
    Publication(
        key="licences",
        title=Bilingual("实验动物许可证", "Laboratory-animal licences"),
        summary=Bilingual(
            "准予的实验动物生产、使用许可证，撤回、撤销、注销的注明",
            "Licences granted to produce or use laboratory animals, and how those that ended did",
        ),
        room=Room.DISCLOSURE,
        register=Licence,
        rows=lambda on: Licence.objects.filter(valid_from__lte=on),
        columns=("licence_number", "holder", "licence_use", "valid_until", "ended_on"),
        details=("species", "valid_from", "ending"),
        dated="valid_from",
        filters=("licence_use",),
        duty=Duty(
            basis=Bilingual("行政许可法第四十条", "Administrative Licensing Law, article 40"),
            within=Bilingual("作出决定之日起7个工作日内", "within 7 working days of the decision"),
            masked=Bilingual("不公开设施地址、联系方式", "Without addresses of facilities or contacts"),
        ),
    )
)
