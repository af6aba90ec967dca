"""What a step rests on, what its letter may count on, and what a matter came to."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from yifa.law.calendar import Calendar
from yifa.procedure import (
    Attempt,
    Library,
    Marking,
    Procedure,
    Who,
    check,
    files_root,
    initial,
    load_library,
    take,
)
from yifa.procedure.checker.faults import Code
from yifa.procedure.papers import cited, ending_after, outcome, rests_on, surely_known, unsure_needs
from yifa.typesetting.letters import needs_if_known


@cache
def library() -> Library:
    return load_library(files_root())


def latest(key: str) -> Procedure:
    return library().latest(key)


def basis(key: str, step: str, first: str = "", **answers: object) -> str:
    found = latest(key)
    return cited(rests_on(found, step, found.steps, answers), first)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("procedure", "step", "articles"),
    [
        ("service-application", "ask-correction", "《优化营商环境条例》第三十六条"),
        ("administrative-permit", "ask-correction", "《行政许可法》第三十二条"),
        ("administrative-permit", "grant", "《行政许可法》第三十七条、第三十八条、第四十二条"),
        ("administrative-permit", "extend-time", "《行政许可法》第四十二条"),
        ("technical-contract-registration", "refuse", "《技术合同认定登记管理办法》第十二条、第十四条"),
        ("municipal-recognition", "decline", "本局市级认定管理办法"),
    ],
)
def test_a_step_cites_the_articles_that_it_rests_on_and_no_others(
    procedure: str, step: str, articles: str
) -> None:
    assert basis(procedure, step) == articles


def test_an_article_whose_condition_does_not_hold_is_not_cited() -> None:
    assert "第四十七条" in basis("administrative-permit", "grant", others_interest_touched=True)
    assert "第四十七条" not in basis("administrative-permit", "grant", others_interest_touched=False)


def test_the_basis_of_the_item_comes_first_and_the_bureaus_own_rules_stand_in_where_no_article_does() -> None:
    own = "《技术合同认定登记管理办法》第三条。\n本部门权责清单"
    assert basis("service-application", "grant", own) == (
        "《技术合同认定登记管理办法》第三条、本部门权责清单、本局公布的办事指南"
    )


@pytest.mark.parametrize("found", list(library()), ids=lambda one: f"{one.key}-{one.version}")
def test_every_letter_of_a_shipped_procedure_can_be_written_when_its_step_is_taken(found: Procedure) -> None:
    for step in found.steps:
        assert not unsure_needs(found, step, needs_if_known), step


def test_an_answer_of_a_step_that_must_come_before_is_surely_there() -> None:
    assert "draft_text" in surely_known(latest("suggestion-handling"), "reply")
    assert "examination_opinion" not in surely_known(latest("service-application"), "refuse-acceptance")


def test_a_procedure_whose_letter_may_lack_an_answer_is_unsound(tmp_path: object) -> None:
    found = latest("suggestion-handling")
    kinds = {"return-letter": needs_if_known("correction-notice")}
    faults = check(found, letters=lambda kind: kinds.get(kind, ())).faults
    assert [one.steps for one in faults if one.code is Code.LETTER_LACKS] == [("return-not-ours",)]


def test_the_last_day_to_supply_what_is_missing_is_the_day_before_the_matter_may_be_ended() -> None:
    found = ending_after(latest("service-application"), "ask-correction", date(2020, 3, 2), Calendar.china())
    assert found is not None
    assert (found.step, found.last_day) == ("end-uncorrected", date(2020, 4, 1))
    assert ending_after(latest("service-application"), "accept", date(2020, 3, 2), Calendar.china()) is None


def walked(found: Procedure, *, name: str) -> Marking:
    walk = next(one for one in found.walks if one.name.en.startswith(name))
    marking = initial(found)
    for one in walk.steps:
        who = Who(
            one.by.officer, one.by.post, one.by.department, one.by.powers, one.by.applicant, one.by.system
        )
        others = tuple(Who(each.officer, each.post, each.department, each.powers) for each in one.co_signers)
        marking = take(
            found, marking, Attempt(one.step, who, one.on, one.answers, others), Calendar.china()
        ).marking
    return marking


def test_what_was_decided_is_the_outcome_and_not_what_closed_the_file() -> None:
    found = library().procedure("municipal-recognition", date(2020, 6, 1))
    ended = outcome(found, walked(found, name="Applied, reviewed"))
    assert ended is not None
    assert (ended.step.key, ended.served_on) == ("recognise", date(2020, 6, 24))
    declined = outcome(found, walked(found, name="Corrected, fails"))
    assert declined is not None
    assert declined.step.key == "decline"
    assert outcome(found, initial(found)) is None
