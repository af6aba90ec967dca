"""The day it counts from: dates that are the step's own day, limits that run from an answered day, dates in order."""

from __future__ import annotations

from datetime import date

import pytest

from tests.procedure.making import CHINA, DAY, attempt, procedure, questions, say, step
from yifa.law.terms import Term
from yifa.procedure import Question, Refused, deadline, happened_on, initial, owed, take, types
from yifa.procedure.model import Response

DECIDED = Question("decided_on", types.DATE, say("决定日期"))
ENDS = Question("ends_on", types.DATE, say("有效期至"), not_before="decided_on")
GIVEN = Question("given_on", types.DATE, say("交办日期"), happens=True)


def test_a_limit_runs_from_the_day_that_was_answered() -> None:
    made = procedure(
        [step("enter", asks=questions(decided_on=DECIDED)), step("report")],
        [Response(("enter",), ("report",), Term.read("7日"), begins="decided_on")],
    )
    marking = take(
        made, initial(made), attempt("enter", on=date(2020, 6, 1), decided_on="2020-03-02"), CHINA
    ).marking
    (item,) = owed(made, marking)
    found = deadline(made, marking, item, CHINA)
    assert item.since == date(2020, 3, 2)
    assert found is not None
    assert found.due_on == date(2020, 3, 9)


def test_without_an_answer_the_limit_runs_from_the_step() -> None:
    made = procedure(
        [step("enter", asks=questions(decided_on=DECIDED)), step("report")],
        [Response(("enter",), ("report",), Term.read("7日"), begins="decided_on")],
    )
    marking = take(made, initial(made), attempt("enter"), CHINA).marking
    assert owed(made, marking)[0].since == DAY


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_date_that_precedes_one_it_may_not_is_refused(in_one_step: bool) -> None:
    first = step("enter", asks=questions(decided_on=DECIDED, **({"ends_on": ENDS} if in_one_step else {})))
    made = procedure([first, step("end", asks=questions(ends_on=ENDS))])
    if in_one_step:
        marking, wrong = initial(made), attempt("enter", decided_on="2020-03-02", ends_on="2020-03-01")
        right = attempt("enter", decided_on="2020-03-02", ends_on="2020-03-02")
    else:
        marking = take(made, initial(made), attempt("enter", decided_on="2020-03-02"), CHINA).marking
        wrong, right = attempt("end", ends_on="2020-03-01"), attempt("end", ends_on="2020-03-02")
    with pytest.raises(Refused) as refused:
        take(made, marking, wrong, CHINA)
    assert "「有效期至」不得早于「决定日期」（2020-03-02）" in refused.value.zh
    take(made, marking, right, CHINA)


def test_the_answered_day_is_the_day_on_which_the_step_happened() -> None:
    receive = step("receive", asks=questions(given_on=GIVEN, decided_on=DECIDED))
    assert happened_on(receive, {"given_on": "2020-03-02", "decided_on": "2020-01-01"}) == date(2020, 3, 2)
    assert happened_on(receive, {"decided_on": "2020-01-01"}) is None
    assert happened_on(receive, {"given_on": "昨天"}) is None
