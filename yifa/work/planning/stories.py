"""Tasks of the year's plan, from approval to verified evidence, told in advance."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays
from yifa.law.limits import end_of_month

_TASKS = (
    "召开法治政府建设专题会议",
    "制定年度学法计划",
    "开展规范性文件清理",
    "落实法律顾问制度",
    "完善重大事项集体决策制度",
    "推进服务型行政执法示范创建",
    "规范行政审批事项",
    "压缩政务服务办理时限",
    "开展科技政策宣讲",
    "落实行政执法公示制度",
    "开展科研诚信建设",
    "报送涉企信用信息",
    "办理人大建议政协提案",
    "公开政府信息",
    "开展宪法宣传",
    "培训行政执法人员",
    "审查政府合同",
    "建立会商监督机制",
    "推进创新平台建设",
    "培育高新技术企业",
    "报告法治政府建设情况",
    "整改上级反馈问题",
)


def _task(brief: Brief, index: int, year: int) -> Story:
    title = _TASKS[index % len(_TASKS)] + (f"（{index // len(_TASKS) + 1}）" if index >= len(_TASKS) else "")
    planned = brief.spread(index, 400, year)
    approved = brief.after(planned, 4)
    months = (3, 6, 9)
    finished = brief.spread(200 + index, 260, year, leave=10)
    deadline = brief.after(finished, 6)
    beats = [
        Beat(
            planned,
            "plan",
            {
                "title": title,
                "owner_department": "政策法规科",
                "deadline": deadline.isoformat(),
                "measure": "完成工作并提交佐证材料，经核验通过。",
                "plan_year": year,
                "task_group": "法治政府建设",
            },
        ),
        Beat(approved, "approve"),
    ]
    for month in months:
        day = brief.before(end_of_month(approved.replace(month=month, day=1)), 2)
        if approved < day < finished:
            beats.append(
                Beat(
                    day,
                    "report-progress",
                    {"month": f"{year}-{month:02d}", "progress": "按计划推进。", "percent_done": month * 10},
                )
            )
    beats += [
        Beat(
            finished,
            "submit-evidence",
            {"evidence": "会议记录、文件和台账。", "completed_on": finished.isoformat()},
        ),
        Beat(brief.after(finished, 2), "verify", {"verified": True}),
        Beat(brief.after(finished, 3), "close"),
    ]
    return Story("planned-task", title, tuple(beats))


@plays("planning.tasks")
def tasks(brief: Brief, target: Target) -> Iterator[Story]:
    """Planned in January, reported through the year, closed on verified evidence."""
    for index in range(target.total):
        yield _task(brief, index, target.year)


@lives("planning")
def open_tasks(brief: Brief) -> Iterator[Story]:
    """Next year's plan, drafted and waiting for deliberation; two tasks of this year's plan that are under way."""
    year = brief.today.year + 1
    yield Story(
        "annual-plan",
        f"{year}年法治政府建设工作要点",
        (
            Beat(
                brief.before_today(6),
                "draft",
                {
                    "plan_title": f"{year}年法治政府建设工作要点",
                    "plan_year": year,
                    "plan_goals": "把依法决策、规范性文件、政务服务和接受监督各项制度落到实处。",
                    "plan_items": [{"task": name, "department": "政策法规科"} for name in _TASKS[:8]],
                },
            ),
        ),
    )
    for index in (3, 8):
        story = _task(brief, index, brief.today.year)
        yield Story(
            story.procedure, story.title, tuple(beat for beat in story.beats if beat.on < brief.today)[:3]
        )
