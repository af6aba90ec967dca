"""Which version is in force; and the dates written in the statutes' own files agree with the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yifa.law.citations import Citation, find_citations
from yifa.law.errors import FileProblem
from yifa.law.files import read_model, read_yaml
from yifa.law.versions import (
    NoVersionInForce,
    StatuteEntry,
    cite,
    statute,
    statute_in_force,
    statutes,
    titles,
)

STATUTE_FILES = sorted((Path(__file__).parents[2] / "statutes").glob("*.yaml"))


def test_a_law_is_found_by_key_full_name_and_short_name() -> None:
    for name in ("science-progress-law", "科学技术进步法", "《科技进步法》", "中华人民共和国科学技术进步法"):
        assert statute(name).key == "science-progress-law"
    with pytest.raises(NoVersionInForce, match="法律表中没有"):
        statute("没有的法")


def test_the_version_of_the_day_is_given() -> None:
    assert statute_in_force("行政复议法", date(2023, 12, 31)).verified == "M"
    assert statute_in_force("行政复议法", date(2024, 1, 1)).amended_on == date(2023, 9, 1)


def test_before_its_commencement_a_law_is_refused() -> None:
    with pytest.raises(NoVersionInForce, match="尚未施行（2025-11-01起施行）"):
        statute_in_force("法治宣传教育法", date(2025, 10, 31))


def test_an_outline_whose_term_has_ended_has_no_successor_yet() -> None:
    with pytest.raises(NoVersionInForce) as refused:
        statute_in_force("law-based-government-outline-2021", date(2026, 1, 1))
    assert refused.value.replaced_by == ""


def test_a_citation_is_written_with_the_title_if_the_law_is_in_force() -> None:
    citation = Citation("civil-code", "203")
    assert cite(citation, date(2026, 1, 1)).zh == "《民法典》第二百零三条"
    assert cite(citation, date(2026, 1, 1)).en == "Civil Code, art. 203"
    with pytest.raises(NoVersionInForce):
        cite(citation, date(2020, 12, 31))


def test_every_successor_exists_and_takes_over_without_a_gap() -> None:
    for entry in statutes().values():
        if entry.replaced_by:
            last_on = entry.versions[-1].last_on
            assert last_on is not None
            successor = statutes()[entry.replaced_by]
            assert any(
                version.in_force(date.fromordinal(last_on.toordinal() + 1)) for version in successor.versions
            )


def test_names_of_the_table_are_found_in_prose() -> None:
    found = list(find_citations("依据科技进步法第一百一十条和科学技术普及法第五十一条", titles()))
    assert [one.citation.statute for one in found] == ["science-progress-law", "science-popularisation-law"]


def test_overlapping_versions_are_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "key: x\ntitle: {zh: 甲, en: A}\nversions:\n  - {from: 2020-01-01, verified: V}\n  - {from: 2021-01-01, verified: V}\n",
        encoding="utf-8",
    )
    with pytest.raises(FileProblem, match="重叠") as refused:
        read_model(path, StatuteEntry)
    assert refused.value.line == 5


@pytest.mark.parametrize("path", STATUTE_FILES, ids=lambda path: path.stem)
def test_dates_of_a_statute_file_agree_with_the_table(path: Path) -> None:
    loaded = read_yaml(path).plain
    entry = statutes().get(loaded["statute"])
    if entry is not None:
        in_force = loaded["in_force"]
        assert in_force["from"] in [version.first_on for version in entry.versions]
        assert in_force.get("until") == entry.versions[-1].last_on
