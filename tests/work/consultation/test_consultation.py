"""Consulting the public: how long it stays open, that it never gets shorter, and that every opinion is answered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import Actor, ActRefused, open_case
from yifa.cases.models import Case
from yifa.cases.orders.parameter_acts import set_parameter
from yifa.work.consultation.parameters import DAYS_OTHERWISE
from yifa.work.consultation.registers import Consultation, Opinion

OPENED = date(2026, 3, 2)
LAST = date(2026, 4, 1)
DRAFT: dict[str, Any] = {
    "title": "科技创新券管理办法（征求意见稿）",
    "touches_market_actors": True,
    "is_major_decision": False,
    "closes_on": "2026-04-01",
    "draft_text": "第一条……",
    "explanation": "起草说明……",
    "contact": "政策法规科",
}


def opened(desk: Desk, **changes: Any) -> int:
    return desk.open("public-consultation", "open", "drafter", OPENED, **(DRAFT | changes))


def number(case: int) -> str:
    return Case.objects.get(pk=case).number


def opinion(desk: Desk, consultation: int, at: datetime) -> int:
    """An opinion given on the portal at a moment."""
    return open_case(
        desk.bureau,
        "public-opinion",
        "submit",
        actor=Actor.applicant(bureau=desk.bureau),
        title="意见",
        answers={"consultation": number(consultation), "opinion": "建议降低门槛。", "side": "enterprise"},
        now=at,
    ).case_id


def test_what_touches_market_actors_is_open_for_thirty_days(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refused:
        opened(desk, closes_on="2026-03-31")
    (reason,) = refused.value.reasons
    assert reason.rule is not None
    assert reason.rule.article == "62"
    assert "2026-04-01" in reason.remedy.zh
    assert opened(desk, closes_on="2026-04-01")


def test_the_days_for_other_documents_are_the_bureaus_to_set(desk: Desk) -> None:
    other = {"touches_market_actors": False, "is_major_decision": False}
    assert opened(desk, closes_on="2026-03-09", **other)
    set_parameter(
        desk.bureau,
        DAYS_OTHERWISE,
        value="15",
        from_on=date(2026, 1, 1),
        basis="省行政规范性文件管理规定",
        actor=Actor.officer(desk.officers["head"]),
        now=desk.times(OPENED)["now"],
    )
    with pytest.raises(ActRefused) as refused:
        opened(desk, closes_on="2026-03-16", **other)
    assert "不少于15日" in refused.value.reasons[0].sentence.zh
    assert opened(desk, closes_on="2026-03-17", **other)


def test_major_decision_may_be_shorter_only_with_a_reason_that_is_published(desk: Desk) -> None:
    major = {"touches_market_actors": False, "is_major_decision": True, "closes_on": "2026-03-12"}
    with pytest.raises(ActRefused) as refused:
        opened(desk, **major)
    assert refused.value.reasons[0].rule is not None
    assert refused.value.reasons[0].rule.article == "15"
    opened(desk, **major, shortened_reason="防汛抢险需要")
    assert Consultation.objects.get().shortened_reason == "防汛抢险需要"


def test_consultation_gets_longer_and_never_shorter(desk: Desk) -> None:
    case = opened(desk)
    reasons = desk.refused(
        case, "extend", "drafter", OPENED, closes_on="2026-03-20", extended_reason="赶进度"
    )
    assert [one.code for one in reasons] == ["consultation/shortened"]
    assert Consultation.objects.get().closes_on == LAST
    desk.take(case, "extend", "drafter", OPENED, closes_on="2026-04-20", extended_reason="意见较多")
    assert Consultation.objects.get().closes_on == date(2026, 4, 20)


def test_opinions_count_until_midnight_of_the_last_day_in_shanghai(desk: Desk) -> None:
    case = opened(desk)
    opinion(desk, case, datetime(2026, 4, 1, 15, 59, 59, tzinfo=UTC))
    with pytest.raises(ActRefused) as refused:
        opinion(desk, case, datetime(2026, 4, 1, 16, 0, 0, tzinfo=UTC))
    assert [one.code for one in refused.value.reasons] == ["consultation/not-open"]
    assert "2026-04-01" in refused.value.reasons[0].sentence.zh
    assert Opinion.objects.count() == 1


def test_consultation_is_not_summed_up_while_an_opinion_waits(desk: Desk) -> None:
    case = opened(desk)
    waiting = opinion(desk, case, datetime(2026, 3, 5, 2, tzinfo=UTC))
    after = date(2026, 4, 2)
    assert [one.code for one in desk.refused(case, "summarise", "drafter", after, summary="无")] == [
        "consultation/unanswered"
    ]
    desk.take(waiting, "treat", "drafter", after, treatment="adopted")
    desk.take(case, "summarise", "drafter", after, summary="采纳一条。")
    desk.take(case, "publish-feedback", "keeper", after)
    assert Consultation.objects.get().answered_on == after


def test_longer_consultation_is_not_summed_up_before_its_last_day_is_over(desk: Desk) -> None:
    case = opened(desk, closes_on="2026-04-20")
    day = date(2026, 4, 20)
    assert [one.code for one in desk.refused(case, "summarise", "drafter", day, summary="无")] == [
        "consultation/still-open"
    ]


def test_opinion_that_is_not_adopted_gets_a_reason(desk: Desk) -> None:
    case = opinion(desk, opened(desk), datetime(2026, 3, 5, 2, tzinfo=UTC))
    reasons = desk.refused(case, "treat", "drafter", OPENED, treatment="not_adopted")
    assert [one.code for one in reasons] == ["consultation/no-reason"]
    desk.take(case, "treat", "drafter", LAST, treatment="not_adopted", treatment_reason="财政预算有限。")


def test_letter_counts_on_the_day_on_which_it_came(desk: Desk) -> None:
    consultation = opened(desk)
    desk.open(
        "public-opinion",
        "record",
        "office",
        date(2026, 4, 3),
        consultation=number(consultation),
        opinion="建议取消上限。",
        side="person",
        channel="letter",
        arrived_on="2026-04-01",
    )
    assert Opinion.objects.get().arrived_on == LAST


def test_stopped_consultation_takes_no_opinions(desk: Desk) -> None:
    case = opened(desk)
    desk.take(case, "stop", "drafter", date(2026, 3, 10), stop_reason="不再制定")
    with pytest.raises(ActRefused):
        opinion(desk, case, datetime(2026, 3, 11, 2, tzinfo=UTC))


def test_year_counts_consultations_opinions_and_what_became_of_them(desk: Desk) -> None:
    case = opened(desk)
    given = {
        treatment: opinion(desk, case, datetime(2026, 3, day, 2, tzinfo=UTC))
        for day, treatment in ((5, "adopted"), (6, "partly"), (7, "not_adopted"))
    }
    for treatment, one in given.items():
        desk.take(
            one, "treat", "drafter", date(2026, 3, 10), treatment=treatment, treatment_reason="见修改稿"
        )
    assert desk.value("consultation.opened", 2026) == 1
    assert desk.value("consultation.opinions", 2026) == 3
    assert desk.parts("consultation.opinions_treated", 2026) == {
        "adopted": 1,
        "partly": 1,
        "not_adopted": 1,
    }
    assert float(desk.value("consultation.adoption_rate", 2026)) == pytest.approx(66.7)
