"""The desk goes by the clock of all pages (``yifa.interface.clock``)."""

from __future__ import annotations

from yifa.interface.clock import now, today

__all__ = ["now", "today"]
