"""What money computes: what is left of a decision and of a line of the budget, of a year's ceiling, and whether all is back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Sum

from yifa.cases.acting.computing import Facts, computation
from yifa.cases.roles import players
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.parties.facts import Kind, Known, source
from yifa.parties.models import Party
from yifa.parties.standing import Standing, standings_of
from yifa.parties.standing import source as standing_source
from yifa.procedure import Json, Marking
from yifa.procedure.answers import day_of
from yifa.work.funds.parameters import AWARDS_AT_MOST, VOUCHER_SHARE, VOUCHERS_AT_MOST
from yifa.work.funds.registers import (
    Allotment,
    Award,
    BudgetLine,
    Clawback,
    Recovery,
    Voucher,
    VoucherProvider,
)


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


def _fen(facts: Facts, key: str) -> int:
    value = facts.answers.get(key)
    return value if isinstance(value, int) else 0


def _decided(facts: Facts) -> int:
    decided = facts.linked("decision").get("decided_amount")
    return decided if isinstance(decided, int) else 0


def _allotted(facts: Facts) -> int:
    with using_bureau(facts.bureau_id):
        return facts.here("allotted", lambda: allotted_on(str(facts.answers.get("decision") or "")))


@computation("decided-total", always=True)
def decided_total(facts: Facts) -> Json:
    """What the decision granted."""
    return _decided(facts)


@computation("allotted-before", always=True)
def allotted_before(facts: Facts) -> Json:
    """What was allotted on the same decision before."""
    return _allotted(facts)


@computation("within-decision", always=True)
def within_decision(facts: Facts) -> Json:
    """Whether with this sum no more is allotted than was decided."""
    return _allotted(facts) + _fen(facts, "amount") <= _decided(facts)


@computation("within-line", always=True)
def within_line(facts: Facts) -> Json:
    """Whether the line of the budget has that much left."""
    with using_bureau(facts.bureau_id):
        left = left_on(str(facts.answers.get("line") or ""))
    return left is not None and _fen(facts, "amount") <= left


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


@computation("examined-amount", always=True)
def examined_amount(facts: Facts) -> Json:
    """What was examined: nobody types another sum when it is granted."""
    return facts.answers.get("examined_amount")


@computation("award-ceiling", always=True, alone=True)
def award_ceiling(facts: Facts) -> Json:
    """The most that one body is awarded in the year of the step."""
    return int(AWARDS_AT_MOST.number_on(facts.bureau_id, facts.on))


def awarded_in(party: Any, year: int) -> int:
    """What a party was awarded in a year so far, in fen."""
    found = Award.objects.filter(party_id=party or 0, decided_on__year=year)
    return int(found.aggregate(total=Sum("amount_fen"))["total"] or 0)


def issued_in(party: Any, year: int) -> int:
    """What a party was issued in vouchers in a year so far, in fen; what lapsed does not count."""
    found = Voucher.objects.filter(party_id=party or 0, issued_on__year=year).exclude(state="lapsed")
    return int(found.aggregate(total=Sum("face_fen"))["total"] or 0)


def _awarded(facts: Facts) -> int:
    with using_bureau(facts.bureau_id):
        return facts.here("awarded", lambda: awarded_in(facts.answers.get("applicant"), facts.on.year))


@computation("awarded-this-year", always=True)
def awarded_this_year(facts: Facts) -> Json:
    """What the body was awarded in that year before."""
    return _awarded(facts)


@computation("within-award-ceiling", always=True)
def within_award_ceiling(facts: Facts) -> Json:
    """Whether with this sum the year's ceiling is kept."""
    return _awarded(facts) + _fen(facts, "examined_amount") <= AWARDS_AT_MOST.number_on(
        facts.bureau_id, facts.on
    )


@computation("awarded-before", always=True)
def awarded_before(facts: Facts) -> Json:
    """Whether the body was awarded for the same recognition, or for a matter of the same name and kind, before."""
    recognition = facts.answers.get("recognition") or facts.answers.get("recognition_document")
    with using_bureau(facts.bureau_id):
        of_kind = Award.objects.filter(
            party_id=facts.answers.get("applicant") or 0,
            award_kind=str(facts.answers.get("award_kind") or ""),
        )
        same = (
            of_kind.filter(recognition_number=recognition)
            if recognition
            else of_kind.filter(award_title=str(facts.answers.get("title") or ""))
        )
        return same.exists()


@computation("recognition-stands", always=True)
def recognition_stands(facts: Facts) -> Json:
    """Whether the recognition named was made and not taken back, has not run out, and is that of whoever applies; true where
    none is named, which the examiner compares with its document."""
    case = facts.case("recognition")
    if case is None:
        return True
    done = Marking.from_json(case.marking).done
    made = {
        step
        for key, step in players("recognition-elsewhere/enter", "recognition/recognise")
        if key == case.procedure_key
    }
    ended = {
        step
        for key, step in players("recognition-elsewhere/expire", "recognition-elsewhere/revoke")
        if key == case.procedure_key
    }
    told = facts.linked("recognition")
    until = day_of(told.get("new_valid_until") or told.get("valid_until"))
    whose = told.get("party") or told.get("applicant")
    return (
        bool(made & done.keys())
        and not ended & done.keys()
        and (until is None or until >= facts.on)
        and str(whose) == str(facts.answers.get("applicant"))
    )


@computation("voucher-ceiling", always=True, alone=True)
def voucher_ceiling(facts: Facts) -> Json:
    """The most that one enterprise is issued in vouchers in the year of the step."""
    return int(VOUCHERS_AT_MOST.number_on(facts.bureau_id, facts.on))


