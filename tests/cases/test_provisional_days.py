"""A limit that reaches a year without a holiday notice: the act happens, its day is provisional until the notice is loaded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cases.cast import World
from yifa.cases.acting.calendar_changes import refresh_days
from yifa.cases.acting.silences import run_silences
from yifa.cases.actors import Actor
from yifa.cases.log.comparing import compare
from yifa.cases.models import Obligation
from yifa.cases.orders.house_orders import load_notice
from yifa.cases.told.obligations import at_risk_on, late_on, light_on
from yifa.house import calendars
from yifa.house.models import Holding, Officer, Post
from yifa.house.powers import SYSTEM_ADMINISTRATOR
from yifa.law.limits import Light

pytestmark = pytest.mark.usefixtures("days_to_come")

NOTICE = """\
year: 2027
number: 国办发明电〔2026〕X号
issued_on: 2026-11-04
holidays:
  - {name: 元旦, first: 2027-01-01, last: 2027-01-03}
  - {name: 春节, first: 2027-02-05, last: 2027-02-11}
  - {name: 清明节, first: 2027-04-03, last: 2027-04-05}
  - {name: 劳动节, first: 2027-05-01, last: 2027-05-04}
  - {name: 端午节, first: 2027-06-09, last: 2027-06-09}
  - {name: 中秋节, first: 2027-09-15, last: 2027-09-15}
  - {name: 国庆节, first: 2027-10-01, last: 2027-10-05}
make_up_days:
  - {day: 2027-01-30, makes_up_for: 春节}
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "2027.yaml"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def limit() -> Obligation:
    return Obligation.objects.get(rule_id="test-law/answer-in-5")


def test_an_act_whose_limit_reaches_an_unpublished_year_happens_and_its_day_is_provisional(
    world: World,
) -> None:
    world.now = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
    world.open()
    row = limit()
    assert (row.due_on, row.latest_on) == (date(2027, 1, 4), date(2027, 1, 6))
    assert not list(compare(world.bureau))


def test_nothing_is_late_and_no_silence_speaks_by_a_provisional_day(world: World) -> None:
    world.now = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
    world.open()
    row, later = limit(), date(2027, 3, 1)
    assert light_on(row.due_on, row.amber_on, later, row.latest_on) is Light.AMBER
    assert not Obligation.objects.filter(late_on(later)).exists()
    assert Obligation.objects.filter(at_risk_on(later)).exists()
    world.now = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
    assert run_silences(world.bureau, world.now) == []


def test_the_daily_run_makes_the_day_certain_once_the_notice_is_loaded(world: World, notice: Path) -> None:
    world.now = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
    world.open()
    assert refresh_days(world.bureau, provisional_only=True) == 0
    calendars.load_notice(notice)
    world.bureau.refresh_from_db()
    assert refresh_days(world.bureau, provisional_only=True) > 0
    assert (limit().due_on, limit().latest_on) == (date(2027, 1, 6), None)
    assert refresh_days(world.bureau, provisional_only=True) == 0
    assert not list(compare(world.bureau))


def test_loading_the_notice_in_the_bureau_makes_the_day_certain_at_once(world: World, notice: Path) -> None:
    world.now = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
    world.open()
    keeper = Officer.everywhere.create(bureau=world.bureau, name="辛")
    post = Post.everywhere.create(
        bureau=world.bureau, department=world.department, name="系统管理员", powers=[SYSTEM_ADMINISTRATOR]
    )
    Holding.everywhere.create(bureau=world.bureau, officer=keeper, post=post, from_on=date(2019, 1, 1))
    actor: Actor = world.by(keeper)
    load_notice(world.bureau, notice, actor=actor, now=world.now)
    assert limit().latest_on is None
    world.now = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
    assert [receipt.step for receipt in run_silences(world.bureau, world.now)] == ["accept"]
