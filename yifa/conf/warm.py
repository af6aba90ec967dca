"""What a worker reads before its first request, which would otherwise have to wait for it."""

from __future__ import annotations

import logging

from django.urls import get_resolver

from yifa.cases.library import library
from yifa.law.errors import LawError
from yifa.procedure.reading import FileProblems

logger = logging.getLogger(__name__)


def warm() -> None:
    """Reads every page's module, and the procedures. A faulty file is told in the log and stops nothing."""
    get_resolver().url_patterns  # noqa: B018  (reading them imports them)
    try:
        library()
    except (LawError, FileProblems) as error:
        # Each page that needs them says so, and yifa procedures check says where.
        logger.error("procedures_unreadable", extra={"error": str(error)})
