"""Django for those commands that need it."""

from __future__ import annotations

import os


def setup() -> None:
    """Loads settings and applications: those that DJANGO_SETTINGS_MODULE names, or a laptop's. Twice does no harm."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.conf.dev")
    import django

    django.setup()
