"""A year profile that contradicts itself, or names what nobody can do, is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from yifa.demo.profile import FigureGiven, KnownIndicator, find_profile, read_profile
from yifa.law.errors import FileProblem

HEAD = """profile: test-2020
title: {zh: 某局2020年, en: A bureau in 2020}
bureau: {code: some-kj, name: 某局, short_name: 某局, name_en: A bureau, division_code: "411100", level: city, document_code: 某}
year: 2020
outline: henan-city-bureau
source: {title: 年度报告, dated: 2021-01-22}
departments: []
figures:
"""


def known(code: str) -> KnownIndicator | None:
    if code == "service.items":
        return KnownIndicator(code, frozenset({"public_service", "confirmation"}), has_series=False)
    if code == "recognition.national_high_tech":
        return KnownIndicator(code, frozenset(), has_series=True)
    if code == "contracts.fees":
        return KnownIndicator(code, frozenset(), has_series=False, is_played=False)
    return None


def write(folder: Path, figures: str) -> Path:
    path = folder / "profile.yaml"
    path.write_text(HEAD + figures, encoding="utf-8")
    return path


def test_a_sound_profile_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path, "  service.items:\n    value: 3\n    parts: {public_service: 2, confirmation: 1}\n"
    )
    assert read_profile(path, known).figures["service.items"].value == 3


@pytest.mark.parametrize(
    ("figures", "line", "said"),
    [
        ("  service.unknown: {value: 3}\n", 9, "没有代码为“service.unknown”的指标"),
        ("  contracts.fees: {value: 3}\n", 9, "没有故事演示指标“contracts.fees”"),
        (
            "  service.items:\n    value: 4\n    parts: {public_service: 2, confirmation: 1}\n",
            11,
            "分项合计 3",
        ),
        ("  service.items:\n    value: 2\n    parts:\n      permits: 2\n", 12, "没有分项“permits”"),
        ("  service.items:\n    value: 2\n    series: {2019: 1}\n", 11, "不按年度列示"),
        ("  recognition.national_high_tech:\n    value: 2\n    series:\n      2021: 3\n", 12, "晚于"),
        ("  recognition.national_high_tech:\n    value: 2\n    series:\n      2020: 3\n", 12, "前后矛盾"),
        ("  service.items:\n    value: 1\n    named: [甲, 乙]\n", 11, "列名2件，多于总数 1"),
        (
            (
                "  service.items:\n    value: 1\n    parts: {public_service: 1}\n"
                "    named: [{title: 甲, part: confirmation}]\n"
            ),
            12,
            "分项“confirmation”列名1件",
        ),
        ("  service.items:\n    value: many\n", 10, "不是整数"),
        ("  service.items:\n    valeu: 3\n", 10, "不认识这一项"),
        ("  service.items:\n    parts: {confirmation: 1}\n", 9, "写明本年的数"),
    ],
)
def test_a_contradiction_is_refused_with_its_line(tmp_path: Path, figures: str, line: int, said: str) -> None:
    with pytest.raises(FileProblem) as refused:
        read_profile(write(tmp_path, figures), known)
    assert refused.value.line == line
    assert said in refused.value.zh
    assert refused.value.en


def test_a_hedged_number_is_made_true_by_the_smallest_whole_number() -> None:
    assert FigureGiven(value=40).least == 40
    assert FigureGiven.model_validate({"value": 40, "approx": "more_than"}).least == 41
    assert FigureGiven.model_validate({"value": 40, "approx": "at_least"}).least == 40


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(FileProblem, match="luohe-2020"):
        find_profile("nowhere-1999")
