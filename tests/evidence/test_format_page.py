"""The page that describes the log's format says what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from yifa.evidence.checkpoints import bureau_of, read_vkey
from yifa.evidence.entries import Kind
from yifa.evidence.receipts import Receipt

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "log-format.md"


def test_the_example_on_the_page_verifies() -> None:
    checkpoint, vkey, entry = re.findall(r"```(?:text|json)\n(.*?)```", PAGE.read_text(), re.DOTALL)
    key = vkey.strip()
    proved = Receipt(entry.strip().encode(), 0, (), checkpoint, key).verify([key])
    assert (proved.checkpoint.size, proved.entry.case) == (1, "2020-tcr-0000")
    assert bureau_of(read_vkey(key).name) == proved.entry.bureau


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_entry_is_described(kind: Kind) -> None:
    assert f"`{kind}`" in PAGE.read_text()


def test_every_key_of_an_entry_and_a_receipt_is_described() -> None:
    page = PAGE.read_text()
    entry = re.findall(r"```json\n(.*?)```", page, re.DOTALL)[0]
    receipt = Receipt(b"", 0, (), "", "").to_json()
    missing = [key for key in (*json.loads(entry), *json.loads(receipt)) if f"`{key}`" not in page]
    assert missing == []
