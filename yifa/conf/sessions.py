"""Sessions in the database, sealed: what a visitor or an officer has typed lies there until the browser closes."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Plain

from yifa.sealing import KeyMissing, SealDamaged, is_sealed, ring

_PURPOSE = "django_session.session_data"


class SessionStore(Plain):
    """As Django's, with the content sealed by the key of personal data."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Raises KeyMissing."""
        return ring().seal(_PURPOSE, super().encode(session_dict))

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """What cannot be opened is an empty session: its user signs in again."""
        text = session_data if isinstance(session_data, str) else session_data.decode()
        if not is_sealed(text):
            return {}
        try:
            return super().decode(ring().open(_PURPOSE, text))
        except (KeyMissing, SealDamaged):
            return {}
