"""The small tables: units, words, dates, particulars, votes, thresholds; every one cites a law that is
known.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.law.calendar import Calendar
from yifa.law.errors import LawError
from yifa.law.fixed_dates import When, fixed_date, fixed_dates
from yifa.law.foreign_work import PointsUnknown, points_table
from yifa.law.limits import Unit
from yifa.law.particulars import ParticularUnknown, particulars, publication_limits, readings
from yifa.law.thresholds import (
    MILLION_YUAN,
    Band,
    FiguresMissing,
    ResearchBasis,
    SmeFacts,
    YearOfResearch,
    growth_band,
    mean_growth,
    product_income_passes,
    required_research_ratio,
    research_test,
    results_band,
    rights_band,
    sme_evaluate,
    sme_research_score,
    sme_rights_score,
    sme_staff_score,
    staff_ratio_passes,
)
from yifa.law.units import UnitUndecided, Whose, unit_of
from yifa.law.versions import statute
from yifa.law.votes import Attendance, Matter, Tally, attendance, quorum, tally, votes_needed

FAST = settings(deadline=None, max_examples=100)


def test_a_law_that_says_nothing_leaves_the_unit_to_the_bureau() -> None:
    with pytest.raises(UnitUndecided, match="请在本局参数中设定"):
        unit_of("某局内部规定", 15)
    assert unit_of("某局内部规定", 15, default=Unit.CALENDAR_DAYS).verified == "L"
    assert unit_of("某局内部规定", 15, "个工作日").unit is Unit.WORKING_DAYS
    assert unit_of("代表法", 3, "个月").unit is Unit.MONTHS
    assert unit_of("移送涉嫌犯罪案件规定", 24, "小时").unit is Unit.HOURS
    note = unit_of("移送涉嫌犯罪案件规定", 3).note
    assert note is not None
    assert "自然日" in note.zh


def test_an_applicants_own_limits_are_read_in_his_favour() -> None:
    assert unit_of("行政许可法", 5, whose=Whose.APPLICANT).unit is Unit.WORKING_DAYS
    assert unit_of("行政许可法", 30).unit is Unit.WORKING_DAYS
    assert unit_of("行政许可法", 30, whose=Whose.APPLICANT).unit is Unit.CALENDAR_DAYS


def test_every_table_cites_a_law_that_is_known() -> None:
    tables = particulars()
    rows = [
        *tables.extensions,
        *tables.silences,
        *tables.clocks,
        *tables.publications,
        *tables.reviews,
        *tables.competition_reviews,
        *tables.readings,
        *tables.channels,
    ]
    cited = {row.statute for row in rows}
    cited |= {one.citation.statute for one in fixed_dates(2026) if one.citation}
    for key in cited - {""}:
        assert statute(key).key == key


def test_fixed_dates_come_in_order_and_an_office_day_is_found() -> None:
    dates = fixed_dates(2026)
    assert [one.date_on for one in dates] == sorted(one.date_on for one in dates)
    report = fixed_date("disclosure-report", 2026)
    assert report.planned_on == date(2026, 1, 30)
    assert report.office_due_on(Calendar.china()) == date(2026, 1, 30)
    popularisation = fixed_date("science-popularisation-month", 2026)
    assert (popularisation.when, popularisation.first_on, popularisation.date_on) == (
        When.DURING,
        date(2026, 9, 1),
        date(2026, 9, 30),
    )
    assert fixed_date("constitution-day", 2026).planned_on == date(2026, 12, 4)
    with pytest.raises(LawError, match="没有名为"):
        fixed_date("birthday", 2026)


def test_what_no_table_has_is_not_presumed() -> None:
    with pytest.raises(ParticularUnknown):
        publication_limits("rumour")
    with pytest.raises(ParticularUnknown):
        readings("rumour")
    with pytest.raises(PointsUnknown):
        points_table("other")
    with pytest.raises(PointsUnknown):
        points_table("interim").item("charm")


@pytest.mark.parametrize(
    ("entitled", "ordinary", "appointment", "needed"),
    [(9, 5, 6, 5), (7, 4, 5, 4), (6, 3, 4, 4), (3, 2, 2, 2), (1, 1, 1, 1)],
)
def test_quorum_and_majority(entitled: int, ordinary: int, appointment: int, needed: int) -> None:
    assert quorum(entitled, Matter.ORDINARY) == ordinary
    assert quorum(entitled, Matter.APPOINTMENT) == quorum(entitled, Matter.DISCIPLINE) == appointment
    assert votes_needed(entitled) == needed


@pytest.mark.parametrize(
    ("entitled", "present", "said"),
    [
        (6, 3, Attendance.HALF),
        (6, 2, Attendance.BELOW_HALF),
        (6, 4, Attendance.TWO_THIRDS),
        (9, 4, Attendance.BELOW_HALF),
        (9, 5, Attendance.HALF),
        (7, 4, Attendance.HALF),
        (7, 5, Attendance.TWO_THIRDS),
    ],
)
def test_half_of_the_members_or_more_make_a_meeting_and_the_number_itself_counts(
    entitled: int, present: int, said: Attendance
) -> None:
    assert attendance(present, entitled) is said


@FAST
@given(st.integers(1, 30), st.data())
def test_a_carried_item_has_more_than_half_of_the_entitled(entitled: int, data: st.DataObject) -> None:
    in_favour = data.draw(st.integers(0, entitled))
    assert (tally(in_favour, entitled) is Tally.MAJORITY) == (in_favour * 2 > entitled)
    assert (attendance(in_favour, entitled) is Attendance.TWO_THIRDS) == (in_favour * 3 >= entitled * 2)


def test_research_ratio_needs_figures_and_sixty_percent_in_china() -> None:
    with pytest.raises(FiguresMissing, match="一至三个"):
        research_test([])
    with pytest.raises(FiguresMissing, match="为零"):
        research_test([YearOfResearch(0, 1, 1)])
    abroad = research_test([YearOfResearch(100, 10, 5)])
    assert abroad.ratio >= abroad.required
    assert not abroad.passes
    assert research_test([YearOfResearch(100, 10, 6)]).passes
    assert not research_test([YearOfResearch(100, 0, 0)]).passes


def test_bands_of_high_tech_enterprises() -> None:
    assert [results_band(results) for results in (15, 14, 3, 2, 0)] == [
        Band(25, 30),
        Band(19, 24),
        Band(1, 6),
        Band(0, 0),
        Band(0, 0),
    ]
    assert rights_band(1, 0) == Band(7, 8)
    assert rights_band(0, 0) == Band(0, 0)
    assert growth_band(None) == Band(0, 0)
    assert mean_growth([100]) is None
    assert mean_growth([-5, 100, 200]) is None
    assert staff_ratio_passes(10, 100)
    assert not staff_ratio_passes(99, 1000)
    assert product_income_passes(60, 100)
    assert not product_income_passes(0, 0)


@FAST
@given(st.integers(0, 400 * MILLION_YUAN))
def test_more_sales_never_need_a_higher_ratio(sales: int) -> None:
    assert required_research_ratio(sales + 1) <= required_research_ratio(sales)


def sme(**changes: object) -> SmeFacts:
    facts: dict[str, object] = {
        "staff": 100,
        "technical_staff": 30,
        "sales_fen": 100 * MILLION_YUAN,
        "assets_fen": 100 * MILLION_YUAN,
        "cost_fen": 100 * MILLION_YUAN,
        "research_fen": 3 * MILLION_YUAN,
        "basis": ResearchBasis.SALES,
        "class_one": 0,
        "class_two": 4,
    }
    return SmeFacts(**(facts | changes))  # type: ignore[arg-type]


def test_a_technology_sme_passes_at_sixty_and_each_failure_is_named() -> None:
    assert sme_evaluate(sme()).total == 64
    assert sme_evaluate(sme()).passes
    assert sme_evaluate(sme(class_two=3)).total == 58
    assert "不足60分" in sme_evaluate(sme(class_two=3)).reasons[0].zh
    for change in (
        {"staff": 501, "technical_staff": 400},
        {"sales_fen": 200 * MILLION_YUAN + 1, "research_fen": 20 * MILLION_YUAN},
        {"assets_fen": 200 * MILLION_YUAN + 1},
        {"is_resident": False},
        {"in_barred_trade": True},
        {"has_grave_record": True},
    ):
        result = sme_evaluate(sme(**change))
        assert not result.passes
        assert len(result.reasons) == 1
    assert sme_evaluate(
        sme(staff=500, technical_staff=150, sales_fen=200 * MILLION_YUAN, research_fen=12 * MILLION_YUAN)
    ).passes


def test_a_certificate_replaces_the_score_but_not_the_conditions() -> None:
    weak = sme(technical_staff=0, class_two=0, research_fen=0, has_shortcut=True)
    assert sme_evaluate(weak).passes
    assert sme_evaluate(weak).by_shortcut
    assert not sme_evaluate(sme(has_shortcut=True, has_grave_record=True)).passes


def test_ladders_of_technology_smes() -> None:
    assert [sme_staff_score(technical, 100) for technical in (30, 29, 24, 19, 10, 9)] == [20, 16, 12, 8, 4, 0]
    assert sme_staff_score(0, 0) == 0
    assert [
        sme_research_score(rd, sales_fen=100, basis=ResearchBasis.SALES) for rd in (6, 5, 4, 3, 2, 1)
    ] == [
        50,
        40,
        30,
        20,
        10,
        0,
    ]
    assert sme_research_score(10, basis=ResearchBasis.COST) == 0
    assert [sme_rights_score(0, rights) for rights in (0, 1, 2, 3, 4, 9)] == [0, 6, 12, 18, 24, 24]
    assert sme_rights_score(1, 0) == 30
