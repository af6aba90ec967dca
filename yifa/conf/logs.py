"""The technical log: one JSON object a line, with a fixed event word and fields, and no personal data.

Yifa's own modules log ``logging.getLogger(__name__).info("act_refused", extra={"case": case.pk})``: the message is the
event word, the extras are its fields. A library's message is kept as text under the event ``library``. Of an exception the
line keeps its kind and where it was raised; its message may quote somebody's data and stays out.

This log is for whoever runs the server. It is no evidence: the record is.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
    "request",
    "status_code",
}
_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")


class JsonLines(logging.Formatter):
    """One JSON object for each entry."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name.partition(".")[0] == "yifa":
            line["event"] = record.getMessage()
        else:
            line["event"] = "library"
            line["message"] = record.getMessage()
        if (status := getattr(record, "status_code", None)) is not None:
            line["status"] = status
        line.update((name, value) for name, value in vars(record).items() if name not in _STANDARD)
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            line["error"] = f"{kind.__module__}.{kind.__qualname__}"
            line["raised"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-12:]
            ]
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_settings(level: str) -> dict[str, Any]:
    """Django's ``LOGGING``. level: DEBUG, INFO, WARNING or ERROR; raises ImproperlyConfigured for another."""
    if level not in _LEVELS:
        raise ImproperlyConfigured(
            f"YIFA_LOG_LEVEL 应为 {'、'.join(_LEVELS)} 之一，而不是“{level}”。\n"
            f"YIFA_LOG_LEVEL must be one of {', '.join(_LEVELS)}, not “{level}”."
        )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "yifa.conf.logs.JsonLines"}},
        "handlers": {
            "lines": {"class": "logging.StreamHandler", "formatter": "json"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "yifa": {"level": level},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # Addresses that do not exist are asked for all day; whoever wants to count them asks the proxy.
            "django.request": {"level": "ERROR"},
            # Names who tried to sign in, and from where; its own tables keep that for the auditor.
            "axes": {"handlers": ["nowhere"], "propagate": False},
        },
    }
