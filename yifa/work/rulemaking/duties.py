"""What rule-making publishes: every normative document with its validity on any day, and what each clean-up concluded.

政府信息公开条例 §20(1) and §26 (within 20 working days); a document that the list of clean-up names as abolished or lapsed is no
basis for any act, so the list is published with the register.
"""

from __future__ import annotations

from yifa.cases.registers.publicity import Duty, Publication, Room, Standing, publications
from yifa.law.text import Bilingual
from yifa.work.rulemaking import document_library
from yifa.work.rulemaking.registers import (
    Cleanup,
    NormativeDocument,
    begun,
    ended,
    in_force,
    public,
    standing,
)

publications.add(
    Publication(
        key="normative-documents",
        title=Bilingual("行政规范性文件", "Normative documents"),
        summary=Bilingual(
            "本机关制定的行政规范性文件，可以查任何一天是否有效",
            "The bureau's normative documents, and whether each was in force on any day",
        ),
        room=Room.POLICIES,
        register=NormativeDocument,
        rows=lambda on: NormativeDocument.objects.filter(public(on), issued_on__lte=on),
        columns=("name", "document_number", "kind", "issued_on"),
        details=(
            "issuing_body",
            "effective_on",
            "expires_on",
            # Not the status: what was entered last says nothing of the day that is asked for, which the standing does.
            "register_number",
            "published_on",
            "published_link",
        ),
        dated="issued_on",
        filters=("kind",),
        standings=(
            Standing("in-force", Bilingual("有效", "In force"), in_force, "green"),
            Standing(
                "ended", Bilingual("已失效或废止", "No longer in force"), lambda on: begun(on) & ended(on)
            ),
            Standing("to-come", Bilingual("尚未施行", "Not yet in force"), lambda on: ~begun(on), "amber"),
        ),
        told=standing,
        by_day=True,
        sections=document_library.sections,
        versions=document_library.versions,
        related=document_library.related,
        history=document_library.history,
        duty=Duty(
            basis=Bilingual(
                "《政府信息公开条例》第二十条第一项、第二十六条",
                "Regulation on Open Government Information, arts. 20(1) and 26",
            ),
            within=Bilingual(
                "形成或者变更之日起20个工作日内", "within 20 working days of being formed or changed"
            ),
            masked=Bilingual("无个人信息", "Nothing personal is in it"),
        ),
    )
)
publications.add(
    Publication(
        key="clean-up",
        title=Bilingual("规范性文件清理结果", "Results of the clean-up of documents"),
        summary=Bilingual(
            "清理后保留、修改、废止和宣布失效的文件目录",
            "Documents kept, to be amended, abolished or declared lapsed",
        ),
        room=Room.POLICIES,
        register=Cleanup,
        rows=lambda on: Cleanup.objects.filter(concluded_on__lte=on),
        columns=("name", "theme", "conclusion", "concluded_on"),
        details=("reason",),
        dated="concluded_on",
        filters=("conclusion",),
        duty=Duty(
            basis=Bilingual(
                "《优化营商环境条例》第六十一条、《政府信息公开条例》第二十六条",
                "Regulation on Optimising the Business Environment, art. 61; Open Government Information, art. 26",
            ),
            within=Bilingual("作出清理结论之日起20个工作日内", "within 20 working days of the conclusion"),
            masked=Bilingual("无个人信息", "Nothing personal is in it"),
        ),
    )
)
