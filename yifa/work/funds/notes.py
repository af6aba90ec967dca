"""What money says on the page of every matter through which it passes: whose hands it went through, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, Sum

from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case, CaseLink
from yifa.cases.roles import institutions_of
from yifa.cases.told.notes import Note, note_source
from yifa.law.quantities import say_yuan
from yifa.law.text import Bilingual
from yifa.work.funds.apart import DUTIES, THROUGH, Hand, hands_on, passes_money
from yifa.work.funds.registers import Allotment, BudgetLine


@note_source
def hands(case: Case) -> Iterable[Note]:
    """Who reviewed, approved, allotted and paid, over this matter and those linked with it; nothing where no money is linked."""
    if not passes_money(procedure_of_case(case)):
        return
    links = CaseLink.objects.filter(Q(from_case=case) | Q(to_case=case))
    if not links.filter(question__in=THROUGH, is_current=True).exists():
        return
    found = hands_on(case)
    for duty, (words, _roles) in DUTIES.items():
        of_it = [hand for hand in found if hand.duty == duty]
        others = {hand.officer.pk for hand in found if hand.duty != duty}
        if not of_it:
            continue
        both = any(hand.officer.pk in others for hand in of_it)
        yield Note(
            Bilingual(f"分事行权：{words.zh}", f"Separate duties: {words.en}"),
            Bilingual("同一人兼有不相容职责", "One person had incompatible duties")
            if both
            else Bilingual("与其他环节分离", "Apart from the other duties"),
            "red" if both else "green",
            says="；".join(map(_said, of_it)),
        )


def _said(hand: Hand) -> str:
    return f"{hand.officer.name} {hand.on} {hand.case.number}"


@note_source
def sums(case: Case) -> Iterable[Note]:
    """What was allotted and paid on a decision, each of its own; what a line of the budget has left."""
    procedure = procedure_of_case(case)
    is_line = "budgeting" in {one for step in procedure.steps.values() for one in institutions_of(step)}
    if not is_line and not passes_money(procedure):
        return
    allotted = Allotment.objects.filter(decision_number=case.number).aggregate(
        allotted=Sum("amount_fen"), paid=Sum("paid_fen")
    )
    if allotted["allotted"]:
        yield Note(
            Bilingual("资金下达和拨付", "Allotted and paid"),
            Bilingual(
                f"下达{say_yuan(allotted['allotted'])}元，到账{say_yuan(allotted['paid'])}元",
                f"{allotted['allotted'] / 100:,.2f} yuan allotted, {allotted['paid'] / 100:,.2f} paid",
            ),
            "green" if allotted["paid"] == allotted["allotted"] else "amber",
        )
    line = BudgetLine.objects.filter(case=case).first() if is_line else None
    if line is not None:
        used = line.allotments.aggregate(total=Sum("amount_fen"))["total"] or 0
        yield Note(
            Bilingual("预算执行", "Use of the line"),
            Bilingual(
                f"预算{say_yuan(line.amount_fen)}元，已下达{say_yuan(used)}元，余{say_yuan(line.amount_fen - used)}元",
                f"{line.amount_fen / 100:,.2f} yuan in the budget, {used / 100:,.2f} allotted, "
                f"{(line.amount_fen - used) / 100:,.2f} left",
            ),
            "green" if used < line.amount_fen else "amber",
        )