def _issued(facts: Facts) -> int:
    with using_bureau(facts.bureau_id):
        return facts.here("issued", lambda: issued_in(facts.answers.get("applicant"), facts.on.year))


@computation("vouchers-this-year", always=True)
def vouchers_this_year(facts: Facts) -> Json:
    """What the enterprise was issued in that year before; what lapsed does not count."""
    return _issued(facts)


@computation("within-voucher-ceiling", always=True)
def within_voucher_ceiling(facts: Facts) -> Json:
    """Whether with this voucher the year's ceiling is kept."""
    return _issued(facts) + _fen(facts, "examined_amount") <= VOUCHERS_AT_MOST.number_on(
        facts.bureau_id, facts.on
    )


@computation("provider-stands", always=True)
def provider_stands(facts: Facts) -> Json:
    """Whether the provider is on the list on the day of the step."""
    case = facts.case("provider_entry")
    with using_bureau(facts.bureau_id):
        return (
            case is not None
            and VoucherProvider.objects.filter(
                case=case, listed_from__lte=facts.on, listed_until__gte=facts.on
            ).exists()
        )


@computation("provider-tied", always=True)
def provider_tied(facts: Facts) -> Json:
    """Whether enterprise and provider are one, have one legal representative, or told a tie."""
    provider = facts.linked("provider_entry").get("party")
    if facts.answers.get("tie_declared"):
        return True
    with using_bureau(facts.bureau_id):
        pair = list(Party.objects.filter(pk__in=[facts.answers.get("applicant") or 0, provider or 0]))
    if len(pair) < 2:
        return str(provider) == str(facts.answers.get("applicant"))
    heads = {one.legal_representative for one in pair}
    return len(heads) == 1 and heads != {""}


@computation("redeemable-amount", always=True)
def redeemable_amount(facts: Facts) -> Json:
    """What a voucher bears of the invoice: its share, and never more than its face."""
    share = VOUCHER_SHARE.number_on(facts.bureau_id, facts.on)
    return min(_fen(facts, "face_amount"), _fen(facts, "invoice_amount") * share // 100)


@computation("redeemed-in-time", always=True)
def redeemed_in_time(facts: Facts) -> Json:
    """Whether the invoice was written while the voucher was valid."""
    invoiced, until = day_of(facts.answers.get("invoice_on")), day_of(facts.answers.get("valid_until"))
    return invoiced is not None and until is not None and invoiced <= until


@computation("invoice-used", always=True)
def invoice_used(facts: Facts) -> Json:
    """Whether another voucher was redeemed, or asked to be, with the same invoice."""
    number = str(facts.answers.get("invoice_number") or "")
    with using_bureau(facts.bureau_id):
        others = Voucher.objects.filter(invoice_number=number).exclude(case_id=facts.case_id or 0)
        return bool(number) and others.exclude(state__in=("refused", "lapsed")).exists()


@computation("redeemed-amount", always=True)
def redeemed_amount(facts: Facts) -> Json:
    """What was examined for redemption: nobody types another sum when it is approved."""
    return facts.answers.get("redeemable")


@computation("paid-on-award", always=True)
def paid_on_award(facts: Facts) -> Json:
    """What of the award or voucher reached its payee."""
    with using_bureau(facts.bureau_id):
        return facts.here("paid on award", lambda: paid_on(str(facts.answers.get("award") or "")))


@computation("clawed-before", always=True)
def clawed_before(facts: Facts) -> Json:
    """What was decided to come back of it before."""
    with using_bureau(facts.bureau_id):
        return clawed_on(str(facts.answers.get("award") or ""))


@computation("clawback-amount", always=True)
def clawback_amount(facts: Facts) -> Json:
    """What was decided to come back: nobody demands another sum."""
    return facts.answers.get("clawback_amount")


def paid_on(decision: str) -> int:
    """What was paid on a decision so far, in fen."""
    found = Allotment.objects.filter(decision_number=decision).aggregate(total=Sum("paid_fen"))["total"]
    return int(found or 0)


def clawed_on(decision: str) -> int:
    """What was decided to come back of a decision so far, in fen."""
    found = Clawback.objects.filter(decision_number=decision).aggregate(total=Sum("amount_fen"))["total"]
    return int(found or 0)


@standing_source("clawbacks")
def bars_after_clawbacks(parties: Collection[int], on: date) -> dict[int, list[Standing]]:
    """Until when a body that got money by fraud, or misused it, may not ask for any."""
    found: dict[int, list[Standing]] = {}
    for row in Clawback.objects.filter(party__in=parties, decided_on__lte=on, barred_until__gte=on):
        assert row.party_id is not None
        assert row.barred_until is not None
        says = Bilingual(
            f"{row.decided_on}决定追回资金（{row.get_ground_display()}），{row.barred_until}之前不得申请",
            f"money clawed back on {row.decided_on}; no application until {row.barred_until}",
        )
        found.setdefault(row.party_id, []).append(Standing(says, row.decided_on, row.barred_until, bars=True))
    return found


@source(
    Kind(
        "awarded_this_year",
        Bilingual("本年度已经核定的奖励补助", "awarded this year"),
        "money",
        Bilingual("下一年度再享受", "wait for the next year"),
    )
)
def awarded(parties: Collection[int], on: date) -> Mapping[int, Mapping[str, Known]]:
    """What was decided for each party in the year so far."""
    rows = Award.objects.filter(party__in=parties, decided_on__year=on.year, decided_on__lte=on)
    sums = dict(rows.values_list("party").annotate(total=Sum("amount_fen")))
    says = Bilingual(f"{on.year}年核定数", f"decided in {on.year}")
    return {one: {"awarded_this_year": Known(int(sums.get(one) or 0), says)} for one in parties}
