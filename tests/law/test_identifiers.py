"""Codes are read as typed, checked as the standards say, and shown masked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.law.division import DivisionProblem, Divisions, Level, read_divisions
from yifa.law.errors import FileProblem
from yifa.law.identifiers import (
    IdentifierProblem,
    birth_date,
    make_resident_id,
    make_uscc,
    mask_name,
    mask_phone,
    mask_resident_id,
    organisation_check_character,
    read_organisation_code,
    read_resident_id,
    read_uscc,
    uscc_parts,
)

FAST = settings(deadline=None, max_examples=60)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", ["11370322004222241N", "11500226753092798P", "11330700762512299C"])
def test_codes_of_public_bodies_pass(code: str) -> None:
    assert read_uscc(code).is_sound
    assert uscc_parts(code).is_state_organ
    assert organisation_check_character(code[8:17]) == code[16]


def test_check_character_of_the_standard_vector() -> None:
    assert make_uscc("91350100M000100Y4") == "91350100M000100Y43"


def test_a_genuine_early_code_that_fails_the_check_is_warned_about_not_refused() -> None:
    checked = read_uscc("91350100M0001TGQXM")
    assert checked.value == "91350100M0001TGQXM"
    assert "校验位应为1" in checked.warnings[0].zh
    assert "confirm" in checked.warnings[0].en


def test_full_width_lower_case_and_spaces_are_normalised() -> None:
    assert read_uscc("１１３７0322 0042 2224-1n").value == "11370322004222241N"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("1137032200422224", "应为18位，现为16位"),
        ("11370322OO4222241N", "第9位是“O”"),
        ("1137A322004222241N", "第3至8位为数字"),
    ],
)
def test_a_code_of_wrong_form_is_refused_with_its_place(wrong: str, says: str) -> None:
    with pytest.raises(IdentifierProblem) as refused:
        read_uscc(wrong)
    assert says in refused.value.zh
    assert refused.value.en


def test_an_organisation_code_is_checked_alone() -> None:
    assert read_organisation_code("00422224-1").is_sound
    assert not read_organisation_code("00422224-2").is_sound
    with pytest.raises(IdentifierProblem):
        read_organisation_code("12345")


@FAST
@given(
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
    st.integers(0, 16),
    st.sampled_from(ALPHABET),
)
def test_made_codes_pass_and_any_single_change_is_noticed(
    head: str, division: str, organisation: str, place: int, other: str
) -> None:
    code = make_uscc(head + division + organisation)
    assert read_uscc(code).is_sound
    if other != code[place] and (other.isdigit() or not 2 <= place < 8):
        changed = code[:place] + other + code[place + 1 :]
        assert not read_uscc(changed).is_sound


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_resident_numbers_of_the_standard_pass(number: str) -> None:
    assert read_resident_id(number.lower()).value == number


def test_a_resident_number_keeps_an_abolished_division() -> None:
    assert read_resident_id(make_resident_id("51320119600229001")).is_sound
    assert birth_date("11010519491231002X") == date(1949, 12, 31)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("110105194912310021", "校验位不符"),
        ("11010519491331002X", "出生日期“19491331”不存在"),
        ("1101051949123100", "应为17位数字"),
    ],
)
def test_a_wrong_resident_number_is_refused(wrong: str, says: str) -> None:
    with pytest.raises(IdentifierProblem, match=says):
        read_resident_id(wrong)


def test_an_old_number_of_15_digits_is_taken_with_a_warning() -> None:
    assert not read_resident_id("110105491231002").is_sound
    assert birth_date("110105491231002") == date(1949, 12, 31)


def test_masking_shows_no_more_than_allowed() -> None:
    assert mask_resident_id("11010519491231002X") == "110105********002X"
    assert mask_resident_id("11010519491231002X", head=0, tail=2) == "****************2X"
    with pytest.raises(IdentifierProblem, match="最多显示"):
        mask_resident_id("11010519491231002X", head=10)
    assert mask_resident_id("1101") == "1***"
    assert mask_resident_id("") == ""
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("0395-3132456") == "0395-313****"
    assert mask_name("王小明") == "王**"
    assert mask_name("John Smith") == "J*** S****"


@FAST
@given(st.text(min_size=1, max_size=24))
def test_masking_never_shows_a_whole_text(text: str) -> None:
    shown = mask_resident_id(text)
    assert len(shown) == len(text.strip())
    assert not text.strip() or "*" in shown or len(text.strip()) == 1


DIVISIONS = Divisions.standard()


def test_a_division_code_is_looked_up_for_a_day() -> None:
    assert DIVISIONS.on("500228", date(2015, 6, 1)).zh == "梁平县"
    assert DIVISIONS.on("500155", date(2020, 6, 1)).name.en == "Liangping"
    with pytest.raises(DivisionProblem, match="已由500155取代"):
        DIVISIONS.on("500228", date(2020, 6, 1))
    with pytest.raises(DivisionProblem, match="不使用"):
        DIVISIONS.on("500155", date(2015, 6, 1))


@pytest.mark.parametrize("code", ["411100", "510900", "500106", "500155", "441700"])
def test_places_of_the_bureaus_and_their_provinces_are_known(code: str) -> None:
    assert DIVISIONS.known(code)
    assert DIVISIONS.province(code, date(2026, 1, 1)).level is Level.PROVINCE
    assert DIVISIONS.on("411100", date(2020, 1, 1)).level is Level.CITY
    assert DIVISIONS.on("500155", date(2020, 1, 1)).level is Level.COUNTY


def test_malformed_and_unknown_division_codes_are_refused() -> None:
    with pytest.raises(DivisionProblem, match="6位数字"):
        DIVISIONS.on("4111", date(2020, 1, 1))
    with pytest.raises(DivisionProblem, match="补充"):
        DIVISIONS.on("999999", date(2020, 1, 1))


def test_a_bureau_adds_divisions_by_file_and_mistakes_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "divisions.yaml"
    good = 'source: x\nverified: L\ndivisions:\n  - {code: "411102", zh: 源汇区, en: Yuanhui}\n'
    path.write_text(good, encoding="utf-8")
    assert DIVISIONS.with_file(path).on("411102", date(2026, 1, 1)).zh == "源汇区"
    path.write_text(good.replace("411102", "41110"), encoding="utf-8")
    with pytest.raises(FileProblem) as refused:
        read_divisions(path)
    assert refused.value.line == 4
    path.write_text(good + '  - {code: "411102", zh: 源汇, en: Y}\n', encoding="utf-8")
    with pytest.raises(DivisionProblem, match="重叠"):
        DIVISIONS.with_file(path)
