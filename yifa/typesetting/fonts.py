"""The free faces that documents are set in, and the check that no character would be missing.

The standard's own faces (仿宋_GB2312, 方正小标宋) may not be shipped; FandolFang, FandolKai, FandolHei and FandolSong stand
in for them, and Noto Serif CJK Bold for the title face. Fandol ends where GB 2312 ends, so every chain goes on to Noto,
which knows the characters of given names. ``scripts/fonts.sh`` fetches the files; a docx names the standard's faces.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from yifa.law.text import Bilingual

FOLDER: Final = Path(__file__).resolve().parents[2] / "var" / "fonts"
SYSTEM_FOLDERS: Final = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/fonts/opentype/noto"),
)

FANG: Final = ("FandolFang R", "Noto Serif CJK SC")
KAI: Final = ("FandolKai", "Noto Serif CJK SC")
HEI: Final = ("FandolHei", "Noto Sans CJK SC")
SONG: Final = ("FandolSong", "Noto Serif CJK SC")
TITLE: Final = ("Noto Serif CJK SC", "FandolFang R")
CHART: Final = "Noto Sans CJK SC"

BASIC_FILES: Final = (
    "FandolFang-Regular.otf",
    "FandolKai-Regular.otf",
    "FandolHei-Regular.otf",
    "FandolSong-Regular.otf",
)
FALLBACK_FILES: Final = ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Regular.ttc")
FILES: Final = BASIC_FILES + FALLBACK_FILES

# Never printed, so never missing.
_INVISIBLE: Final = frozenset("\n\r\t\u200b\u2060\ufeff")


class FontsError(RuntimeError):
    """Fonts are missing or a file is not a font; ``zh`` and ``en`` say which and what to do."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.zh)
        self.zh = message.zh
        self.en = message.en


