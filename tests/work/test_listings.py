"""Answers picked from lists that Yifa keeps: departments, counsel engaged; typed where a list is empty."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.computing import Facts, listings
from yifa.cases.errors import ActRefused
from yifa.cases.library import library
from yifa.interface.form import Filled, fields
from yifa.procedure.model import LISTED

DAY = date(2026, 3, 2)
TASK: dict[str, Any] = {
    "plan_year": 2026,
    "title": "清理文件",
    "measure": "全部清理并公布",
    "deadline": "2026-09-30",
}


def test_every_list_that_a_file_names_is_kept_by_somebody() -> None:
    named = {
        among
        for procedure in library()
        for step in procedure.steps.values()
        for question in step.asks.values()
        for among in (question.among, *(column.among for column in question.columns.values()))
        if among is not None and among.startswith(LISTED)
    }
    assert named <= listings.keys()


def test_a_department_is_picked_and_no_other_is_taken(desk: Desk) -> None:
    case = desk.open("planned-task", "plan", "drafter", DAY, owner_department="政策法规科", **TASK)
    assert case
    with pytest.raises(ActRefused) as refusal:
        desk.open("planned-task", "plan", "drafter", DAY, owner_department="法规处", **TASK)
    (reason,) = refusal.value.reasons
    assert reason.code == "cases/not-among"
    assert "法规处" in reason.sentence.zh
    assert "政策法规科" in reason.sentence.zh


def test_where_a_list_is_empty_the_answer_is_typed(desk: Desk) -> None:
    assert listings["listed.counsel"](Facts(desk.bureau.pk, None, DAY, {})) == []
    asked = {"question": "如何约定", "channel": "written", "matter_kind": "other", "counsel_name": "张律师"}
    assert desk.open("counsel-consultation", "ask", "office", DAY, **asked)


@pytest.mark.parametrize(("listed", "kind"), [(["政策法规科", "办公室"], "select"), ([], "text")])
def test_a_form_offers_the_list_and_a_line_where_there_is_none(listed: list[str], kind: str) -> None:
    step = library().latest("planned-task").steps["plan"]
    drawn = fields(
        step,
        Filled({"owner_department": "旧科"}, {}, {}, {}, {}, [], listed={"owner_department": listed}),
    )
    (field,) = [one for one in drawn if one.key == "owner_department"]
    assert field.kind == kind
    # What was typed before stays until it is answered anew.
    assert [one.title for one in field.choices] == [*listed, "旧科"][: len(listed) + bool(listed)]
