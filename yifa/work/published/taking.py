"""The figures that somebody proposes to take over, as the step ``review`` carries them: a list in JSON, read strictly.

    [{"start": 252, "end": 256, "span": "101家", "subject": "国家级高新技术企业数", "value": "101",
      "unit": "enterprise", "year": 2020, "category": "recognition", "role": "total",
      "indicator": "recognition.national_high_tech", "corrected": false}]

What stands in the report is never changed: ``span`` is what it says, the other entries are what it means.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from yifa.figures.indicators import registry
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
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


def written(figures: Iterable[Taken]) -> str:
    """As the step carries them; ``parse`` is the inverse."""
    rows = [asdict(each) | {"value": f"{each.value:f}"} for each in figures]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def parse(text: str) -> tuple[Taken, ...]:
    """The figures. Raises ValueError where the text is not what ``written`` makes."""
    rows = json.loads(text)
    if not isinstance(rows, list):
        raise ValueError("a list is expected")
    return tuple(_one(row) for row in rows)


def _one(row: Any) -> Taken:
    if not isinstance(row, dict):
        raise ValueError("an entry is not a mapping")
    try:
        year = row["year"]
        return Taken(
            start=_whole(row["start"]),
            end=_whole(row["end"]),
            span=str(row["span"]),
            subject=str(row["subject"])[:200],
            value=Decimal(str(row["value"])),
            unit=Unit(row["unit"]),
            year=None if year is None else _whole(year),
            category=Category(row["category"]),
            role=str(row["role"]),
            indicator=str(row.get("indicator") or ""),
            corrected=bool(row.get("corrected", False)),
        )
    except (KeyError, InvalidOperation) as error:
        raise ValueError(str(error)) from error


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a whole number is expected")
    return value


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
    if not each.span or text[each.start : each.end] != each.span:
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
    if each.unit is not wanted.unit and not any({each.unit, wanted.unit} <= like for like in _LIKE):
        yield Bilingual(
            zh=f"“{each.span}”的单位是“{each.unit.words.zh}”，指标“{wanted.title.zh}”以“{wanted.unit.words.zh}”计，请改正单位或指标。",
            en=f"{each.span!r} is in {each.unit.words.en}, but '{wanted.title.en}' is in {wanted.unit.words.en}; correct one.",
        )
