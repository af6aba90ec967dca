"""What gunicorn reads (``-c python:yifa.conf.server``): how many processes serve, how long each may take, what is logged.

Each worker is one process with one thread that answers one request at a time. A thread that hangs can never be ended, a process
can: a worker that says nothing for ``YIFA_REQUEST_SECONDS`` is killed, replaced and written to the log, and the others answer
meanwhile. The parent of the workers imports no application and draws, typesets and computes nothing: whatever starts threads of
its own (typst, DuckDB) hangs for ever in a process that was forked after it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import traceback
from typing import Any, Final

from gunicorn import util
from gunicorn.workers.sync import SyncWorker

from yifa.conf import env
from yifa.conf.logs import logging_settings

FIRST_BYTE_SECONDS: Final = 2.0
DEFERRED_SECONDS: Final = 30
LEAST_WORKERS: Final = 4
MOST_WORKERS: Final = 32
_FRAMES: Final = 12


class Worker(SyncWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker that no silent connection holds: browsers open some ahead of need and send nothing on them."""

    def accept(self, listener: Any) -> None:
        """Takes one connection and answers it, unless nothing comes over it."""
        client, address = listener.accept()
        util.close_on_exec(client)
        client.settimeout(FIRST_BYTE_SECONDS)
        try:
            speaks = bool(client.recv(1, socket.MSG_PEEK))
        except OSError:
            speaks = False
        if not speaks:
            client.close()
            return
        client.setblocking(True)
        self.handle(listener, client, address)


def workers_for(processors: int) -> int:
    """Two for each processor, since a worker often waits for the database; enough that a few slow requests stop nobody."""
    return max(LEAST_WORKERS, min(MOST_WORKERS, 2 * processors))


def when_ready(server: Any) -> None:
    """A connection is handed over when its request has begun to arrive, where the system can do so (Linux)."""
    option = getattr(socket, "TCP_DEFER_ACCEPT", None)
    if option is None:
        return
    for listener in server.LISTENERS:
        with contextlib.suppress(OSError):
            listener.sock.setsockopt(socket.IPPROTO_TCP, option, DEFERRED_SECONDS)


def pre_request(worker: Any, request: Any) -> None:
    """Remembers what the worker is at, for ``worker_abort``."""
    worker.at = f"{request.method} {request.path}"


def post_request(worker: Any, _request: Any, _environ: Any, _response: Any) -> None:
    """The worker is idle again."""
    worker.at = ""


def worker_abort(worker: Any) -> None:
    """The time limit passed: which request took so long, and where it was."""
    frames = traceback.extract_stack()[:-2][-_FRAMES:]
    logging.getLogger(__name__).error(
        "worker_out_of_time",
        extra={
            "seconds": timeout,
            "asked": getattr(worker, "at", ""),
            "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        },
    )


# What follows are gunicorn's own settings by their names.
wsgi_app = "yifa.conf.wsgi:application"
worker_class = Worker
workers = env.integer("YIFA_WORKERS", 0) or workers_for(os.cpu_count() or 1)
timeout = env.integer("YIFA_REQUEST_SECONDS", 60, least=1)
graceful_timeout = 3
max_requests = env.integer("YIFA_WORKER_REQUESTS", 2000)
max_requests_jitter = max_requests // 10
preload_app = False
limit_request_line = 8190
# Whose word on the client's address and protocol counts is Django's setting alone (YIFA_BEHIND_PROXY).
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
control_socket_disable = True
proc_name = "yifa"
# A heartbeat that a slow or full disk cannot stop.
worker_tmp_dir = next((folder for folder in ("/dev/shm",) if os.access(folder, os.W_OK)), None)  # noqa: S108
_log = logging_settings(env.text("YIFA_LOG_LEVEL", "INFO"))
logconfig_dict = {
    **_log,
    "loggers": {
        **_log["loggers"],
        "gunicorn.error": {
            "handlers": [],
            "level": "WARNING",
            "propagate": True,
            "qualname": "gunicorn.error",
        },
        # Says with every HEAD that the application sent a body, which is the server's to drop.
        "gunicorn.http.wsgi": {
            "handlers": [],
            "level": "ERROR",
            "propagate": True,
            "qualname": "gunicorn.http.wsgi",
        },
        "gunicorn.access": {"handlers": ["nowhere"], "propagate": False, "qualname": "gunicorn.access"},
    },
}
