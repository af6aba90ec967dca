"""Django for those commands that need it."""

from __future__ import annotations

import os


def setup() -> None:
    """Loads settings and applications: those that DJANGO_SETTINGS_MODULE names, or a laptop's. Twice does no harm.

    A command may take longer over its queries than a page (``yifa.conf.database.COMMAND``).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.conf.dev")
    import django

    django.setup()
    from django.db import connections

    from yifa.conf.database import COMMAND

    connections["default"].settings_dict["LIMITS"] = dict(COMMAND)
