"""Finding what a single file needs: a procedure outside the package, with the statutes and institutions beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yifa.law.text import Bilingual
from yifa.procedure.library import (
    POWERS,
    Library,
    english_near,
    files_root,
    read_powers,
    read_procedure,
    read_statute,
    with_powers,
    yaml_in,
)
from yifa.procedure.model import Procedure, Statute
from yifa.procedure.over_time import InstitutionVersions, institution_versions
from yifa.procedure.reading import FileProblem, FileProblems, read_placed

_NEITHER = (
    "文件既不是法规（statute: …）也不是程序（procedure: …），请在开头写明",
    "the file is neither a statute (statute: …) nor a procedure (procedure: …); say so at its head",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds, over time: a statute or a procedure, with a library of it and of what it is made of."""

    statutes: tuple[Statute, ...]
    procedures: tuple[Procedure, ...]
    library: Library


def open_file(path: Path) -> Statute | Procedure:
    """The newest version of the statute or procedure in a file; see :func:`open_versions`. Raises FileProblems."""
    opened = open_versions(path)
    return opened.procedures[-1] if opened.procedures else opened.statutes[-1]


def open_versions(path: Path) -> Opened:
    """The statute or procedure in a file.

    Statutes that a procedure composes, and institutions that it is made of, are looked for in its own folder, beside that in
    ``../statutes`` and ``../institutions``, and then in the package; powers in ``powers.yaml`` beside it, and then in the
    package's. Raises FileProblems.
    """
    placed = read_placed(path, english=english_near(path))
    if "statute" in placed.plain:
        statutes = read_statute(path)
        return Opened(statutes, (), Library({statutes[-1].key: statutes[-1]}, {}))
    if "procedure" not in placed.plain:
        raise FileProblems([FileProblem(str(path), 1, 1, *_NEITHER)])
    institutions = _institutions(path, _named(placed.plain, "made_of", "institution"))
    wanted = _named(placed.plain, "composes", "statute")
    for one in institutions.values():
        for _, institution in one.versions:
            wanted |= _named(institution.placed.plain, "composes", "statute")
    found = _statutes(path, wanted)
    others = _statutes_named(path) if wanted - set(found) else ()
    powers = _powers(path)
    versions = tuple(
        with_powers(one, powers) for one in read_procedure(path, found, institutions, others=others)
    )
    library = Library(
        {key: one[-1] for key, one in found.items()},
        {versions[-1].key: versions},
        institutions={key: one.versions[-1][1].shape for key, one in institutions.items()},
        statute_versions=found,
    )
    return Opened((), versions, library)


def _named(plain: Any, room: str, name: str) -> set[str]:
    """The keys that a file's list names, in whatever stretch of time."""
    found: set[str] = set()
    waiting: list[Any] = [plain.get(room) if isinstance(plain, dict) else None]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            found.add(item)
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            if isinstance(item.get(name), str):
                found.add(item[name])
            else:
                waiting += item.values()
    return found


def _powers(path: Path) -> dict[str, Bilingual]:
    """What powers are called beside a file, and in the package."""
    known: dict[str, Bilingual] = {}
    for place in (files_root() / "procedures" / POWERS, path.parent / POWERS):
        if place.exists():
            known.update(read_powers(place))
    return known


def _statutes_named(path: Path) -> tuple[str, ...]:
    """The keys of all statutes that a procedure may compose."""
    return tuple(
        key
        for folder in _folders(path, "statutes")
        if folder.is_dir()
        for each in yaml_in(folder)
        if (key := _heads(each, "statute")) is not None
    )


def _statutes(path: Path, wanted: set[str]) -> dict[str, tuple[Statute, ...]]:
    """The wanted statutes, nearest first. One that cannot be read raises only if it is wanted."""
    found: dict[str, tuple[Statute, ...]] = {}
    for folder in _folders(path, "statutes"):
        for candidate in _candidates(folder, wanted - set(found), "statute"):
            versions = read_statute(candidate)
            found.setdefault(versions[-1].key, versions)
    return found


def _institutions(path: Path, wanted: set[str]) -> dict[str, InstitutionVersions]:
    """The wanted institutions and those that they are made of, nearest first."""
    found: dict[str, InstitutionVersions] = {}
    missing = set(wanted)
    while missing:
        before = len(found)
        for folder in _folders(path, "institutions"):
            for candidate in _candidates(folder, missing - set(found), "institution"):
                read = institution_versions(read_placed(candidate, english=english_near(candidate)))
                found.setdefault(read.key, read)
        missing = {
            key
            for one in found.values()
            for _, institution in one.versions
            for key in _named(institution.placed.plain, "made_of", "institution")
        } - set(found)
        if len(found) == before:
            break
    return found


def _folders(path: Path, room: str) -> tuple[Path, ...]:
    return path.parent, path.parent.parent / room, files_root() / room


def _candidates(folder: Path, wanted: set[str], kind: str) -> Iterator[Path]:
    """Files of a folder that hold a wanted statute or institution: by their name, else by their first lines."""
    if not wanted or not folder.is_dir():
        return
    rest = set(wanted)
    for key in sorted(wanted):
        named = folder / f"{key}.yaml"
        if named.exists() and _heads(named, kind) == key:
            rest.discard(key)
            yield named
    if not rest:
        return
    for path in yaml_in(folder):
        if _heads(path, kind) in rest:
            yield path


def _heads(path: Path, kind: str) -> str | None:
    """The key of the statute or institution that a file says it is, without reading it whole; None if it is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for line in lines:
        if line.startswith(f"{kind}:"):
            return line.partition(":")[2].split("#")[0].strip().strip("\"'")
    return None
