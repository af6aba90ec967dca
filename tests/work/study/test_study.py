"""Examinations are of people on the roster, their figures of the sheets; attendance is told by who was absent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from tests.work.conftest import MEMBERS, Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.library import library
from yifa.cases.store import answers_of_case
from yifa.desk.sheets import read_table
from yifa.figures.compute import figure
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.law.studied import studied_titles
from yifa.work.study.registers import StudySession

ON = date(2026, 9, 1)
EXAM: dict[str, Any] = {
    "exam_name": "学法考试",
    "organiser": "市司法局",
    "held_on": date(2026, 9, 18),
    "pass_mark": 60,
    "excellent_mark": 90,
}


def announced(desk: Desk, *invited: str) -> int:
    return desk.open("law-exam", "announce", "office", ON, invited=list(invited), **EXAM)


def test_mean_and_shares_follow_from_the_sheets(desk: Desk) -> None:
    case = announced(desk, "drafter", "second", "lawyer", "甲")
    scores = [
        {"name": "drafter", "score": 97.5},
        {"name": "second", "score": 96.1},
        {"name": "lawyer", "score": 58},
    ]
    desk.take(case, "enter-results", "office", date(2026, 9, 21), results=scores)
    desk.take(case, "check", "other_lawyer", date(2026, 9, 22), agrees=True)
    assert desk.value("study.exam_sat", 2026) == 3
    assert figure(registry["study.exam_mean"], desk.bureau, Period.year(2026)).value == Decimal("83.9")
    assert desk.value("study.exam_sat_rate", 2026) == 75
    assert desk.value("study.exam_passed_rate", 2026) == Decimal("66.7")


def test_nobody_who_is_not_on_the_roster_is_examined(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refusal:
        announced(desk, "某某")
    assert refusal.value.reasons[0].code == "cases/not-among"
    case = announced(desk, "drafter")
    reasons = desk.refused(case, "enter-results", "office", ON, results=[{"name": "某某", "score": 90}])
    assert reasons[0].code == "cases/not-among"


def test_a_table_is_filled_from_a_workbook_and_strangers_are_told(desk: Desk) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["序号", "姓名", "得分"], [1, "drafter", 97.5], [2, "某某", 90], [3, "王伟", 88]):
        sheet.append(row)
    sent = BytesIO()
    book.save(sent)
    sent.seek(0)
    sent.name = "成绩.xlsx"
    question = library().latest("law-exam").steps["enter-results"].asks["results"]
    found = read_table(question, sent, {"name": ["drafter", "王伟（01）", "王伟（02）"]})
    assert question.type.read(question, list(found.rows)) == [
        {"name": "drafter", "score": 97.5},
        {"score": 88},
    ]
    assert found.problem is not None
    assert "“某某”不在" in found.problem.zh
    assert "“王伟”有同名人员" in found.problem.zh


def test_a_choice_in_a_workbook_is_found_by_its_words_in_either_language() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["类别", "交接内容", "数量"],
        ["印章、证照", "专用章", 1],
        ["Papers", "台账", 3],
        ["杂物", "柜子", 2],
    ):
        sheet.append(row)
    sent = BytesIO()
    book.save(sent)
    sent.seek(0)
    sent.name = "清单.xlsx"
    question = library().latest("post-handover").steps["list"].asks["items"]
    found = read_table(question, sent, {})
    assert question.type.read(question, list(found.rows)) == [
        {"kind": "seals", "thing": "专用章", "count": 1},
        {"kind": "papers", "thing": "台账", "count": 3},
        {"thing": "柜子", "count": 2},
    ]
    assert found.problem is not None
    assert "“杂物”不是可以选择的类别" in found.problem.zh


def test_the_centre_group_is_the_party_group_and_only_absence_is_entered(desk: Desk) -> None:
    case = desk.open(
        "study-session",
        "call",
        "office",
        ON,
        session_kind="centre_group",
        topic="宪法",
        laws=["行政许可法"],
        planned_on=ON,
    )
    desk.take(
        case, "hold", "office", ON, held_on=ON, absent=[MEMBERS[-1]], absence_reasons="病假", record="讨论"
    )
    assert answers_of_case(case)["entitled"] == MEMBERS
    row = StudySession.objects.get()
    assert (row.entitled, row.attended) == (5, 4)
    assert desk.parts("study.sessions", 2026) == {"centre_group": 1}


def test_a_law_that_is_on_no_list_is_not_picked(desk: Desk) -> None:
    with pytest.raises(ActRefused):
        desk.open(
            "study-session",
            "call",
            "office",
            ON,
            session_kind="themed",
            topic="某法",
            laws=["某某法"],
            planned_on=ON,
        )


def test_the_constitution_is_studied_though_no_rule_of_it_is_written_here(desk: Desk) -> None:
    named = ["宪法", "中国共产党章程"]
    said = {"session_kind": "centre_group", "topic": "宪法", "planned_on": ON}
    case = desk.open("study-session", "call", "office", ON, laws=named, **said)
    desk.take(case, "hold", "office", ON, held_on=ON, record="讨论")
    assert desk.value("study.laws", 2026) == 2
    written = {one.title.zh for one in library().statutes.values()}
    assert not written & set(studied_titles()), "what is written as rules is not named again"
    assert len(studied_titles()) == len(set(studied_titles()))
