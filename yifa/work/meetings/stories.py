"""Meetings, items behind their gate, and reports heard, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays
from yifa.procedure import Json

_ITEMS = {
    "major_decision": (
        "年度科技工作要点",
        "科技创新政策落实方案",
        "法治政府建设年度安排",
        "重大问题请示报告制度",
        "科技计划管理改革方案",
    ),
    "major_project": ("重大科技专项立项", "公共研发平台建设", "科技项目验收结论", "创新平台建设布局"),
    "large_funds": ("研发补助资金安排", "科技创新券兑付资金", "高新技术企业奖补资金", "部门预算调整"),
    "personnel": ("科室负责人任免", "职级晋升"),
}
# How often each kind comes up where the published figure has no breakdown; only the total is the bureau's.
_TURN = (
    "major_decision",
    "large_funds",
    "major_project",
    "major_decision",
    "large_funds",
    "major_project",
    "personnel",
)
# Since August 2024 an item on a major decision comes from a decision with a procedure of its own.
_OWN_MATTER_FROM: Final = 2024

# Items that wait: title, kind, working days ago, legal opinion.
_OPEN: Final = (
    ("关于科技创新券服务平台建设的议题", "major_project", 2, ""),
    ("关于指定服务机构承接检测业务的议题", "major_project", 6, "unlawful"),
    ("关于研发补助资金安排的议题", "large_funds", 7, "lawful"),
)
_AT_ONE_MEETING: Final = 3


def _item_beats(
    brief: Brief, title: str, kind: str, start: date, held: date, meeting: str
) -> tuple[Beat, ...]:
    """An item up to its decision."""
    others = [*brief.members[1:], *brief.members[:1]]
    return (
        Beat(
            start,
            "propose",
            {
                "title": title,
                "kind_of_major": kind,
                "meeting_kind": "party_group",
                "is_discipline": False,
                "summary": f"{title}，提请集体讨论决定。",
                **_amount(kind),
            },
        ),
        Beat(
            brief.after(start, 3),
            "give-legal-opinion",
            {"opinion": "lawful", "opinion_reasons": "权限、程序、内容符合法律法规规定。"},
        ),
        Beat(brief.after(start, 5), "put-on-agenda", {"meeting": meeting}),
        Beat(
            held,
            "deliberate",
            {
                "views": "\n".join(f"{member}：同意。" for member in others),
                "departs": False,
            },
        ),
        Beat(held, "vote", {"method": "hands", "votes_for": list(brief.members)}),
        Beat(held, "decide", {"outcome": "approved", "decision_text": "会议同意，按程序组织实施。"}),
    )


def _amount(kind: str) -> dict[str, Json]:
    """What a project or a use of funds comes to, in fen."""
    return {"amount": 50_000_000} if kind in ("major_project", "large_funds") else {}


def _item(brief: Brief, title: str, kind: str, start: date, held: date, meeting: str) -> Iterator[Story]:
    """An item from its proposal to its file, and the task that it became."""
    task = f"落实{title}"
    yield Story(
        "meeting-item",
        title,
        (
            *_item_beats(brief, title, kind, start, held, meeting),
            Beat(brief.after(held, 3), "assign-follow-up", {"task": task}),
            Beat(brief.after(held, 17), "confirm-follow-up", {"task_done": task}),
            Beat(brief.after(held, 17), "publish", {"published_on": brief.after(held, 17).isoformat()}),
            Beat(brief.after(held, 18), "close", {"minuted": meeting}),
        ),
    )
    yield Story(
        "decision-task",
        task,
        (
            _assigned(brief, title, task, held, brief.after(held, 20)),
            Beat(brief.after(held, 14), "submit-evidence", {"done": "已按会议决定办理完毕。"}),
            Beat(brief.after(held, 15), "verify", {"verified": True}),
            Beat(brief.after(held, 16), "close"),
        ),
    )


def _assigned(brief: Brief, item: str, task: str, held: date, due: date) -> Beat:
    return Beat(
        brief.after(held, 2),
        "assign",
        {"item": item, "task": task, "owner_department": "办公室", "due_on": due.isoformat()},
    )


@plays("meetings.three_majors_items")
def items(brief: Brief, target: Target) -> Iterator[Story]:
    """Meetings of the Party group with some items each, every item with its legal opinion before it is on the agenda."""
    turn = tuple(kind for kind in _TURN if target.year < _OWN_MATTER_FROM or kind != "major_decision")
    kinds = target.spelled_out() if target.parts else tuple(turn[i % len(turn)] for i in range(target.total))
    sittings = -(-len(kinds) // _AT_ONE_MEETING)
    for number in range(sittings):
        start = brief.spread(number, sittings, target.year, leave=60)
        held = brief.after(start, 9)
        meeting = f"{target.year}年第{number + 1}次党组会议"
        listed = list(enumerate(kinds))[number * _AT_ONE_MEETING : (number + 1) * _AT_ONE_MEETING]
        titles = [f"关于{_ITEMS[kind][at % len(_ITEMS[kind])]}的议题（第{at + 1}号）" for at, kind in listed]
        yield _meeting(brief, "party_group", meeting, start, held, _minutes(titles))
        for title, (_at, kind) in zip(titles, listed, strict=True):
            yield from _item(brief, title, kind, start, held, meeting)


def _minutes(titles: list[str]) -> str:
    return "\n".join(
        f"{number}.会议讨论了{title}，同意按程序组织实施，由办公室督办落实。"
        for number, title in enumerate(titles, start=1)
    )


@plays("meetings.special_party_group")
def special_meetings(brief: Brief, target: Target) -> Iterator[Story]:
    """Meetings of the Party group on law-based government, over the year."""
    for index in range(target.total):
        convened = brief.spread(index, target.total, target.year, leave=15)
        topic = f"研究部署法治政府建设工作（第{index + 1}次）"
        minutes = f"会议{topic}，明确责任分工和完成时限。"
        yield _meeting(brief, "party_group_special", topic, convened, brief.after(convened, 4), minutes)


def _meeting(brief: Brief, kind: str, topic: str, convened: date, held: date, minutes: str) -> Story:
    return Story(
        "convened-meeting",
        topic,
        (
            *_convened(kind, topic, convened, held),
            Beat(
                held,
                "hold",
                {
                    "present": list(brief.members),
                    "attending": ["派驻纪检监察组"],
                    "discipline_present": True,
                },
            ),
            Beat(brief.after(held, 2), "write-minutes", {"minutes_text": minutes}),
            Beat(brief.after(held, 3), "close"),
        ),
    )


def _convened(kind: str, topic: str, convened: date, held: date) -> tuple[Beat, ...]:
    return (
        Beat(
            convened,
            "convene",
            {
                "meeting_kind": kind,
                "topic": topic,
                "held_on": held.isoformat(),
                "place": "局会议室",
            },
        ),
        Beat(convened, "send-papers", {"papers_note": "议题和材料已送各成员。"}),
    )


@plays("meetings.reports_heard")
def reports_heard(brief: Brief, target: Target) -> Iterator[Story]:
    """The head hears a report, instructs, and is told what was done."""
    for index in range(target.total):
        start = brief.spread(index, target.total, target.year, leave=30)
        heard = brief.after(start, 2)
        topic = f"法治政府建设工作推进情况汇报（第{index + 1}次）"
        yield Story(
            "work-report-heard",
            topic,
            (
                Beat(start, "submit-report", {"topic": topic, "reporting_department": "政策法规科"}),
                Beat(heard, "hear", {"heard_on": heard.isoformat()}),
                Beat(heard, "instruct", {"instructions": "对照年度安排逐项落实，问题按时整改。"}),
                Beat(brief.after(heard, 15), "carry-out", {"done": "已对照批示逐项落实。"}),
                Beat(brief.after(heard, 16), "close"),
            ),
        )


@lives("meetings")
def open_items(brief: Brief) -> Iterator[Story]:
    """A meeting called, an item on its agenda, one that waits for counsel, one found unlawful, and a task that is overdue."""
    coming = "下一次党组会议"
    yield Story(
        "convened-meeting",
        coming,
        _convened("party_group", coming, brief.before_today(3), brief.after(brief.today, 2)),
    )
    for title, kind, ago, opinion in _OPEN:
        start = brief.before_today(ago)
        beats = [
            Beat(
                start,
                "propose",
                {
                    "title": title,
                    "kind_of_major": kind,
                    "meeting_kind": "party_group",
                    "is_discipline": False,
                    "summary": f"{title}，提请集体讨论决定。",
                    **_amount(kind),
                    **_amount(kind),
                },
            )
        ]
        if opinion:
            reasons = (
                "权限、程序、内容符合法律法规规定。"
                if opinion == "lawful"
                else "指定特定机构承接业务，排除、限制竞争，没有法律、行政法规依据。"
            )
            beats.append(
                Beat(
                    brief.after(start, 3),
                    "give-legal-opinion",
                    {"opinion": opinion, "opinion_reasons": reasons},
                )
            )
        if opinion == "lawful":
            beats.append(Beat(brief.after(start, 5), "put-on-agenda", {"meeting": coming}))
        yield Story("meeting-item", title, tuple(beats))
    yield from _overdue(brief)


def _overdue(brief: Brief) -> Iterator[Story]:
    start = brief.before_today(30)
    held, meeting = brief.after(start, 9), "上一次党组会议"
    title, task = "关于科技资源开放共享平台建设的议题", "落实科技资源开放共享平台建设"
    yield _meeting(brief, "party_group", meeting, start, held, _minutes([title]))
    yield Story(
        "meeting-item",
        title,
        (
            *_item_beats(brief, title, "major_project", start, held, meeting),
            Beat(brief.after(held, 3), "assign-follow-up", {"task": task}),
        ),
    )
    yield Story("decision-task", task, (_assigned(brief, title, task, held, brief.after(held, 10)),))
