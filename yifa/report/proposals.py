"""What the records propose for a report's shortcomings and for next year: figures that fall short, and what is still open.

An indicator's file says when its figure is a shortcoming and what to say then (``shortcoming``), or what to say of next year
where anything is counted (``carried_over``). The writer chooses and changes; what was chosen holds its figure, which opens its
records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yifa.figures.errors import FigureError
from yifa.figures.indicators import Indicator, registry
from yifa.figures.measures import Number
from yifa.report.outlines import Content
from yifa.report.render import Setting, problems_in, say_line


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence that the records propose: as it is inserted, as it reads now, and where its records are."""

    code: str
    prose: str
    text: str
    href: str


def proposals(covers: Content | None, setting: Setting, written: str = "") -> tuple[Proposal, ...]:
    """What is proposed for a content of the report, without what is written there already. setting: one that looks at figures
    without telling them (``peeking``)."""
    return tuple(
        Proposal(
            indicator.code, prose, say_line(prose, setting), setting.link(indicator.code, setting.year, "")
        )
        for indicator, prose in _proposed(covers, setting)
        if f"{{{{{indicator.code}" not in written and not any(problems_in(prose, setting))
    )


def _proposed(covers: Content | None, setting: Setting) -> Iterator[tuple[Indicator, str]]:
    for indicator in registry:
        short = indicator.shortcoming
        if covers is Content.SHORTCOMINGS and short is not None:
            told = _value(indicator, setting)
            if short.holds(told):
                yield indicator, short.sentence
        elif covers is Content.NEXT_YEAR and indicator.carried_over and _value(indicator, setting):
            yield indicator, indicator.carried_over


def _value(indicator: Indicator, setting: Setting) -> Number | None:
    try:
        return setting.figures.get(indicator.code, setting.year).value
    except FigureError:
        return None
