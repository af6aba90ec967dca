"""What nobody needs any more: sessions that ended, drafts that were left, and files that came with a form which was never sent.

A file is stored as soon as it arrives and belongs to nothing before its act (``yifa.interface.uploads``), so what is never sent
stays behind. It is removed once it is older than any form that could still hold it; a file that a row, an officer's draft or a
form in a session names is never touched, however old.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models

from yifa.cases.files import folder
from yifa.cases.models import Draft
from yifa.house.models import Bureau
from yifa.house.tenancy import TenantModel, using_bureau
from yifa.interface.uploads import digest_in

FORMS_LAST: Final = timedelta(hours=48)
"""A visitor's form lives in the session (twelve hours), a workbook waits a day for its confirmation."""
DRAFTS_LAST: Final = timedelta(hours=180 * 24)
_DIGEST: Final = 64


@dataclass(frozen=True, slots=True)
class Swept:
    """How many were removed."""

    sessions: int
    drafts: int
    files: int


def sweep(now: datetime) -> Swept:
    """Remove ended sessions, drafts of closed cases or left for half a year, and files that nothing refers to."""
    sessions = Session.objects.filter(expire_date__lt=now).count()
    SessionStore.clear_expired()
    drafts = 0
    for bureau in Bureau.objects.order_by("pk"):
        with using_bureau(bureau):
            left = Draft.objects.filter(
                models.Q(saved_at__lt=now - DRAFTS_LAST) | models.Q(case__closed_on__isnull=False)
            )
            drafts += left.delete()[0]  # lint: allow registers-are-written-by-effects: a draft is no register
    return Swept(sessions, drafts, _sweep_files(now))


def _sweep_files(now: datetime) -> int:
    root = folder()
    if not root.is_dir():
        return 0
    before = (now - FORMS_LAST).timestamp()
    # Old ones first, then what is referred to: a file that comes to belong to an act meanwhile is referred to by then.
    old = [
        path for path in root.glob("??/??/*") if len(path.name) == _DIGEST and path.stat().st_mtime < before
    ]
    scratch = [path for path in root.glob("incoming/*") if path.stat().st_mtime < before]
    kept = _referred_to() if old else set()
    gone = [*scratch, *(path for path in old if path.name not in kept)]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _referred_to() -> set[str]:
    """The digests that any row of any bureau names in a column for digests, or a draft or session in the token of a file."""
    columns = [
        (model, field.name)
        for model in apps.get_models()
        if issubclass(model, TenantModel)
        for field in model._meta.concrete_fields  # noqa: SLF001
        if isinstance(field, models.CharField) and field.name.endswith("digest")
    ]
    found = _in_sessions()
    for bureau in Bureau.objects.order_by("pk"):
        with using_bureau(bureau):
            for model, name in columns:
                found.update(model.everywhere.filter(bureau=bureau).values_list(name, flat=True).iterator())
            for answers in Draft.objects.values_list("answers", flat=True).iterator():
                found.update(digest for text in _texts(answers) if (digest := digest_in(text)) is not None)
    return found


def _in_sessions() -> set[str]:
    """The digests of files in forms that visitors keep for later."""
    opened = import_module(settings.SESSION_ENGINE).SessionStore()
    kept = Session.objects.values_list("session_data", flat=True).iterator()
    texts = (text for data in kept for text in _texts(opened.decode(data)))
    return {digest for text in texts if (digest := digest_in(text)) is not None}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
