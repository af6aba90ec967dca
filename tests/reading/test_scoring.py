"""The measures of reading agree with their definition on cases small enough to count by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from yifa.reading.kinds import Approx, Category, Fact, Role, Unit
from yifa.reading.labelled import gold, parse_labelled
from yifa.reading.scoring import likeness, main, match_faults, pair, score_folder, score_report

REPORT = (
    "%year 2023\n"
    "学法不少于⟦60小时|60|hour|2023|study|limit|at_least|学法时长⟧，调研⟦60多家|60|enterprise|2023|enterprise_service|total|more_than|"
    "企业⟧，增长⟪growth_mismatch:应为8%|⟦9%|9|percent|2022|statistics|growth|exact|增速⟧⟫。⟪~sum_mismatch|合计⟫"
)


@dataclass(frozen=True)
class Read:
    facts: tuple[Fact, ...]
    implied: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Said:
    kind: str
    start: int | None
    end: int | None
    rule: str = "a-rule"


LABELLED = parse_labelled(REPORT, name="甲")
HOURS, COMPANIES, GROWTH = LABELLED.facts


def fact(start: int, end: int, like: Fact = HOURS) -> Fact:
    return like._replace(start=start, end=end, span=LABELLED.text[start:end])


def test_what_was_marked_scores_one() -> None:
    score = score_report(LABELLED, LABELLED.facts, [Said("growth_mismatch", GROWTH.start, GROWTH.end)])
    assert {score.rate(measure).f1 for measure in ("span strict", "all four", "role", "approx")} == {1.0}
    assert score.faults.f1 == 1.0
    assert score.mismatches == []


def test_nothing_read_scores_nought() -> None:
    score = score_report(LABELLED, (), ())
    assert score.rate("span strict").f1 == 0.0
    assert [mismatch.what for mismatch in score.mismatches] == ["missed"] * 3 + ["fault missed"]


def test_a_longer_span_pairs_by_overlap_but_is_not_strict() -> None:
    longer = fact(HOURS.start - 3, HOURS.end)  # 不少于60小时
    score = score_report(LABELLED, (longer,), ())
    assert (score.right["span strict"], score.right["span overlap"], score.right["value+unit"]) == (0, 1, 1)


def test_a_span_more_than_six_characters_longer_does_not_pair() -> None:
    assert pair([fact(HOURS.start - 5, HOURS.end + 2)], [HOURS]) == []
    assert len(pair([fact(HOURS.start - 5, HOURS.end + 1)], [HOURS])) == 1


def test_a_span_that_cuts_the_numeral_does_not_pair() -> None:
    assert pair([fact(HOURS.start + 1, HOURS.end)], [HOURS]) == []


def test_a_mark_pairs_once_and_with_its_very_span_first() -> None:
    longer, same = fact(HOURS.start - 3, HOURS.end), fact(HOURS.start, HOURS.end)
    assert pair([longer, same], [HOURS]) == [(same, HOURS)]


def test_each_label_is_counted_by_itself_and_all_four_together() -> None:
    read = (
        HOURS._replace(year=None),
        COMPANIES._replace(category=Category.OTHER, approx=Approx.EXACT),
        GROWTH._replace(unit=Unit.PERCENTAGE_POINT, role=Role.CHANGE),
    )
    score = score_report(LABELLED, read, ())
    right = {
        measure: score.right[measure]
        for measure in ("value", "value+unit", "year", "category", "role", "approx")
    }
    assert right == {"value": 3, "value+unit": 2, "year": 2, "category": 2, "role": 2, "approx": 2}
    assert score.right["all four"] == 0
    assert {mismatch.what for mismatch in score.mismatches} == {
        "year",
        "category",
        "approx",
        "unit",
        "role",
        "fault missed",
    }


def test_precision_counts_what_was_read_and_recall_what_was_marked() -> None:
    score = score_report(LABELLED, (HOURS, fact(0, 2)), ())
    rate = score.rate("span strict")
    assert (rate.precision, round(rate.recall, 3), round(rate.f1, 3)) == (0.5, 0.333, 0.4)


def test_a_fault_may_lie_twelve_characters_off_but_not_thirteen() -> None:
    start = GROWTH.start
    assert match_faults([Said("growth_mismatch", start - 14, start - 12)], LABELLED.faults) == {0: 0}
    assert match_faults([Said("growth_mismatch", start - 15, start - 13)], LABELLED.faults) == {}
    assert match_faults([Said("growth_mismatch", None, None)], LABELLED.faults) == {}
    assert match_faults([Said("ratio_mismatch", start, start + 1)], LABELLED.faults) == {}


def test_a_fault_of_the_whole_document_needs_the_kind_alone() -> None:
    whole = parse_labelled("%fault missing_date\n无落款。", name="乙")
    assert match_faults([Said("missing_date", 1, 3)], whole.faults) == {0: 0}


def test_of_an_opening_nobody_says_what_is_missing() -> None:
    opening = parse_labelled("%complete no\n一、开头", name="丙")
    score = score_report(opening, (), [Said("missing_date", None, None), Said("missing_section", 1, 2)])
    assert score.faults.said == 0


def test_each_rule_of_faults_has_its_precision() -> None:
    said = [
        Said("growth_mismatch", GROWTH.start, GROWTH.end, "growth"),
        Said("sum_mismatch", LABELLED.innocent[0].start, LABELLED.innocent[0].end, "sums"),
    ]
    score = score_report(LABELLED, LABELLED.facts, said)
    assert (score.rule_right["growth"], score.rule_right["sums"], score.rule_said["sums"]) == (1, 0, 1)
    assert score.innocent_blamed == {"sum_mismatch": 1}
    assert "sums" in score.table()


def test_zeros_without_a_numeral_are_counted_apart(tmp_path: Path) -> None:
    marked = "%year 2023\n⟦!未发生诉讼|0|item|2023|dispute|total|exact|诉讼⟧，⟦!无复议|0|item|2023|dispute|total|exact|复议⟧。"
    (tmp_path / "甲.txt").write_text(marked, encoding="utf-8")
    zeros = parse_labelled(marked, name="甲").implied
    score = score_folder(tmp_path, lambda _: Read((), zeros[:1]))
    assert (score.implied_found, score.implied_due, score.due, score.said) == (1, 2, 0, 0)
    assert [mismatch.what for mismatch in score.mismatches] == ["zero missed"]


def test_likeness_of_labels_counts_pairs_of_characters() -> None:
    assert likeness("企业数量", "企业数量") == 1.0
    assert likeness("企业数", "企业家") == 0.5
    assert likeness("甲", "乙") == 0.0


def test_marked_texts_and_json_score_alike(tmp_path: Path) -> None:
    marked, labels, texts = tmp_path / "marked", tmp_path / "labels", tmp_path / "texts"
    for folder in (marked, labels, texts):
        folder.mkdir()
    (marked / "甲.txt").write_text(REPORT, encoding="utf-8", newline="")
    (labels / "甲.json").write_text(json.dumps(gold(LABELLED)), encoding="utf-8")
    (texts / "甲.txt").write_text(LABELLED.text, encoding="utf-8", newline="")
    read = {LABELLED.text: Read((HOURS, COMPANIES._replace(year=2022)))}
    tables = [score_folder(folder, read.__getitem__, lambda _: ()).table() for folder in (marked, labels)]
    assert tables[0].replace("innocent look-alikes blamed: 0 of 1\n", "") == tables[1]
    assert "3 marked figures, 2 read; 1 marked faults, 0 said" in tables[0]


def test_the_mismatches_of_texts_kept_aside_are_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    (aside / "甲.txt").write_text(REPORT, encoding="utf-8")
    assert main([str(aside), "--errors"]) == 2
    assert "aside" in capsys.readouterr().err


def test_a_mistake_in_a_mark_ends_the_command_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲.txt").write_text("⟦一⟧", encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    assert "甲.txt:1" in capsys.readouterr().err
