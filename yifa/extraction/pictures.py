"""Scans and pictures: their text recognised, with the place of each line in the picture.

Recognising is an extra (``pip install 'yifa[ocr]'``: rapidocr with its models in the wheel, nothing is fetched at run time). It
runs in a process of its own, a page at a time, since its engines need a gigabyte and do not live in a forked process. What it
reads is evidence only after somebody has looked: every line keeps its place, and lines that look cut are told. The lines'
direction is not guessed: turning lines about is the one thing that made recognition wrong when it was measured, and official
papers stand upright.
"""

from __future__ import annotations

import ctypes
import json
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final, Protocol

import pypdfium2

from yifa.extraction.errors import CannotRead
from yifa.extraction.lines import Glyph, Line, line_of, text_of
from yifa.extraction.plain import without_controls
from yifa.extraction.result import Extracted, Kind, PicturePlace
from yifa.law.text import Bilingual

_DOTS_PER_INCH: Final = 200
_MOST_PAGES: Final = 60
_SECONDS_A_PAGE: Final = 120
_MOST_PIXELS: Final = 60_000_000
_SHARE_OF_WIDTH: Final = 0.5
_BESIDE: Final = 0.5
INSTALL: Final = Bilingual(
    zh="要识别扫描件，请管理员安装文字识别组件：pip install 'yifa[ocr]'。",
    en="To have scans recognised, have the extra installed: pip install 'yifa[ocr]'.",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A line that was recognised: its text, its box in pixels, how sure it is."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float


class Recogniser(Protocol):
    """Reads pictures (PNG, JPEG), one a page."""

    def read(self, pictures: Sequence[Path]) -> Iterator[list[Seen]]:
        """The lines of each picture, in any order. Raises CannotRead."""
        ...


class InAProcess:
    """rapidocr in a process of its own (``yifa.extraction.recogniser``), which ends with the file."""

    def read(self, pictures: Sequence[Path]) -> Iterator[list[Seen]]:
        """See Recogniser."""
        command = [sys.executable, "-m", "yifa.extraction.recogniser", *map(str, pictures)]
        try:
            # Our own module under our own interpreter; the pictures' names are ours.
            done = subprocess.run(  # noqa: S603
                command, capture_output=True, timeout=60 + _SECONDS_A_PAGE * len(pictures), check=True
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise CannotRead(
                zh="的文字识别没有成功；请提供有文字的文件，或者稍后再试。",
                en="could not be recognised; give a file with text, or try again later.",
            ) from error
        for line in done.stdout.splitlines():
            if line.startswith(b"["):
                yield [Seen(*one) for one in json.loads(line)]


def from_scan(data: bytes, recogniser: Recogniser) -> Extracted:
    """The text of a scanned PDF. Raises CannotRead."""
    with tempfile.TemporaryDirectory(prefix="yifa-scan-") as folder:
        pictures = list(_rendered(data, Path(folder)))
        return _recognised(pictures, recogniser)


def from_picture(data: bytes, ending: str, recogniser: Recogniser) -> Extracted:
    """The text of a picture (PNG, JPEG, BMP, TIFF). Raises CannotRead."""
    with tempfile.TemporaryDirectory(prefix="yifa-scan-") as folder:
        picture = Path(folder, f"page-0001.{ending}")
        picture.write_bytes(data)
        return _recognised([picture], recogniser)


def _rendered(data: bytes, folder: Path) -> Iterator[Path]:
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > _MOST_PAGES:
            raise CannotRead(
                zh=f"是{len(document)}页的扫描件，一次最多识别{_MOST_PAGES}页；请拆分后提供。",
                en=f"is a scan of {len(document)} pages; at most {_MOST_PAGES} are recognised at once. Split it.",
            )
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            scale = min(_DOTS_PER_INCH / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            picture = folder / f"page-{number + 1:04d}.png"
            picture.write_bytes(_png(bitmap))
            bitmap.close()
            page.close()
            yield picture
    finally:
        document.close()


def _png(bitmap: Any) -> bytes:
    """A grey picture as PNG (RFC 2083)."""
    raw = ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)
    rows = b"".join(
        b"\0" + raw[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height)
    )

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 1))
        + chunk(b"IEND", b"")
    )


