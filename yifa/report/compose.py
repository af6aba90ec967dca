"""From a report's passages to an official document: numbered headings, prose with figures, charts, tables, an annex of sources.

Numbering is counted, never typed: headings by their level, and lines that begin with ``- `` as 一是, 二是. So no point is
numbered twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from yifa.figures.compute import change
from yifa.figures.periods import Period
from yifa.figures.units import Unit
from yifa.figures.words import digits
from yifa.law.numerals import chinese_ordinal
from yifa.report.outlines import Outline, Passage
from yifa.report.pictures import parts_picture, parts_table, series_picture
from yifa.report.render import Said, Setting, say_line, say_prose, shown_years
from yifa.report.tokens import Aspect, Token
from yifa.report.values import Told
from yifa.typesetting.model import (
    Attachment,
    Block,
    Cell,
    Chart,
    Figure,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    Text,
)

BULLET = "- "
RANKS = tuple(f"{chinese_ordinal(number)}是" for number in range(100))


def compose(
    outline: Outline,
    texts: Mapping[str, str],
    setting: Setting,
    *,
    title: str,
    dated_on: date,
    signed: bool = True,
) -> OfficialDocument:
    """The report as an official document.

    texts: the prose of each passage by its path. dated_on: the day under the signature. Raises TokenProblem for prose that
    cannot be read.
    """
    blocks: list[Block] = []
    told = outline.told(texts)
    for passage in outline.passages():
        # A heading with nothing under it is no part of a report.
        if passage.path in told:
            blocks.extend(_passage(passage, texts.get(passage.path, ""), setting, dated_on))
    annex = (_annex(setting),) if outline.annex_of_figures and setting.figures.used() else ()
    return OfficialDocument(
        issuer=setting.bureau,
        title=title,
        blocks=tuple(blocks),
        recipient=outline.recipient or None,
        attachments=annex,
        signature=setting.bureau if signed else "",
        dated=dated_on if signed else None,
        form=Form.PLAIN,
        red_head=False,
        sealed=False,
        is_demonstration=setting.is_demonstration,
    )


def _passage(passage: Passage, prose: str, setting: Setting, on: date) -> Iterator[Block]:
    body = list(_body(prose, setting, on))
    if passage.level == 0:
        yield from body
        return
    heading = Heading(passage.level, say_line(passage.title.zh, setting), automatic=True)
    if passage.level == 3 and body and isinstance(body[0], Paragraph):
        # A point's heading opens its first paragraph: 1.完善制度。全年……
        lead = Heading(3, f"{heading.text}。", automatic=True)
        yield Paragraph(body[0].runs, lead)
        yield from body[1:]
        return
    yield heading
    yield from body


def _body(prose: str, setting: Setting, on: date) -> Iterator[Block]:
    rank = 0
    for line in prose.split("\n"):
        words = line.strip()
        if not words:
            continue
        rank = rank + 1 if words.startswith(BULLET) else 0
        said = say_prose(words.removeprefix(BULLET), setting)
        if len(said) == 1 and isinstance(said[0], Said) and said[0].token.is_block:
            yield from _block(said[0], setting, on)
            continue
        start = (Text(RANKS[min(rank, len(RANKS) - 1)]),) if rank else ()
        yield Paragraph((*start, *(_run(piece) for piece in said)))


def _run(piece: str | Said) -> Run:
    if isinstance(piece, str):
        return Text(piece)
    return Figure(piece.text, piece.code, piece.href) if piece.code else Text(piece.text)


def _block(said: Said, setting: Setting, on: date) -> Iterable[Block]:
    token: Token = said.token
    if said.problem is not None:
        return (Paragraph((Text(said.text),)),)
    years = [setting.figures.get(token.name, year) for year in shown_years(token, setting)]
    latest = years[-1]
    if token.aspect is Aspect.TABLE:
        return (parts_table(latest, setting),)
    # A figure of a year stands as of its last day, or as of the report where that is earlier.
    as_of = min(on, Period.year(latest.year).last_on)
    picture: Chart = (
        series_picture(years, setting, as_of) if token.years else parts_picture(latest, setting, as_of)
    )
    return (picture,)


def _annex(setting: Setting) -> Attachment:
    """附件: every figure of the report, with how many records it was counted from and what it counts."""
    rows: list[tuple[Cell, ...]] = []
    told: dict[tuple[str, int], Told] = {
        (figure.code, figure.year): figure for figure in setting.figures.used()
    }
    for figure in _together(told.values()):
        value: Cell = "—"
        if figure.value is not None:
            words = digits(figure.value) + ("%" if figure.unit is Unit.PERCENT else figure.counter.zh)
            value = Figure(words, figure.code, setting.link(figure.code, figure.year, ""))
        rows.append((figure.title.zh, str(figure.year), value, _moved(figure, told), _rests_on(figure)))
    table = Table(
        columns=("数据", "年度", "数值", "比上年", "依据的记录（条）"),
        rows=tuple(rows),
    )
    return Attachment(title=f"{setting.year}年度报告数据及其依据", blocks=(table,))


def _rests_on(figure: Told) -> str:
    """How many records, or which published report where there are none."""
    return str(figure.records_count) if figure.stated is None else figure.stated.words.zh


def _together(told: Iterable[Told]) -> Iterator[Told]:
    """In the order in which the report tells them, the years of one figure together."""
    by_code: dict[str, list[Told]] = {}
    for figure in told:
        by_code.setdefault(figure.code, []).append(figure)
    for years in by_code.values():
        yield from sorted(years, key=lambda each: each.year)


def _moved(figure: Told, told: Mapping[tuple[str, int], Told]) -> str:
    before = told.get((figure.code, figure.year - 1))
    if not figure.growth or before is None:
        return ""
    growth = change(before.value, figure.value).growth
    return "" if growth is None else f"{'+' if growth > 0 else ''}{growth}%"
