"""Documents made, entered in the register, and reviewed in a clean-up, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays
from yifa.law.limits import add_days, add_years

_SUBJECTS = (
    "科技创新券管理",
    "重大科技专项资金管理",
    "工程技术研究中心建设",
    "重点实验室建设与运行",
    "高新技术企业培育",
    "科技特派员选派",
    "科技成果转化奖补",
    "科技企业孵化器认定",
    "企业研发费用补助",
    "科学技术普及基地",
    "技术合同认定登记工作",
    "新型研发机构备案",
)
_REASONS = {
    "keep": "内容与现行法律法规一致，仍有施行必要。",
    "amend": "部分条款与上位法的新规定不一致，修改后继续施行。",
    "abolish": "依据已被新的规定取代，不再施行。",
    "lapse": "有效期届满，未延续。",
}


def _registration(brief: Brief, number: int, issued_year: int) -> tuple[Story, str]:
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    title = f"{brief.place}{subject}办法" + (
        f"（{number // len(_SUBJECTS) + 1}）" if number >= len(_SUBJECTS) else ""
    )
    issued = brief.spread(number, 24, issued_year)
    # A series of its own: letters of the same year take the plain one.
    document_number = f"{brief.document_code}规〔{issued_year}〕{number + 1}号"
    entered = brief.after(issued, 2)
    story = Story(
        "normative-document-registration",
        title,
        (
            Beat(
                entered,
                "enter",
                {
                    "title": title,
                    "document_number": document_number,
                    "issued_on": issued.isoformat(),
                    "effective_on": issued.isoformat(),
                    "issuing_body": brief.bureau_name,
                    "kind": "measures",
                    "is_published": True,
                },
            ),
            Beat(brief.after(entered, 1), "check", {"agrees": True}),
            Beat(brief.after(entered, 2), "register"),
        ),
    )
    return story, document_number


# Until then a document's consultation and meeting could be entered without cases of their own.
_LAST_PLAIN_YEAR = 2023
# Nothing in it makes the screening ask.
_TEXT = """第一条 为支持科技型中小企业创新，依据《中华人民共和国科学技术进步法》，制定本办法。
第二条 本办法所称科技服务，是指检验检测、研究开发、技术转移和知识产权等服务。
第三条 市科学技术局负责本办法的实施和绩效评价。
第四条 符合条件的企业通过政务服务网自愿申领，市科学技术局自收到之日起五个工作日内办结。
第五条 本办法由{body}负责解释。
第六条 本办法自{day.year}年{day.month}月{day.day}日起施行，有效期5年。"""


def _begun(brief: Brief, number: int, start: date) -> tuple[str, list[Beat]]:
    """A document from its proposal until departments and market actors have been heard."""
    title = f"{brief.place}{_SUBJECTS[number % len(_SUBJECTS)]}实施办法"
    text = _TEXT.format(body=brief.bureau_name, day=add_days(start, 150))
    return title, [
        Beat(
            start,
            "propose",
            {
                "title": title,
                "kind": "measures",
                "need": "原有规定已经到期，实践中仍需要统一的办理规则。",
                "legal_basis": "《中华人民共和国科学技术进步法》",
                "expected_effect": "企业办理更便捷；不增加企业义务，不减损企业权利。",
                "touches_market_actors": True,
                "touches_operators": True,
                "kind_of_major": "none",
                "is_urgent": False,
            },
        ),
        Beat(
            brief.after(start, 5),
            "draft",
            {"text": text, "explanation": "逐条说明了依据和可行性。"},
        ),
        Beat(brief.after(start, 6), "screen", {"finding_answers": "无"}),
        Beat(
            brief.after(start, 12),
            "consult-departments",
            {
                "departments": "财政、市场监管、司法行政部门",
                "department_views": "均无不同意见。",
                "department_treatment": "无",
            },
        ),
        Beat(
            brief.after(start, 14),
            "consult-market-actors",
            {
                "bodies_heard": f"{brief.place}演示行业协会",
                "body_views": "建议明确办理时限。",
                "body_treatment": "采纳，在第四条中明确。",
            },
        ),
    ]


def _made(brief: Brief, number: int, start: date) -> Story:
    """A document's whole life, from its proposal to the filing receipt."""
    title, beats = _begun(brief, number, start)
    ended = brief.after(start, 38)
    sent = brief.after(ended, 5)
    met = brief.after(sent, 8)
    issued = brief.after(met, 4)
    published = brief.after(issued, 2)
    begins = add_days(published, 31)
    filed = brief.after(published, 4)
    beats += [
        Beat(
            brief.after(ended, 2),
            "consult-public",
            {
                "consulted_from": brief.after(start, 15).isoformat(),
                "consulted_until": ended.isoformat(),
                "public_treatment": "收到意见2条，采纳1条，未采纳的已说明理由。",
            },
        ),
        Beat(brief.after(ended, 3), "review-competition", {"competition_conclusion": "no_effect"}),
        Beat(sent, "submit", {"papers_complete": True}),
        Beat(
            brief.after(sent, 4),
            "review-legality",
            {"opinion": "lawful", "review_reasons": "主体适格，程序完备，内容与上位法一致。"},
        ),
        Beat(
            met,
            "deliberate",
            {"deliberated_on": met.isoformat(), "meeting": "局长办公会议", "passed": True},
        ),
        Beat(brief.after(met, 2), "sign"),
        Beat(brief.after(met, 3), "check-secrecy", {"may_open": True}),
        Beat(
            issued,
            "issue",
            {
                "effective_on": begins.isoformat(),
                "expires_on": add_days(add_years(begins, 5), -1).isoformat(),
                "is_trial": False,
            },
        ),
        Beat(
            published,
            "publish",
            {
                "published_on": published.isoformat(),
                "with_interpretation": False,
                "filing_within": "days_15",
            },
        ),
        Beat(
            brief.after(published, 2),
            "interpret",
            {
                "interpreted_on": brief.after(published, 2).isoformat(),
                "interpretation": "说明了适用对象、办理方式和咨询渠道。",
            },
        ),
        Beat(
            filed,
            "file-for-record",
            {"filed_on": filed.isoformat(), "filed_with": f"{brief.place}人民政府"},
        ),
        Beat(
            brief.after(filed, 6),
            "confirm-filing",
            {
                "receipt_number": f"演示备〔{filed.year}〕{number + 1}号",
                "receipt_on": brief.after(filed, 5).isoformat(),
            },
        ),
    ]
    evaluated = brief.before(add_years(begins, 5), 60)
    if evaluated <= brief.today:
        beats.append(
            Beat(
                evaluated,
                "evaluate",
                {
                    "evaluation": "实施五年，办理平稳；有关内容已由新的政策覆盖，不需要延续。",
                    "evaluation_outcome": "lapse",
                },
            )
        )
    return Story("normative-document", title, tuple(beats))


