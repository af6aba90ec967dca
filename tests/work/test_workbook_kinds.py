"""Workbooks as bureaus make them: taken rightly, or refused with the cell; never read wrongly in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.spreadsheets.made import book
from tests.work.conftest import Desk
from yifa.cases.errors import ImportRefused
from yifa.cases.models import Case, HeadChoice
from yifa.cases.registers.imports import Chosen, Imported, import_workbook
from yifa.law.identifiers import make_uscc, uscc_check_character
from yifa.parties.models import Party
from yifa.work.contracts.registers import Contract
from yifa.work.recognition.registers import Recognition

TODAY = date(2026, 5, 20)
HEADS = (
    "类型",
    "级别",
    "名称",
    "依托单位",
    "统一社会信用代码",
    "认定机关",
    "认定文件",
    "证书编号",
    "认定日期",
    "有效期至",
)


def row(number: int = 1, **changes: Any) -> tuple[Any, ...]:
    """A row of the table; ``changes`` by head."""
    name = f"漯河样例{number:03d}科技有限公司"
    given = dict(
        zip(
            HEADS,
            (
                "高新技术企业",
                "国家级",
                name,
                name,
                make_uscc(f"91411122MB{number:07d}"),
                "省认定办",
                "豫科〔2020〕1号",
                f"GR2020410{number:05d}",
                date(2020, 9, 9),
                date(2023, 9, 8),
            ),
            strict=True,
        )
    )
    return tuple((given | changes).values())


def take(desk: Desk, data: bytes, **more: Any) -> Imported:
    return import_workbook(
        Recognition,
        BytesIO(data),
        bureau=desk.bureau,
        actor=desk.by("both"),
        now=desk.times(TODAY)["now"],
        reason="台账移交",
        **more,
    )


def refused(desk: Desk, data: bytes, **more: Any) -> dict[str, str]:
    with pytest.raises(ImportRefused) as found:
        take(desk, data, **more)
    assert not Case.objects.exists()
    assert not Party.objects.exists()
    return {problem.cell: problem.sentence.zh for problem in found.value.problems}


def _merged(*places: str) -> Callable[[Workbook, Worksheet], None]:
    def then(_: Workbook, sheet: Worksheet) -> None:
        for place in places:
            sheet.merge_cells(place)

    return then


def _hidden_first(made: Workbook, _: Worksheet) -> None:
    old = made.create_sheet("旧数据", 0)
    for line in (HEADS, row(999)):
        old.append(line)
    old.sheet_state = "hidden"


def _instructions_first(made: Workbook, _: Worksheet) -> None:
    notes = made.create_sheet("填写说明", 0)
    notes.append(("列", "怎么填"))
    notes.append(("名称", "证书上的全称"))


def _second_year(made: Workbook, _: Worksheet) -> None:
    other = made.create_sheet("2021年")
    for line in (("2021年",), HEADS, row(2)):
        other.append(line)


def _number_as_code(_: Workbook, sheet: Worksheet) -> None:
    sheet["H2"].number_format = "000000"


TITLE = ("漯河市创新主体登记表（2020年）",)
TAKEN: dict[str, tuple[bytes, int]] = {
    "plain": (book(HEADS, row()), 1),
    "title merged above": (book(TITLE, HEADS, row(), then=_merged("A1:J1")), 1),
    "title, note and unit above": (
        book(TITLE, ("填报单位：某局", *[None] * 8, "单位：万元"), HEADS, row()),
        1,
    ),
    "merged downward": (book(HEADS, row(1), (None, None, *row(2)[2:]), then=_merged("A2:A3", "B2:B3")), 2),
    "hidden sheet first": (book(HEADS, row(), then=_hidden_first), 1),
    "instructions first": (book(HEADS, row(), then=_instructions_first), 1),
    "a sheet a year": (book(HEADS, row(), then=_second_year, title="2020年"), 2),
    "numbered with remarks": (book(("序号", *HEADS, "备注"), (1, *row(), "已核"), (2, *row(2), None)), 2),
    "sums and signatures below": (
        book(("序号", *HEADS), (1, *row()), ("合计", *[None] * 9, "1家"), ("填表人：张三",)),
        1,
    ),
    "heads with marks and breaks": (book([f"*{head}\n（必填）" for head in HEADS], row()), 1),
    "heads in another order": (book(HEADS[::-1], row()[::-1]), 1),
    "invisible signs": (
        book(
            HEADS, row(名称="漯河样例\u200b001科技有限公司 ", 依托单位="\ufeff漯河样例001科技有限公司\u3000")
        ),
        1,
    ),
    "days in other forms": (
        book(
            HEADS,
            row(认定日期="2020年9月9日", 有效期至="2023.9.8"),
            row(2, 认定日期="20200909", 有效期至="2023/9/8"),
        ),
        2,
    ),
    "a code that fills up zeros": (book(HEADS, row(证书编号=42), then=_number_as_code), 1),
    "choices with blanks": (book(HEADS, row(类型=" 高新技术企业 ", 级别="国家级\u3000")), 1),
    "empty rows between": (book(HEADS, row(), [None] * 10, row(2)), 2),
    "pre-numbered empty rows": (
        book(("序号", *HEADS), (1, *row()), *[(number, *[None] * 10) for number in range(2, 30)]),
        1,
    ),
    "headings in the first cell": (book(HEADS, ("一、高新技术企业",), row(), ("（二）其他",), row(2)), 2),
    "signs for nothing, and no last day": (
        book(HEADS, row(有效期至="—"), row(2, 有效期至="长期"), row(3, 有效期至="／"), row(4, 有效期至="无")),
        4,
    ),
    "a level without its last word": (book(HEADS, row(级别="国家")), 1),
    "values parted by commas, under no name": (
        "\n".join(",".join(str(cell) for cell in line) for line in (HEADS, row())).encode("gb18030"),
        1,
    ),
    "other words for heads": (
        book(
            (
                "类型",
                "级别",
                "名称",
                "依托单位",
                "信用代码",
                "认定机关",
                "认定文号",
                "证书号",
                "认定时间",
                "有效期止",
            ),
            row(),
        ),
        1,
    ),
    "a code confirmed in the sheet": (
        book((*HEADS, "代码已核对"), (*row(统一社会信用代码="91410203M0001QAB10"), "是")),
        1,
    ),
    "a code confirmed in its cell": (book(HEADS, row(统一社会信用代码="91410203M0001QAB10（已核对）")), 1),
}


@pytest.mark.parametrize("kind", TAKEN)
def test_a_workbook_as_bureaus_make_it_is_taken_rightly(desk: Desk, kind: str) -> None:
    data, count = TAKEN[kind]
    done = take(desk, data)
    assert done.rows == count
    parties = list(Party.objects.order_by("pk"))
    assert [party.name for party in parties] == [
        f"漯河样例{number:03d}科技有限公司" for number in range(1, count + 1)
    ]
    assert all(case.title.startswith("漯河样例00") for case in Case.objects.all())


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "a long number": (book(HEADS, row(证书编号=202041000112345678)), "H2", "15 位"),
    "a credit code as a number": (book(HEADS, row(统一社会信用代码=914111001234567890)), "E2", "15 位"),
    "a logical value as text": (book(HEADS, row(证书编号=True)), "H2", "逻辑值"),
    "an error": (book(HEADS, row(证书编号="#N/A")), "H2", "错误值"),
    "a year of two digits": (book(HEADS, row(认定日期="20-9-9")), "I2", "两位"),
    "a day far away": (book(HEADS, row(认定日期="1020-9-9")), "I2", "核对年份"),
    "a day without a date's format": (book(HEADS, row(认定日期=44083)), "I2", "日期格式"),
    "a choice that is none": (book(HEADS, row(级别="县级")), "B2", "没有“县级”"),
    "a code that fails": (book(HEADS, row(统一社会信用代码="91410203M0001QAB10")), "E2", "校验位"),
    "an unknown column": (book((*HEADS, "主营产品"), (*row(), "肉制品")), "K1", "没有“主营产品”"),
    "a column twice": (book((*HEADS, "名称"), (*row(), "x")), "K1", "两次"),
    "a formula without a value": (book(HEADS, row(证书编号='="GR"&1')), "H2", "错误值"),
    "one code for two names": (book(HEADS, row(), row(2, 统一社会信用代码=row()[4])), "D3", "前面的行"),
    "a sheet without rows": (book(TITLE, HEADS), "A3", "没有数据行"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_certain_is_refused_with_its_cell(desk: Desk, kind: str) -> None:
    data, cell, told = REFUSED[kind]
    assert told in refused(desk, data)[cell]


def test_what_was_not_read_is_said(desk: Desk) -> None:
    done = take(
        desk, book(TITLE, ("序号", *HEADS, "备注"), (1, *row(), "已核"), ("合计",), then=_hidden_first)
    )
    said = "；".join(one.why.zh for one in done.left_out)
    for part in ("隐藏的工作表", "第1行是标题", "“备注”列（1格有内容）不导入", "第4行是合计"):
        assert part in said


def test_an_early_code_is_taken_once_it_is_confirmed_and_by_whom_is_kept(desk: Desk) -> None:
    code = "91410203M0001QAB10"
    assert uscc_check_character(code) != code[-1]
    data = book(HEADS, row(统一社会信用代码=code))
    with pytest.raises(ImportRefused) as found:
        take(desk, data)
    assert [problem.confirms for problem in found.value.problems] == [code]
    take(desk, data, chosen=Chosen(codes=frozenset({code})))
    assert Party.objects.get().uscc_confirmed_by == desk.officers["both"]


def test_what_was_chosen_for_a_head_is_kept_for_the_bureau(desk: Desk) -> None:
    heads = (*HEADS[:2], "企业", *HEADS[3:], "主营产品")
    assert set(refused(desk, book(heads, (*row(), "肉制品")))) >= {"C1", "K1"}
    take(desk, book(heads, (*row(), "肉制品")), chosen=Chosen({"企业": "body_name", "主营产品": "-"}))
    assert dict(HeadChoice.objects.values_list("head", "column")) == {"企业": "body_name", "主营产品": "-"}
    assert take(desk, book(heads, (*row(2), "面粉"))).rows == 1


def test_amounts_are_read_in_the_unit_that_the_sheet_names(desk: Desk) -> None:
    heads = (
        "合同编号",
        "合同名称",
        "合同对方",
        "统一社会信用代码",
        "合同类型",
        "金额（万元）",
        "签订日期",
        "状态",
    )
    one = (
        "HT-1",
        "检测服务合同",
        "某食品有限公司",
        make_uscc("91411100MA0000009"),
        "服务合同",
        12.5,
        date(2018, 6, 1),
        "已履行或终止",
    )

    def amount(*rows: tuple[Any, ...], **more: Any) -> int:
        from yifa.cases.registers.imports import read_rows

        (found,) = read_rows(Contract, BytesIO(book(*rows, **more)), desk.bureau).rows
        return int(found.values["amount_fen"])

    plain = (*heads[:5], "金额", *heads[6:])
    assert amount(heads, one) == 12_500_000
    assert amount(("政府合同台账", *[None] * 6, "单位：万元"), plain, one) == 12_500_000
    assert amount(plain, one) == 1_250
    assert amount(plain, (*one[:5], "12.5万元", *one[6:])) == 12_500_000
    assert amount((*heads[:5], "金额（元）", *heads[6:]), one) == 1_250
    with pytest.raises(ImportRefused, match="合并了几行"):
        amount(plain, one, ("HT-2", *one[1:5], None, *one[6:]), then=_merged("F2:F3"))
