"""An application of a few addresses for the tests of the server: one that answers, two that never do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """``/``: the worker's process number. ``/sleeps``, ``/spins``: nothing, for ever."""
    while environ["PATH_INFO"] == "/sleeps":
        time.sleep(60)
    while environ["PATH_INFO"] == "/spins":
        pass
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode(), b" ", environ["wsgi.url_scheme"].encode()]
