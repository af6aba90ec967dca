"""What credit records leave in the register: reported, received, repaired, withdrawn, each once."""

from __future__ import annotations

from datetime import date

from tests.work.conftest import Desk
from tests.work.integrity.test_export import DECIDED, HONOUR, PENALTY, REPORTED, reported
from yifa.work.integrity.registers import CreditRecord


def test_a_red_list_record_counts_by_its_kind_and_a_second_platform_adds_none(desk: Desk) -> None:
    case = reported(desk, HONOUR)
    desk.take(case, "report", "drafter", REPORTED, reported_on="2026-05-08", platform="enterprise_credit")
    assert CreditRecord.objects.get().platform == "enterprise_credit"
    assert desk.parts("integrity.red_list", 2026) == {"honour": 1}
    desk.take(case, "confirm-receipt", "drafter", REPORTED, received_on="2026-05-08")
    assert CreditRecord.objects.get().received_on == REPORTED


def test_whoever_proposed_it_may_not_check_it(desk: Desk) -> None:
    case = desk.open("credit-record", "propose", "both", DECIDED, **HONOUR, subject=desk.party().pk)
    codes = [one.code for one in desk.refused(case, "check", "both", DECIDED, agrees=True)]
    assert codes == ["house/proposer-does-not-check"]
    assert not CreditRecord.objects.exists()
    desk.take(case, "check", "second", DECIDED, agrees=True)


def test_a_record_that_was_returned_and_proposed_again_counts_once(desk: Desk) -> None:
    subject = desk.party().pk
    case = desk.open("credit-record", "propose", "drafter", DECIDED, **HONOUR, subject=subject)
    for _ in range(2):
        desk.take(case, "return-from-check", "second", DECIDED, reason="字号有误")
        desk.take(case, "propose", "drafter", DECIDED, **HONOUR, subject=subject)
    desk.take(case, "check", "second", DECIDED, agrees=True)
    desk.take(case, "report", "drafter", REPORTED, reported_on="2026-05-08", platform="local")
    assert desk.value("integrity.reported", 2026) == 1


def test_a_withdrawn_record_keeps_its_row_and_no_longer_stands(desk: Desk) -> None:
    case = reported(desk, HONOUR)
    desk.take(case, "learn-of-change", "drafter", REPORTED, change_document="撤销决定")
    desk.take(case, "withdraw-record", "drafter", REPORTED, withdraw_reason="荣誉被撤销")
    assert CreditRecord.objects.get().withdrawn_on == REPORTED
    assert (desk.value("integrity.red_list", 2026), desk.value("integrity.reported", 2026)) == (0, 1)


def test_a_repaired_record_says_since_when(desk: Desk) -> None:
    case = reported(desk, PENALTY)
    desk.take(case, "confirm-receipt", "drafter", REPORTED, received_on="2026-05-08")
    desk.take(case, "apply-repair", "applicant", date(2026, 8, 10), repair_statement="已缴纳罚款")
    desk.take(
        case,
        "confirm-corrected",
        "lawyer",
        date(2026, 8, 12),
        is_corrected=True,
        correction_findings="已履行",
    )
    desk.take(case, "repair", "drafter", date(2026, 8, 14), repaired_on="2026-08-14")
    assert CreditRecord.objects.get().repaired_on == date(2026, 8, 14)
