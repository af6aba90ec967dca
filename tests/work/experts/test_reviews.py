"""Whoever was drawn signs alone, nobody sees a sheet before all are in, and the mean is theirs; the pool knows who must
stand aside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.work.calling import recognitions_called
from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.log import keys, record
from yifa.cases.models import Case
from yifa.cases.pools import Wanted, pools
from yifa.cases.store import answers_of_case
from yifa.desk.answers import Names, shown
from yifa.house.models import Department, Holding, Officer, Post
from yifa.work.experts.registers import ExpertAccount, ReviewSheet

APPLIED = date(2026, 3, 2)
FIXED = date(2026, 3, 4)
DAY = date(2026, 3, 5)
EXPERTS = [f"专家{number:02}" for number in range(1, 5)]


@pytest.fixture
def experts(desk: Desk) -> None:
    """Four experts with log-ins, in the pool; the fourth serves the applicant's unit."""
    post = Post.objects.create(
        bureau=desk.bureau,
        department=Department.objects.get(name="政策法规科"),
        name="专家",
        powers=["expert"],
    )
    for name in EXPERTS:
        desk.officers[name] = Officer.objects.create(bureau=desk.bureau, name=name)
        Holding.objects.create(
            bureau=desk.bureau, officer=desk.officers[name], post=post, from_on=date(2015, 1, 1)
        )
        enter(desk, name, employer="某市演示企业有限公司" if name == EXPERTS[3] else "某大学")


def enter(desk: Desk, name: str, **changes: Any) -> int:
    given: dict[str, Any] = {
        "expert_name": name,
        "employer": "某大学",
        "rank": "senior",
        "kind": "technical",
        "knows": ["食品工程"],
        "consented_on": "2026-01-05",
    }
    case = desk.open("expert-entry", "propose", "keeper", date(2026, 1, 6), **(given | changes))
    desk.take(case, "check", "examiner", date(2026, 1, 7), qualified=True)
    desk.take(case, "enter", "keeper", date(2026, 1, 8), until="2029-01-07")
    return case


