"""Who signs an expert review was drawn for it and has no interest; the mean is computed from their sheets."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.computing import known_at
from yifa.cases.library import library
from yifa.house.models import Department, Holding, Officer, Post

DAY = date(2020, 6, 9)
PANEL = ["专家甲", "专家乙", "专家丙"]


@pytest.fixture
def drawn(desk: Desk) -> int:
    """An application whose experts were drawn."""
    post = Post.objects.create(
        bureau=desk.bureau, department=Department.objects.get(), name="专家", powers=["expert"]
    )
    for name in PANEL:
        desk.officers[name] = Officer.objects.create(bureau=desk.bureau, name=name)
        Holding.objects.create(
            bureau=desk.bureau, officer=desk.officers[name], post=post, from_on=date(2015, 1, 1)
        )
    case = desk.open(
        "municipal-recognition",
        "apply",
        "applicant",
        date(2020, 6, 1),
        platform_kind="high_tech_enterprise",
        call_number="某科〔2020〕10号",
        body_name="某公司",
        applicant=desk.party().pk,
        integrity_promise=True,
    )
    desk.take(case, "check-form", "examiner", date(2020, 6, 3), form_passed=True)
    desk.take(case, "declare-avoidance", "examiner", date(2020, 6, 5), experts=PANEL, conflict_free=True)
    return case


def sheets(*experts: str) -> list[dict[str, Any]]:
    return [{"expert": one, "points": 80 + place} for place, one in enumerate(experts)]


@pytest.mark.parametrize(
    ("experts", "code"),
    [(("丁", "戊", "专家丙"), "cases/not-among"), (("专家甲", "专家甲", "专家乙"), "cases/twice")],
)
def test_whoever_was_not_drawn_signs_no_review(
    desk: Desk, drawn: int, experts: tuple[str, ...], code: str
) -> None:
    found = desk.refused(
        drawn, "expert-review", "专家甲", DAY, sheets=sheets(*experts), recommends=True, review_opinion="建议"
    )
    assert [one.code for one in found] == [code]


def test_the_mean_is_that_of_the_sheets(desk: Desk, drawn: int) -> None:
    step = library().procedure("municipal-recognition", DAY).steps["expert-review"]
    before: dict[str, Any] = {"experts": PANEL}
    given: dict[str, Any] = {"sheets": sheets(*PANEL)}
    known = known_at(desk.bureau.pk, drawn, step, DAY, before, given)
    assert known.answers == {"score": 81.0}
    assert known.people == {"sheets.expert": PANEL}
