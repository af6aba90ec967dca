"""The end of the demonstrated year: the report is composed and frozen, and the annual report goes its own procedure.

Its days are counted back from the day that the bureau's own report bears. A report dated inside its own year could not have been
begun after the year's end; there the demonstration leaves the report as a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from yifa.cases.stories import Beat, Brief, Story
from yifa.demo.director import Cue
from yifa.demo.profile import YearProfile
from yifa.house.models import Bureau, Officer
from yifa.law.limits import end_of_year
from yifa.report.drafting import begin, confirm, save, set_date, written
from yifa.report.freezing import freeze
from yifa.report.models import Report
from yifa.report.outlines import Content

_SAID = {
    Content.SHORTCOMINGS: "本报告由演示数据编成，存在的不足和原因应由机关据实填写。",
    Content.NEXT_YEAR: "本报告由演示数据编成，下一年度的安排应由机关据实填写。",
    Content.FIRST_RESPONSIBLE: "本报告由演示数据编成，主要负责人履行职责的情况应由机关据实填写。",
}


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What happens after the year: the annual report's story, and the moment at which its figures are frozen."""

    stories: tuple[Story, ...]
    cues: tuple[Cue, ...]


def year_end(profile: YearProfile, bureau: Bureau, brief: Brief) -> YearEnd:
    """The year's end of a profile; empty where the report is dated before the year was over."""
    dated = brief.after(brief.before(profile.source.dated, 1), 1)
    frozen_on = brief.before(dated, 8)
    # Both limits of the report run from the last day of the year, whatever day of the week it is.
    ended = end_of_year(profile.year)
    if frozen_on <= ended:
        return YearEnd((), ())

    def compose(now: datetime) -> None:
        report = begin(bureau, profile.year, now=now, outline_key=profile.outline)
        set_date(report, profile.source.dated, now=now)
        writer = _writer(frozen_on)
        _write(report, writer, now)
        freeze(report, officer=writer, now=now)

    return YearEnd(
        (Story("annual-report", profile.source.title, tuple(_beats(profile, brief, ended, dated))),),
        (Cue(frozen_on, compose),),
    )


def _beats(profile: YearProfile, brief: Brief, ended: date, dated: date) -> Iterator[Beat]:
    number = f"{brief.document_code}〔{dated.year}〕3号"
    yield Beat(ended, "end-year", {"report_year": profile.year, "outline": profile.outline})
    yield Beat(brief.before(dated, 7), "compose", {"figures_frozen": True})
    yield Beat(brief.before(dated, 6), "clear-legality", {"cleared": True})
    yield Beat(brief.before(dated, 5), "clear-secrecy", {"may_open": True})
    yield Beat(
        brief.before(dated, 3),
        "deliberate",
        {"deliberated_on": brief.before(dated, 3).isoformat(), "passed": True},
    )
    # A document bears the day of its signature.
    yield Beat(
        dated,
        "sign",
        {"document_number": number, "sent_to": "市委、市人民政府", "sent_to_department": "省科学技术厅"},
    )
    yield Beat(dated, "deliver", {"delivered_on": dated.isoformat()})
    yield Beat(brief.after(dated, 1), "publish", {"published_on": brief.after(dated, 1).isoformat()})
    yield Beat(brief.after(dated, 2), "close")


def _write(report: Report, writer: Officer | None, now: datetime) -> None:
    """What only a bureau can know is not made up: the demonstration says so where the law wants words, under a name."""
    passages = written(report)
    told = {each.passage.covers for each in passages if each.text}
    for each in passages:
        covers = each.passage.covers
        says = _SAID.get(covers) if covers is not None and each.passage.level == 1 else None
        if says is not None and covers not in told:
            save(report, each.passage.path, says, officer=writer, now=now, expected=each.number)
            if writer is not None:
                confirm(report, each.passage.path, basis="演示", officer=writer, now=now)


def _writer(on: date) -> Officer | None:
    """Whoever writes the report in this bureau."""
    officers = Officer.objects.order_by("id")
    return next((officer for officer in officers if "report-writer" in officer.powers_on(on)), None)
