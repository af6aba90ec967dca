"""Freezing: the report's figures, the records behind them, the head of the log and the papers are kept as they are, for ever.

It makes the report final and shows it to nobody: the annual report's procedure has it signed, delivered and published.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yifa.cases.log.tree import integrate
from yifa.cases.orders.house_acts import enter_house
from yifa.figures.periods import SHANGHAI
from yifa.law.text import Bilingual
from yifa.report.acts import FREEZE, actor_of
from yifa.report.drafting import settle, texts
from yifa.report.errors import NotReady, ReportFrozen, Unconfirmed, YearNotOver
from yifa.report.models import FrozenFigure, Output, Report, Status
from yifa.report.papers import Opened, document_of, fragment, open_report, papers
from yifa.report.unsettled import Flag, Missing, Standing, flags, missing, standing
from yifa.report.values import LiveFigures, exported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yifa.house.models import Officer

MOST_REASONS = 12


def is_over(year: int, now: datetime) -> bool:
    """Whether the year has ended in China."""
    return now.astimezone(SHANGHAI).year > year


def open_points(opened: Opened) -> tuple[Bilingual, ...]:
    """What must be settled before the report can be frozen, as sentences."""
    lacking = missing(opened.outline, opened.passages, opened.setting)
    numbers = flags(opened.passages, opened.report.ties.all(), setting=opened.setting)
    own = standing(opened.passages, opened.report.confirmations.all(), opened.setting)
    return reasons_against(lacking, numbers, own)


def reasons_against(
    lacking: Sequence[Missing], numbers: Sequence[Flag], own: Sequence[Standing]
) -> tuple[Bilingual, ...]:
    """The same from findings already made."""
    found = [
        Bilingual(
            zh=f"“{each.place.zh}”：{each.title.zh}，{each.remedy.zh}",
            en=f"{each.place.en}: {each.title.en}. {each.remedy.en}",
        )
        for each in lacking
        if each.stops_freezing
    ]
    typed = (flag.sentence for flag in numbers if flag.is_open)
    return (*found, *typed, *(one.sentence for one in own if one.is_open))[:MOST_REASONS]


def refuse(report: Report, now: datetime) -> None:
    """Raises what stands against freezing the report now: ReportFrozen, YearNotOver, NotReady."""
    if report.is_frozen:
        raise ReportFrozen(report.title)
    if not is_over(report.year, now):
        raise YearNotOver(report.year)
    reasons = open_points(open_report(report))
    if reasons:
        raise NotReady(reasons)


def seal(opened: Opened) -> str:
    """A digest of all that freezing would make final: title, outline, words, date, and every figure as it is now.

    Who confirms the freezing of what a page shows sends it back, so that nothing else is frozen. Raises what composing raises.
    """
    report = opened.report
    document_of(opened, report.dated_on or date.max)
    told = exported(opened.setting.figures)
    whole = [
        report.title,
        report.outline_hash,
        str(report.dated_on),
        sorted(texts(opened.passages).items()),
        sorted(told, key=lambda one: (one["code"], one["year"])),
    ]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, default=str).encode()).hexdigest()


def freeze(
    report: Report, *, officer: Officer | None, now: datetime, site: str = "", confirmed: str | None = None
) -> Report:
    """Freezes the report. It publishes nothing: that is a step of the annual report's procedure.

    site: address of the desk, to which its figures lead. confirmed: the ``seal`` of what was confirmed, where somebody did.

    The checkpoint is taken after the records were counted, so that it covers every act behind the figures. Raises ReportFrozen
    where it is frozen already, YearNotOver, NotReady with what is open, Unconfirmed, RecordProblem where the log cannot be
    signed.
    """
    with transaction.atomic():
        locked = Report.objects.select_for_update(of=("self",)).select_related("bureau").get(pk=report.pk)
        refuse(locked, now)
        # Read anew, so that what is kept is what the papers tell, and not also what the checks looked at.
        opened = open_report(locked)
        if confirmed is not None and confirmed != seal(opened):
            raise Unconfirmed
        settle(locked, opened.passages, now)
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
            for paper in (*made, fragment(opened, on))
        )
        enter_house(
            locked.bureau,
            FREEZE,
            actor=actor_of(locked.bureau, officer),
            answers={"year": locked.year, "figures": len(rows), "outputs": [paper.digest for paper in made]},
            now=now,
        )
        head = integrate(locked.bureau, now)
        assert head is not None
        locked.checkpoint = head.note
        locked.status = Status.FROZEN
        locked.frozen_at = now
        locked.frozen_by = officer
        locked.save(update_fields=["dated_on", "checkpoint", "status", "frozen_at", "frozen_by"])
    return locked
