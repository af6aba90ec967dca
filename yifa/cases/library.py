"""The library of procedures that cases run under: read once for each process from ``statutes/`` and ``procedures/``.

A file with an error never replaces the version in force: the library is loaded whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path

from yifa.cases.errors import ProcedureMissing
from yifa.procedure import Procedure
from yifa.procedure.library import Library, files_root, load_library

_given: ContextVar[Library | None] = ContextVar("yifa_library", default=None)


def library() -> Library:
    """The library in use. Raises FileProblems (of yifa.procedure) where a file is wrong."""
    return _given.get() or _loaded(files_root())


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> Library:
    return load_library(folder)


@contextmanager
def using_library(given: Library) -> Iterator[None]:
    """Use another library inside the block: for tests, and for trying a draft."""
    token = _given.set(given)
    try:
        yield
    finally:
        _given.reset(token)


def procedure_in_force(key: str, on: date) -> Procedure:
    """The version of a procedure in force on a day. Raises ProcedureMissing."""
    try:
        return library().procedure(key, on)
    except LookupError as error:
        raise ProcedureMissing(key) from error


def procedure_of(key: str, version: int, procedure_hash: str) -> Procedure:
    """The very version that a case began under, by its hash. Raises ProcedureMissing."""
    try:
        return library().by_hash(procedure_hash)
    except LookupError as error:
        raise ProcedureMissing(key, version) from error
