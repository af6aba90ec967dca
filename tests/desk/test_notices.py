"""Told in time: who is told what, that nobody else is, never twice, never with a name, and not when it is quiet."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

from tests.desk.conftest import NOW
from yifa.cases.acting import handling
from yifa.cases.acting.act import Actor
from yifa.desk import notice_sending, notices
from yifa.desk.models import Notice, NoticeKind, Reach, Robot
from yifa.desk.notice_words import says
from yifa.house.models import Officer

if TYPE_CHECKING:
    from tests.desk.conftest import House
    from tests.desk.permits import Permits

Desk = Callable[[Officer], Client]
ROBOT = "https://oapi.dingtalk.com/robot/send?access_token=abc"
LATER = NOW + timedelta(minutes=5)


def told(officer: Officer) -> list[str]:
    return [one.kind for one in Notice.objects.filter(officer=officer).order_by("id")]


def reach(officer: Officer, **changes: Any) -> Reach:
    given: dict[str, Any] = {
        "address": {"mail": "somebody@example.org"},
        "by_mail": [kind.value for kind in NoticeKind],
    }
    return Reach.objects.create(bureau=officer.bureau, officer=officer, **(given | changes))


@pytest.fixture
def begun(house: House) -> House:
    """A bureau whose log was looked through once."""
    notices.gather(house.bureau, NOW)
    return house


def test_what_became_owed_is_told_to_those_who_owe_it_and_to_nobody_else(
    begun: House, permits: Permits
) -> None:
    permits.open()
    assert notices.gather(begun.bureau, LATER) == 1
    assert told(begun.window) == ["owed"]


def test_nobody_is_told_the_same_twice_nor_of_the_past(house: House, permits: Permits) -> None:
    permits.open()
    notices.gather(house.bureau, NOW)
    first = Notice.objects.count()
    assert first == 1  # what became owed today, and nothing of the log before
    assert notices.gather(house.bureau, LATER) == 0
    assert Notice.objects.count() == first


def test_nobody_is_told_of_what_they_did_themselves(begun: House, permits: Permits) -> None:
    permits.open(actor=Actor.officer(begun.window))
    notices.gather(begun.bureau, LATER)
    assert told(begun.window) == []


def test_a_limit_that_is_near_or_past_is_told_once_each_and_again_where_it_moved(
    begun: House, permits: Permits
) -> None:
    permits.open()
    days = range(1, 15)
    for day in days:
        notices.gather(begun.bureau, NOW + timedelta(days=day))
    kinds = [one.key.split("/")[0] for one in Notice.objects.filter(officer=begun.window).order_by("id")]
    assert kinds == ["owed", "near", "late"]


def test_what_is_returned_goes_to_whoever_took_the_step_and_the_end_to_all_who_took_part(
    begun: House, permits: Permits
) -> None:
    case = permits.examined()
    permits.take(case, "return-from-check", begun.section_head, answers={"reason": "金额不符"})
    notices.gather(begun.bureau, LATER)
    assert "returned" in told(begun.examiner)
    assert "returned" not in told(begun.window)
    again = {"opinion": "符合条件", "amount_confirmed": 12_500_000}
    permits.take(
        case, "examine", begun.examiner, answers=again, co_signers=[Actor.officer(begun.second_examiner)]
    )
    permits.take(case, "check", begun.section_head)
    permits.take(case, "grant", begun.director, answers={"certificate": "1"})
    notices.gather(begun.bureau, LATER + timedelta(minutes=5))
    for one in (begun.window, begun.examiner, begun.section_head):
        assert "decided" in told(one)
    assert "decided" not in told(begun.director)


def test_what_is_asked_is_told_to_whoever_is_asked(begun: House, permits: Permits) -> None:
    case = permits.accepted()
    asked = {"actor": Actor.officer(begun.window), "now": NOW}
    handling.ask_opinion(case.case_id, of=begun.section_head, question="张三能否享受？", **asked)  # type: ignore[arg-type]
    notices.gather(begun.bureau, LATER)
    assert told(begun.section_head).count("consulted") == 1


def test_no_kind_of_notice_names_anybody_or_says_what_a_matter_is_called(
    begun: House, permits: Permits
) -> None:
    reach(begun.window, robot=Robot.NONE)
    case = permits.open("张三的秘密许可")
    notices.gather(begun.bureau, NOW)
    for kind in NoticeKind:
        if kind is NoticeKind.DIGEST:
            continue
        around = notices.Around(begun.bureau, NOW, NOW.date(), {begun.window.pk: begun.window})
        title = notices.TITLES[kind]
        around.tell(begun.window.pk, kind, f"test/{kind}", permits.row(case), title, NOW.date())
        Notice.objects.bulk_create(around.found)
    assert notices.digest(begun.bureau, NOW) == 1
    assert notice_sending.send(begun.bureau, LATER).mails == 1
    [message] = mail.outbox
    rows = list(Notice.objects.filter(officer=begun.window))
    assert {row.kind for row in rows} == {kind.value for kind in NoticeKind}
    with override("en"):
        english = [says(row) for row in rows]
    for text in (
        message.subject,
        str(message.body),
        *english,
        *(json.dumps(row.told, ensure_ascii=False) for row in rows),
    ):
        for secret in (
            "张三",
            "秘密",
            permits.party.name,
            permits.party.uscc,
            *(one.name for one in Officer.objects.all()),
        ):
            assert secret not in text


def test_what_is_sent_is_sent_once_together_and_what_was_seen_is_not(begun: House, permits: Permits) -> None:
    reach(begun.window)
    for _ in range(3):
        permits.open()
    notices.gather(begun.bureau, LATER)
    Notice.objects.filter(pk=Notice.objects.latest("id").pk).update(seen_at=LATER)
    for _ in range(2):
        notice_sending.send(begun.bureau, LATER)
    assert [one.subject for one in mail.outbox] == ["依法：2条提醒"]


@pytest.mark.parametrize(
    "moment",
    [datetime(2020, 3, 4, 14, 0, tzinfo=UTC), datetime(2020, 3, 7, 2, 0, tzinfo=UTC)],
    ids=["at ten in the evening", "on Saturday"],
)
def test_nothing_goes_out_in_quiet_hours_or_on_days_off(
    begun: House, permits: Permits, moment: datetime
) -> None:
    reach(begun.window)
    permits.open()
    notices.gather(begun.bureau, LATER)
    notice_sending.send(begun.bureau, moment)
    assert mail.outbox == []
    notice_sending.send(begun.bureau, datetime(2020, 3, 9, 2, 0, tzinfo=UTC))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("first", "last", "hour", "quiet"),
    [
        (20, 8, 21, True),
        (20, 8, 7, True),
        (20, 8, 8, False),
        (12, 14, 13, True),
        (12, 14, 14, False),
        (0, 0, 3, False),
    ],
)
def test_quiet_hours_may_go_over_midnight(first: int, last: int, hour: int, quiet: bool) -> None:
    chosen = Reach(quiet_from=time(first), quiet_until=time(last))
    at = datetime(2020, 3, 4, tzinfo=UTC) + timedelta(hours=hour - 8)
    assert notice_sending.is_quiet(chosen, at) is quiet


def test_a_mail_that_could_not_go_is_tried_again_a_few_times(
    begun: House, permits: Permits, monkeypatch: pytest.MonkeyPatch
) -> None:
    reach(begun.window)
    permits.open()
    notices.gather(begun.bureau, LATER)

    def refused(*_: Any) -> None:
        raise OSError("no route")

    with monkeypatch.context() as patched:
        patched.setattr(notice_sending, "_mail", refused)
        assert notice_sending.send(begun.bureau, LATER).failed == 1
    assert notice_sending.send(begun.bureau, LATER).mails == 1


def test_a_dingtalk_robot_gets_its_time_stamp_and_hmac_and_any_other_both_as_headers() -> None:
    where, _, body = notice_sending.signed(Robot.DINGTALK, ROBOT, "SECabc", "应办", NOW)
    asked = parse_qs(urlsplit(where).query)
    [stamp], [sign] = asked["timestamp"], asked["sign"]
    wanted = hmac.new(b"SECabc", f"{stamp}\nSECabc".encode(), hashlib.sha256).digest()
    assert base64.b64decode(sign) == wanted
    assert json.loads(body) == {"msgtype": "text", "text": {"content": "应办"}}
    where, headers, body = notice_sending.signed(Robot.SIGNED, "https://robot.example/", "key", "应办", NOW)
    wanted = hmac.new(b"key", headers["X-Yifa-Timestamp"].encode() + b"." + body, hashlib.sha256).digest()
    assert headers["X-Yifa-Signature"] == f"sha256={wanted.hex()}"
    assert where == "https://robot.example/"


@pytest.mark.parametrize(
    "address",
    [
        "http://oapi.dingtalk.com/robot/send",
        "https://127.0.0.1/",
        "https://oapi.dingtalk.com@127.0.0.1/",
        "https://x:y@oapi.dingtalk.com/",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
        "file:///etc/passwd",
    ],
)
def test_only_the_hosts_of_the_settings_are_written_to(house: House, desk_of: Desk, address: str) -> None:
    assert notice_sending.may_post_to(Robot.DINGTALK, ROBOT)
    assert not notice_sending.may_post_to(Robot.DINGTALK, address)
    sent = {
        "robot": "dingtalk",
        "robot_url": address,
        "quiet_from": "20:00",
        "quiet_until": "08:00",
        "language": "en",
    }
    assert desk_of(house.window).post("/desk/notices/choose/", sent).status_code == 422


def test_the_bell_counts_what_is_new_until_it_was_seen(begun: House, permits: Permits, desk_of: Desk) -> None:
    permits.open()
    notices.gather(begun.bureau, LATER)
    desk = desk_of(begun.window)
    assert "1条新" in desk.get("/desk/").content.decode()
    assert "应办：" in desk.get("/desk/notices/").content.decode()
    desk.post("/desk/notices/seen/")
    assert "1条新" not in desk.get("/desk/notices/").content.decode()


def test_each_chooses_how_to_be_told(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.window)
    sent = {
        "mail": "somebody@example.org",
        "by_mail": ["owed", "digest"],
        "robot": "dingtalk",
        "robot_url": ROBOT,
        "secret": "SECabc",
        "by_robot": ["at_risk"],
        "quiet_from": "19:00",
        "quiet_until": "07:00",
        "language": "en",
    }
    assert desk.post("/desk/notices/choose/", sent).status_code == 302
    desk.post("/desk/notices/choose/", {**sent, "secret": ""})
    chosen = Reach.objects.get(officer=house.window)
    assert chosen.address["secret"] == "SECabc"
    assert chosen.by_mail == ["owed", "digest"]
    assert "SECabc" not in desk.get("/desk/notices/choose/").content.decode()


def test_a_digest_is_made_once_on_working_days_and_not_where_it_is_empty(
    begun: House, permits: Permits
) -> None:
    for one in (begun.window, begun.director):
        reach(one)
    permits.open()
    assert notices.digest(begun.bureau, LATER) == 1
    assert notices.digest(begun.bureau, LATER) == 0
    assert notices.digest(begun.bureau, datetime(2020, 3, 7, 1, 0, tzinfo=UTC)) == 0
