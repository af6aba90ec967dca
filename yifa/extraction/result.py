"""What comes out of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from yifa.law.text import Bilingual

LARGEST_BYTES: Final = 64 * 1024 * 1024
"""A report is a few dozen kilobytes of text; with pictures, some megabytes. More than this is something else."""
LONGEST_TEXT: Final = 20_000_000
"""Characters; far beyond any report, within reach of any computer."""


class Kind(StrEnum):
    """What a file is."""

    PLAIN = "plain"
    WEB = "web"
    WORD = "word"
    PDF = "pdf"

    @property
    def words(self) -> Bilingual:
        """In words."""
        return _WORDS[self]


_WORDS: Final = {
    Kind.PLAIN: Bilingual(zh="纯文本", en="plain text"),
    Kind.WEB: Bilingual(zh="网页", en="web page"),
    Kind.WORD: Bilingual(zh="Word 文档", en="Word document"),
    Kind.PDF: Bilingual(zh="PDF", en="PDF"),
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text. Offsets of whatever is found later are offsets into ``text``; of plain text that is the file, decoded.

    encoding: of the characters, as Python calls it; for docx and PDF, utf-8. notes: what a reader should know (characters that
    were damaged, changes that are still tracked). title, published_on: as a web page states them beside its text.
    """

    text: str
    kind: Kind
    encoding: str = "utf-8"
    notes: tuple[Bilingual, ...] = ()
    has_tracked_changes: bool = False
    has_macros: bool = False
    title: str = ""
    published_on: date | None = None