def _recognised(pictures: Sequence[Path], recogniser: Recogniser) -> Extracted:
    """The text that a recogniser finds, with the place of every line."""
    pages = [list(_rows(seen)) for seen in recogniser.read(pictures)]
    text = f"{without_controls(text_of([[line for line, _ in page] for page in pages]))}\n"
    if not text.strip():
        raise CannotRead(
            zh="中没有识别出文字；请提供有文字的文件，或者更清晰的扫描件。",
            en="holds no text that could be recognised; give a file with text, or a clearer scan.",
        )
    places = tuple(_places(pages, text))
    doubtful = sum(1 for place in places if place.is_doubtful)
    notes = [
        Bilingual(
            zh="文字是从图像中识别出来的，可能有错；每个数字都请对照图像。",
            en="The text was recognised from a picture and may be wrong; compare every figure with the picture.",
        )
    ]
    if doubtful:
        where = "、".join(dict.fromkeys(place.words.zh for place in places if place.is_doubtful))
        where_en = "; ".join(dict.fromkeys(place.words.en for place in places if place.is_doubtful))
        notes.append(
            Bilingual(
                zh=f"有{doubtful}行可能缺字或认错，请先看：{where}。",
                en=f"{doubtful} lines may lack characters or be misread; look there first: {where_en}.",
            )
        )
    return Extracted(text=text, kind=Kind.PICTURE, notes=tuple(notes), pictures=places)


def _rows(seen: Sequence[Seen]) -> Iterator[tuple[Line, list[Seen]]]:
    """Lines from top to bottom; what stands at one height is one line, from left to right. A skewed page is set straight."""
    slope = _slope(seen)
    level = sorted(seen, key=lambda one: _middle(one, slope))
    row: list[Seen] = []
    for one in level:
        if row and _middle(one, slope) - _middle(row[-1], slope) > _BESIDE * min(
            one.bottom - one.top, row[-1].bottom - row[-1].top
        ):
            yield from _row(row)
            row = []
        row.append(one)
    yield from _row(row)


def _middle(one: Seen, slope: float) -> float:
    return (one.top + one.bottom) / 2 - slope * (one.left + one.right) / 2


def _slope(seen: Sequence[Seen]) -> float:
    """How the page leans, by lines that stand beside each other; boxes themselves are upright."""
    leans: list[float] = []
    for one in seen:
        for other in seen:
            gap = other.left - one.right
            height = one.bottom - one.top
            if 0 < gap < 20 * height and abs((other.top + other.bottom) - (one.top + one.bottom)) < height:
                leans.append(
                    ((other.top + other.bottom) - (one.top + one.bottom))
                    / max(1.0, (other.left + other.right) - (one.left + one.right))
                )
    return median(leans) if len(leans) >= 5 else 0.0


def _row(row: Sequence[Seen]) -> Iterator[tuple[Line, list[Seen]]]:
    if not row:
        return
    parts = sorted(row, key=lambda one: one.left)
    glyphs: list[Glyph] = []
    for one in parts:
        share = (one.right - one.left) / max(1, len(one.text))
        size = one.bottom - one.top
        for number, char in enumerate(one.text):
            left = one.left + number * share
            # Boxes are a little larger than the ink.
            glyphs.append(
                Glyph(" ", 0, 0, 0) if char.isspace() else Glyph(char, left, left + share, size * 0.8)
            )
    line = line_of(glyphs)
    if line is not None:
        yield line, list(parts)


def _places(pages: Sequence[Sequence[tuple[Line, list[Seen]]]], text: str) -> Iterator[PicturePlace]:
    """Where each line that was recognised stands in the text; a line that is not found again (a page's foot) has no place."""
    at = 0
    for number, page in enumerate(pages, 1):
        parts = [one for _, row in page for one in row]
        if not parts:
            continue
        width = max(one.right for one in parts) * 1.1
        height = max(one.bottom for one in parts) * 1.05
        usual = median((one.right - one.left) / max(1, _width(one.text)) for one in parts)
        for one in parts:
            bare = one.text.strip()
            found = text.find(bare, at, at + 20_000) if bare else -1
            if found < 0:
                continue
            expected = (one.right - one.left) / max(usual, 1e-6)
            yield PicturePlace(
                found,
                found + len(bare),
                number,
                (one.left / width, one.top / height, one.right / width, one.bottom / height),
                one.score,
                _width(bare) < _SHARE_OF_WIDTH * expected or one.score < 0.8,
            )
            at = found + len(bare)


def _width(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
