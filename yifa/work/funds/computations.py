"""What money computes: what is left of a decision and of a line of the budget, and whether all of it is back."""

from __future__ import annotations

from django.db.models import Sum

from yifa.cases.acting.computing import Facts, computation
from yifa.house.tenancy import using_bureau
from yifa.parties.models import Party
from yifa.parties.standing import standings_of
from yifa.procedure import Json
from yifa.work.funds.registers import Allotment, BudgetLine, Recovery


@computation("money-is-back", always=True)
def money_is_back(facts: Facts) -> Json:
    """Whether with this payment everything that was demanded has come back."""
    now = facts.answers.get("returned_amount")
    with using_bureau(facts.bureau_id):
        row = Recovery.objects.filter(case_id=facts.case_id or 0).first()
    if row is None or not isinstance(now, int):
        return None
    return row.returned_fen + row.written_off_fen + now >= row.demanded_fen


def allotted_on(decision: str) -> int:
    """What was allotted on a decision so far, in fen; whatever came back does not make room."""
    found = Allotment.objects.filter(decision_number=decision).aggregate(total=Sum("amount_fen"))["total"]
    return int(found or 0)


def left_on(line: str) -> int | None:
    """What a line of the budget still has, in fen; None where there is no such line."""
    row = BudgetLine.objects.filter(case__number=line).first()
    if row is None:
        return None
    spent = row.allotments.aggregate(total=Sum("amount_fen"))["total"]
    return row.amount_fen - int(spent or 0)


def _decided(facts: Facts) -> int:
    decided = facts.linked("decision").get("decided_amount")
    return decided if isinstance(decided, int) else 0


def _asked(facts: Facts) -> int:
    asked = facts.answers.get("amount")
    return asked if isinstance(asked, int) else 0


@computation("decided-total", always=True)
def decided_total(facts: Facts) -> Json:
    """What the decision granted."""
    return _decided(facts)


@computation("allotted-before", always=True)
def allotted_before(facts: Facts) -> Json:
    """What was allotted on the same decision before."""
    with using_bureau(facts.bureau_id):
        return allotted_on(str(facts.answers.get("decision") or ""))


@computation("within-decision", always=True)
def within_decision(facts: Facts) -> Json:
    """Whether with this sum no more is allotted than was decided."""
    with using_bureau(facts.bureau_id):
        before = allotted_on(str(facts.answers.get("decision") or ""))
    return before + _asked(facts) <= _decided(facts)


@computation("within-line", always=True)
def within_line(facts: Facts) -> Json:
    """Whether the line of the budget has that much left."""
    with using_bureau(facts.bureau_id):
        left = left_on(str(facts.answers.get("line") or ""))
    return left is not None and _asked(facts) <= left


@computation("payee-fits", always=True)
def payee_fits(facts: Facts) -> Json:
    """Whether the money goes to whom the decision names."""
    decided = facts.linked("decision")
    payee = decided.get("payee") or decided.get("applicant")
    return payee is not None and str(payee) == str(facts.answers.get("subject"))


@computation("payee-barred", always=True)
def payee_barred(facts: Facts) -> Json:
    """Whether a register bars the payee on the day of the check."""
    with using_bureau(facts.bureau_id):
        party = Party.objects.filter(pk=facts.answers.get("subject") or 0).first()
        return party is not None and any(one.bars for one in standings_of(party, facts.on))


@computation("allotment-is-paid", always=True)
def allotment_is_paid(facts: Facts) -> Json:
    """Whether with this payment the whole allotment has reached its payee."""
    now = facts.answers.get("paid_amount")
    with using_bureau(facts.bureau_id):
        row = Allotment.objects.filter(case_id=facts.case_id or 0).first()
    if row is None or not isinstance(now, int):
        return None
    return row.paid_fen + now >= row.amount_fen
