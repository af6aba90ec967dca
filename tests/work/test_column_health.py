"""Columns of the portal stand as an inspection would find them: fresh, stale, empty, attested as having nothing to show."""

from __future__ import annotations

from datetime import date

from tests.work.conftest import Desk
from yifa.desk.column_health import Health, site_health
from yifa.law.limits import add_days, add_months

ON = date(2025, 3, 5)
NONE = {"standard_matter": "逾期报送", "standard_basis": "处罚法第三十三条", "circumstances": "初次违法"}


def published(desk: Desk) -> None:
    case = desk.open(
        "discretion-standard",
        "record",
        "examiner",
        ON,
        standard_code="免罚-1",
        list_kind="none",
        standard_text="不予处罚",
        published_as="某科规〔2025〕1号",
        **NONE,
    )
    desk.take(case, "check", "lawyer", ON, agrees=True)


def health(desk: Desk, key: str, on: date) -> Health:
    return next(one.health for one in site_health(desk.bureau, on).columns if one.publication.key == key)


def test_a_column_is_empty_then_fresh_then_nearly_stale_then_stale(desk: Desk) -> None:
    assert health(desk, "discretion", ON) is Health.EMPTY
    published(desk)
    assert health(desk, "discretion", ON) is Health.FRESH
    assert health(desk, "discretion", add_days(add_months(ON, 6), -3)) is Health.SOON
    assert health(desk, "discretion", add_days(add_months(ON, 6), 1)) is Health.STALE


def test_the_front_page_moves_within_two_weeks(desk: Desk) -> None:
    published(desk)
    assert site_health(desk.bureau, add_days(ON, 14)).is_front_fresh
    assert not site_health(desk.bureau, add_days(ON, 15)).is_front_fresh


def test_what_was_attested_as_none_is_no_fault(desk: Desk) -> None:
    before = site_health(desk.bureau, ON).faults
    said = {"register_name": "当场处罚", "is_complete": True, "how_checked": "与台账核对"}
    case = desk.open("period-complete", "attest", "examiner", date(2025, 1, 3), period_year=2024, **said)
    desk.take(case, "confirm", "lawyer", date(2025, 1, 6))
    assert health(desk, "penalties-on-the-spot", ON) is Health.ATTESTED
    assert site_health(desk.bureau, ON).faults == before - 1
