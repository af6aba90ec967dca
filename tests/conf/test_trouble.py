"""Where the machine fails, a page says so in both languages, with the right status; a fault of the program stays one."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.management.base import SystemCheckError
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from pytest_django import Settings

from tests.ports import free_port
from yifa.conf import trouble
from yifa.conf.trouble import CheckedFirst, Trouble, trouble_of
from yifa.conf.warm import warm
from yifa.procedure.reading import FileProblems

SIGN_IN = "/accounts/login/"


@contextmanager
def server_that_answers(state: str, words: str) -> Iterator[int]:
    """A PostgreSQL that refuses every connection with this state, as one does that is starting; gives its port."""
    fields = (("S", "FATAL"), ("V", "FATAL"), ("C", state), ("M", words))
    body = b"".join(f"{key}{value}".encode() + b"\0" for key, value in fields) + b"\0"
    refusal = b"E" + (len(body) + 4).to_bytes(4, "big") + body
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client:
                    while (asked := client.recv(1024)) and asked[4:8] in {
                        b"\x04\xd2\x16\x2f",
                        b"\x04\xd2\x16\x30",
                    }:
                        client.sendall(b"N")  # no TLS, no GSSAPI
                    client.sendall(refusal)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def error_of_connecting(port: int) -> psycopg.OperationalError:
    with pytest.raises(psycopg.OperationalError) as refused:
        psycopg.connect(host="127.0.0.1", port=port, user="yifa_app", dbname="yifa", connect_timeout=20)
    return refused.value


@pytest.mark.parametrize(
    ("state", "words", "expected"),
    [
        ("57P03", "the database system is starting up", trouble.STARTING),
        ("57P03", "the database system is not yet accepting connections", trouble.STARTING),
        ("57P03", "the database system is in recovery mode", trouble.STARTING),
        ("57P03", "the database system is shutting down", trouble.STARTING),
        ("53300", "sorry, too many clients already", trouble.BUSY),
    ],
)
def test_a_server_that_takes_no_connections_yet_is_told_from_one_that_is_away(
    state: str, words: str, expected: Trouble
) -> None:
    with server_that_answers(state, words) as port:
        error = error_of_connecting(port)
    wrapped = OperationalError(str(error))
    wrapped.__cause__ = error
    assert trouble_of(wrapped) == expected


def test_a_refused_connection_is_a_database_that_is_away() -> None:
    assert trouble_of(error_of_connecting(free_port())) is None
    wrapped = OperationalError("connection refused")
    wrapped.__cause__ = error_of_connecting(free_port())
    assert trouble_of(wrapped) == trouble.UNREACHABLE


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.errors.DiskFull("could not extend file"), trouble.DISK_FULL),
        (psycopg.errors.AdminShutdown("terminating connection"), trouble.UNREACHABLE),
        (psycopg.errors.QueryCanceled("statement timeout"), trouble.BUSY),
        (psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT"), trouble.READ_ONLY),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), trouble.DISK_FULL),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)), trouble.DISK_FULL),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), trouble.READ_ONLY),
        (OSError(errno.EACCES, os.strerror(errno.EACCES)), None),
        (psycopg.errors.UniqueViolation("twice"), None),
        (ValueError("a fault of ours"), None),
        (None, None),
    ],
)
def test_failures_of_the_machine_are_told_from_faults_of_the_program(
    error: BaseException | None, expected: Trouble | None
) -> None:
    assert trouble_of(error) == expected
    raised = RuntimeError("while doing something")
    raised.__cause__ = error
    assert trouble_of(raised) == expected


def says(answer: Any, expected: Trouble) -> str:
    """The page is the one of this trouble, whole and in both languages."""
    text = unescape(answer.content.decode())
    assert answer.status_code == 503, text
    assert answer.headers["Retry-After"] == str(expected.seconds)
    for words in (expected.title, expected.says):
        assert words.zh in text
        assert words.en in text
    assert "Traceback" not in text
    return text


def test_a_page_says_that_the_database_is_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    def starting(_connection: BaseDatabaseWrapper) -> None:
        raise OperationalError("connection failed: FATAL:  the database system is starting up")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", starting)
    monkeypatch.setattr(BaseDatabaseWrapper, "connect", starting)
    visitor = Client(raise_request_exception=False)
    visitor.cookies["sessionid"] = "x" * 32
    says(visitor.get("/desk/"), trouble.STARTING)
    says(visitor.get("/"), trouble.STARTING)


def test_an_upload_onto_a_full_disk_says_so_and_that_the_form_is_still_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write(handler: TemporaryFileUploadHandler, raw: bytes, _start: int) -> None:
        handler.file.close()  # the file that Django has begun
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(raw)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", write)
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
    large = BytesIO(bytes(3_000_000))
    large.name = "证明.pdf"
    visitor.cookies["csrftoken"] = "x" * 32
    text = says(visitor.post(SIGN_IN, {"file": large}), trouble.DISK_FULL)
    assert "按“后退”回到表单" in text
    assert "go back to the form" in text


def test_an_empty_folder_of_static_files_says_how_to_fill_it(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    text = says(Client(raise_request_exception=False).get(SIGN_IN), trouble.NO_STATIC)
    assert "collectstatic" in text


def test_a_fault_of_the_program_is_the_ordinary_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_given: Any, **_named: Any) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr("yifa.conf.language.CookieLanguage.process_request", fault, raising=False)
    monkeypatch.setattr("yifa.conf.language.CookieLanguage.__call__", fault, raising=False)
    answer = Client(raise_request_exception=False).get(SIGN_IN)
    assert answer.status_code == 500
    assert "系统出错了" in answer.content.decode()


class Asked:
    """A check that fails as told, and an application behind it."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    def check(self) -> None:
        if self.errors:
            raise self.errors.pop(0)

    def application(self, _environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"served"]


def test_a_program_that_starts_before_its_database_waits_for_it_and_serves_nothing_unchecked() -> None:
    starting = OperationalError("FATAL:  the database system is starting up")
    asked = Asked(starting, starting)
    application = CheckedFirst(asked.application, asked.check)
    told: list[str] = []

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        told.append(f"{status} {dict(headers).get('Retry-After')}")

    first = b"".join(application({"REQUEST_METHOD": "GET"}, start))
    assert "数据库正在启动" in first.decode()
    assert b"".join(application({"REQUEST_METHOD": "GET"}, start)) == b"served"
    assert told == ["503 Service Unavailable 30", "200 OK None"]


def test_a_failed_check_stops_the_program() -> None:
    asked = Asked(SystemCheckError("DEBUG"))
    with pytest.raises(SystemCheckError):
        CheckedFirst(asked.application, asked.check)


def test_a_faulty_procedure_file_does_not_keep_the_site_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def faulty() -> None:
        raise FileProblems([])

    monkeypatch.setattr("yifa.conf.warm.library", faulty)
    warm()
