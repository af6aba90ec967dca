"""Leading groups by document, and statements on law: in person, in time, assessed by three others, rectified."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case
from yifa.law.limits import add_days
from yifa.work.leadership.registers import GroupMember, LeadingGroup, Statement, StatementRound

NOVEMBER, DECEMBER = date(2020, 11, 2), date(2020, 12, 14)
GROUP: dict[str, Any] = {
    "group_name": "法治政府建设工作领导小组",
    "document": "某科〔2020〕1号",
    "leader": "甲",
    "deputies": ["乙"],
    "members": ["丙", "丁"],
}


def codes(reasons: Any) -> set[str]:
    return {one.code for one in reasons}


def group(desk: Desk) -> int:
    return desk.open("leading-group", "establish", "office", date(2020, 1, 6), **GROUP)


def test_who_is_on_a_group_follows_its_documents(desk: Desk) -> None:
    case = group(desk)
    desk.take(
        case,
        "change",
        "office",
        date(2020, 9, 1),
        document="某科〔2020〕20号",
        leader="甲",
        deputies=["丙"],
        members=["丁", "戊"],
        change_reason="岗位调整",
    )
    seats = {
        (one.person, one.role, one.by_document) for one in GroupMember.objects.filter(until_on__isnull=True)
    }
    assert seats == {
        ("甲", "leader", "某科〔2020〕1号"),
        ("丁", "member", "某科〔2020〕1号"),
        ("丙", "deputy", "某科〔2020〕20号"),
        ("戊", "member", "某科〔2020〕20号"),
    }
    left = GroupMember.objects.get(person="乙")
    assert (left.until_on, left.ended_by_document) == (date(2020, 9, 1), "某科〔2020〕20号")


def test_a_dissolved_group_no_longer_counts(desk: Desk) -> None:
    case = group(desk)
    assert desk.value("leadership.groups", 2020) == 1
    desk.take(case, "dissolve", "office", date(2020, 12, 1), dissolve_document="某科〔2020〕30号")
    assert desk.value("leadership.groups", 2020) == 0
    assert not GroupMember.objects.filter(until_on__isnull=True).exists()
    assert LeadingGroup.objects.get().dissolved_on == date(2020, 12, 1)


def test_a_report_is_counted_once_and_only_when_it_was_heard(desk: Desk) -> None:
    case = group(desk)
    report = desk.open("work-report-heard", "submit-report", "office", date(2020, 3, 2), topic="一季度")
    number = Case.objects.get(pk=report).number
    day = date(2020, 3, 6)
    assert codes(desk.refused(case, "add-report", "office", day, report=number)) == {"cases/link-unfinished"}
    desk.take(report, "hear", "head", date(2020, 3, 5), heard_on="2020-03-05")
    desk.take(case, "add-report", "office", day, report=number)
    assert codes(desk.refused(case, "add-report", "office", day, report=number)) == {"leadership/added-twice"}
    assert desk.parts("leadership.group_events", 2020) == {"report": 1}


def called(desk: Desk, *leaders: str) -> tuple[int, str]:
    case = desk.open(
        "statement-round",
        "call",
        "office",
        NOVEMBER,
        statement_year=2020,
        leaders=list(leaders or ("deputy",)),
        collect_by="2020-12-31",
        form="both",
    )
    return case, Case.objects.get(pk=case).number


def ask(desk: Desk, number: str, leader: str = "deputy", by: str = "own") -> int:
    return desk.open(
        "statement-on-law",
        "ask",
        "office",
        add_days(NOVEMBER, 1),
        round=number,
        leader=leader,
        collect_by="2020-12-31",
        assessed_by=by,
    )


STATED = {"form": "in_person", "statement": "带头学法"}
WANTING = {"grade": "average", "comments": "监督不够", "must_rectify": True}


def test_a_round_is_not_concluded_while_somebody_has_not_stated(desk: Desk) -> None:
    round_case, number = called(desk)
    asked = ask(desk, number)
    refused = desk.refused(round_case, "conclude", "office", DECEMBER, conclusion="均已述法")
    assert codes(refused) == {"leadership/not-stated"}
    assert "deputy" in refused[0].sentence.zh
    desk.take(asked, "withdraw", "head", DECEMBER, release_reason="退休")
    desk.take(round_case, "conclude", "office", DECEMBER, conclusion="均已述法")
    assert StatementRound.objects.get().concluded_on == DECEMBER


def test_a_leader_states_in_person(desk: Desk) -> None:
    asked = ask(desk, called(desk)[1])
    assert codes(desk.refused(asked, "state", "head", DECEMBER, **STATED)) == {"leadership/not-in-person"}
    desk.take(asked, "state", "deputy", DECEMBER, **STATED)
    assert desk.parts("leadership.statements", 2020) == {"in_person": 1}
    assert desk.value("leadership.stated_in_time", 2020) == 100


def test_what_the_level_above_found_wanting_is_rectified_and_confirmed_by_another(desk: Desk) -> None:
    asked = ask(desk, called(desk, "head")[1], "head", "above")
    desk.take(asked, "state", "head", DECEMBER, **STATED)
    refused = desk.refused(
        asked, "assess", "deputy", DECEMBER, grade="good", comments="好", must_rectify=False
    )
    assert "house/panel-or-above" in codes(refused) or any("上级" in one.sentence.zh for one in refused)
    desk.take(asked, "enter-assessment", "office", date(2020, 12, 21), **WANTING)
    assert codes(desk.refused(asked, "close", "office", date(2020, 12, 22))) == {"house/closing-waits"}
    desk.take(asked, "rectify", "head", date(2020, 12, 23), rectified="已建立制度")
    desk.take(asked, "confirm", "lawyer", date(2020, 12, 24))
    desk.take(asked, "close", "office", date(2020, 12, 25))
    assert Statement.objects.get().rectified_on == date(2020, 12, 24)


def test_a_panel_has_three_people(desk: Desk) -> None:
    asked = ask(desk, called(desk)[1])
    desk.take(asked, "state", "deputy", DECEMBER, **STATED)
    refused = desk.refused(asked, "assess", "head", DECEMBER, grade="good", comments="好", must_rectify=False)
    assert codes(refused) == {"house/panel-of-three"}


def test_only_those_named_are_asked_and_only_once(desk: Desk) -> None:
    _case, number = called(desk)
    ask(desk, number)
    for leader, code in (("deputy", "leadership/asked-twice"), ("head", "cases/not-among")):
        with pytest.raises(ActRefused) as refusal:
            ask(desk, number, leader)
        assert codes(refusal.value.reasons) == {code}


def test_statements_are_in_before_the_year_ends(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refusal:
        desk.open(
            "statement-round",
            "call",
            "office",
            NOVEMBER,
            statement_year=2020,
            leaders=["deputy"],
            collect_by="2021-01-15",
            form="written",
        )
    assert codes(refusal.value.reasons) == {"leadership/after-the-year"}
