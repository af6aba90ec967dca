"""Files of every kind give the same text; what cannot be read gives one sentence; nothing crashes on any bytes."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.samples import FILES, NAMES, W, paragraph, paragraphs, sample, word
from yifa.extraction import CannotRead, Extracted, Kind
from yifa.extraction.read import extract, extract_file


def read(name: str) -> Extracted:
    return extract(sample(name), name)


def refusal(data: bytes, name: str = "报告.txt") -> CannotRead:
    with pytest.raises(CannotRead) as caught:
        extract(data, name)
    assert caught.value.zh.endswith("。")
    assert caught.value.en.endswith((".", ")"))
    return caught.value


# Text -------------------------------------------------------------------------------------------------------------------


def test_plain_text_is_the_file_decoded_and_nothing_else() -> None:
    assert read("report-2021.txt").text == sample("report-2021.txt").decode("utf-8")
    windows = read("report-2021.gb18030.txt")
    assert windows.text == sample("report-2021.gb18030.txt").decode("gb18030")
    assert "\r\n" in windows.text
    assert windows.encoding == "gb18030"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    text = sample("report-2021.txt").decode("utf-8")
    assert extract(text.encode(encoding), "报告.txt").text == text


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "euc_kr", "koi8_r"])
def test_text_in_another_encoding_is_refused_and_not_read_as_nonsense(encoding: str) -> None:
    text = {
        "big5": "科技局依法行政工作報告，落實責任制。",
        "shift_jis": "法律に基づく行政の報告である。",
        "euc_kr": "법치 정부 보고서입니다.",
        "koi8_r": "Доклад о работе управления за год.",
    }
    assert "编码" in refusal((text[encoding] * 30).encode(encoding)).zh


def test_a_character_cut_at_the_end_is_told_and_the_rest_is_read() -> None:
    cut = extract(sample("report-2021.txt")[:-3], "报告.txt")
    assert "1处" in cut.notes[0].zh
    assert cut.text.startswith("云岭市科学技术局2021年度")


def test_text_that_was_garbled_before_is_refused() -> None:
    assert "乱码" in refusal("锟斤拷锟斤拷烫烫烫锟斤拷".encode()).zh


# Pages ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["saved-page.html", "saved-page-gb2312.htm", "saved-page.mhtml"])
def test_a_saved_page_gives_the_report_without_the_site(name: str) -> None:
    page = read(name)
    assert page.kind is Kind.WEB
    assert page.text.split("\n")[:-1] == paragraphs()
    assert page.published_on == date(2022, 1, 24)
    assert page.title == "云岭市科学技术局2021年度法治政府建设情况报告"


def test_a_table_of_a_page_is_a_line_for_each_row() -> None:
    rows = "<tr><td>指标</td><td>2020年</td></tr><tr><td>高新技术企业（家）</td><td>114</td></tr>"
    page = f"<html><body><div><p>全市高新技术企业的数量见下表，单位为家。</p><table>{rows}</table></div></body></html>"
    assert extract(page.encode(), "a.html").text.split("\n")[1:3] == [
        "指标\t2020年",
        "高新技术企业（家）\t114",
    ]


def test_breaks_in_the_source_of_a_page_are_no_breaks_of_its_text() -> None:
    page = "<html><body><p>全年召开党组会议\n      6次，研究法治\r\n工作。</p><p>第二段，办理建议4件。</p></body></html>"
    assert (
        extract(page.encode(), "a.html").text
        == "全年召开党组会议6次，研究法治工作。\n第二段，办理建议4件。\n"
    )


def test_a_page_whose_text_a_script_would_show_is_told_so() -> None:
    page = b"<html><body><div id=app></div><script>load('/report')</script></body></html>"
    assert "脚本" in refusal(page, "a.html").zh


def test_a_page_nested_without_end_is_read() -> None:
    page = "<html><body>" + "<div>" * 20_000 + "<p>全年召开党组会议6次。</p>"
    gives_text_or_a_sentence(page.encode(), "a.html")


# Word -------------------------------------------------------------------------------------------------------------------


def test_a_word_document_gives_paragraphs_and_tables_as_lines() -> None:
    document = read("report-2021.docx")
    lines = document.text.split("\n")
    assert [line for line in lines[:-1] if "\t" not in line] == paragraphs()
    assert "高新技术企业（家）\t114\t136" in lines
    assert not document.has_tracked_changes
    assert not document.has_macros


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    body = (
        "<w:p><w:r><w:t>召开会议</w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>6</w:t></w:r></w:ins><w:r><w:t>次</w:t></w:r></w:p>"
    )
    document = extract(word(body), "报告.docx")
    assert document.text == "召开会议6次\n"
    assert document.has_tracked_changes
    assert "修订" in document.notes[0].zh


def test_macros_are_noticed_and_not_run() -> None:
    document = extract(word(paragraph("召开会议6次"), vbaProject=b"macro"), "报告.docm")
    assert document.has_macros
    assert "宏" in document.notes[0].zh


def test_numbers_that_word_counts_are_counted_again() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="3">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )

    def at(level: int) -> str:
        return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'

    body = "".join(
        paragraph(text, at(level))
        for level, text in ((0, "成效"), (1, "学法"), (1, "执法"), (0, "不足"), (1, "人员"))
    )
    document = extract(word(body, numbering=numbering), "报告.docx")
    assert document.text == "一、成效\n1.学法\n2.执法\n二、不足\n1.人员\n"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框内文字')}</w:txbxContent></w:pict><w:t>正文</w:t></w:r></w:p>"
    assert extract(word(box), "报告.docx").text == "正文\n框内文字\n"


def test_a_zip_bomb_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    assert "压缩炸弹" in refusal(out.getvalue(), "报告.docx").zh


def test_entities_of_a_hostile_document_are_not_expanded() -> None:
    content = f'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><w:document xmlns:w="{W}"><w:body/></w:document>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", content)
    assert "损坏" in refusal(out.getvalue(), "报告.docx").zh


# PDF --------------------------------------------------------------------------------------------------------------------


def test_a_pdf_gives_whole_paragraphs_without_heads_and_page_numbers() -> None:
    found = read("report-2021.pdf").text.split("\n")
    assert [line for line in found if line in paragraphs()] == paragraphs()
    assert not any("文件" in line and len(line) < 12 for line in found)
    assert not any(line.strip("— ").isdigit() for line in found)


def test_a_scanned_pdf_is_told_so() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    out = BytesIO()
    document.save(out)
    document.close()
    assert "扫描" in refusal(out.getvalue(), "报告.pdf").zh


def test_a_protected_pdf_is_told_so() -> None:
    assert "密码" in refusal(sample("protected.pdf"), "报告.pdf").zh


def test_half_a_pdf_is_told_so() -> None:
    assert "损坏" in refusal(b"%PDF-1.7\n1 0 obj\n<<", "报告.pdf").zh


# Refusals ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "word_in_it"),
    [
        (b"", "报告.txt", "空文件"),
        (b" \r\n\t\n", "报告.txt", "空文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "报告.doc", "旧格式"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "报告.docx", "密码"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "报告.png", "图片"),
        (b"{\\rtf1 }", "报告.rtf", "RTF"),
        (b"Rar!\x1a\x07\x00", "报告.rar", "压缩包"),
        (bytes(range(256)) * 20, "报告.bin", "编码"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(data: bytes, name: str, word_in_it: str) -> None:
    assert word_in_it in refusal(data, name).zh


@pytest.mark.parametrize(
    ("inside", "word_in_it"), [("xl/workbook.xml", "Excel"), ("OFD.xml", "OFD"), ("a.txt", "压缩包")]
)
def test_another_kind_of_zip_says_what_it_is(inside: str, word_in_it: str) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(inside, "x")
    assert word_in_it in refusal(out.getvalue(), "报告.docx").zh


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "报告.txt"
    with large.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(CannotRead) as caught:
        extract_file(large)
    assert "200 MB" in caught.value.zh


# Any bytes --------------------------------------------------------------------------------------------------------------


def gives_text_or_a_sentence(data: bytes, name: str) -> None:
    try:
        found = extract(data, name)
    except CannotRead:
        return
    assert found.text.encode("utf-8")


@settings(deadline=None, max_examples=150)
@given(
    start=st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"<html><body>",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n",
        ]
    ),
    rest=st.binary(max_size=400),
    name=st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.mht", "a"]),
)
def test_any_bytes_give_text_or_a_sentence(start: bytes, rest: bytes, name: str) -> None:
    gives_text_or_a_sentence(start + rest, name)


@settings(deadline=None, max_examples=120)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_a_damaged_file_gives_text_or_a_sentence(name: str, data: st.DataObject) -> None:
    content = bytearray(sample(name))
    end = data.draw(st.integers(1, len(content)))
    flips = data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 7)), max_size=12))
    for place, bit in flips:
        content[place] ^= 1 << bit
    gives_text_or_a_sentence(bytes(content), name)
    gives_text_or_a_sentence(bytes(content[:end]), name)


@settings(deadline=None, max_examples=60)
@given(
    pieces=st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<table><tr><td>",
                "</td></tr></table>",
                "<p>召开会议6次，通过3项。",
                "<a href=x>首页</a>",
                "<br>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "&#0;",
                "&nbsp;",
                "\x00",
                "文字",
            ]
        ),
        max_size=40,
    )
)
def test_any_tangle_of_tags_gives_text_or_a_sentence(pieces: list[str]) -> None:
    gives_text_or_a_sentence(("<html><body>" + "".join(pieces)).encode(), "a.html")


def test_the_kept_files_are_the_ones_named() -> None:
    assert {path.name for path in FILES.iterdir()} == {*NAMES, "protected.pdf"}


SENTENCES = "全年召开党组会议研究法治工作6次，听取专题汇报3次。审查各类合同76份，办理建议4件、提案9件。"
RELATED = "".join(f'<li><a href="/{i}">市科技局召开第{i}次工作会议，部署重点任务</a></li>' for i in range(12))


@pytest.mark.parametrize(
    "page",
    [
        # paragraphs in an article with sections
        f"<main><article><section><p>{SENTENCES}</p></section><section><p>{SENTENCES}</p></section></article></main>",
        # lines parted by breaks only
        f"<div id=zoom><font>{SENTENCES}<br><br>&nbsp;&nbsp;{SENTENCES}<br></font></div>",
        # a table that lays the page out, one cell for each paragraph
        f"<table><tr><td><p>{SENTENCES}</p></td></tr><tr><td><p>{SENTENCES}</p></td></tr></table>",
        # a form round everything, as older servers make it
        f"<form action='x.aspx'><input type=hidden value=1><div><div>{SENTENCES}</div><div>{SENTENCES}</div></div></form>",
        # hidden until a script shows it
        f"<div style='display:none'><p>{SENTENCES}</p><p>{SENTENCES}</p></div>",
        # preformatted
        f"<pre>{SENTENCES}</pre><pre>{SENTENCES}</pre>",
    ],
)
def test_the_main_text_is_found_however_the_page_is_built(page: str) -> None:
    around = (
        f"<html><body><ul class=nav><li><a href=/>首页</a></li></ul><ul>{RELATED}</ul>{page}"
        f"<h3>相关新闻</h3><ul>{RELATED}</ul><div class=footer>主办：某市人民政府办公室　某ICP备00000001号</div></body></html>"
    )
    text = extract(around.encode(), "a.html").text
    assert text.count(SENTENCES) == 2
    assert "部署重点任务" not in text
    assert "ICP" not in text


def test_a_cell_over_several_columns_or_rows_keeps_the_others_under_their_heads() -> None:
    page = (
        "<html><body><p>各县情况如下，单位为家，数据截至年底，均以认定文件为准。</p><table><tr><td rowspan=2>县区</td>"
        "<td colspan=2>企业</td></tr><tr><td>高新</td><td>中小</td></tr>"
        "<tr><td>甲县</td><td>1</td><td>2</td></tr></table></body></html>"
    )
    assert extract(page.encode(), "a.html").text.split("\n")[1:4] == [
        "县区\t企业",
        "\t高新\t中小",
        "甲县\t1\t2",
    ]

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc>{properties}{paragraph(text)}</w:tc>"

    across = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    begins, goes_on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = (
        f"<w:tr>{cell('县区', begins)}{cell('企业', across)}{cell('合计')}</w:tr>"
        f"<w:tr>{cell('', goes_on)}{cell('高新')}{cell('中小')}{cell('')}</w:tr>"
    )
    assert extract(word(f"<w:tbl>{rows}</w:tbl>"), "a.docx").text.split("\n")[:2] == [
        "县区\t企业\t\t合计",
        "\t高新\t中小",
    ]


def test_an_empty_cell_of_a_pdf_keeps_the_others_under_their_heads() -> None:
    cells = "[a1], [b1], [c1], [d1], [a2], [], [c2], [d2], [a3], [b3], [], [d3]"
    table = typst.compile(f"#table(columns: (1fr,) * 4, {cells})".encode())
    assert extract(table, "a.pdf").text.split("\n")[:3] == ["a1\tb1\tc1\td1", "a2\t\tc2\td2", "a3\tb3\t\td3"]
