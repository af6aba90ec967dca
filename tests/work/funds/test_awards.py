"""Awards within their ceiling, vouchers within their rules, and what a year's money looks like from budget to payee and back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.work.conftest import Desk
from tests.work.funds.test_money import line, number
from yifa.cases.registers.exports import Exported
from yifa.cases.store import answers_of_case
from yifa.work.funds.export import for_finance
from yifa.work.funds.flows import flows_of
from yifa.work.funds.parameters import AWARDS_AT_MOST, VOUCHERS_AT_MOST
from yifa.work.funds.pictures import picture
from yifa.work.funds.registers import Allotment, Voucher

APPLIED, EXAMINED, SHOWN, GRANTED = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 16)
CEILING = int(AWARDS_AT_MOST.default)
GRANT = {"award_number": "某科〔2026〕31号"}


def examined(desk: Desk, amount: int, title: str = "平台奖励", month: int = 3, **changes: Any) -> int:
    applied, seen, shown = (day.replace(month=month) for day in (APPLIED, EXAMINED, SHOWN))
    given = {
        "applicant": desk.party().pk,
        "title": title,
        "award_kind": "other",
        "policy": "某市科技奖励办法",
        "amount": amount,
        "integrity_promise": True,
    }
    case = desk.open("innovation-award", "apply", "examiner", applied, **(given | changes))
    desk.take(
        case,
        "examine-grant",
        "examiner",
        seen,
        examined_amount=amount,
        entitled=True,
        examine_opinion="符合",
    )
    desk.take(case, "open-notice", "keeper", shown, notice_from=shown.isoformat())
    return case


def granted(desk: Desk, amount: int, title: str = "平台奖励") -> int:
    case = examined(desk, amount, title)
    desk.take(case, "grant", "head", GRANTED, **GRANT)
    return case


def codes(desk: Desk, case: int, step: str, who: str, on: date, **answers: Any) -> set[str]:
    return {one.code for one in desk.refused(case, step, who, on, **answers)}


def test_two_awards_that_were_examined_together_do_not_pass_the_years_ceiling(desk: Desk) -> None:
    first, second = examined(desk, CEILING, "甲"), examined(desk, 1, "乙")
    assert answers_of_case(second)["within_ceiling"] is True
    desk.take(first, "grant", "head", GRANTED, **GRANT)
    assert codes(desk, second, "grant", "head", GRANTED, **GRANT) == {"funds/above-ceiling"}
    third = examined(desk, 1, "丙", 4)
    assert answers_of_case(third)["within_ceiling"] is False
    assert desk.value("funds.awarded", 2026) == CEILING / 100


def test_what_was_awarded_for_a_matter_is_not_awarded_again(desk: Desk) -> None:
    granted(desk, 100)
    again = examined(desk, 100, month=4)
    assert answers_of_case(again)["granted_before"] is True
    assert "granting/grant-once" in codes(desk, again, "grant", "head", GRANTED.replace(month=4), **GRANT)


@pytest.fixture
def provider(desk: Desk) -> int:
    case = desk.open(
        "voucher-provider",
        "record",
        "examiner",
        date(2026, 1, 5),
        party=desk.party("某检测公司", 7, legal_representative="李四").pk,
        services="检测",
        listed_from="2026-01-05",
        listed_until="2026-12-31",
    )
    desk.take(case, "check", "drafter", date(2026, 1, 6), agrees=True)
    return case


def voucher(desk: Desk, amount: int = 2_000_000, name: str = "V-1") -> int:
    case = desk.open(
        "innovation-voucher",
        "apply",
        "applicant",
        APPLIED,
        applicant=desk.party().pk,
        service_kind="testing",
        service_need="检测",
        amount=amount,
        integrity_promise=True,
    )
    desk.take(
        case,
        "examine-grant",
        "examiner",
        EXAMINED,
        examined_amount=amount,
        entitled=True,
        examine_opinion="符合",
    )
    desk.take(case, "grant", "head", EXAMINED, voucher_number=name, valid_until="2026-06-30")
    return case


def accepted(desk: Desk, case: int, provider: int, **changes: Any) -> None:
    given = {
        "provider_entry": number(provider),
        "service_contract": "检测合同",
        "contract_amount": 3_100_000,
        "tie_declared": False,
    }
    desk.take(case, "accept-voucher", "examiner", date(2026, 4, 1), **(given | changes))


def redeemed(desk: Desk, case: int, invoice_on: str = "2026-04-10", invoice: str = "0001") -> None:
    given = {"invoice_number": invoice, "invoice_amount": 3_100_000, "payee": desk.party().pk}
    desk.take(case, "redeem", "applicant", date(2026, 4, 15), invoice_on=invoice_on, **given)
    desk.take(
        case, "check-redemption", "examiner", date(2026, 4, 20), genuine=True, redemption_opinion="属实"
    )


def test_a_voucher_bears_its_share_of_the_invoice_and_its_invoice_once(desk: Desk, provider: int) -> None:
    case = voucher(desk)
    assert codes(desk, case, "lapse", "examiner", date(2026, 6, 30)) == {"funds/voucher-valid"}
    accepted(desk, case, provider)
    redeemed(desk, case)
    desk.take(case, "approve-redemption", "head", date(2026, 4, 22), award_number="某科券〔2026〕1号")
    assert Voucher.objects.get().redeemed_fen == 1_550_000
    assert desk.value("funds.vouchers_issued", 2026) == 20_000
    assert desk.value("funds.vouchers_redeemed", 2026) == 15_500
    other = voucher(desk, name="V-2")
    accepted(desk, other, provider)
    redeemed(desk, other)
    assert "house/one-invoice-once" in codes(
        desk, other, "approve-redemption", "head", date(2026, 4, 22), award_number="二"
    )


def test_nobody_redeems_with_a_tie_or_too_late(desk: Desk, provider: int) -> None:
    tied = voucher(desk)
    accepted(desk, tied, provider, tie_declared=True)
    given = {"invoice_number": "1", "invoice_on": "2026-04-10", "invoice_amount": 1, "payee": desk.party().pk}
    assert "house/no-tie-with-the-provider" in codes(
        desk, tied, "redeem", "applicant", date(2026, 4, 15), **given
    )
    late = voucher(desk, name="V-2")
    accepted(desk, late, provider)
    redeemed(desk, late, invoice_on="2026-07-01")
    assert answers_of_case(late)["in_time"] is False


def test_vouchers_stay_within_the_years_ceiling_and_what_lapsed_gives_its_room_back(desk: Desk) -> None:
    whole = int(VOUCHERS_AT_MOST.default)
    case = voucher(desk, whole)
    assert desk.value("funds.voucher_enterprises", 2026) == 1
    desk.take(case, "lapse", "examiner", date(2026, 7, 1))
    voucher_after = voucher(desk, whole, "V-2")
    assert answers_of_case(voucher_after)["granted_this_year"] == 0
    assert desk.value("funds.vouchers_lapsed", 2026) == whole / 100


def paid(desk: Desk, award: int, on_line: int, amount: int, paying: int) -> None:
    day = date(2026, 4, 1)
    given = {"decision": number(award), "line": number(on_line), "subject": desk.party().pk}
    case = desk.open(
        "money-allotment",
        "propose-allotment",
        "drafter",
        day,
        **given,
        instalment_paid="一次性",
        amount=amount,
    )
    desk.take(case, "check-funds", "finance", day, papers_checked=True)
    desk.take(case, "allot", "deputy", day, allotment_number="某科财〔2026〕1号")
    desk.take(case, "pay", "finance", day, paid_on=day.isoformat(), paid_amount=paying, pay_voucher="回单1号")


def test_flows_tell_budget_decided_allotted_and_paid_apart_and_go_out_for_the_finance_bureau(
    desk: Desk,
) -> None:
    own = line(desk, "创新专项", 100_000_000)
    paid(desk, granted(desk, 30_000_000), own, 20_000_000, 5_000_000)
    found = flows_of(2026)
    ((payee, sums),) = found.payees()
    assert payee == desk.party().name
    assert (sums.decided, sums.allotted, sums.paid, sums.returned) == (30_000_000, 20_000_000, 5_000_000, 0)
    drawn = picture(found, "资金流向")
    assert ('class="paid"' in drawn, 'class="allotted"' in drawn) == (True, True)
    made: Exported = for_finance(desk.bureau, Allotment.objects.all(), date(2026, 5, 1))
    assert (made.rows, made.problems) == (1, ())
    assert made.file is not None
    assert isinstance(made.file.content, bytes)
    sheet = load_workbook(BytesIO(made.file.content)).active
    assert sheet is not None
    (_heads, row) = list(sheet.values)
    assert (row[7], row[11], row[13], row[15]) == (300_000, 200_000, 50_000, 150_000)