def applied(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    call = recognitions_called(desk, monkeypatch, date(2026, 2, 12), date(2026, 3, 20))
    case = desk.open(
        "municipal-recognition",
        "apply",
        "applicant",
        APPLIED,
        call=call,
        body_name="某中心",
        applicant=desk.party().pk,
        integrity_promise=True,
    )
    desk.take(case, "check-form", "other_examiner", APPLIED, form_passed=True)
    return case


def drawn(desk: Desk, **changes: Any) -> int:
    given: dict[str, Any] = {
        "draw_title": "评审专家",
        "pool": "experts",
        "concerns": ["某市演示企业有限公司"],
        "takes": [{"stratum": "technical", "count": 3}],
        "seed_kind": "public_value",
        "seed_source": "上证综合指数收盘值",
        "seed_day": DAY.isoformat(),
    }
    case = desk.open("random-draw", "fix", "examiner", FIXED, **(given | changes))
    desk.take(case, "enter-value", "examiner", DAY, value="3124.50")
    desk.take(case, "draw", "drafter", DAY, value_again="3124.50")
    return case


def number(case: int) -> str:
    return Case.objects.get(pk=case).number


@pytest.fixture
def panel(desk: Desk, experts: None, monkeypatch: pytest.MonkeyPatch) -> int:
    """An application with its panel named and free of conflicts."""
    case = applied(desk, monkeypatch)
    desk.take(case, "name-panel", "examiner", DAY, drawing=number(drawn(desk)))
    for name in EXPERTS[:3]:
        desk.take(case, "accept-review", name, DAY, conflict="none")
    return case


def score(desk: Desk, case: int, who: str, points: int) -> None:
    desk.take(
        case,
        "score",
        who,
        DAY,
        items=[
            {"item": "创新能力", "most": 60, "points": points - 30},
            {"item": "成长性", "most": 40, "points": 30},
        ],
        sheet_recommends=points > 60,
        sheet_opinion=f"意见：{points}分",
    )


def test_an_expert_of_the_applicants_unit_is_not_drawn(desk: Desk, experts: None) -> None:
    case = drawn(desk)
    assert sorted(answers_of_case(case)["drawn"]) == EXPERTS[:3]
    listed = {row["name"]: row.get("excluded") for row in answers_of_case(case)["candidates"]}
    assert listed[EXPERTS[3]] == "same_unit"


def test_a_declared_tie_excludes_as_long_as_it_lasts(desk: Desk) -> None:
    case = enter(desk, "专家09")
    desk.take(
        case,
        "declare-tie",
        "keeper",
        date(2026, 1, 9),
        tied_to="甲公司",
        tie="joint_work",
        tie_until="2026-12-31",
    )

    def excluded(on: date) -> list[str]:
        found = pools["experts"].candidates(Wanted(desk.bureau.pk, on, ("甲公司",)))
        return [one.excluded for one in found]

    assert excluded(date(2026, 12, 31)) == ["joint_work"]
    assert excluded(date(2027, 1, 1)) == [""]
    assert excluded(date(2029, 1, 8)) == []


def test_of_an_account_the_register_keeps_four_digits(desk: Desk) -> None:
    case = enter(desk, "专家09")
    desk.take(case, "enter-account", "finance", date(2026, 1, 9), bank="某银行", account="6222000000001234")
    assert ExpertAccount.objects.get().number_ends == "1234"


def test_whoever_was_not_drawn_signs_nothing(desk: Desk, panel: int) -> None:
    (reason,) = desk.refused(panel, "accept-review", EXPERTS[3], DAY, conflict="none")
    assert reason.code == "experts/not-drawn"


def test_a_sheet_is_blind_until_all_are_opened(desk: Desk, panel: int) -> None:
    keys.make_key(desk.bureau)
    score(desk, panel, EXPERTS[0], 82)
    case = Case.objects.get(pk=panel)

    def told() -> str:
        entries = record.timeline(case)
        lines = [shown(one, Names.of(entries)) for entry in entries for one in entry.answers]
        return "\n".join(line.text for line in lines if line is not None)

    assert "82" not in told()
    record.integrate(desk.bureau, desk.clock)
    position = record.timeline(case)[-1].position
    assert (
        not {"sheet_points", "items"}
        & record.receipt(desk.bureau, position, with_answers=True).openings.keys()
    )
    assert ReviewSheet.objects.get(reviewer=EXPERTS[0]).points is None
    (missing,) = desk.refused(panel, "open-sheets", "examiner", DAY, review_opinion="建议认定")
    assert missing.code == "experts/sheets-missing"
    score(desk, panel, EXPERTS[1], 80)
    score(desk, panel, EXPERTS[2], 45)
    desk.take(panel, "open-sheets", "examiner", DAY, review_opinion="建议认定")
    case.refresh_from_db()
    assert "82" in told()
    answers = answers_of_case(panel)
    assert (answers["score"], answers["recommending"]) == (69.0, 2)
    assert EXPERTS[2] in answers["outliers"]
    sheet = ReviewSheet.objects.get(reviewer=EXPERTS[2])
    assert sheet.points == Decimal(45)
    assert (sheet.is_outlier, sheet.differs_by) == (True, 36)


def test_nobody_types_the_mean(desk: Desk, panel: int) -> None:
    for name in EXPERTS[:3]:
        score(desk, panel, name, 80)
    (reason,) = desk.refused(panel, "open-sheets", "examiner", DAY, review_opinion="好", score=95)
    assert reason.code == "cases/computed"


def test_who_declares_a_conflict_is_followed_by_the_next(
    desk: Desk, experts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(desk, "专家05")
    desk.officers["专家05"] = Officer.objects.create(bureau=desk.bureau, name="专家05")
    Holding.objects.create(
        bureau=desk.bureau,
        officer=desk.officers["专家05"],
        post=Post.objects.get(name="专家"),
        from_on=date(2015, 1, 1),
    )
    case = applied(desk, monkeypatch)
    draw = drawn(desk)
    desk.take(case, "name-panel", "examiner", DAY, drawing=number(draw))
    leaving, *staying = answers_of_case(draw)["drawn"]
    desk.take(case, "accept-review", leaving, DAY, conflict="kin")
    (avoids,) = desk.refused(
        case,
        "score",
        leaving,
        DAY,
        items=[{"item": "创新能力", "most": 60, "points": 9}, {"item": "成长性", "most": 40, "points": 9}],
        sheet_recommends=True,
        sheet_opinion="好",
    )
    assert avoids.code == "experts/avoids"
    desk.take(draw, "replace", "drafter", DAY, replaced=[leaving], replace_reason="kin")
    desk.take(draw, "take-next", "drafter", DAY)
    now = answers_of_case(draw)["drawn"]
    for name in now:
        if name in staying:
            desk.take(case, "accept-review", name, DAY, conflict="none")
            score(desk, case, name, 80)
    (changed,) = desk.refused(case, "open-sheets", "examiner", DAY, review_opinion="好")
    assert changed.code == "experts/panel-changed"
    desk.take(case, "name-panel", "examiner", DAY, drawing=number(draw))
    (coming,) = [name for name in now if name not in staying]
    desk.take(case, "accept-review", coming, DAY, conflict="none")
    score(desk, case, coming, 83)
    desk.take(case, "open-sheets", "examiner", DAY, review_opinion="好")
    assert answers_of_case(case)["score"] == 81.0


def test_two_in_the_pool_are_told_apart_by_name(desk: Desk) -> None:
    enter(desk, "专家09")
    with pytest.raises(ActRefused, match="专家库里已有"):
        enter(desk, "专家09")


def test_a_draw_of_objects_makes_no_panel(desk: Desk, experts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    case = applied(desk, monkeypatch)
    draw = drawn(
        desk,
        pool="listed",
        listed=[{"name": "甲", "stratum": "technical"}],
        takes=[{"stratum": "technical", "count": 1}],
    )
    (reason,) = desk.refused(case, "name-panel", "examiner", DAY, drawing=number(draw))
    assert reason.code == "experts/panel-too-small"
