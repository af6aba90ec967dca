"""Recognitions entered year by year, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Body, Brief, Story, Target, lives, plays
from yifa.law.limits import add_years, end_of_year
from yifa.procedure import Json
from yifa.work.recognition.registers import KINDS, LEVELS

_RECOGNISERS = {
    ("national", "high_tech_enterprise"): "省高新技术企业认定管理机构",
    ("national", "technology_sme"): "全国科技型中小企业信息服务平台",
    ("national", ""): "国家主管部门",
    ("provincial", ""): "省主管部门",
}


def _entry(
    brief: Brief, kind: str, level: str, number: int, body: Body, recognised: date, valid_until: date | None
) -> Story:
    by = _RECOGNISERS.get((level, kind)) or _RECOGNISERS.get((level, "")) or brief.bureau_name
    name = (
        body.name
        if kind in ("high_tech_enterprise", "technology_sme")
        else (f"{brief.place}演示{LEVELS[level].zh}{KINDS[kind].zh}第{number + 1:03d}号")
    )
    recorded = brief.after(recognised, 3)
    answers: dict[str, Json] = {
        "platform_kind": kind,
        "level": level,
        "body_name": name,
        "party": body.name,
        "recognised_by": by,
        "document_number": f"{recognised.year}年{LEVELS[level].zh}{KINDS[kind].zh}认定公告",
        "recognised_on": recognised.isoformat(),
    }
    if valid_until is not None:
        answers["valid_until"] = valid_until.isoformat()
    return Story(
        "recognition-entry",
        name,
        (
            Beat(recorded, "record", answers),
            Beat(brief.after(recorded, 1), "check", {"agrees": True}),
            Beat(brief.after(recorded, 2), "enter"),
        ),
        body=body,
    )


@plays("recognition.platforms")
def platforms(brief: Brief, target: Target) -> Iterator[Story]:
    """Platforms are built up over the three years to the year of the figure."""
    for index, part in enumerate(target.spelled_out("municipal.engineering_research_centre")):
        level, kind = part.split(".")
        recognised = brief.spread(index // 3, target.total // 3 + 1, target.year - 2 + index % 3, leave=20)
        yield _entry(brief, kind, level, index, brief.institution(index % 97 + 1), recognised, None)


def _by_year(target: Target) -> Iterator[tuple[int, int]]:
    """How many enter in each year so that the stock at each year's end is the one published."""
    before = 0
    for year, standing in sorted((target.series or {target.year: target.total}).items()):
        yield year, standing - before
        before = standing


@plays("recognition.national_high_tech")
def national_high_tech(brief: Brief, target: Target) -> Iterator[Story]:
    """Entered in the year they were recognised; a certificate is valid for three years (国科发火〔2016〕32号)."""
    number = 0
    for year, entering in _by_year(target):
        for index in range(entering):
            recognised = brief.spread(index, entering, year, leave=15)
            # The first year's stock keeps standing to the end of the series: those are renewed on paper by their term.
            valid_until = add_years(recognised, 3)
            yield _entry(
                brief,
                "high_tech_enterprise",
                "national",
                number,
                brief.enterprise(1001 + number),
                recognised,
                valid_until,
            )
            number += 1


@plays("recognition.municipal_high_tech")
def municipal_high_tech(brief: Brief, target: Target) -> Iterator[Story]:
    """The bureau's own recognition: those of the target's year go the whole way, earlier ones were entered as they stood."""
    number = 0
    for year, entering in _by_year(target):
        for index in range(entering):
            body = brief.enterprise(2001 + number)
            if year == target.year and target.series:
                yield _own(brief, number, body, brief.spread(index, entering, year, leave=60))
            else:
                recognised = brief.spread(index, entering, year, leave=15)
                yield _entry(
                    brief,
                    "high_tech_enterprise",
                    "municipal",
                    number,
                    body,
                    recognised,
                    add_years(recognised, 3),
                )
            number += 1


def _own(brief: Brief, number: int, body: Body, start: date) -> Story:
    decided = brief.after(start, 15)
    recognised = brief.after(decided, 9)
    return Story(
        "municipal-recognition",
        f"市级高新技术企业认定：{body.name}",
        (
            Beat(
                start,
                "apply",
                {
                    "platform_kind": "high_tech_enterprise",
                    "call_number": f"{start.year}年市级高新技术企业申报通知",
                    "body_name": body.name,
                    "integrity_promise": True,
                },
            ),
            Beat(brief.after(start, 2), "check-form", {"form_passed": True}),
            Beat(
                brief.after(start, 6),
                "declare-avoidance",
                {"experts": ["评审专家甲", "评审专家乙", "评审专家丙"], "conflict_free": True},
            ),
            Beat(
                brief.after(start, 9),
                "expert-review",
                {"score": 82, "recommends": True, "review_opinion": "符合认定条件，建议认定。"},
                co_signers=2,
            ),
            Beat(
                decided,
                "decide-collectively",
                {
                    "decided_on": decided.isoformat(),
                    "approved": True,
                    "decision_note": "同意认定，按程序公示。",
                },
            ),
            Beat(
                brief.after(decided, 1), "open-notice", {"notice_from": brief.after(decided, 1).isoformat()}
            ),
            Beat(
                recognised,
                "recognise",
                {
                    "document_number": f"{brief.document_code}〔{start.year}〕{100 + number}号",
                    "recognised_on": recognised.isoformat(),
                    "valid_until": add_years(recognised, 3).isoformat(),
                },
            ),
            Beat(
                brief.after(recognised, 4),
                "issue-certificate",
                {"certificate_number": f"{start.year}{number + 1:04d}", "delivered_by": "post"},
            ),
        ),
        body=body,
    )


@plays("recognition.technology_sme")
def technology_sme(brief: Brief, target: Target) -> Iterator[Story]:
    """Entered anew each year: the number is valid for the year in which it was given."""
    for year, entering in sorted((target.series or {target.year: target.total}).items()):
        for index in range(entering):
            recognised = brief.spread(index, entering, year, leave=15)
            yield _entry(
                brief,
                "technology_sme",
                "national",
                index,
                brief.enterprise(3001 + index),
                recognised,
                end_of_year(year),
            )


@lives("recognition")
def open_recognitions(brief: Brief) -> Iterator[Story]:
    """A recognition waiting for its second check, and an application for the bureau's own."""
    start = brief.before_today(5)
    story = _entry(brief, "key_laboratory", "provincial", 900, brief.institution(98), start, None)
    yield Story(story.procedure, story.title, story.beats[:1], story.body)
    own = _own(brief, 900, brief.enterprise(2901), brief.before_today(9))
    yield Story(own.procedure, own.title, own.beats[:3], own.body)