@dataclass(frozen=True, slots=True)
class FontSet:
    """Where each of ``FILES`` lies on this machine."""

    paths: tuple[Path, ...]

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that hold the files, each once."""
        return tuple(dict.fromkeys(path.parent for path in self.paths))

    def path(self, name: str) -> Path:
        """The path of one of ``FILES``."""
        return self.paths[FILES.index(name)]


def find_fonts(*folders: Path) -> FontSet:
    """The font files, from the given folders or else from the checkout's and the system's.

    Raises FontsError naming the files that are nowhere, with the command that fetches them.
    """
    places = folders or (FOLDER, *SYSTEM_FOLDERS)
    found = {name: path for name in FILES for path in (_first(name, places),) if path is not None}
    absent = [name for name in FILES if name not in found]
    if absent:
        names = ", ".join(absent)
        raise FontsError(
            Bilingual(
                f"缺少公文字体 {names}。请运行 sh scripts/fonts.sh，或将字体文件放入 {places[0]}。",
                f"Fonts for documents are missing: {names}. Run sh scripts/fonts.sh, or put them into {places[0]}.",
            )
        )
    return FontSet(tuple(found[name] for name in FILES))


@lru_cache(maxsize=1)
def installed_fonts() -> FontSet:
    """The fonts of this machine, looked for once."""
    return find_fonts()


def missing_glyphs(text: str | Iterable[str], fonts: FontSet | None = None) -> tuple[str, ...]:
    """Characters of the text that no face of the body's chain can print, each once, in order.

    A document that has any must not be issued: it would print boxes in place of a name.
    """
    chain = fonts or installed_fonts()
    return _uncovered(text, (chain.path("FandolFang-Regular.otf"), chain.path("NotoSerifCJK-Regular.ttc")))


def substituted_glyphs(text: str | Iterable[str], fonts: FontSet | None = None) -> tuple[str, ...]:
    """Characters printed from the fallback face because 仿宋 lacks them, each once, in order."""
    chain = fonts or installed_fonts()
    absent = set(missing_glyphs(text, chain))
    return tuple(c for c in _uncovered(text, (chain.path("FandolFang-Regular.otf"),)) if c not in absent)


def _first(name: str, places: Iterable[Path]) -> Path | None:
    return next((place / name for place in places if (place / name).is_file()), None)


def _uncovered(text: str | Iterable[str], paths: tuple[Path, ...]) -> tuple[str, ...]:
    words = text if isinstance(text, str) else "".join(text)
    coverages = [coverage(path) for path in paths]
    return tuple(
        character
        for character in dict.fromkeys(words)
        if character not in _INVISIBLE and not any(ord(character) in known for known in coverages)
    )


class Coverage:
    """The code points a face has, as closed ranges, sorted and not touching."""

    __slots__ = ("_firsts", "_lasts")

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        merged: list[list[int]] = []
        for first, last in sorted(ranges):
            if merged and first <= merged[-1][1] + 1:
                merged[-1][1] = max(merged[-1][1], last)
            else:
                merged.append([first, last])
        self._firsts = [first for first, _ in merged]
        self._lasts = [last for _, last in merged]

    def __contains__(self, code: int) -> bool:
        index = bisect_right(self._firsts, code) - 1
        return index >= 0 and code <= self._lasts[index]


@cache
def coverage(path: Path) -> Coverage:
    """What characters a font file (OpenType or a collection, whose first face is read) can print.

    Reads the ``cmap`` table alone. Raises FontsError where the file is no OpenType font.
    """
    try:
        with path.open("rb") as file:
            head = file.read(16)
            start = struct.unpack(">I", head[12:16])[0] if head[:4] == b"ttcf" else 0
            file.seek(start)
            _, tables = struct.unpack(">IH", file.read(6))
            file.read(6)
            directory = [struct.unpack(">4sIII", file.read(16)) for _ in range(tables)]
            offset, length = next((at, size) for tag, _, at, size in directory if tag == b"cmap")
            file.seek(offset)
            table = file.read(length)
        return Coverage(_ranges(table))
    except (struct.error, StopIteration) as broken:
        raise FontsError(
            Bilingual(
                f"{path} 不是可用的字体文件，请删除后重新运行 sh scripts/fonts.sh。",
                f"{path} is not a usable font. Delete it and run sh scripts/fonts.sh again.",
            )
        ) from broken


def _ranges(table: bytes) -> Iterator[tuple[int, int]]:
    """Ranges of the Unicode subtables (formats 4 and 12) of a ``cmap`` table."""
    count = struct.unpack_from(">H", table, 2)[0]
    for index in range(count):
        platform, _, offset = struct.unpack_from(">HHI", table, 4 + 8 * index)
        if platform not in (0, 3):
            continue
        form = struct.unpack_from(">H", table, offset)[0]
        if form == 12:
            groups = struct.unpack_from(">I", table, offset + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", table, offset + 16 + 12 * group)
                yield first, last
        elif form == 4:
            yield from _format_4(table, offset)


def _format_4(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    segments = struct.unpack_from(">H", table, offset + 6)[0] // 2
    lasts = struct.unpack_from(f">{segments}H", table, offset + 14)
    firsts = struct.unpack_from(f">{segments}H", table, offset + 16 + 2 * segments)
    deltas = struct.unpack_from(f">{segments}H", table, offset + 16 + 4 * segments)
    places = offset + 16 + 6 * segments
    for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        if first == 0xFFFF:
            continue
        shift = struct.unpack_from(">H", table, places + 2 * index)[0]
        if shift == 0:
            # A delta that maps one code of the segment to glyph 0 leaves that code without a glyph.
            hole = -deltas[index] & 0xFFFF
            yield from (
                (a, b) for a, b in ((first, min(last, hole - 1)), (max(first, hole + 1), last)) if a <= b
            )
            continue
        for code in range(first, last + 1):
            where = places + 2 * index + shift + 2 * (code - first)
            if where + 2 <= len(table) and struct.unpack_from(">H", table, where)[0]:
                yield code, code
