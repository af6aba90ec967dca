"""The application that a web server runs. It refuses to start while a check of ``yifa.conf.checks`` fails."""

from __future__ import annotations

import os

from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.conf.production")

from yifa.conf.database import REQUEST
from yifa.conf.trouble import CheckedFirst
from yifa.conf.warm import warm


def check() -> None:
    """Raises SystemCheckError where a check fails."""
    try:
        BaseCommand().check(databases=["default"])
    finally:
        # Each request's thread opens its own connection; the one of the checks is not handed on.
        connections.close_all()


# The parent of the workers may be a command, which gave itself more time than a request has.
connections["default"].settings_dict["LIMITS"] = dict(REQUEST)
application = CheckedFirst(get_wsgi_application(), check)
warm()
