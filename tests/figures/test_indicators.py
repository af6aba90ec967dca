"""The registry refuses what would later mislead."""

from __future__ import annotations

import pytest

from tests.figures.test_compute import closed_days, valid_certificates
from yifa.figures.errors import IndicatorProblem, UnknownIndicator
from yifa.figures.indicators import Breakdown, Registry, registry
from yifa.law.text import Bilingual


def test_indicators_are_found_by_their_code_and_come_in_order() -> None:
    known = Registry()
    closures, certificates = known.register(closed_days()), known.register(valid_certificates())
    assert known["house.closures"] is closures
    assert list(known) == [certificates, closures]
    assert "house.closures" in known
    assert len(known) == 2


def test_a_code_means_one_thing() -> None:
    known = Registry()
    known.register(closed_days())
    with pytest.raises(IndicatorProblem, match=r"“house\.closures”已经登记过"):
        known.register(closed_days())


@pytest.mark.parametrize(
    "code", ["closures", "House.closures", "house.", "house.closures!", "", "house closures"]
)
def test_a_malformed_code_is_refused(code: str) -> None:
    with pytest.raises(IndicatorProblem, match="写法不对"):
        Registry().register(closed_days(code=code))


def test_words_are_given_in_both_languages() -> None:
    with pytest.raises(IndicatorProblem, match="缺少中文或英文"):
        Registry().register(closed_days(title=Bilingual(zh="停办", en=" ")))


def test_a_breakdown_names_a_field() -> None:
    with pytest.raises(IndicatorProblem, match="分项没有字段"):
        Registry().register(closed_days(parts=Breakdown(())))


def test_an_unknown_code_is_refused_with_what_is_near() -> None:
    known = Registry()
    known.register(closed_days())
    with pytest.raises(UnknownIndicator, match=r"是否指“house\.closures”"):
        known["house.closure"]


def test_search_looks_in_code_title_and_definition() -> None:
    known = Registry()
    known.register(closed_days())
    known.register(valid_certificates())
    assert [found.code for found in known.search("停办")] == ["house.closures"]
    assert [found.code for found in known.search("HOUSE valid")] == ["house.certificates"]
    assert len(known.search("")) == 2


def test_what_fields_register_keeps_the_rules() -> None:
    for indicator in registry:
        Registry().register(indicator)
