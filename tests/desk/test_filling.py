"""What Yifa fills in by itself: it is counted as forms are taken, shown under oversight, and may not become less."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.desk.conftest import House
from tests.desk.permits import Permits
from tests.desk.test_steps import START, filled
from yifa.cases.library import library
from yifa.desk import prefill
from yifa.desk.models import Filling
from yifa.desk.prefill import Known, has_source
from yifa.house.models import Officer

Desk = Callable[[Officer], Client]
LEAST_PERCENT = 19
"""Of the questions of all procedures, files left out, those whose answer Yifa may know. Raised when more are, never lowered."""


def test_of_all_that_is_asked_no_less_is_known_beforehand() -> None:
    asked = known = 0
    found = library()
    for key in found.procedures:
        procedure = found.latest(key)
        for step in procedure.steps.values():
            for question in step.asks.values():
                if not question.type.of_files:
                    asked += 1
                    known += has_source(procedure, step, question)
    assert known * 100 >= asked * LEAST_PERCENT, f"{known} of {asked}"


def test_what_was_taken_as_it_stood_counts_as_filled_in_and_what_was_changed_does_not(
    permits: Permits, desk_of: Desk
) -> None:
    case = permits.accepted()
    desk = desk_of(permits.house.examiner)
    url = f"/desk/matters/{case.number}/steps/examine/"
    form = desk.get(url)
    amount = next(one.value for one in form.context["fields"] if one.key == "amount_confirmed")
    assert amount
    sent = {
        "do": "take",
        "version": "2",
        "a-opinion": "符合条件",
        "co_signers": [str(permits.house.second_examiner.pk)],
    }
    desk.post(url, {**sent, "a-amount_confirmed": amount})
    desk.post(url, {**sent, "version": "3", "a-opinion": "符合", "a-amount_confirmed": "10万"})
    counts = {one.question: (one.asked, one.filled) for one in Filling.objects.filter(step="examine")}
    assert counts["amount_confirmed"] == (2, 1)
    assert counts["opinion"][1] == 0
    page = desk_of(permits.house.director).get("/desk/oversight/filling/").content.decode()
    assert "审查意见" in page
    assert "核定金额" in page


def test_what_was_refused_is_not_counted(permits: Permits, desk_of: Desk) -> None:
    desk_of(permits.house.window).post(START, filled(permits, **{"a-amount": ""}))
    assert not Filling.objects.exists()


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2020, 2, 1), (2020, 2019, 2020)),
        (date(2020, 7, 1), (2020, 2020, 2020)),
        (date(2020, 11, 1), (2020, 2020, 2021)),
    ],
)
def test_years_are_meant_as_people_mean_them_on_a_day(on: date, years: tuple[int, int, int]) -> None:
    assert tuple(prefill.years(on).values()) == years


def test_the_only_matter_that_fits_is_filled_in_and_of_several_none(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = library().latest("contract-change").steps["propose"].asks["contract"]
    seat = SimpleNamespace(bureau=house.bureau, on=date(2020, 3, 4))
    for numbers, filled_with in ((["1"], "1"), (["1", "2"], None), ([], None)):
        found = [SimpleNamespace(number=one) for one in numbers]
        monkeypatch.setattr("yifa.desk.prefill.links.fitting", lambda *_, found=found, **__: found)
        known = Known(seat, None, None, {}, None)  # type: ignore[arg-type]
        assert prefill.the_only_one(question, known) == filled_with
