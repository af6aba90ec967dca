"""What was done elsewhere: entered as it stands where it is older than the bureau's work with Yifa, else by the head's leave.

The institution ``entry-elsewhere`` asks ``done_since``, which this computes from the paper's own day.
"""

from __future__ import annotations

from yifa.cases.acting.computing import Facts, computation
from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.first_day import first_day_of
from yifa.cases.models import File
from yifa.law.text import Bilingual
from yifa.procedure import Json, Reason
from yifa.procedure.answers import day_of


@computation("done-since-start", always=True, alone=True)
def done_since_start(facts: Facts) -> Json:
    """Whether the day that the question ``of`` answers is the bureau's first day with Yifa or later; what has no day is."""
    done_on = day_of(facts.answers.get(facts.of))
    return done_on is None or done_on >= (facts.once("first-day", first_day_of) or facts.on)


@guard("entry-elsewhere/approve-late")
def its_papers_are_there(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against approving on the name of a paper that nobody attached."""
    assert ctx.case_id is not None
    if File.objects.filter(case_id=ctx.case_id, field="review_papers").exists():
        return ()
    return (
        Reason(
            rule=ctx.rule("entry-elsewhere/late-with-its-papers"),
            code="cases/papers-missing",
            sentence=Bilingual(
                "录入时没有附上当时的审核、认定材料。",
                "The papers of the review made then were not attached.",
            ),
            remedy=Bilingual(
                "请录入人重新录入并附上材料，核对后再批准；没有材料的，不予录入。",
                "Have it recorded again with the papers and checked; without papers the entry is dropped.",
            ),
        ),
    )


def only_older(ctx: GuardContext, question: str) -> tuple[Reason, ...]:
    """Against entering as older what was done on the bureau's first day with Yifa or later: it goes through its procedure."""
    done_on = day_of(ctx.answers.get(question))
    first = first_day_of(ctx.bureau_id)
    if done_on is None or first is None or done_on < first:
        return ()
    return (
        Reason(
            rule=None,
            code="cases/not-older",
            sentence=Bilingual(
                f"{done_on}在启用日期（{first}）以后，不是启用以前的事项，不能补登。",
                f"{done_on} is not before the first day with Yifa ({first}): it is no older matter to be entered.",
            ),
            remedy=Bilingual(
                "请按程序从申请办起。", "Begin with the application and go through the procedure."
            ),
        ),
    )
