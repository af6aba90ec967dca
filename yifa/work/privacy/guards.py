"""What only the list knows: that there is something to erase, that a person is meant, and that it is still what was checked."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.parties.models import PartyKind
from yifa.parties.register import party_answered
from yifa.procedure import Reason
from yifa.work.privacy.planning import due_on, listed


def _reason(code: str, sentence: Bilingual, remedy: Bilingual) -> tuple[Reason, ...]:
    return (Reason(rule=None, code=f"privacy/{code}", sentence=sentence, remedy=remedy),)


@guard("erasure/propose")
def somebody_is_meant(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an erasure of a body, which has no personal data, and of matters of which none is due."""
    bureau = Bureau.objects.get(pk=ctx.bureau_id)
    if ctx.answers.get("erasure_scope") == "person":
        party = party_answered(ctx.answers.get("subject"))
        if party is not None and party.kind == PartyKind.PERSON:
            return ()
        return _reason(
            "not-a-person",
            Bilingual("所选相对人不是自然人。", "The party is no natural person."),
            Bilingual("请选择自然人。", "Choose a natural person."),
        )
    if due_on(bureau, ctx.on):
        return ()
    return _reason(
        "nothing-due",
        Bilingual("今天没有保存期限届满的事项。", "No matter's retention has ended today."),
        Bilingual("期限届满以后再提出。", "Propose it when one has."),
    )


@guard("erasure/erase")
def still_what_was_checked(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against erasing more or less than somebody has looked through."""
    now = listed(Bureau.objects.get(pk=ctx.bureau_id), ctx.all_answers)
    checked = ctx.all_answers.get("listed")
    if now == checked:
        return ()
    return _reason(
        "list-has-changed",
        Bilingual(
            f"核对时清单有{checked}项，现在有{now}项，核对以后又有变化。",
            f"The list had {checked} items when it was checked and has {now} now.",
        ),
        Bilingual("请重新核对清单，再次批准后删除。", "Check the list again and have it approved again."),
    )
