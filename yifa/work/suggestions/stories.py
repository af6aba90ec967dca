"""Suggestions and proposals from hand-over to publication, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays

_TITLES = (
    "关于加大高新技术企业培育力度的建议",
    "关于推动食品产业研发平台建设的建议",
    "关于加强产学研合作的建议",
    "关于完善科技创新券政策的提案",
    "关于支持青年科技人才的提案",
    "关于促进科技成果转化的提案",
    "关于加强科学技术普及的提案",
    "关于建设众创空间的提案",
)


def _received(kind: str, role: str, index: int, handed: date) -> tuple[str, Beat]:
    title = _TITLES[(index if kind == "congress_suggestion" else index + 3) % len(_TITLES)]
    number = f"{handed.year}-{'JY' if kind == 'congress_suggestion' else 'TA'}-{index + 1:03d}"
    proposer = "人大代表" if kind == "congress_suggestion" else "政协委员"
    return title, Beat(
        handed,
        "receive",
        {
            "kind": kind,
            "role": role,
            "number": number,
            "title": title,
            "proposer": proposer,
            "handed_over_on": handed.isoformat(),
        },
    )


def _handled(brief: Brief, kind: str, role: str, index: int, handed: date) -> Story:
    title, received = _received(kind, role, index, handed)
    contacted, replied = brief.after(handed, 12), brief.after(handed, 30)
    letter = 40 + index + (10 if kind == "cppcc_proposal" else 0)
    return Story(
        "suggestion-handling",
        title,
        (
            received,
            Beat(brief.after(handed, 2), "assign", {"owner_department": "高新技术科"}),
            Beat(
                contacted,
                "contact",
                {
                    "contacted_on": contacted.isoformat(),
                    "contact_way": "visit",
                    "contact_views": "听取了意见，达成一致。",
                },
            ),
            Beat(
                brief.after(handed, 24),
                "draft",
                {
                    "draft_text": "所提建议已纳入年度工作，具体措施和进展答复如下。",
                    "result_class": "A",
                    "may_publish": True,
                },
            ),
            Beat(
                brief.after(handed, 27),
                "sign",
                {"reply_number": f"{brief.document_code}函〔{handed.year}〕{letter}号"},
            ),
            Beat(replied, "reply", {"replied_on": replied.isoformat()}),
            Beat(brief.after(handed, 35), "ask-satisfaction", {"satisfaction": "satisfied"}),
            Beat(
                brief.after(handed, 37),
                "report-handling",
                {"reported_on": brief.after(handed, 37).isoformat(), "reported_to": "交办机关"},
            ),
            Beat(brief.after(handed, 38), "publish", {"published_on": brief.after(handed, 38).isoformat()}),
            Beat(brief.after(handed, 40), "close"),
        ),
    )


@plays("suggestions.congress")
def congress(brief: Brief, target: Target) -> Iterator[Story]:
    """Handed over in spring, answered within three months after contact with the deputy."""
    for index, role in enumerate(target.spelled_out("lead")):
        yield _handled(
            brief, "congress_suggestion", role, index, brief.spread(40 + index, 250, target.year, leave=0)
        )


@plays("suggestions.cppcc")
def cppcc(brief: Brief, target: Target) -> Iterator[Story]:
    """The same for proposals."""
    for index, role in enumerate(target.spelled_out("lead")):
        yield _handled(
            brief, "cppcc_proposal", role, index, brief.spread(45 + index, 250, target.year, leave=0)
        )


@lives("suggestions")
def open_suggestions(brief: Brief) -> Iterator[Story]:
    """One whose three months are nearly over, and one just handed over."""
    for index, ago in ((20, 57), (21, 3)):
        title, received = _received("congress_suggestion", "lead", index, brief.before_today(ago))
        beats = [received]
        if ago > 20:
            beats.append(Beat(brief.after(received.on, 2), "assign", {"owner_department": "高新技术科"}))
        yield Story("suggestion-handling", title, tuple(beats))
