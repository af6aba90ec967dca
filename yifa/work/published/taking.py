"""The figures that somebody proposes to take over, as the step ``review`` carries them: a line each, for people and for programs.

    252-256 | 101家 | 高新技术企业 | 2020 | 101 | enterprise | recognition | total | recognition.platforms | stock | as read

Place in the text, words, what is counted, year, value, unit, category, role, indicator, nature (stock, flow, part of a year), and
whether somebody corrected what was read; — where there is none. What stands in the report is never changed:
the words are what it says, the rest is what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from yifa.figures.indicators import registry
from yifa.figures.units import Category, Unit
from yifa.law.quantities import NotANumber, decimal_of
from yifa.law.text import Bilingual
from yifa.reading.indicators import correspondences
from yifa.reading.kinds import Nature
from yifa.work.published.registers import ROLES

AS_READ, CORRECTED = "as read", "corrected"
_BAR: Final = " | "
_NONE: Final = "—"
EARLIEST_YEAR: Final = 1978
LARGEST: Final = Decimal(10) ** 17
_LIKE: Final = (frozenset({Unit.ITEM, Unit.COPY}), frozenset({Unit.ENTERPRISE, Unit.ORGANISATION}))


@dataclass(frozen=True, slots=True)
class Taken:
    """One figure to be taken over. ``year`` None: standing, or of several years; ``indicator`` empty: none."""

    start: int
    end: int
    span: str
    subject: str
    value: Decimal
    unit: Unit
    year: int | None
    category: Category
    role: str
    indicator: str = ""
    corrected: bool = False
    nature: str = ""


def written(figures: Iterable[Taken]) -> str:
    """As the step carries them; ``parse`` is the inverse."""
    return "\n".join(map(_line, figures))


def _line(each: Taken) -> str:
    return _BAR.join(
        (
            f"{each.start}-{each.end}",
            bare(each.span),
            bare(each.subject),
            _NONE if each.year is None else str(each.year),
            f"{each.value:f}",
            each.unit.value,
            each.category.value,
            each.role,
            each.indicator or _NONE,
            each.nature or _NONE,
            CORRECTED if each.corrected else AS_READ,
        )
    )


def bare(text: str) -> str:
    """Words on one line, without the sign that parts the entries."""
    return " ".join(text.replace("|", "｜").split())


def parse(text: str) -> tuple[Taken, ...]:
    """The figures. Raises ValueError where a line is not what ``written`` makes."""
    return tuple(_one(line) for line in text.splitlines() if line.strip())


def _one(line: str) -> Taken:
    place, span, subject, year, value, unit, category, role, indicator, nature, mark = line.split(_BAR)
    start, end = map(int, place.split("-"))
    if mark not in {AS_READ, CORRECTED}:
        raise ValueError(mark)
    try:
        number = decimal_of(value)
    except NotANumber as error:
        raise ValueError(value) from error
    return Taken(
        start=start,
        end=end,
        span=span,
        subject=subject[:200],
        value=number,
        unit=Unit(unit),
        year=None if year == _NONE else int(year),
        category=Category(category),
        role=role,
        indicator="" if indicator == _NONE else indicator,
        corrected=mark == CORRECTED,
        nature="" if nature == _NONE else nature,
    )


def problems(figures: Iterable[Taken], text: str, report_year: int) -> Iterator[tuple[int, Bilingual]]:
    """What speaks against taking these over from a report with this text: the figure's place, and a sentence."""
    stated: dict[tuple[str, int | None], Taken] = {}
    for each in figures:
        for sentence in _problems_of(each, text, report_year):
            yield each.start, sentence
        if not each.indicator:
            continue
        before = stated.setdefault((each.indicator, each.year), each)
        if before is not each:
            name = registry[each.indicator].title if each.indicator in registry else None
            yield (
                each.start,
                Bilingual(
                    zh=f"{each.year}年的“{name.zh if name else each.indicator}”取了两处（{before.span}、{each.span}），"
                    "只能采用一处，请把另一处不采用，或去掉它的指标。",
                    en=f"'{name.en if name else each.indicator}' of {each.year} is taken from two places ({before.span}, "
                    f"{each.span}); reject one of them or take its indicator away.",
                ),
            )


def _problems_of(each: Taken, text: str, report_year: int) -> Iterator[Bilingual]:
    if not each.span or bare(text[each.start : each.end]) != bare(each.span):
        yield Bilingual(
            zh=f"“{each.span}”不在报告的第{each.start}至{each.end}字处，请从页面上重新核对。",
            en=f"{each.span!r} does not stand at {each.start} to {each.end} of the report; go through it again on the page.",
        )
    if not each.value.is_finite() or abs(each.value) >= LARGEST:
        yield Bilingual(
            zh=f"“{each.span}”的数值不对，应为数字。", en=f"The value of {each.span!r} must be a number."
        )
    if each.year is not None and not EARLIEST_YEAR <= each.year <= report_year + 20:
        yield Bilingual(
            zh=f"“{each.span}”的年度{each.year}不对，应在{EARLIEST_YEAR}至{report_year + 20}之间。",
            en=f"The year {each.year} of {each.span!r} must lie between {EARLIEST_YEAR} and {report_year + 20}.",
        )
    if each.role not in ROLES:
        yield Bilingual(
            zh=f"“{each.span}”的性质“{each.role}”不认识，请从列表中选取。",
            en=f"The role {each.role!r} of {each.span!r} is not known; choose one of the list.",
        )
    if each.indicator:
        yield from _against_indicator(each)


@cache
def _stocks() -> frozenset[str]:
    """Indicators that say how many there are."""
    return frozenset(one.code for one in correspondences() if one.nature is Nature.STOCK)


def _against_indicator(each: Taken) -> Iterator[Bilingual]:
    if each.indicator not in registry:
        yield Bilingual(
            zh=f"没有指标“{each.indicator}”，请从列表中选取，或留空。",
            en=f"There is no indicator {each.indicator!r}; choose one of the list, or leave it empty.",
        )
        return
    wanted = registry[each.indicator]
    if each.year is None:
        yield Bilingual(
            zh=f"“{each.span}”对应指标“{wanted.title.zh}”，须有年度，请填写。",
            en=f"{each.span!r} corresponds to '{wanted.title.en}' and needs a year; fill it in.",
        )
    if each.nature == "flow" and each.indicator in _stocks():
        yield Bilingual(
            zh=f"“{each.span}”是本年发生的数，指标“{wanted.title.zh}”要的是存量（总数），请改用总数，或去掉它的指标。",
            en=f"{each.span!r} came in the year, but '{wanted.title.en}' says how many there are; take the total, "
            "or no indicator.",
        )
    if each.nature == "part_of_year":
        yield Bilingual(
            zh=f"“{each.span}”不足一年，不能作为“{wanted.title.zh}”的全年数，请去掉它的指标。",
            en=f"{each.span!r} is of a part of the year and cannot stand for '{wanted.title.en}' of the year; "
            "take its indicator away.",
        )
    if each.unit is not wanted.unit and not any({each.unit, wanted.unit} <= like for like in _LIKE):
        yield Bilingual(
            zh=f"“{each.span}”的单位是“{each.unit.words.zh}”，指标“{wanted.title.zh}”以“{wanted.unit.words.zh}”计，请改正单位或指标。",
            en=f"{each.span!r} is in {each.unit.words.en}, but '{wanted.title.en}' is in {wanted.unit.words.en}; correct one.",
        )
