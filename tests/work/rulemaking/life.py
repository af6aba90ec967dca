"""A document's life as tests take it, step by step, up to any of them; the version of 2020 needs no linked cases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from tests.work.conftest import Desk

BEGAN: Final = date(2021, 3, 1)
# Nothing in it makes the screening ask.
TEXT: Final = """第一条 为支持科技型中小企业使用科技服务，依据《中华人民共和国科学技术进步法》，制定本办法。
第二条 本办法所称科技创新券，是指市级财政安排的，用于支持企业购买科技服务的凭证。
第三条 市科学技术局负责创新券的发放、兑付和绩效评价。
第四条 符合条件的企业通过政务服务网自愿申领，市科学技术局自收到申领之日起五个工作日内办结。
第五条 本办法由某市科学技术局负责解释。
第六条 本办法自2021年7月1日起施行，有效期5年。"""
PROPOSAL: Final[dict[str, Any]] = {
    "title": "某市科技创新券管理办法",
    "kind": "measures",
    "need": "原办法到期",
    "legal_basis": "《中华人民共和国科学技术进步法》第三十三条",
    "expected_effect": "支持中小企业购买科技服务",
    "touches_market_actors": True,
    "touches_operators": True,
    "kind_of_major": "major_decision",
    "is_urgent": False,
}
ISSUED: Final[dict[str, Any]] = {"effective_on": "2021-07-01", "expires_on": "2026-06-30", "is_trial": False}
PUBLISHED: Final[dict[str, Any]] = {
    "published_on": "2021-05-10",
    "with_interpretation": False,
    "filing_within": "days_15",
}

STEPS: Final[tuple[tuple[int, str, str, dict[str, Any]], ...]] = (
    (3, "draft", "drafter", {"text": TEXT, "explanation": "说明"}),
    (4, "screen", "drafter", {}),
    (
        7,
        "consult-departments",
        "drafter",
        {"departments": "财政局", "department_views": "无意见", "department_treatment": "无"},
    ),
    (
        9,
        "consult-market-actors",
        "drafter",
        {"bodies_heard": "企业协会", "body_views": "支持", "body_treatment": "采纳"},
    ),
    (
        44,
        "consult-public",
        "drafter",
        {"consulted_from": "2021-03-11", "consulted_until": "2021-04-12", "public_treatment": "采纳一条"},
    ),
    (45, "review-competition", "drafter", {"competition_conclusion": "no_effect"}),
    (46, "submit", "drafter", {"papers_complete": True}),
    (50, "hear-counsel", "counsel", {"opinion": "lawful", "counsel_reasons": "依据充分"}),
    (51, "review-legality", "lawyer", {"opinion": "lawful", "review_reasons": "与上位法一致"}),
    (51, "respond", "drafter", {"adoption": "adopted", "adoption_reasons": "全部采纳"}),
    (
        60,
        "deliberate",
        "office",
        {"deliberated_on": "2021-04-30", "meeting": "局长办公会议", "passed": True},
    ),
    (67, "sign", "head", {}),
    (67, "check-secrecy", "office", {"may_open": True}),
    (68, "issue", "keeper", ISSUED),
    (70, "publish", "keeper", PUBLISHED),
    (71, "interpret", "drafter", {"interpreted_on": "2021-05-11", "interpretation": "解读"}),
    (73, "file-for-record", "keeper", {"filed_on": "2021-05-13", "filed_with": "市人民政府"}),
    (80, "confirm-filing", "keeper", {"receipt_number": "备字1号", "receipt_on": "2021-05-20"}),
)


def day_of(step: str, began: date = BEGAN) -> date:
    """The day on which a step is taken."""
    return began + timedelta(next(days for days, key, _who, _answers in STEPS if key == step))


def live(desk: Desk, until: str, began: date = BEGAN, **changes: Any) -> int:
    """A document taken up to and with a step. changes: answers by question, whichever step asks them."""
    asked = {**PROPOSAL, **{key: value for key, value in changes.items() if key in _PROPOSED}}
    case = desk.open("normative-document", "propose", "drafter", began, **asked)
    for days, step, who, answers in STEPS:
        if until == "propose":
            break
        if step == "consult-market-actors" and not asked["touches_market_actors"]:
            continue
        if step == "review-competition" and not asked["touches_operators"]:
            continue
        if step in ("hear-counsel", "respond") and asked["kind_of_major"] == "none":
            continue
        given = {key: changes.get(key, value) for key, value in answers.items()}
        given |= {key: changes[key] for key in _OPTIONAL.get(step, ()) if key in changes}
        desk.take(case, step, who, began + timedelta(days), **given)
        if step == until:
            break
    return case


_PROPOSED: Final = frozenset(PROPOSAL) | {"urgent_reason", "replaces"}
_OPTIONAL: Final = {
    "issue": ("document_number",),
    "publish": ("early_reason", "link"),
    "screen": ("finding_answers",),
}
