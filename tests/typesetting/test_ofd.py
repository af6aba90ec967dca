"""The OFD of a document: what its PDF says, where the PDF says it, in faces of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from xml.sax.saxutils import unescape

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.ttLib import TTFont

from tests.typesetting.documents import DAY, report
from yifa.extraction.read import extract
from yifa.typesetting.charts import YearValue, yearly_bars
from yifa.typesetting.model import DocumentError
from yifa.typesetting.ofd import to_ofd
from yifa.typesetting.pdf import to_pdf


@pytest.fixture(scope="module")
def pdf() -> bytes:
    chart = yearly_bars(
        "企业数量", [YearValue(2019, 72), YearValue(2020, 101)], unit="家", source="按证书日期统计", on=DAY
    )
    return to_pdf(report(chart))


@pytest.fixture(scope="module")
def parts(pdf: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_ofd(pdf))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_its_text_is_that_of_the_pdf_and_can_be_searched(pdf: bytes, parts: dict[str, bytes]) -> None:
    printed = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    runs = [
        unescape(text)
        for name, content in parts.items()
        for text in re.findall(r"<ofd:TextCode[^>]*>([^<]*)<", content.decode() if "Pages" in name else "")
    ]
    assert Counter("".join("".join(runs).split())) == Counter("".join(printed.split()))
    made = to_ofd(pdf)
    text = extract(made, "report.ofd").text
    assert "临江市科学技术局关于2020年度\n法治政府建设情况的报告\n" in text
    assert "年度\t企业数量\t说明\n2019\t72\t按证书日期统计\n" in text
    assert made == to_ofd(pdf)


def test_every_line_and_surface_of_the_pdf_is_drawn_where_it_was(pdf: bytes, parts: dict[str, bytes]) -> None:
    for place, page in enumerate(pypdfium2.PdfDocument(pdf)):
        content = parts[f"Doc_0/Pages/Page_{place}/Content.xml"].decode()
        width, height = (round(length * 25.4 / 72, 3) for length in page.get_size())
        assert [float(one) for one in content.split("PhysicalBox>0 0 ")[1].split("<")[0].split()] == [
            width,
            height,
        ]
        boxes = [
            (left, height - top / 72 * 25.4)
            for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
            for left, _bottom, _right, top in [one.get_bounds()]
        ]
        drawn = [
            tuple(float(number) for number in box.split()[:2])
            for box in re.findall(r'<ofd:PathObject ID="\d+" Boundary="([^"]+)"', content)
        ]
        for left, top in boxes:
            assert any(abs(x - left / 72 * 25.4) < 0.5 and abs(y - top) < 0.5 for x, y in drawn)


def test_each_face_has_the_signs_that_are_set_in_it_and_is_called_as_the_standard_calls_it(
    parts: dict[str, bytes],
) -> None:
    listed = parts["Doc_0/PublicRes.xml"].decode()
    faces = {
        number: TTFont(io.BytesIO(parts[f"Doc_0/Res/{name}"])).getBestCmap()
        for number, name in re.findall(r'<ofd:Font ID="(\d+)".*?<ofd:FontFile>([^<]+)<', listed)
    }
    assert set(re.findall(r'FontName="([^"]+)"', listed)) <= {"仿宋", "楷体", "黑体", "宋体"}
    for name, content in parts.items():
        for number, text in (
            re.findall(r' Font="(\d+)".*?<ofd:TextCode[^>]*>([^<]*)<', content.decode())
            if "Pages" in name
            else ()
        ):
            assert {ord(sign) for sign in text} - {0x20} <= faces[number].keys()
    assert sum(len(content) for name, content in parts.items() if name.endswith(".otf")) < 300_000


def test_a_picture_is_refused_and_not_left_out() -> None:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(pypdfium2.PdfBitmap.new_native(2, 2, pdfium.FPDFBitmap_BGR))
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(DocumentError, match="OFD"):
        to_ofd(out.getvalue())
