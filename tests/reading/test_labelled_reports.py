"""The labelled reports: every mark can be read, values are what the spans say, and the two sets have nothing in common."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from yifa.reading.kinds import Category, Role, Unit
from yifa.reading.labelled import Labelled, labelled_files
from yifa.reading.numerals import NUMBER, value_of

FOLDER = Path(__file__).parents[2] / "labelled" / "reading"
SETS = {name: tuple(labelled_files(FOLDER / name)) for name in ("development", "aside")}
REPORTS = [pytest.param(one, id=f"{name}/{one.name}") for name, reports in SETS.items() for one in reports]

SENTENCE = re.compile(r"[^。；！？\n]+")
NUMERAL = re.compile(NUMBER)


@pytest.mark.parametrize("report", REPORTS)
def test_no_mark_is_left_in_the_text(report: Labelled) -> None:
    assert not re.search(r"[⟦⟧⟪⟫|\[\]{}]", report.text)
    assert not re.search(r"。。|，，|，。|、、|；；|；。", report.text), "the text left reads as a text"
    assert report.text.strip()
    assert report.year is not None
    assert report.about


@pytest.mark.parametrize("report", REPORTS)
def test_figures_stand_where_they_say_and_do_not_overlap(report: Labelled) -> None:
    reached = 0
    for fact in sorted((*report.facts, *report.implied), key=lambda fact: fact.start):
        assert report.text[fact.start : fact.end] == fact.span
        assert fact.start >= reached
        assert len(fact.span) <= 24
        assert len(fact.subject) <= 24
        reached = fact.end


@pytest.mark.parametrize("report", REPORTS)
def test_a_value_is_what_its_span_says(report: Labelled) -> None:
    for fact in report.facts:
        written = fact.span.removeprefix("第").removeprefix("百分之").replace(" ", "")
        if written.startswith("无"):
            assert fact.value == 0
            continue
        number = NUMERAL.match(written)
        assert number is not None, fact
        value = value_of(number[0])
        assert value is not None, fact
        in_tenths = "成" in written[number.end() :]
        assert fact.value == pytest.approx(value * 10 if in_tenths else value), fact


@pytest.mark.parametrize("report", REPORTS)
def test_years_lie_near_the_report(report: Labelled) -> None:
    assert report.year is not None
    near = range(report.year - 4, report.year + 2)
    assert all(fact.year is None or fact.year in near for fact in report.facts)


@pytest.mark.parametrize("report", REPORTS)
def test_ranks_and_percentages_are_counted_as_such(report: Labelled) -> None:
    for fact in report.facts:
        assert (fact.role is not Role.RANK) or fact.unit is Unit.RANK, fact
        assert ("%" in fact.span or "％" in fact.span) == (
            fact.unit is Unit.PERCENT and not re.search("成|百分之", fact.span)
        ), fact


@pytest.mark.parametrize("report", REPORTS)
def test_figures_of_next_year_are_intentions(report: Labelled) -> None:
    assert report.year is not None
    for fact in report.facts:
        if fact.year == report.year + 1:
            assert fact.role in (Role.LIMIT, Role.PART), fact


def test_the_sets_are_large_and_various() -> None:
    assert {name: len(reports) >= 20 for name, reports in SETS.items()} == {
        "development": True,
        "aside": True,
    }
    reports = [one for name in SETS for one in SETS[name]]
    facts = Counter(fact.category for one in reports for fact in one.facts)
    assert facts.total() >= 1000
    assert set(facts) == set(Category)
    assert sum(len(one.faults) for one in reports) >= 120
    assert sum(len(one.innocent) for one in reports) >= 120
    assert {one.year for one in reports} == set(range(2015, 2027))
    assert {one.notes["level"] for one in reports} == {"省级", "地市", "县级"}
    assert len({one.about for one in reports}) == len(reports)


def test_what_is_kept_aside_repeats_nothing_of_the_other_set() -> None:
    sentences = {
        name: {
            found[0].strip()
            for one in reports
            for found in SENTENCE.finditer(one.text)
            if len(found[0].strip()) > 24
        }
        for name, reports in SETS.items()
    }
    assert sentences["development"] & sentences["aside"] == set()
