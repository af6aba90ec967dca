"""A report as its workspace shows it: passages in lines of pieces, each piece words, a figure, or a number typed by hand.

What is said about the report is in the reader's language, the report itself in Chinese. The templates only lay it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from yifa.figures.compute import records_url
from yifa.figures.errors import FigureError
from yifa.figures.indicators import Indicator, registry
from yifa.figures.words import said
from yifa.interface.formats import words
from yifa.report.compose import BULLET, RANKS
from yifa.report.drafting import Written, texts
from yifa.report.errors import TokenProblem
from yifa.report.render import Said, Setting, say, say_line
from yifa.report.tokens import Aspect, Words, parse
from yifa.report.unsettled import Flag, Lack, Missing
from yifa.typesetting.model import heading_number

if TYPE_CHECKING:
    from yifa.report.papers import Opened

BLOCKS = frozenset({"chart", "table"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line.

    kind: words; figure; missing, a figure that cannot be told; number, typed by hand and open; doubtful; tied; chart; table;
    stated, which says that the figure before it rests on a published report, and leads to the place in it.
    """

    kind: str
    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as the workspace shows it. ``problem``: why its prose cannot be read, if it cannot."""

    path: str
    anchor: str
    level: int
    heading: str
    lines: tuple[tuple[Piece, ...], ...]
    number: int
    by: str
    saved_at: datetime | None
    is_draft: bool
    flags: tuple[Flag, ...]
    problem: str
    has_words: bool

    @property
    def open_flags(self) -> int:
        """How many typed numbers wait for a source."""
        return sum(flag.is_open for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Insertable:
    """A figure that may be inserted: the tokens that say it, and what it is this year."""

    code: str
    title: str
    value: str
    records_count: int
    href: str
    tokens: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """One line of the list of what is missing."""

    kind: str
    stops: bool
    title: str
    place: str
    anchor: str
    remedy: str


def shown(opened: Opened, flags: Sequence[Flag]) -> tuple[ShownPassage, ...]:
    """Every passage, in order; headings are numbered as in the report, which leaves out those with nothing under them."""
    by_path: dict[str, list[Flag]] = {}
    for flag in flags:
        by_path.setdefault(flag.path, []).append(flag)
    counts = [0, 0, 0]
    found = []
    told = opened.outline.told(texts(opened.passages))
    for each in opened.passages:
        number = ""
        if each.passage.level and each.passage.path in told:
            index = each.passage.level - 1
            counts[index] += 1
            counts[index + 1 :] = [0] * (2 - index)
            number = heading_number(each.passage.level, counts[index])
        found.append(_passage(each, number, opened.setting, tuple(by_path.get(each.passage.path, ()))))
    return tuple(found)


def _passage(each: Written, number: str, setting: Setting, flags: tuple[Flag, ...]) -> ShownPassage:
    problem = ""
    lines: tuple[tuple[Piece, ...], ...] = ()
    try:
        lines = tuple(_lines(each.text, setting, flags))
    except TokenProblem as error:
        problem = words(error.text)
        lines = tuple((Piece("words", line),) for line in each.text.split("\n") if line.strip())
    title = say_line(each.passage.title.zh, setting) if each.passage.level else words(each.passage.title)
    return ShownPassage(
        path=each.passage.path,
        anchor=each.passage.anchor,
        level=each.passage.level,
        heading=f"{number}{title}",
        lines=lines,
        number=each.number,
        by=each.officer,
        saved_at=each.saved_at,
        is_draft=each.is_draft,
        flags=flags,
        problem=problem,
        has_words=bool(each.text.strip()),
    )


def _lines(prose: str, setting: Setting, flags: Sequence[Flag]) -> Iterator[tuple[Piece, ...]]:
    line: list[Piece] = []
    rank = 0
    for piece in (*_pieces(prose, setting, flags), Piece("words", "\n")):
        if piece.kind != "words":
            line.append(piece)
            continue
        *ended, rest = piece.text.split("\n")
        for text in ended:
            line.append(Piece("words", text))
            finished = tuple(part for part in line if part.text or part.kind in BLOCKS)
            line = []
            if not any(part.text.strip() or part.kind in BLOCKS for part in finished):
                continue
            is_bullet = finished[0].kind == "words" and finished[0].text.lstrip().startswith(BULLET)
            rank = rank + 1 if is_bullet else 0
            if is_bullet:
                start = RANKS[min(rank, len(RANKS) - 1)] + finished[0].text.lstrip().removeprefix(BULLET)
                finished = (Piece("words", start), *finished[1:])
            yield finished
        line.append(Piece("words", rest))


def _pieces(prose: str, setting: Setting, flags: Sequence[Flag]) -> Iterator[Piece]:
    place = 0
    for piece in parse(prose):
        if isinstance(piece, Words):
            yield from _with_numbers(piece.text, place, flags)
            place += len(piece.text)
            continue
        place += len(piece.raw)
        told = say(piece, setting)
        yield _said(told, setting)
        for stated in told.stated:
            yield Piece("stated", words(stated.words), stated.url, stated.span)


def _with_numbers(text: str, start: int, flags: Sequence[Flag]) -> Iterator[Piece]:
    done = 0
    for flag in flags:
        first, last = flag.number.start - start, flag.number.end - start
        if first < done or last > len(text):
            continue
        if first > done:
            yield Piece("words", text[done:first])
        yield Piece(_number_kind(flag), flag.number.text, note=words(flag.sentence))
        done = last
    if done < len(text):
        yield Piece("words", text[done:])


def _number_kind(flag: Flag) -> str:
    if flag.tie is not None:
        return "tied"
    return "doubtful" if flag.number.doubtful else "number"


def _said(said_token: Said, setting: Setting) -> Piece:
    token = said_token.token
    if said_token.problem is not None:
        return Piece("missing", said_token.text, said_token.href, words(said_token.problem))
    if token.is_block:
        figure = setting.figures.get(token.name, token.in_year(setting.year))
        return Piece(
            "chart" if token.aspect is Aspect.CHART else "table", words(figure.title), said_token.href
        )
    if not said_token.code:
        return Piece("words", said_token.text)
    return Piece("figure", said_token.text, said_token.href, words(_title(said_token, setting)))


def _title(said_token: Said, setting: Setting) -> str:
    return words(setting.figures.get(said_token.code, said_token.year).title)


def lacking(found: Sequence[Missing]) -> tuple[Lacking, ...]:
    """The list of what is missing, what stops freezing first."""
    ordered = sorted(found, key=lambda each: (not each.stops_freezing, each.lack is Lack.NOT_RECORDED))
    return tuple(
        Lacking(
            kind=each.lack.value,
            stops=each.stops_freezing,
            title=words(each.title),
            place=words(each.place),
            anchor=each.path.replace("/", "-"),
            remedy=words(each.remedy),
        )
        for each in ordered
    )


def insertable(setting: Setting, search: str, limit: int = 30) -> tuple[Insertable, ...]:
    """Figures that may be inserted, found by words of their code, title or definition."""
    return tuple(_insertable(indicator, setting) for indicator in registry.search(search)[:limit])


def _insertable(indicator: Indicator, setting: Setting) -> Insertable:
    code = indicator.code
    tokens = [(words(indicator.title), f"{{{{{code}}}}}")]
    if indicator.parts is not None:
        tokens.append((_("分项"), f"{{{{{code}:parts}}}}"))
        tokens.append((_("分项表"), f"{{{{{code}:table}}}}"))
    if indicator.growth:
        tokens.append((_("上年"), f"{{{{{code}@-1}}}}"))
        tokens.append((_("增速"), f"{{{{{code}:growth}}}}"))
        tokens.append((_("三年图"), f"{{{{{code}:chart=3}}}}"))
    if indicator.names:
        tokens.append((_("逐项列名"), f"{{{{{code}:named}}}}"))
    value, count = "—", 0
    try:
        figure = setting.figures.get(code, setting.year)
        count = figure.records_count
        if figure.value is not None:
            value = said(figure.value, figure.unit, figure.counter).zh
    except FigureError:
        pass
    return Insertable(
        code, words(indicator.title), value, count, records_url(code, setting.year), tuple(tokens)
    )
