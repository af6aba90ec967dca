"""A receipt proves its entry to whoever trusts the bureau's key, and nothing that it was not made for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.evidence.making import BUREAU, SALT, entry, log, log_of
from yifa.evidence.faults import EntryError, EvidenceError, NoteError, ReceiptError
from yifa.evidence.merkle import inclusion_proof
from yifa.evidence.receipts import Opening, Receipt
from yifa.evidence.verify import FaultCode, verify_receipt

OTHER = "410500-kj"


def receipt(
    index: int = 4, size: int = 7, bureau: str = BUREAU, openings: dict[str, Opening] | None = None
) -> Receipt:
    made = log(size, bureau)
    proof = tuple(inclusion_proof(index, size, made.tiles))
    return Receipt(made.entries[index], index, proof, made.checkpoint, made.vkey, openings or {})


KEYS = [log(7).vkey, log(7, OTHER).vkey]


def test_a_receipt_proves_its_entry() -> None:
    proved = receipt().verify(KEYS, BUREAU)
    assert (proved.entry, proved.index, proved.checkpoint.size) == (entry(4), 4, 7)
    assert verify_receipt(receipt(), KEYS, BUREAU).ok


def test_a_receipt_survives_json() -> None:
    made = receipt(openings={"amount": Opening(4, SALT), "seller": Opening("某公司", SALT)})
    again = Receipt.from_json(made.to_json())
    assert again == made
    assert verify_receipt(made.to_json(), KEYS).ok


def test_only_trusted_keys_count_not_the_one_it_brings() -> None:
    with pytest.raises(NoteError, match="No trusted key"):
        receipt().verify([log(7, OTHER).vkey])
    with pytest.raises(NoteError, match="No trusted key"):
        receipt().verify([])


def test_a_valid_proof_from_another_bureaus_log_is_refused() -> None:
    other = receipt(bureau=OTHER)
    assert other.verify(KEYS).entry.bureau == OTHER
    with pytest.raises(ReceiptError, match="not of 411100-kj"):
        other.verify(KEYS, BUREAU)


def test_an_entry_of_another_bureau_inside_this_log_is_refused() -> None:
    made = log_of([entry(0, bureau=OTHER).to_bytes()])
    smuggled = Receipt(made.entries[0], 0, (), made.checkpoint, made.vkey)
    with pytest.raises(ReceiptError, match="another bureau's log"):
        smuggled.verify([made.vkey])


def test_this_bureaus_entry_with_another_logs_checkpoint_is_refused() -> None:
    mixed = replace(receipt(), checkpoint=log(7, OTHER).checkpoint)
    with pytest.raises(ReceiptError, match="another bureau's log"):
        mixed.verify(KEYS)


@pytest.mark.parametrize(
    "change",
    [
        {"index": 3},
        {"index": 7},
        {"index": -1},
        {"proof": ()},
        {"proof": receipt(5).proof},
        {"entry": entry(5).to_bytes()},
        {"checkpoint": log(8).checkpoint},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_receipt_proves_nothing(change: dict[str, Any]) -> None:
    with pytest.raises(ReceiptError, match="proof fails"):
        replace(receipt(), **change).verify(KEYS)


def test_bytes_that_are_no_entry_prove_nothing() -> None:
    with pytest.raises(EntryError):
        replace(receipt(), entry=b"{}").verify(KEYS)


def test_values_open_their_commitments() -> None:
    assert receipt(openings={"amount": Opening(4, SALT)}).verify(KEYS)
    for wrong in (
        {"amount": Opening(5, SALT)},
        {"amount": Opening(4, bytes(16))},
        {"buyer": Opening(4, SALT)},
    ):
        with pytest.raises(ReceiptError, match="not the one recorded"):
            receipt(openings=wrong).verify(KEYS)


def test_every_changed_character_is_noticed() -> None:
    text = receipt(openings={"amount": Opening(4, SALT)}).to_json()
    own = f'"vkey": "{log(7).vkey}"'
    for at in range(len(text)):
        changed = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
        if text.index(own) <= at < text.index(own) + len(own):
            continue  # the key that a receipt brings along is only shown, never trusted
        try:
            same = Receipt.from_json(changed) == Receipt.from_json(text)
        except EvidenceError:
            same = False
        assert same or not verify_receipt(changed, KEYS).ok, text[at - 20 : at + 20]


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"entry": 1},
        {"entry": "?"},
        {"index": "4"},
        {"index": True},
        {"proof": "AA=="},
        {"proof": [1]},
        {"checkpoint": None},
        {"vkey": 1},
        {"openings": []},
        {"openings": {"a": 1}},
        {"extra": 1},
        {"openings": {"a": {"salt": "AA==", "value": 1}}},
    ],
    ids=repr,
)
def test_a_malformed_receipt_is_refused(change: dict[str, Any]) -> None:
    raw = json.loads(receipt().to_json())
    assert Receipt.from_json(json.dumps(raw)) == receipt()
    with pytest.raises(ReceiptError):
        Receipt.from_json(json.dumps({**raw, **change}))
    result = verify_receipt(json.dumps({**raw, **change}), KEYS)
    assert [fault.code for fault in result.faults] == [FaultCode.RECEIPT]


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, "{}"], ids=range(4))
def test_other_text_is_no_receipt(text: str) -> None:
    with pytest.raises(ReceiptError):
        Receipt.from_json(text)


def test_the_same_proof_is_written_for_other_tools() -> None:
    lines = receipt().to_tlog_proof().split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 4"]
    assert lines[2 + len(receipt().proof)] == ""
    assert receipt().to_tlog_proof().endswith("\n\n" + log(7).checkpoint)
