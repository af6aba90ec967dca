"""Reading what strangers sent in a process of its own, with bounds on memory, time and files.

Parsers are large, and some are written in languages in which a broken file can take the process with it. A worker that serves
pages therefore never reads a file itself: a child reads it, within limits that the system enforces, and answers in JSON. Whatever
happens to the child, the worker has a sentence. The child is started anew (not forked: a worker has threads) and is given nothing
but the bytes and the ending of the name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, Final

from yifa.extraction.errors import CannotRead
from yifa.extraction.recogniser import is_installed
from yifa.extraction.result import LARGEST_BYTES, Extracted, Kind, PicturePlace, too_large
from yifa.law.text import Bilingual

MEMORY_BYTES: Final = 1536 * 1024 * 1024
CPU_SECONDS: Final = 30
WALL_SECONDS: Final = 60
# Recognising a scan and converting an old document are programs of their own: they write files down, and ask for gigabytes that
# they do not use.
HELPED_MEMORY_BYTES: Final = 12 * 1024 * 1024 * 1024
HELPED_SECONDS: Final = 1800
HELPED_FILE_BYTES: Final = 256 * 1024 * 1024
_ANSWER_BYTES: Final = 256 * 1024 * 1024
_CANNOT_READ: Final = 3
_KEPT: Final = 4

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT: Final = "yifa.extraction.apart:answer"
_ROOT: Final = str(Path(__file__).resolve().parents[2])
_START: Final = "import sys; sys.path.insert(0, sys.argv[1]); from yifa.extraction.apart import child; child(*sys.argv[2:])"

# One act reads its file several times (its guard, its effect); the last few texts are kept.
_kept: OrderedDict[tuple[bytes, str], Extracted] = OrderedDict()
_lock: Final = Lock()


def extract_apart(data: bytes, name: str, limit_bytes: int = LARGEST_BYTES) -> Extracted:
    """As ``extract``, in a process of its own. Raises CannotRead, also where the file would take too much memory or time."""
    if len(data) > limit_bytes:
        raise too_large(len(data), limit_bytes)
    ending = ending_of(name)
    key = (sha256(data).digest(), ending)
    with _lock:
        if (found := _kept.get(key)) is not None:
            _kept.move_to_end(key)
            return found
    told = run_apart(_TEXT, ending, data)
    published_on = told["published_on"]
    found = Extracted(
        text=told["text"],
        kind=Kind(told["kind"]),
        encoding=told["encoding"],
        notes=tuple(Bilingual(zh, en) for zh, en in told["notes"]),
        has_tracked_changes=told["has_tracked_changes"],
        has_macros=told["has_macros"],
        title=told["title"],
        published_on=None if published_on is None else date.fromisoformat(published_on),
        pictures=tuple(
            PicturePlace(start, end, page, tuple(box), score, is_doubtful)
            for start, end, page, box, score, is_doubtful in told["pictures"]
        ),
    )
    with _lock:
        _kept[key] = found
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found


def run_apart(target: str, ending: str, data: bytes) -> Mapping[str, Any]:
    """What a function tells of these bytes, run in a process of its own. Raises CannotRead.

    target: ``module:function`` of Yifa's, which takes the bytes and the ending of the file's name, and answers what JSON can say,
    or raises CannotRead.
    """
    helped = target == _TEXT and (data.startswith(_OLD_OFFICE) or is_installed())
    try:
        done = subprocess.run(  # noqa: S603  (this interpreter, with words of our own)
            [
                sys.executable,
                "-I",
                "-c",
                _START,
                _ROOT,
                target,
                _safe(ending),
                "helped" if helped else "alone",
            ],
            input=data,
            capture_output=True,
            timeout=HELPED_SECONDS if helped else WALL_SECONDS,
            check=False,
            env={"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.defpath},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    if done.returncode not in (0, _CANNOT_READ) or len(done.stdout) > _ANSWER_BYTES:
        raise _too_much()
    try:
        told: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise _too_much() from None
    if done.returncode == _CANNOT_READ:
        raise CannotRead(zh=told["zh"], en=told["en"])
    return told


def _too_much() -> CannotRead:
    return CannotRead(
        zh="读取时耗费的内存或时间超出上限，没有读取；文件可能已损坏，请用办公软件打开后另存，再提供。",
        en="takes too much memory or time to read and was not read; it may be damaged. Open it, save it again, and give that.",
    )


def child(target: str, ending: str, helped: str) -> None:
    """What runs in the process of its own: bounds first, then the reading; the answer on standard output."""
    import resource

    is_helped = helped == "helped"
    for limit, most in (
        (resource.RLIMIT_AS, HELPED_MEMORY_BYTES if is_helped else MEMORY_BYTES),
        (resource.RLIMIT_CPU, HELPED_SECONDS if is_helped else CPU_SECONDS),
        (resource.RLIMIT_FSIZE, HELPED_FILE_BYTES if is_helped else 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 1024 if is_helped else 64),
    ):
        resource.setrlimit(limit, (most, most))
    data = sys.stdin.buffer.read()
    module, _, name = target.partition(":")
    code = 0
    try:
        answer = getattr(import_module(module), name)(data, ending)
    except CannotRead as refused:
        code, answer = _CANNOT_READ, {"zh": refused.zh, "en": refused.en}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()
    # Nothing is left to tidy up, and a broken file may have left a parser that does not end well.
    os._exit(code)


def answer(data: bytes, ending: str) -> dict[str, Any]:
    """What the child tells of a file's text. Raises CannotRead."""
    from yifa.extraction.read import extract

    found = extract(data, f"file.{ending}" if ending else "file")
    return {
        "text": found.text,
        "kind": found.kind.value,
        "encoding": found.encoding,
        "notes": [(note.zh, note.en) for note in found.notes],
        "has_tracked_changes": found.has_tracked_changes,
        "has_macros": found.has_macros,
        "title": found.title,
        "published_on": None if found.published_on is None else found.published_on.isoformat(),
        "pictures": [
            (one.start, one.end, one.page, one.box, one.score, one.is_doubtful) for one in found.pictures
        ],
    }


def ending_of(name: str) -> str:
    """The ending of a file's name that a child is told; empty where it is none of use."""
    return _safe(name.rpartition(".")[2]) if "." in name else ""


def _safe(ending: str) -> str:
    ending = ending.lower()
    return ending if ending.isascii() and ending.isalnum() and len(ending) <= 8 else ""
