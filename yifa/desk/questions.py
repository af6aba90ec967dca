"""Answers as officers type them; read and written by what desk and portal share (``yifa.interface.questions``)."""

from __future__ import annotations

from yifa.interface.questions import (
    FILE_TYPES,
    NO,
    PREFIX,
    YES,
    Reading,
    Typed,
    Unreadable,
    collect,
    read,
    read_day,
    write,
)

__all__ = [
    "FILE_TYPES",
    "NO",
    "PREFIX",
    "YES",
    "Reading",
    "Typed",
    "Unreadable",
    "collect",
    "read",
    "read_day",
    "write",
]
