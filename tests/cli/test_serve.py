"""Serving: what the forked workers must not inherit."""

from __future__ import annotations

from typing import Any

import granian
import pytest
from django.db import connection

from yifa.cli import serve


@pytest.mark.django_db(transaction=True)
def test_no_open_connection_is_handed_to_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    open_when_forking: list[bool] = []

    class Server:
        def __init__(self, *_given: Any, **_named: Any) -> None:
            pass

        def serve(self) -> None:
            open_when_forking.append(connection.connection is not None)

    monkeypatch.setattr(granian, "Granian", Server)
    connection.ensure_connection()
    serve.run("127.0.0.1", 8000)
    assert open_when_forking == [False]
