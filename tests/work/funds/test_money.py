"""Every yuan within its decision and its line, to whom it was decided, and through hands that are kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.hands import hands
from tests.work.conftest import Desk
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.cases.told import links
from yifa.house.models import Department, Holding, Post
from yifa.work.funds import notes
from yifa.work.funds.registers import Allotment

DAY = date(2026, 7, 1)
LIMIT = 80_000_000


def number(case: int) -> str:
    return Case.objects.get(pk=case).number


@pytest.fixture
def project(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    """Stands for a project on which 800,000 yuan were decided: the one answer of it that money reads."""
    from yifa.cases.acting import computing

    # The links are tried with the projects; here any matter may stand for the decision.
    monkeypatch.setattr(links, "reasons", lambda *_args, **_kw: ())
    party = desk.party()
    case = line(desk, "某项目", LIMIT)
    told = computing.Facts.linked

    def linked(facts: computing.Facts, question: str) -> dict[str, Any]:
        if question == "decision":
            return {"decided_amount": LIMIT, "applicant": party.pk}
        return told(facts, question)

    monkeypatch.setattr(computing.Facts, "linked", linked)
    return case


def line(desk: Desk, name: str, amount: int, on: date = date(2026, 1, 5)) -> int:
    case = desk.open(
        "budget-line",
        "record",
        "finance",
        on,
        line_name=name,
        line_year=on.year,
        bearer="city",
        line_document="某财预〔2026〕1号",
        amount=amount,
    )
    desk.take(case, "check", "drafter", on, agrees=True)
    return case


def proposed(
    desk: Desk, project: int, on_line: int, amount: int, on: date = DAY, who: str = "drafter", **changes: Any
) -> int:
    given = {
        "decision": number(project),
        "line": number(on_line),
        "subject": desk.party().pk,
        "instalment_paid": "首笔",
        "amount": amount,
    }
    case = desk.open("money-allotment", "propose-allotment", who, on, **(given | changes))
    desk.take(case, "check-funds", "finance", on, papers_checked=True)
    return case


def allot(desk: Desk, case: int, on: date = DAY) -> None:
    desk.take(case, "allot", "deputy", on, allotment_number="某财科〔2026〕9号")


def refusals(desk: Desk, case: int) -> set[str]:
    return {
        one.code for one in desk.refused(case, "allot", "deputy", DAY, allotment_number="某财科〔2026〕9号")
    }


def test_no_more_is_allotted_than_was_decided_whatever_was_checked_before(desk: Desk, project: int) -> None:
    own = line(desk, "创新专项", 10 * LIMIT)
    first, second = (proposed(desk, project, own, 50_000_000) for _ in range(2))
    assert answers_of_case(second)["within_decision"] is True
    allot(desk, first)
    # Both were checked before either was allotted.
    assert refusals(desk, second) == {"funds/above-decision"}
    third = proposed(desk, project, own, 30_000_001)
    assert answers_of_case(third)["within_decision"] is False
    assert "house/allot-within-the-decision" in refusals(desk, third)
    allot(desk, proposed(desk, project, own, 30_000_000))
    assert desk.value("funds.allotted", 2026) == 800_000


def test_no_more_is_allotted_than_the_line_has(desk: Desk, project: int) -> None:
    case = proposed(desk, project, line(desk, "小额专项", 10_000_000), 10_000_001)
    assert answers_of_case(case)["within_line"] is False
    assert "house/allot-within-the-line" in refusals(desk, case)


def test_money_goes_to_whom_the_decision_names(desk: Desk, project: int) -> None:
    other = desk.party("另一公司", 2)
    case = proposed(desk, project, line(desk, "创新专项", LIMIT), 10_000_000, subject=other.pk)
    assert "house/pay-whom-was-decided" in refusals(desk, case)


def pay(desk: Desk, case: int, on: date, amount: int, voucher: str) -> None:
    desk.take(case, "pay", "finance", on, paid_on=on.isoformat(), paid_amount=amount, pay_voucher=voucher)


def test_what_is_allotted_and_what_is_paid_have_days_of_their_own(desk: Desk, project: int) -> None:
    late = date(2025, 12, 30)
    case = proposed(desk, project, line(desk, "创新专项", LIMIT, late), 10_000_000, late)
    allot(desk, case, late)
    assert (desk.value("funds.allotted", 2025), desk.value("funds.paid", 2025)) == (100_000, 0)
    pay(desk, case, date(2026, 1, 5), 6_000_000, "回单1号")
    assert answers_of_case(case)["all_paid"] is False
    pay(desk, case, date(2026, 1, 9), 4_000_000, "回单2号")
    assert answers_of_case(case)["all_paid"] is True
    assert (desk.value("funds.paid", 2025), desk.value("funds.paid", 2026)) == (0, 100_000)
    assert desk.value("funds.allotted", 2026) == 0
    assert Allotment.objects.get().paid_fen == 10_000_000


def test_no_more_is_paid_than_was_allotted_and_one_receipt_counts_once(desk: Desk, project: int) -> None:
    case = proposed(desk, project, line(desk, "创新专项", LIMIT), 10_000_000)
    allot(desk, case)
    pay(desk, case, DAY, 6_000_000, "回单1号")
    again = {"paid_on": DAY.isoformat(), "paid_amount": 4_000_001, "pay_voucher": "回单1号"}
    assert {one.code for one in desk.refused(case, "pay", "finance", DAY, **again)} == {
        "funds/above-allotment",
        "funds/voucher-twice",
    }


def test_whoever_approved_does_not_allot_in_a_linked_matter_by_any_of_their_posts(
    desk: Desk, project: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A separation within one matter cannot see this: the decision was made in another."""
    from yifa.work.funds import apart

    # The matter that stands for the decision was recorded and checked; its check stands for a review of a project.
    monkeypatch.setitem(apart._DUTY_OF, ("ledger-entry", "check"), "review")
    monkeypatch.setattr(apart, "_ROLES", (*apart._ROLES, "ledger-entry/check"))
    with hands():
        post = Post.objects.create(
            bureau=desk.bureau,
            department=Department.objects.get(name="计划财务科"),
            name="兼任副局长",
            powers=["deputy-head"],
        )
        Holding.objects.create(
            bureau=desk.bureau, officer=desk.officers["drafter"], post=post, from_on=date(2015, 1, 1)
        )
    case = proposed(desk, project, line(desk, "创新专项", LIMIT), 1, who="second")
    reasons = desk.refused(case, "allot", "drafter", DAY, allotment_number="某财科〔2026〕9号")
    assert [one.code for one in reasons] == ["funds/duties-apart"]
    assert number(project) in reasons[0].sentence.zh
    allot(desk, case)
    (reviewed, allotted) = notes.hands(Case.objects.get(pk=case))
    assert ("drafter" in reviewed.says, "deputy" in allotted.says) == (True, True)
    assert {reviewed.tone, allotted.tone} == {"green"}
