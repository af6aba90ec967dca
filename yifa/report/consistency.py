"""Whether a report agrees: with other papers of the bureau about the same figures, and with itself.

Beside each disagreement stands why it may be, as far as the record knows: what was entered after the other paper was signed. It
is for the writer to judge which of the two is right; nothing is changed, and nothing is left unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from yifa.cases.models import LogEntry
from yifa.figures.compute import records_url
from yifa.figures.elsewhere import Elsewhere, said_elsewhere
from yifa.figures.errors import FigureError
from yifa.figures.periods import SHANGHAI
from yifa.figures.words import said
from yifa.law.text import Bilingual
from yifa.reading.faults import Severity, find_faults
from yifa.reading.reading import read
from yifa.report.differences import told_lines
from yifa.report.render import peeking
from yifa.report.tokens import Aspect, problems, tokens

if TYPE_CHECKING:
    from yifa.report.papers import Opened
    from yifa.report.values import Told


_MOVING: Final = frozenset({Aspect.GROWTH, Aspect.TREND, Aspect.CHANGE})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that another paper says otherwise. path: the passage that tells it; ours, theirs: as each says it; reason: what
    the record knows of it; our_url, their_url: where each can be read."""

    path: str
    title: Bilingual
    year: int
    ours: Bilingual
    theirs: Bilingual
    paper: Bilingual
    reason: Bilingual
    our_url: str
    their_url: str

    @property
    def anchor(self) -> str:
        """Where the passage stands on the report's page."""
        return self.path.replace("/", "-")


@dataclass(frozen=True, slots=True)
class WithinItself:
    """What does not hold inside the report. path: the passage; is_error: arithmetic or the calendar proves it."""

    path: str
    says: Bilingual
    should: Bilingual | None
    is_error: bool

    @property
    def anchor(self) -> str:
        """Where the passage stands on the report's page."""
        return self.path.replace("/", "-")


@dataclass(frozen=True, slots=True)
class Consistency:
    """What was found, and how many figures were compared with how many other papers."""

    elsewhere: tuple[Disagreement, ...]
    within: tuple[WithinItself, ...]
    compared: int
    papers: tuple[Bilingual, ...]


def consistency(opened: Opened) -> Consistency:
    """Everything found about a report as it stands."""
    told = dict(_told(opened))
    beside = [
        one
        for one in said_elsewhere(opened.report.bureau, opened.report.year)
        if (one.code, one.year) in told
    ]
    return Consistency(
        tuple(_disagreements(opened, told, beside)),
        tuple(_within(opened)),
        len(beside),
        tuple(dict.fromkeys(one.paper for one in beside)),
    )


def _told(opened: Opened) -> Iterator[tuple[tuple[str, int], str]]:
    """Each figure that a passage tells, with the first passage that does; the year before comes with growth and change."""
    found: dict[tuple[str, int], str] = {}
    for passage in opened.passages:
        if problems(passage.text):
            continue
        for token in tokens(passage.text):
            if token.is_variable:
                continue
            last = token.in_year(opened.report.year)
            for year in range(last - max(token.years - 1, 1 if token.aspect in _MOVING else 0), last + 1):
                found.setdefault((token.name, year), passage.passage.path)
    yield from found.items()


def _disagreements(
    opened: Opened, told: dict[tuple[str, int], str], beside: list[Elsewhere]
) -> Iterator[Disagreement]:
    # Looking at a figure adds nothing to the report.
    figures = peeking(opened.setting).figures
    for one in beside:
        try:
            figure = figures.get(one.code, one.year)
        except FigureError:
            continue  # a frozen report keeps the years that it tells
        # What has no records of its own was taken from a published report, and cannot differ from it.
        if figure.value is None or figure.stated is not None or figure.value == one.value:
            continue
        yield Disagreement(
            told[one.code, one.year],
            figure.title,
            one.year,
            said(figure.value, figure.unit, figure.counter),
            said(one.value, figure.unit, figure.counter),
            one.paper,
            _reason(figures.records(figure.code, figure.year)["positions"], figure, one),
            records_url(one.code, one.year, ""),
            one.url,
        )


def _reason(positions: list[int], figure: Told, one: Elsewhere) -> Bilingual:
    if one.said_on is None:
        return Bilingual(
            "那份文件没有写明日期，请逐条核对。", "That paper bears no day; compare record by record."
        )
    end_of_day = datetime.combine(one.said_on, time.max, SHANGHAI)
    late = LogEntry.objects.filter(position__in=positions, recorded_at__gt=end_of_day).count()
    if late:
        return Bilingual(
            f"依据的{figure.records_count}条记录中，有{late}条在{one.said_on}之后登记。",
            f"Of its {figure.records_count} records {late} were entered after {one.said_on}.",
        )
    return Bilingual(
        f"依据的{figure.records_count}条记录都在{one.said_on}之前登记，两处至少有一处数错。",
        f"All of its {figure.records_count} records were entered before {one.said_on}: one of the two is wrong.",
    )


def _within(opened: Opened) -> Iterator[WithinItself]:
    lines = told_lines(opened)
    starts: list[tuple[int, str]] = []
    at = 0
    for path, line in lines:
        starts.append((at, path))
        at += len(line) + 1
    for fault in find_faults(read("\n".join(line for _path, line in lines))):
        # What concerns the document as a whole (its title, its date) is not in this text.
        if fault.start is None:
            continue
        path = next(path for start, path in reversed(starts) if start <= fault.start)
        yield WithinItself(path, fault.says, fault.should, fault.severity is Severity.ERROR)
