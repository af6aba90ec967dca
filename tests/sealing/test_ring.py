"""Sealing a text: what comes out opens with the right key, for the right purpose, and with nothing else."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from yifa.sealing import KeyFileProblem, KeyMissing, Locked, Ring, SealDamaged, is_sealed, ring
from yifa.sealing.ciphers import CIPHERS
from yifa.sealing.ring import ensure, made_key, write

DAY = date(2026, 11, 30)
TEXTS = ("110101199003071234", "13800001234", "漯河市郾城区 3 号", "😀", "\ud800", "x" * 5_000)


@pytest.mark.parametrize("cipher", CIPHERS)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_what_was_sealed_opens_again(tmp_path: Path, cipher: str, text: str) -> None:
    found = Ring(tmp_path, (made_key(DAY, cipher),))
    sealed = found.seal("parties_party.phone", text)
    assert is_sealed(sealed)
    assert text not in sealed
    assert found.open("parties_party.phone", sealed) == text


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_seal_holds_for_one_purpose_and_one_text(tmp_path: Path, cipher: str) -> None:
    found = Ring(tmp_path, (made_key(DAY, cipher),))
    sealed = found.seal("a.b", "13800001234")
    assert sealed == found.seal("a.b", "13800001234")
    assert sealed != found.seal("a.c", "13800001234") != found.seal("a.b", "13800001235")
    with pytest.raises(SealDamaged):
        found.open("a.c", sealed)
    with pytest.raises(SealDamaged):
        found.open("a.b", f"{sealed[:-6]}AAAAA=")
    with pytest.raises(SealDamaged):
        found.open("a.b", sealed[:30])


def test_purpose_and_text_are_not_mistaken_for_one_another(tmp_path: Path) -> None:
    found = Ring(tmp_path, (made_key(DAY),))
    first, second = found.seal("ab", "c"), found.seal("a", "bc")
    assert first.rpartition(".")[2][:16] != second.rpartition(".")[2][:16]


def test_another_key_opens_nothing_and_an_older_one_in_the_ring_does(tmp_path: Path) -> None:
    old, new = made_key(DAY), made_key(DAY, "sm4-gcm")
    sealed = Ring(tmp_path, (old,)).seal("a.b", "x")
    assert Ring(tmp_path, (old, new)).open("a.b", sealed) == "x"
    assert Ring(tmp_path, (old, new)).candidates("a.b", "x") == [new.seal("a.b", "x"), sealed]
    with pytest.raises(KeyMissing) as refused:
        Ring(tmp_path, (new,)).open("a.b", sealed)
    assert old.name in refused.value.zh


def test_what_cannot_be_opened_is_shown_as_words_and_keeps_what_was_stored(tmp_path: Path) -> None:
    sealed = Ring(tmp_path, (made_key(DAY),)).seal("a.b", "x")
    shown = Ring(tmp_path).shown("a.b", sealed)
    assert isinstance(shown, Locked)
    assert shown.sealed == sealed
    assert "密钥缺失" in shown


def test_the_key_file_is_its_owners_alone_and_is_never_made_twice(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "personal.json"
    assert ring(path).keys == ()
    assert ensure(DAY, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = ring(path).current
    assert not ensure(DAY, path)
    with pytest.raises(KeyFileProblem):
        write(path, [made_key(DAY)], anew=True)
    assert ring(path).current == first
    write(path, [first, made_key(DAY)])
    assert [key.name for key in ring(path).keys][:-1] == [first.name]
    assert "secret" not in repr(first)


@pytest.mark.parametrize(
    "text", ["", "{}", '{"keys": []}', '{"keys": [{"id": "k", "cipher": "none"}]}', "[1]"]
)
def test_a_damaged_key_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KeyFileProblem):
        ring(path)
