"""The clock of pages, asked once for each request; everything below is given the moment.

``settings.CLOCK`` sets it: nothing for the computer's own clock, a moment that stands still (tests), or a function that gives
the moment (a demonstration whose bureau lives in another year).
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.conf import settings

from yifa.law.limits import legal_day


def now() -> datetime:
    """The present moment, aware, in UTC."""
    chosen = getattr(settings, "CLOCK", None)
    if chosen is None:
        return datetime.now(UTC)  # lint: allow time-is-an-argument: this is the edge that asks the clock
    found = chosen() if callable(chosen) else chosen
    assert isinstance(found, datetime)
    return found.astimezone(UTC)


def today() -> date:
    """The present legal day in China."""
    return legal_day(now())
