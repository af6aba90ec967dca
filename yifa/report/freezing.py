"""Freezing: the report's figures, the records behind them, the head of the log and the papers are kept as they are, for ever."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yifa.cases.tree import integrate
from yifa.figures.periods import SHANGHAI
from yifa.law.text import Bilingual
from yifa.report.checks import Flag, Missing, flags, missing
from yifa.report.errors import NotReady, ReportFrozen
from yifa.report.models import FrozenFigure, Output, Report, Status
from yifa.report.papers import Opened, open_report, papers
from yifa.report.values import LiveFigures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yifa.house.models import Officer

MOST_REASONS = 12


def open_points(opened: Opened) -> tuple[Bilingual, ...]:
    """What must be settled before the report can be frozen, as sentences."""
    lacking = missing(opened.outline, opened.passages, opened.setting)
    numbers = flags(opened.passages, opened.report.ties.all(), setting=opened.setting)
    return reasons_against(lacking, numbers)


def reasons_against(lacking: Sequence[Missing], numbers: Sequence[Flag]) -> tuple[Bilingual, ...]:
    """The same from findings already made."""
    found = [
        Bilingual(
            zh=f"“{each.place.zh}”：{each.title.zh}，{each.remedy.zh}",
            en=f"{each.place.en}: {each.title.en}. {each.remedy.en}",
        )
        for each in lacking
        if each.stops_freezing
    ]
    return (*found, *(flag.sentence for flag in numbers if flag.is_open))[:MOST_REASONS]


def freeze(report: Report, *, officer: Officer | None, now: datetime, site: str = "") -> Report:
    """Freezes the report. ``site``: address of the desk, to which its figures lead.

    The checkpoint is taken after the records were counted, so that it covers every act behind the figures. Raises ReportFrozen
    where it is frozen already, NotReady with what is open, RecordProblem where the log cannot be signed.
    """
    with transaction.atomic():
        locked = Report.objects.select_for_update(of=("self",)).select_related("bureau").get(pk=report.pk)
        if locked.is_frozen:
            raise ReportFrozen(locked.title)
        reasons = open_points(open_report(locked))
        if reasons:
            raise NotReady(reasons)
        # Read anew, so that what is kept is what the papers tell, and not also what the checks looked at.
        opened = open_report(locked)
        on = now.astimezone(SHANGHAI).date()
        locked.dated_on = locked.dated_on or on
        made = papers(opened, on, site)
        figures = opened.setting.figures
        assert isinstance(figures, LiveFigures)
        rows = []
        for place, told in enumerate(figures.used(), start=1):
            content, records = figures.frozen(told.code, told.year)
            rows.append(
                FrozenFigure(
                    bureau_id=locked.bureau_id,
                    report=locked,
                    place=place,
                    code=told.code,
                    year=told.year,
                    content=content,
                    records=dict(records),
                )
            )
        FrozenFigure.objects.bulk_create(rows)
        Output.objects.bulk_create(
            Output(
                bureau_id=locked.bureau_id,
                report=locked,
                name=paper.name,
                media_type=paper.media_type,
                digest=paper.digest,
                content=paper.content,
            )
            for paper in made
        )
        head = integrate(locked.bureau, now)
        # A bureau that has recorded no act has no head to sign.
        locked.checkpoint = head.note if head is not None else ""
        locked.status = Status.FROZEN
        locked.frozen_at = now
        locked.frozen_by = officer
        locked.save(update_fields=["dated_on", "checkpoint", "status", "frozen_at", "frozen_by"])
    return locked
