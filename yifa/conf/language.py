"""The language of a page: the one that its reader chose by the switch, and Chinese for everybody who chose none.

What the browser prefers is not asked: Chinese is the language that binds, and a link sent to a colleague should show the
same page.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class CookieLanguage(LocaleMiddleware):
    """Django's middleware without the browser's Accept-Language."""

    def process_request(self, request: HttpRequest) -> None:
        """Activates the language of the cookie, where it names one that Yifa speaks."""
        try:
            language = translation.get_supported_language_variant(
                request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            )
        except LookupError:
            language = settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
