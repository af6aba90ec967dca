"""How people sign in: by user name and password, a second factor where they set one up; nobody signs up by themselves.

Accounts are made by the bureau's system administrator. The demonstration's log-ins have published passwords: each bears an
e-mail address under ``DEMO_DOMAIN``, by which a production configuration knows and refuses it.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.house.accounts import officer_of, password_was_changed

# A name under .invalid never belongs to anybody (RFC 6761).
DEMO_DOMAIN: Final = "demo.invalid"


def demo_address(username: str) -> str:
    """The e-mail address that marks an account as a demonstration log-in."""
    return f"{username}@{DEMO_DOMAIN}"


def is_demo_login(email: str) -> bool:
    """Whether an account with this address was made for the demonstration."""
    return email.lower().endswith(f"@{DEMO_DOMAIN}")


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's check of user name and password; a demonstration log-in counts only where demonstrations run."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        email = getattr(user, "email", "") or ""
        if is_demo_login(email) and not settings.DEMO_LOGINS_ALLOWED:
            return False
        return bool(super().user_can_authenticate(user))

    def get_user(self, user_id: Any) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().get_user(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes the public sign-up; a first password that was changed lets its officer to the desk."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """What the user chose themselves: an act of the officer whose log-in it is, which the record proves."""
        from yifa.cases.actors import Actor
        from yifa.cases.orders.house_acts import CHANGE_PASSWORD, entering
        from yifa.desk import clock
        from yifa.house.acting import officer_key

        officer = officer_of(int(user.pk))
        if officer is None:
            super().set_password(user, password)
            return
        with entering(
            officer.bureau,
            CHANGE_PASSWORD,
            actor=Actor.officer(officer),
            now=clock.now(),
        ) as told:
            super().set_password(user, password)
            password_was_changed(officer)
            told.update(officer=officer_key(officer.pk))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """On to the desk, which is where a first password was asked for."""
        return str(settings.LOGIN_REDIRECT_URL)


class Attempts(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts failures of a name from an address, as axes does, and beside it those of an address over all names: whoever tries
    one common password on every name fails each name once only. A log-in that succeeds gives back its own name's count alone."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Failures that count against this attempt: at the limit, it is refused."""
        of_the_name = int(super().get_failures(request, credentials))
        found = AccessAttempt.objects.filter(
            ip_address=client_address(request), attempt_time__gte=get_cool_off_threshold(request)
        ).aggregate(failures=Sum("failures_since_start"))
        if (found["failures"] or 0) >= settings.AXES_FAILURES_OF_AN_ADDRESS:
            return max(of_the_name, int(settings.AXES_FAILURE_LIMIT))
        return of_the_name


def client_address(request: HttpRequest) -> str:
    """The address a request comes from. Behind a proxy it is the last one that the proxy itself wrote down: whatever
    stands before it in X-Forwarded-For was sent by the client and proves nothing."""
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        return str(forwarded).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The user name of an attempt, written one way: names are looked up without regard to case, and a counter that did
    regard it would begin anew with each spelling."""
    given = (credentials or {}).get("username") or request.POST.get("login", "")
    return unicodedata.normalize("NFKC", str(given)).strip().casefold()


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """The answer after too many failures: what happened and how long it lasts (``AXES_COOLOFF_TIME``)."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "account/locked_out.html", {"minutes": minutes}, status=429)
