"""How often one address may try: a counter that forgets, instead of a riddle that keeps people out.

Counted in the process's cache, so that nothing about visitors is stored; with several processes each counts by itself, which is
as good for what it protects: a code of 47 bits, and a desk that would have to look at heaps of applications.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

# Which trials, how many of them, in how many seconds.
CODES: Final = ("codes", 10, 15 * 60)
CODES_OF_A_CASE: Final = ("codes-of-a-case", 100, 60 * 60)
APPLICATIONS: Final = ("applications", 40, 60 * 60)
VERIFICATIONS: Final = ("verifications", 120, 60 * 60)

Trial = tuple[str, int, int]


def exhausted(trial: Trial, what: str) -> bool:
    """Whether no more trials are left."""
    _name, limit, _seconds = trial
    return int(cache.get(_key(trial, what), 0)) >= limit


def count(trial: Trial, what: str) -> None:
    """Count one trial. The time runs from the first."""
    key = _key(trial, what)
    if not cache.add(key, 1, trial[2]):
        try:
            cache.incr(key)
        except ValueError:  # forgotten a moment ago
            cache.add(key, 1, trial[2])


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the installation reads it (behind a proxy or not)."""
    return str(import_string(settings.AXES_CLIENT_IP_CALLABLE)(request))


def _key(trial: Trial, what: str) -> str:
    hidden = salted_hmac("yifa.portal.limits", what, algorithm="sha256").hexdigest()[:32]
    return f"portal:{trial[0]}:{hidden}"
