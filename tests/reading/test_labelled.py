"""Marked texts: what a mark says, where it stands in the text that is left, and what a clerk reads of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from yifa.law.errors import FileProblem
from yifa.reading.kinds import Approx, Category, Role, Unit
from yifa.reading.labelled import gold, labelled_files, parse_labelled, read_labelled

REPORT = """%year 2023
%about 江临市科学技术局
%level 地市
%fault missing_date 全文无成文日期
全年召开党组会⟦16次|16|session|2023|decision|total|exact|党组会次数⟧，⟦!未发生行政诉讼|0|item|2023|dispute|total|exact|行政诉讼⟧。
⟪sum_mismatch:应为12件|授权⟪typo|专力⟫⟦20余件|20|item|-|statistics|total|more_than|专利授权量⟧⟫，⟪~vague_date|截至12月31日⟫办结。
"""


def test_marks_are_no_part_of_the_text() -> None:
    labelled = parse_labelled(REPORT, name="江临")
    assert labelled.text == "全年召开党组会16次，未发生行政诉讼。\n授权专力20余件，截至12月31日办结。\n"
    assert (labelled.year, labelled.about, labelled.complete) == (2023, "江临市科学技术局", True)
    assert labelled.notes["level"] == "地市"


def test_a_figure_stands_where_its_offsets_say() -> None:
    labelled = parse_labelled(REPORT, name="江临")
    assert [labelled.text[fact.start : fact.end] for fact in labelled.facts] == ["16次", "20余件"]
    first, second = labelled.facts
    assert (first.value, first.unit, first.year, first.subject) == (16, Unit.SESSION, 2023, "党组会次数")
    assert (first.category, first.role, first.approx) == (Category.DECISION, Role.TOTAL, Approx.EXACT)
    assert (second.year, second.approx) == (None, Approx.MORE_THAN)


def test_a_zero_without_numeral_is_implied_and_no_figure() -> None:
    labelled = parse_labelled(REPORT, name="江临")
    assert [(fact.span, fact.value) for fact in labelled.implied] == [("未发生行政诉讼", 0)]


def test_faults_hold_figures_and_other_faults() -> None:
    labelled = parse_labelled(REPORT, name="江临")
    told = [
        (fault.kind, fault.note, None if fault.start is None else labelled.text[fault.start : fault.end])
        for fault in labelled.faults
    ]
    assert told == [
        ("missing_date", "全文无成文日期", None),
        ("sum_mismatch", "应为12件", "授权专力20余件"),
        ("typo", "", "专力"),
    ]


def test_an_innocent_look_alike_is_no_fault() -> None:
    labelled = parse_labelled(REPORT, name="江临")
    assert [fault.kind for fault in labelled.innocent] == ["vague_date"]


def test_labels_are_written_as_published_figures_are() -> None:
    written = gold(parse_labelled(REPORT, name="江临"), split="development")
    assert written["text_file"] == "江临.txt"
    assert written["facts"] == [
        {
            "id": "f001",
            "span": "16次",
            "start": 7,
            "end": 10,
            "value": 16,
            "unit": "session",
            "approx": "exact",
            "year": 2023,
            "subject": "党组会次数",
            "category": "decision",
            "role": "total",
        },
        {
            "id": "f002",
            "span": "20余件",
            "start": 24,
            "end": 28,
            "value": 20,
            "unit": "item",
            "approx": "more_than",
            "year": None,
            "subject": "专利授权量",
            "category": "statistics",
            "role": "total",
        },
    ]
    assert isinstance(written["lint"], list)
    assert written["lint"][0] == {"kind": "missing_date", "where": None, "note": "全文无成文日期"}
    assert written["lint"][2] == {"kind": "typo", "where": {"start": 22, "end": 24}, "note": ""}


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("一\n二⟦16次|16|session⟧", 2, "应有 8 项"),
        ("⟦16次|十六|session|2023|decision|total|exact|会⟧", 1, "不是数"),
        ("⟦16次|16|times|2023|decision|total|exact|会⟧", 1, "“times”不在允许的值之中"),
        ("⟦16次|16|session|23|decision|total|exact|会⟧", 1, "应是四位数"),
        ("⟦16次|16|session|2023|decision|total|exact|⟧", 1, "缺原文或者对象"),
        ("⟦!无案件|1|item|2023|dispute|total|exact|案件⟧", 1, "数值应是 0"),
        ("一\n\n⟦16次", 3, "没有对应的“⟧”"),
        ("16次⟧", 1, "没有对应的“⟦”"),
        ("一\n⟪typo|专力", 2, "没有对应的“⟫”"),
        ("专力⟫", 1, "没有对应的“⟪”"),
        ("⟪专力⟫", 1, "种类"),
        ("⟪spelling|专力⟫", 1, "不认识问题种类"),
        ("⟪typo|⟫", 1, "没有文字"),
        ("%year 2023\n%colour red\n一", 2, "不认识“%colour”"),
        ("%fault spelling 错字\n", 1, "不认识问题种类"),
        ("%year 二〇二三\n", 1, "四位年份"),
        ("%complete perhaps\n", 1, "yes 或 no"),
        ("%%\n", 1, "以 % 开头的行"),
    ],
)
def test_a_mistake_in_a_mark_is_told_with_its_line(source: str, line: int, says: str) -> None:
    with pytest.raises(FileProblem, match=says) as refused:
        parse_labelled(source, name="错", path="错.txt")
    assert refused.value.line == line
    assert refused.value.en


def test_carriage_returns_of_a_file_count_as_characters(tmp_path: Path) -> None:
    path = tmp_path / "一.txt"
    path.write_bytes("一\r\n⟦2件|2|item|2023|dispute|total|exact|复议⟧".encode())
    labelled = read_labelled(path)
    assert labelled.text == "一\r\n2件"
    assert labelled.facts[0].start == 3


def test_a_file_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_bytes("全年".encode("gb18030"))
    with pytest.raises(FileProblem, match=r"一\.txt：不是 UTF-8"):
        list(labelled_files(tmp_path))


def test_a_folder_without_marked_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="没有标注文本"):
        list(labelled_files(tmp_path))
