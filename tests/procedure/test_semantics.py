"""Stepping against the definitions of the paper, on random graphs; and the checker's state space against stepping."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.procedure import reference
from tests.procedure.explicit import Explicit, State, verdicts
from tests.procedure.making import CHINA, DAY, attempt, officer, procedure, rule, step
from yifa.law.citations import Citation
from yifa.law.terms import Term, Unit
from yifa.law.text import Bilingual
from yifa.procedure import (
    Attempt,
    Guard,
    Marking,
    Procedure,
    Question,
    Refused,
    apply,
    initial,
    may,
    owed,
    take,
    types,
)
from yifa.procedure.checker import reach
from yifa.procedure.checker.space import Space
from yifa.procedure.model import (
    Condition,
    Exclude,
    Extend,
    Include,
    Level,
    Milestone,
    Relation,
    Response,
    Rule,
    Silence,
)

EVENTS = ("a", "b", "c", "d")
_pairs = st.frozensets(st.tuples(st.sampled_from(EVENTS), st.sampled_from(EVENTS)), max_size=5)


@st.composite
def graphs(draw: st.DrawFn) -> reference.Graph:
    return reference.Graph(
        frozenset(EVENTS), draw(_pairs), draw(_pairs), draw(_pairs), draw(_pairs), draw(_pairs)
    )


def as_procedure(graph: reference.Graph, pending: frozenset[str], excluded: frozenset[str]) -> Procedure:
    relations: list[Relation] = [
        *(Condition((target,), (source,)) for source, target in sorted(graph.condition)),
        *(Response((source,), (target,)) for source, target in sorted(graph.response)),
        *(Milestone((target,), (source,)) for source, target in sorted(graph.milestone)),
        *(Include((source,), (target,)) for source, target in sorted(graph.include)),
        *(Exclude((source,), (target,)) for source, target in sorted(graph.exclude)),
    ]
    steps = [step(key, owed=key in pending, dormant=key in excluded) for key in EVENTS]
    return procedure(steps, relations)


_subsets = st.frozensets(st.sampled_from(EVENTS), max_size=2)


@settings(deadline=None, max_examples=150)
@given(graphs(), _subsets, _subsets, st.lists(st.sampled_from(EVENTS), max_size=12))
def test_steps_are_enabled_and_take_effect_as_the_paper_defines(
    graph: reference.Graph, pending: frozenset[str], excluded: frozenset[str], trace: list[str]
) -> None:
    made = as_procedure(graph, pending, excluded)
    marking = initial(made)
    marks = reference.Marks(frozenset(), pending, frozenset(EVENTS) - excluded)
    for event in trace:
        for key in EVENTS:
            assert may(made, marking, attempt(key), CHINA).allowed == reference.enabled(graph, marks, key)
        if reference.enabled(graph, marks, event):
            marks = reference.execute(graph, marks, event)
            marking = take(made, marking, attempt(event), CHINA).marking
        assert set(marking.done) == marks.executed
        assert {key for key in EVENTS if marking.includes(key)} == marks.included
        assert {key for item in owed(made, marking) for key in item.steps} == marks.pending & marks.included
        assert (not owed(made, marking)) == reference.accepting(marks)


@settings(deadline=None, max_examples=100)
@given(graphs(), _subsets, _subsets, st.lists(st.sampled_from(EVENTS), max_size=12))
def test_a_marking_survives_json(
    graph: reference.Graph, pending: frozenset[str], excluded: frozenset[str], trace: list[str]
) -> None:
    made = as_procedure(graph, pending, excluded)
    marking = initial(made)
    for event in trace:
        if may(made, marking, attempt(event), CHINA).allowed:
            marking = take(made, marking, attempt(event), CHINA).marking
        assert Marking.from_json(marking.to_json()) == marking


_guard_texts = st.sampled_from(["a.n >= 5", "a.n < 5 || a.flag", "!a.flag", "has(a.n) && a.n == 3"])
_groups = st.lists(st.sampled_from(EVENTS), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def guarded_procedures(draw: st.DrawFn) -> Procedure:
    """Random procedures with groups, guards, gates of statutes, answers asked, limits extended and passed in silence, steps taken
    once, an opener and a closing step."""
    rules: list[Rule] = []
    for number in range(draw(st.integers(0, 6))):
        one, other = draw(_groups), draw(_groups)
        kind = draw(st.sampled_from([Condition, Condition, Response, Milestone, Exclude, Include]))
        relation: Relation = kind(one, other)
        given: dict[str, object] = {}
        if isinstance(relation, Condition):
            if draw(st.booleans()) and set(other) <= {"b", "c"}:
                relation = Condition(one, other, Guard.parse(draw(_guard_texts)))
            given["gate"] = draw(st.booleans())
        if draw(st.booleans()):
            given["citation"], given["level"] = Citation("law", "1"), Level.LAW
        if draw(st.booleans()):
            given["when"] = Guard.parse(draw(_guard_texts))
        rules.append(rule(f"r{number}", relation, **given))
    limits = [item.id for item in rules if isinstance(item.relation, Response)]
    if draw(st.booleans()) and limits:
        limit = draw(st.sampled_from(limits))
        on = draw(_groups)
        if draw(st.booleans()):
            rules.append(rule("longer", Extend(limit, on, Term(5, Unit.WORKING_DAYS))))
        else:
            rules.append(rule("silent", Silence(limit, on[0])))
    label = Bilingual("x", "x")
    asks = {
        "n": Question("n", types.INTEGER, label, min=0, max=9),
        "flag": Question("flag", types.BOOLEAN, label, required=True),
    }
    steps = [
        step(
            key,
            repeat=draw(st.booleans()),
            dormant=draw(st.booleans()) and key != "a",
            owed=draw(st.booleans()) and key == "c",
            opens=key == "a",
            closes=key == "d" and draw(st.booleans()),
            asks=asks if key == "b" else {"flag": asks["flag"]} if key == "c" else {},
        )
        for key in EVENTS
    ]
    return procedure(steps, rules)


@settings(deadline=None, max_examples=60)
@given(guarded_procedures())
def test_the_state_by_state_search_agrees_with_stepping(made: Procedure) -> None:
    space = Explicit(made, most_states=400)
    silent = {item.relation.becomes for item in made.rules if isinstance(item.relation, Silence)}
    longer = {key for item in made.rules if isinstance(item.relation, Extend) for key in item.relation.on}
    markings: dict[int, Marking] = {0: initial(made)}
    for at, edges in enumerate(space.edges):
        if at in space.cut or at not in markings:
            continue
        taken = {(edge.step, edge.choice): edge.target for edge in edges}
        for number, mask in enumerate(space.steps):
            if mask.key in silent:
                # The system answers nothing and asks whether a limit has passed, of which the space knows nothing.
                continue
            if mask.key in longer and mask.key in markings[at].done:
                # How often a limit was extended the space does not count: it lets such a step be taken again.
                continue
            for place, choice in enumerate(space.choices[number]):
                # Required answers that no guard reads are not branched over.
                filled = {"flag": True, **choice.answers} if mask.key in "bc" else choice.answers
                wish = Attempt(mask.key, officer("o"), DAY, filled)
                allowed = may(made, markings[at], wish, CHINA).allowed
                assert allowed == ((number, place) in taken), wish
                if allowed:
                    after = take(made, markings[at], wish, CHINA).marking
                    target = taken[(number, place)]
                    markings.setdefault(target, after)
                    assert _seen(space, space.states[target], made) == _facts(made, after)


def found_by(made: Procedure) -> set[tuple[str, str, str]]:
    """What the checker's diagrams show, as (code, rule, step)."""
    space = Space(made)
    faults = [
        *reach.dead_steps(space),
        *reach.deadlocks(space),
        *reach.closing(space),
        *reach.gates(space),
    ]
    named = {"closes-while-owed", "gate-gone-round", "gate-unanswered", "gate-suspended"}
    return {
        (
            fault.code.value,
            fault.rule_id or _initially_owed(fault.steps[-1])
            if fault.code.value in named | {"deadlock"}
            else "",
            fault.steps[0] if fault.code.value in named | {"dead-step"} else "",
        )
        for fault in faults
        if fault.code.value != "no-closing-step"
    }


