"""What is due is listed by itself; nothing is handed over untested, or destroyed unwatched or while something needs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.hands import hands
from tests.work.conftest import Desk
from yifa.cases.acting.act import NewFile, act
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate, timeline
from yifa.cases.log.verification import verify
from yifa.cases.models import Case, CaseLink, File
from yifa.cases.told.coming import of_powers
from yifa.work.archives.registers import DestroyedMatter, Disposal, Transfer, TransferredMatter
from yifa.work.archives.terms import to_appraise, to_transfer

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
MADE = date(2016, 3, 2)
LATER = date(2022, 3, 1)


@pytest.fixture
def matter(desk: Desk) -> Case:
    """A document of the office, kept for thirty years, closed in 2016."""
    ensure_key(desk.bureau)
    case = desk.open(
        *("office-document", "draft", "drafter", MADE),
        name="某制度", kind="rules", text="正文", binds_public=False,
    )  # fmt: skip
    desk.take(case, "check", "office", MADE, is_normative=False, is_important=False, fit_to_issue=True)
    desk.take(case, "sign", "deputy", MADE)
    desk.take(case, "issue", "office", MADE, issued_on=MADE.isoformat())
    desk.take(case, "file", "office", MADE)
    desk.take(case, "end", "office", date(2016, 9, 1), ended_on="2016-09-01", end_reason="任务完成")
    return Case.objects.get(pk=case)


@pytest.fixture
def permanent(matter: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The same, were it kept for ever."""
    from yifa.cases.registers.register import PERMANENT
    from yifa.work.documents.registers import Document

    monkeypatch.setattr(Document, "retention", PERMANENT)
    return matter


