"""Errors of the roll-up: each one sentence for whoever gave the command, in Chinese and in English."""

from __future__ import annotations

from yifa.law.text import Bilingual


class RollupProblem(ValueError):
    """A package cannot be read or trusted, or the sums cannot be made: what is wrong, where, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    @property
    def sentence(self) -> Bilingual:
        """The message as a pair."""
        return Bilingual(zh=self.zh, en=self.en)
