"""Words that start clocks: 收到 is not 受理, 作出 is not 送达, 公布 is neither 公示 nor 公开. Each is an
event of its own on a day of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, field_validator

from yifa.law.citations import Citation
from yifa.law.errors import LawError
from yifa.law.files import DATA, read_model
from yifa.law.terms import Term
from yifa.law.text import Bilingual
from yifa.law.versions import Words


@dataclass(frozen=True, slots=True)
class Clock:
    """What runs from an event. ``is_floor``: not fewer than; otherwise at most."""

    title: Bilingual
    term: Term
    citation: Citation
    is_floor: bool = False


@dataclass(frozen=True, slots=True)
class ClockWord:
    """A word of the law and its synonyms, the event that it names, and the clocks that the event starts."""

    words: tuple[str, ...]
    means: Bilingual
    event: str
    starts: tuple[Clock, ...]


class _ClockEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str
    term: dict[str, int]
    statute: str
    article: str
    floor: bool = False

    @field_validator("term")
    @classmethod
    def _is_a_term(cls, value: dict[str, int]) -> dict[str, int]:
        return Term.parse(value).to_mapping()

    def clock(self) -> Clock:
        return Clock(
            Bilingual(self.zh, self.en),
            Term.parse(self.term),
            Citation(self.statute, self.article),
            self.floor,
        )


class _WordEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    word: tuple[str, ...] = Field(min_length=1)
    means: Words
    event: str
    starts: tuple[_ClockEntry, ...]


class _WordsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[_WordEntry, ...]


@lru_cache(maxsize=1)
def clock_words() -> Mapping[str, ClockWord]:
    """Every word and synonym → what it means and starts."""
    found: dict[str, ClockWord] = {}
    for entry in read_model(DATA / "clock-words.yaml", _WordsFile).words:
        word = ClockWord(
            entry.word, entry.means.text, entry.event, tuple(start.clock() for start in entry.starts)
        )
        found |= dict.fromkeys(entry.word, word)
    return MappingProxyType(found)


def clock_word(word: str) -> ClockWord:
    """The entry of a word. Raises LawError listing the words that are known."""
    found = clock_words().get(word)
    if found is None:
        known = "、".join(clock_words())
        raise LawError(
            f"“{word}”不是起算期限的用语，可用：{known}。", f"{word!r} starts no clock; known are {known}."
        )
    return found
