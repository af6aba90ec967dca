"""YAML is read by the rules of its version 1.2, with a place for every value, and written so that it reads back the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from yifa.law.placed import Tree, Unreadable, tree_of, written


def plain(text: str) -> Any:
    found = tree_of(text)
    return found.plain if isinstance(found, Tree) else found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on: yes", {"on": "yes"}),
        ("off: no", {"off": "no"}),
        ("a: true", {"a": True}),
        ("a: 010", {"a": 10}),
        ("a: 0o10", {"a": 8}),
        ("a: 0x1F", {"a": 31}),
        ("a: -3", {"a": -3}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 12:30:45", {"a": "12:30:45"}),
        ("a: 1e3", {"a": 1000.0}),
        ("a: .5", {"a": 0.5}),
        ("a: ~", {"a": None}),
        ("a:", {"a": None}),
        ("a: 2027-01-31", {"a": date(2027, 1, 31)}),
        ('a: "2027-01-31"', {"a": "2027-01-31"}),
        ("a: 2027-01-31 10:00", {"a": "2027-01-31 10:00"}),
        ("a: !!str 5", {"a": "5"}),
        ("a: &x {b: 1}\nc: {<<: *x, d: 2}", {"a": {"b": 1}, "c": {"b": 1, "d": 2}}),
        ("a: &x {b: 1}\nc: {<<: *x, b: 2}", {"a": {"b": 1}, "c": {"b": 2}}),
        ("2020: 甲", {"2020": "甲"}),
        ("- 1\n- 甲", [1, "甲"]),
        ("", None),
    ],
)
def test_bare_words_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    assert plain(text) == value


def test_columns_count_characters_and_begin_at_one() -> None:
    tree = tree_of("标题: {中文: 甲, 英文: [x, y]}\n")
    assert isinstance(tree, Tree)
    assert tree.place(("标题", "英文", 1)) == (1, 21)
    assert tree.place(("标题", "无此项")) == (1, 1)


def test_every_mistake_of_a_file_is_found_at_once() -> None:
    with pytest.raises(Unreadable) as caught:
        tree_of("a: 1\na: 2\nb: 2027-02-30\n")
    assert [(item.line, item.column) for item in caught.value.mistakes] == [(2, 1), (3, 4)]


@pytest.mark.parametrize(
    "value", ["on", "true", "1e3", "010", "2027-01-31", "~", "", "甲：乙", "a: b", 3, None, date(2027, 1, 31)]
)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    assert plain(written({"a": value, "b": [value]})) == {"a": value, "b": [value]}
