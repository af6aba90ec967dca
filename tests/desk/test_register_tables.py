"""A register's pages lie end to end in any order, and its filters say what they could not read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import House
from yifa.desk.register_tables import (
    Order,
    asked_of,
    filters_of,
    page_of,
    shown_amount,
    shown_value,
    title_of,
    unreadable,
)
from yifa.work.services.registers import TechnicalContract

COLUMNS = TechnicalContract.columns
DAYS = (date(2020, 3, 4), date(2020, 1, 2), date(2020, 3, 4), date(2020, 2, 3), date(2019, 12, 31))


def contract(house: House, number: int, **changes: Any) -> TechnicalContract:
    given: dict[str, Any] = {
        "bureau": house.bureau,
        "log_position": 0,
        "recorded_on": date(2020, 3, 4),
        "name": f"合同{number}",
        "seller": "甲公司",
        "buyer": "乙公司",
        "contract_class": "development",
        "amount_fen": 100 + 100 * number,
        "technical_amount_fen": 100,
        "certificate_number": f"2020-{number:04d}",
        "registered_on": DAYS[number % len(DAYS)],
    }
    return TechnicalContract.objects.create(**(given | changes))


def walked(order: Order, size: int = 3) -> tuple[list[list[int]], list[list[int]]]:
    """The pages of all contracts going forward, and then the same going back."""
    rows = TechnicalContract.objects.all()
    page = page_of(rows, order, size=size)
    forward = [[row.pk for row in page.rows]]
    while page.after is not None:
        page = page_of(rows, order, after=str(page.after), size=size)
        forward.append([row.pk for row in page.rows])
    back = [forward[-1]]
    while page.before is not None:
        page = page_of(rows, order, before=str(page.before), size=size)
        back.insert(0, [row.pk for row in page.rows])
    return forward, back


@pytest.mark.parametrize(
    "text", ["", "registered_on", "-registered_on", "amount_fen", "changed_on", "-changed_on", "name"]
)
def test_pages_lie_end_to_end_forward_and_back(house: House, text: str) -> None:
    made = [
        contract(house, number, changed_on=None if number % 3 else DAYS[number % 5]) for number in range(10)
    ]
    forward, back = walked(Order.read(text, COLUMNS, TechnicalContract))
    assert sorted(pk for page in forward for pk in page) == sorted(row.pk for row in made)
    assert forward == back


def test_empty_values_come_last_both_ways(house: House) -> None:
    made = [
        contract(house, 1),
        contract(house, 2, changed_on=DAYS[0]),
        contract(house, 3, changed_on=DAYS[1]),
    ]
    for text in ("changed_on", "-changed_on"):
        (shown, *_rest), _back = walked(Order.read(text, COLUMNS, TechnicalContract))
        assert shown[-1] == made[0].pk, text


def test_a_page_is_two_questions_however_many_rows_there_are(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        contract(house, number)
    last = TechnicalContract.objects.order_by("pk")[8]
    with django_assert_max_num_queries(2):
        page_of(TechnicalContract.objects.all(), Order("amount_fen"), after=str(last.pk), size=3)


def test_a_row_that_is_gone_begins_anew(house: House) -> None:
    made = contract(house, 1)
    page = page_of(TechnicalContract.objects.all(), Order(), after="999999")
    assert [row.pk for row in page.rows] == [made.pk]


def test_another_bureaus_row_is_no_place_to_begin(house: House, other_house: House) -> None:
    from yifa.house.tenancy import using_bureau

    with using_bureau(other_house.bureau):
        theirs = contract(other_house, 1)
    ours = contract(house, 2)
    page = page_of(TechnicalContract.objects.all(), Order(), after=str(theirs.pk))
    assert [row.pk for row in page.rows] == [ours.pk]


def test_values_read_as_people_say_them(house: House) -> None:
    row = contract(house, 1, amount_fen=123_456_700)
    told = {column.name: shown_value(column, row) for column in COLUMNS}
    assert told["amount_fen"] == "1,234,567"
    assert told["contract_class"] == "技术开发"
    assert told["registered_on"] == "2020年1月2日"
    assert title_of(TechnicalContract.column("amount_fen")) == "合同金额（元）"


@pytest.mark.parametrize(
    ("fen", "unit", "text"), [(0, 100, "0"), (12_345, 100, "123.45"), (12_500_000, 1_000_000, "12.5")]
)
def test_amounts_have_no_idle_zeros(fen: int, unit: int, text: str) -> None:
    assert shown_amount(fen, unit) == text


def test_every_column_that_can_be_asked_is_asked() -> None:
    kinds = {one.name: one.kind for one in filters_of(TechnicalContract, {})}
    assert kinds["q"] == "search"
    assert kinds["contract_class"] == "choice"
    assert kinds["registered_on"] == "days"
    assert kinds["amount_fen"] == "numbers"


def test_what_cannot_be_read_is_told_and_not_dropped() -> None:
    given = {"registered_on__from": "去年", "amount_fen__to": "12", "unknown": "x", "contract_class": ""}
    asked = asked_of(TechnicalContract, given)
    assert asked == {"registered_on__from": "去年", "amount_fen__to": "12"}
    (problem,) = unreadable(TechnicalContract, asked)
    assert "去年" in problem.zh
    assert "去年" in problem.en
