"""A draft laid out for screening: its sentences, the words that introduce each list, its articles; in linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

_SENTENCE: Final = re.compile(r"[^。；！？\n]+[。；！？]?")
_ARTICLE: Final = re.compile(
    r"^[ 　\t]*(?:第[〇零一二三四五六七八九十百0-9]+[条章节]|[一二三四五六七八九十]+、)", re.MULTILINE
)
_ITEM: Final = re.compile(r"[ 　\t]*(?:[（(][一二三四五六七八九十0-9]+[)）]|[0-9]+[.．、]|[①-⑳])")
_LEADS: Final = re.compile(r"(?:下列|以下|如下|[:：]$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """[start, end) of a sentence; of the sentence that introduces the list in which it is an item; of its article."""

    start: int
    end: int
    lead: tuple[int, int] | None
    article: tuple[int, int]


@dataclass
class Draft:
    """A text and its layout."""

    text: str
    sentences: tuple[Sentence, ...] = field(init=False)
    _places: dict[str, frozenset[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.sentences = tuple(_sentences(self.text))

    @cached_property
    def _sentence_of(self) -> list[int]:
        """For every character the sentence that it stands in, -1 between sentences."""
        found = [-1] * (len(self.text) + 1)
        for number, one in enumerate(self.sentences):
            found[one.start : one.end] = [number] * (one.end - one.start)
        return found

    def with_word(self, word: str) -> frozenset[int]:
        """Numbers of the sentences in which a word stands; each word is looked for once."""
        known = self._places.get(word)
        if known is None:
            text, of, places, at = self.text, self._sentence_of, set(), self.text.find(word)
            while at >= 0:
                places.add(of[at])
                at = text.find(word, at + 1)
            known = self._places[word] = frozenset(places - {-1})
        return known

    def with_words(self, needs: tuple[frozenset[str], ...]) -> set[int]:
        """Numbers of the sentences in which one word of each set stands."""
        found: set[int] | None = None
        for words in needs:
            here: set[int] = set()
            for word in words:
                here |= self.with_word(word)
            found = here if found is None else found & here
            if not found:
                return set()
        return found or set()

    def said(self, sentence: Sentence) -> str:
        """A sentence's words."""
        return self.text[sentence.start : sentence.end].strip()


def _sentences(text: str) -> list[Sentence]:
    borders = sorted({0, len(text), *(found.start() for found in _ARTICLE.finditer(text))})
    found: list[Sentence] = []
    for start, end in pairwise(borders):
        lead: tuple[int, int] | None = None
        for one in _SENTENCE.finditer(text, start, end):
            is_item = _ITEM.match(text, one.start(), one.end()) is not None
            at_line_start = one.start() == 0 or text[one.start() - 1] == "\n"
            if at_line_start and not is_item:
                # A paragraph that is no item ends the list.
                lead = None
            if one[0].strip():
                found.append(Sentence(one.start(), one.end(), lead, (start, end)))
            if not is_item and _LEADS.search(one[0].rstrip()):
                lead = one.span()
    return found
