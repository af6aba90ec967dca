"""What gunicorn reads (``-c python:yifa.conf.server``): how many processes serve, how long each may take, what is logged.

Each worker is one process with one thread that answers one request at a time. A thread that hangs can never be ended, a process
can. A request that takes longer than ``YIFA_REQUEST_SECONDS`` is broken off by an alarm within its worker, which says why and is
replaced; a worker that hears no alarm, since it hangs outside Python, is killed by the parent some seconds later. The others
answer meanwhile.

The parent of the workers imports no application and draws, typesets and computes nothing: whatever starts threads of its own
(typst, DuckDB) hangs for ever in a process that was forked after it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import threading
import time
import traceback
from types import FrameType
from typing import Any, Final, NoReturn

from gunicorn import util
from gunicorn.workers.sync import SyncWorker

from yifa.conf import env
from yifa.conf.logs import logging_settings

FIRST_BYTE_SECONDS: Final = 2.0
DEFERRED_SECONDS: Final = 30
STARTING_SECONDS: Final = 600
REQUEST_SECONDS: Final = env.integer("YIFA_REQUEST_SECONDS", 60, least=1)
DEAF_SECONDS: Final = 10
LEAST_WORKERS: Final = 4
MOST_WORKERS: Final = 32
_FRAMES: Final = 12


class OutOfTime(SystemExit):
    """A request took too long. No handler of the application's takes it for an error of its own; transactions are rolled back."""


class Worker(SyncWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker that no silent connection holds: browsers open some ahead of need and send nothing on them."""

    def init_signals(self) -> None:
        """Gunicorn's, and the alarm of a request."""
        super().init_signals()
        signal.signal(signal.SIGALRM, self.break_off)

    def break_off(self, _number: int, frame: FrameType | None) -> NoReturn:
        """The time limit passed: which request took so long, and where it was. This worker serves no more."""
        places = traceback.extract_stack(frame)[-_FRAMES:]
        logging.getLogger(__name__).error(
            "worker_out_of_time",
            extra={
                "seconds": REQUEST_SECONDS,
                "asked": getattr(self, "at", ""),
                "where": [f"{place.filename}:{place.lineno} {place.name}" for place in places],
            },
        )
        self.alive = False
        raise OutOfTime

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

    def handle_error(self, request: Any, client: Any, address: Any, error: BaseException) -> None:
        """What is said to whoever asked for something that took too long; gunicorn's own words for all else."""
        if not isinstance(error, OutOfTime) or request is None:
            super().handle_error(request, client, address, error)
            return
        # Only here: the parent knows no Django.
        from yifa.conf.trouble import TOO_SLOW, page

        body = page(TOO_SLOW, typed=request.method == "POST").encode()
        head = (
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
            f"Retry-After: {TOO_SLOW.seconds}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with contextlib.suppress(OSError):
            client.sendall(head.encode("ascii") + body)


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


def post_fork(_server: Any, worker: Any) -> None:
    """Says that the worker lives while it imports the application, which may take longer than a request may."""

    def beat() -> None:
        deadline = time.monotonic() + STARTING_SECONDS
        while not worker.booted and time.monotonic() < deadline:
            worker.notify()
            time.sleep(1)

    threading.Thread(target=beat, daemon=True).start()


def pre_request(worker: Any, request: Any) -> None:
    """Winds the alarm up."""
    worker.at = f"{request.method} {request.path}"
    signal.setitimer(signal.ITIMER_REAL, REQUEST_SECONDS)


def post_request(_worker: Any, _request: Any, _environ: Any, _response: Any) -> None:
    """The request is answered."""
    signal.setitimer(signal.ITIMER_REAL, 0)


# What follows are gunicorn's own settings by their names.
wsgi_app = "yifa.conf.wsgi:application"
worker_class = Worker
workers = env.integer("YIFA_WORKERS", 0) or workers_for(os.cpu_count() or 1)
timeout = REQUEST_SECONDS + DEAF_SECONDS
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
