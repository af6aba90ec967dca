"""Words shown to people come in Chinese and in English; this is the pair, and how days and numbers of things read in both.

Chinese is the language of the law and of the interface; English is a full second language, never a fallback
that leaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO: Final = re.compile(r"(?<![0-9A-Za-z/-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![0-9A-Za-z-])")
# Nouns whose singular is not the plural without its s.
_SINGULARS: Final = {"people": "person", "counsel": "counsel", "yuan": "yuan", "series": "series"}


# Characters between which a line break is none of the text: Chinese has no spaces.
_WIDE: Final = r"—‘’“”…\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6"
_WIDE_ONE: Final = re.compile(f"[{_WIDE}]")
_BROKEN: Final = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")


def joined(text: str) -> str:
    """A Chinese text that was written over several lines, as one: no space stands where a line ended between two characters."""
    return _BROKEN.sub("", " ".join(text.split()))


@cache
def is_wide(character: str) -> bool:
    """Whether it is a character or a mark of Chinese, which takes two columns."""
    return _WIDE_ONE.match(character) is not None


def say_day(day: date, language: str) -> str:
    """2026年1月5日, or 5 January 2026."""
    if language.lower().startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def say_days_in(text: str, language: str) -> str:
    """A sentence with its ISO days as they are said: one page writes days in one way."""
    return _ISO.sub(lambda found: _said(found, language), text) if "-" in text else text


def _said(found: re.Match[str], language: str) -> str:
    try:
        return say_day(date(int(found[1]), int(found[2]), int(found[3])), language)
    except ValueError:
        return found[0]


def singular(plural: str) -> str:
    """The singular of an English noun or of a phrase that ends in one: opinions received keeps its noun first."""
    head, _, last = plural.rpartition(" ")
    if last in _SINGULARS:
        one = _SINGULARS[last]
    elif last.endswith("ies"):
        one = f"{last[:-3]}y"
    elif last.endswith(("sses", "xes", "ches", "shes")):
        one = last[:-2]
    elif last.endswith("s") and not last.endswith("ss"):
        one = last[:-1]
    else:
        one = last
    return f"{head} {one}" if head else one


def noun(number: int | float | Decimal, plural: str) -> str:
    """The noun that follows a number: 1 visit, 0 visits, 2 visits."""
    return singular(plural) if number == 1 else plural


def counted(number: int | float | Decimal, plural: str) -> str:
    """A number of things in English: 1 person, 3 people."""
    return f"{number} {noun(number, plural)}"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One sentence or name in both languages. ``str()`` gives the Chinese, which is the one that binds."""

    zh: str
    en: str

    def in_language(self, code: str) -> str:
        """The text for a language code such as ``zh-hans`` or ``en``; anything but English gets the
        Chinese.
        """
        return say_days_in(self.en if code.lower().startswith("en") else self.zh, code)

    def __str__(self) -> str:
        return self.zh
