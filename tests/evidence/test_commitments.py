"""A commitment opens with its own field, value and salt, and with nothing else."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.evidence.canonical import canonical
from yifa.evidence.commitments import (
    Drawn,
    commit,
    commit_all,
    commit_file,
    is_commitment,
    new_salt,
    opens,
    opens_file,
)
from yifa.evidence.faults import CanonicalError

SALT = bytes(range(16))
VALUES = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text("ab一", max_size=5)


def test_a_commitment_is_what_the_format_says() -> None:
    text = '["yifa-commitment-v1","amount","000102030405060708090a0b0c0d0e0f",{"分":100}]'
    assert commit("amount", {"分": 100}, SALT) == hashlib.sha256(text.encode()).hexdigest()


@settings(deadline=None, max_examples=100)
@given(st.tuples(st.text(max_size=5), VALUES), st.tuples(st.text(max_size=5), VALUES))
def test_it_opens_only_with_its_own_field_and_value(one: tuple[str, object], two: tuple[str, object]) -> None:
    commitment = commit(*one, SALT)
    assert opens(commitment, *one, SALT)
    assert opens(commitment, *two, SALT) is (repr(one) == repr(two))
    assert not opens(commitment, *one, bytes(16))


def test_all_answers_get_salts_of_their_own() -> None:
    answers = {"seller": "某公司", "buyer": "某公司", "amount": 100}
    commitments, salts = commit_all(answers)
    assert list(commitments) == list(salts) == list(answers)
    assert len(set(salts.values())) == 3
    assert all(opens(commitments[field], field, value, salts[field]) for field, value in answers.items())
    assert all(map(is_commitment, commitments.values()))
    assert commit_all({}) == ({}, {})


def test_a_file_is_committed_to_by_its_digest() -> None:
    digest = hashlib.sha256(b"%PDF").digest()
    commitment = commit_file(digest, SALT)
    assert opens_file(commitment, digest, SALT)
    assert not opens_file(commitment, hashlib.sha256(b"%PDF-1").digest(), SALT)
    assert commitment != commit("file", digest.hex(), SALT)


def test_bytes_drawn_in_advance_are_each_given_once() -> None:
    draw = Drawn(ahead=48)
    given = [draw(size) for size in (16, 32, 16, 64, 0, 16)]
    assert [len(one) for one in given] == [16, 32, 16, 64, 0, 16]
    pieces = [one[at : at + 16] for one in given for at in range(0, len(one), 16)]
    assert len(set(pieces)) == len(pieces)
    commitments, salts = commit_all({"seller": "某公司", "buyer": "某公司"}, draw)
    assert all(opens(commitments[field], field, "某公司", salts[field]) for field in commitments)


def test_salts_are_sixteen_fresh_bytes() -> None:
    assert len(new_salt()) == 16
    assert new_salt() != new_salt()
    with pytest.raises(CanonicalError):
        commit("amount", 1, b"short")


@pytest.mark.parametrize("text", ["", "AB" * 32, "ab" * 31, "ab" * 32 + "\n", None, 1])
def test_only_sixty_four_lower_case_digits_are_a_commitment(text: object) -> None:
    assert is_commitment("ab" * 32)
    assert not is_commitment(text)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=8), st.text(max_size=30))
def test_a_commitment_to_text_is_over_its_canonical_form(field: str, value: str) -> None:
    form = canonical(["yifa-commitment-v1", field, SALT.hex(), value])
    assert commit(field, value, SALT) == hashlib.sha256(form).hexdigest()


def test_text_that_has_no_canonical_form_is_not_committed_to() -> None:
    with pytest.raises(CanonicalError):
        commit("name", "\ud800", SALT)
