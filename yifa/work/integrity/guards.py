"""What a receiver of credit records would refuse is refused when the record is proposed, while it can still be put right."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from yifa.cases.acting.guards import GuardContext, guard
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.parties.register import party_answered
from yifa.procedure import Reason
from yifa.work.integrity.export import AND, record_of
from yifa.work.integrity.feeds import LATER, feeds, problems
from yifa.work.integrity.kinds import LICENCE_KINDS, PENALTY_KINDS, RECORD_KINDS

_DAYS: Final = ("decided_on", "valid_from", "valid_until")


@guard("credit/propose")
def fits_the_receivers_format(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a proposal that lacks what its receiver's columns need, one reason for each (two_publicity.yaml)."""
    answers = ctx.all_answers
    feed = next((one for one in feeds().feeds.values() if answers.get("record_kind") in one.records), None)
    subject = _subject(ctx)
    if feed is None or subject is None:
        return ()
    chosen = [key for key in answers.get("penalty_kinds") or [] if key in PENALTY_KINDS]
    facts: dict[str, Any] = {
        **answers,
        **{name: _day(answers.get(name)) for name in _DAYS},
        "record_kind": RECORD_KINDS[answers["record_kind"]].zh,
        "licence_kind": LICENCE_KINDS[answers["licence_kind"]].zh if answers.get("licence_kind") else "",
        "penalty_kinds": AND.join(PENALTY_KINDS[key].zh for key in chosen),
    }
    record = record_of(facts, subject, frozenset(chosen))
    return tuple(
        Reason(
            rule=None,
            code="integrity/receivers-format",
            sentence=Bilingual(
                f"报送{feed.title.zh}的格式要求：{problem.zh}。",
                f"The format for {feed.title.en.lower()}: {problem.en}.",
            ),
            remedy=Bilingual(
                "请补全后再提出；相对人的代码、姓名和证件在“相对人”中更正。",
                "Complete it and propose again; codes, names and documents of a party are put right in Parties.",
            ),
        )
        for problem in problems(feed, record, leave_out=LATER)
    )


def _subject(ctx: GuardContext) -> Party | None:
    return party_answered(ctx.all_answers.get("subject"))


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None
