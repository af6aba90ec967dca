"""Graphs published in the literature behave here as their papers say."""

from __future__ import annotations

from tests.procedure.making import CHINA, attempt, procedure, step
from yifa.procedure import Marking, Procedure, initial, may, owed, take
from yifa.procedure.checker.space import Space
from yifa.procedure.model import Condition, Exclude, Include, Milestone, Response


def run(made: Procedure, *keys: str) -> Marking:
    marking = initial(made)
    for key in keys:
        marking = take(made, marking, attempt(key), CHINA).marking
    return marking


def possible(made: Procedure, marking: Marking) -> set[str]:
    return {key for key in made.steps if may(made, marking, attempt(key), CHINA).allowed}


def due(made: Procedure, marking: Marking) -> set[str]:
    return {key for item in owed(made, marking) for key in item.steps}


def give_medicine() -> Procedure:
    """Hildebrandt and Mukkamala 2010, figure 2: prescribe, sign, give medicine, don't trust."""
    return procedure(
        [step("prescribe"), step("sign"), step("give"), step("distrust")],
        [
            Condition(("sign",), ("prescribe",)),
            Response(("prescribe",), ("sign",)),
            Response(("prescribe",), ("give",)),
            Condition(("give",), ("sign",)),
            Condition(("distrust",), ("sign",)),
            Response(("distrust",), ("sign",)),
            Exclude(("distrust",), ("give",)),
            Include(("sign",), ("give",)),
        ],
    )


def test_medicine_is_prescribed_signed_and_given() -> None:
    made = give_medicine()
    assert possible(made, initial(made)) == {"prescribe"}
    prescribed = run(made, "prescribe")
    assert possible(made, prescribed) == {"prescribe", "sign"}
    assert due(made, prescribed) == {"sign", "give"}
    assert due(made, run(made, "prescribe", "sign", "give")) == set()


def test_a_distrusted_prescription_is_not_given_until_signed_again() -> None:
    made = give_medicine()
    distrusted = run(made, "prescribe", "sign", "distrust")
    assert "give" not in possible(made, distrusted)
    assert due(made, distrusted) == {"sign"}
    again = take(made, distrusted, attempt("sign"), CHINA).marking
    assert "give" in possible(made, again)
    assert due(made, again) == {"give"}


def dreyer() -> Procedure:
    """The Dreyer Foundation's application process in short (Slaats, Mukkamala, Hildebrandt, Marquard 2013): two kinds of
    reviewer, a board's decision that waits for both while they are owed, and payment."""
    once = {"repeat": False}
    return procedure(
        [
            step("fill-in", opens=True, **once),
            step("lawyer-review", **once),
            step("architect-review", **once),
            step("board-meeting"),
            step("approve", **once),
            step("reject", **once),
            step("pay", **once),
        ],
        [
            Response(("fill-in",), ("lawyer-review",)),
            Response(("fill-in",), ("architect-review",)),
            Milestone(("board-meeting",), ("lawyer-review", "architect-review")),
            Condition(("approve", "reject"), ("board-meeting",)),
            Response(("board-meeting",), ("approve", "reject")),
            Exclude(("approve",), ("reject",)),
            Exclude(("reject",), ("approve", "pay")),
            Condition(("pay",), ("approve",)),
            Response(("approve",), ("pay",)),
        ],
    )


def test_the_board_meets_once_both_reviews_are_in() -> None:
    made = dreyer()
    assert "board-meeting" not in possible(made, run(made, "fill-in"))
    assert "board-meeting" not in possible(made, run(made, "fill-in", "lawyer-review"))
    assert "board-meeting" in possible(made, run(made, "fill-in", "architect-review", "lawyer-review"))


def test_only_what_was_approved_is_paid() -> None:
    made = dreyer()
    before = ("fill-in", "lawyer-review", "architect-review", "board-meeting")
    assert due(made, run(made, *before, "approve")) == {"pay"}
    rejected = run(made, *before, "reject")
    assert due(made, rejected) == set()
    assert not {"approve", "pay"} & possible(made, rejected)


def expense_report() -> Procedure:
    """The expense report of Debois, Hildebrandt and Slaats: submitted, approved by one, paid once approved."""
    return procedure(
        [step("submit"), step("approve"), step("reject"), step("pay", repeat=False)],
        [
            Condition(("approve", "reject"), ("submit",)),
            Response(("submit",), ("approve", "reject")),
            Condition(("pay",), ("approve",)),
            Response(("approve",), ("pay",)),
            Exclude(("reject",), ("pay",)),
            Include(("approve",), ("pay",)),
            Milestone(("pay",), ("approve",)),
        ],
    )


def test_an_expense_is_paid_after_approval_and_never_while_a_decision_is_owed() -> None:
    made = expense_report()
    assert "pay" not in possible(made, run(made, "submit"))
    assert "pay" in possible(made, run(made, "submit", "approve"))
    assert "pay" not in possible(made, run(made, "submit", "approve", "submit"))
    assert "pay" not in possible(made, run(made, "submit", "approve", "reject"))


def insurance() -> Procedure:
    """Claims handling after Debois, Hildebrandt and Slaats (2015): a claim is assessed unless small, and paid or refused."""
    return procedure(
        [
            step("register", opens=True, repeat=False),
            step("deem-small", repeat=False),
            step("assess", repeat=False),
            step("pay", repeat=False, closes=True),
            step("refuse", repeat=False, closes=True),
        ],
        [
            Condition(("pay", "refuse"), ("assess",)),
            Exclude(("deem-small",), ("assess",)),
            Response(("register",), ("pay", "refuse")),
        ],
    )


def test_an_excluded_condition_is_void() -> None:
    made = insurance()
    assert "pay" not in possible(made, run(made, "register"))
    assert "pay" in possible(made, run(made, "register", "deem-small"))
    assert run(made, "register", "assess", "refuse").closed


def test_the_classic_cycle_of_conditions_is_dead() -> None:
    made = procedure([step("a"), step("b")], [Condition(("a",), ("b",)), Condition(("b",), ("a",))])
    assert possible(made, initial(made)) == set()
    space = Space(made)
    assert space.sets.count(space.reached) == 1
