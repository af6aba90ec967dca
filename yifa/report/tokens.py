"""Figures inside prose: the tokens, and how each is said.

    {{service.items}}                          28项
    {{service.items:number}}                   28
    {{service.items:parts}}                    公共服务21项、行政确认3项、其他权力4项
    {{rulemaking.cleaned:part=abolish}}        4项
    {{contracts.disputes:told}}                合同争议2件; 未发生合同争议 where there was none and the indicator has words for it
    {{counsel.consultations:about}}            40余次 (rounded down; 余 only where something was left off)
    {{planning.tasks:zh}}                      二十二项
    {{recognition.national_high_tech@2018}}    53家; @-2 is two years before the report's year
    {{recognition.national_high_tech:growth}}  40.3%
    {{recognition.national_high_tech:trend}}   增长40.3%, 下降3.2%, 与上年持平
    {{recognition.technology_sme:change}}      增加84家, 减少3家, 与上年持平
    {{recognition.national_high_tech:series=3}}  2018年53家、2019年72家、2020年101家
    {{rulemaking.issued:named=10}}             《甲办法》《乙办法》等2件: the records by name, ten at most
    {{funds.awarded:wan}}                      2048万元; :yi for 亿
    {{recognition.national_high_tech:chart=3}} on a line of its own: a chart of three years; :chart alone draws the parts
    {{recognition.platforms:table}}            on a line of its own: the parts as a table
    {{year}} {{year@+1}} {{bureau}} {{bureau_short}}

Anything else in double braces is refused with its line and column; a mistyped token never reaches paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from yifa.report.errors import TokenProblem

VARIABLES = frozenset({"year", "bureau", "bureau_short"})
LONGEST_SERIES = 10
MOST_NAMES = 50


class Aspect(StrEnum):
    """What of a figure a token tells. The last two stand on a line of their own."""

    VALUE = "value"
    PARTS = "parts"
    PART = "part"
    TOLD = "told"
    GROWTH = "growth"
    TREND = "trend"
    CHANGE = "change"
    SERIES = "series"
    NAMED = "named"
    CHART = "chart"
    TABLE = "table"


class Manner(StrEnum):
    """How a number is said."""

    EXACT = "exact"
    NUMBER = "number"
    ABOUT = "about"
    CHINESE = "zh"
    WAN = "wan"
    YI = "yi"


BLOCKS = frozenset({Aspect.CHART, Aspect.TABLE})


@dataclass(frozen=True, slots=True)
class Words:
    """Prose between tokens."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``years_back`` counts from the report's year (0: that year); ``year`` is set where a year was written out."""

    raw: str
    name: str
    line: int
    column: int
    year: int | None = None
    years_back: int = 0
    aspect: Aspect = Aspect.VALUE
    part: str = ""
    years: int = 0
    manner: Manner = Manner.EXACT
    most: int = 0

    @property
    def is_variable(self) -> bool:
        """Whether it stands for the year or the bureau rather than a figure."""
        return self.name in VARIABLES

    @property
    def is_block(self) -> bool:
        """Whether it must stand on a line of its own."""
        return self.aspect in BLOCKS

    def in_year(self, report_year: int) -> int:
        """The year it speaks of."""
        return self.year if self.year is not None else report_year - self.years_back


Piece: TypeAlias = Words | Token

_OPEN = re.compile(r"\{\{|\}\}")
_INSIDE = re.compile(
    r"\s*(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\s*(?:@(?P<year>[+-]?\d{1,4}))?\s*(?P<options>(?::[^:]*)*)"
)


def parse(prose: str) -> tuple[Piece, ...]:
    """The prose as words and tokens, in order. Raises TokenProblem at the first token that cannot be read."""
    return tuple(_pieces(prose))


def tokens(prose: str) -> tuple[Token, ...]:
    """The tokens of the prose. Raises TokenProblem."""
    return tuple(piece for piece in _pieces(prose) if isinstance(piece, Token))


def problems(prose: str) -> tuple[TokenProblem, ...]:
    """Every token that cannot be read, in order; empty for good prose."""
    found: list[TokenProblem] = []
    _all(prose, found)
    return tuple(found)


def _pieces(prose: str) -> Iterator[Piece]:
    found: list[TokenProblem] = []
    pieces = _all(prose, found)
    if found:
        raise found[0]
    yield from pieces


def _all(prose: str, found: list[TokenProblem]) -> list[Piece]:
    pieces: list[Piece] = []
    place = 0
    while (brace := _OPEN.search(prose, place)) is not None:
        line, column = where(prose, brace.start())
        if brace[0] == "}}":
            zh = "多了“}}”，前面没有与它成对的“{{”，请删去或补上。"
            found.append(TokenProblem(line, column, zh, "a stray }}; remove it or add the {{ before it."))
            pieces.append(Words(prose[place : brace.end()]))
            place = brace.end()
            continue
        if place < brace.start():
            pieces.append(Words(prose[place : brace.start()]))
        end = prose.find("}}", brace.end())
        newline = prose.find("\n", brace.end())
        if end < 0 or 0 <= newline < end:
            stop = newline if newline >= 0 else len(prose)
            zh = "“{{”没有在本行内用“}}”收尾，请补上。"
            found.append(TokenProblem(line, column, zh, "a {{ is not closed by }} on its line; close it."))
            place = stop
            continue
        raw = prose[brace.start() : end + 2]
        try:
            token = _token(raw, line, column)
            _stands_alone(token, prose, brace.start(), end + 2)
            pieces.append(token)
        except TokenProblem as problem:
            found.append(problem)
        place = end + 2
    if place < len(prose):
        pieces.append(Words(prose[place:]))
    return pieces


