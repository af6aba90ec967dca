"""Each unsound procedure is refused for the right reason, at the right rule, with a walk that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.procedure.making import CHINA, FOLDER, officer, procedure, rule, say, step
from yifa.law.citations import Citation
from yifa.law.terms import Term, Unit
from yifa.procedure import By, Guard, Procedure, Question, initial, load_library, take, types
from yifa.procedure.checker import Code, Soundness, check, officers_needed, staffable
from yifa.procedure.checker.faults import LEVELS
from yifa.procedure.files import open_file
from yifa.procedure.marking import Attempt
from yifa.procedure.model import (
    Condition,
    Exclude,
    Include,
    Level,
    Quorum,
    Response,
    Separation,
    Silence,
    Stop,
)

UNSOUND = FOLDER / "unsound"
EXPECTED = {
    "dead-step": (Code.DEAD_STEP, "house/decide-first", ""),
    "deadlock": (Code.DEADLOCK, "house/review-owed", ""),
    "no-way-to-close": (Code.NO_WAY_TO_CLOSE, "", ""),
    "no-closing-step": (Code.NO_CLOSING_STEP, "", ""),
    "closes-while-owed": (Code.CLOSES_WHILE_OWED, "unsound-example-rules/decide-in-5", "5"),
    "gate-gone-round": (Code.GATE_GONE_ROUND, "unsound-example-rules/review-first", "7"),
    "gate-unanswered": (Code.GATE_UNANSWERED, "unsound-guarded-rules/major-is-reviewed", "7"),
    "limit-cannot-be-met": (Code.LIMIT_CANNOT_BE_MET, "unsound-example-rules/decide-in-5", "5"),
    "limit-met-but-for-holidays": (Code.LIMIT_CANNOT_BE_MET, "house/decided", ""),
    "laxer-limit": (Code.LAXER_LIMIT, "house/promised", ""),
    "other-start": (Code.OTHER_START, "house/promised", ""),
    "not-staffable": (Code.NOT_STAFFABLE, "house/four-eyes", ""),
    "quorum-of-one-head": (Code.NOT_STAFFABLE, "house/two-heads", ""),
    "walk-fails": (Code.WALK_FAILS, "", ""),
    "house-stops-clock": (Code.LOOSENS_CLOCK, "house/stops", ""),
    "house-extends-limit": (Code.LOOSENS_CLOCK, "house/longer", ""),
    "house-restarts-clock": (Code.LOOSENS_CLOCK, "house/anew", ""),
    "house-silence-ends-limit": (Code.LOOSENS_CLOCK, "house/silent", ""),
    "house-silence-approves": (Code.SILENT_ACT, "house/silent", ""),
    "house-reopens": (Code.REOPENED, "house/again", ""),
    "house-lifts-duty": (Code.DUTY_LIFTED, "house/excused", ""),
    "officer-gives-up": (Code.DUTY_LIFTED, "house/dropped-is-over", ""),
    "limit-omitted-for-a-laxer": (Code.OMITTED_THOUGH_PLAYED, "unsound-example-rules/decide-in-5", "5"),
    "limit-omitted-bare": (Code.OMITTED_THOUGH_PLAYED, "unsound-example-rules/decide-in-5", "5"),
    "gate-omitted": (Code.OMITTED_THOUGH_PLAYED, "unsound-example-rules/review-first", "7"),
    "party-reviews-itself": (Code.PLAYED_BY_PARTY, "unsound-example-rules/review-first", "7"),
    "separation-from-the-party": (Code.PLAYED_BY_PARTY, "unsound-people-rules/reviewer-is-not-decider", "6"),
    "separation-in-one-step": (Code.NOT_STAFFABLE, "unsound-people-rules/reviewer-is-not-decider", "6"),
    "quorum-of-the-system": (Code.PLAYED_BY_PARTY, "unsound-people-rules/two-check", "8"),
    "power-of-the-system": (Code.PLAYED_BY_PARTY, "unsound-people-rules/head-signs", "10"),
    "lower-statute-laxer": (Code.LAXER_LIMIT, "unsound-lower-rules/decide-in-30", "2"),
    "lower-statute-lifts-gate": (Code.GATE_GONE_ROUND, "unsound-example-rules/review-first", "7"),
    "milestone-outlasts-limit": (Code.LIMIT_CANNOT_BE_MET, "unsound-example-rules/decide-in-5", "5"),
}
# What a refusal about rank names: the rule that is loosened, its rank and article, beside the one that loosens.
LOOSENED = {
    "house-stops-clock": ("unsound-example-rules/decide-in-5", "第五条"),
    "house-extends-limit": ("unsound-example-rules/decide-in-5", "第五条"),
    "house-restarts-clock": ("unsound-example-rules/decide-in-5", "第五条"),
    "house-silence-ends-limit": ("unsound-example-rules/decide-in-5", "第五条"),
    "house-silence-approves": ("unsound-example-rules/review-first", "第七条"),
    "house-reopens": ("unsound-ranked-rules/shut-is-shut", "第九条"),
    "house-lifts-duty": ("unsound-reported-rules/report-owed", "第三条"),
    "officer-gives-up": ("unsound-example-rules/decide-in-5", "第五条"),
    "limit-omitted-for-a-laxer": ("house/in-thirty", "第五条"),
    "lower-statute-laxer": ("unsound-example-rules/decide-in-5", "第五条"),
    "lower-statute-lifts-gate": ("unsound-lower-rules/waived", "第七条"),
    "gate-gone-round": ("house/waived", "第七条"),
    "laxer-limit": ("unsound-example-rules/decide-in-5", "第五条"),
}


def checked(name: str) -> Soundness:
    opened = open_file(UNSOUND / f"{name}.yaml")
    assert isinstance(opened, Procedure)
    return check(opened)


def test_every_unsound_file_has_its_expected_fault() -> None:
    files = {path.stem for path in UNSOUND.glob("*.yaml") if not path.stem.endswith("-rules")}
    assert files == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_unsound_procedure_is_refused_for_the_right_reason(name: str) -> None:
    found = checked(name)
    code, rule_id, article = EXPECTED[name]
    assert not found.sound
    assert found.exhaustive
    first = found.faults[0]
    assert (first.code, first.rule_id, first.article) == (code, rule_id, article)
    assert first.sentence.zh
    assert first.sentence.en
    assert first.source.line > 0


@pytest.mark.parametrize("name", sorted(LOOSENED))
def test_a_refusal_about_rank_names_both_rules_both_ranks_and_the_article(name: str) -> None:
    fault = checked(name).faults[0]
    other, article = LOOSENED[name]
    for rule_id in (fault.rule_id, other):
        assert f"“{rule_id}”" in fault.sentence.zh
        assert repr(rule_id) in fault.sentence.en
    assert article in fault.sentence.zh
    assert len([level for level in LEVELS.values() if f"（{level.zh}，" in fault.sentence.zh]) == 2
    assert fault.sentence.en.count("(law") == 1


LAWFUL = sorted(path.stem for path in (FOLDER / "lawful").glob("*.yaml") if not path.stem.endswith("-rules"))


@pytest.mark.parametrize("name", LAWFUL)
def test_what_only_looks_like_a_loosening_is_accepted(name: str) -> None:
    opened = open_file(FOLDER / f"lawful/{name}.yaml")
    assert isinstance(opened, Procedure)
    found = check(opened)
    assert [fault.sentence.zh for fault in found.faults] == []
    assert found.exhaustive


def test_a_matter_given_up_by_whoever_began_it_is_told_to_the_lawyer() -> None:
    for name in ("applicant-withdraws", "own-project-dropped"):
        opened = open_file(FOLDER / f"lawful/{name}.yaml")
        assert isinstance(opened, Procedure)
        assert Code.DUTY_LIFTED in {warning.code for warning in check(opened).warnings}


@pytest.mark.parametrize(
    "name", ["deadlock", "closes-while-owed", "gate-gone-round", "gate-unanswered", "no-way-to-close"]
)
def test_the_walk_of_a_fault_can_be_walked(name: str) -> None:
    found = checked(name)
    marking = initial(found.procedure)
    for taking in found.faults[0].walk:
        by = found.procedure.steps[taking.step].by
        who = replace(officer("o", *by.powers), applicant=by.applicant)
        attempt = Attempt(taking.step, who, date(2020, 3, 2), taking.answers)
        marking = take(found.procedure, marking, attempt, CHINA).marking
    assert [taking.step for taking in checked("gate-gone-round").faults[0].walk] == [
        "apply",
        "waive",
        "decide",
    ]


def test_the_example_is_sound_and_exhaustively_so() -> None:
    library = load_library(FOLDER / "examples")
    found = check(library.latest("example-permit"), library)
    assert found.faults == ()
    assert found.exhaustive
    assert found.officers_needed == 2


def test_what_cannot_be_searched_to_its_end_is_never_called_sound() -> None:
    found = check(load_library(FOLDER / "examples").latest("example-permit"), most_nodes=64)
    assert not found.exhaustive
    assert not found.sound
    assert [fault.code for fault in found.faults] == [Code.NOT_EXHAUSTIVE]


def test_a_guard_that_can_only_be_sampled_is_never_called_sound() -> None:
    asks = {name: Question(name, types.INTEGER, say(name), required=True) for name in ("n", "m")}
    steps = [step("a", opens=True, asks=asks), step("b"), step("c", closes=True)]
    rules = [
        rule("sum", Condition(("c",), ("b",)), when=Guard.parse("a.n * a.m > 7")),
        rule("part", Condition(("c",), ("b",)), when=Guard.parse("a.n > 7")),
    ]
    found = check(procedure(steps, rules))
    assert not found.exhaustive
    assert [fault.code for fault in found.faults] == [Code.NOT_EXHAUSTIVE]


def test_a_silence_answers_nothing_so_a_gate_that_asks_is_unanswered() -> None:
    """The system asks no question where a limit passes in silence, not even a required one."""
    asks = {"major": Question("major", types.BOOLEAN, say("重大"), required=True)}
    steps = [step("a", opens=True), step("accept", asks=asks), step("review"), step("c", closes=True)]
    law: dict[str, object] = {"citation": Citation("law", "1"), "level": Level.LAW}
    rules = [
        rule("limit", Response(("a",), ("accept",), Term(5, Unit.WORKING_DAYS)), **law),
        rule("first", Condition(("c",), ("accept",)), **law),
        rule("gate", Condition(("c",), ("review",)), when=Guard.parse("a.major"), gate=True, **law),
    ]
    assert Code.GATE_UNANSWERED not in {fault.code for fault in check(procedure(steps, rules)).faults}
    silent = rule("silent", Silence("house/limit", "accept"), **law)
    faults = check(procedure(steps, [*rules, silent])).faults
    assert Code.GATE_UNANSWERED in {fault.code for fault in faults}


def test_a_wait_that_stops_the_clock_takes_nothing_of_the_limit() -> None:
    limit = rule("limit", Response(("a",), ("c",), Term(5, Unit.WORKING_DAYS)))
    rest = [
        rule("b-after-a", Condition(("b",), ("a",))),
        rule("wait", Condition(("c",), ("b",), delay=Term(30, Unit.CALENDAR_DAYS))),
    ]
    stopped = rule("stop", Stop("house/limit", ("b",), ("c",)))
    steps = [
        step("a", opens=True, repeat=False),
        step("b", repeat=False),
        step("c", repeat=False, closes=True),
    ]
    codes = {fault.code for fault in check(procedure(steps, [limit, *rest])).faults}
    assert codes == {Code.LIMIT_CANNOT_BE_MET}
    assert check(procedure(steps, [limit, *rest, stopped])).sound


def test_a_delay_that_may_run_before_the_limit_starts_is_no_fault() -> None:
    steps = [
        step("a", opens=True, repeat=False),
        step("shown"),
        step("ask"),
        step("c", repeat=False, closes=True),
    ]
    rules = [
        rule("limit", Response(("ask",), ("c",), Term(5, Unit.WORKING_DAYS))),
        rule("wait", Condition(("c",), ("shown",), delay=Term(30, Unit.CALENDAR_DAYS))),
    ]
    assert check(procedure(steps, rules)).sound


def test_a_gate_that_a_statute_takes_away_for_good_is_no_fault_but_for_a_while_is_told() -> None:
    library = load_library(FOLDER / "examples")
    citation = library.statutes["example-permit-rules"].rules[0].citation
    steps = [
        step("a", opens=True, repeat=False),
        step("waive", repeat=False),
        step("review", repeat=False),
        step("c", repeat=False, closes=True),
    ]
    gate = rule("gate", Condition(("c",), ("review",)), gate=True)
    waived = Exclude(("waive",), ("review",))
    by_house = check(procedure(steps, [gate, rule("waived", waived)]))
    assert [fault.code for fault in by_house.faults] == [Code.GATE_GONE_ROUND]
    by_law = [gate, rule("waived", waived, citation=citation)]
    assert check(procedure(steps, by_law)).sound
    again = [*by_law, rule("again", Include(("a",), ("review",)))]
    warned = check(procedure(steps, again))
    assert warned.sound
    assert Code.GATE_SUSPENDED in {warning.code for warning in warned.warnings}


def test_a_rule_without_a_basis_is_a_fault() -> None:
    steps = [step("a", opens=True), step("c", closes=True)]
    bare = rule("bare", Condition(("c",), ("a",)), basis=None)
    assert [fault.code for fault in check(procedure(steps, [bare])).faults] == [Code.NO_LEGAL_BASIS]


def test_a_guard_that_no_answer_makes_true_is_told() -> None:
    asks = {"n": Question("n", types.INTEGER, say("n"), required=True, min=0, max=5)}
    steps = [step("a", opens=True, asks=asks), step("b"), step("c", closes=True)]
    never = rule("never", Condition(("c",), ("b",)), when=Guard.parse("a.n > 5"))
    assert Code.NEVER_APPLIES in {warning.code for warning in check(procedure(steps, [never])).warnings}
    sometimes = rule("sometimes", Condition(("c",), ("b",)), when=Guard.parse("a.n > 4"))
    assert Code.NEVER_APPLIES not in {
        warning.code for warning in check(procedure(steps, [sometimes])).warnings
    }


def test_both_sides_of_a_threshold_are_tried() -> None:
    asks = {"amount": Question("amount", types.MONEY, say("金额"), required=True)}
    steps = [
        step("a", opens=True, repeat=False, asks=asks),
        step("b", dormant=True),
        step("c", repeat=False, closes=True),
    ]
    stuck = rule("large", Condition(("c",), ("b", "a")), when=Guard.parse("a.amount >= 500"))
    owed = rule("owed", Response(("a",), ("b",)), when=Guard.parse("a.amount >= 500"))
    include = rule("in", Include(("a",), ("b",)), when=Guard.parse("a.amount >= 501"))
    found = check(procedure(steps, [stuck, owed, include]))
    # Only at 500 itself is the duty void; from 501 on it is owed and can be done.
    assert found.sound
    assert found.exhaustive


def test_officers_needed_counts_separations_and_quorums() -> None:
    steps = [step("a"), step("b"), step("c"), step("d", by=By(applicant=True))]
    assert officers_needed(procedure(steps)) == 1
    pairwise = Separation((("a",), ("b",), ("c",)))
    assert officers_needed(procedure(steps, [pairwise])) == 3
    chain = [Separation((("a",), ("b",))), Separation((("b",), ("c",)))]
    assert officers_needed(procedure(steps, chain)) == 2
    assert officers_needed(procedure(steps, [*chain, Quorum(("b",), 3)])) == 4
    assert officers_needed(procedure([step("d", by=By(applicant=True))])) == 0


def test_posts_staff_a_procedure_or_it_is_said_why_not() -> None:
    steps = [
        step("examine", by=By(powers=frozenset({"examiner"}))),
        step("review", by=By(powers=frozenset({"reviewer"}))),
    ]
    made = procedure(steps, [Separation((("examine",), ("review",)))])
    both = officer("x", "examiner", "reviewer")
    alone = staffable(made, [both])
    assert not alone.ok
    assert alone.problems[0].rule_id == "house/r0"
    assert "至少需要2名" in alone.problems[0].sentence.zh
    lacking = staffable(made, [officer("x", "examiner"), officer("y", "examiner")])
    assert "reviewer" in lacking.problems[0].sentence.zh
    enough = staffable(made, [both, officer("y", "examiner")])
    assert enough.ok
    assert enough.assigned == {"examine": ("y",), "review": ("x",)}
