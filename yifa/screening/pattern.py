"""The patterns that lawyers write in ``screening/*.yaml``: Chinese words, with a few signs between them.

    创新券 ~30 {local} ~6 (机构|平台)

=============  ==================================================================================
``~30``        up to thirty characters between, within the sentence
``…``          anything between, within the sentence
``{local}``    any word of the list ``local`` in ``screening/words.yaml``
``(甲|乙)``      one of several; ``(甲|乙)?`` or ``甲?`` may be missing
``#``          a number, in Arabic or Chinese numerals
``!(甲|乙)``     not followed by
``<!(甲|乙)``    not preceded by (alternatives of one length)
=============  ==================================================================================

Spaces mean nothing. A pattern never reaches over the end of a sentence. It knows which words it cannot do without
(``needs``), so that a long draft is only looked at where those stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from yifa.law.errors import LawError

Words: TypeAlias = Mapping[str, Sequence[str]]

_ANYTHING: Final = r"[^。；！？\n]"
_NUMBER: Final = r"(?:[0-9０-９][0-9０-９.,，]*|[〇零一二两三四五六七八九十百千]+)"
_SIGNS: Final = frozenset("~…{}()|#!<?")


class PatternProblem(LawError):
    """A pattern cannot be read; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that can be looked for. needs: of each of these sets one word must stand in the sentence."""

    source: str
    needs: tuple[frozenset[str], ...]
    compiled: re.Pattern[str] = field(compare=False, repr=False)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first place within [start, end), or None."""
        return self.compiled.search(text, start, end)


def read_pattern(source: str, words: Words) -> Pattern:
    """The pattern that a text is. Raises PatternProblem."""
    reader = _Reader("".join(source.split()), words, source)
    regex, needs = reader.sequence()
    if reader.at < len(reader.text):
        raise reader.problem(f"多出的“{reader.text[reader.at]}”", f"a stray {reader.text[reader.at]!r}")
    if not needs:
        raise reader.problem("没有一个必有的词", "there is no word that it needs")
    return Pattern(source, tuple(needs), re.compile(regex))


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, text: str, words: Words, source: str) -> None:
        self.text, self.words, self.source, self.at = text, words, source, 0

    def problem(self, zh: str, en: str) -> PatternProblem:
        return PatternProblem(f"句式“{self.source}”：{zh}。", f"The pattern {self.source!r}: {en}.")

    def sequence(self) -> tuple[str, list[frozenset[str]]]:
        """Items up to the end, a ``|`` or a ``)``; what it needs."""
        parts: list[str] = []
        needs: list[frozenset[str]] = []
        run = ""
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign in "|)":
                break
            if sign not in _SIGNS:
                self.at += 1
                if self._optional():
                    run = self._keep(run, needs)
                    parts.append(f"{re.escape(sign)}?")
                else:
                    run += sign
                    parts.append(re.escape(sign))
                continue
            run = self._keep(run, needs)
            regex, words = self._item(sign)
            parts.append(regex)
            if words:
                needs.append(words)
        self._keep(run, needs)
        return "".join(parts), needs

    @staticmethod
    def _keep(run: str, needs: list[frozenset[str]]) -> str:
        if run:
            needs.append(frozenset({run}))
        return ""

    def _optional(self) -> bool:
        if self.at < len(self.text) and self.text[self.at] == "?":
            self.at += 1
            return True
        return False

    def _item(self, sign: str) -> tuple[str, frozenset[str]]:
        self.at += 1
        match sign:
            case "~":
                found = re.compile(r"\d+").match(self.text, self.at)
                if found is None:
                    raise self.problem("“~”后面要有字数", "'~' wants a number of characters")
                self.at = found.end()
                return f"{_ANYTHING}{{0,{int(found[0])}}}?", frozenset()
            case "…":
                return f"{_ANYTHING}*?", frozenset()
            case "#":
                return (f"{_NUMBER}?" if self._optional() else _NUMBER), frozenset()
            case "{":
                return self._list()
            case "(":
                return self._group()
            case "!" | "<":
                return self._without(sign)
            case _:
                raise self.problem(f"这里不能有“{sign}”", f"{sign!r} cannot stand here")

    def _list(self) -> tuple[str, frozenset[str]]:
        end = self.text.find("}", self.at)
        name = self.text[self.at : end]
        if end < 0 or name not in self.words:
            raise self.problem(f"没有词表“{name}”", f"there is no list of words {name!r}")
        self.at = end + 1
        found = sorted(self.words[name], key=len, reverse=True)
        regex = f"(?:{'|'.join(map(re.escape, found))})"
        return (f"{regex}?", frozenset()) if self._optional() else (regex, frozenset(found))

    def _group(self) -> tuple[str, frozenset[str]]:
        regexes, anchors = self._alternatives()
        regex = f"(?:{'|'.join(regexes)})"
        if self._optional():
            return f"{regex}?", frozenset()
        return regex, frozenset().union(*anchors) if all(anchors) else frozenset()

    def _alternatives(self) -> tuple[list[str], list[frozenset[str]]]:
        regexes: list[str] = []
        anchors: list[frozenset[str]] = []
        while True:
            regex, needs = self.sequence()
            regexes.append(regex)
            # The narrowest of what an alternative needs stands for it.
            anchors.append(min(needs, key=len) if needs else frozenset())
            if self.at >= len(self.text):
                raise self.problem("括号没有收", "a bracket is not closed")
            self.at += 1
            if self.text[self.at - 1] == ")":
                return regexes, anchors

    def _without(self, sign: str) -> tuple[str, frozenset[str]]:
        if sign == "<":
            if not self.text.startswith("!", self.at):
                raise self.problem("“<”后面要写“!(…)”", "'<' is written '<!(…)'")
            self.at += 1
        if not self.text.startswith("(", self.at):
            raise self.problem("“!”后面要有括号", "'!' wants a bracket")
        self.at += 1
        regexes, _anchors = self._alternatives()
        if sign == "<":
            return "".join(f"(?<!{one})" for one in regexes), frozenset()
        return f"(?!{'|'.join(regexes)})", frozenset()
