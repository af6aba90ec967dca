"""Statistics are what was published; growth is computed, a revision overwrites nothing, and years of another scope are marked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.work.conftest import Desk
from yifa.demo.loading import known_indicator, target_of
from yifa.demo.profile import find_profile, read_profile
from yifa.figures.compute import growth
from yifa.figures.indicators import registry
from yifa.house.tenancy import using_bureau
from yifa.work.statistics.registers import Statistic
from yifa.work.statistics.series import series_of

ON, NEXT = date(2026, 5, 11), date(2026, 5, 12)


def row(year: int, **changes: Any) -> dict[str, Any]:
    return {
        "item": "rd_expenditure",
        "region_kind": "own",
        "region": "某市",
        "stat_year": year,
        "scope": "society",
        "amount": 100,
    } | changes


def given(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "source_body": "省统计局",
        "publication": "公报",
        "released_on": "2026-04-01",
        "release_state": "annual",
        "values": list(rows),
    } | changes


def entered(desk: Desk, *rows: dict[str, Any], **changes: Any) -> None:
    case = desk.open("statistics-entry", "record", "office", ON, **given(*rows, **changes))
    desk.take(case, "check", "second", NEXT, agrees=True)


def test_growth_is_computed_whatever_was_published(desk: Desk) -> None:
    entered(desk, row(2018, amount=129_800_000_000), row(2019, amount=164_700_000_000))
    with using_bureau(desk.bureau):
        change = growth(registry["statistics.rd_expenditure"], desk.bureau, 2019)
    assert (change.current, change.growth) == (1_647_000_000, Decimal("26.9"))


def test_the_latest_release_stands_and_the_one_before_stays(desk: Desk) -> None:
    entered(desk, row(2018, amount=100), row(2019, amount=200))
    entered(desk, row(2019, amount=300), released_on="2026-05-01", release_state="revised")
    assert desk.value("statistics.rd_expenditure", 2019) == 3
    with using_bureau(desk.bureau):
        assert set(Statistic.objects.values_list("amount_fen", flat=True)) == {100, 200, 300}
        (one,) = series_of(Statistic.objects.all())
    assert [(point.row.stat_year, point.revised, point.growth) for point in one.points] == [
        (2018, 0, None),
        (2019, 1, Decimal("200.0")),
    ]


def test_two_things_of_other_names_are_two(desk: Desk) -> None:
    entered(desk, row(2018, item="other", item_words="技术市场成交额"))
    entered(desk, row(2018, item="other", item_words="科普经费", amount=50))
    assert Statistic.objects.count() == 2


def test_a_change_of_scope_is_marked_a_gap_is_not_bridged_and_a_smaller_rank_is_a_gain() -> None:
    def made(item: str, year: int, scope: str, value: str) -> Statistic:
        return Statistic(
            item=item,
            stat_year=year,
            scope=scope,
            value=Decimal(value),
            region="某市",
            released_on=ON,
            pk=year,
        )

    rank, share = series_of(
        [
            made("rd_rank", 2017, "society", "11"),
            made("rd_rank", 2018, "society", "9"),
            made("rd_share", 2016, "enterprises", "0.95"),
            made("rd_share", 2017, "society", "1.05"),
            made("rd_share", 2019, "society", "1.2"),
        ]
    )
    assert [point.difference for point in rank.points] == [None, 2]
    assert [point.difference for point in share.points] == [None, Decimal("0.10"), None]
    assert [point.breaks for point in share.points] == [False, True, False]
    assert [point.growth for point in share.points] == [None, None, None]


@pytest.mark.parametrize(
    ("changes", "more", "code"),
    [
        ({"amount": None}, {}, "value-or-amount"),
        ({"value": 3}, {}, "value-or-amount"),
        ({"stat_year": 2027}, {}, "year-to-come"),
        ({"item": "rd_rank", "amount": None, "value": 19, "out_of": 18}, {}, "rank-beyond"),
        ({"item": "other"}, {}, "item-unnamed"),
        ({"stat_year": 2018}, {}, "revision-is-a-row"),
        ({}, {"release_state": "revised"}, "nothing-revised"),
    ],
)
def test_what_says_nothing_or_overwrites_is_refused(
    desk: Desk, changes: dict[str, Any], more: dict[str, Any], code: str
) -> None:
    entered(desk, row(2018))
    case = desk.open("statistics-entry", "record", "office", ON, **given(row(2015)))
    desk.take(case, "return-from-check", "second", ON, reason="更正")
    reasons = desk.refused(case, "record", "office", ON, **given(row(2019, **changes), **more))
    assert [reason.code for reason in reasons] == [f"statistics/{code}"]


def test_the_published_years_of_a_report_without_its_own_year_are_played(desk: Desk) -> None:
    """What comes out after the report has earlier years alone."""
    profile = read_profile(find_profile("luohe-2020"), known_indicator)
    given = profile.figures["statistics.rd_share"]
    assert given.value is None
    assert target_of("statistics.rd_share", 2020, given).series == {
        2017: Decimal("0.95"),
        2018: Decimal("1.05"),
    }


def test_the_page_shows_what_is_computed_and_says_when_there_is_nothing(desk: Desk) -> None:
    officer = desk.officers["office"]
    officer.user = User.objects.create_user("office-series")
    officer.save()
    client = Client()
    client.force_login(officer.user, backend="yifa.conf.logins.Backend")
    assert "还没有登记" in client.get("/desk/statistics/").content.decode()
    entered(desk, row(2018, amount=129_800_000_000, scope="unsaid"), row(2019, amount=164_700_000_000))
    page = client.get("/desk/statistics/").content.decode()
    assert "16.47亿元" in page
    assert "26.9%" in page
    assert "口径与上年不同" in page
