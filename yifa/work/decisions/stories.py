"""Decisions that are under way when the demonstration is made."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.cases.stories import Beat, Brief, Story, lives

_CATALOGUE = "本年度重大行政决策事项目录"
_PLAN = "科技创新平台建设三年行动方案"
_RISKY = "科技园区搬迁整合方案"


@lives("decisions")
def open_decisions(brief: Brief) -> Iterator[Story]:
    """A catalogue that is published, a decision sent for its legality review, and one whose risk is not controllable."""
    drawn = brief.before_today(60)
    consented = brief.after(drawn, 5)
    yield Story(
        "decision-catalogue",
        _CATALOGUE,
        (
            Beat(
                drawn,
                "draw-up",
                {
                    "catalogue_year": drawn.year,
                    "standards": "涉及全市科技发展布局、面向社会实施的重要政策和重要规划。",
                    "items": [
                        {"name": _PLAN, "unit": "政策法规科", "planned": "第四季度"},
                        {"name": _RISKY, "unit": "办公室", "planned": "第四季度"},
                    ],
                },
            ),
            Beat(
                consented,
                "record-consent",
                {"consented": True, "consent_paper": "市委批复", "consent_on": consented.isoformat()},
            ),
            Beat(
                brief.after(drawn, 8),
                "publish-catalogue",
                {"published_on": brief.after(drawn, 8).isoformat(), "published_at": "门户网站"},
            ),
        ),
    )
    yield _decision(brief, _PLAN, 45, specialised=True, risky=False)
    yield _decision(brief, _RISKY, 40, specialised=False, risky=True)


def _decision(brief: Brief, title: str, ago: int, *, specialised: bool, risky: bool) -> Story:
    begun = brief.before_today(ago)
    beats = [
        Beat(
            begun,
            "propose",
            {
                "title": title,
                "catalogue": _CATALOGUE,
                "proposal_source": "unit",
                "need": "落实全市科技发展规划。",
            },
        ),
        Beat(
            brief.after(begun, 3),
            "start",
            {
                "undertaking_unit": "政策法规科",
                "kind_of_major": "major_decision",
                "touches_operators": False,
                "needs_hearing": False,
                "is_specialised": specialised,
                "may_affect_stability": risky,
                "is_urgent": False,
            },
        ),
        Beat(
            brief.after(begun, 10),
            "draft",
            {"text": f"{title}（草案）", "basis": "科学技术进步法及上级规划。"},
        ),
        Beat(
            brief.after(begun, 15),
            "settle-departments",
            {"units_asked": "财政局、自然资源局", "unit_views": "意见一致。"},
        ),
    ]
    if specialised:
        beats.append(
            Beat(
                brief.after(begun, 20),
                "argue-by-experts",
                {
                    "experts": ["专家甲", "专家乙", "专家丙"],
                    "no_interest": True,
                    "opinions_signed": True,
                    "dissent_sought": True,
                    "expert_opinion": "方案可行；一名专家建议分步实施。",
                    "expert_treatment": "采纳分步实施的建议。",
                },
            )
        )
    if risky:
        beats.append(
            Beat(
                brief.after(begun, 20),
                "assess-risk",
                {
                    "appraiser": "第三方评估机构",
                    "risk_points": "企业搬迁补偿分歧较大。",
                    "risk_measures": "尚无可行预案。",
                    "risk_level": "high",
                    "controllable": False,
                },
            )
        )
    return Story("major-decision", title, tuple(beats))
