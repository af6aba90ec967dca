"""Whoever is barred from awards gets none; whoever does a thing does not check it; an enterprise counts once a year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import SINCE, Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case
from yifa.cases.told.notes import of_case
from yifa.house.models import Holding, Post

ON = date(2020, 3, 2)
HONOUR: dict[str, Any] = {
    "honour_name": "先进工作者",
    "level": "city",
    "awarded_by": "市政府",
    "awarded_on": ON,
    "document": "某政〔2020〕3号",
}


def test_who_is_barred_from_awards_gets_none_meanwhile(desk: Desk) -> None:
    bar = desk.open(
        "award-bar",
        "record",
        "office",
        ON,
        who="drafter",
        because="扣分",
        from_on=ON,
        until_on=date(2020, 12, 31),
    )
    desk.take(bar, "check", "drafter", ON, agrees=True)
    with pytest.raises(ActRefused) as refusal:
        desk.open("staff-honour", "record", "office", ON, who="drafter", **HONOUR)
    assert refusal.value.reasons[0].code == "promotion/award-barred"
    case = desk.open("staff-honour", "record", "office", ON, who="second", **HONOUR)
    desk.take(case, "check", "drafter", ON, agrees=True)
    assert desk.value("promotion.honoured", 2020) == 1


@pytest.mark.parametrize(
    ("does", "checks", "code"),
    [
        ("finance", "finance", "control/same-post"),
        ("drafter", "examiner", "control/same-person"),
        ("finance", "没有的岗位", "cases/not-among"),
    ],
)
def test_who_does_a_thing_does_not_check_it(desk: Desk, does: str, checks: str, code: str) -> None:
    second = Post.objects.get(name="examiner")
    # A second post of one person is no way round.
    Holding.objects.create(bureau=desk.bureau, officer=desk.officers["drafter"], post=second, from_on=SINCE)
    said = {
        "activity": "procurement",
        "step": "验收",
        "risk": "不符",
        "measure": "分岗",
        "frequency": "yearly",
    }
    with pytest.raises(ActRefused) as refusal:
        desk.open("risk-point", "record", "finance", ON, **said, does=does, checks=checks)
    assert refusal.value.reasons[0].code == code
    desk.open("risk-point", "record", "finance", ON, **said, does="drafter", checks="finance")


def test_an_enterprise_counts_once_a_year(desk: Desk) -> None:
    for _ in range(2):
        case = desk.open(
            "popularisation-event",
            "record",
            "office",
            ON,
            event_name="宣讲",
            event_kind="enterprise",
            held_on=ON,
            topic="科技进步法",
            audience="企业",
            people=10,
            counted_by="list",
            enterprises=[{"name": "某公司", "uscc": "91411100MA0000000X"}],
        )
        desk.take(case, "check", "drafter", ON, agrees=True)
    assert desk.value("popularisation.events", 2020) == 2
    from yifa.figures.compute import figure
    from yifa.figures.indicators import registry
    from yifa.figures.periods import Period

    assert figure(registry["popularisation.enterprises"], desk.bureau, Period.year(2020)).value == 1


def test_a_check_of_internal_control_stands_on_the_page_of_what_it_looked_at(desk: Desk) -> None:
    about = Case.objects.get(pk=desk.open("staff-honour", "record", "office", ON, who="second", **HONOUR))
    said = {"activity": "contracts", "period": "一季度", "sample": "随机", "items": 1, "exceptions": 1}
    check = desk.open(
        "control-check",
        "check",
        "finance",
        ON,
        **said,
        found="缺验收单",
        contract=about.number,
        checked_on=ON,
    )
    assert [(note.mark.zh, note.tone) for note in of_case(about)] == [("发现问题1个，没有整改", "red")]
    desk.take(check, "mend", "drafter", ON, mended="补齐")
    desk.take(check, "confirm", "finance", ON)
    assert [(note.mark.zh, note.tone) for note in of_case(about)] == [("发现问题1个", "amber")]
