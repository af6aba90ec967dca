"""Headers of every answer that no part of Django sets: what the browser may use, and what it may keep.

Pages of the desk and of the accounts show citizens' matters to whoever signed in: no browser and no proxy keeps them, so that
nobody finds them with the back button of a shared computer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

KEPT_BY_NOBODY: Final = ("/desk/", "/accounts/")

# What Yifa's pages have no use for; a page that was tampered with gets none of it either.
PERMISSIONS_POLICY: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "publickey-credentials-get",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)


class Headers:
    """Middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Adds what is missing; a page that says itself who may keep it keeps its word, except under the addresses above."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path_info.startswith(KEPT_BY_NOBODY):
            response.headers["Cache-Control"] = "no-store"
        return response
