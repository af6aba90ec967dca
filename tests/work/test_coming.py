"""What falls due before there is a matter of it stands on Today of whoever may begin it, until a matter of it is under way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.models import Case
from yifa.cases.roles import players
from yifa.cases.told import coming

ON = date(2026, 3, 2)


def due(desk: Desk, power: str, on: date = ON) -> dict[str, coming.Offered]:
    found = coming.of_powers(desk.bureau, on, {power})
    return {f"{one.procedure.key} {one.coming.answers.get('who', '')}".strip(): one for one in found}


@pytest.mark.parametrize("role", coming.roles())
def test_every_source_speaks_of_a_step_that_opens_a_matter(role: str) -> None:
    from yifa.cases.library import library

    assert players(role)
    for key, step in players(role):
        procedure = library().latest(key)
        assert step in procedure.openers


def test_a_rotation_that_is_due_is_offered_to_personnel_alone_until_one_is_under_way(desk: Desk) -> None:
    name = "post-rotation finance"
    found = due(desk, "personnel", date(2019, 12, 1))[name]
    assert found.coming.due_on == date(2020, 1, 1)
    assert name not in due(desk, "personnel", date(2019, 10, 1))
    assert name not in due(desk, "finance", date(2019, 12, 1))
    case = desk.open("post-rotation", "plan", "hr", ON, who="finance", proposal="到期轮岗")
    assert name not in due(desk, "personnel")
    desk.take(case, "drop", "hr", ON, drop_reason="改由专项审计")
    assert name in due(desk, "personnel")


def point(desk: Desk, on: date, frequency: str = "quarterly", activity: str = "contracts") -> None:
    said = {"step": "签订", "risk": "没有审核", "measure": "先审核", "does": "drafter", "checks": "finance"}
    case = desk.open("risk-point", "record", "finance", on, activity=activity, frequency=frequency, **said)
    desk.take(case, "check", "office", on, agrees=True)


def test_a_check_of_control_is_due_as_often_as_its_risk_points_want(desk: Desk) -> None:
    point(desk, date(2026, 1, 5))
    point(desk, date(2026, 1, 5), "yearly")
    assert "control-check" not in due(desk, "finance")
    found = due(desk, "finance", date(2026, 3, 10))["control-check"].coming
    assert (found.due_on, dict(found.answers)) == (date(2026, 4, 5), {"activity": "contracts"})
    said = {"activity": "contracts", "period": "一季度", "sample": "随机", "items": 3, "exceptions": 0}
    desk.open("control-check", "check", "finance", date(2026, 3, 30), **said, checked_on=date(2026, 3, 30))
    assert "control-check" not in due(desk, "finance", date(2026, 4, 6))
    assert due(desk, "finance", date(2026, 6, 8))["control-check"].coming.due_on == date(2026, 6, 30)


def test_last_years_evaluation_is_due_where_risk_points_were_kept(desk: Desk) -> None:
    assert "control-evaluation" not in due(desk, "finance")
    point(desk, date(2025, 11, 3))
    found = due(desk, "finance")["control-evaluation"].coming
    assert (found.due_on, dict(found.answers)) == (date(2026, 3, 31), {"year": "2025"})
    desk.open(
        "control-evaluation",
        "record",
        "finance",
        ON,
        year=2025,
        conclusion="effective",
        defects="无",
        reported_on=ON,
        reported_to="市财政局",
    )
    assert "control-evaluation" not in due(desk, "finance")


def plan(desk: Desk, audience: str, sessions: int) -> str:
    case = desk.open(
        "study-plan",
        "draft",
        "office",
        date(2026, 1, 5),
        plan_name="学法计划",
        plan_year=2026,
        audience=audience,
        subjects="宪法",
        sessions_least=sessions,
        hours_least=60,
    )
    desk.take(case, "approve", "head", date(2026, 1, 6))
    return str(Case.objects.get(pk=case).number)


def session(desk: Desk, kind: str, on: date, **said: Any) -> None:
    case = desk.open(
        "study-session", "call", "office", on, session_kind=kind, topic="宪法", planned_on=on, **said
    )
    desk.take(
        case, "hold", "office", on, held_on=on, record="讨论", entitled=["甲"] if kind == "themed" else None
    )


def test_the_next_session_of_a_plan_is_due_when_its_share_of_the_year_has_come(desk: Desk) -> None:
    number = plan(desk, "leaders", 4)
    assert "study-session" not in due(desk, "office", date(2026, 3, 1))
    found = due(desk, "office", date(2026, 3, 20))["study-session"].coming
    assert (found.due_on, dict(found.answers)) == (
        date(2026, 4, 1),
        {"session_kind": "centre_group", "plan": number},
    )
    session(desk, "centre_group", date(2026, 3, 20))
    assert "study-session" not in due(desk, "office", date(2026, 3, 21))
    session(desk, "all_staff", date(2026, 3, 23))
    assert due(desk, "office", date(2026, 12, 30))["study-session"].coming.due_on == date(2026, 7, 1)
