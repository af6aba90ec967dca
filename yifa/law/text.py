"""Words shown to people come in Chinese and in English; this is the pair.

Chinese is the language of the law and of the interface; English is a full second language, never a fallback
that leaks.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One sentence or name in both languages. ``str()`` gives the Chinese, which is the one that binds."""

    zh: str
    en: str

    def in_language(self, code: str) -> str:
        """The text for a language code such as ``zh-hans`` or ``en``; anything but English gets the
        Chinese.
        """
        return self.en if code.lower().startswith("en") else self.zh

    def __str__(self) -> str:
        return self.zh
