"""A parameter holds from a day on, within the bounds of the law, and its changes stand in the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.models import LogEntry
from yifa.cases.orders.parameter_acts import set_parameter
from yifa.house.errors import ParameterRefused
from yifa.house.models import Bureau, Department, Holding, Officer, Post
from yifa.house.parameters import Parameter, ParameterKind, Parameters, parameters
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual

DAYS = Parameter(
    "tests_days",
    "tests",
    Bilingual("征求意见期限", "Days of consultation"),
    ParameterKind.NUMBER,
    7,
    Bilingual("省的规定", "The province's rules"),
    unit=Bilingual("日", "days"),
    floor=5,
    ceiling=60,
    bounds=Bilingual("某条例第六条", "Some regulation, art. 6"),
)
NOW = datetime(2025, 3, 3, 2, tzinfo=UTC)


@pytest.fixture
def head(db: None) -> Iterator[Officer]:
    bureau = Bureau.objects.create(code="411199-kj", name="某市科学技术局")
    with using_bureau(bureau):
        section = Department.objects.create(bureau=bureau, name="局领导")
        post = Post.objects.create(bureau=bureau, department=section, name="局长", powers=["head-of-organ"])
        officer = Officer.objects.create(bureau=bureau, name="局长")
        Holding.objects.create(bureau=bureau, officer=officer, post=post, from_on=date(2015, 1, 1))
        yield officer


def change(head: Officer, value: str, from_on: date, basis: str = "局长办公会议2025年第3次") -> None:
    set_parameter(
        head.bureau, DAYS, value=value, from_on=from_on, basis=basis, actor=Actor.officer(head), now=NOW
    )


def test_the_default_holds_until_the_day_of_a_change(head: Officer) -> None:
    change(head, "10", date(2025, 4, 1))
    change(head, "15", date(2025, 6, 1))
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 5, 31), date(2025, 6, 1)]
    assert [DAYS.number_on(head.bureau, day) for day in days] == [7, 10, 10, 15]


def test_a_change_stands_in_the_record(head: Officer) -> None:
    change(head, "10", date(2025, 4, 1))
    assert list(LogEntry.objects.filter(bureau_id=head.bureau_id).values_list("step", flat=True)) == [
        "set-parameter"
    ]


@pytest.mark.parametrize(
    ("value", "said"), [("4", "不得少于5日（某条例第六条）"), ("61", "不得超过60日"), ("七", "整数")]
)
def test_the_bounds_of_the_law_hold(head: Officer, value: str, said: str) -> None:
    with pytest.raises(ParameterRefused, match=said):
        change(head, value, date(2025, 4, 1))
    assert DAYS.number_on(head.bureau, date(2026, 1, 1)) == 7


def test_nothing_is_set_without_a_basis(head: Officer) -> None:
    with pytest.raises(DeskRefused, match="依据"):
        change(head, "10", date(2025, 4, 1), " ")


def test_a_value_in_use_is_not_changed_for_days_past(head: Officer) -> None:
    change(head, "10", date(2025, 3, 3))
    with pytest.raises(DeskRefused, match="过去"):
        change(head, "15", date(2025, 3, 2))


def test_a_key_is_declared_once_and_its_default_fits() -> None:
    known = Parameters()
    known.add(DAYS)
    with pytest.raises(ValueError, match="two parameters"):
        known.add(DAYS)
    wrong = Parameter("x", "tests", DAYS.title, ParameterKind.CHOICE, "a", DAYS.basis)
    with pytest.raises(ParameterRefused):
        known.add(wrong)


def test_an_amount_from_which_a_rule_holds_cannot_be_set_so_high_that_it_never_does() -> None:
    amounts = [one for one in parameters if one.kind is ParameterKind.MONEY]
    assert amounts
    for one in amounts:
        assert one.ceiling is not None, one.key
        with pytest.raises(ParameterRefused):
            one.read(str(one.ceiling + 1))
