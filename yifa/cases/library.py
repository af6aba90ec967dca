"""The library of procedures that cases run under: read once for each process from ``statutes/`` and ``procedures/``.

A file with an error never replaces the version in force: the library is loaded whole or not at all. A matter goes on under the
version that it began with: whatever a file says by then, the text that was kept with the matter is found by its hash.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings

from yifa.cases import store
from yifa.cases.errors import ProcedureDamaged, ProcedureMissing
from yifa.law.studied import studied_titles
from yifa.procedure import Procedure, Rule
from yifa.procedure.compiled import CompiledDamaged, from_text, to_text
from yifa.procedure.library import Library, NoProcedure, files_root, load_library
from yifa.procedure.prepared import prepared_library


class _UnderProcedure(Protocol):
    """A case, as its row or as what was read of it."""

    @property
    def procedure_key(self) -> str: ...
    @property
    def procedure_version(self) -> int: ...
    @property
    def procedure_hash(self) -> str: ...


_given: ContextVar[Library | None] = ContextVar("yifa_library", default=None)


def library() -> Library:
    """The library in use. Raises FileProblems (of yifa.procedure) where a file is wrong."""
    return _given.get() or _loaded(files_root())


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> Library:
    return prepared_library(folder, Path(settings.HOME) / "library")


def with_walks(procedure: Procedure) -> Procedure:
    """The procedure with the walks that test it, which are read when somebody first asks for any."""
    if _given.get() is not None or not is_in_files(procedure):
        return procedure
    return _with_walks(files_root()).by_hash(procedure.hash)


@lru_cache(maxsize=4)
def _with_walks(folder: Path) -> Library:
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
    """The very version that a case began under, by its hash: from the files, or as it was kept.

    Raises ProcedureMissing where neither has it, ProcedureDamaged where what was kept is not what the hash says.
    """
    try:
        return library().by_hash(procedure_hash)
    except NoProcedure:
        found = _kept(procedure_hash)
    if found is None:
        raise ProcedureMissing(key, version)
    return found


def procedure_of_case(case: _UnderProcedure) -> Procedure:
    """The procedure that a case runs under, by its row or by what was read of it. Raises as ``procedure_of``."""
    return procedure_of(case.procedure_key, case.procedure_version, case.procedure_hash)


def procedure_with(procedure_hash: str) -> Procedure | None:
    """The same for lists and titles, which do without: None where it is missing or damaged."""
    try:
        return procedure_of("", 0, procedure_hash)
    except ProcedureMissing:
        return None


def is_in_files(procedure: Procedure) -> bool:
    """Whether the files still say what the procedure says; else it is one that was kept."""
    try:
        library().by_hash(procedure.hash)
    except NoProcedure:
        return False
    return True


def keep(procedure: Procedure) -> None:
    """Keep a procedure with the matters that run under it, in the transaction of the act that opens the first of them."""
    store.keep_procedure(procedure.hash, procedure.key, to_text(procedure))


# A hash says what the procedure is, whichever database it was read from, and what is missing may come with another act.
_read: dict[str, Procedure] = {}
_READ_AT_MOST: Final = 256


def _kept(procedure_hash: str) -> Procedure | None:
    found = _read.get(procedure_hash)
    if found is None:
        text = store.kept_procedure(procedure_hash)
        if text is None:
            return None
        try:
            found = from_text(text, procedure_hash)
        except CompiledDamaged as damaged:
            raise ProcedureDamaged(damaged.text) from damaged
        if len(_read) >= _READ_AT_MOST:
            _read.clear()
        _read[procedure_hash] = found
    return found


def statute_titles() -> list[str]:
    """What the statutes are called and what is studied besides, each once: laws, the Constitution first; then what is below
    them; then the Party's rules; of a kind by the sound of their titles, as far as GB 18030 has it."""
    found = {*(one.title.zh for one in library().statutes.values()), *studied_titles()}
    return sorted(found, key=lambda title: (_rank(title), title.encode("gb18030")))


def _rank(title: str) -> int:
    """Where a title stands in a list from which laws are picked."""
    if title == "宪法":
        return 0
    return 3 if title.startswith("中国共产党") else 1 if title.endswith(("法", "法典")) else 2


def statutory_rule(rule_id: str, on: date) -> Rule | None:
    """A statute's rule as it reads on a day, by its whole identifier (``statute/rule``); None where there is none."""
    statute = library().statute(rule_id.partition("/")[0], on)
    return None if statute is None else next((one for one in statute.rules if one.id == rule_id), None)
