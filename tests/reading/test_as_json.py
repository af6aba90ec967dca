"""A reading as JSON has the shape of published labels, so that both can be laid side by side."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.extraction.samples import sample
from yifa.reading.as_json import as_json
from yifa.reading.faults import find_faults
from yifa.reading.genre import doubt_of
from yifa.reading.reading import read

TEXT = sample("report-2021.txt").decode("utf-8")


def test_every_fact_relation_and_fault_points_into_the_text() -> None:
    reading = read(TEXT)
    made = as_json(reading, find_faults(reading), source="report-2021.txt")
    assert made["text_file"] == "report-2021.txt"
    assert (made["bureau"], made["year"], made["level"]) == ("云岭市科学技术局", 2021, "city")
    ids = [fact["id"] for fact in made["facts"]]
    assert ids == [f"f{number:03d}" for number in range(1, len(ids) + 1)]
    assert all(TEXT[fact["start"] : fact["end"]] == fact["span"] for fact in made["facts"])
    assert all({each["of"], *each["parts"]} <= set(ids) for each in made["relations"])
    assert all(each["where"] is None or each["where"]["end"] <= len(TEXT) for each in made["lint"])
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made


def test_a_zero_without_a_numeral_stands_apart() -> None:
    reading = read(TEXT)
    zero = reading.facts[0]._replace(value=0, span="未发生")
    made = as_json(replace(reading, implied=(zero,)), (), source="a.txt")
    assert [each["value"] for each in made["implied"]] == [0]
    assert len(made["facts"]) == len(reading.facts)


def test_a_text_of_another_kind_is_doubted_and_a_report_is_not() -> None:
    assert doubt_of(TEXT) is None
    assert doubt_of("土豆切块，煮15分钟。" * 40) is not None
    assert doubt_of("法治政府建设报告") is not None


def test_nothing_is_made_of_nothing() -> None:
    made = as_json(read(""), (), source="a.txt")
    assert made["facts"] == made["relations"] == made["lint"] == []
