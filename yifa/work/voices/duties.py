"""What the public may do and read: write, report, and the letters that were answered with their writers' leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from yifa.cases.registers.publicity import (
    Duty,
    Guide,
    GuideSource,
    Publication,
    Room,
    Section,
    guides,
    publications,
)
from yifa.law.text import Bilingual
from yifa.work.voices.registers import Voice

_KIND: Final = Bilingual("诉求", "Letters and complaints")
WRITE: Final = Guide(
    code="write",
    title=Bilingual("咨询、提意见、投诉", "Ask, suggest, complain"),
    kind=_KIND,
    applies="writing-in/write",
    asks_who=False,
    basis="《信访工作条例》第十七条、第三十一条\n《行政处罚法》第七十五条第二款",
    conditions=(
        "任何人都可以写，不用注册，姓名和联系方式可以不填\n"
        "三个工作日内分类；咨询再过五个工作日、意见建议和投诉再过十五个工作日内答复\n"
        "应当通过行政复议、诉讼、信息公开等途径解决的，告知途径、机关和期限\n"
        "您同意的，隐去身份后公开来信和答复"
    ),
    visits=0,
    online=True,
    fee=False,
    result="答复，凭编号和查询码查看",
)
REPORT: Final = Guide(
    code="report",
    title=Bilingual("检举举报", "Report an unlawful act"),
    kind=_KIND,
    applies="protecting/report",
    asks_who=False,
    basis="《信访工作条例》第三十条\n《行政处罚法》第七十五条第二款",
    conditions=(
        "反映违法、违纪、弄虚作假，可以匿名\n"
        "原文、姓名和联系方式只有举报保管人和机关负责人看得到，不交给被举报的单位和人员，不进入登记簿和统计\n"
        "转出的只有不含举报人信息、经另一人核对的摘录\n"
        "反映机关负责人或者举报保管人本人的，也可以直接向上级机关、纪检监察机关举报\n"
        "五个工作日内分类；答复凭编号和查询码查看"
    ),
    visits=0,
    online=True,
    fee=False,
    result="办理结果，凭编号和查询码查看",
)


def _listed(_on: date) -> Iterator[Guide]:
    yield WRITE
    yield REPORT


def _find(code: str, _on: date) -> Guide | None:
    return next((one for one in (WRITE, REPORT) if one.code == code), None)


def _sections(row: Voice) -> Sequence[Section]:
    return (
        Section("letter", Bilingual("来信", "Letter"), row.public_content),
        Section("answer", Bilingual("答复", "Answer"), row.public_reply),
    )


guides.add(GuideSource("voices", _listed, _find, room=Room.VOICES))
publications.add(
    Publication(
        key="answered-letters",
        title=Bilingual("来信和答复", "Letters and answers"),
        summary=Bilingual(
            "写信人同意公开的咨询、意见建议、投诉和答复",
            "Questions, suggestions and complaints with their answers",
        ),
        room=Room.VOICES,
        register=Voice,
        rows=lambda on: Voice.objects.filter(published_on__lte=on),
        columns=("name", "kind", "received_on", "replied_on"),
        dated="published_on",
        filters=("kind",),
        sections=_sections,
        duty=Duty(
            basis=Bilingual(
                "写信人同意；《政府信息公开条例》第十九条",
                "The writer's leave; Regulation on Open Government Information, art. 19",
            ),
            within=Bilingual("答复后", "after the answer"),
            masked=Bilingual("不公开写信人", "Writers are left out"),
        ),
    )
)
