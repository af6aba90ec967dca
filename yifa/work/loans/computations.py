"""What credit computes: whether a limit and a pool are kept, what is still owed, and what the fund bears of it."""

from __future__ import annotations

from django.db.models import Sum

from yifa.cases.acting.computing import Facts, computation
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json
from yifa.procedure.answers import day_of
from yifa.work.loans.parameters import LIMIT
from yifa.work.loans.registers import Loan, LoanBank


def _fen(facts: Facts, key: str) -> int:
    value = facts.answers.get(key)
    return value if isinstance(value, int) else 0


@computation("loan-limit", always=True, alone=True)
def loan_limit(facts: Facts) -> Json:
    """The most credit that is recommended for one enterprise on the day."""
    return int(LIMIT.number_on(facts.bureau_id, facts.on))


@computation("credit-running", always=True)
def credit_running(facts: Facts) -> Json:
    """What else was recommended for the enterprise and is not settled: limits add up, whichever bank lends."""
    with using_bureau(facts.bureau_id):
        others = Loan.objects.filter(party=facts.answers.get("applicant") or 0, ended_on__isnull=True)
        found = others.exclude(case_id=facts.case_id or 0).aggregate(total=Sum("limit_fen"))["total"]
    return int(found or 0)


@computation("within-loan-limit", always=True)
def within_loan_limit(facts: Facts) -> Json:
    """Whether with this recommendation the limit of one enterprise is kept."""
    running = credit_running(facts)
    assert isinstance(running, int)
    return running + _fen(facts, "credit_limit") <= LIMIT.number_on(facts.bureau_id, facts.on)


@computation("bank-stands", always=True)
def bank_stands(facts: Facts) -> Json:
    """Whether the bank's agreement runs on the day of the loan."""
    case, day = facts.case("bank_entry"), day_of(facts.answers.get("lent_on")) or facts.on
    with using_bureau(facts.bureau_id):
        return (
            case is not None
            and LoanBank.objects.filter(case=case, agreed_from__lte=day, agreed_until__gte=day).exists()
        )


@computation("loan-is-repaid", always=True)
def loan_is_repaid(facts: Facts) -> Json:
    """Whether with this repayment nothing of the principal is owed."""
    with using_bureau(facts.bureau_id):
        row = Loan.objects.filter(case_id=facts.case_id or 0).first()
    return row is not None and row.repaid_fen + _fen(facts, "repaid_amount") >= row.principal_fen


@computation("principal-left", always=True)
def principal_left(facts: Facts) -> Json:
    """What of the principal is owed; interest is the bank's."""
    with using_bureau(facts.bureau_id):
        row = Loan.objects.filter(case_id=facts.case_id or 0).first()
    return 0 if row is None else row.principal_fen - row.repaid_fen


@computation("compensation", always=True)
def compensation(facts: Facts) -> Json:
    """What the fund bears of the principal that is owed, in whole yuan: the share of the agreement."""
    return borne(facts, _fen(facts, "principal_left"))


@computation("within-loan-pool", always=True)
def within_loan_pool(facts: Facts) -> Json:
    """Whether with this compensation the bank's agreement is kept; more is for the bank to bear (熔断)."""
    with using_bureau(facts.bureau_id):
        row = LoanBank.objects.filter(case=facts.case("bank_entry")).first()
        if row is None:
            return False
        before = Loan.objects.filter(
            bank=row.party, compensated_on__gte=row.agreed_from, compensated_on__lte=row.agreed_until
        ).aggregate(total=Sum("compensated_fen"))["total"]
        return int(before or 0) + _fen(facts, "compensation") <= row.pool_fen


@computation("compensation-examined", always=True)
def compensation_examined(facts: Facts) -> Json:
    """What was examined: nobody types another sum when it is approved."""
    return facts.answers.get("compensation")


@computation("fund-part", always=True)
def fund_part(facts: Facts) -> Json:
    """The fund's share of what was recovered, in whole yuan."""
    return borne(facts, _fen(facts, "recovered_amount"))


def borne(facts: Facts, amount_fen: int) -> int:
    """The fund's share of an amount by the bank's agreement, cut to whole yuan."""
    with using_bureau(facts.bureau_id):
        row = LoanBank.objects.filter(case=facts.case("bank_entry")).first()
    return 0 if row is None else amount_fen * row.fund_share // 100 // 100 * 100
