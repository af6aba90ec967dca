"""The weights that come with Yifa, and words found in one pass."""

from __future__ import annotations

import pytest

from yifa.reading.facts import Reader
from yifa.reading.kinds import Category
from yifa.reading.layout import layout
from yifa.reading.learned import Weights, shipped
from yifa.reading.lexicon import Words, load


def category(text: str, weights: Weights | None = None) -> Category:
    return Reader(text, 2022, layout(text), weights=weights).read().facts[0].category


def test_weights_come_with_yifa_and_name_only_categories() -> None:
    assert isinstance(shipped(), Weights)
    assert category("审查合同14份。") is Category.CONTRACT


def test_a_weight_speaks_for_its_category() -> None:
    text = "共有蓝莓3项。"
    assert category(text, Weights({"b蓝莓": {"petition": 9.0}})) is Category.PETITION


def test_without_weights_the_cues_decide() -> None:
    assert category("审查合同14份。", Weights({})) is Category.CONTRACT


def test_the_longest_word_at_a_place_counts() -> None:
    words = Words({"行政": 1, "行政复议": 2, "复议": 3})
    text = "行政复议和行政"
    assert words.find(text, 0, len(text)) == [(0, 4, 2), (5, 7, 1)]


def test_a_word_of_one_character_is_refused() -> None:
    with pytest.raises(ValueError, match="至少两个字"):
        Words({"县": 1})


def test_every_category_has_its_cues() -> None:
    lexicon = load("categories")
    assert {str(item) for item in Category} | {"neutral"} == set(lexicon)
    for item in Category:
        assert set(lexicon[str(item)]) == {"sure", "strong", "plain", "weak"}
