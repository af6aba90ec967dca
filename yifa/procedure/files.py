"""Finding what a single file needs: a procedure outside the package with the statutes beside it, or a statute alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yifa.law.text import Bilingual
from yifa.procedure.library import (
    POWERS,
    Library,
    files_root,
    read_powers,
    read_procedure,
    read_statute,
    with_powers,
    yaml_in,
)
from yifa.procedure.model import Procedure, Statute
from yifa.procedure.reading import FileProblem, FileProblems, read_placed

_NEITHER = (
    "文件既不是法规（statute: …）也不是程序（procedure: …），请在开头写明",
    "the file is neither a statute (statute: …) nor a procedure (procedure: …); say so at its head",
)


def open_file(path: Path) -> Statute | Procedure:
    """The statute or procedure in a file.

    Statutes that a procedure composes are looked for in its own folder, in ``../statutes``, and then in the package; powers in
    ``powers.yaml`` beside it, and then in the package's. Raises FileProblems.
    """
    placed = read_placed(path)
    if "statute" in placed.plain:
        return read_statute(path)
    if "procedure" not in placed.plain:
        raise FileProblems([FileProblem(str(path), 1, 1, *_NEITHER)])
    composed = placed.plain.get("composes")
    wanted = {
        item["statute"]
        for item in (composed if isinstance(composed, list) else [])
        if isinstance(item, dict) and isinstance(item.get("statute"), str)
    }
    found = _statutes(path, wanted)
    others = _statutes_named(path) if wanted - set(found) else ()
    return with_powers(read_procedure(path, found, others=others), _powers(path))


def versions_beside(procedure: Procedure, path: Path) -> Library:
    """A library of the file and of the other versions of the same procedure that can be read in its folder."""
    found = [procedure]
    for other in yaml_in(path.parent):
        if other.resolve() == path.resolve():
            continue
        try:
            if read_placed(other).plain.get("procedure") == procedure.key:
                opened = open_file(other)
                if isinstance(opened, Procedure):
                    found.append(opened)
        except FileProblems:
            # The neighbour's mistakes are its own; they are reported when it is checked itself.
            continue
    statutes = _statutes(path, set(procedure.statutes))
    return Library(statutes, {procedure.key: tuple(sorted(found, key=lambda item: item.in_force.first))})


def _powers(path: Path) -> dict[str, Bilingual]:
    """What powers are called beside a file, and in the package."""
    known: dict[str, Bilingual] = {}
    for place in (files_root() / "procedures" / POWERS, path.parent / POWERS):
        if place.exists():
            known.update(read_powers(place))
    return known


def _folders(path: Path) -> tuple[Path, ...]:
    """Where the statutes lie that a procedure may compose, nearest first."""
    return (path.parent, path.parent.parent / "statutes", files_root() / "statutes")


def _statutes_named(path: Path) -> tuple[str, ...]:
    """The keys of all statutes that a procedure may compose."""
    return tuple(
        key
        for folder in _folders(path)
        if folder.is_dir()
        for each in yaml_in(folder)
        if (key := _heads(each)) is not None
    )


def _statutes(path: Path, wanted: set[str]) -> dict[str, Statute]:
    """The wanted statutes, nearest first. One that cannot be read raises only if it is wanted."""
    found: dict[str, Statute] = {}
    for folder in _folders(path):
        for candidate in _candidates(folder, wanted - set(found)):
            statute = read_statute(candidate)
            found.setdefault(statute.key, statute)
    return found


def _candidates(folder: Path, wanted: set[str]) -> Iterator[Path]:
    """Files of a folder that hold a wanted statute: by their name, else by their first lines."""
    if not wanted or not folder.is_dir():
        return
    rest = set(wanted)
    for key in sorted(wanted):
        named = folder / f"{key}.yaml"
        if named.exists() and _heads(named) == key:
            rest.discard(key)
            yield named
    if not rest:
        return
    for path in yaml_in(folder):
        if _heads(path) in rest:
            yield path


def _heads(path: Path) -> str | None:
    """The key of the statute that a file says it is, without reading it whole; None if it is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for line in lines:
        if line.startswith("statute:"):
            return line.partition(":")[2].split("#")[0].strip().strip("\"'")
    return None
