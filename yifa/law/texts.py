"""The laws' own texts, where somebody installed them: plain files, from which a cited article is read.

One folder holds the texts of one law as they stood from each day on::

    administrative-licensing-law/2004-07-01.txt
    administrative-licensing-law/2019-04-23.txt

The folder is named by the law's key, the file by the first day of that text, which stands until the next file's. A text is UTF-8.
Each article begins a line with its number (第三十二条); each of its further paragraphs (款) is a line of its own,
items (（一）…) follow theirs. A document without articles has parts (三、…) with sections (（九）…) at the beginning of lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from yifa.law.citations import Citation
from yifa.law.errors import LawError
from yifa.law.numerals import from_chinese

_DIGITS: Final = "〇零一二两三四五六七八九十百千"
_ARTICLE: Final = re.compile(rf"^第([{_DIGITS}]+)条(?:之([一二三四五六七八九十]+))?(?![{_DIGITS}])")
_HEADING: Final = re.compile(rf"^第([{_DIGITS}]+)(编|分编|章|节)(?=\s|$)")
_PART: Final = re.compile(rf"^([{_DIGITS}]+)、")
_SECTION: Final = re.compile(rf"^（([{_DIGITS}]+)）")
_CITED_RUN: Final = re.compile(r"^(\d+)\s*[–~至]\s*(\d+)$")
_CITED_PART: Final = re.compile(rf"^([{_DIGITS}]+)(?:（([{_DIGITS}]+)）)?$")
_CITED_PARAGRAPH: Final = re.compile(r"^(\d+)?(?:\((\d+)\))?$")


class Standing(StrEnum):
    """What the installed texts say of a citation."""

    FOUND = "found"
    NO_TEXT = "no_text"
    NOT_IN_FORCE = "not_in_force"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found for a citation: its standing, and the words of the article where it is there."""

    standing: Standing
    text: str = ""


@dataclass(frozen=True, slots=True)
class LawText:
    """One text of a law. articles: ``32`` and ``120-1``, parts ``三`` and ``三（九）``, ``第五章``, each with its lines."""

    first: date
    articles: Mapping[str, tuple[str, ...]]


class LawTexts:
    """The texts in a folder, each read when it is first asked for. A folder that is not there has none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def look(self, citation: Citation, on: date) -> Looked:
        """What a citation refers to, by the text in force on a day."""
        days = self._days(citation.statute)
        if not days:
            return Looked(Standing.NO_TEXT)
        past = [day for day in days if day <= on]
        if not past:
            return Looked(Standing.NOT_IN_FORCE)
        path = self.folder / citation.statute / f"{past[-1].isoformat()}.txt"
        return _looked(_read(path, path.stat().st_mtime_ns).articles, citation)

    def _days(self, key: str) -> list[date]:
        place = self.folder / key
        if not key or "/" in key or not place.is_dir():
            return []
        found = []
        for path in place.glob("*.txt"):
            try:
                found.append(date.fromisoformat(path.stem))
            except ValueError:
                continue
        return sorted(found)


def read_text(text: str, first: date = date.min) -> LawText:
    """The articles, parts and chapters of a text."""
    articles: dict[str, list[str]] = {}
    article: list[str] | None = None
    part, part_lines = "", []  # type: tuple[str, list[str]]
    for raw in text.splitlines():
        line = raw.strip().replace("\u3000", " ")
        if not line:
            continue
        heading, begins, opens = _HEADING.match(line), _ARTICLE.match(line), _PART.match(line)
        if heading is not None:
            articles[f"第{heading[1]}{heading[2]}"] = [line]
            article = None
        elif begins is not None:
            inserted = f"-{from_chinese(begins[2])}" if begins[2] else ""
            article = articles[f"{from_chinese(begins[1])}{inserted}"] = [line]
        elif article is not None:
            article.append(line)
        elif opens is not None:
            part, part_lines = opens[1], [line]
            articles[part] = part_lines
        elif part:
            section = _SECTION.match(line)
            if section is not None:
                articles[f"{part}（{section[1]}）"] = [line]
            part_lines.append(line)
    return LawText(first, {key: tuple(lines) for key, lines in articles.items()})


@lru_cache(maxsize=64)
def _read(path: Path, _changed_at: int) -> LawText:
    try:
        return read_text(path.read_text(encoding="utf-8-sig"), date.fromisoformat(path.stem))
    except UnicodeDecodeError as error:
        raise LawError(
            f"法规文本“{path}”不是 UTF-8，请另存为 UTF-8。",
            f"The text of the law {path} is not UTF-8; save it so.",
        ) from error


def _looked(articles: Mapping[str, tuple[str, ...]], citation: Citation) -> Looked:
    run = _CITED_RUN.match(citation.article)
    if run is not None:
        ends = [articles.get(run[1]), articles.get(run[2])]
        if None in ends:
            return Looked(Standing.NOT_FOUND)
        whole = [articles.get(str(number), ()) for number in range(int(run[1]), int(run[2]) + 1)]
        return Looked(Standing.FOUND, "\n".join(line for lines in whole for line in lines))
    if not citation.article:
        return Looked(Standing.FOUND)
    lines = articles.get(citation.article)
    if lines is None:
        return Looked(Standing.NOT_FOUND)
    if not _has_paragraph(lines, citation.paragraph):
        return Looked(Standing.NOT_FOUND)
    return Looked(Standing.FOUND, "\n".join(lines))


def _has_paragraph(lines: tuple[str, ...], paragraph: str) -> bool:
    """Whether an article has a paragraph and an item in it: lines that begin with （一） are items of the paragraph before."""
    wanted = _CITED_PARAGRAPH.match(paragraph)
    if not paragraph or wanted is None:
        return True
    groups: list[set[int]] = []
    for line in lines:
        item = _SECTION.match(line)
        if item is None:
            groups.append(set())
        elif groups:
            groups[-1].add(from_chinese(item[1]))
    number = int(wanted[1] or 1)
    if number > len(groups):
        return False
    return wanted[2] is None or any(
        int(wanted[2]) in items for items in (groups if not wanted[1] else [groups[number - 1]])
    )
