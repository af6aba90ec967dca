"""References to articles: written in both languages, and found in Chinese or English text.

A citation names a statute by its key in ``statutes/`` or by its Chinese name; the title to show is given when
it is written, because the title belongs to the version in force on a day, not to the citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yifa.law.errors import LawError
from yifa.law.numerals import chinese_ordinal, from_chinese

__all__ = [
    "Citation",
    "CitationProblem",
    "FoundCitation",
    "chinese_ordinal",
    "find_citations",
    "from_chinese",
]


class CitationProblem(LawError):
    """Text is not a reference to an article."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}”不是条文引用，应写作“行政许可法第三十二条第一款”。",
            f"{text!r} is not a reference to an article; write 行政许可法第三十二条第一款 or 'Art 32(1)'.",
        )


_NUMBER = r"(?:\d+|[〇零一二两三四五六七八九十百千]+)"
_PLAIN_ARTICLE = re.compile(r"^(\d+)(?:-(\d+))?$")
_RANGE = re.compile(r"^(\d+)\s*[–~至]\s*(\d+)$")
_PART = re.compile(r"^([一二三四五六七八九十]+)(?:（([一二三四五六七八九十]+)）)?$")
_CHAPTER = re.compile(r"^第([一二三四五六七八九十]+)章$")
_PARAGRAPH = re.compile(r"^(\d+)?\s*(?:[(（](\d+)[)）])?$")


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of a statute.

    statute: key or Chinese name; empty when the text leaves it to the context ("本法第七条").
    article: ``32``; ``120-1`` for 第一百二十条之一; ``45–48`` for a run; ``三（九）`` and ``第五章`` as documents
    without articles are cited; empty for the whole; other text is shown as it is (``附件 2``).
    paragraph: ``1`` for 第一款, ``1(2)`` for 第一款第二项, ``(2)`` for 第二项; empty for the whole article.
    """

    statute: str
    article: str
    paragraph: str = ""

    def zh(self, title: str | None = None) -> str:
        """``《行政许可法》第三十二条第一款``; ``title`` defaults to the statute as it is written here."""
        shown = self.statute if title is None else title
        return (f"《{shown.strip('《》')}》" if shown else "") + self._article_zh() + self._paragraph_zh()

    def en(self, title: str | None = None) -> str:
        """``Administrative Licensing Law, art. 32(1)``."""
        shown = self.statute if title is None else title
        article = self._article_en()
        return ", ".join(part for part in (shown, article) if part)

    def __str__(self) -> str:
        return self.zh()

    @classmethod
    def parse(cls, text: str, statute: str = "") -> Citation:
        """The citation that ``text`` is, whole: ``行政许可法第三十二条第一款``, ``第32条``, ``Art 32(1)``,
        ``32``.

        ``statute`` is used where the text names none. Raises CitationProblem.
        """
        stripped = text.strip()
        found = _CHINESE.fullmatch(stripped)
        if found is not None:
            return _from_chinese(found, _title(found) or statute)
        english = _ENGLISH.fullmatch(stripped)
        if english is not None:
            return cls(statute, _english_article(english), _english_paragraph(english))
        if _PLAIN_ARTICLE.match(stripped) or _RANGE.match(stripped):
            return cls(statute, stripped)
        raise CitationProblem(text)

    def _article_zh(self) -> str:
        plain = _PLAIN_ARTICLE.match(self.article)
        if plain is not None:
            inserted = f"之{chinese_ordinal(int(plain[2]))}" if plain[2] else ""
            return f"第{chinese_ordinal(int(plain[1]))}条{inserted}"
        run = _RANGE.match(self.article)
        if run is not None:
            return f"第{chinese_ordinal(int(run[1]))}条至第{chinese_ordinal(int(run[2]))}条"
        return self.article

    def _paragraph_zh(self) -> str:
        found = _PARAGRAPH.match(self.paragraph)
        if found is None:
            return self.paragraph
        paragraph = f"第{chinese_ordinal(int(found[1]))}款" if found[1] else ""
        return paragraph + (f"第{chinese_ordinal(int(found[2]))}项" if found[2] else "")

    def _article_en(self) -> str:
        if not self.article:
            return ""
        found = _PARAGRAPH.match(self.paragraph)
        paragraph = ""
        if found is not None:
            paragraph = "".join(f"({number})" for number in found.groups() if number)
        elif self.paragraph:
            paragraph = f" {self.paragraph}"
        if _PLAIN_ARTICLE.match(self.article):
            return f"art. {self.article}{paragraph}"
        if _RANGE.match(self.article):
            return f"arts. {self.article}{paragraph}"
        part = _PART.match(self.article)
        if part is not None:
            item = f"({from_chinese(part[2])})" if part[2] else ""
            return f"part {from_chinese(part[1])}{item}{paragraph}"
        chapter = _CHAPTER.match(self.article)
        if chapter is not None:
            return f"chapter {from_chinese(chapter[1])}"
        return f"{self.article}{paragraph}"


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A citation found in a text at [start, end)."""

    start: int
    end: int
    citation: Citation


