"""The library as it was read last time, from one file, where no file of the law and nothing that reads it has changed since.

Reading YAML, composing and hashing take a second of CPU in every process; this takes a fraction. What is kept is JSON, and
no program. Walks are not in it: they are tests, for those who run them. A file that cannot be used is as good as none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from yifa.law.english import CATALOGUE
from yifa.law.memory import uncollected
from yifa.law.text import Bilingual
from yifa.procedure.checker import kept
from yifa.procedure.compiled import told_whole, value_of
from yifa.procedure.library import PROCEDURES, Library, load_library
from yifa.procedure.model import Procedure, Statute

_FOLDERS: Final = ("statutes", "institutions", "procedures")
# Each is some megabytes; only the newest is of use, and another root may share the folder.
_MOST_KEPT: Final = 4


def files_of(root: Path) -> Iterator[Path]:
    """Every file that the library of a root folder is read from."""
    for name in _FOLDERS:
        yield from (root / name).rglob("*.yaml")
    yield from (root / PROCEDURES).glob(CATALOGUE)


@uncollected()
def prepared_library(root: Path, folder: Path) -> Library:
    """The library of ``root`` without walks and without the texts of institutions, kept in ``folder``. Raises FileProblems."""
    key = f"prepared-{kept.digest_of(files_of(root))[:32]}"
    told = kept.read(folder, key)
    if isinstance(told, dict):
        try:
            return _library(told)
        except (KeyError, TypeError, ValueError, AttributeError, LookupError):
            # Half a file, or one that somebody wrote into.
            pass
    read = load_library(root, walks=False)
    kept.write(folder, key, _told(read), most=_MOST_KEPT)
    return _without_walks(read)


def _told(library: Library) -> dict[str, Any]:
    return {
        "statutes": {key: told_whole(versions) for key, versions in library.statute_versions.items()},
        "procedures": {
            key: [
                {name: value for name, value in told_whole(one).items() if name != "walks"}
                for one in versions
            ]
            for key, versions in library.procedures.items()
        },
        "powers": told_whole(library.powers),
    }


def _library(told: dict[str, Any]) -> Library:
    statutes = {key: value_of(tuple[Statute, ...], versions) for key, versions in told["statutes"].items()}
    procedures = {
        key: tuple(value_of(Procedure, {**one, "walks": []}) for one in versions)
        for key, versions in told["procedures"].items()
    }
    return Library(
        {key: versions[-1] for key, versions in statutes.items()},
        procedures,
        {key: value_of(Bilingual, text) for key, text in told["powers"].items()},
        statute_versions=statutes,
    )


def _without_walks(library: Library) -> Library:
    """The same as is read from what was kept."""
    return _library(_told(library))
