"""Outlines are files, and a faulty one is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.conftest import OUTLINE
from yifa.law.errors import FileProblem
from yifa.report.errors import OutlineUnknown
from yifa.report.numbers import typed_numbers
from yifa.report.outlines import REQUIRED, Outline, load, load_all, outline_for


@pytest.mark.parametrize("outline", load_all().values(), ids=lambda outline: outline.outline)
def test_an_outline_has_the_required_contents_and_no_number_of_its_own(outline: Outline) -> None:
    assert {section.covers for section in outline.sections} >= set(REQUIRED)
    assert [
        (passage.path, found.text)
        for passage in outline.passages()
        for found in typed_numbers(passage.template)
        if not found.doubtful
    ] == []


@pytest.mark.parametrize("outline", load_all().values(), ids=lambda outline: outline.outline)
def test_an_outline_is_restored_from_its_snapshot(outline: Outline) -> None:
    restored = Outline.restore(outline.snapshot())
    assert restored == outline
    assert restored.hash == outline.hash


@pytest.mark.parametrize("outline", load_all().values(), ids=lambda outline: outline.outline)
def test_every_required_figure_is_in_the_prose_that_requires_it(outline: Outline) -> None:
    for passage in outline.passages():
        for code in passage.node.figures if passage.node else ():
            assert f"{{{{{code}" in passage.template, (passage.path, code)


@pytest.mark.parametrize(
    ("right", "wrong", "at", "says"),
    [
        ("{{house.closures:change}}", "{{house.closures:chang}}", "全年停办", "没有这个选项"),
        ("{{house.certificates:table}}", "见{{house.certificates:table}}", "见{{", "请另起一行"),
        (
            'report_title: "{{bureau}}{{year}}年报告"',
            'report_title: "{{buro}}"',
            "report_title",
            "不是指标代码",
        ),
        ("covers: shortcomings", "covers: shortcoming", "covers: shortcoming", "不是允许的值"),
        ("verified: V2", "verify: V2", "outline: small", "缺少这一项"),
        ("covers: shortcomings", "covers: results", "sections:", "缺少必须报告的内容“存在的不足和原因”"),
        ("key: certificates", "key: closures", "outline: small", "出现了两次"),
        ("outline: small", "outline: large", "outline: large", "应与文件名“small”相同"),
        ("code: study.hours", "code: hours", "- code: hours", "值不合要求"),
        ("    hint: 写安排。", "    prose: 继续努力。", "prose: 继续努力", "提纲不替机关作出陈述"),
        ("情况报告如下：", "工作成绩很大。", "现将", "提纲不替机关作出陈述"),
    ],
)
def test_a_faulty_outline_is_refused_with_its_line(
    outline_file: Path, right: str, wrong: str, at: str, says: str
) -> None:
    assert load(outline_file).outline == "small"
    faulty = OUTLINE.replace(right, wrong)
    outline_file.write_text(faulty, encoding="utf-8")
    with pytest.raises(FileProblem) as refused:
        load(outline_file)
    assert says in refused.value.zh
    line = faulty.splitlines()[refused.value.line - 1]
    assert line.strip().startswith(at)
    assert refused.value.en


def test_a_place_gets_the_outline_of_its_province_or_the_general_one() -> None:
    assert outline_for("411100").outline == "henan-city-bureau"
    assert outline_for("441700").outline == "guangdong-city-bureau"
    assert outline_for("510900").outline == "sichuan-city-bureau"
    assert outline_for("500106").outline == "chongqing-district-results"
    assert outline_for("370100").outline == "general"
    assert outline_for("510900", "henan-city-bureau").outline == "henan-city-bureau"


def test_an_unknown_outline_is_refused_with_those_there_are() -> None:
    with pytest.raises(OutlineUnknown, match="没有名为“guangdong”的提纲，现有：chongqing-district-results"):
        outline_for("440000", "guangdong")