@pytest.fixture
def over(matter: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The same, were it kept for three years: no act can be taken when thirty are over."""
    from yifa.cases.registers.register import TEN_YEARS
    from yifa.work.documents.registers import Document

    monkeypatch.setattr(Document, "retention", replace(TEN_YEARS, years=3))
    return matter


def signed(desk: Desk) -> None:
    integrate(desk.bureau, desk.clock)


def listed_transfer(desk: Desk, on: date) -> int:
    case = desk.open("archive-transfer", "list", "office", on, receiver="某市档案馆")
    desk.take(case, "check", "lawyer", on, complete=True, open_opinion="可以开放")
    desk.take(case, "approve", "head", on)
    return case


HANDED: dict[str, Any] = {"virus_free": True, "way": "online"}


def test_what_is_kept_for_ever_is_due_after_the_years_set(desk: Desk, permanent: Case) -> None:
    assert not to_transfer(desk.bureau, date(2021, 8, 31))
    (due,) = to_transfer(desk.bureau, date(2021, 9, 1))
    assert (due.case.pk, due.since) == (permanent.pk, date(2021, 9, 1))
    assert not to_appraise(desk.bureau, date(2099, 3, 1))


def test_what_is_kept_for_years_is_due_when_they_are_over(desk: Desk, matter: Case) -> None:
    assert not to_transfer(desk.bureau, date(2099, 3, 1))
    assert not to_appraise(desk.bureau, date(2046, 12, 31))
    (due,) = to_appraise(desk.bureau, date(2047, 1, 1))
    assert due.case.pk == matter.pk


def test_a_list_goes_to_the_archives_with_tested_packages_and_ends_with_their_receipt(
    desk: Desk, permanent: Case
) -> None:
    on = date(2022, 3, 1)
    signed(desk)
    case = listed_transfer(desk, on)
    desk.take(case, "hand-over", "office", on, handed_on=on.isoformat(), **HANDED)
    assert to_transfer(desk.bureau, on)
    act(
        case,
        "receive",
        actor=desk.by("office"),
        answers={"receipt_number": "交接1号", "received_on": on.isoformat()},
        files=[NewFile("交接文据.pdf", PDF, "receipt_file")],
        **desk.times(on),
    )
    assert Transfer.objects.get().receipt_number == "交接1号"
    assert TransferredMatter.objects.get().number == permanent.number
    assert not to_transfer(desk.bureau, on)
    (reason,) = refused_list(desk, "archive-transfer", on, receiver="某市档案馆")
    assert reason == "archives/nothing-due"


def refused_list(desk: Desk, procedure: str, on: date, **answers: Any) -> list[str]:
    from yifa.cases.acting.act import ActRefused

    with pytest.raises(ActRefused) as refusal:
        desk.open(procedure, "list", "office", on, **answers)
    return [one.code for one in refusal.value.reasons]


def test_a_package_that_fails_or_was_not_scanned_is_not_handed_over(desk: Desk, permanent: Case) -> None:
    on = date(2022, 3, 1)
    # No head is signed, so that no receipt proves anything.
    case = listed_transfer(desk, on)
    codes = [
        one.code for one in desk.refused(case, "hand-over", "office", on, handed_on=on.isoformat(), **HANDED)
    ]
    assert codes == ["archives/package-fails"]
    signed(desk)
    unscanned = HANDED | {"virus_free": False}
    codes = [
        one.code
        for one in desk.refused(case, "hand-over", "office", on, handed_on=on.isoformat(), **unscanned)
    ]
    assert codes == ["archives/not-scanned"]


def listed_disposal(desk: Desk, on: date = LATER) -> int:
    case = desk.open("archive-disposal", "list", "office", on)
    desk.take(case, "appraise", "lawyer", on, may_go=True, report="逐件鉴定，不再需要保存。")
    desk.take(case, "approve", "head", on)
    return case


def test_what_was_appraised_and_approved_is_destroyed_and_its_proof_stays(desk: Desk, over: Case) -> None:
    case = listed_disposal(desk)
    desk.take(case, "destroy", "office", LATER, supervisors=["lawyer", "drafter"])
    assert DestroyedMatter.objects.get().number == over.number
    assert Disposal.objects.get().destroyed == 1
    told = timeline(Case.objects.get(pk=over.pk))
    assert all(one.erased for entry in told[:6] for one in entry.answers)
    assert not File.objects.filter(case=over, erased_at__isnull=True).exists()
    integrate(desk.bureau, desk.clock)
    assert verify(desk.bureau).ok
    assert not to_appraise(desk.bureau, LATER)


def test_nothing_is_destroyed_that_one_person_watches(desk: Desk, over: Case) -> None:
    case = listed_disposal(desk)
    codes = [one.code for one in desk.refused(case, "destroy", "office", LATER, supervisors=["lawyer"])]
    assert codes == ["archives/watched-by-two"]


def test_what_a_matter_under_way_refers_to_is_not_destroyed(desk: Desk, over: Case) -> None:
    case = listed_disposal(desk)
    other = desk.open(
        *("office-document", "draft", "drafter", LATER),
        name="新制度", kind="rules", text="正文", binds_public=False,
    )  # fmt: skip
    CaseLink.objects.create(
        bureau=desk.bureau, from_case_id=other, to_case=over, question="about", log_position=0
    )
    assert not to_appraise(desk.bureau, LATER)
    codes = [
        one.code for one in desk.refused(case, "destroy", "office", LATER, supervisors=["lawyer", "drafter"])
    ]
    assert codes == ["archives/list-has-changed"]


def test_what_is_due_stands_on_today_once(desk: Desk, over: Case) -> None:
    found = [one for one in of_powers(desk.bureau, LATER, {"archivist"}) if "鉴定" in one.coming.title.zh]
    assert len(found) == 1
    desk.open("archive-disposal", "list", "office", LATER)
    assert not [one for one in of_powers(desk.bureau, LATER, {"archivist"}) if "鉴定" in one.coming.title.zh]


def test_the_desk_shows_what_is_due(desk: Desk, over: Case, settings: Any) -> None:
    settings.CLOCK = datetime(2022, 3, 1, 2, tzinfo=UTC)
    with hands():
        officer = desk.officers["office"]
        officer.user = User.objects.create_user("office-archives")
        officer.save(update_fields=["user"])
    client = Client()
    client.force_login(officer.user, backend="yifa.conf.logins.Backend")
    page = client.get("/desk/archives/").content.decode()
    assert over.number in page
    assert "定期3年" in page
