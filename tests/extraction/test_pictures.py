"""Scans and pictures are recognised where that is installed; what was recognised says so, with the place to look at."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.extraction.samples import sample
from tests.extraction.test_forms import figures, ofd, typeset
from yifa.extraction import CannotRead, Kind, pictures
from yifa.extraction.pictures import Seen
from yifa.extraction.read import extract

LINES = ("某县科学技术局2023年度报告", "全年新增高新技术企业31家。", "登记技术合同1205项，成交额9.86亿元。")
EMPTY_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


class Fake:
    """Sees these lines on every picture, each in a box of its own; ``lean``: how many pixels the page falls over its width."""

    def __init__(self, *lines: str, lean: float = 0.0) -> None:
        self.lines = lines
        self.lean = lean
        self.pictures: list[bytes] = []

    def read(self, pictures: Sequence[Path]) -> Iterator[list[Seen]]:
        for picture in pictures:
            self.pictures.append(picture.read_bytes())
            # In any order.
            yield [self._seen(number, line) for number, line in reversed(list(enumerate(self.lines)))]

    def _seen(self, number: int, line: str) -> Seen:
        width = sum(17.0 if char.isascii() else 34.0 for char in line)
        return Seen(line, 200, 200 + 60 * number, 200 + width, 236 + 60 * number, 0.99)


def test_a_scanned_pdf_is_recognised_and_each_line_keeps_its_place() -> None:
    engine = Fake(*LINES)
    found = extract(EMPTY_PDF, "scan.pdf", recogniser=engine)
    assert found.kind is Kind.PICTURE
    assert engine.pictures[0].startswith(b"\x89PNG")
    assert [line for line in found.text.split("\n") if line] == list(LINES)
    place = found.picture_at(found.text.index("9.86"))
    assert place is not None
    assert (place.page, found.text[place.start : place.end]) == (1, LINES[2])
    assert "第1页" in place.words.zh
    assert any("对照图像" in note.zh for note in found.notes)
    assert found.picture_at(len(found.text) + 5) is None
    assert len(figures(found.text)) == 3


def test_a_picture_is_recognised_too() -> None:
    assert extract(b"\x89PNG\r\n\x1a\n", "scan.png", recogniser=Fake(*LINES)).text.startswith(LINES[0])


def test_cells_of_a_table_in_a_picture_are_a_row() -> None:
    class Table(Fake):
        def _seen(self, number: int, line: str) -> Seen:
            column, row = number % 3, number // 3
            top = 200 + 60 * row + 6 * column
            return Seen(line, 200 + 400 * column, top, 200 + 400 * column + 34 * len(line), top + 36, 0.99)

    found = extract(
        EMPTY_PDF,
        "a.pdf",
        recogniser=Table("指标", "2022年", "2023年", "高企", "95", "126", "合同", "1100", "1205"),
    )
    assert found.text.split("\n")[:3] == ["指标\t2022年\t2023年", "高企\t95\t126", "合同\t1100\t1205"]


def test_a_line_that_looks_cut_is_told_with_its_place() -> None:
    class Cut(Fake):
        def _seen(self, number: int, line: str) -> Seen:
            whole = super()._seen(number, line)
            return (
                Seen(line[:3], *(whole.left, whole.top, whole.right, whole.bottom), 0.99)
                if number == 1
                else whole
            )

    found = extract(EMPTY_PDF, "scan.pdf", recogniser=Cut(*LINES, *LINES[::2]))
    assert [place.is_doubtful for place in found.pictures].count(True) == 1
    assert any("可能缺字" in note.zh for note in found.notes)


def test_without_the_extra_a_scan_is_refused_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yifa.extraction.read.is_installed", lambda: False)
    for data, name in ((EMPTY_PDF, "scan.pdf"), (b"\x89PNG\r\n\x1a\n", "scan.png")):
        with pytest.raises(CannotRead) as refused:
            extract(data, name)
        assert "yifa[ocr]" in refused.value.zh
        assert "yifa[ocr]" in refused.value.en


def test_a_recogniser_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(CannotRead, match="识别没有成功"):
        extract(EMPTY_PDF, "scan.pdf", recogniser=pictures.InAProcess())


def test_a_pdf_whose_fonts_map_nothing_is_said_to_be_garbled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yifa.extraction.read.is_installed", lambda: False)
    garbled = typeset().replace(b"/ToUnicode", b"/ToUnicodX")
    with pytest.raises(CannotRead, match="乱码"):
        extract(garbled, "report.pdf")
    assert extract(garbled, "report.pdf", recogniser=Fake(*LINES)).kind is Kind.PICTURE


def test_an_ofd_file_is_told_where_it_is_damaged_or_holds_no_text() -> None:
    assert extract(ofd([("甲", 20.0)]), "a.ofd").kind is Kind.OFD
    with pytest.raises(CannotRead, match="只有图像"):
        extract(ofd([]), "a.ofd")
    with pytest.raises(CannotRead, match="OFD 文件，但已损坏"):
        extract(ofd([("甲", 20.0)]).replace(b"Doc_0/Document.xml", b"Doc_9/Document.xml"), "a.ofd")


def test_text_that_nobody_sees_on_a_page_is_told() -> None:
    hidden = extract(typeset("#place(dx: -400mm)[看不见的99家]\n"), "a.pdf")
    assert any("看不见的文字" in note.zh for note in hidden.notes)
    assert not extract(sample("report-2021.pdf"), "a.pdf").notes
