"""What Yifa fills in by itself: it is counted as forms are taken, shown under oversight, and may not become less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.desk.conftest import House
from tests.desk.permits import Permits
from tests.desk.test_steps import START, filled
from yifa.cases.library import library
from yifa.desk import prefill
from yifa.desk.access import Seat
from yifa.desk.knowing import knowing
from yifa.desk.models import Filling
from yifa.desk.prefill import Known, has_source
from yifa.desk.remembered import NEXT, OWN, PARTY, Remembered, following, is_remembered
from yifa.house.models import Officer

Desk = Callable[[Officer], Client]
LEAST_PERCENT = 33
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


def test_what_somebody_must_judge_starts_with_nothing_that_was_answered_before() -> None:
    """Opinions, conclusions and reasons are each matter's own (行政许可法 第三十八条, 行政处罚法 第五十七条)."""
    judged = ("opinion", "conclusion", "outcome", "agrees", "reason", "finding", "grade", "passed", "result")
    found = library()
    for key in found.procedures:
        for step in found.latest(key).steps.values():
            for name, question in step.asks.items():
                if is_remembered(question):
                    assert not set(name.split("_")) & set(judged) or name in (
                        "result_name",
                        "result_number",
                    ), f"{key}/{step.key}/{name}"
                    assert question.fills_from == PARTY or not question.personal, f"{key}/{step.key}/{name}"


def test_every_source_that_files_name_is_there() -> None:
    found = library()
    for key in found.procedures:
        procedure = found.latest(key)
        for step in procedure.steps.values():
            for question in step.asks.values():
                room, _dot, name = (question.fills_from or "").partition(".")
                asked = name.partition(".")[0]
                if room in ("answers", "linked"):
                    assert asked in procedure.questions, (
                        f"{key}/{step.key}/{question.key}: {question.fills_from}"
                    )
                if room == "linked":
                    link = procedure.questions[asked].link
                    kinds = () if link is None else link.of
                    there = [one for kind in kinds for one in found.latest(kind).questions]
                    assert not kinds or name.partition(".")[2] in there, f"{key}/{step.key}/{question.key}"


@pytest.mark.parametrize(
    ("number", "year", "then"),
    [
        ("漯科〔2020〕12号", 2020, "漯科〔2020〕13号"),
        ("漯科〔2020〕12号", 2021, "漯科〔2021〕1号"),
        ("2020-PJ-099", 2020, "2020-PJ-100"),
        ("2020-PJ-099", 2021, "2021-PJ-001"),
        ("第7期", 2021, "第8期"),
        ("2020", 2021, None),
        ("没有编号", 2021, None),
    ],
)
def test_the_next_number_counts_on_and_begins_anew_with_the_year(
    number: str, year: int, then: str | None
) -> None:
    assert following(number, year) == then


def _remembered(permits: Permits, officer: Officer, step: str, source: str, question: str) -> object:
    procedure = library().latest("desk-permit")
    seat = Seat(officer, officer.bureau, permits.now, permits.now.date(), (), frozenset(), frozenset(), 0)
    before = Remembered(seat, procedure, procedure.steps[step], permits.party, None)
    with knowing(seat):
        return before.answer(replace(procedure.steps[step].asks[question], fills_from=source))


def test_a_form_remembers_what_its_own_officer_answered_and_the_numbers_of_all(permits: Permits) -> None:
    house = permits.house
    permits.examined()
    assert _remembered(permits, house.examiner, "examine", OWN, "opinion") == "符合条件"
    assert _remembered(permits, house.second_examiner, "examine", OWN, "opinion") is None
    permits.open("第3期")
    assert _remembered(permits, house.window, "apply", NEXT, "subject") == "第4期"
    assert _remembered(permits, house.window, "apply", PARTY, "amount") == 12_500_000


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
