"""A policy finds its enterprise: what it has, lacks, until when; unknown is no no; nothing is had without its yes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case
from yifa.law.errors import FileProblem
from yifa.parties.models import Party
from yifa.work.entitlements.files import every_version, policies_on, read_policy
from yifa.work.entitlements.matching import matches_for, matches_of
from yifa.work.entitlements.registers import EnterpriseYear, Entitlement, Notice
from yifa.work.recognition.registers import Recognition

ON = date(2026, 5, 11)
POLICY = """
policy: staff-award
bureaus: [411199-kj]
in_force: {from: 2020-01-01, until: null}
title: {zh: 科技人员奖励, en: Award for science staff}
document: {zh: 办法, en: Rules}
fair_competition: 审查第1号
amount: {fixed: 20000}
conditions:
  - id: staff
    says: {zh: 科技人员不低于百分之十, en: At least 10 %}
    holds: {2020-01-01: a.st_staff_share >= 10, 2026-01-01: a.st_staff_share >= 20}
"""


def day(after: int) -> date:
    return ON + timedelta(days=after)


@pytest.fixture
def firm(desk: Desk) -> Party:
    """An enterprise of the demonstration's policies: recognised until the end of June, with last year's figures but no R&D."""
    desk.bureau.code = "luohe-kj"
    type(desk.bureau).objects.filter(pk=desk.bureau.pk).update(code="luohe-kj")
    party = desk.party()
    Recognition.objects.create(
        bureau=desk.bureau,
        log_position=0,
        recorded_on=ON,
        platform_kind="high_tech_enterprise",
        level="national",
        body_name=party.name,
        party=party,
        recognised_on=date(2023, 7, 1),
        valid_until=date(2026, 6, 30),
    )
    EnterpriseYear.objects.create(
        bureau=desk.bureau,
        log_position=0,
        recorded_on=ON,
        party=party,
        data_year=2025,
        source_kind="tax",
        sales_fen=5_000_000_000,
        staff_total=100,
        st_staff=12,
        entered_on=date(2026, 3, 2),
    )
    return party


def test_it_qualifies_for_three_and_lacks_a_number_for_one(firm: Party) -> None:
    found = {one.policy.key: one for one in matches_of(firm, "luohe-kj", ON)}
    assert {key: one.outcome for key, one in found.items()} == {
        "high-tech-award": "qualifies",
        "small-firm-voucher": "qualifies",
        "staff-support": "qualifies",
        "rd-subsidy": "unknown",
    }
    assert found["high-tech-award"].until == date(2026, 6, 30)
    assert {name for line in found["rd-subsidy"].lines for name in line.missing} == {"rd_tax", "rd_share"}
    EnterpriseYear.objects.update(rd_tax_fen=150_000_000)
    subsidy = next(one for one in matches_of(firm, "luohe-kj", ON) if one.policy.key == "rd-subsidy")
    assert (subsidy.outcome, [line.outcome for line in subsidy.lines]) == ("lacks", ["qualifies", "lacks"])
    EnterpriseYear.objects.update(rd_tax_fen=250_000_033)
    subsidy = next(one for one in matches_of(firm, "luohe-kj", ON) if one.policy.key == "rd-subsidy")
    assert (subsidy.outcome, subsidy.amount_fen) == ("qualifies", 5_000_000)
    # What was true on a day is not true after it.
    later = {one.policy.key: one.outcome for one in matches_of(firm, "luohe-kj", date(2026, 7, 1))}
    assert later["high-tech-award"] == "lacks"
    assert {one.outcome for one in matches_of(firm, "luohe-kj", date(2027, 1, 4))} >= {"unknown"}


def test_a_changed_condition_is_a_version_of_its_days(tmp_path: Path, db: None) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(POLICY, encoding="utf-8")
    first, second = read_policy(path)
    assert (first.since, first.last, second.since, second.last) == (
        date(2020, 1, 1),
        date(2025, 12, 31),
        date(2026, 1, 1),
        None,
    )
    judged = [one.conditions[0].guard.holds({"st_staff_share": 15}) for one in (first, second)]
    assert judged == [True, False]


@pytest.mark.parametrize(
    ("wrong", "right", "line"),
    [
        ("a.st_staff_share >= 10", "a.staff_share >= 10", 12),
        ("a.st_staff_share >= 10", "a.st_staff_share >= 'ten'", 12),
        ("fair_competition: 审查第1号\n", "", 2),
        ("{fixed: 20000}", "{percent: 2, of: nothing}", 8),
    ],
)
def test_a_policy_that_cannot_be_judged_is_refused_with_its_line(
    tmp_path: Path, db: None, wrong: str, right: str, line: int
) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(POLICY.replace(wrong, right), encoding="utf-8")
    with pytest.raises(FileProblem) as refused:
        read_policy(path)
    assert refused.value.line >= line - 3


def test_every_policy_that_is_shipped_can_be_read(db: None) -> None:
    assert len({one.key for one in every_version()}) == 4
    assert policies_on("luohe-kj", date(2017, 1, 2)) == ()
    assert policies_on("another-kj", ON) == ()


def test_whoever_qualifies_is_told_once(desk: Desk, firm: Party) -> None:
    told = {"policy": "高新技术企业认定奖励", "told_how": "短信", "told_on": ON.isoformat()}
    case = desk.open("policy-notice", "record", "office", ON, **told)
    desk.take(case, "check", "keeper", ON, agrees=True)
    assert [one.name for one in Notice.objects.all()] == [firm.name]
    assert desk.value("entitlements.told", 2026) == 1
    with pytest.raises(ActRefused):
        desk.open("policy-notice", "record", "office", day(1), **told | {"told_on": day(1).isoformat()})
    with pytest.raises(ActRefused):
        desk.open("policy-notice", "record", "office", day(1), **told | {"policy": "失效的政策"})


def test_nothing_is_had_without_the_enterprises_yes(desk: Desk, firm: Party) -> None:
    given: dict[str, Any] = {"policy": "高新技术企业认定奖励", "party": firm.pk}
    case = desk.open("entitlement", "propose", "examiner", ON, **given)
    desk.take(case, "check", "second", day(1), agrees=True)
    desk.take(case, "tell", "office", day(2), told_how="短信")
    row = Entitlement.objects.get()
    assert (row.amount_fen, row.conditions_of, row.entitlement_state) == (
        20_000_000,
        date(2018, 1, 1),
        "told",
    )
    (reason,) = desk.refused(case, "award", "keeper", day(3), award="2026-x-1")[:1]
    assert reason.rule is not None
    assert reason.rule.id == "house/silence-is-no-consent"
    desk.take(case, "confirm", "applicant", day(4), accepts=True)
    assert desk.parts("entitlements.listed", 2026) == {"confirmed": 1}
    number = Case.objects.get(pk=case).number
    apply: dict[str, Any] = {
        "applicant": firm.pk,
        "title": "高新技术企业认定奖励",
        "award_kind": "high_tech",
        "policy": "本市科技奖励补助办法",
        "recognition_document": "公告",
        "amount": 20_000_000,
        "integrity_promise": True,
        "entitlement": number,
    }
    assert desk.open("innovation-award", "apply", "examiner", day(5), **apply)


def test_whoever_does_not_qualify_is_not_listed(desk: Desk, firm: Party) -> None:
    Recognition.objects.update(ended_on=ON)
    case = desk.open("entitlement", "propose", "examiner", ON, policy="高新技术企业认定奖励", party=firm.pk)
    (reason,) = desk.refused(case, "check", "second", day(1), agrees=True)
    assert reason.rule is not None
    assert reason.rule.id == "house/list-who-qualifies"


def test_more_enterprises_of_whom_nothing_is_known_ask_no_more(
    desk: Desk, firm: Party, django_assert_num_queries: Any
) -> None:
    standing = policies_on("luohe-kj", ON)
    with CaptureQueriesContext(connection) as before:
        matches_for(standing, ON)
    for number in range(2, 6):
        desk.party(f"某市演示企业第{number}号有限公司", number)
    with django_assert_num_queries(len(before)):
        found = matches_for(standing, ON)
    assert [one.outcome for one in found["small-firm-voucher"]] == ["qualifies", *["unknown"] * 4]


def test_the_desk_shows_a_policy_and_an_enterprise(desk: Desk, firm: Party) -> None:
    officer = desk.officers["office"]
    officer.user = User.objects.create_user("office-policies")
    officer.save(update_fields=["user"])
    client = Client()
    client.force_login(officer.user, backend="yifa.conf.logins.Backend")
    assert "研发投入后补助" in client.get("/desk/policies/").content.decode()
    page = client.get("/desk/policies/rd-subsidy/").content.decode()
    assert "百分之三" in page
    assert "百分之四" in page
    assert f"/desk/policies/of/{firm.pk}/" in client.get(f"/desk/parties/{firm.pk}/").content.decode()
    assert "缺数据" in client.get(f"/desk/policies/of/{firm.pk}/").content.decode()
    assert client.get("/desk/policies/nothing/").status_code == 404


def test_the_portal_shows_them_to_whoever_proved_the_matter_alone(
    desk: Desk, firm: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {"policy": "高新技术企业认定奖励", "party": firm.pk}
    number = Case.objects.get(pk=desk.open("entitlement", "propose", "examiner", ON, **given)).number
    address = f"/luohe-kj/progress/{number}/policies/"
    assert Client().get(address).status_code == 403
    monkeypatch.setattr("yifa.portal.progress.is_open", lambda _request, _number: True)
    page = Client().get(address).content.decode()
    assert firm.name in page
    assert "研发费用（税前加计扣除口径）" not in page.split("现有")[0]
    assert address in Client().get(f"/luohe-kj/progress/{number}/").content.decode()
