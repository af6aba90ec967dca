"""Files read in the test's own process, where what is tried is what becomes of them and not how they are read.

A file that somebody sent is read in a process of its own, which costs a fifth of a second of starting:
``tests/extraction/test_apart`` and ``tests/spreadsheets/test_apart`` try that, and the journeys go the whole way. Elsewhere the
same function tells the same JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest


def read_here(target: str, ending: str, data: bytes) -> Mapping[str, Any]:
    """As ``yifa.extraction.apart.run_apart``, without the process."""
    module, _, name = target.partition(":")
    told: Mapping[str, Any] = json.loads(json.dumps(getattr(import_module(module), name)(data, ending)))
    return told


@pytest.fixture(autouse=True)
def reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started to read a file."""
    monkeypatch.setattr("yifa.extraction.apart.run_apart", read_here)
    monkeypatch.setattr("yifa.spreadsheets.apart.run_apart", read_here)
