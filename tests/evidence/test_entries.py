"""An entry has one sequence of bytes; whatever is not it, is refused; the quick reader never accepts what reading refuses."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.making import START, entry
from yifa.evidence.entries import (
    Actor,
    CoSigner,
    Entry,
    FileCommitment,
    Kind,
    moment,
    read_soon,
    skim,
    skim_all,
    skim_of,
)
from yifa.evidence.faults import EntryError

HEX = st.binary(min_size=32, max_size=32).map(bytes.hex)
TOKEN = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
PERSON = st.from_regex(r"[op]:[0-9]{1,3}", fullmatch=True)
CASE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\'), min_size=1, max_size=12
)
MOMENT = st.integers(900_000_000, 2_900_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    happened_at, recorded_at = sorted([draw(MOMENT), draw(MOMENT)])
    actor = draw(st.sampled_from(Actor))
    case = draw(st.none() | CASE)
    procedure = draw(st.none() | TOKEN)
    late = draw(st.booleans())
    return Entry(
        bureau=draw(TOKEN),
        kind=draw(st.sampled_from(Kind) | TOKEN),
        step=draw(TOKEN),
        actor=actor,
        officer=draw(PERSON) if actor is Actor.OFFICER else None,
        post=draw(st.none() | PERSON) if actor is Actor.OFFICER else None,
        co_signers=tuple(draw(st.lists(st.builds(CoSigner, PERSON, st.none() | PERSON), max_size=2))),
        happened_at=happened_at,
        recorded_at=recorded_at,
        case=case,
        case_version=0 if case is None else draw(st.integers(1, 500)),
        procedure=procedure,
        procedure_version=None if procedure is None else draw(st.integers(0, 9)),
        procedure_hash=None if procedure is None else draw(HEX),
        late=late,
        late_reason=draw(HEX) if late else None,
        answers=draw(st.dictionaries(st.from_regex(r"[a-zA-Z_.]{1,6}", fullmatch=True), HEX, max_size=4)),
        files=tuple(
            draw(st.lists(st.builds(FileCommitment, HEX, st.integers(0, 2**40), st.just("text/plain"))))
        ),
        refers=tuple(draw(st.lists(st.integers(0, 10**6), max_size=3))),
    )


@settings(deadline=None, max_examples=150)
@given(entries())
def test_bytes_are_rfc_8785_and_read_back_to_the_same_entry(made: Entry) -> None:
    data = made.to_bytes()
    assert data == rfc8785.dumps(json.loads(data))
    assert Entry.read(data) == made == read_soon(data)
    leap = (2, 29) in {(at.month, at.day) for at in (made.happened_at, made.recorded_at)}
    assert skim(data) == (None if leap else skim_of(made))
    assert skim_all([data, entry().to_bytes()]) == (None if leap else [skim_of(made), skim_of(entry())])


@settings(deadline=None, max_examples=150)
@given(entries(), st.data())
def test_the_quick_reader_accepts_nothing_that_reading_refuses(made: Entry, data: st.DataObject) -> None:
    before = made.to_bytes()
    at = data.draw(st.integers(0, len(before)))
    after = before[:at] + data.draw(st.binary(max_size=2)) + before[at + data.draw(st.integers(0, 2)) :]
    quick = skim(after)
    try:
        whole = Entry.read(after)
    except EntryError:
        read = None
        with pytest.raises(EntryError):
            read_soon(after)
    else:
        read = skim_of(whole)
        assert read_soon(after) == whole
    assert quick is None or quick == read
    assert skim_all([entry().to_bytes(), after]) == (None if quick is None else [skim_of(entry()), quick])


def test_entries_in_one_line_or_two_are_not_taken_for_each_other() -> None:
    one, two = entry(0).to_bytes(), entry(1).to_bytes()
    assert skim_all([one, two]) == [skim(one), skim(two)]
    for wrong in (
        [one + b"\n" + two],
        [one + b"\n", two],
        [one, b"\n" + two],
        [one + b"\n" + two, b""],
        [one, one + two],
    ):
        assert skim_all(wrong) is None


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"v": 2}, "v"),
        ({"v": True}, "v"),
        ({"extra": 1}, "entry"),
        ({"late": 0}, "late"),
        ({"late": True}, "late_reason"),
        ({"bureau": "漯河"}, "bureau"),
        ({"actor": "robot"}, "actor"),
        ({"actor": "system"}, "officer"),
        ({"officer": None}, "officer"),
        ({"case": None}, "case_version"),
        ({"case_version": 0}, "case_version"),
        ({"case_version": 1.0}, "number"),
        ({"procedure_hash": None}, "procedure_hash"),
        ({"procedure": None}, "procedure"),
        ({"happened_at": "2020-03-02T01:00:01Z"}, "happened_at"),
        ({"recorded_at": "2020-02-30T01:00:00Z"}, "recorded_at"),
        ({"recorded_at": "2020-03-02T09:00:00+08:00"}, "recorded_at"),
        ({"answers": {"amount": "100"}}, "answers"),
        ({"answers": []}, "answers"),
        ({"answers": {"am ount": "ab" * 32}}, "answers"),
        ({"answers": {"amount\nprice": "ab" * 32 + "\n" + "ab" * 32}}, "answers"),
        ({"files": [{"commitment": "ab" * 32, "size": -1, "media_type": "a/b"}]}, "files.size"),
        ({"files": [{"commitment": "ab" * 32, "size": 1}]}, "files"),
        ({"co_signers": [{"officer": "张三", "post": None}]}, "co_signers"),
        ({"refers": [-1]}, "refers"),
        ({"refers": None}, "refers"),
    ],
    ids=repr,
)
def test_reading_is_strict_and_names_the_field(change: dict[str, Any], word: str) -> None:
    raw = json.loads(entry().to_bytes())
    assert Entry.read(rfc8785.dumps(raw)) == entry()
    data = rfc8785.dumps({**raw, **change}) if "case_version" not in change else _dump({**raw, **change})
    with pytest.raises(EntryError, match=word) as refused:
        Entry.read(data)
    assert word in refused.value.zh
    assert skim(data) is None


def _dump(raw: dict[str, Any]) -> bytes:
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        entry().to_bytes() + b"\n",
        entry().to_bytes().replace(b'"v":1', b'"v": 1'),
        entry().to_bytes().replace(b'"v":1', b'"v":1,"v":1'),
        entry().to_bytes().replace(b"apply", b"appl\\u0079"),
    ],
    ids=range(8),
)
def test_bytes_that_are_not_the_canonical_ones_are_refused(data: bytes) -> None:
    with pytest.raises(EntryError):
        Entry.read(data)
    assert skim(data) is None


def test_a_missing_key_is_refused() -> None:
    raw = json.loads(entry().to_bytes())
    for key in raw:
        with pytest.raises(EntryError):
            Entry.read(rfc8785.dumps({name: value for name, value in raw.items() if name != key}))


def test_a_late_entry_keeps_both_dates_and_a_reason() -> None:
    late = entry(recorded_at=START + timedelta(days=9), late=True, late_reason="ef" * 32)
    assert Entry.read(late.to_bytes()).happened_at == START
    with pytest.raises(EntryError, match="late_reason"):
        entry(late=True)


def test_nothing_is_recorded_before_it_happened() -> None:
    with pytest.raises(EntryError, match="happened_at"):
        entry(happened_at=START + timedelta(seconds=1))


def test_moments_are_utc_in_whole_seconds() -> None:
    shanghai = timezone(timedelta(hours=8))
    assert moment(datetime(2020, 3, 2, 9, 0, 0, 999, shanghai)) == START
    with pytest.raises(EntryError, match="time zone"):
        moment(datetime(2020, 3, 2))  # noqa: DTZ001
    with pytest.raises(EntryError, match="recorded_at"):
        entry(recorded_at=START.astimezone(shanghai))


def test_an_entry_fits_a_bundle() -> None:
    answers = {f"field_{number}": "ab" * 32 for number in range(1000)}
    with pytest.raises(EntryError, match="65535"):
        entry(answers=answers).to_bytes()


def test_the_bytes_name_nobody_and_tell_no_content() -> None:
    assert "某公司".encode() not in entry().to_bytes()
