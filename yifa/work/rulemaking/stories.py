"""Documents entered in the register and reviewed in a clean-up, told in advance."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays

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
    document_number = f"{brief.document_code}〔{issued_year}〕{number + 1}号"
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


@lives("rulemaking")
def open_cleanups(brief: Brief) -> Iterator[Story]:
    """A document whose clean-up waits for the legality review, and one that waits to be published."""
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
