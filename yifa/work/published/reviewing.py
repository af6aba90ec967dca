"""A report on the page where its figures are gone through: each figure as it was read, and as somebody wants it taken.

What is typed is a plain mapping of field names to texts (``take-252``, ``value-252``): it is what the form posts, what a draft
keeps, and what the page shows again, however wrong it is. A figure that nobody corrected has no fields but its decision, so
that a report with a hundred figures stays a small page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from yifa.figures.indicators import registry
from yifa.figures.units import Category, Unit
from yifa.law.quantities import MOST_SIGNS, NotANumber, decimal_of
from yifa.law.text import Bilingual
from yifa.reading.faults import Fault, find_faults
from yifa.reading.indicators import with_indicators
from yifa.reading.kinds import Approx, Fact
from yifa.reading.reading import Reading, read
from yifa.work.published.registers import NATURES, OWN, WITHDRAWN, PublishedFigure, PublishedReport
from yifa.work.published.taking import Taken, bare, problems

Typed: TypeAlias = dict[str, str]

CORRECTIONS: Final = ("subject", "value", "unit", "year", "category", "role", "indicator", "nature")
_FIELD: Final = re.compile(rf"(take|{'|'.join(CORRECTIONS)})-(\d{{1,8}})")
_LONGEST: Final = 400
TAKE, LEAVE = "yes", "no"


@dataclass(frozen=True, slots=True)
class Item:
    """One figure of the page. ``read``: as read; ``now``: as it would be taken; ``typed``: its fields where it is corrected."""

    number: int
    fact: Fact
    read: Taken
    now: Taken
    is_taken: bool
    typed: Mapping[str, str]
    is_open: bool
    problems: tuple[Bilingual, ...] = ()

    @property
    def key(self) -> str:
        """What names it on the page: the place where it stands."""
        return str(self.fact.start)

    @property
    def title(self) -> str:
        """What it counts, or the words where that is not known."""
        return self.now.subject or self.now.span

    @property
    def is_exact(self) -> bool:
        """Whether the number is meant exactly; 余 and 约 are not."""
        return self.fact.approx is Approx.EXACT


@lru_cache(maxsize=64)
def read_again(text: str) -> Reading:
    """The report read; the same text is read once while it is worked on."""
    return read(text)


def facts_of(report: PublishedReport) -> tuple[Fact, ...]:
    """The figures of a report, with indicators."""
    return with_indicators(read_again(report.text).facts)


def faults_of(report: PublishedReport) -> tuple[Fault, ...]:
    """The faults of a report; the bureau's own report of the year before is looked at where it is there."""
    previous = None
    if report.whose == OWN:
        previous = (
            PublishedReport.objects.filter(whose=OWN, report_year=report.report_year - 1)
            .exclude(state=WITHDRAWN)
            .order_by("-pk")
            .first()
        )
    return find_faults(
        read_again(report.text),
        published_on=report.published_on,
        previous=None if previous is None else read_again(previous.text),
        with_questions=True,
    )


def typed_in(posted: Mapping[str, str]) -> Typed:
    """The fields of the form among what was posted."""
    return {name: value[:_LONGEST] for name, value in posted.items() if _FIELD.fullmatch(name)}


def typed_of(figures: Sequence[Taken], facts: Sequence[Fact]) -> Typed:
    """The fields as they stand for figures that were proposed before."""
    typed: Typed = {f"take-{fact.start}": LEAVE for fact in facts}
    as_read = {fact.start: taken_as_read(fact) for fact in facts}
    for each in figures:
        typed[f"take-{each.start}"] = TAKE
        if each.corrected and each.start in as_read:
            typed |= _fields(each)
    return typed


def open_fields(fact: Fact, typed: Typed) -> Typed:
    """The fields with those of one figure laid open to be corrected."""
    return {**_fields(taken_as_read(fact)), **typed}


def preset(facts: Sequence[Fact], typed: Typed, which: str) -> Typed:
    """The fields with every decision set: ``all``, ``none``, or ``indicators`` for those that correspond to one."""
    decided = {
        f"take-{fact.start}": TAKE if which == "all" or (which == "indicators" and proposed(fact)) else LEAVE
        for fact in facts
    }
    return {**typed, **decided}


def proposed(fact: Fact) -> bool:
    """Whether a figure is proposed to be taken over: an exact one that corresponds to an indicator."""
    return fact.indicator is not None and fact.approx is Approx.EXACT


