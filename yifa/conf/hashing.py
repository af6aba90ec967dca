"""How passwords are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2. A password that was hashed with other parameters stays as it is until it is changed: signing in is no act."""

    def must_update(self, encoded: str) -> bool:  # noqa: ARG002
        """Never; see above."""
        return False
