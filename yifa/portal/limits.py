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
SUBMISSIONS: Final = ("submissions", 240, 60 * 60)
DRAFTS: Final = ("drafts", 1200, 60 * 60)
# In bytes: what one address, and all of them together, may leave in the store with forms. What is never sent is swept after two
# days (``yifa.interface.upkeep``).
UPLOADS: Final = ("uploads", 400 * 1024 * 1024, 60 * 60)
ALL_UPLOADS: Final = ("all-uploads", 4 * 1024 * 1024 * 1024, 24 * 60 * 60)
EVERYBODY: Final = "everybody"

Trial = tuple[str, int, int]


def exhausted(trial: Trial, what: str) -> bool:
    """Whether no more trials are left."""
    _name, limit, _seconds = trial
    return int(cache.get(_key(trial, what), 0)) >= limit


def count(trial: Trial, what: str, amount: int = 1) -> None:
    """Count one trial, or so much of it. The time runs from the first."""
    key = _key(trial, what)
    if not cache.add(key, amount, trial[2]):
        try:
            cache.incr(key, amount)
        except ValueError:  # forgotten a moment ago
            cache.add(key, amount, trial[2])


def may_upload(request: HttpRequest) -> bool:
    """Whether the files of a form may be stored; those that may are counted, with their size."""
    size = sum(one.size or 0 for files in request.FILES.lists() for one in files[1])
    if not size:
        return True
    address = address_of(request)
    if exhausted(UPLOADS, address) or exhausted(ALL_UPLOADS, EVERYBODY):
        return False
    count(UPLOADS, address, size)
    count(ALL_UPLOADS, EVERYBODY, size)
    return True


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the installation reads it (behind a proxy or not)."""
    return str(import_string(settings.AXES_CLIENT_IP_CALLABLE)(request))


def _key(trial: Trial, what: str) -> str:
    hidden = salted_hmac("yifa.portal.limits", what, algorithm="sha256").hexdigest()[:32]
    return f"portal:{trial[0]}:{hidden}"