_CHINESE = re.compile(
    rf"(?:《(?P<quoted>[^《》]+)》|(?P<bare>(?:(?!第)[\u4e00-\u9fff]){{1,40}}?(?:法典|法|条例|办法|规定|细则|规则|解释|规程|准则|指引|决定)))?"
    rf"\s*第\s*(?P<article>{_NUMBER})\s*条(?:之(?P<inserted>[一二三四五六七八九十]+))?"
    rf"(?:\s*第\s*(?P<paragraph>{_NUMBER})\s*款)?(?:\s*第\s*[（(]?(?P<item>{_NUMBER})[）)]?\s*项)?"
)
_ENGLISH = re.compile(
    r"(?<![A-Za-z])Art(?:icle|s)?\.?\s*(?P<article>\d+)(?:-(?P<inserted>\d+))?"
    r"(?:\s*\((?P<paragraph>\d+)\))?(?:\((?P<item>\d+)\))?",
    re.IGNORECASE,
)
_LEAD_INS = re.compile(
    r".*(?:根据|依据|依照|按照|违反|适用|参照|符合|以及|或者|遵守|执行|属于|和|与|及|或|由|在|按|依|经)(?=.)"
)
_SAME_STATUTE = re.compile(r"^\s*(?:、|，|,|和|及|以及|与|或者|或|至|到)\s*$")
_SELF = ("本法", "本条例", "本办法", "本规定", "本细则", "本规则", "本解释")


def find_citations(text: str, titles: Mapping[str, str] | None = None) -> Iterator[FoundCitation]:
    """Every reference to an article in running text, in order.

    titles: known names (full and short) → key. A known name that ends right before 第…条 wins over guessing
    where an unquoted name begins. 第三十四条 after "《行政许可法》第三十二条、" belongs to the same statute;
    本法 and a bare 第七条 have no statute.
    """
    known = sorted(titles or {}, key=len, reverse=True)
    statute, end = "", -1
    for found in _matches(text):
        if found.re is _ENGLISH:
            yield FoundCitation(
                found.start(), found.end(), Citation("", _english_article(found), _english_paragraph(found))
            )
            continue
        start = found.start()
        name = _title(found)
        if name and not found["quoted"]:
            exact = next((title for title in known if name.endswith(title)), None)
            name_end = found.end("bare")
            name = exact or _LEAD_INS.sub("", name, count=1)
            start = name_end - len(name)
        if name in _SELF:
            statute = ""
        elif name:
            statute = (titles or {}).get(name, name)
        elif not (end >= 0 and _SAME_STATUTE.match(text[end:start])):
            statute = ""
        end = found.end()
        yield FoundCitation(start, end, _from_chinese(found, statute))


def _matches(text: str) -> list[re.Match[str]]:
    both = [*_CHINESE.finditer(text), *_ENGLISH.finditer(text)]
    return sorted(both, key=lambda found: found.start())


def _title(found: re.Match[str]) -> str:
    return str(found["quoted"] or found["bare"] or "")


def _number(text: str) -> int:
    return int(text) if text.isascii() else from_chinese(text)


def _from_chinese(found: re.Match[str], statute: str) -> Citation:
    article = str(_number(found["article"]))
    if found["inserted"]:
        article += f"-{_number(found['inserted'])}"
    paragraph = str(_number(found["paragraph"])) if found["paragraph"] else ""
    if found["item"]:
        paragraph += f"({_number(found['item'])})"
    return Citation(statute, article, paragraph)


def _english_article(found: re.Match[str]) -> str:
    return str(found["article"]) + (f"-{found['inserted']}" if found["inserted"] else "")


def _english_paragraph(found: re.Match[str]) -> str:
    return str(found["paragraph"] or "") + (f"({found['item']})" if found["item"] else "")