def where(prose: str, place: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in the prose."""
    return prose.count("\n", 0, place) + 1, place - (prose.rfind("\n", 0, place) + 1) + 1


def _token(raw: str, line: int, column: int) -> Token:
    match = _INSIDE.fullmatch(raw[2:-2])
    if match is None:
        raise TokenProblem(
            line,
            column,
            f"“{raw}”看不懂，应写作 {{{{指标代码}}}}、{{{{指标代码@年份:选项}}}}。",
            f"{raw} cannot be read; write {{{{code}}}} or {{{{code@year:option}}}}.",
        )
    name = match["name"]
    year, back = _year(match["year"], raw, line, column)
    options = [option.strip() for option in match["options"].split(":")[1:]]
    if name in VARIABLES:
        if options or (match["year"] and name != "year"):
            raise TokenProblem(
                line, column, f"“{raw}”不能带选项，请删去。", f"{raw} takes no options; remove them."
            )
        return Token(raw, name, line, column, year, back)
    if "." not in name:
        raise TokenProblem(
            line,
            column,
            f"“{raw}”不是指标代码，也不是 year、bureau、bureau_short，请从数据清单中选取。",
            f"{raw} is neither an indicator nor year, bureau or bureau_short; pick one from the list of figures.",
        )
    token = Token(raw, name, line, column, year, back)
    for option in options:
        token = _with_option(token, option)
    return token


def _year(written: str | None, raw: str, line: int, column: int) -> tuple[int | None, int]:
    if written is None:
        return None, 0
    number = int(written)
    if written[0] in "+-" and abs(number) <= 30:
        return None, -number
    if 1949 <= number <= 2199:
        return number, 0
    raise TokenProblem(
        line,
        column,
        f"“{raw}”的年份不对，应为四位年份（@2018）或相对报告年度的年数（@-1、@+1）。",
        f"{raw} has no proper year; write @2018, or @-1 for the year before the report's.",
    )


def _with_option(token: Token, option: str) -> Token:
    word, _, argument = option.partition("=")
    manner, aspect = token.manner, token.aspect
    part, years, most = token.part, token.years, token.most
    if word in {m.value for m in Manner} - {Manner.EXACT.value} and not argument:
        if manner is not Manner.EXACT:
            raise _bad(token, option, "数字只能有一种写法", "a number is said in one way only")
        manner = Manner(word)
    elif word in {a.value for a in Aspect} - {Aspect.VALUE.value}:
        if aspect is not Aspect.VALUE:
            raise _bad(token, option, "一处只能取一个方面", "a token tells one aspect only")
        aspect = Aspect(word)
        if aspect is Aspect.PART:
            if not argument:
                raise _bad(
                    token, option, "请写明哪一分项，如 part=abolish", "say which part, as in part=abolish"
                )
            part = argument.strip()
        elif aspect is Aspect.NAMED and argument:
            if not argument.isascii() or not argument.isdigit() or not 1 <= int(argument) <= MOST_NAMES:
                raise _bad(token, option, f"个数应为1至{MOST_NAMES}", f"give 1 to {MOST_NAMES} names")
            most = int(argument)
        elif aspect in {Aspect.SERIES, Aspect.CHART} and argument:
            if not argument.isascii() or not argument.isdigit() or not 2 <= int(argument) <= LONGEST_SERIES:
                raise _bad(token, option, f"年数应为2至{LONGEST_SERIES}", f"give 2 to {LONGEST_SERIES} years")
            years = int(argument)
        elif argument:
            raise _bad(token, option, "这个选项不带“=”", "this option takes no argument")
        elif aspect is Aspect.SERIES:
            raise _bad(token, option, "请写明几年，如 series=3", "say how many years, as in series=3")
    else:
        known = ", ".join(
            [
                *(m.value for m in Manner if m is not Manner.EXACT),
                *(a.value for a in Aspect if a is not Aspect.VALUE),
            ]
        )
        raise _bad(token, option, f"没有这个选项，可用：{known}", f"no such option; use one of {known}")
    return Token(
        token.raw,
        token.name,
        token.line,
        token.column,
        token.year,
        token.years_back,
        aspect,
        part,
        years,
        manner,
        most,
    )


def _bad(token: Token, option: str, zh: str, en: str) -> TokenProblem:
    return TokenProblem(
        token.line,
        token.column,
        f"“{token.raw}”中的“:{option}”：{zh}。",
        f"“:{option}” in {token.raw}: {en}.",
    )


def _stands_alone(token: Token, prose: str, start: int, end: int) -> None:
    if not token.is_block:
        return
    before = prose[prose.rfind("\n", 0, start) + 1 : start]
    newline = prose.find("\n", end)
    after = prose[end : newline if newline >= 0 else len(prose)]
    if before.strip() or after.strip():
        raise TokenProblem(
            token.line,
            token.column,
            f"“{token.raw}”是图表，请另起一行单独放置。",
            f"{token.raw} is a chart or table; put it on a line of its own.",
        )
