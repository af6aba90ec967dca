"""What draws publish: that there was one, how, and when. The record to work it out again stands on the draw's own page.

比照《科学技术进步法》和随机抽查的公开要求；抽取的公开由本局规则规定。
"""

from __future__ import annotations

from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified
from yifa.work.draws.registers import Draw

publications.add(
    Publication(
        key="draws",
        title=Bilingual("随机抽取", "Draws"),
        summary=Bilingual(
            "评审专家、检查对象的随机抽取；名单先公布、种子后产生，任何人可以重算",
            "Draws of experts and of objects of inspection: the list first, the seed after, for anybody to work out again",
        ),
        room=Room.RESULTS,
        register=Draw,
        rows=lambda on: Draw.objects.filter(fixed_on__lte=on),
        columns=("draw_title", "pool", "listed", "wanted", "fixed_on", "drawn_on"),
        details=(
            *("excluded", "seed_kind", "seed_source", "seed_day", "value", "list_digest", "seed_digest"),
            *("published_on", "cancelled_on", "cancel_reason"),
        ),
        dated="fixed_on",
        filters=("pool",),
        body=lambda row: row.list_text,
        duty=Duty(
            basis=Bilingual("本局随机抽取工作规则", "The bureau's rules on draws"),
            within=Bilingual(
                "名单确定时、抽取后三十个工作日内",
                "when the list is fixed, and within thirty working days of the draw",
            ),
            masked=Bilingual(
                "名单以标记代替姓名；专家姓名在结果公开后只公布抽中和更换的",
                "The list has marks for names; of experts only those drawn or replaced are named, after the result",
            ),
            verified=Verified.LOCAL,
        ),
    )
)
