"""Limits, people, silence and returns, on the example permit."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from tests.procedure.making import (
    APPLICANT,
    CHINA,
    FOLDER,
    SYSTEM,
    attempt,
    officer,
    procedure,
    rule,
    say,
    step,
)
from yifa.law.terms import Term, Unit
from yifa.procedure import (
    Alike,
    Attempt,
    By,
    Guard,
    Marking,
    Procedure,
    Question,
    Refused,
    Ruling,
    Who,
    deadline,
    due_silences,
    files_root,
    initial,
    load_library,
    may,
    options,
    owed,
    possible_steps,
    take,
    take_alike,
    types,
)
from yifa.procedure.model import Apart, Condition, Exclude, Response, Restart, Separation

WINDOW = officer("w", "window")
EXAMINER = officer("e", "examiner")
REVIEWER = officer("l", "legality-reviewer")
HEAD = officer("h", "head-of-organ")
STATUTE = "example-permit-rules"


@cache
def permit() -> Procedure:
    return load_library(FOLDER / "examples").latest("example-permit")


def go(*attempts: Attempt, made: Procedure | None = None) -> Marking:
    used = made or permit()
    marking = initial(used)
    for item in attempts:
        marking = take(used, marking, item, CHINA).marking
    return marking


def ask(marking: Marking, item: Attempt, made: Procedure | None = None) -> Ruling:
    return may(made or permit(), marking, item, CHINA)


def codes(ruling: Ruling) -> list[str]:
    return [reason.code for reason in ruling.reasons]


def due_of(marking: Marking, rule_id: str) -> date | None:
    item = next(item for item in owed(permit(), marking) if item.rule_id == rule_id)
    found = deadline(permit(), marking, item, CHINA)
    return found.due_on if found is not None else None


APPLY = attempt("apply", APPLICANT, date(2020, 3, 2), amount=100000)
ACCEPT = attempt("accept", WINDOW, date(2020, 3, 3))
EXAMINE = attempt("examine", EXAMINER, date(2020, 3, 4))
LAWFUL = attempt("review", REVIEWER, date(2020, 3, 5), opinion="lawful")
UNLAWFUL = attempt("review", REVIEWER, date(2020, 3, 5), opinion="unlawful")
DECIDE = f"{STATUTE}/decide-in-20"


def test_a_case_begins_with_an_opening_step() -> None:
    refused = ask(initial(permit()), ACCEPT)
    assert codes(refused) == ["procedure/opening"]
    assert refused.reasons[0].steps == ("apply",)
    assert ask(go(APPLY), ACCEPT).allowed


def test_only_the_named_actor_takes_a_step() -> None:
    marking = go(APPLY)
    assert codes(ask(marking, attempt("accept", EXAMINER, date(2020, 3, 3)))) == ["procedure/actor"]
    assert codes(ask(marking, attempt("accept", APPLICANT, date(2020, 3, 3)))) == ["procedure/actor"]
    assert codes(ask(marking, attempt("accept", SYSTEM, date(2020, 3, 3)))) == ["procedure/actor"]
    assert ask(marking, ACCEPT).allowed


def test_a_step_is_taken_once_unless_it_repeats() -> None:
    marking = go(APPLY, ACCEPT)
    again = ask(marking, attempt("accept", WINDOW, date(2020, 3, 4)))
    assert codes(again) == ["procedure/once"]
    assert "2020-03-03" in again.reasons[0].sentence.zh


def test_what_a_rule_excluded_names_the_rule() -> None:
    refused = ask(go(APPLY, ACCEPT), attempt("reject", WINDOW, date(2020, 3, 4)))
    assert codes(refused) == ["procedure/excluded"]
    assert refused.reasons[0].rule is not None
    assert refused.reasons[0].rule.id == "house/one-answer"


def test_a_limit_counts_working_days_and_a_promise_runs_beside_it() -> None:
    marking = go(APPLY, ACCEPT)
    assert due_of(marking, DECIDE) == date(2020, 3, 31)
    assert due_of(marking, "house/promised") == date(2020, 3, 24)
    promised = [item for item in owed(permit(), marking) if item.is_promise]
    assert [item.rule_id for item in promised] == ["house/promised"]


def test_a_gate_needs_the_outcome_and_not_only_the_step() -> None:
    publish = attempt("publish", EXAMINER, date(2020, 3, 4))
    grant = attempt("grant", HEAD, date(2020, 3, 20))
    refused = ask(go(APPLY, ACCEPT, EXAMINE, publish, UNLAWFUL), grant)
    assert codes(refused) == [f"{STATUTE}/decide-after-review"]
    assert refused.reasons[0].article == "38"
    assert "《示例许可规则》第三十八条" in refused.reasons[0].sentence.zh
    assert ask(go(APPLY, ACCEPT, EXAMINE, publish, LAWFUL), grant).allowed
    # The latest outcome counts.
    again = attempt("review", REVIEWER, date(2020, 3, 6), opinion="unlawful")
    assert not ask(go(APPLY, ACCEPT, EXAMINE, publish, LAWFUL, again), grant).allowed


def test_a_delay_must_be_complete_before_the_step() -> None:
    marking = go(APPLY, ACCEPT, EXAMINE, LAWFUL, attempt("publish", EXAMINER, date(2020, 3, 5)))
    early = ask(marking, attempt("grant", HEAD, date(2020, 3, 12)))
    assert codes(early) == [f"{STATUTE}/shown-7-days"]
    assert early.reasons[0].remedy.zh == "2020-03-13起可以办理"
    assert ask(marking, attempt("grant", HEAD, date(2020, 3, 13))).allowed


def test_whoever_examined_does_not_review_and_the_other_way_round() -> None:
    both = officer("e", "examiner", "legality-reviewer")
    refused = ask(go(APPLY, ACCEPT, EXAMINE), attempt("review", both, date(2020, 3, 5), opinion="lawful"))
    assert codes(refused) == [f"{STATUTE}/reviewer-is-not-examiner"]
    made = procedure([step("a"), step("b")], [Separation((("a",), ("b",)))])
    for first, second in (("a", "b"), ("b", "a")):
        marking = go(attempt(first, officer("x")), made=made)
        assert not ask(marking, attempt(second, officer("x")), made).allowed
        assert ask(marking, attempt(second, officer("y")), made).allowed


def test_co_signers_are_separated_too() -> None:
    made = procedure([step("a"), step("b")], [Separation((("a",), ("b",)))])
    joint = Attempt("a", officer("x"), date(2020, 3, 2), co_signers=(officer("y"),))
    marking = go(joint, made=made)
    assert not ask(marking, attempt("b", officer("y")), made).allowed
    helped = Attempt("b", officer("z"), date(2020, 3, 2), co_signers=(officer("x"),))
    assert not ask(marking, helped, made).allowed


@pytest.mark.parametrize("of", list(Apart))
def test_separation_can_be_of_posts_or_departments(of: Apart) -> None:
    made = procedure([step("a"), step("b")], [Separation((("a",), ("b",)), of)])
    marking = go(attempt("a", officer("x", post="p", department="d")), made=made)
    same = {
        "officer": officer("x"),
        "post": officer("y", post="p"),
        "department": officer("y", department="d"),
    }
    assert not ask(marking, attempt("b", same[of]), made).allowed
    assert ask(marking, attempt("b", officer("y", post="q", department="e")), made).allowed


def test_somebody_who_took_a_step_earlier_stays_separated_after_another_redoes_it() -> None:
    made = procedure([step("a"), step("b")], [Separation((("a",), ("b",)))])
    marking = go(attempt("a", officer("x")), attempt("a", officer("y")), made=made)
    assert not ask(marking, attempt("b", officer("x")), made).allowed


def test_a_quorum_counts_different_people() -> None:
    large = attempt("apply", APPLICANT, date(2020, 3, 2), amount=50000000)
    marking = go(large, ACCEPT)
    alone = attempt("site-check", EXAMINER, date(2020, 3, 4))
    assert codes(ask(marking, alone)) == [f"{STATUTE}/two-check"]
    twice = Attempt("site-check", EXAMINER, date(2020, 3, 4), co_signers=(EXAMINER,))
    assert codes(ask(marking, twice)) == [f"{STATUTE}/two-check"]
    two = Attempt("site-check", EXAMINER, date(2020, 3, 4), co_signers=(officer("f", "examiner"),))
    assert ask(marking, two).allowed


def test_a_guard_decides_whether_a_condition_holds() -> None:
    assert ask(go(APPLY, ACCEPT), EXAMINE).allowed
    large = attempt("apply", APPLICANT, date(2020, 3, 2), amount=50000000)
    assert codes(ask(go(large, ACCEPT), EXAMINE)) == [f"{STATUTE}/large-is-checked"]
    just_under = attempt("apply", APPLICANT, date(2020, 3, 2), amount=49999999)
    assert ask(go(just_under, ACCEPT), EXAMINE).allowed


def test_only_the_head_extends_once_and_before_the_limit_passes() -> None:
    marking = go(APPLY, ACCEPT)
    refused = ask(marking, attempt("extend", EXAMINER, date(2020, 3, 30)))
    assert codes(refused) == [f"{STATUTE}/head-extends"]
    assert refused.reasons[0].powers == {"head-of-organ"}
    late = ask(marking, attempt("extend", HEAD, date(2020, 4, 1)))
    assert codes(late) == [f"{STATUTE}/extend-10"]
    extended = take(permit(), marking, attempt("extend", HEAD, date(2020, 3, 31)), CHINA).marking
    assert due_of(extended, DECIDE) == date(2020, 4, 15)
    again = ask(extended, attempt("extend", HEAD, date(2020, 4, 2)))
    assert codes(again) == [f"{STATUTE}/extend-10"]
    assert "最多延长1次" in again.reasons[0].sentence.zh


def test_a_promise_is_not_extended_with_the_statutory_limit() -> None:
    marking = go(APPLY, ACCEPT, attempt("extend", HEAD, date(2020, 3, 10)))
    assert due_of(marking, "house/promised") == date(2020, 3, 24)


def test_a_hearing_stops_the_clock_and_its_promise() -> None:
    marking = go(APPLY, ACCEPT, attempt("ask-hearing", APPLICANT, date(2020, 3, 9)))
    assert due_of(marking, DECIDE) is None
    stopped = next(item for item in owed(permit(), marking) if item.rule_id == DECIDE)
    assert stopped.stopped_since == date(2020, 3, 9)
    chair = officer("c", "hearing-chair")
    heard = take(permit(), marking, attempt("hold-hearing", chair, date(2020, 3, 16)), CHINA).marking
    # The days after 9 March to 16 March, five working days, do not count.
    assert due_of(heard, DECIDE) == date(2020, 4, 8)
    assert due_of(heard, "house/promised") == date(2020, 3, 31)


def test_the_decision_waits_for_the_hearing() -> None:
    publish = attempt("publish", EXAMINER, date(2020, 3, 4))
    asked = attempt("ask-hearing", APPLICANT, date(2020, 3, 9))
    marking = go(APPLY, ACCEPT, EXAMINE, LAWFUL, publish, asked)
    assert codes(ask(marking, attempt("grant", HEAD, date(2020, 3, 20)))) == [
        f"{STATUTE}/decide-after-hearing"
    ]


def test_silence_accepts_as_of_the_day_of_receipt() -> None:
    marking = go(APPLY)
    assert due_silences(permit(), marking, date(2020, 3, 9), CHINA) == ()
    silent = due_silences(permit(), marking, date(2020, 3, 10), CHINA)
    assert [(item.step, item.on, item.noticed_on) for item in silent] == [
        ("accept", date(2020, 3, 2), date(2020, 3, 10))
    ]
    accepted = take(permit(), marking, silent[0], CHINA).marking
    assert due_of(accepted, DECIDE) == date(2020, 3, 30)


def test_the_system_cannot_be_silent_before_the_limit_passes() -> None:
    marking = go(APPLY)
    early = Attempt("accept", SYSTEM, date(2020, 3, 2), noticed_on=date(2020, 3, 9))
    assert codes(ask(marking, early)) == ["procedure/actor"]
    late = Attempt("accept", SYSTEM, date(2020, 3, 2), noticed_on=date(2020, 3, 10))
    assert ask(marking, late).allowed


def test_no_silence_once_the_authority_has_answered() -> None:
    marking = go(APPLY, ACCEPT)
    assert due_silences(permit(), marking, date(2020, 6, 1), CHINA) == ()


def test_what_only_the_system_takes_is_due_once_it_is_owed_and_possible() -> None:
    made = procedure(
        [step("a"), step("archive", by=By(system=True), repeat=False)],
        [
            Response(("a",), ("archive",)),
            Condition(("archive",), ("a",), delay=Term(30, Unit.CALENDAR_DAYS)),
        ],
    )
    marking = go(attempt("a", on=date(2020, 3, 2)), made=made)
    assert due_silences(made, marking, date(2020, 4, 1), CHINA) == ()
    assert [item.step for item in due_silences(made, marking, date(2020, 4, 2), CHINA)] == ["archive"]


def test_a_restart_counts_from_the_new_event() -> None:
    limit = rule("limit", Response(("a",), ("b",), Term(5, Unit.WORKING_DAYS)))
    again = rule("again", Restart("house/limit", ("c",)))
    made = procedure([step("a"), step("b"), step("c")], [limit, again])
    marking = go(attempt("a", on=date(2020, 3, 2)), attempt("c", on=date(2020, 3, 5)), made=made)
    found = deadline(made, marking, owed(made, marking)[0], CHINA)
    assert found is not None
    assert (found.started_on, found.due_on) == (date(2020, 3, 5), date(2020, 3, 12))


def test_a_limit_that_does_not_roll_ends_on_the_rest_day() -> None:
    made = procedure(
        [step("a"), step("b")], [Response(("a",), ("b",), Term(5, Unit.CALENDAR_DAYS), rolls=False)]
    )
    rolled = procedure([step("a"), step("b")], [Response(("a",), ("b",), Term(5, Unit.CALENDAR_DAYS))])
    dues = []
    for one in (made, rolled):
        marking = go(attempt("a", on=date(2020, 3, 2)), made=one)
        found = deadline(one, marking, owed(one, marking)[0], CHINA)
        assert found is not None
        dues.append(found.due_on)
    assert dues == [date(2020, 3, 7), date(2020, 3, 9)]


def test_a_return_owes_the_step_again_and_bars_its_own_until_then() -> None:
    marking = go(APPLY, ACCEPT, EXAMINE)
    returned = take(
        permit(), marking, attempt("return-from-review", REVIEWER, date(2020, 3, 5), reason="事实不清"), CHINA
    )
    assert [item.steps for item in returned.opened] == [("examine",)]
    assert codes(ask(returned.marking, LAWFUL)) == ["procedure/return-from-review-waits"]
    redone = take(permit(), returned.marking, attempt("examine", EXAMINER, date(2020, 3, 6)), CHINA).marking
    assert ask(redone, attempt("review", REVIEWER, date(2020, 3, 9), opinion="lawful")).allowed


def test_a_return_says_why() -> None:
    marking = go(APPLY, ACCEPT, EXAMINE)
    refused = ask(marking, attempt("return-from-review", REVIEWER, date(2020, 3, 5)))
    assert codes(refused) == ["procedure/answers"]
    assert "退回理由" in refused.reasons[0].sentence.zh


def test_nothing_happens_after_closing() -> None:
    marking = go(APPLY, attempt("reject", WINDOW, date(2020, 3, 3)))
    assert marking.closed
    assert owed(permit(), marking) == ()
    assert codes(ask(marking, attempt("accept", WINDOW, date(2020, 3, 4)))) == ["procedure/closed"]


def test_answers_are_checked_with_the_attempt() -> None:
    refused = ask(initial(permit()), attempt("apply", APPLICANT, date(2020, 3, 2), amount="many", shoe=1))
    assert codes(refused) == ["procedure/answers"]
    assert "金额" in refused.reasons[0].sentence.zh
    assert "shoe" in refused.reasons[0].sentence.zh


def test_options_tell_what_is_possible_and_why_the_rest_is_not() -> None:
    listed = {item.key: item for item in options(permit(), go(APPLY), WINDOW, date(2020, 3, 3), CHINA)}
    assert {key for key, item in listed.items() if item.possible} == {"accept", "ask-correction", "reject"}
    assert [item.rule_id for item in listed["accept"].owed] == [f"{STATUTE}/answer-in-5"]
    assert [reason.code for reason in listed["examine"].reasons] == [
        "procedure/actor",
        "house/only-what-was-accepted",
    ]
    assert listed["site-check"].people == 2


def test_possible_steps_ask_for_nobody() -> None:
    assert possible_steps(permit(), go(APPLY), date(2020, 3, 3), CHINA) == {
        "accept",
        "ask-correction",
        "reject",
    }


def test_every_reason_speaks_both_languages_and_offers_a_remedy() -> None:
    markings = [initial(permit()), go(APPLY), go(APPLY, ACCEPT), go(APPLY, ACCEPT, EXAMINE)]
    for marking in markings:
        for item in options(permit(), marking, Who(officer="x"), date(2020, 3, 6), CHINA):
            for reason in item.reasons:
                assert reason.sentence.zh
                assert reason.sentence.en
                assert reason.remedy.zh
                assert reason.remedy.en


def test_a_rule_with_a_false_guard_neither_fires_nor_bars() -> None:
    flag = Guard.parse("a.flag")
    made = procedure(
        [step("a"), step("b"), step("c")],
        [rule("x", Exclude(("a",), ("b",)), when=flag), rule("y", Condition(("c",), ("b",)), when=flag)],
    )
    marking = go(attempt("a"), made=made)
    assert marking.includes("b")
    assert ask(marking, attempt("c"), made).allowed


# Limits that end on a day which was answered ------------------------------------------------------------------------------


def task() -> Procedure:
    asks = {"deadline": Question("deadline", types.DATE, say("完成时限"))}
    return procedure(
        [step("assign", opens=True, asks=asks), step("extend", asks=asks), step("finish", closes=True)],
        [rule("in-time", Response(("assign",), ("finish",), until="deadline"))],
    )


def assigned(on: date, until: str) -> Marking:
    return go(attempt("assign", on=on, deadline=until), made=task())


def test_limit_ends_on_the_day_that_was_answered_even_a_rest_day() -> None:
    marking = assigned(date(2020, 3, 2), "2020-10-01")
    (item,) = owed(task(), marking)
    found = deadline(task(), marking, item, CHINA)
    assert found is not None
    assert found.due_on == date(2020, 10, 1)
    assert item.until == date(2020, 10, 1)


def test_later_answer_moves_the_limit() -> None:
    later = attempt("extend", on=date(2020, 6, 1), deadline="2020-09-30")
    marking = take(task(), assigned(date(2020, 3, 2), "2020-06-30"), later, CHINA).marking
    (item,) = owed(task(), marking)
    found = deadline(task(), marking, item, CHINA)
    assert found is not None
    assert found.due_on == date(2020, 9, 30)


def test_day_before_the_assignment_is_late_from_the_start() -> None:
    marking = assigned(date(2020, 3, 2), "2020-02-28")
    (item,) = owed(task(), marking)
    found = deadline(task(), marking, item, CHINA)
    assert found is not None
    assert found.due_on == date(2020, 2, 28)


def test_unanswered_day_leaves_no_limit() -> None:
    marking = go(attempt("assign", on=date(2020, 3, 2)), made=task())
    (item,) = owed(task(), marking)
    assert deadline(task(), marking, item, CHINA) is None


def test_many_attempts_on_one_marking_end_as_each_alone_does() -> None:
    used = load_library(files_root()).latest("recognition-entry")
    marking = initial(used)
    before: Alike = {}
    clerk, other = officer("r", "recognition-clerk"), officer("f", "finance")
    good: dict[str, Any] = {
        "platform_kind": "high_tech_enterprise",
        "level": "national",
        "body_name": "某平台",
        "party": "1",
        "recognised_by": "省认定办",
        "document_number": "豫科〔2020〕1号",
        "recognised_on": "2020-05-20",
        "done_since": False,
    }
    changes: list[dict[str, Any]] = [
        {},
        {"body_name": "另一平台"},
        {"platform_kind": "technology_sme"},
        {"recognised_on": "2020-05-21"},
        {"valid_until": "2020-05-19"},
        {"level": "county"},
        {"body_name": ""},
        {"unasked": "1"},
    ]
    ruled = 0
    for who, on, change in product((clerk, other), (date(2020, 6, 1), date(2020, 6, 2)), changes):
        one = Attempt("record", who, on, {**good, **change})
        try:
            expected: object = take(used, marking, one, CHINA)
        except Refused as refused:
            expected = str(refused.ruling)
        for _ in range(2):
            try:
                found: object = take_alike(used, marking, one, CHINA, before)
            except Refused as refused:
                found = str(refused.ruling)
            assert found == expected
            ruled += 1
    # What is ruled alike is ruled once: two kinds and two days of recognition, on two days, by the one who may.
    assert (ruled, len(before)) == (64, 6)
