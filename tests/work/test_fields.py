"""One inventory for all fields of work: what they register fits the procedures, and their figures count what was done."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from yifa.cases.acting import computing, effects, guards
from yifa.cases.library import library
from yifa.cases.registers.told import registers_told
from yifa.cases.roles import Place, players
from yifa.cases.stories import Brief, Target
from yifa.cases.telling import living
from yifa.cases.telling import players as story_players
from yifa.demo.bureaus import make_bureau
from yifa.demo.director import Director
from yifa.demo.loading import known_indicator, sections_of, zero_told
from yifa.demo.profile import find_profile, read_profile
from yifa.figures.attested import zero_of
from yifa.figures.compute import figure
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.figures.units import Unit
from yifa.house.bodies import members_on
from yifa.house.calendars import calendar_of
from yifa.house.models import BodyKind, Bureau
from yifa.house.roster import holders_on, roster_on
from yifa.house.tenancy import using_bureau
from yifa.procedure.checker.registers import never_entered
from yifa.report.values import LiveFigures

_ANSWER = re.compile(r"""\bof\.(?:text|number|flag|day)\(\s*"(\w+)\"""")

_BY = re.compile(r"'by': '([\w-]+)'")

# Small targets with every part that the stories can tell, so that a breakdown that loses a part is seen.
TARGETS = {
    "service.items": {"public_service": 2, "confirmation": 1, "other_power": 1},
    "service.completed": {"public_service": 3, "confirmation": 2},
    "service.technical_contract_days": {},
    "service.online_rate": {},
    "service.technical_contracts": {"development": 1, "service": 2},
    "rulemaking.issued": {"measures": 2},
    "rulemaking.cleaned": {"keep": 2, "amend": 1, "abolish": 1, "lapse": 1},
    "competition.reviewed": {"no_restriction": 2, "amended": 1, "exception": 1, "may_not_issue": 1},
    "contracts.reviewed": {"lawful": 2},
    "counsel.consultations": {"telephone": 2, "written": 1},
    "meetings.three_majors_items": {
        "major_decision": 1,
        "personnel": 1,
        "major_project": 1,
        "large_funds": 1,
    },
    "meetings.special_party_group": {},
    "meetings.reports_heard": {},
    "integrity.red_list": {"honour": 2, "administrative_confirmation": 1, "department_announcement": 1},
    "suggestions.congress": {"lead": 2, "joint": 1},
    "suggestions.cppcc": {"lead": 1, "joint": 1},
    "planning.tasks": {},
    "supervision.items": {"instruction": 2, "superior": 1},
    "supervision.findings": {"audit": 1, "procuratorial": 1, "own": 1},
    "leadership.statements": {"in_person": 2, "written": 1},
    "recognition.platforms": {
        "national.incubator": 1,
        "provincial.key_laboratory": 1,
        "municipal.star_maker": 1,
    },
    "recognition.national_high_tech": {},
    "recognition.municipal_high_tech": {},
    "recognition.technology_sme": {},
    "recognition.candidates": {"high_tech_enterprise": 2, "innovation_team": 1},
    "recognition.newly_recognised": {
        "district.science_popularisation_base": 2,
        "municipal.science_popularisation_base": 1,
    },
    "competition.exceptions": {"science": 1, "public_interest": 1},
    "consultation.opened": {},
    "consultation.opinions": {"enterprise": 1, "person": 2},
    "consultation.opinions_treated": {"adopted": 1, "partly": 1, "not_adopted": 1},
    "contracts.signed": {"service": 2, "project": 1},
    "contracts.changed": {"term": 1, "scope": 1},
    "contracts.disputes": {"settled": 1, "won": 1},
    "contracts.late_sme_payments": {},
    "counsel.opinions": {"contract": 1, "case": 1},
    "counsel.engaged": {},
    "decisions.catalogue_items": {},
    "integrity.reported": {"honour": 2},
    "leadership.statements_assessed": {"good": 2, "fair": 1},
    "leadership.groups": {},
    "meetings.items_with_legal_opinion": {},
    "meetings.tasks_assigned": {},
    "meetings.tasks_done": {},
    "meetings.held": {"party_group": 1, "bureau_office": 1, "special": 1},
    "meetings.items_sent_back": {},
    "meetings.urgent_decisions": {},
    "planning.monthly_reports": {},
    "planning.overdue": {},
    "rulemaking.reviewed": {"measures": 1},
    "rulemaking.published": {"measures": 1},
    "rulemaking.interpreted": {"measures": 1},
    "rulemaking.filed": {"measures": 1},
    "rulemaking.in_force": {"measures": 1, "notice": 2},
    "rulemaking.drives": {},
    "service.applied": {"public_service": 2, "confirmation": 1},
    "documents.issued": {"plan": 1, "rules": 2, "notice": 1},
    "supervision.consultations": {"no_objection": 1, "conditions": 1},
    "disputes.reconsiderations": {"upheld": 1, "rejected": 1},
    "disputes.lawsuits": {"first": 1, "second": 1},
    "disputes.mediations": {"section": 1, "leader": 1},
    "disputes.mediated": {},
    "disputes.compensations": {},
    "popularisation.events": {"enterprise": 1, "science_week": 1},
    "popularisation.enterprises": {},
    "popularisation.duties": {},
    "promotion.honoured": {},
    "promotion.promoted": {"leading": 1, "rank": 1},
    "personnel.files_audited": {},
    "personnel.handovers": {},
    "personnel.interests": {},
    "personnel.rotations": {"audit": 2},
    "legalwork.hearings": {},
    "legalwork.functions": {"taken": 1, "given": 1},
    "legalwork.functions_to_date": {"taken": 1, "cancelled": 1},
    "legalwork.demonstrations": {},
    "control.risk_points": {"procurement": 1, "assets": 1},
    "control.checks": {"procurement": 2},
    "control.vehicle_uses": {},
    "study.sessions": {"centre_group": 2, "all_staff": 1, "before_meeting": 1},
    "study.exam_sat": {},
    "study.laws": {},
    "study.minimum_hours": {},
    "study.planned_sessions": {},
    "study.oaths": {},
    "projects.approved": {"municipal": 2},
    "projects.obtained": {"national": 1, "provincial": 2},
    "projects.obtained_amount": {},
    "funds.obtained": {"guiding": 4_000_000, "rd_subsidy": 7_930_000},
    "funds.awarded": {"support": 1_000_000, "high_tech": 500_000},
    "funds.awarded_in_all": {},
    "funds.vouchers_issued": {},
    "funds.rent_relieved": {},
    "loans.lent": {},
    "loans.pledge_finance": {},
    "cooperation.results": {},
    "cooperation.needs": {},
    "cooperation.contracted_enterprises": {},
    "cooperation.surveyed_enterprises": {},
    "cooperation.visited_enterprises": {},
    "cooperation.advice": {},
    "cooperation.commissioners": {"commissioner": 2, "team": 1},
    "statistics.rd_expenditure": {},
    "statistics.rd_share": {},
    "statistics.rd_rank": {},
    "statistics.rd_enterprises": {},
    "statistics.ht_growth": {},
    "statistics.ht_share": {},
    "enforcers.holders": {"provincial": 2, "ministry": 1},
    "enforcers.courses": {"law": 1, "ethics": 1},
    "enforcers.trained": {},
    "enforcers.qualification_exams": {"passed": 2, "failed": 1},
    "disclosure.requests": {"enterprise": 2, "research": 1},
    "permits.work_permits": {"new_long": 2, "new_short": 1},
    "permits.checks": {"telephone": 2, "data": 1},
    "voices.received": {"question": 2, "suggestion": 1, "complaint": 1},
    "voices.founded": {},
    "voices.petitions": {"claim": 2, "suggestion": 1},
    "disclosure.published": {"plans": 2, "duties": 1},
}


