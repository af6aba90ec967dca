"""Prose with its figures said: every token becomes words that know which figure they tell.

Where a figure cannot be told (no such indicator, nothing to compute from, growth from zero) the words are 〔缺：…〕 and a
problem says what to do; a draft shows it, and freezing waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from yifa.figures.compute import change, records_url
from yifa.figures.errors import FigureError
from yifa.figures.measures import Number
from yifa.figures.stated import Stated
from yifa.figures.units import Unit
from yifa.figures.words import WAN, WAN_WORD, YI, digits, said, said_about, said_in, said_in_chinese
from yifa.law.text import Bilingual
from yifa.report.tokens import Aspect, Manner, Token, Words, parse
from yifa.report.values import Figures, LiveFigures, Peeked, Told, years_back

_YI = Bilingual(zh="亿", en="hundred million")
_PERCENT = Unit.PERCENT.words
LONGEST_LIST = 10
"""Names that a list tells where the token does not say how many."""


Link: TypeAlias = Callable[[str, int, str], str]
"""Address that opens the records of a figure: code, year, and the name of a part or nothing."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the tokens of one report refer to, and where its figures lead."""

    year: int
    bureau: str
    bureau_short: str
    figures: Figures
    link: Link = records_url
    is_demonstration: bool = False


def peeking(setting: Setting) -> Setting:
    """The same setting, in which figures are looked at and not told."""
    figures = setting.figures
    return replace(setting, figures=Peeked(figures)) if isinstance(figures, LiveFigures) else setting


@dataclass(frozen=True, slots=True)
class Said:
    """A token in words. ``code`` is empty for the year and the bureau; ``problem`` says why a figure could not be told.

    stated: the values behind the words that were taken from published reports, for there are no records of their years.
    """

    text: str
    token: Token
    code: str = ""
    year: int = 0
    href: str = ""
    problem: Bilingual | None = None
    stated: tuple[Stated, ...] = ()


def say_prose(prose: str, setting: Setting) -> tuple[str | Said, ...]:
    """The prose as plain words and said tokens, in order. Raises TokenProblem where a token cannot be read.

    Charts and tables stay as tokens without words: the composer draws them.
    """
    return tuple(piece.text if isinstance(piece, Words) else say(piece, setting) for piece in parse(prose))


