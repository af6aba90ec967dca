"""What cooperation publishes: results that their owners offer, and the needs that enterprises agreed to show.

促进科技成果转化法 §11 (information on results is made public, within what secrecy allows); 政府信息公开条例 §20. Who spoke for a
result, and needs that an enterprise keeps to itself, are left out.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from yifa.cases.registers.publicity import Duty, Publication, Room, Standing, publications
from yifa.law.text import Bilingual
from yifa.work.cooperation.registers import Need, Result

_WITHIN = Bilingual("形成之日起20个工作日内", "within 20 working days")

publications.add(
    Publication(
        key="results",
        title=Bilingual("科技成果", "Results of science"),
        summary=Bilingual(
            "权利人同意发布的科技成果，写明阶段和转化方式",
            "Results that their owners offer, with their stage and the way of their use",
        ),
        room=Room.RESULTS,
        register=Result,
        rows=lambda on: Result.objects.filter(published_on__lte=on),
        columns=("result_name", "owner", "result_kind", "stage", "way", "published_on"),
        details=(),
        dated="published_on",
        filters=("result_kind", "stage", "way"),
        duty=Duty(
            basis=Bilingual(
                "《促进科技成果转化法》第十一条", "Law on Promoting the Conversion of Results, art. 11"
            ),
            within=_WITHIN,
            masked=Bilingual("不公开发布人的姓名", "Who presented it is left out"),
        ),
    )
)


def _over(_on: date) -> Q:
    return Q(need_state__in=("solved", "given_up", "no_taker"))


def standing(row: Need, _on: date) -> str:
    """Whether somebody is still looked for."""
    return "over" if row.need_state in ("solved", "given_up", "no_taker") else "open"


publications.add(
    Publication(
        key="needs",
        title=Bilingual("企业技术需求", "Technical needs of enterprises"),
        summary=Bilingual(
            "企业同意公开的技术需求：可以检验的目标、投入和期限",
            "Needs that enterprises agreed to show: a measurable target, the budget, the day",
        ),
        room=Room.RESULTS,
        register=Need,
        rows=lambda on: Need.objects.filter(is_public=True, published_on__lte=on),
        columns=("need_name", "need_kind", "target", "budget_fen", "needed_by"),
        details=("published_on",),
        dated="published_on",
        filters=("need_kind",),
        standings=(
            Standing("open", Bilingual("征集解决方案", "Open"), lambda on: ~_over(on), "green"),
            Standing("over", Bilingual("已经结束", "Ended"), _over),
        ),
        told=standing,
        duty=Duty(
            basis=Bilingual(
                "《政府信息公开条例》第二十条", "Regulation on Open Government Information, art. 20"
            ),
            within=_WITHIN,
            masked=Bilingual("企业不同意公开的需求不公开", "What the enterprise keeps to itself is left out"),
        ),
    )
)