@plays("rulemaking.issued")
def issued(brief: Brief, target: Target) -> Iterator[Story]:
    """Each document goes the whole way within the year."""
    for number, _kind in enumerate(target.spelled_out("measures")):
        yield _made(brief, number, brief.spread(number, target.total, target.year, leave=90))


@plays("rulemaking.cleaned")
def cleaned(brief: Brief, target: Target) -> Iterator[Story]:
    """Each document is registered the year before, then reviewed in the year's clean-up drive."""
    for index, conclusion in enumerate(target.spelled_out("keep")):
        story, document_number = _registration(brief, index, target.year - 1)
        yield story
        start = brief.spread(index, target.total, target.year, leave=90)
        answers = {"conclusion": conclusion, "reason": _REASONS[conclusion]}
        decided = brief.after(start, 16)
        yield Story(
            "normative-document-cleanup",
            f"清理：{story.title}",
            (
                Beat(
                    start, "start", {"theme": f"{target.year}年规范性文件清理", "document": document_number}
                ),
                Beat(brief.after(start, 3), "propose", answers),
                Beat(
                    brief.after(start, 9),
                    "review",
                    {"opinion": "lawful", "review_reasons": "清理意见有依据，同意提请集体审议。"},
                ),
                Beat(
                    brief.after(start, 14),
                    "deliberate",
                    {
                        "deliberated_on": brief.after(start, 14).isoformat(),
                        "meeting": "局长办公会",
                        "passed": True,
                    },
                ),
                Beat(decided, "decide", {**answers, "decided_on": decided.isoformat()}),
                Beat(brief.after(decided, 2), "check-secrecy", {"may_open": True}),
                Beat(
                    brief.after(decided, 5),
                    "publish",
                    {"published_on": brief.after(decided, 5).isoformat()},
                ),
            ),
        )
    if 2020 <= target.year <= _LAST_PLAIN_YEAR:
        # The year's own document, so that the register has one that went the whole way.
        yield _made(brief, target.total, brief.spread(0, 1, target.year))


@lives("rulemaking")
def open_cleanups(brief: Brief) -> Iterator[Story]:
    """A document that is being made, one whose clean-up waits for the legality review, and one that waits to be published."""
    title, beats = _begun(brief, 11, brief.before_today(18))
    yield Story("normative-document", title, tuple(beats))
    for number, ago, reviewed in ((9, 18, True), (10, 4, False)):
        story, document_number = _registration(brief, number, brief.today.year - 1)
        yield story
        start = brief.before_today(ago)
        answers = {"conclusion": "keep", "reason": _REASONS["keep"]}
        beats = [
            Beat(
                start, "start", {"theme": f"{brief.today.year}年规范性文件清理", "document": document_number}
            ),
            Beat(brief.after(start, 2), "propose", answers),
        ]
        if reviewed:
            held = brief.after(start, 12)
            beats += [
                Beat(brief.after(start, 8), "review", {"opinion": "lawful", "review_reasons": "依据充分。"}),
                Beat(
                    held,
                    "deliberate",
                    {"deliberated_on": held.isoformat(), "meeting": "局长办公会", "passed": True},
                ),
            ]
        yield Story("normative-document-cleanup", f"清理：{story.title}", tuple(beats))
