"""Notices leave the house: by mail through any SMTP server, and to the robot of a group, signed as that robot wants it.

What goes out waits for the end of the quiet hours and for a working day, goes out together, and is taken down as gone before it
goes: sent twice is worse than sent late. What could not be sent is tried again a few times. Only named hosts are written to.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yifa.desk.models import Notice, NoticeKind, Reach, Robot
from yifa.desk.notice_words import says
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.interface.formats import SHANGHAI
from yifa.law.limits import legal_day

_logger = logging.getLogger(__name__)
_SECONDS: Final = 10
_LARGEST: Final = 20_000
_LINES: Final = 20
_TRIES: Final = 5
_FRESH: Final = timedelta(hours=240)
_KNOWN_HOSTS: Final = {Robot.WECOM: "qyapi.weixin.qq.com", Robot.DINGTALK: "oapi.dingtalk.com"}


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages went out, and how many could not."""

    mails: int = 0
    posts: int = 0
    failed: int = 0


def can_mail() -> bool:
    """Whether there is anything to send mail with."""
    return bool(settings.EMAIL_HOST) or not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")


def robot_hosts(robot: str) -> list[str]:
    """The hosts on which a robot of this kind may be."""
    known = _KNOWN_HOSTS.get(Robot(robot))
    if known is not None:
        return [host for host in settings.ROBOT_HOSTS if host == known]
    return [host for host in settings.ROBOT_HOSTS if host not in _KNOWN_HOSTS.values()]


def may_post_to(robot: str, address: str) -> bool:
    """Whether a robot's address is one that is written to: https, on a host that the settings name for its kind."""
    parts = urlsplit(address)
    return parts.scheme == "https" and parts.hostname in robot_hosts(robot) and parts.username is None


def is_quiet(reach: Reach, now: datetime) -> bool:
    """Whether the officer is not to be disturbed at this moment."""
    local = now.astimezone(SHANGHAI).time()
    first, last = reach.quiet_from, reach.quiet_until
    if first == last:
        return False
    return first <= local < last if first < last else (local >= first or local < last)


def send(bureau: Bureau, now: datetime) -> Sent:
    """Send what waits to those who are to be told now."""
    mails = posts = failed = 0
    with using_bureau(bureau):
        if not calendar_of(bureau).is_working_day(legal_day(now)):
            return Sent()
        reaches = Reach.objects.filter(officer__is_active=True).select_related("officer").order_by("pk")
        for reach in reaches:
            if is_quiet(reach, now):
                continue
            for way in _ways(reach):
                outcome = _send_one(reach, way, now)
                failed += outcome is False
                if outcome:
                    mails += way.gone == "mailed_at"
                    posts += way.gone == "posted_at"
    return Sent(mails, posts, failed)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell an officer: of which kinds, the column that says it is gone, and what sends subject and text."""

    kinds: list[str]
    gone: str
    send: Callable[[str, str, datetime], None]


def _ways(reach: Reach) -> list[Way]:
    found = []
    mail, robot = reach.address.get("mail"), reach.address.get("robot")
    if reach.by_mail and mail and can_mail():
        found.append(Way(reach.by_mail, "mailed_at", partial(_mail, mail)))
    if reach.by_robot and robot and may_post_to(reach.robot, robot):
        post = partial(_post, reach.robot, robot, reach.address.get("secret", ""))
        found.append(Way(reach.by_robot, "posted_at", post))
    return found


def _send_one(reach: Reach, way: Way, now: datetime) -> bool | None:
    """Send one officer what waits in one way; None where nothing does, False where it failed."""
    with transaction.atomic():
        rows = list(
            Notice.objects.select_for_update(skip_locked=True)
            .filter(
                officer=reach.officer,
                kind__in=way.kinds,
                at__gte=now - _FRESH,
                tries__lt=_TRIES,
                **{f"{way.gone}__isnull": True},
            )
            .order_by("id")
        )
        # What was seen at the desk meanwhile need not be sent; a digest is never seen there.
        rows = [row for row in rows if row.seen_at is None or row.kind == NoticeKind.DIGEST]
        if not rows:
            return None
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(**{way.gone: now})
    with override(reach.language):
        subject, text = composed(rows)
        try:
            way.send(subject, text, now)
        except (OSError, ValueError) as fault:
            _logger.warning("notices could not be sent: %s", type(fault).__name__)
            Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
                **{way.gone: None}, tries=F("tries") + 1
            )
            return False
    return True


def composed(rows: list[Notice]) -> tuple[str, str]:
    """Subject and text of a message over several notices, in the language of the moment; a link where the address is known."""
    lines = [says(row) for row in rows[:_LINES]]
    if len(rows) > _LINES:
        lines.append(_("还有%(number)s条，请在工作台查看。") % {"number": len(rows) - _LINES})
    subject = lines[0] if len(rows) == 1 else _("依法：%(number)s条提醒") % {"number": len(rows)}
    if settings.ADDRESS:
        lines.append(f"{settings.ADDRESS}{reverse('desk:notices')}")
    return subject, "\n".join(lines)


def _mail(address: str, subject: str, text: str, now: datetime) -> None:  # noqa: ARG001
    EmailMessage(subject, text, to=[address]).send()


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **given: Any) -> None:  # noqa: ARG002
        return None


def signed(
    robot: str, address: str, secret: str, text: str, now: datetime
) -> tuple[str, dict[str, str], bytes]:
    """Address, headers and body of what a robot is told.

    WeCom takes the text as it is: its address is the secret. DingTalk wants a time stamp and its HMAC-SHA256 in the address. Any
    other gets both as headers, over the time stamp, a full stop and the body.
    """
    body = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}
    stamp = str(int(now.timestamp() * 1000))
    if robot == Robot.DINGTALK and secret:
        code = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
        sign = quote(base64.b64encode(code), safe="")
        address = f"{address}{'&' if '?' in address else '?'}timestamp={stamp}&sign={sign}"
    elif robot == Robot.SIGNED:
        code = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).digest()
        headers |= {"X-Yifa-Timestamp": stamp, "X-Yifa-Signature": f"sha256={code.hex()}"}
    return address, headers, body


def _post(robot: str, address: str, secret: str, subject: str, text: str, now: datetime) -> None:
    """Tell a robot. Raises OSError where it does not answer, ValueError where it does not take the message."""
    where, headers, body = signed(robot, address, secret, f"{subject}\n{text}", now)
    request = urllib.request.Request(where, data=body, headers=headers, method="POST")  # noqa: S310 -- https alone (may_post_to)
    with urllib.request.build_opener(_NoRedirects()).open(request, timeout=_SECONDS) as answer:
        said = answer.read(_LARGEST)
    if robot != Robot.SIGNED:
        told = json.loads(said)
        if not isinstance(told, dict) or told.get("errcode") != 0:
            raise ValueError("the robot did not take the message")
