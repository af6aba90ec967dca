"""Why a file gave no text, in a sentence for a clerk."""

from __future__ import annotations

from yifa.law.text import Bilingual


class CannotRead(ValueError):
    """A file that gives no text: what it is, and what to do. ``zh`` and ``en`` are whole sentences without the file's name."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh=zh, en=en)

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return self.text.zh

    @property
    def en(self) -> str:
        """The sentence in English."""
        return self.text.en
