"""Contracts drafted, reviewed, signed, performed and archived, told in advance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.stories import Beat, Brief, Story, Target, lives, plays
from yifa.law.limits import add_days
from yifa.procedure import Json

_NAMES = (
    "科技项目任务合同",
    "科技服务委托协议",
    "校地合作协议",
    "平台共建协议",
    "评审服务合同",
    "科技资源普查委托协议",
)
_KINDS = ("project", "service", "cooperation", "cooperation", "service", "service")


@plays("contracts.reviewed")
def reviewed(brief: Brief, target: Target) -> Iterator[Story]:
    """Each contract is reviewed by someone other than its drafter before it is signed."""
    opinions = target.spelled_out("lawful")
    for index, opinion in enumerate(opinions):
        start = brief.spread(index, target.total, target.year, leave=60)
        yield _contract(brief, index, opinion, start)


def _drafted(brief: Brief, index: int, start_iso: str, end_iso: str) -> dict[str, Json]:
    return {
        "title": f"{_NAMES[index % len(_NAMES)]}（第{index + 1}号）",
        "counterparty": brief.institution(index + 1).name,
        "contract_kind": _KINDS[index % len(_KINDS)],
        "amount": (8 + index) * 1_000_000,
        "is_procurement": False,
        "counterparty_is_sme": False,
        "within_budget": True,
        "payment_days": 30,
        "starts_on": start_iso,
        "ends_on": end_iso,
    }


def _contract(brief: Brief, index: int, opinion: str, start: date) -> Story:
    signed, delivered = brief.after(start, 12), brief.after(start, 25)
    ended = brief.after(start, 40)
    drafted = _drafted(brief, index, signed.isoformat(), ended.isoformat())
    return Story(
        "contract-review",
        str(drafted["title"]),
        (
            Beat(start, "draft", drafted),
            Beat(brief.after(start, 1), "check-counterparty", {"qualified": True, "credit_result": "clean"}),
            Beat(
                brief.after(start, 6),
                "review",
                {
                    "opinion": opinion,
                    "gives_guarantee": False,
                    "opinion_reasons": "主体适格，条款完备，内容合法。",
                },
            ),
            Beat(brief.after(start, 8), "answer-opinion", {"adoption": "adopted"}),
            Beat(signed, "sign", {"signed_on": signed.isoformat()}),
            Beat(brief.after(signed, 1), "register", {"contract_number": f"HT-{start.year}-{index + 1:03d}"}),
            Beat(
                delivered,
                "accept-delivery",
                {
                    "milestone": "全部成果",
                    "delivered_on": delivered.isoformat(),
                    "acceptance_result": "passed",
                },
            ),
            Beat(
                brief.after(delivered, 8),
                "pay",
                {"paid_amount": drafted["amount"], "paid_on": brief.after(delivered, 8).isoformat()},
            ),
            Beat(ended, "end-performance", {"end_kind": "performed"}),
            Beat(brief.after(ended, 2), "archive"),
        ),
        body=brief.institution(index + 1),
    )


@lives("contracts")
def open_contracts(brief: Brief) -> Iterator[Story]:
    """A contract that waits for its review, and one found unlawful for its guarantee."""
    for index, ago in ((20, 3), (21, 9)):
        start = brief.before_today(ago)
        drafted = _drafted(brief, index, start.isoformat(), brief.today.isoformat())
        beats = [
            Beat(start, "draft", drafted),
            Beat(brief.after(start, 1), "check-counterparty", {"qualified": True, "credit_result": "clean"}),
        ]
        if index == 21:
            beats.append(
                Beat(
                    brief.after(start, 5),
                    "review",
                    {
                        "opinion": "unlawful",
                        "gives_guarantee": True,
                        "opinion_reasons": "约定本局为第三方债务提供保证，机关法人不得为保证人。",
                    },
                )
            )
        yield Story("contract-review", str(drafted["title"]), tuple(beats), body=brief.institution(index + 1))


@lives("contracts-performed")
def a_contract_being_performed(brief: Brief) -> Iterator[Story]:
    """A contract signed lately, with a milestone that is near, one that was moved, and a dispute on counsel's desk."""
    start = brief.before_today(40)
    signed = brief.after(start, 12)
    title = "科技企业培育服务合同（履行中）"
    drafted = _drafted(brief, 30, signed.isoformat(), add_days(brief.today, 200).isoformat())
    drafted |= {"title": title, "amount": 12_000_000}
    yield Story(
        "contract-review",
        title,
        (
            Beat(start, "draft", drafted),
            Beat(brief.after(start, 1), "check-counterparty", {"qualified": True, "credit_result": "clean"}),
            Beat(
                brief.after(start, 6),
                "review",
                {
                    "opinion": "lawful_after_changes",
                    "gives_guarantee": False,
                    "opinion_reasons": "第三条应当写明验收标准和期限。",
                },
            ),
            Beat(brief.after(start, 8), "answer-opinion", {"adoption": "adopted"}),
            Beat(signed, "sign", {"signed_on": signed.isoformat()}),
            Beat(brief.after(signed, 1), "register", {"contract_number": f"HT-{start.year}-301"}),
        ),
        body=brief.institution(31),
    )
    for name, due in (
        ("提交企业名单", add_days(brief.today, 6)),
        ("提交中期报告", add_days(brief.today, 75)),
    ):
        yield Story(
            "contract-milestone",
            f"{title}：{name}",
            (
                Beat(
                    brief.after(signed, 3),
                    "set",
                    {"contract": title, "title": name, "due_on": due.isoformat(), "measure": "甲方书面确认"},
                ),
            ),
        )
    yield Story(
        "contract-dispute",
        f"{title}：成果质量争议",
        (
            Beat(
                brief.before_today(4),
                "enter",
                {
                    "contract": title,
                    "title": "首批成果质量争议",
                    "raised_by": "bureau",
                    "claim": "首批成果缺少约定的企业研发数据。",
                    "claim_amount": 1_000_000,
                },
            ),
        ),
    )
