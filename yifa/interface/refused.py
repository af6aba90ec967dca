"""A page that refuses what was sent says so first: in its title, and by where the keyboard stands (WCAG 2.4.2, 2.4.3, 3.3.1).

Every refused form answers with 409, 422 or 429 and says what is wrong in an element with ``role="alert"``; the first of them gets
the focus, and the title begins with the word, so that nobody has to look for it. One place sees to it for all forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

STATUSES: Final = frozenset({409, 422, 429})
_TITLE: Final = re.compile(r"<title>")
_ALERT: Final = re.compile(r"<(\w+)((?:[^<>\"]|\"[^\"]*\")*\brole=\"alert\"(?:[^<>\"]|\"[^\"]*\")*)>")


def say_first(html: str, word: str) -> str:
    """The page with the word before its title, and the focus on its first alert."""
    titled = _TITLE.sub(f"<title>{word}", html, count=1)
    return _ALERT.sub(_focused, titled, count=1)


def _focused(found: re.Match[str]) -> str:
    attributes = found[2]
    if " tabindex=" not in attributes:
        attributes += ' tabindex="-1"'
    return f"<{found[1]}{attributes} autofocus>"


class SayRefused:
    """Middleware: what is refused is said first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            response.status_code in STATUSES
            and isinstance(response, HttpResponse)
            and response.headers.get("Content-Type", "").startswith("text/html")
        ):
            page = response.content.decode(response.charset)
            response.content = say_first(page, _("请改正：")).encode(response.charset)
        return response
