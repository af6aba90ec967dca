"""The fast canonical form is RFC 8785 wherever it is used, and everything without a canonical form is refused."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.evidence.canonical import MAX_INTEGER, canonical, digest
from yifa.evidence.faults import CanonicalError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
EDGES = st.sampled_from(["\ue000", "\U0001f600", "\uffff", "\ud7ff", "a", "é", "漯", "\x7f", "\u2028", ""])
KEYS = TEXT | st.lists(EDGES, max_size=3).map("".join)
SCALARS = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@settings(deadline=None, max_examples=300)
@given(VALUES)
def test_fast_form_is_the_reference_form(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(KEYS, st.floats(allow_nan=False, allow_infinity=False) | SCALARS, max_size=5))
def test_floats_are_left_to_the_reference(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_keys_are_sorted_as_utf_16() -> None:
    # U+1F600 is 0xD83D 0xDE00 in UTF-16 and comes before U+E000, although its code point is larger.
    assert canonical({"\ue000": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ue000":1}'.encode()


def test_subclasses_of_text_and_numbers_are_written_as_what_they_are() -> None:
    class Colour(StrEnum):
        RED = "red"

    assert canonical({"a": Colour.RED, "b": (1, True)}) == b'{"a":"red","b":[1,true]}'


def test_rfc_8785_example_of_control_characters() -> None:
    assert canonical('€$\u000f\nA\'B"\\\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        [-float("inf")],
        MAX_INTEGER + 1,
        {"a": -MAX_INTEGER - 1},
        {1: "a"},
        {None: 1},
        date(2020, 3, 2),
        b"bytes",
        {"a"},
        "\ud800",
        {"\udfff": 1},
        {"a": ["\ud83d"]},
        {"a": 1.5, "b": "\ud800"},
    ],
    ids=repr,
)
def test_what_has_no_canonical_form_is_refused_in_both_languages(value: object) -> None:
    with pytest.raises(CanonicalError) as refused:
        canonical(value)
    assert refused.value.zh.endswith("。")
    assert refused.value.en.endswith(".")
    assert canonical([1, "一"]) == '[1,"一"]'.encode()


def test_a_value_that_contains_itself_is_refused() -> None:
    value: list[object] = []
    value.append(value)
    with pytest.raises(CanonicalError):
        canonical(value)


def test_digest_is_sha_256() -> None:
    assert digest(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
