"""Results that outlive the process, each in a file named by what it depends on.

A file that cannot be read or written is as good as none: the check is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import yifa.law
import yifa.procedure

_MOST_KEPT: Final = 400
# Beside the files a result depends on the code that makes it, with its data, and the libraries that count and search.
_CODE: Final = (yifa.procedure, yifa.law)
_LIBRARIES: Final = ("oxidd", "chinesecalendar", "common-expression-language")


@cache
def checker_version() -> str:
    """SHA-256 (hex) of everything that makes a result."""
    files = (path for package in _CODE for folder in package.__path__ for path in Path(folder).rglob("*"))
    made = digest_of(path for path in files if path.is_file() and path.suffix != ".pyc")
    return sha256("\n".join([made, *map(version, _LIBRARIES)]).encode()).hexdigest()


def digest_of(files: Iterable[Path]) -> str:
    """SHA-256 (hex) over the files' names and contents."""
    whole = sha256()
    for path in sorted(files):
        whole.update(f"{path}\n".encode())
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def read(folder: Path, key: str) -> Any:
    """What was kept under a key by this version of the checker; None if nothing was."""
    try:
        return json.loads(_file(folder, key).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write(folder: Path, key: str, told: Mapping[str, Any], most: int = _MOST_KEPT) -> None:
    """Keeps a result. The oldest go when there are more than ``most``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _file(folder, key)
        partly = path.with_suffix(".part")
        partly.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        partly.replace(path)
        kept = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime)
        for old in kept[:-most]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _file(folder: Path, key: str) -> Path:
    return folder / f"{key}-{checker_version()[:16]}.json"
