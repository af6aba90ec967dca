"""Credit records proposed, checked and reported, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays
from yifa.procedure import Json

_GRADED_FROM = date(2026, 4, 1)
_CONTENTS = {
    "honour": "获科技创新表彰",
    "administrative_confirmation": "经认定为市级以上创新主体",
    "department_announcement": "列入部门公告的守信单位",
}


def _record(brief: Brief, kind: str, index: int, decided: date) -> Story:
    body = brief.enterprise(4001 + index)
    reported = brief.after(decided, 4)
    number = f"{brief.document_code}信〔{decided.year}〕{index + 1}号"
    # 信用修复管理办法 asks for a grade from its first day on; an honour is none.
    graded: dict[str, Json] = {"grade": "not_adverse"} if decided >= _GRADED_FROM else {}
    return Story(
        "credit-record",
        f"{_CONTENTS.get(kind, '信用信息')}：{body.name}",
        (
            Beat(
                brief.after(decided, 1),
                "propose",
                {
                    "record_kind": kind,
                    "list": "red",
                    **graded,
                    "subject": body.name,
                    "content": _CONTENTS.get(kind, "信用信息"),
                    "document_number": number,
                    "decided_on": decided.isoformat(),
                    "list_basis": "政府部门涉企信息统一归集公示工作实施方案",
                },
            ),
            Beat(brief.after(decided, 2), "check", {"agrees": True}),
            Beat(reported, "report", {"reported_on": reported.isoformat(), "platform": "enterprise_credit"}),
            Beat(
                brief.after(reported, 1),
                "confirm-receipt",
                {"received_on": brief.after(reported, 1).isoformat()},
            ),
            Beat(brief.after(reported, 2), "close"),
        ),
        body=body,
    )


@plays("integrity.red_list")
def red_list(brief: Brief, target: Target) -> Iterator[Story]:
    """Each record is proposed by one officer, checked by another, and reported within seven working days."""
    for index, kind in enumerate(target.spelled_out("honour")):
        yield _record(brief, kind, index, brief.spread(index, target.total, target.year, leave=15))


@lives("integrity")
def open_records(brief: Brief) -> Iterator[Story]:
    """A record whose seven working days are nearly over."""
    story = _record(brief, "honour", 900, brief.before_today(6))
    yield Story(story.procedure, story.title, story.beats[:2], story.body)
