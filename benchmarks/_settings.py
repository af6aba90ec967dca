"""Settings of the benchmark of pages: a laptop's, with plain views beside the desk and a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime

from yifa.conf.dev import *  # noqa: F403

ROOT_URLCONF = "benchmarks._site"
# Ten in the morning in Shanghai on a working day.
CLOCK = datetime(2020, 12, 16, 2, 0, tzinfo=UTC)
