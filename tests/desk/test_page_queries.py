"""What the desk's pages ask of the database: a bounded number of questions, whatever the number of cases, and no counting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from yifa.cases.models import Case
from yifa.cases.stories import Brief, Story, Target
from yifa.cases.telling import living, players
from yifa.cases.told.search import catch_up
from yifa.demo.bureaus import make_bureau, make_logins
from yifa.demo.director import Director
from yifa.demo.loading import known_indicator, sections_of
from yifa.demo.profile import find_profile, read_profile
from yifa.house.bodies import members_on
from yifa.house.calendars import calendar_of
from yifa.house.models import BodyKind, Bureau, Department
from yifa.house.roster import roster_on
from yifa.house.tenancy import using_bureau

SINCE = date(2018, 1, 1)
REGISTER = "/desk/registers/services.application/"
FIGURE = "/desk/figures/service.completed/2020/"

# Of each page: who asks for it, and the most questions that it may take, the session and the seat among them.
MOST = {
    "/desk/": ("clerk", 14),
    "/desk/ of the director": ("director", 19),
    # Two of them keep that the matter was read.
    "/desk/matters/{number}/": ("examiner", 26),
    "/desk/matters/": ("clerk", 13),
    "/desk/matters/?light=red&department={department}": ("director", 16),
    "/desk/matters/?light=amber": ("director", 13),
    "/desk/matters/?mine=1": ("clerk", 13),
    "/desk/matters/?state=all&q=%E7%A7%91%E6%8A%80": ("clerk", 18),
    REGISTER: ("clerk", 9),
    f"{REGISTER}?sort=-applied_on&item_kind=confirmation": ("clerk", 9),
    FIGURE: ("clerk", 15),
    f"{FIGURE}?part=confirmation": ("clerk", 15),
}
COUNTING = re.compile(r"\bcount\s*\(", re.IGNORECASE)
LARGE = re.compile(r'from\s+"?(cases_case|cases_obligation|services_application|log_entry)"?', re.IGNORECASE)
# By the keys of some cases, or from one place of the log to another.
NARROWED = re.compile(r"\b(id|case_id|number)\"?\s*(=|in\s*\()|position < ", re.IGNORECASE)
KEPT = '"procedure_key" IN ('
PERIOD = re.compile(r"\"completed_on\" (between|>=)", re.IGNORECASE)


@dataclass
class Desk:
    """A bureau at work, browser sessions of some of its officers, and an open case of a clerk's."""

    bureau: Bureau
    clients: dict[str, Client]
    number: str
    department: int
    brief: Brief
    settings: Any

    def play(self, number: int, year: int) -> None:
        """So many matters of a year carried through to their end, and nine that are open at every stage in its December, now."""
        target = Target("service.completed", year, number)
        stories: Iterable[Story] = players()[target.code](self.brief, target)
        self.settings.CLOCK = datetime(year, 12, 16, 2, 0, tzinfo=UTC)
        december = replace(self.brief, today=date(year, 12, 16))
        Director(self.bureau).play([*stories, *living()["services"](december)])
        # What a search has to index first is the work of the acts, portion by portion, not of the page.
        catch_up(self.bureau)

    def ask(self, page: str) -> tuple[bytes, list[str]]:
        """A page, and what was asked of the database for it."""
        path = page.partition(" ")[0].format(number=self.number, department=self.department)
        with CaptureQueriesContext(connection) as caught:
            answer = self.clients[MOST[page][0]].get(path)
        assert answer.status_code == 200, (page, answer.status_code)
        return answer.content, [query["sql"] for query in caught.captured_queries]


@pytest.fixture
def desk(db: None, settings: Any) -> Desk:
    """The bureau of a year profile with matters closed and open."""
    bureau = make_bureau(read_profile(find_profile("luohe-2020"), known_indicator), SINCE)
    brief = Brief(
        bureau_name=bureau.name,
        short_name=bureau.short_name,
        document_code=bureau.document_mark,
        division_code=bureau.division_code,
        place="某市",
        calendar=calendar_of(bureau),
        today=SINCE,
        members=members_on(bureau.pk, BodyKind.PARTY_GROUP, SINCE),
        roster=tuple(roster_on(bureau.pk, SINCE)),
        sections=sections_of(bureau),
    )
    made = Desk(bureau, {}, "", 0, brief, settings)
    make_logins(bureau, SINCE, "")
    made.play(6, 2020)
    for name in ("clerk", "examiner", "director"):
        client = made.clients[name] = Client()
        user = get_user_model().objects.get(username=name)
        client.force_login(user, backend="yifa.conf.logins.Backend")
        # The first page of a session finds its bureau.
        client.get("/desk/figures/")
    with using_bureau(bureau):
        case = Case.objects.filter(closed_on=None).order_by("-version", "id")[0]
        hall = Department.objects.get(posts__powers__contains=["window"])
    made.number, made.department = case.number, hall.pk
    return made


def test_no_page_asks_more_than_its_bound(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for page, (_who, most) in MOST.items():
        with django_assert_max_num_queries(most, info=page):
            desk.ask(page)


def test_more_cases_make_no_page_ask_more(desk: Desk) -> None:
    before = {page: len(desk.ask(page)[1]) for page in MOST}
    desk.play(12, 2021)
    after = {page: len(desk.ask(page)[1]) for page in MOST}
    # One more where the list has matters of which only their entries tell whether this officer takes part.
    assert {page: count for page, count in after.items() if count > before[page] + 1} == {}


def test_no_page_counts_or_reads_a_whole_table(desk: Desk) -> None:
    for page in MOST:
        for asked in desk.ask(page)[1]:
            if COUNTING.search(asked):
                # A figure is a count: of the rows of its year, never of all.
                assert page.startswith(FIGURE), (page, asked)
                assert PERIOD.search(asked), (page, asked)
            elif LARGE.search(asked):
                # Reports of unlawful acts are few, and all of them are asked for by their kind.
                assert "LIMIT" in asked or NARROWED.search(asked) or KEPT in asked, (page, asked)