def items(report: PublishedReport, facts: Sequence[Fact], typed: Typed, opened: str = "") -> tuple[Item, ...]:
    """The page's figures, in the order of the text. A second mention of the same figure of a year is not proposed."""
    made = []
    seen: set[tuple[str, int | None]] = set()
    for number, fact in enumerate(facts, 1):
        as_read = taken_as_read(fact)
        own = {name: typed[f"{name}-{fact.start}"] for name in CORRECTIONS if f"{name}-{fact.start}" in typed}
        now, wrong = _corrected(as_read, own)
        first = (now.indicator, now.year) not in seen
        decision = typed.get(f"take-{fact.start}")
        is_taken = decision == TAKE if decision is not None else proposed(fact) and first
        if is_taken and now.indicator:
            seen.add((now.indicator, now.year))
        made.append(Item(number, fact, as_read, now, is_taken, own, opened == str(fact.start), tuple(wrong)))
    return tuple(_with_problems(report, made))


def chosen(found: Sequence[Item]) -> tuple[Taken, ...]:
    """The figures that are to be taken over."""
    return tuple(item.now for item in found if item.is_taken)


def taken_as_read(fact: Fact) -> Taken:
    """A figure as it would be taken if nobody corrected it."""
    return Taken(
        start=fact.start,
        end=fact.end,
        span=bare(fact.span),
        subject=bare(fact.subject)[:200],
        value=Decimal(str(fact.value)),
        unit=Unit(fact.unit.value),
        year=fact.year,
        category=Category(fact.category.value),
        role=fact.role.value,
        indicator=fact.indicator or "",
        nature=fact.nature.value,
    )


def taken_of(row: PublishedFigure) -> Taken:
    """A figure that was taken over."""
    return Taken(
        start=row.start,
        end=row.end,
        span=row.span,
        subject=row.subject,
        value=row.value.normalize(),
        unit=Unit(row.unit),
        year=row.year,
        category=Category(row.category),
        role=row.role,
        indicator=row.indicator,
        corrected=row.corrected,
        nature=row.nature,
    )


def _fields(each: Taken) -> Typed:
    values = {
        "subject": each.subject,
        "value": f"{each.value:f}",
        "unit": each.unit.value,
        "year": "" if each.year is None else str(each.year),
        "category": each.category.value,
        "role": each.role,
        "indicator": each.indicator,
        "nature": each.nature,
    }
    return {f"{name}-{each.start}": value for name, value in values.items()}


def _corrected(read_: Taken, own: Mapping[str, str]) -> tuple[Taken, list[Bilingual]]:
    """A figure with its corrections, and what in them cannot be understood; that stays as it was read."""
    if not own:
        return read_, []
    wrong: list[Bilingual] = []
    value, year, unit, category = read_.value, read_.year, read_.unit, read_.category
    written = own.get("value", "").strip()[: 2 * MOST_SIGNS]
    try:
        value = decimal_of(written) if written else value
    except NotANumber:
        wrong.append(
            Bilingual(
                f"数值“{written}”不是数字，应写作 5720.58 这样的数字，万、亿化为元。",
                f"{written!r} is not a number; write it as 5720.58, with 万 and 亿 worked out.",
            )
        )
    said = own.get("year", "" if year is None else str(year)).strip()
    digits = said.removesuffix("年")
    if not said:
        year = None
    elif digits.isascii() and digits.isdigit() and len(digits) == 4:
        year = int(digits)
    else:
        wrong.append(
            Bilingual(
                f"年度“{said}”应为四位数，或留空。", f"The year {said!r} has four digits, or is left empty."
            )
        )
    if own.get("unit") in set(Unit):
        unit = Unit(own["unit"])
    if own.get("category") in set(Category):
        category = Category(own["category"])
    indicator = own.get("indicator", read_.indicator).strip()
    now = Taken(
        start=read_.start,
        end=read_.end,
        span=read_.span,
        subject=bare(own.get("subject", read_.subject))[:200] or read_.subject,
        value=value,
        unit=unit,
        year=year,
        category=category,
        role=own.get("role", read_.role),
        indicator=indicator if indicator in registry else "",
        nature=own.get("nature", read_.nature) if own.get("nature", "") in ("", *NATURES) else read_.nature,
    )
    if now == read_:
        return read_, wrong
    return _marked(now), wrong


def _marked(each: Taken) -> Taken:
    from dataclasses import replace

    return replace(each, corrected=True)


def _with_problems(report: PublishedReport, made: Sequence[Item]) -> Iterator[Item]:
    from dataclasses import replace

    found: dict[int, list[Bilingual]] = {}
    for start, sentence in problems(chosen(made), report.text, report.report_year):
        found.setdefault(start, []).append(sentence)
    for item in made:
        more = tuple(found.get(item.fact.start, ())) if item.is_taken else ()
        yield replace(item, problems=(*item.problems, *more)) if more else item
