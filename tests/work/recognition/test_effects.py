"""What recognitions leave in the register year by year: entered, renewed, run out, taken away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.figures.compute import growth
from yifa.figures.indicators import registry
from yifa.work.recognition.registers import Recognition

HIGH_TECH: dict[str, Any] = {
    "platform_kind": "high_tech_enterprise",
    "level": "national",
    "recognised_by": "省高新技术企业认定管理机构",
    "document_number": "2018年第二批公告",
    "recognised_on": "2018-11-29",
    "valid_until": "2021-11-28",
}
CODE = "recognition.national_high_tech"


def entered(
    desk: Desk, name: str = "某食品公司", on: date = date(2018, 12, 3), number: int = 1, **changes: Any
) -> int:
    party = desk.party(name, number)
    case = desk.open(
        "recognition-entry",
        "record",
        "keeper",
        on,
        **{**HIGH_TECH, "body_name": name, "party": party.pk, **changes},
    )
    desk.take(case, "check", "second", on, agrees=True)
    desk.take(case, "enter", "keeper", on)
    return case


def years(desk: Desk, *those: int) -> list[Any]:
    return [desk.value(CODE, year) for year in those]


def test_a_recognition_stands_from_its_year_until_its_term_runs_out(desk: Desk) -> None:
    entered(desk)
    assert years(desk, 2017, 2018, 2020, 2021) == [0, 1, 1, 0]


def test_a_renewal_moves_the_last_day_and_counts_no_second_time(desk: Desk) -> None:
    case = entered(desk)
    desk.take(
        case, "renew", "keeper", date(2021, 12, 6), renewed_on="2021-11-25", renewal_document="2021年公告"
    )
    # 国科发火〔2016〕32号 §9: three years, whether or not the announcement names the day.
    assert Recognition.objects.get().valid_until == date(2024, 11, 25)
    assert years(desk, 2021, 2023, 2024) == [1, 1, 0]


def test_a_revocation_ends_it_on_its_day_and_leaves_earlier_years(desk: Desk) -> None:
    case = entered(desk)
    desk.take(case, "revoke", "keeper", date(2020, 5, 6), revoked_on="2020-05-05", revocation_document="公告")
    assert years(desk, 2019, 2020) == [1, 0]


def test_an_expiry_ends_it(desk: Desk) -> None:
    case = entered(desk)
    desk.take(case, "expire", "keeper", date(2021, 12, 1), expired_on="2021-11-28")
    assert Recognition.objects.get().ended_on == date(2021, 11, 28)
    assert years(desk, 2020, 2021) == [1, 0]


def test_what_was_returned_and_recorded_again_counts_once(desk: Desk) -> None:
    party = desk.party()
    answers = {**HIGH_TECH, "body_name": party.name, "party": party.pk}
    day = date(2018, 12, 3)
    case = desk.open("recognition-entry", "record", "keeper", day, **answers)
    for _ in range(2):
        desk.take(case, "return-from-check", "second", day, reason="证书编号有误")
        desk.take(case, "record", "keeper", day, **answers)
    desk.take(case, "check", "second", day, agrees=True)
    desk.take(case, "enter", "keeper", day)
    assert years(desk, 2018) == [1]


def test_whoever_recorded_it_may_not_check_it(desk: Desk) -> None:
    party = desk.party()
    day = date(2018, 12, 3)
    case = desk.open(
        "recognition-entry", "record", "both", day, **HIGH_TECH, body_name="某公司", party=party.pk
    )
    assert [one.code for one in desk.refused(case, "check", "both", day, agrees=True)] == [
        "entry-elsewhere/recorder-does-not-check"
    ]
    desk.take(case, "check", "second", day, agrees=True)


def test_growth_is_computed_from_two_years(desk: Desk) -> None:
    for number, year in enumerate((2018, 2019, 2019), 1):
        entered(
            desk,
            f"企业{number}",
            date(year, 12, 3),
            number,
            recognised_on=f"{year}-11-29",
            valid_until=f"{year + 3}-11-28",
        )
    grown = growth(registry[CODE], desk.bureau, 2019)
    assert (desk.value(CODE, 2018), desk.value(CODE, 2019)) == (1, 3)
    assert grown.difference == 2
    assert grown.growth == 200


def test_platforms_are_parted_by_level_and_kind_and_enterprises_stay_apart(desk: Desk) -> None:
    entered(desk)
    entered(
        desk,
        "某重点实验室",
        number=2,
        platform_kind="key_laboratory",
        level="provincial",
        valid_until=None,
    )
    assert desk.value("recognition.platforms", 2020) == 1
    assert desk.parts("recognition.platforms", 2020) == {"provincial.key_laboratory": 1}


def test_a_recognition_may_not_end_before_it_begins(desk: Desk) -> None:
    with pytest.raises(ActRefused, match="不得早于「认定日期」"):
        entered(desk, valid_until="2018-11-28")
    assert not Recognition.objects.exists()
