"""What disclosure publishes: the duty list, the catalogue of information, the yearly reports; and how information is requested.

Who asked for what is never public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Q

from yifa.cases.models import File
from yifa.cases.registers.publicity import (
    Duty,
    Grid,
    Guide,
    GuideSource,
    Limit,
    Publication,
    Room,
    Section,
    Standing,
    guides,
    publications,
)
from yifa.house.models import Bureau
from yifa.house.tenancy import require_bureau
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified
from yifa.work.disclosure.parameters import HOURS, OFFICE
from yifa.work.disclosure.registers import DisclosureDuty, DisclosureReport, PublicInformation

CODE: Final = "open-information"
_NAME: Final = Bilingual("信息内容", "Item")
_MONEY: Final = Bilingual("本年收费金额（元）", "Collected this year (yuan)")
_HEADS: Final = {
    "documents": (
        _NAME,
        Bilingual("本年制发件数", "Made this year"),
        Bilingual("本年废止件数", "Abolished this year"),
        Bilingual("现行有效件数", "In force"),
    ),
    "acts": (_NAME, Bilingual("本年处理决定数量", "Decided this year")),
    "requests": (
        Bilingual("项目", "Row"),
        Bilingual("自然人", "Natural persons"),
        Bilingual("商业企业", "Enterprises"),
        Bilingual("科研机构", "Research institutions"),
        Bilingual("社会公益组织", "Charities"),
        Bilingual("法律服务机构", "Legal services"),
        Bilingual("其他", "Other"),
        Bilingual("总计", "Total"),
    ),
    "reviews": (
        Bilingual("途径", "Way"),
        Bilingual("结果维持", "Upheld"),
        Bilingual("结果纠正", "Corrected"),
        Bilingual("其他结果", "Other outcome"),
        Bilingual("尚未审结", "Pending"),
        Bilingual("总计", "Total"),
    ),
}
_CELLS: Final = {
    "documents": ("made", "abolished", "in_force"),
    "acts": ("decided",),
    "requests": ("person", "enterprise", "research", "charity", "legal", "other", "total"),
    "reviews": ("upheld", "corrected", "other", "pending"),
}
_WAYS: Final = {"review": "行政复议", "suit": "未经复议直接起诉", "after_review": "复议后起诉"}
_REGULATION: Final = Bilingual("《政府信息公开条例》", "Regulation on Open Government Information")


def _grid(part: str, rows: list[Mapping[str, Any]]) -> Grid:
    """A table of the report; nought is printed, and the last table is added up."""
    made = []
    for row in rows:
        cells = [int(row.get(name) or 0) for name in _CELLS[part]]
        name = _WAYS.get(str(row.get("way", "")), str(row.get("name", "")))
        made.append((name, *map(str, cells), *((str(sum(cells)),) if part == "reviews" else ())))
    return Grid(_HEADS[part], tuple(made))


def report_sections(row: DisclosureReport) -> list[Section]:
    """The six parts of the form, as they were signed, and the erratum where there is one."""
    said = row.content
    fees = int(said.get("fees") or 0)
    return [
        Section("erratum", Bilingual("更正说明", "Erratum"), row.erratum),
        Section("overview", Bilingual("一、总体情况", "1. Overview"), str(said.get("overview") or "")),
        Section(
            "documents",
            Bilingual("二、主动公开政府信息情况", "2. Published on our own motion"),
            "",
            grid=_grid("documents", said.get("documents") or []),
        ),
        Section(
            "acts",
            Bilingual("二、许可、处罚、强制", "2. Permits, penalties, coercive measures"),
            "",
            grid=_grid("acts", said.get("acts") or []),
        ),
        Section(
            "fees",
            Bilingual("二、行政事业性收费", "2. Fees"),
            "",
            grid=Grid((_NAME, _MONEY), (("行政事业性收费", f"{fees / 100:,.2f}"),)),
        ),
        Section(
            "requests",
            Bilingual("三、收到和处理政府信息公开申请情况", "3. Requests received and handled"),
            "",
            grid=_grid("requests", said.get("requests") or []),
        ),
        Section(
            "reviews",
            Bilingual("四、政府信息公开行政复议、行政诉讼情况", "4. Reconsideration and litigation"),
            "",
            grid=_grid("reviews", said.get("reviews") or []),
        ),
        Section(
            "problems",
            Bilingual("五、存在的主要问题及改进情况", "5. Problems and improvements"),
            str(said.get("problems") or ""),
        ),
        Section(
            "others",
            Bilingual("六、其他需要报告的事项", "6. Other matters"),
            str(said.get("others") or ""),
        ),
    ]


def information_sections(row: PublicInformation) -> list[Section]:
    """Summary and text; of what was withdrawn, only why."""
    if row.withdrawn_on is not None:
        return [Section("withdrawn", Bilingual("撤下的理由", "Why it was withdrawn"), row.withdraw_reason)]
    return [
        Section("summary", Bilingual("内容概述", "Summary"), row.summary),
        Section("body", Bilingual("正文", "Text"), row.body),
    ]


def attachments(row: PublicInformation) -> list[File]:
    """The files that came when it was formed; none of what was withdrawn."""
    if row.withdrawn_on is not None or row.case_id is None:
        return []
    return list(
        File.objects.filter(case_id=row.case_id, field="attachments").order_by("log_position", "place")
    )


def _state(row: PublicInformation, on: date) -> str:
    return "withdrawn" if row.withdrawn_on is not None and row.withdrawn_on <= on else "public"


def guide_of(place: str = "", phone: str = "") -> Guide:
    """How information is requested. place, phone: of the disclosure office, where the guide itself is read."""
    return Guide(
        code=CODE,
        title=Bilingual("政府信息公开申请", "Request for government information"),
        kind=Bilingual("政府信息公开", "Open government information"),
        applies="asking-information/apply",
        answers={"channel": "online"},
        names_applicant=frozenset({"applicant"}),
        basis="《政府信息公开条例》第二十七条、第二十九条至第四十二条\n《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
        conditions=(
            "公民、法人和其他组织都可以申请，不问用途\n"
            "写明信息的名称、文号，或者便于查询的其他特征；一件申请写一件事\n"
            "内容不明确的，收到之日起7个工作日内一次告知补正\n"
            "收到申请之日：当面提交的为提交之日；需要签收的邮寄为签收之日；平常信函、互联网、传真为双方确认之日"
        ),
        materials="姓名或者名称、身份证明\n联系方式\n希望的形式和获取方式",
        statutory=Limit(20, is_working_days=True),
        visits=0,
        online=True,
        fee=False,
        result="政府信息公开申请答复书",
        place=place,
        phone=phone,
    )


def _listed(_on: date) -> Iterator[Guide]:
    yield guide_of()


def _find(code: str, on: date) -> Guide | None:
    if code != CODE:
        return None
    bureau = Bureau.objects.get(pk=require_bureau())
    said = (OFFICE.on(bureau, on), HOURS.on(bureau, on), bureau.address)
    return guide_of("，".join(str(one) for one in said if one), bureau.phone)


guides.add(GuideSource("disclosure", _listed, _find, room=Room.DISCLOSURE))
publications.add(
    Publication(
        key="catalogue",
        title=Bilingual("政府信息目录", "Catalogue of information"),
        summary=Bilingual(
            "主动公开的政府信息：索引号、名称、内容概述、生成日期",
            "Information published on our own motion: index number, name, summary, day formed",
        ),
        room=Room.DISCLOSURE,
        register=PublicInformation,
        rows=lambda on: PublicInformation.objects.filter(published_on__lte=on),
        columns=("name", "index_number", "head", "formed_on", "published_on"),
        details=("owner",),
        dated="published_on",
        filters=("head",),
        standings=(
            Standing(
                "public",
                Bilingual("公开", "Public"),
                lambda on: Q(withdrawn_on=None) | Q(withdrawn_on__gt=on),
                "green",
            ),
            Standing(
                "withdrawn", Bilingual("已撤下", "Withdrawn"), lambda on: Q(withdrawn_on__lte=on), "amber"
            ),
        ),
        told=_state,
        sections=information_sections,
        attachments=attachments,
        duty=Duty(
            basis=Bilingual(
                f"{_REGULATION.zh}第十二条、第十九条、第二十条、第二十六条",
                f"{_REGULATION.en}, arts. 12, 19, 20 and 26",
            ),
            within=Bilingual(
                "形成或者变更之日起20个工作日内", "within 20 working days of being formed or changed"
            ),
            masked=Bilingual(
                "公开前审查：国家秘密、商业秘密、个人隐私不公开",
                "Examined first: State secrets, trade secrets and privacy stay closed",
            ),
        ),
    )
)
publications.add(
    Publication(
        key="duty-list",
        title=Bilingual("主动公开事项清单", "List of what is published"),
        summary=Bilingual("公开什么、在哪里、何时、由谁负责", "What is published, where, when and by whom"),
        room=Room.DISCLOSURE,
        register=DisclosureDuty,
        rows=lambda on: DisclosureDuty.objects.filter(approved_on__lte=on).filter(
            Q(ended_on=None) | Q(ended_on__gt=on)
        ),
        columns=("what", "code", "where", "when", "owner"),
        details=("head", "duty_basis", "approved_on"),
        dated="approved_on",
        filters=("head",),
        duty=Duty(
            basis=Bilingual(f"{_REGULATION.zh}第十九条、第二十条", f"{_REGULATION.en}, arts. 19 and 20"),
            within=Bilingual("审定之后", "once approved"),
            masked=Bilingual("无", "Nothing"),
        ),
    )
)
publications.add(
    Publication(
        key="disclosure-reports",
        title=Bilingual("政府信息公开工作年度报告", "Yearly reports on open government information"),
        summary=Bilingual(
            "按国家统一格式编制，各表逐格由登记簿生成",
            "In the national form; every cell comes from the registers",
        ),
        room=Room.DISCLOSURE,
        register=DisclosureReport,
        rows=lambda on: DisclosureReport.objects.filter(published_on__lte=on),
        columns=("report_year", "received", "handled", "carried_out", "published_on"),
        dated="published_on",
        sections=report_sections,
        duty=Duty(
            basis=Bilingual(
                f"{_REGULATION.zh}第四十九条、第五十条；国办公开办函〔2021〕30号",
                f"{_REGULATION.en}, arts. 49 and 50; form of the State Council General Office, No. 30 of 2021",
            ),
            within=Bilingual("每年1月31日前", "by 31 January"),
            masked=Bilingual("只有数量，没有申请人", "Numbers only, no applicants"),
            verified=Verified.SECOND_HAND,
        ),
    )
)
