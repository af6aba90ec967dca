"""Workbooks are read as people see them, in whatever form they come; what is not read is said."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.spreadsheets.made import HEADS, ROW, book
from yifa.spreadsheets import CellError, Shaped, Table, Unreadable, find_table, plain_head, read_book, unit_in

KNOWN = {plain_head(head): head for head in HEADS}


def table(data: bytes, name: str = "", sheet: int = 0) -> Table:
    found = find_table(read_book(data, name).visible[sheet], KNOWN)
    assert found is not None
    return found


def said(found: Table) -> str:
    return "；".join(one.why.zh for one in found.left_out)


def _merge(*places: str) -> Any:
    def then(_: Workbook, sheet: Worksheet) -> None:
        for place in places:
            sheet.merge_cells(place)

    return then


TITLE = ("某市创新主体登记表（2020年）", *[None] * 5)


@pytest.mark.parametrize(
    "data",
    [
        book(HEADS, ROW),
        book(TITLE, HEADS, ROW, then=_merge("A1:F1")),
        book(TITLE, ("填报单位：某市科技局", None, None, None, "单位：元"), HEADS, ROW, then=_merge("A1:F1")),
        book([], TITLE, [], HEADS, ROW),
        book([f"{head}*" for head in HEADS], ROW),
        book(
            ["类\n型", "名 称", "代码（18位）", "证书编号（必填）", "认定日期\n(yyyy-mm-dd)", "金额(元)"], ROW
        ),
        book([f"{place}、{head}" for place, head in enumerate(HEADS, 1)], ROW),
        book([f"\ufeff{head}\u200b" for head in HEADS], ROW),
        # A head of two rows, merged and not.
        book(
            ("类型", "名称", "代码", "认定情况", None, None),
            (None, None, None, *HEADS[3:]),
            ROW,
            then=_merge("A1:A2", "B1:B2", "C1:C2", "D1:F1"),
        ),
        book(
            ("类型", "名称", "代码", "认定情况", None, None),
            (None, None, None, *HEADS[3:]),
            ROW,
            then=_merge("D1:F1"),
        ),
    ],
)
def test_the_row_of_heads_is_found(data: bytes) -> None:
    found = table(data)
    assert [head.name for head in found.heads] == list(HEADS)
    assert len(found.rows) == 1
    assert found.rows[0].cells[1] == "某食品实验室"


def test_two_columns_of_one_name_are_told_apart_by_what_stands_above_them() -> None:
    known = {plain_head(head): head for head in ("甲方名称", "乙方名称", "合同编号")}
    data = book(
        ("合同编号", "甲方", None, "乙方", None),
        (None, "名称", "地址", "名称", "地址"),
        ("1", "甲", "x", "乙", "y"),
        then=_merge("A1:A2", "B1:C1", "D1:E1"),
    )
    found = find_table(read_book(data).sheets[0], known)
    assert found is not None
    assert {head.name: found.rows[0].at(head.place) for head in found.heads if head.name} == {
        "合同编号": "1",
        "甲方名称": "甲",
        "乙方名称": "乙",
    }


def test_a_merged_cell_holds_for_each_of_its_rows() -> None:
    second, third = (None, "乙", *ROW[2:]), (None, "丙", *ROW[2:])
    found = table(book(HEADS, ROW, second, third, then=_merge("A2:A4")))
    assert [row.cells[0] for row in found.rows] == ["重点实验室"] * 3
    assert (3, 0) in found.merged_down


def test_sums_notes_signatures_repeated_heads_and_examples_are_no_rows_and_are_said() -> None:
    found = table(
        book(
            ("序号", *HEADS),
            ("示例", *ROW),
            (1, *ROW),
            ("序号", *HEADS),
            (2, *ROW),
            ("一、省级", *[None] * 6),
            (3, *ROW),
            (4, *[None] * 6),
            ("合 计", *[None] * 5, 3000),
            ("注：以证书为准。",),
            ("填表人：张三", None, "审核人：李四"),
            then=_merge("A6:G6"),
        )
    )
    assert [row.number for row in found.rows] == [3, 5, 7]
    for part in (
        "第2行是示例",
        "第4行是重复的表头",
        "第6行是跨列的小标题",
        "第8行只有序号",
        "第9行是合计",
        "第10—11行是表下",
    ):
        assert part in said(found)


def test_hidden_sheets_and_rows_are_not_read_and_hidden_rows_are_said() -> None:
    def hide(made: Workbook, sheet: Worksheet) -> None:
        other = made.create_sheet("旧数据", 0)
        other.append(HEADS)
        other.sheet_state = "hidden"
        made.create_sheet("极隐", 0).sheet_state = "veryHidden"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True

    read = read_book(book(HEADS, ROW, ROW, ROW, then=hide))
    assert [sheet.name for sheet in read.sheets] == ["极隐", "旧数据", "台账"]
    assert [sheet.name for sheet in read.visible] == ["台账"]
    found = table(book(HEADS, ROW, ROW, ROW, then=hide))
    assert [row.number for row in found.rows] == [2, 4]
    assert "第3行是隐藏的" in said(found)
    assert [head.name for head in found.heads if head.is_hidden] == ["证书编号"]


def test_a_line_above_the_table_names_the_unit() -> None:
    found = table(book(TITLE, (None, None, None, None, None, "单位：万元"), HEADS, ROW))
    assert found.unit == "万元"
    assert unit_in("合同金额（万元）") == unit_in("金额/万元") == unit_in("金额（单位：万元）") == "万元"
    assert unit_in("金额（含税，详见附件）") == ""


def _formats(_: Workbook, sheet: Worksheet) -> None:
    for place, form in (
        ("A1", "000000"),
        ("B1", "0.0%"),
        ("C1", '0.00"万元"'),
        ("D1", 'm"月"d"日"'),
        ("E1", "yyyy-mm-dd"),
        ("F1", "0"),
    ):
        sheet[place].number_format = form


def test_what_the_format_of_a_cell_shows_is_kept_with_it() -> None:
    row = (
        read_book(
            book((42, 0.153, 12.5, date(2020, 9, 9), date(2020, 9, 9), 202041000112345678), then=_formats)
        )
        .sheets[0]
        .rows[0]
    )
    assert row.cells[0] == Shaped(42.0, "000000")
    assert row.cells[1] == Shaped(0.153, "0.0%")
    assert row.cells[2] == Shaped(12.5, '0.00"万元"')
    assert isinstance(row.cells[3], Shaped)
    assert row.cells[4] == datetime(2020, 9, 9)
    assert row.cells[5] == pytest.approx(2.0204100011234567e17)


def test_an_error_and_a_formula_without_a_value_are_no_empty_cells() -> None:
    row = read_book(book(("#N/A", "=1+1", "#DIV/0!", "x"))).sheets[0].rows[0]
    assert row.cells[0] == CellError("#N/A")
    assert isinstance(row.cells[1], CellError)
    assert row.cells[2] == CellError("#DIV/0!")


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    made = Workbook()
    assert made.active is not None
    made.epoch = datetime(1904, 1, 1)
    made.active.append([date(2020, 9, 9)])
    out = io.BytesIO()
    made.save(out)
    assert read_book(out.getvalue()).sheets[0].rows[0].cells[0] == datetime(2020, 9, 9)


CSV = '序号,类型,名称,代码,证书编号,认定日期,金额（元）\r\n1,重点实验室,某食品实验室,91411100MA00000099,="0012",2020-9-9,1000\r\n'
HTML = """<html><head><meta charset="gb2312"></head><body><table border=1><tr><td colspan=6>某市登记表</td></tr>
<tr><th>类型</th><th>名称</th><th>代码</th><th>证书编号</th><th>认定日期</th><th>金额（元）</th></tr>
<tr><td rowspan=2>重点实验室</td><td>某食品实验室</td><td>91411100MA00000099</td><td>0012</td><td>2020-9-9</td><td>1000</td></tr>
<tr><td>某肉类实验室</td><td>91411100MA00000099</td><td>0013</td><td>2020-9-9</td><td>1000</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (CSV.encode(), "台账.csv", "csv"),
        (CSV.encode("gb18030"), "台账.csv", "csv"),
        (b"\xef\xbb\xbf" + CSV.encode(), "台账.csv", "csv"),
        (CSV.replace(",", "\t").encode("utf-16"), "台账.txt", "csv"),
        (HTML.encode("gb18030"), "台账.xls", "html"),
    ],
)
def test_tables_written_as_text_are_read_too(data: bytes, name: str, kind: str) -> None:
    assert read_book(data, name).kind == kind
    found = table(data, name)
    assert [head.name for head in found.heads if head.name] == list(HEADS)
    row = {head.name: found.rows[0].at(head.place) for head in found.heads}
    assert (row["类型"], row["证书编号"]) == ("重点实验室", "0012")
    assert all(
        one.at(next(head.place for head in found.heads if head.name == "类型")) == "重点实验室"
        for one in found.rows
    )


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles><style:style style:name="h" style:family="table">
<style:table-properties table:display="false"/>
</style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="旧" table:style-name="h">
<table:table-row>
<table:table-cell office:value-type="string"><text:p>旧</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="台账">
<table:table-row>
<table:table-cell office:value-type="string"><text:p>类型</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>名<text:s text:c="2"/>称</text:p></table:table-cell>
<table:table-cell><text:p>证书编号</text:p></table:table-cell></table:table-row>
<table:table-row>
<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>重点实验室</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="12"><text:p>0012</text:p></table:table-cell></table:table-row>
<table:table-row>
<table:covered-table-cell/>
<table:table-cell office:value-type="string"><text:p>乙</text:p></table:table-cell>
<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_ods_is_read_with_its_merges_hidden_sheets_and_errors() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS)
    read = read_book(out.getvalue())
    assert [sheet.name for sheet in read.visible] == ["台账"]
    found = table(out.getvalue())
    assert [row.cells for row in found.rows] == [
        ("重点实验室", "甲", Shaped(12.0, "0000")),
        ("重点实验室", "乙", CellError("#N/A")),
    ]


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "a.xlsx", "空文件"),
        (b"no workbook at all", "a.xlsx", "不是可读取"),
        (b"PK\x03\x04 broken", "a.xlsx", "不是可读取"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "不是可读取"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "密码"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a.xml",
            "XML 表格",
        ),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(data: bytes, name: str, told: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_book(data, name)
    assert told in refused.value.text.zh
    assert refused.value.text.en


def _part(data: bytes, name: str, change: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info.filename)
            new.writestr(info.filename, change(content) if info.filename == name else content)
    return out.getvalue()


def test_a_sheet_that_unpacks_without_end_or_names_the_last_cell_of_all_is_refused() -> None:
    data = book(HEADS, ROW)
    sheet = "xl/worksheets/sheet1.xml"
    bomb = _part(data, sheet, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 30_000_000))
    with pytest.raises(Unreadable, match="大得异常"):
        read_book(bomb)
    far = _part(data, sheet, lambda xml: xml.replace(b'r="F2"', b'r="XFD1048576"'))
    with pytest.raises(Unreadable, match="还有内容"):
        read_book(far)


CELLS = st.one_of(
    st.none(),
    st.text(
        st.characters(
            blacklist_categories=("Cs", "Cc"), blacklist_characters="_\ufeff\u200b\u200c\u200d\u2060"
        ),
        min_size=1,
        max_size=8,
    ).filter(lambda text: bool(text.strip()) and text[0] not in "=#"),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9).map(lambda value: round(value, 6)),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_values_are_those_that_an_independent_reader_finds(rows: list[list[Any]]) -> None:
    data = book(*rows)
    ours = {
        (row.number, place): cell
        for row in read_book(data).sheets[0].rows
        for place, cell in enumerate(row.cells)
        if cell is not None
    }
    theirs: dict[tuple[int, int], Any] = {}
    for number, cells in enumerate(
        CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False),
        1,
    ):
        for place, cell in enumerate(cells):
            if cell != "":
                theirs[number, place] = (
                    datetime(cell.year, cell.month, cell.day) if type(cell) is date else cell
                )
    assert ours == theirs
