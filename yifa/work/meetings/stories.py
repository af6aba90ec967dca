"""Meetings, items behind their gate, and reports heard, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays

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


def _item(brief: Brief, index: int, kind: str, start_index: int, count: int, year: int) -> Story:
    names = _ITEMS[kind]
    title = f"关于{names[index % len(names)]}的议题（第{index + 1}号）"
    start = brief.spread(start_index, count, year, leave=60)
    on_agenda, held = brief.after(start, 6), brief.after(start, 10)
    due = brief.after(held, 20)
    return Story(
        "meeting-item",
        title,
        (
            Beat(
                start,
                "propose",
                {
                    "title": title,
                    "kind_of_major": kind,
                    "meeting_kind": "party_group",
                    "summary": f"{title}，提请集体讨论决定。",
                },
            ),
            Beat(
                brief.after(start, 4),
                "give-legal-opinion",
                {"opinion": "lawful", "opinion_reasons": "权限、程序、内容符合法律法规规定。"},
            ),
            Beat(
                on_agenda,
                "put-on-agenda",
                {"meeting_on": held.isoformat(), "papers_sent_on": on_agenda.isoformat()},
            ),
            Beat(
                held,
                "deliberate",
                {
                    "held_on": held.isoformat(),
                    "meeting_name": "党组会议",
                    "entitled": 5,
                    "present": 5,
                    "votes_for": 5,
                    "votes_against": 0,
                    "abstentions": 0,
                    "head_spoke_last": True,
                    "discipline_present": True,
                },
            ),
            Beat(held, "decide", {"outcome": "approved", "decision_text": "会议同意，按程序组织实施。"}),
            Beat(
                brief.after(held, 2),
                "write-minutes",
                {"minutes_text": f"会议讨论了{title}，同意按程序组织实施。"},
            ),
            Beat(
                brief.after(held, 3),
                "assign-follow-up",
                {"owner_department": "办公室", "due_on": due.isoformat()},
            ),
            Beat(
                brief.after(held, 15),
                "report-follow-up",
                {"follow_up": "已按会议决定办理完毕。", "done": True},
            ),
            Beat(brief.after(held, 17), "publish", {"published_on": brief.after(held, 17).isoformat()}),
            Beat(brief.after(held, 18), "close"),
        ),
    )


@plays("meetings.three_majors_items")
def items(brief: Brief, target: Target) -> Iterator[Story]:
    """Each item passes its legal opinion before it is put on an agenda."""
    kinds = (
        target.spelled_out() if target.parts else tuple(_TURN[i % len(_TURN)] for i in range(target.total))
    )
    for index, kind in enumerate(kinds):
        yield _item(brief, index, kind, index, target.total, target.year)


@plays("meetings.special_party_group")
def special_meetings(brief: Brief, target: Target) -> Iterator[Story]:
    """Meetings of the Party group on law-based government, over the year."""
    for index in range(target.total):
        convened = brief.spread(index, target.total, target.year, leave=15)
        topic = f"研究部署法治政府建设工作（第{index + 1}次）"
        yield _meeting(brief, "party_group_special", topic, convened)


def _meeting(brief: Brief, kind: str, topic: str, convened: date) -> Story:
    held = brief.after(convened, 4)
    return Story(
        "meeting",
        topic,
        (
            Beat(convened, "convene", {"meeting_kind": kind, "topic": topic, "held_on": held.isoformat()}),
            Beat(held, "hold", {"entitled": 5, "present": 5, "chair": "党组书记、局长"}),
            Beat(
                brief.after(held, 2),
                "write-minutes",
                {"minutes_text": f"会议{topic}，明确责任分工和完成时限。"},
            ),
            Beat(brief.after(held, 3), "close"),
        ),
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
    """An item that waits for its legal opinion, one found unlawful, and one ready for the agenda."""
    for number, ago, opinion in ((1, 2, ""), (2, 6, "unlawful"), (3, 7, "lawful")):
        start = brief.before_today(ago)
        title = (
            "关于科技创新券管理办法修订的议题",
            "关于指定服务机构承接检测业务的议题",
            "关于研发补助资金安排的议题",
        )[number - 1]
        kind = ("major_decision", "major_project", "large_funds")[number - 1]
        beats = [
            Beat(
                start,
                "propose",
                {
                    "title": title,
                    "kind_of_major": kind,
                    "meeting_kind": "party_group",
                    "summary": f"{title}，提请集体讨论决定。",
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
        yield Story("meeting-item", title, tuple(beats))