def say_line(line: str, setting: Setting) -> str:
    """A heading or title with its tokens said, as plain text."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in say_prose(line, setting))


def say_title(title: Bilingual, setting: Setting) -> Bilingual:
    """A title in both languages with its tokens said."""
    return Bilingual(say_line(title.zh, setting), say_line(title.en, setting))


def say(token: Token, setting: Setting) -> Said:
    """One token in words."""
    if token.is_variable:
        return Said(_variable(token, setting), token)
    year = token.in_year(setting.year)
    try:
        figure = setting.figures.get(token.name, year)
        text = _drawable(token, figure, setting) if token.is_block else _aspect(token, figure, setting)
    except FigureError as error:
        return Said(f"〔缺：{token.name}〕", token, token.name, year, problem=error.text)
    except _CannotTell as reason:
        missing = f"〔缺：{year}年{figure.title.zh}〕"
        return Said(missing, token, token.name, year, setting.link(token.name, year, ""), reason.why)
    address = setting.link(token.name, year, token.part)
    return Said(text, token, token.name, year, address, stated=_stated(token, year, setting))


def _stated(token: Token, year: int, setting: Setting) -> tuple[Stated, ...]:
    """What of the figures behind a token was taken from published reports."""
    years = set(shown_years(token, setting)) if token.years else {year}
    if token.aspect in {Aspect.GROWTH, Aspect.TREND, Aspect.CHANGE}:
        years.add(year - 1)
    figures = (setting.figures.get(token.name, each) for each in sorted(years))
    return tuple(figure.stated for figure in figures if figure.stated is not None)


def shown_years(token: Token, setting: Setting) -> tuple[int, ...]:
    """The years that a series or a chart shows, the earliest first."""
    return tuple(years_back(token.in_year(setting.year), max(token.years, 1)))


class _CannotTell(Exception):
    def __init__(self, why: Bilingual) -> None:
        super().__init__(why.zh)
        self.why = why


def _drawable(token: Token, figure: Told, setting: Setting) -> str:
    """Sees that a chart or table has something to show; it has no words of its own."""
    if token.years:
        for year in shown_years(token, setting):
            each = setting.figures.get(token.name, year)
            _known(each.value, each)
        return ""
    _parts(token, figure)
    return ""


def _variable(token: Token, setting: Setting) -> str:
    if token.name == "year":
        return str(token.in_year(setting.year))
    return setting.bureau if token.name == "bureau" else setting.bureau_short


def _aspect(token: Token, figure: Told, setting: Setting) -> str:
    match token.aspect:
        case Aspect.PARTS:
            return _parts(token, figure)
        case Aspect.PART:
            part = setting.figures.part(token.name, figure.year, token.part)
            return _number(token.manner, _known(part.value, figure), figure)
        case Aspect.TOLD:
            value = _known(figure.value, figure)
            if value == 0 and figure.zero is not None:
                return figure.zero.zh
            return f"{figure.title.zh}{_number(token.manner, value, figure)}"
        case Aspect.NAMED:
            return _named(token, figure, setting)
        case Aspect.GROWTH | Aspect.TREND | Aspect.CHANGE:
            return _moved(token, figure, setting)
        case Aspect.SERIES:
            told = [setting.figures.get(token.name, year) for year in shown_years(token, setting)]
            return "、".join(
                f"{each.year}年{_number(token.manner, _known(each.value, each), each)}" for each in told
            )
        case _:
            return _number(token.manner, _known(figure.value, figure), figure)


def _parts(token: Token, figure: Told) -> str:
    if not figure.parts:
        raise _CannotTell(
            Bilingual(
                zh=f"“{figure.title.zh}”没有分项记录，请先登记，或改写这一句。",
                en=f"“{figure.title.en}” has no parts on record; register them first, or rewrite the sentence.",
            )
        )
    return "、".join(
        f"{part.title.zh}{_number(token.manner, _known(part.value, figure), figure)}" for part in figure.parts
    )


def _named(token: Token, figure: Told, setting: Setting) -> str:
    """The records by name, and how many there are: 《甲办法》《乙办法》等2件; a single one by its name alone. Of a sum, each with
    its amount: 甲项目（200万元）、乙项目（100万元）等."""
    names = setting.figures.names(figure.code, figure.year)
    if not names:
        raise _CannotTell(
            Bilingual(
                zh=f"“{figure.title.zh}”在{figure.year}年没有可列名称的记录；也可能这项指标不列名称（names）。",
                en=f"“{figure.title.en}” has no records to name in {figure.year}, or the indicator names none (names).",
            )
        )
    shown = names[: token.most or LONGEST_LIST]
    if figure.unit is Unit.CNY:
        return "、".join(shown) + ("等" if len(shown) < len(names) else "")
    joined = ("" if shown[0].startswith("《") else "、").join(shown)
    if len(names) == 1:
        return joined
    return f"{joined}等{_number(token.manner, len(names), figure)}"


def _moved(token: Token, figure: Told, setting: Setting) -> str:
    moved = change(setting.figures.get(token.name, figure.year - 1).value, figure.value)
    if moved.difference == 0:
        return "0.0%" if token.aspect is Aspect.GROWTH and moved.growth is not None else "与上年持平"
    if token.aspect is Aspect.CHANGE:
        if moved.difference is None:
            assert moved.reason is not None
            raise _CannotTell(moved.reason)
        up = moved.difference > 0
        difference = moved.difference if up else -moved.difference
        # The smaller the place, the better.
        more, less = ("后移", "前移") if figure.unit is Unit.RANK else ("增加", "减少")
        return (more if up else less) + _number(token.manner, difference, figure)
    if moved.growth is None:
        assert moved.reason is not None
        raise _CannotTell(moved.reason)
    if token.aspect is Aspect.GROWTH:
        return said(moved.growth, Unit.PERCENT, _PERCENT).zh
    verb = "增长" if moved.growth > 0 else "下降"
    return verb + said(abs(moved.growth), Unit.PERCENT, _PERCENT).zh


def _known(value: Number | None, figure: Told) -> Number:
    if value is None:
        raise _CannotTell(
            Bilingual(
                zh=f"“{figure.title.zh}”在{figure.year}年没有可计算的记录，请先登记，或改写这一句。",
                en=f"“{figure.title.en}” has no records to compute from in {figure.year}; register them, or rewrite.",
            )
        )
    return value


def _number(manner: Manner, value: Number, figure: Told) -> str:
    unit, counter = figure.unit, figure.counter
    match manner:
        case Manner.NUMBER:
            return digits(value)
        case Manner.ABOUT:
            return said_about(value, unit, counter).zh
        case Manner.CHINESE:
            return said_in_chinese(value, unit, counter).zh
        case Manner.WAN:
            return said_in(value, WAN, WAN_WORD, counter).zh
        case Manner.YI:
            return said_in(value, YI, _YI, counter).zh
        case _:
            return said(value, unit, counter).zh


def problems_in(prose: str, setting: Setting) -> Iterator[tuple[Token, Bilingual]]:
    """Every token of the prose that cannot be told, and why. Raises TokenProblem for one that cannot be read."""
    for piece in say_prose(prose, setting):
        if isinstance(piece, Said) and piece.problem is not None:
            yield piece.token, piece.problem
