"""What a visitor has typed, kept in the session (on the server, until the browser closes, or longer where the visitor asks
for it) so that nothing is lost.

A visitor has no account; a token in the session stands for them, so that files they sent can be used by them alone.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest

from yifa.interface.questions import Typed

_VISITOR: Final = "portal_visitor"
_DRAFTS: Final = "portal_drafts"
_AT_MOST: Final = 5
_LONGEST: Final = 200_000


@dataclass(slots=True)
class Kept:
    """A form as typed: its fields, tokens of its files, and who applies."""

    typed: Typed
    held: dict[str, list[str]] = field(default_factory=dict)
    who: dict[str, str] = field(default_factory=dict)


def visitor(request: HttpRequest) -> str:
    """The token that stands for this visitor; made when first asked for."""
    found = request.session.get(_VISITOR)
    if not isinstance(found, str):
        found = secrets.token_urlsafe(18)
        request.session[_VISITOR] = found
    return found


def find(request: HttpRequest, key: str) -> Kept | None:
    """What was kept of a form, or None."""
    stored = request.session.get(_DRAFTS, {}).get(key)
    if not isinstance(stored, dict):
        return None
    return Kept(dict(stored["typed"]), dict(stored["held"]), dict(stored["who"]))


def keep(request: HttpRequest, key: str, kept: Kept) -> bool:
    """Keep a form as it stands; the oldest of too many are forgotten. False for one that is too long to keep."""
    size = sum(len(str(value)) for value in kept.typed.values())
    if size > _LONGEST:
        return False
    drafts = dict(request.session.get(_DRAFTS, {}))
    drafts.pop(key, None)
    drafts[key] = {"typed": kept.typed, "held": kept.held, "who": kept.who}
    while len(drafts) > _AT_MOST:
        drafts.pop(next(iter(drafts)))
    request.session[_DRAFTS] = drafts
    return True


def keys(request: HttpRequest) -> list[str]:
    """The forms that are kept, the one typed last first."""
    return list(reversed(request.session.get(_DRAFTS, {})))


def forget(request: HttpRequest, key: str) -> None:
    """Forget a form."""
    drafts = dict(request.session.get(_DRAFTS, {}))
    if drafts.pop(key, None) is not None:
        request.session[_DRAFTS] = drafts
