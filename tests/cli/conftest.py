"""Every test of a command starts without a language: neither the machine's, nor one that another test chose."""

from __future__ import annotations

import pytest

from yifa.cli import _words


@pytest.fixture(autouse=True)
def no_language_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_words, "_spoken", None)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
