"""Twenty-five places where a programmer of administrative law goes wrong, one test each, named for the
rule.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from yifa.law.calendar import Calendar, YearNotPublished
from yifa.law.citations import Citation
from yifa.law.credit import Grade, Penalty, display, grade_of
from yifa.law.document_numbers import DocumentNumber, is_strict
from yifa.law.fixed_dates import fixed_date
from yifa.law.foreign_work import PointsUnknown, class_by_points, competent_body, issues_card, points_table
from yifa.law.identifiers import IdentifierProblem, read_uscc
from yifa.law.limits import Extension, Span, Term, Unit, add_days, due_on, floor_ends_on
from yifa.law.particulars import (
    Effect,
    ParticularUnknown,
    Status,
    channel_for,
    competition_review,
    effect_on_clock,
    extension_of,
    publication_limits,
    readings,
    review_limit,
    silence,
)
from yifa.law.service import (
    ActKind,
    Delivery,
    Mode,
    ReconsiderationBody,
    SimplifiedGround,
    Track,
    remedies,
    respondent_clock,
    served,
)
from yifa.law.thresholds import (
    MILLION_YUAN,
    Band,
    RecognitionRole,
    ResearchBasis,
    SmeFacts,
    YearOfResearch,
    growth_band,
    innovation_score_passes,
    mean_growth,
    recognition_role,
    required_research_ratio,
    research_test,
    rights_band,
    sme_evaluate,
    sme_research_score,
    sme_rights_score,
)
from yifa.law.units import Whose, unit_of
from yifa.law.versions import NoVersionInForce, statute_in_force
from yifa.law.votes import Attendance, Tally, attendance, tally

CHINA = Calendar.china()
WORKING, CALENDAR = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS


@pytest.mark.parametrize(
    ("law", "count", "unit"),
    [
        ("行政处罚法", 7, WORKING),
        ("行政处罚法", 15, CALENDAR),
        ("行政处罚法", 90, CALENDAR),
        ("行政许可法", 20, WORKING),
        ("行政许可法", 45, WORKING),
        ("行政强制法", 10, WORKING),
        ("行政强制法", 15, CALENDAR),
        ("行政复议法", 10, WORKING),
        ("行政复议法", 15, CALENDAR),
        ("行政复议法", 60, CALENDAR),
        ("行政诉讼法", 15, CALENDAR),
        ("信访工作条例", 60, CALENDAR),
    ],
)
def test_trap_01_the_unit_belongs_to_the_figure_not_to_the_law(law: str, count: int, unit: Unit) -> None:
    rule = unit_of(law, count)
    assert rule.unit is unit
    assert rule.citation is not None
    # 5 working days for the applicant to ask for a hearing, 30 calendar days to renew: the readings that
    # favour him.
    assert unit_of("行政许可法", 30, whose=Whose.APPLICANT).unit is CALENDAR
    assert unit_of("信访工作条例", 5, "个工作日").unit is WORKING


def test_trap_02_make_up_weekends_work_and_do_not_roll_a_calendar_limit() -> None:
    make_up_sunday = date(2026, 9, 20)
    assert CHINA.is_working_day(make_up_sunday)
    assert due_on(date(2026, 9, 18), Term(1, WORKING), CHINA).due_on == make_up_sunday
    assert due_on(date(2026, 9, 5), Term(15, CALENDAR), CHINA).due_on == make_up_sunday
    # A week later the same limit ends on a Sunday of rest, in the Mid-Autumn holiday, and rolls.
    assert due_on(date(2026, 9, 12), Term(15, CALENDAR), CHINA).due_on == date(2026, 9, 28)


def test_trap_03_silence_accepts_a_permit_from_the_day_of_receipt_and_renews_it_at_expiry() -> None:
    rule = silence("permit-correction-not-told")
    received_on = date(2026, 3, 2)
    assert rule.term is not None
    silent_until = due_on(received_on, rule.term, CHINA).due_on
    assert (rule.becomes, rule.effective) == ("accepted", "receipt")
    decide = Term(20, WORKING)
    # The twenty days have been running all along, not only since the silence was complete.
    assert due_on(received_on, decide, CHINA).due_on < due_on(silent_until, decide, CHINA).due_on
    renewal = silence("permit-renewal-not-decided")
    assert (renewal.becomes, renewal.effective, renewal.citation.article) == ("renewed", "expiry", "50")
    with pytest.raises(ParticularUnknown, match="不得推定"):
        silence("penalty-not-decided")


def test_trap_04_correction_has_not_started_a_permit_and_restarts_a_disclosure_request() -> None:
    assert effect_on_clock("permit", "correction").effect is Effect.NOT_STARTED
    disclosure = effect_on_clock("disclosure", "correction")
    assert disclosure.effect is Effect.RESTARTS
    assert disclosure.citation == Citation("open-government-information-regulation", "30")
    received_on, corrected_on = date(2026, 3, 2), date(2026, 3, 16)
    # A restart is a count from the corrected request, not a pause of the first one.
    restarted = due_on(corrected_on, Term(20, WORKING), CHINA).due_on
    paused = due_on(
        received_on, Term(20, WORKING), CHINA, stops=[Span(date(2026, 3, 4), corrected_on)]
    ).due_on
    assert paused < restarted


def test_trap_05_a_penalty_pauses_for_nothing_and_a_permit_for_hearing_and_expert_review() -> None:
    for cause in ("hearing", "appraisal", "expert-review"):
        assert effect_on_clock("penalty", cause).effect is Effect.RUNS_ON
    for cause in ("hearing", "expert-review", "testing"):
        stopped = effect_on_clock("permit", cause)
        assert stopped.effect is Effect.STOPS
        assert stopped.needs is not None
        assert "书面告知" in stopped.needs.zh
    assert effect_on_clock("permit", "internal-circulation").effect is Effect.RUNS_ON
    assert effect_on_clock("permit", "anything-else").effect is Effect.RUNS_ON
    assert effect_on_clock("petition", "hearing").effect is Effect.RUNS_ON
    assert effect_on_clock("petition-re-review", "hearing").effect is Effect.STOPS


def test_trap_06_every_law_has_its_own_approver_of_an_extension() -> None:
    approvers = {
        key: extension_of(key).approver
        for key in ("permit", "permit-joint", "disclosure", "petition", "reconsideration")
    }
    assert approvers == {
        "permit": "head-of-organ",
        "permit-joint": "head-of-government",
        "disclosure": "head-of-disclosure-office",
        "petition": "head-of-organ",
        "reconsideration": "head-of-reconsideration-office",
    }
    rule = extension_of("permit")
    accepted_on = date(2026, 3, 2)
    granted = Extension(rule.term, add_days(accepted_on, 14), rule.shown.zh, rule.citation)
    extended = due_on(accepted_on, Term(20, WORKING), CHINA, extensions=[granted])
    assert extended.due_on == due_on(accepted_on, Term(30, WORKING), CHINA).due_on
    # Nothing extends a penalty: no article names an approver.
    with pytest.raises(ParticularUnknown):
        extension_of("penalty")


def test_trap_07_silence_of_a_third_party_leaves_the_organ_to_decide_and_of_a_co_author_consents() -> None:
    third, co_author = silence("third-party-does-not-answer"), silence("co-author-does-not-answer")
    assert third.term == co_author.term == Term(15, WORKING)
    assert (third.becomes, co_author.becomes) == ("organ-decides", "consent")
    assert (third.citation.article, co_author.citation.article) == ("32", "34")


def test_trap_08_reconsideration_comes_first_and_only_the_same_level_government_hears_it() -> None:
    government, court, above = "漯河市人民政府", "漯河市中级人民法院", "河南省科学技术厅"
    for kind in (ActKind.ON_THE_SPOT_PENALTY, ActKind.INACTION, ActKind.DISCLOSURE_REFUSAL):
        now = remedies(date(2026, 3, 2), kind)
        assert now.reconsideration_first
        assert now.bodies == (ReconsiderationBody.SAME_LEVEL_GOVERNMENT,)
        line = now.line(government=government, court=court, department_above=above)
        assert "应当" in line.zh
        assert above not in line.zh
        assert above not in line.en
        assert not remedies(date(2023, 12, 31), kind).reconsideration_first
    ordinary = remedies(date(2024, 1, 1))
    assert not ordinary.reconsideration_first
    assert above not in ordinary.line(government=government, court=court, department_above=above).zh
    before = remedies(date(2023, 12, 31))
    assert above in before.line(government=government, court=court, department_above=above).zh


def test_trap_09_disclosure_cases_are_answered_in_five_working_days() -> None:
    simplified = respondent_clock([SimplifiedGround.DISCLOSURE])
    assert (simplified.track, simplified.term) == (Track.SIMPLIFIED, Term(5, WORKING))
    ordinary = respondent_clock()
    assert (ordinary.track, ordinary.term) == (Track.ORDINARY, Term(10, WORKING))


def test_trap_10_consultation_is_a_calendar_floor_and_legality_review_a_working_one() -> None:
    consultation = review_limit("consultation").floor_term
    assert consultation == Term(30, CALENDAR)
    published_on = date(2026, 9, 7)
    # Complete at the end of day 30 even though it lies in the National Day holiday; never rolled shorter.
    assert floor_ends_on(published_on, consultation, CHINA).due_on == date(2026, 10, 7)
    assert review_limit("major-decision-legality").floor_term == Term(7, WORKING)
    normative = review_limit("normative-document-legality")
    assert (normative.floor_term, normative.ceiling_term) == (Term(5, WORKING), Term(15, WORKING))
    assert review_limit("major-decision-legality").ceiling_term is None


def test_trap_11_a_bureau_reviews_its_own_documents_for_competition() -> None:
    assert competition_review("bureau").reviewer == "drafting-unit"
    assert competition_review("joint").reviewer == "lead-drafter"
    assert competition_review("government").reviewer == "market-regulation-with-drafter"
    assert competition_review("bureau").citation.article == "13"


def test_trap_12_publication_limits_overlap_and_a_changed_penalty_is_withdrawn_in_three() -> None:
    assert [row.term for row in publication_limits("permit")] == [Term(7, WORKING)]
    penalty = publication_limits("penalty")
    assert [row.term for row in penalty] == [Term(7, WORKING), None]
    assert penalty[1].only == "social-effect"
    assert [row.term for row in publication_limits("enforcement")] == [Term(20, WORKING)]
    assert [row.event for row in publication_limits("information")] == ["formed"]
    assert [row.term for row in publication_limits("penalty-withdrawn")] == [Term(3, WORKING)]


def test_trap_13_credit_display_follows_the_three_grades_since_april_2026() -> None:
    established_on, today = date(2026, 5, 6), date(2026, 6, 1)
    spans = {
        grade: (show.shortest, show.longest)
        for grade in Grade
        if (show := display(grade, established_on, today))
    }
    assert spans == {
        Grade.MINOR: (None, Term(3, Unit.MONTHS)),
        Grade.GENERAL: (Term(3, Unit.MONTHS), Term(1, Unit.YEARS)),
        Grade.SERIOUS: (Term(1, Unit.YEARS), Term(3, Unit.YEARS)),
    }
    general = display(Grade.GENERAL, established_on, today)
    assert (general.repairable_from, general.ends_on) == (date(2026, 8, 6), date(2027, 5, 6))
    assert display(Grade.MINOR, established_on, today).repairable_from == established_on
    assert grade_of(Penalty.SUMMARY) is grade_of(Penalty.WARNING) is Grade.MINOR
    assert grade_of(Penalty.REVOKED_LICENCE) is Grade.SERIOUS
    with pytest.raises(NoVersionInForce, match="尚未施行"):
        display(Grade.GENERAL, date(2026, 1, 5), date(2026, 3, 31))


def test_trap_14_rules_that_are_gone_may_not_be_cited() -> None:
    assert (
        statute_in_force("science-violations-provisions-2020", date(2026, 3, 19)).number == "科技部令第19号"
    )
    for gone, successor in (
        ("science-violations-provisions-2020", "science-violations-provisions"),
        ("信访条例", "petition-work-regulation"),
        ("法规规章备案条例", "filing-review-regulation"),
        ("档案法实施办法", "archives-law-regulation"),
    ):
        with pytest.raises(NoVersionInForce, match="不得引用") as refused:
            statute_in_force(gone, date(2026, 3, 20))
        assert refused.value.replaced_by == successor
        assert statute_in_force(successor, date(2026, 3, 20))
    announced = Delivery(Mode.ANNOUNCEMENT, date(2022, 1, 4), reason_on_file=True)
    assert served(announced, CHINA).on == date(2022, 2, 7)  # 30 days end in the Spring Festival
    old = Delivery(Mode.ANNOUNCEMENT, date(2021, 12, 6), reason_on_file=True)
    assert served(old, CHINA).on == date(2022, 2, 7)  # 60 days end on 4 February, in the same holiday


def test_trap_15_recognition_thresholds_fall_exactly_where_the_rules_put_them() -> None:
    assert not innovation_score_passes(70)
    assert innovation_score_passes(71)
    assert required_research_ratio(50 * MILLION_YUAN) == Fraction(5, 100)
    assert required_research_ratio(50 * MILLION_YUAN + 1) == Fraction(4, 100)
    assert required_research_ratio(200 * MILLION_YUAN) == Fraction(4, 100)
    assert required_research_ratio(200 * MILLION_YUAN + 1) == Fraction(3, 100)
    # Sums: 1 + 1 + 8 of 10 + 10 + 180 is 5%; the mean of the three ratios would be 8%.
    years = [YearOfResearch(10, 1, 1), YearOfResearch(10, 1, 1), YearOfResearch(180, 8, 8)]
    assert research_test(years).ratio == Fraction(5, 100)
    assert research_test(years).passes
    assert recognition_role("city") is RecognitionRole.RECOMMENDS
    assert recognition_role("province") is RecognitionRole.RECOGNISES
    facts = SmeFacts(
        staff=100,
        technical_staff=9,
        sales_fen=MILLION_YUAN,
        assets_fen=MILLION_YUAN,
        cost_fen=MILLION_YUAN,
        research_fen=MILLION_YUAN // 10,
        basis=ResearchBasis.SALES,
        class_one=1,
        class_two=0,
    )
    # 50 + 30 is well over 60, and yet a staff score of 0 fails.
    assert sme_evaluate(facts).total == 80
    assert not sme_evaluate(facts).passes
    # One ratio is chosen: 10% is 50 points over sales and 10 over cost.
    both = {"sales_fen": 100, "cost_fen": 100}
    assert sme_research_score(10, **both, basis=ResearchBasis.SALES) == 50
    assert sme_research_score(10, **both, basis=ResearchBasis.COST) == 10
    # Four of class II reach the top of one ladder, five of the other.
    assert sme_rights_score(0, 4) == 24
    assert rights_band(0, 4) == Band(3, 4)
    assert rights_band(0, 5) == Band(5, 6)


def test_trap_16_growth_with_a_zero_base_uses_the_later_years_or_is_zero_points() -> None:
    assert mean_growth([100, 110, 121]) == Fraction(1, 10)
    assert mean_growth([0, 100, 150]) == Fraction(1, 2)
    assert mean_growth([100, 0, 150]) is None
    assert growth_band(mean_growth([100, 0, 150])) == Band(0, 0)
    falling = mean_growth([100, 90, 80])
    assert falling is not None
    assert falling < 0
    assert growth_band(falling) == Band(0, 0)
    assert mean_growth([100, 130]) == Fraction(3, 10)
    assert growth_band(Fraction(35, 100)) == Band(9, 10)


def test_trap_17_foreigners_points_have_two_tables_no_card_and_a_body_that_must_be_set() -> None:
    interim, trial = points_table("interim"), points_table("trial")
    assert (interim.item("work_years").maximum, trial.item("work_years").maximum) == (20, 15)
    assert (interim.item("chinese").maximum, trial.item("chinese").maximum) == (5, 10)
    assert [interim.item("work_years").points(years) for years in (1, 2, 5, 40)] == [0, 5, 8, 20]
    assert [interim.item("pay").points(pay) for pay in (44, 45, 4.9)] == [17, 20, 0]
    with pytest.raises(PointsUnknown, match="由人员评分"):
        trial.item("work_years").points(5)
    assert [class_by_points(points) for points in (85, 84, 60, 59)] == ["A", "B", "B", "C"]
    assert issues_card(date(2024, 11, 30))
    assert not issues_card(date(2024, 12, 1))
    settings = {date(2017, 4, 1): "科技局", date(2024, 7, 1): "人力资源和社会保障局"}
    assert competent_body(settings, date(2020, 6, 1)) == "科技局"
    assert competent_body(settings, date(2025, 6, 1)) == "人力资源和社会保障局"
    with pytest.raises(PointsUnknown, match="请在参数中设定"):
        competent_body({}, date(2025, 6, 1))


def test_trap_18_technical_contracts_keep_both_readings_until_the_status_is_known() -> None:
    found = readings("technical-contract-registration")
    assert found[0].status is Status.IN_FORCE
    assert found[0].term == Term(30, CALENDAR)
    assert {row.term for row in found if row.status is Status.DRAFT} == {Term(15, WORKING)}
    assert {row.status for row in found} == set(Status)
    assert unit_of("技术合同认定登记管理办法", 30).unit is CALENDAR


def test_trap_19_votes_are_counted_against_members_entitled_to_attend() -> None:
    # Nine are entitled, six attend, four are in favour: a majority of those present, not of those entitled.
    assert attendance(6, 9) is Attendance.TWO_THIRDS
    assert tally(4, 9) is Tally.NO_MAJORITY
    assert tally(5, 9) is Tally.MAJORITY
    # Enough for an ordinary matter, not for an appointment.
    assert attendance(5, 9) is Attendance.HALF


def test_trap_20_a_claim_is_sorted_to_its_procedure_before_it_is_a_petition() -> None:
    for claim in ("court-matter", "administrative-remedy", "request-to-act"):
        assert not channel_for(claim).petition
        assert channel_for(claim).citation.article == "31"
    assert channel_for("other-claim").goes_to == "petition"
    disguised = channel_for("petition-as-disclosure-request")
    assert disguised.goes_to == "not-handled-as-request"
    assert disguised.citation == Citation("open-government-information-regulation", "39")


def test_trap_21_a_credit_code_may_fail_its_check_and_never_has_five_letters() -> None:
    assert not read_uscc("91350100M0001TGQXM").is_sound
    for letter in "IOSVZ":
        with pytest.raises(IdentifierProblem, match="不使用字母I、O、S、V、Z"):
            read_uscc(f"1137032200422224{letter}N")


def test_trap_22_document_numbers_are_read_in_any_bracket_and_written_in_one() -> None:
    for text in ("遂科发[2020]05号", "遂科发（2020）第5号", "遂科发【2020】5号"):
        number = DocumentNumber.read(text)
        assert str(number) == "遂科发〔2020〕5号"
        assert not is_strict(text)


def test_trap_23_the_report_is_delivered_and_published_on_two_dates_to_two_addressees() -> None:
    delivered = fixed_date("law-based-government-report-delivered", 2024)
    published = fixed_date("law-based-government-report-published", 2024)
    assert (delivered.planned_on, published.planned_on) == (date(2024, 2, 29), date(2024, 3, 31))
    assert not delivered.is_late(date(2024, 3, 1))
    assert delivered.is_late(date(2024, 3, 2))
    assert delivered.to != published.to
    disclosure = fixed_date("disclosure-report", 2024)
    assert disclosure.date_on == date(2024, 1, 31)
    assert disclosure.date_on not in (delivered.date_on, published.date_on)


def test_trap_24_a_permit_of_late_december_is_due_on_a_provisional_day_of_next_year() -> None:
    last_known = max(year for year in range(2020, 2100) if CHINA.knows(year))
    found = due_on(date(last_known, 12, 21), Term(20, WORKING), CHINA)
    assert found.is_provisional
    assert found.due_on.year == last_known + 1
    with pytest.raises(YearNotPublished) as refused:
        CHINA.is_working_day(found.due_on)
    assert refused.value.year == last_known + 1


def test_trap_25_a_majority_is_of_those_entitled() -> None:
    # 应到会 against 到会: four of six present are not half of nine entitled (trap 19 has the rest).
    assert tally(4, 9) is Tally.NO_MAJORITY
