"""The application that a web server runs. It refuses to start while a check of ``yifa.conf.checks`` fails."""

from __future__ import annotations

import logging
import os

from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.conf.production")

from yifa.cases.library import library
from yifa.conf.trouble import CheckedFirst
from yifa.law.errors import LawError

logger = logging.getLogger(__name__)


def check() -> None:
    """Raises SystemCheckError where a check fails."""
    try:
        BaseCommand().check(databases=["default"])
    finally:
        # Each request's thread opens its own connection; the one of the checks is not handed on.
        connections.close_all()


def warm() -> None:
    """Reads now what the first request would have to wait for: every page's module, and the procedures."""
    get_resolver().url_patterns  # noqa: B018  (reading them imports them)
    try:
        library()
    except LawError as error:
        # Each page that needs them says so, and yifa procedures check says where.
        logger.error("procedures_unreadable", extra={"error": str(error)})


application = CheckedFirst(get_wsgi_application(), check)
warm()