def _initially_owed(key: str) -> str:
    return f"procedure/owed/{key}"


@settings(deadline=None, max_examples=300)
@given(guarded_procedures())
def test_the_checkers_diagrams_show_what_the_states_show_one_by_one(made: Procedure) -> None:
    explicit = Explicit(made)
    assert not explicit.cut
    space = Space(made)
    assert space.sets.count(space.reached) == len(explicit.states)
    assert found_by(made) == verdicts(explicit)


@settings(deadline=None, max_examples=60)
@given(guarded_procedures())
def test_the_walk_of_every_fault_can_be_walked(made: Procedure) -> None:
    silent = {item.relation.becomes for item in made.rules if isinstance(item.relation, Silence)}
    space = Space(made)
    faults = [*reach.deadlocks(space), *reach.closing(space), *reach.gates(space)]
    for fault in faults:
        if silent & {taking.step for taking in fault.walk}:
            continue
        marking = initial(made)
        for taking in fault.walk:
            filled = {"flag": True, **taking.answers} if taking.step in "bc" else taking.answers
            marking = take(made, marking, Attempt(taking.step, officer("o"), DAY, filled), CHINA).marking


def _seen(space: Explicit, state: State, made: Procedure) -> tuple[object, ...]:
    gone = {key for key, number in space.code.index.items() if (state.barred | state.once) >> number & 1}
    relevant = space.relevant(state)
    due = {
        frozenset(set(space.code.tables.groups[rule_id]) - gone)
        for rule_id in space.code.groups
        if relevant & space.code.group_bit[rule_id]
    }
    return gone, set() if state.closed else due, state.closed