# A procedure that did not yet exist in 2020 is played in a later year.
LATER = {"contracts.changed": 2022, "voices.petitions": 2023}

LIVES_LATER = {"penalties": date(2026, 6, 18)}

# Who inspects or investigates holds a certificate.
BEFORE = {"inspections": ("enforcers",), "penalties": ("enforcers",)}

# What a plan says is one record, however much it says; so is a value that was published.
# A share is told whole, of fewer records.
TOTALS = {"service.online_rate": 100}
RECORDS = {"service.online_rate": 2}
OF_A_PLAN = {
    "service.technical_contract_days",
    "study.minimum_hours",
    "study.planned_sessions",
    "statistics.rd_share",
    "statistics.rd_rank",
    "statistics.rd_enterprises",
    "statistics.ht_growth",
    "statistics.ht_share",
}


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bureau]:
    """A committed bureau, one for all: what a test does to it is rolled back."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HOME=home, MEDIA_ROOT=home / "files"):
        yield make_bureau(read_profile(find_profile("luohe-2020"), known_indicator), date(2018, 1, 1))
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


@pytest.fixture
def bureau(db: None, house: Bureau) -> Bureau:
    return Bureau.objects.get(pk=house.pk)


def brief(bureau: Bureau, today: date = date(2020, 11, 20)) -> Brief:
    return Brief(
        bureau_name=bureau.name,
        short_name=bureau.short_name,
        document_code=bureau.document_mark,
        division_code=bureau.division_code,
        place="某市",
        calendar=calendar_of(bureau),
        today=today,
        members=members_on(bureau.pk, BodyKind.PARTY_GROUP, today),
        roster=tuple(roster_on(bureau.pk, today)),
        holding=holders_on(bureau.pk, today),
        sections=sections_of(bureau),
    )


def test_every_story_that_can_be_told_is_tried_here() -> None:
    assert set(TARGETS) == story_players().keys()


@pytest.mark.parametrize("code", sorted(TARGETS))
def test_doing_the_work_makes_the_figure(bureau: Bureau, code: str) -> None:
    parts, year = TARGETS[code], LATER.get(code, 2020)
    total = TOTALS.get(code) or sum(parts.values()) or 3
    steps = Director(bureau).play(story_players()[code](brief(bureau), Target(code, year, total, parts)))
    assert steps
    with using_bureau(bureau):
        found = figure(registry[code], bureau, Period.year(year))
        assert found.value == total
        assert {part.name: part.value for part in found.parts if part.name in parts} == parts
        if registry[code].unit is Unit.CNY:
            assert found.records().count() == max(1, len(parts))
            # A list of a sum names each with its amount.
            assert all(name.endswith("元）") for name in LiveFigures(bureau).names(code, year))
        else:
            assert found.records().count() == (1 if code in OF_A_PLAN else RECORDS.get(code, total))


@pytest.mark.parametrize("code", ["disputes.lawsuits", "legalwork.meddling"])
def test_a_published_zero_is_attested_by_the_registers_keeper_and_told_in_words(
    bureau: Bureau, code: str
) -> None:
    with using_bureau(bureau):
        story = zero_told(code, 2020, brief(bureau), bureau)
    Director(bureau).play([story])
    with using_bureau(bureau):
        assert zero_of(figure(registry[code], bureau, Period.year(2020))) == registry[code].zero


def test_a_series_stands_at_each_years_end(bureau: Bureau) -> None:
    target = Target("recognition.national_high_tech", 2020, 6, series={2018: 2, 2019: 3, 2020: 6}, stock=True)
    Director(bureau).play(story_players()[target.code](brief(bureau), target))
    with using_bureau(bureau):
        values = [
            figure(registry[target.code], bureau, Period.year(year)).value
            for year in (2017, 2018, 2019, 2020)
        ]
    assert values == [0, 2, 3, 6]


def test_a_sum_of_money_is_told_as_it_was_published_by_name_and_by_its_number(bureau: Bureau) -> None:
    named = ({"title": "某项目", "sum": 4_000_000},)
    target = Target("projects.obtained_amount", 2020, 10_000_000, named=named, records=4)
    stories = list(story_players()[target.code](brief(bureau), target))
    amounts = [story.beats[0].answers["amount"] for story in stories]
    assert amounts == [400_000_000, 200_000_000, 200_000_000, 200_000_000]
    assert [story.title for story in stories].count("某项目") == 1


@pytest.mark.parametrize("name", sorted(living()))
def test_open_matters_can_be_told_and_stay_open(bureau: Bureau, name: str) -> None:
    told, known = living(), brief(bureau, LIVES_LATER.get(name, date(2020, 11, 20)))
    stories = [story for one in (*BEFORE.get(name, ()), name) for story in told[one](known)]
    assert stories
    steps = Director(bureau).play(stories)
    assert steps == sum(len(story.beats) for story in stories)


def test_every_figure_runs_on_empty_data(bureau: Bureau) -> None:
    with using_bureau(bureau):
        found = [figure(indicator, bureau, Period.year(2020)) for indicator in registry]
        assert [one.code for one in found if one.value not in (0, None) or one.records().exists()] == []


def played(place: Place) -> list[tuple[str, str]]:
    """Procedures with their steps that play a role."""
    return sorted(players("/".join(place)))


@pytest.mark.parametrize("place", guards.registry.places(), ids="/".join)
def test_every_guard_belongs_to_a_step(place: Place) -> None:
    assert played(place), f"nobody plays {'/'.join(place)}"
    for key, step in played(place):
        assert any(step in version.steps for version in library().versions(key))


def test_every_register_is_entered_by_some_step() -> None:
    assert [one.key for one in never_entered(tuple(library()), registers_told())] == []


def test_every_computed_value_is_taken_by_some_column() -> None:
    taken = {
        name
        for procedure in library()
        for step in procedure.steps.values()
        for write in step.writes
        for name in _BY.findall(str({**write.columns, **write.first}))
    }
    assert taken == set(effects.values)


@pytest.mark.parametrize("name", sorted(effects.values))
def test_every_computed_value_reads_what_is_asked(name: str) -> None:
    asked = {
        question
        for procedure in library()
        if any(
            f"'by': '{name}'" in str({**write.columns, **write.first})
            for step in procedure.steps.values()
            for write in step.writes
        )
        for question in procedure.questions
    }
    read = set(_ANSWER.findall(inspect.getsource(effects.values[name])))
    assert read <= asked, f"{name} reads what nobody is asked: {sorted(read - asked)}"


@pytest.mark.parametrize("place", effects.registry.places(), ids="/".join)
def test_every_effect_belongs_to_a_step_and_reads_what_is_asked(place: Place) -> None:
    assert played(place), f"nobody plays {'/'.join(place)}"
    asked: set[str] = set()
    for key, step in played(place):
        for version in library().versions(key):
            assert step in version.steps, f"{key} {version.version} has no step {step}"
            asked |= {name for one in version.steps.values() for name in one.asks}
    function = effects.registry.at(place)
    assert function is not None
    key, step = place
    read = set(_ANSWER.findall(inspect.getsource(function)))
    assert read <= asked, f"{key}/{step} reads what nobody is asked: {sorted(read - asked)}"


def test_every_computation_that_a_file_names_is_registered() -> None:
    named = {
        question.computes.by
        for key in library().procedures
        for one in library().versions(key)
        for step in one.steps.values()
        for question in step.asks.values()
        if question.computes is not None and question.computes.by
    }
    assert named == set(computing.registry)
