"""The figures that somebody proposes to take over, as the step ``review`` carries them: a row each.

Place in the text, words, what is counted, year, value, unit, category, role, indicator, nature (stock, flow, part of a year), and
whether somebody corrected what was read. What stands in the report is never changed: the words are what it says, the rest is
what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from yifa.figures.indicators import registry
from yifa.figures.units import Category, Unit
from yifa.law.quantities import NotANumber, decimal_of
from yifa.law.text import Bilingual
from yifa.procedure import Json
from yifa.reading.indicators import correspondences
from yifa.reading.kinds import Nature
from yifa.work.published.registers import ROLES

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


def written(figures: Iterable[Taken]) -> list[dict[str, Json]]:
    """As the step carries them, a row each, without what is empty; ``parse`` is the inverse."""
    return [
        {key: value for key, value in _row(each).items() if value is not None and value != ""}
        for each in figures
    ]


def _row(each: Taken) -> dict[str, Json]:
    return {
        "start": each.start,
        "end": each.end,
        "span": each.span,
        "subject": each.subject,
        "year": each.year,
        # Exactly as it was read: a number of JSON would lose digits.
        "value": f"{each.value:f}",
        "unit": each.unit.value,
        "category": each.category.value,
        "role": each.role,
        "indicator": each.indicator,
        "nature": each.nature,
        "corrected": each.corrected,
    }


def bare(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())


def parse(rows: object) -> tuple[Taken, ...]:
    """The figures. Raises ValueError where a row is not what ``written`` makes."""
    if not isinstance(rows, list):
        raise ValueError(rows)
    return tuple(_one(row) for row in rows)


def _one(row: Any) -> Taken:
    try:
        return Taken(
            start=row["start"],
            end=row["end"],
            span=row["span"],
            subject=row.get("subject", "")[:200],
            value=decimal_of(row["value"]),
            unit=Unit(row["unit"]),
            year=row.get("year"),
            category=Category(row["category"]),
            role=row["role"],
            indicator=row.get("indicator", ""),
            corrected=row["corrected"],
            nature=row.get("nature", ""),
        )
    except (KeyError, TypeError, NotANumber) as error:
        raise ValueError(row) from error


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
