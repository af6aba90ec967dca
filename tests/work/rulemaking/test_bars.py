"""The hard bars of making a normative document: no walk, of all walks that there are, goes round them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from yifa.cases.library import library
from yifa.procedure.checker.space import Space, State
from yifa.procedure.model import Condition


@cache
def spaces() -> tuple[Space, ...]:
    return tuple(Space(one) for one in library().versions("normative-document"))


def states_with(space: Space, step: str) -> Iterator[State]:
    """Every state from which a step is taken."""
    number = space.index[step]
    for at, edges in enumerate(space.edges):
        if any(edge.step == number for edge in edges):
            yield space.states[at]


def answer(space: Space, state: State, name: str) -> object:
    """What was answered, of what the state remembers; None for what was not."""
    number = space._fields.index(name)
    place = state.answers[number]
    return None if place == 0 else space._values[number][place - 1]


def done(space: Space, state: State, step: str) -> bool:
    return bool(state.executed & (1 << space.index[step]))


def holds_for_every_walk(step: str, bar: Callable[[Space, State], bool]) -> None:
    for space in spaces():
        assert space.exhaustive
        states = list(states_with(space, step))
        assert states
        found = [state for state in states if not bar(space, state)]
        assert not found, space.walk(space.states.index(found[0]))


def met(space: Space, state: State, guard: str, step: str) -> bool:
    """Whether the latest answers of a step satisfy a condition written with this guard."""
    bits = set()
    for (rule_id, need), bit in space._met_bits.items():
        relation = space.procedure.by_id[rule_id].relation
        if (
            need == step
            and isinstance(relation, Condition)
            and str(relation.answers and relation.answers.text) == guard
        ):
            bits.add(bit)
    assert bits
    return all(state.met & bit for bit in bits)


def test_bar_a_nothing_is_issued_that_was_not_reviewed_for_competition_or_restricts_it() -> None:
    """公平竞争审查条例 §18; before it 国发〔2016〕34号."""

    def bar(space: Space, state: State) -> bool:
        if answer(space, state, "touches_operators") is False:
            return True
        return done(space, state, "review-competition") and met(
            space, state, "a.competition_conclusion != 'restricts'", "review-competition"
        )

    holds_for_every_walk("issue", bar)


def test_bar_b_nothing_is_deliberated_that_was_not_reviewed_for_legality_or_found_unlawful() -> None:
    """国办发〔2018〕37号 2(6)."""
    holds_for_every_walk(
        "deliberate",
        lambda space, state: (
            done(space, state, "review-legality")
            and met(space, state, "a.opinion != 'unlawful'", "review-legality")
        ),
    )


def test_bar_c_nothing_is_closed_unpublished_and_nothing_is_published_that_was_not_signed() -> None:
    """优化营商环境条例 §64; 国办发〔2018〕37号 2(7), 2(8)."""
    holds_for_every_walk(
        "confirm-filing",
        lambda space, state: done(space, state, "publish") and done(space, state, "file-for-record"),
    )
    for step in ("issue", "publish"):
        holds_for_every_walk(
            step,
            lambda space, state: (
                done(space, state, "deliberate")
                and met(space, state, "a.passed", "deliberate")
                and done(space, state, "sign")
            ),
        )


def test_bar_e_no_major_matter_is_deliberated_unheard_by_counsel_or_against_counsel() -> None:
    """中办发〔2016〕30号 2(7)."""

    def bar(space: Space, state: State) -> bool:
        if answer(space, state, "kind_of_major") == "none":
            return True
        return done(space, state, "hear-counsel") and met(
            space, state, "a.opinion != 'unlawful'", "hear-counsel"
        )

    holds_for_every_walk("deliberate", bar)
