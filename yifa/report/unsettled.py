"""What stands between a draft and a report: numbers without a source, figures without records, passages without words.

Each finding says what it is, where, and what to do. Some must be settled before the report is frozen; others are only told: a
figure that no field of work records yet is listed for as long as it is missing, and is never filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yifa.figures.errors import FigureError
from yifa.law.text import Bilingual
from yifa.report.drafting import Written, statements_of
from yifa.report.errors import TokenProblem
from yifa.report.models import Confirmation, Tie
from yifa.report.numbers import TypedNumber, typed_numbers
from yifa.report.outlines import REQUIRED, Node, Outline
from yifa.report.render import Setting, problems_in, say_title
from yifa.report.tokens import problems, tokens
from yifa.report.values import FrozenFigures, LiveFigures, Told

MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A figure whose value is the typed number: the token that would say it, and how it is called."""

    token: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Flag:
    """A number typed by hand. ``tie``: the source that it rests on; without one it is open."""

    path: str
    place: Bilingual
    number: TypedNumber
    tie: Tie | None
    suggestions: tuple[Suggestion, ...]

    @property
    def is_open(self) -> bool:
        """Whether something must be done about it."""
        return self.tie is None and not self.number.doubtful

    @property
    def sentence(self) -> Bilingual:
        """What, where, what to do."""
        where_zh, where_en = (
            f"“{self.place.zh}”第{self.number.line}行",
            f"“{self.place.en}”, line {self.number.line}",
        )
        if self.tie is not None:
            return Bilingual(
                zh=f"{where_zh}的“{self.number.text}”取自{self.tie.source}。",
                en=f"“{self.number.text}” in {where_en} rests on {self.tie.source}.",
            )
        if self.number.doubtful:
            return Bilingual(
                zh=f"{where_zh}的“{self.number.text}”可能是数量；如果是，请换成数据或注明来源。",
                en=f"“{self.number.text}” in {where_en} may state a quantity; if so, use a figure or name its source.",
            )
        return Bilingual(
            zh=f"{where_zh}的“{self.number.text}”是手工填写的，请换成数据，或注明来源和理由。",
            en=f"“{self.number.text}” in {where_en} was typed by hand; use a figure, or name its source and the reason.",
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """A passage's own statements, and who stands for them; nobody yet, where ``confirmation`` is None."""

    path: str
    place: Bilingual
    statements: tuple[str, ...]
    confirmation: Confirmation | None

    @property
    def is_open(self) -> bool:
        """Whether nobody stands for them yet."""
        return self.confirmation is None

    @property
    def sentence(self) -> Bilingual:
        """What, where, what to do."""
        count = len(self.statements)
        return Bilingual(
            zh=f"“{self.place.zh}”有{count}句没有记录支撑的陈述，请核实后由本人确认，或者删去。",
            en=f"{self.place.en}: {count} statements without records. Check and confirm them by name, or leave them out.",
        )


class Lack(StrEnum):
    """What is missing."""

    NOT_RECORDED = "not-recorded"  # the outline expects it; no field of work records it
    NO_INDICATOR = "no-indicator"  # the outline requires it; nobody registered it
    NO_RECORDS = "no-records"  # registered, but nothing is on record this year
    NOT_STATED = "not-stated"  # on record, but the prose does not say it
    CANNOT_TELL = "cannot-tell"  # a token in the prose cannot be told
    UNREADABLE = "unreadable"  # a token in the prose cannot be read
    NO_WORDS = "no-words"  # a content that the law requires is empty


STOPS_FREEZING = frozenset({Lack.CANNOT_TELL, Lack.UNREADABLE, Lack.NO_WORDS, Lack.NO_INDICATOR})


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the report lacks. ``code``: the figure, if it is one."""

    lack: Lack
    path: str
    place: Bilingual
    code: str
    title: Bilingual
    remedy: Bilingual

    @property
    def stops_freezing(self) -> bool:
        """Whether the report cannot be frozen with it."""
        return self.lack in STOPS_FREEZING


def flags(
    passages: Sequence[Written],
    ties: Iterable[Tie],
    told: Sequence[Told] = (),
    setting: Setting | None = None,
) -> tuple[Flag, ...]:
    """Every typed number of the report. ``told``: figures among which replacements are looked for. ``setting`` says the tokens
    in the titles of places."""
    by_place = {(tie.path, tie.number, tie.clause): tie for tie in ties}
    return tuple(
        Flag(
            path=each.passage.path,
            place=each.passage.title if setting is None else say_title(each.passage.title, setting),
            number=number,
            tie=by_place.get((each.passage.path, number.text, number.clause)),
            suggestions=suggestions(number, told),
        )
        for each in passages
        for number in typed_numbers(each.text)
    )


def standing(
    passages: Sequence[Written], confirmations: Iterable[Confirmation], setting: Setting
) -> tuple[Standing, ...]:
    """The own statements of every passage that has any, with who confirmed just these words."""
    by_words = {(one.path, one.statements): one for one in confirmations}
    found = []
    for each in passages:
        statements = statements_of(each, setting.year)
        if statements:
            key = (each.passage.path, "\n".join(statements))
            found.append(
                Standing(key[0], say_title(each.passage.title, setting), statements, by_words.get(key))
            )
    return tuple(found)


def suggestions(number: TypedNumber, told: Sequence[Told]) -> tuple[Suggestion, ...]:
    """Figures, or parts of figures, that have the number's value."""
    return tuple(_suggested(number, told))[:MOST_SUGGESTIONS]


def missing(outline: Outline, passages: Sequence[Written], setting: Setting) -> tuple[Missing, ...]:
    """Everything that the report lacks, in its order. Of a frozen report, what it was published without."""
    figures = setting.figures
    assert isinstance(figures, LiveFigures | FrozenFigures)
    stated = {token.name for each in passages if not problems(each.text) for token in tokens(each.text)}
    found = _missing(outline, passages, setting, figures, stated)
    if isinstance(figures, FrozenFigures):
        # What could still have been mended in the draft no longer can.
        return tuple(each for each in found if each.lack is Lack.NOT_RECORDED)
    return tuple(found)


def _missing(
    outline: Outline,
    passages: Sequence[Written],
    setting: Setting,
    figures: LiveFigures | FrozenFigures,
    stated: set[str],
) -> Iterator[Missing]:
    yield from _empty_contents(outline, passages, setting)
    for each in passages:
        path, place = each.passage.path, say_title(each.passage.title, setting)
        node = each.passage.node
        if node is not None:
            yield from _figures(node, path, place, setting, figures, stated)
        for problem in problems(each.text):
            yield Missing(
                Lack.UNREADABLE,
                path,
                place,
                "",
                Bilingual(zh="看不懂的数据标记", en="Unreadable token"),
                problem.text,
            )
        yield from _untold(each, path, place, setting)


def _empty_contents(outline: Outline, passages: Sequence[Written], setting: Setting) -> Iterator[Missing]:
    filled = {each.passage.covers for each in passages if each.text.strip()}
    for section in outline.sections:
        if section.covers in REQUIRED and section.covers not in filled:
            yield Missing(
                Lack.NO_WORDS,
                section.key,
                say_title(section.title.words, setting),
                "",
                section.covers.words,
                Bilingual(
                    zh="《法治政府建设与责任落实督察工作规定》要求报告这项内容，请补写。",
                    en="The provisions on supervising law-based government require this content; write it.",
                ),
            )


def _figures(
    node: Node,
    path: str,
    place: Bilingual,
    setting: Setting,
    figures: LiveFigures | FrozenFigures,
    stated: set[str],
) -> Iterator[Missing]:
    for code in node.figures:
        if not figures.knows(code):
            yield Missing(
                Lack.NO_INDICATOR,
                path,
                place,
                code,
                Bilingual(zh=code, en=code),
                Bilingual(
                    zh="没有工作领域登记这个指标，请核对提纲中的代码，或启用记录它的工作领域。",
                    en="No field of work registers this indicator; check its code in the outline, or enable the field.",
                ),
            )
            continue
        try:
            figure = figures.get(code, setting.year)
        except FigureError as error:
            yield Missing(Lack.CANNOT_TELL, path, place, code, Bilingual(zh=code, en=code), error.text)
            continue
        if not figure.records_count:
            yield Missing(
                Lack.NO_RECORDS,
                path,
                place,
                code,
                figure.title,
                Bilingual(
                    zh=f"{setting.year}年没有这项记录，报告不写，或者如实写没有；如有漏记，请先补录。",
                    en=f"Nothing is on record for {setting.year}: the report leaves it out, or says that there was none. Enter "
                    "what was left out first.",
                ),
            )
        if figure.records_count and code not in stated:
            yield Missing(
                Lack.NOT_STATED,
                path,
                place,
                code,
                figure.title,
                Bilingual(
                    zh=f"提纲要求写到这项数据，正文里没有，请插入 {{{{{code}}}}}。",
                    en=f"The outline asks for this figure and the prose does not say it; insert {{{{{code}}}}}.",
                ),
            )
    for expected in node.expects:
        if figures.knows(expected.code):
            continue
        supplied = expected.supplied_by
        yield Missing(
            Lack.NOT_RECORDED,
            path,
            place,
            expected.code,
            expected.title.words,
            Bilingual(
                zh=f"尚无记录支撑，报告中不写。可由此取得：{supplied.zh}。",
                en=f"No records hold it yet, so the report does not say it. It would come from: {supplied.en}.",
            ),
        )


def _untold(each: Written, path: str, place: Bilingual, setting: Setting) -> Iterator[Missing]:
    try:
        for token, why in problems_in(each.text, setting):
            yield Missing(
                Lack.CANNOT_TELL, path, place, token.name, Bilingual(zh=token.raw, en=token.raw), why
            )
    except TokenProblem:
        return  # told as unreadable


def _suggested(number: TypedNumber, told: Sequence[Told]) -> Iterator[Suggestion]:
    if number.value is None:
        return
    for figure in told:
        code = figure.code + (f"@{figure.year}" if figure.year != told[0].year else "")
        if figure.value == number.value:
            yield Suggestion(f"{{{{{code}}}}}", figure.title)
        for part in figure.parts:
            if part.value == number.value:
                title = Bilingual(
                    zh=f"{figure.title.zh}：{part.title.zh}", en=f"{figure.title.en}: {part.title.en}"
                )
                yield Suggestion(f"{{{{{code}:part={part.name}}}}}", title)
