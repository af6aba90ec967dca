"""What comes out of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from yifa.extraction.errors import CannotRead
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
    OFD = "ofd"
    PICTURE = "picture"

    @property
    def words(self) -> Bilingual:
        """In words."""
        return _WORDS[self]


_WORDS: Final = {
    Kind.PLAIN: Bilingual(zh="纯文本", en="plain text"),
    Kind.WEB: Bilingual(zh="网页", en="web page"),
    Kind.WORD: Bilingual(zh="Word 文档", en="Word document"),
    Kind.PDF: Bilingual(zh="PDF", en="PDF"),
    Kind.OFD: Bilingual(zh="OFD", en="OFD"),
    Kind.PICTURE: Bilingual(zh="扫描件或图片", en="scan or picture"),
}


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Where a stretch of text stands in the picture that it was recognised from. page: from 1. box: left, top, right and
    bottom as shares of the page's width and height. score: how sure the recogniser was, up to 1. is_doubtful: look at it in
    any case.
    """

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]
    score: float
    is_doubtful: bool = False

    @property
    def words(self) -> Bilingual:
        """The place for a reader: the page, and how far down."""
        down = round((self.box[1] + self.box[3]) * 50)
        return Bilingual(zh=f"第{self.page}页，距页首{down}%处", en=f"page {self.page}, {down}% down")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text. Offsets of whatever is found later are offsets into ``text``; of plain text that is the file, decoded.

    encoding: of the characters, as Python calls it; for docx and PDF, utf-8. notes: what a reader should know (characters that
    were damaged, changes that are still tracked). title, published_on: as a web page states them beside its text.
    pictures: for text that was recognised, where each line stands; what is read there wants a look at the picture.
    """

    text: str
    kind: Kind
    encoding: str = "utf-8"
    notes: tuple[Bilingual, ...] = ()
    has_tracked_changes: bool = False
    has_macros: bool = False
    title: str = ""
    published_on: date | None = None
    pictures: tuple[PicturePlace, ...] = ()

    def picture_at(self, offset: int) -> PicturePlace | None:
        """Where the picture shows what stands at an offset; None for text that was never a picture."""
        return next((place for place in self.pictures if place.start <= offset < place.end), None)


def too_large(size: int, limit_bytes: int) -> CannotRead:
    """The refusal of a file of this size."""
    has, most = f"{size / 1_048_576:.0f} MB", f"{limit_bytes / 1_048_576:.0f} MB"
    return CannotRead(
        zh=f"有 {has}，超过 {most} 的上限，没有读取；报告正文远小于此，请只提供正文。",
        en=f"has {has}, more than {most}, and was not read; give the text of the report alone.",
    )
