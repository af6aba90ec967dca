"""Reviews told in advance: measures of a science bureau, laid open, screened, amended where they must be, concluded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from yifa.cases.stories import Answers, Beat, Brief, Story, Target, lives, plays
from yifa.law.limits import add_years
from yifa.screening import screen
from yifa.screening.answering import keys_of
from yifa.work.competition.drafts import context, rules

_SUBJECTS: Final = (
    "科技创新券管理",
    "企业研发费用补助",
    "科技企业孵化器管理",
    "技术转移机构奖补",
    "重大科技专项管理",
    "科技金融贷款贴息",
    "新型研发机构支持",
    "科技特派员服务",
)
_FREE: Final = (
    "第三条 符合公布条件的企业和服务机构，不分所有制和所在地，均可申请。"
    "第四条 支持标准按照经核定的支出的百分之十计算。"
)
_TIED: Final = (
    "第三条 创新券只能用于购买本市服务机构提供的服务。第四条 支持标准按照经核定的支出的百分之十计算。"
)
_GROUPS: Final = ("market_entry", "free_movement", "cost", "conduct")
# The conclusions that a story reaches by an assessment that something restricts.
_RESTRICTING: Final = ("amended", "exception", "may_not_issue")


def _answered(text: str, on: date) -> str:
    """An answer to everything that screening asks about a text."""
    findings = screen(text, rules=rules(), context=context(on))
    return "\n".join(f"【{key}】已经核对，在评估中处理。" for key in keys_of(findings)) or "无"


def _assessed(meets: bool) -> Answers:
    found = {} if meets else {"items_found": "11(2) 第三条限于本市服务机构，限定了交易对象"}
    return {
        **{f"group_{key}": "none" for key in _GROUPS},
        **({} if meets else {"group_market_entry": "found"}),
        **found,
        "market_effects": ["none"] if meets else ["tied_choice"],
        "assessment": "meets" if meets else "restricts",
        "assessment_reasons": "各类经营者适用同一条件。" if meets else "限定了服务机构的所在地。",
    }


def _heard(brief: Brief, received: int) -> Answers:
    return {
        "parties_heard": ["operators", "associations"],
        "touches_public": False,
        "who_was_heard": f"书面征求{brief.place}科技服务机构和行业协会的意见。",
        "views": "建议明确支持标准和办理时限。",
        "views_treated": "已经采纳。",
        "views_received": received,
        "views_adopted": received,
    }


def _review(brief: Brief, index: int, opened: date, outcome: str) -> Story:
    """A review from its opening to its conclusion; one under an exception stays open until its end."""
    title = f"{brief.place}{_SUBJECTS[index % len(_SUBJECTS)]}办法" + (
        f"（{index // len(_SUBJECTS) + 1}）" if index >= len(_SUBJECTS) else ""
    )
    text = _TIED if outcome in _RESTRICTING else _FREE

    def after(days: int) -> date:
        return brief.after(opened, days)

    beats = [
        Beat(
            opened,
            "receive",
            {
                "title": title,
                "measure_kind": "normative_document",
                "issuing_level": "department",
                "touches_operators": True,
                "draft_text": text,
                "purpose": "支持企业创新，规范资金使用。",
            },
        ),
        Beat(after(1), "screen", {"finding_answers": _answered(text, after(1))}),
        Beat(after(5), "consult", _heard(brief, 2 + index % 3)),
        Beat(after(6), "assess", _assessed(outcome not in _RESTRICTING)),
    ]
    if outcome == "amended":
        beats += [
            Beat(after(7), "revise", {"draft_text": _FREE, "changes_made": "删去服务机构所在地的限制。"}),
            Beat(after(7), "screen", {"finding_answers": _answered(_FREE, after(7))}),
            Beat(after(8), "assess", _assessed(True)),
        ]
    if outcome == "exception":
        beats.append(
            Beat(
                after(7),
                "justify-exception",
                {
                    "exception_ground": "science",
                    "exception_aim": "补齐本地中试能力的短板。",
                    "exception_no_alternative": "比较了普惠补助和公开遴选，均不能在期限内形成中试能力。",
                    "exception_ends_on": add_years(after(10), 2).isoformat(),
                },
            )
        )
    beats.append(
        Beat(
            after(10),
            "conclude",
            {"outcome": outcome, "conclusion_reasons": "对照审查标准评估，理由见评估情况。"},
        )
    )
    if outcome != "exception":
        beats.append(Beat(after(12), "archive"))
    return Story("fair-competition-review", title, tuple(beats))


@plays("competition.reviewed")
def reviewed(brief: Brief, target: Target) -> Iterator[Story]:
    """Each measure is laid open, screened, heard, assessed and concluded."""
    for index, outcome in enumerate(target.spelled_out("no_restriction")):
        yield _review(brief, index, brief.spread(index, target.total, target.year, leave=25), outcome)


@lives("competition")
def open_reviews(brief: Brief) -> Iterator[Story]:
    """A draft whose findings wait to be answered, and one that waits to be assessed."""
    for number, ago, beats in ((40, 3, 1), (41, 8, 3)):
        story = _review(brief, number, brief.before_today(ago), "amended")
        yield Story(story.procedure, story.title, story.beats[:beats])
