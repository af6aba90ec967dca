"""Leading groups and statements on law, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays
from yifa.law.limits import end_of_year

_STATEMENT = "一是带头学法；二是依法决策，重大事项会前听取法律意见；三是推进法治政府建设任务；四是存在的不足和改进措施。"


def _leader(number: int) -> str:
    return f"述法对象{number + 1:02d}"


def _round(brief: Brief, title: str, year: int, leaders: list[str], called: date, concluded: bool) -> Story:
    beats = [
        Beat(
            called,
            "call",
            {
                "statement_year": year,
                "leaders": list(leaders),
                "collect_by": end_of_year(year).isoformat(),
                "form": "both",
            },
        )
    ]
    if concluded:
        day = brief.after(called, 26)
        beats += [
            Beat(day, "conclude", {"conclusion": "均已述法并经评议，共性问题已列入整改。"}),
            Beat(brief.after(day, 1), "report-up", {"reported_to": "市委依法治市办"}),
            Beat(brief.after(day, 2), "close"),
        ]
    return Story("statement-round", title, tuple(beats))


def _statement(brief: Brief, title: str, leader: str, year: int, asked: date, form: str, steps: int) -> Story:
    stated = brief.after(asked, 12)
    beats = (
        Beat(
            asked,
            "ask",
            {
                "round": title,
                "leader": leader,
                "collect_by": end_of_year(year).isoformat(),
                "assessed_by": "own",
            },
        ),
        Beat(stated, "state", {"form": form, "statement": _STATEMENT}),
        Beat(
            brief.after(stated, 4),
            "assess",
            {"grade": "good", "comments": "履职到位，学法用法经常。", "must_rectify": False},
            co_signers=2,
        ),
        Beat(brief.after(stated, 6), "close"),
    )
    return Story("statement-on-law", f"{year}年述法：{leader}", beats[:steps])


@plays("leadership.statements")
def statements(brief: Brief, target: Target) -> Iterator[Story]:
    """Called for in November, given, assessed by three people, concluded before the year ends."""
    year, title = target.year, f"{target.year}年度述法工作"
    called = brief.before(end_of_year(year), 36)
    forms = target.spelled_out("in_person")
    leaders = [_leader(number) for number in range(len(forms))]
    yield _round(brief, title, year, leaders, called, concluded=True)
    for leader, form in zip(leaders, forms, strict=True):
        yield _statement(brief, title, leader, year, brief.after(called, 1), form, 4)


@lives("leadership")
def group_and_statements(brief: Brief) -> Iterator[Story]:
    """A leading group that stands, and this year's statements: one given, one awaited."""
    set_up = brief.before_today(120)
    yield Story(
        "leading-group",
        "法治政府建设工作领导小组",
        (
            Beat(
                set_up,
                "establish",
                {
                    "group_name": "法治政府建设工作领导小组",
                    "document": f"{brief.document_code}〔{set_up.year}〕4号",
                    "leader": "党组书记、局长",
                    "deputies": ["党组成员、副局长甲"],
                    "members": ["政策法规科科长", "办公室主任"],
                    "office_at": "政策法规科",
                    "duties": "统筹推进本局法治政府建设。",
                },
            ),
        ),
    )
    called = brief.before_today(20)
    year = called.year
    title = f"{year}年度领导班子述法"
    leaders = [_leader(90), _leader(91)]
    yield _round(brief, title, year, leaders, called, concluded=False)
    yield _statement(brief, title, leaders[0], year, brief.after(called, 1), "written", 2)
    yield _statement(brief, title, leaders[1], year, brief.after(called, 1), "in_person", 1)
