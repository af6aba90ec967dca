"""An application of a few addresses for the tests of the server: one that answers, three that never do."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable
from typing import Any

# As the real application has it loaded.
import yifa.conf.trouble  # noqa: F401


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """``/``: the worker's process number. ``/sleeps``, ``/spins``: nothing, for ever; ``/deaf``: hears nothing either."""
    while environ["PATH_INFO"] == "/sleeps":
        time.sleep(60)
    while environ["PATH_INFO"] == "/spins":
        pass
    if environ["PATH_INFO"] == "/deaf":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGABRT})
        time.sleep(600)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode(), b" ", environ["wsgi.url_scheme"].encode()]