def _facts(made: Procedure, marking: Marking) -> tuple[object, ...]:
    due = {frozenset(item.steps) for item in owed(made, marking)}
    return set(marking.gone), due, marking.closed


def test_inclusion_wins_over_exclusion_in_the_same_step() -> None:
    made = procedure([step("a"), step("b")], [Exclude(("a",), ("b",)), Include(("a",), ("b",))])
    assert take(made, initial(made), attempt("a"), CHINA).marking.includes("b")


def test_a_step_that_owes_itself_owes_itself_again() -> None:
    made = procedure([step("a")], [Response(("a",), ("a",))])
    after = take(made, initial(made), attempt("a"), CHINA)
    assert [item.steps for item in after.opened] == [("a",)]
    assert [item.steps for item in owed(made, take(made, after.marking, attempt("a"), CHINA).marking)] == [
        ("a",)
    ]


def test_any_one_of_a_group_discharges_it() -> None:
    made = procedure([step("a"), step("b"), step("c")], [Response(("a",), ("b", "c"))])
    after_a = take(made, initial(made), attempt("a"), CHINA)
    assert after_a.opened[0].steps == ("b", "c")
    after_c = take(made, after_a.marking, attempt("c"), CHINA)
    assert after_c.discharged[0].steps == ("b", "c")
    assert owed(made, after_c.marking) == ()


def test_a_group_is_void_only_when_all_of_it_is_excluded() -> None:
    made = procedure(
        [step(key) for key in ("a", "b", "c", "no-b", "no-c")],
        [Response(("a",), ("b", "c")), Exclude(("no-b",), ("b",)), Exclude(("no-c",), ("c",))],
    )
    marking = take(made, initial(made), attempt("a"), CHINA).marking
    marking = take(made, marking, attempt("no-b"), CHINA).marking
    assert [item.steps for item in owed(made, marking)] == [("c",)]
    without = take(made, marking, attempt("no-c"), CHINA)
    assert owed(made, without.marking) == ()
    assert [item.steps for item in without.lapsed] == [("c",)]


def test_happening_again_does_not_restart_the_clock() -> None:
    made = procedure([step("a"), step("b")], [Response(("a",), ("b",))])
    marking = take(made, initial(made), attempt("a", on=date(2020, 3, 2)), CHINA).marking
    marking = take(made, marking, attempt("a", on=date(2020, 3, 9)), CHINA).marking
    assert owed(made, marking)[0].since == date(2020, 3, 2)


def test_a_back_dated_step_cannot_go_round_a_condition() -> None:
    made = procedure([step("a"), step("b")], [Condition(("b",), ("a",))])
    marking = take(made, initial(made), attempt("a", on=date(2020, 3, 10)), CHINA).marking
    early = may(made, marking, attempt("b", on=date(2020, 3, 9)), CHINA)
    assert not early.allowed
    assert "2020-03-10" in early.reasons[0].remedy.zh
    assert may(made, marking, attempt("b", on=date(2020, 3, 10)), CHINA).allowed


@pytest.mark.parametrize(
    ("needs", "advised"), [(("end",), ""), (("end", "a"), "请先办理「a」"), (("a",), "请先办理「a」")]
)
def test_no_refusal_advises_to_end_the_case_in_order_to_go_on(needs: tuple[str, ...], advised: str) -> None:
    made = procedure([step("a"), step("b"), step("end", closes=True)], [Condition(("b",), needs)])
    [reason] = may(made, initial(made), attempt("b"), CHINA).reasons
    assert "end" not in reason.remedy.zh
    assert reason.remedy.zh == (advised or "所填情况不改变，就不能办理；填写有误的请更正")


def test_taking_what_is_refused_raises_with_the_ruling() -> None:
    made = procedure([step("a"), step("b")], [Condition(("b",), ("a",))])
    with pytest.raises(Refused) as caught:
        take(made, initial(made), attempt("b"), CHINA)
    reason = caught.value.ruling.reasons[0]
    assert reason.code == "house/r0"
    assert reason.sentence.zh == "尚未完成「a」，不得办理「b」（依据本局规定）"
    assert reason.remedy.en == "take 'a' first"
    # The same step after what it needed.
    assert take(made, take(made, initial(made), attempt("a"), CHINA).marking, attempt("b"), CHINA)


def test_stepping_keeps_a_marking_of_the_same_size_after_two_hundred_acts() -> None:
    made = procedure([step("a"), step("b")], [Response(("a",), ("b",)), Condition(("b",), ("a",))])
    marking = initial(made)
    sizes = set()
    for number in range(200):
        key = "a" if number % 2 == 0 else "b"
        marking = apply(made, marking, attempt(key, on=DAY)).marking
        if number > 2:
            sizes.add((len(marking.done), len(marking.gone), len(marking.people), len(marking.answers)))
    assert len(sizes) == 1
    assert marking.done["b"].times == 100
