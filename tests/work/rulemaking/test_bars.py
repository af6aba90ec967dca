"""The hard bars of making a normative document: no walk, of all walks that there are, goes round them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from yifa.cases.library import library
from yifa.procedure.checker.sets import Set
from yifa.procedure.checker.space import Space
from yifa.procedure.model import Condition


@cache
def spaces() -> tuple[Space, ...]:
    return tuple(Space(one) for one in library().versions("normative-document"))


def holds_for_every_walk(step: str, bar: Callable[[Space], Set]) -> None:
    """In every state from which the step is taken, the bar holds."""
    for space in spaces():
        assert space.exhaustive
        taken_from = space.possible(space.moves[space.code.index[step]])
        assert taken_from != space.sets.none
        around = taken_from & ~bar(space)
        assert around == space.sets.none, space.walk(space.nearest(around))


def met(space: Space, guard: str, step: str) -> Set:
    """Where the latest answers of a step satisfy every condition written with this guard."""
    found = space.sets.all
    known = False
    for rule_id, need in space.code.met_bits:
        relation = space.procedure.by_id[rule_id].relation
        if (
            need == step
            and isinstance(relation, Condition)
            and str(relation.answers and relation.answers.text) == guard
        ):
            known = True
            found &= space.met(rule_id, need)
    assert known
    return found


def test_bar_a_nothing_is_issued_that_was_not_reviewed_for_competition_or_restricts_it() -> None:
    """公平竞争审查条例 §18; before it 国发〔2016〕34号."""

    def bar(space: Space) -> Set:
        return space.answered("touches_operators", False) | (
            space.executed("review-competition")
            & met(space, "a.competition_conclusion != 'restricts'", "review-competition")
        )

    holds_for_every_walk("issue", bar)


def test_bar_b_nothing_is_deliberated_that_was_not_reviewed_for_legality_or_found_unlawful() -> None:
    """国办发〔2018〕37号 2(6)."""
    holds_for_every_walk(
        "deliberate",
        lambda space: (
            space.executed("review-legality") & met(space, "a.opinion != 'unlawful'", "review-legality")
        ),
    )


def test_bar_c_nothing_is_closed_unpublished_and_nothing_is_published_that_was_not_signed() -> None:
    """优化营商环境条例 §64; 国办发〔2018〕37号 2(7), 2(8)."""
    holds_for_every_walk(
        "confirm-filing",
        lambda space: space.executed("publish") & space.executed("file-for-record"),
    )
    for step in ("issue", "publish"):
        holds_for_every_walk(
            step,
            lambda space: (
                space.executed("deliberate") & met(space, "a.passed", "deliberate") & space.executed("sign")
            ),
        )


def test_bar_e_no_major_matter_is_deliberated_unheard_by_counsel_or_against_counsel() -> None:
    """中办发〔2016〕30号 2(7)."""

    def bar(space: Space) -> Set:
        return space.answered("kind_of_major", "none") | (
            space.executed("hear-counsel") & met(space, "a.opinion != 'unlawful'", "hear-counsel")
        )

    holds_for_every_walk("deliberate", bar)
