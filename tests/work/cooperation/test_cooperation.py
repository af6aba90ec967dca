"""Offered with consent, contracted with a number, advised with both signatures, closed when the enterprise says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.figures.compute import figure
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.house.models import Department
from yifa.house.tenancy import using_bureau
from yifa.work.cooperation.registers import Advice, Commissioner, CommissionerService, Letter, Need

ON = date(2026, 5, 11)
RESULT = {
    "result_name": "益生菌菌株",
    "owner": "某大学",
    "presenter": "专家01",
    "result_kind": "patent",
    "stage": "pilot",
    "way": "licence",
    "agreed": True,
    "secret": False,
}
NEED = {
    "need_name": "异物在线检出",
    "need_kind": "attack",
    "target": "检出率不低于99.5%",
    "needed_by": "2026-12-31",
    "is_public": True,
}
MATCH = {
    "partner": "某大学",
    "matched_subject": "检测算法",
    "matched_on": "2026-05-11",
    "match_result": "contract",
    "contract_number": "2026-HZ-1",
    "contract_amount": 8_600_000_000,
}


def day(after: int) -> date:
    return ON + timedelta(days=after)


def test_a_result_is_offered_with_its_owners_yes_and_an_expert_counts_once(desk: Desk) -> None:
    rows = [RESULT, RESULT | {"result_name": "检测算法"}]
    case = desk.open(
        "results-published",
        "record",
        "office",
        ON,
        occasion="发布会",
        published_on="2026-05-11",
        results=rows,
    )
    desk.take(case, "check", "keeper", day(1), agrees=True)
    assert desk.value("cooperation.results", 2026) == 2
    with using_bureau(desk.bureau):
        assert figure(registry["cooperation.presenters"], desk.bureau, Period.year(2026)).value == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [({"agreed": False}, "owner-did-not-agree"), ({"secret": True}, "secret-is-not-offered")],
)
def test_a_result_without_consent_or_secret_is_not_offered(
    desk: Desk, change: dict[str, Any], code: str
) -> None:
    given: dict[str, Any] = {"occasion": "发布会", "published_on": "2026-05-11"}
    case = desk.open("results-published", "record", "office", ON, **given, results=[RESULT])
    desk.take(case, "return-from-check", "keeper", ON, reason="更正")
    reasons = desk.refused(case, "record", "office", ON, **given, results=[RESULT | change])
    assert [reason.code for reason in reasons] == [f"cooperation/{code}"]


def test_a_contract_moves_the_need_on_and_an_intent_is_no_contract(desk: Desk) -> None:
    party = desk.party()
    need = desk.open("technical-need", "submit", "applicant", ON, party=party.pk, **NEED)
    desk.take(need, "check", "examiner", day(1), clear=True)
    desk.take(need, "publish", "keeper", day(2))
    with using_bureau(desk.bureau):
        number = Need.objects.get().case.number  # type: ignore[union-attr]
    intent = MATCH | {"match_result": "intent", "contract_number": None, "contract_amount": None}
    for given in (intent, MATCH):
        told = {key: value for key, value in given.items() if value is not None}
        match = desk.open(
            "cooperation-match", "record", "examiner", day(3), party=party.pk, need=number, **told
        )
        desk.take(match, "check", "keeper", day(4), agrees=True)
    assert desk.value("cooperation.contracted_enterprises", 2026) == 1
    assert desk.parts("cooperation.matches", 2026) == {"intent": 1, "contract": 1}
    assert desk.value("cooperation.contract_amount", 2026) == 86_000_000
    with using_bureau(desk.bureau):
        assert Need.objects.get().need_state == "matched"
    desk.take(need, "end", "keeper", day(30), need_outcome="solved", firm_says="已经签订合同")
    with using_bureau(desk.bureau):
        assert Need.objects.get().need_state == "solved"


def test_an_enterprise_stands_once_in_a_list_and_counts_once_a_year(desk: Desk) -> None:
    section = Department.objects.values_list("name", flat=True).first()
    given = {"contact_kind": "visit", "contacted_on": "2026-05-11", "section": section}
    rows = [{"name": "甲公司", "uscc": "A"}, {"name": "乙公司", "uscc": "B"}]
    for _ in range(2):
        case = desk.open("enterprise-contact", "record", "examiner", ON, **given, enterprises=rows)
        desk.take(case, "check", "keeper", ON, agrees=True)
    with using_bureau(desk.bureau):
        assert figure(registry["cooperation.visited_enterprises"], desk.bureau, Period.year(2026)).value == 2
    case = desk.open("enterprise-contact", "record", "examiner", ON, **given, enterprises=rows)
    desk.take(case, "return-from-check", "keeper", ON, reason="更正")
    twice = desk.refused(case, "record", "examiner", ON, **given, enterprises=[*rows, rows[0]])
    assert [reason.code for reason in twice] == ["cooperation/enterprise-twice"]


def test_a_letter_is_a_row_with_its_advice_and_closes_with_the_firms_yes(desk: Desk) -> None:
    advice = [{"problem": "没有辅助账", "measure": "建立辅助账", "section": "高新技术科"}] * 2
    case = desk.open(
        "service-letter",
        "draft",
        "examiner",
        ON,
        party=desk.party().pk,
        topic="会商",
        advice=advice,
    )
    desk.take(case, "sign", "head", day(2), letter_number="会商〔2026〕1号")
    assert (desk.value("cooperation.letters", 2026), desk.value("cooperation.advice", 2026)) == (1, 2)
    desk.take(case, "firm-sign", "applicant", day(4), signed_by="负责人甲")
    desk.take(case, "report", "examiner", day(30), progress="已经建立")
    desk.take(case, "answer", "applicant", day(31), solved=False, firm_opinion="还没有")
    assert desk.value("cooperation.letters_open", 2026) == 1
    desk.take(case, "report", "examiner", day(58), progress="已经建立")
    desk.take(case, "answer", "applicant", day(59), solved=True, firm_opinion="解决了")
    desk.take(case, "close", "both", day(60), again=False)
    assert desk.value("cooperation.letters_solved", 2026) == 1
    assert desk.value("cooperation.letters_open", 2026) == 0
    with using_bureau(desk.bureau):
        letter = Letter.objects.get()
        assert (letter.reports, letter.pieces, Advice.objects.filter(letter=letter).count()) == (2, 2, 2)


def test_a_commissioner_serves_within_the_term_and_a_volunteer_is_counted_apart(desk: Desk) -> None:
    given = {
        "person": "特派员01",
        "unit": "某大学",
        "trade": "食品",
        "level": "municipal",
        "served": "某公司",
        "term_from": "2026-03-02",
        "term_until": "2027-12-31",
        "has_agreement": True,
    }
    for kind in ("commissioner", "volunteer"):
        case = desk.open("science-commissioner", "record", "office", ON, commissioner_kind=kind, **given)
        desk.take(case, "check", "keeper", day(1), agrees=True)
    served = {"served_on": "2026-05-13", "served_object": "某公司", "matter": "指导", "days": 1.5}
    desk.take(case, "serve", "office", day(2), confirmed_by="负责人甲", **served)
    assert desk.value("cooperation.commissioners", 2026) == 1
    assert desk.value("cooperation.volunteers", 2026) == 1
    assert desk.value("cooperation.commissioner_services", 2026) == 1
    desk.take(case, "end", "keeper", day(3), ended_on=day(3).isoformat(), end_reason="退出")
    assert desk.value("cooperation.volunteers", 2026) == 0
    with using_bureau(desk.bureau):
        assert [one.services for one in Commissioner.objects.order_by("id")] == [0, 1]
        assert float(CommissionerService.objects.get().days) == 1.5
