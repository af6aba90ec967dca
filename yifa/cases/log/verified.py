"""How far a bureau's record was verified, kept in a file outside its database: ``<home>/verified/<code>.json``.

From the mark of the last verification the daily run goes on, and once a week it verifies the whole. A whole verification that was
broken off is taken up: the parts that were found sound are not gone through again, and what was written since it began is
looked at as every morning. Whoever can write this file can have something looked at later; the weekly verification, or one by
command, does not rest on it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from yifa.cases.log.heads import write_whole
from yifa.cases.log.parts import Found, Part, PartKind
from yifa.house.models import Bureau

WHOLE_EVERY: Final = timedelta(days=7)  # lint: allow one-module-counts-days: upkeep, no limit of the law
_STALE: Final = timedelta(days=2)  # lint: allow one-module-counts-days: upkeep, no limit of the law
"""A run that was broken off longer ago begins anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a record goes: entries under its signed head, that head's root in hexadecimal digits, and the number of the last
    commitment to a row."""

    size: int
    root: str
    seq: int


@dataclass(slots=True)
class Run:
    """A whole verification under way: when it began, how far the record went then, its parts, those that were found sound, and
    rows compared by table."""

    began: datetime
    mark: Mark
    parts: list[Part]
    done: set[Part] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What was verified last: the mark from which to go on, and when the whole was."""

    mark: Mark
    at: datetime
    whole_at: datetime

    def is_whole_due(self, now: datetime) -> bool:
        """Whether a week is over since the whole was verified."""
        return now - self.whole_at >= WHOLE_EVERY


def place_of(bureau: Bureau) -> Path:
    """Where the file lies."""
    return Path(settings.HOME) / "verified" / f"{bureau.code}.json"


def last(bureau: Bureau) -> Known | None:
    """What was verified last; None before the first whole verification."""
    told = _read(bureau).get("last")
    if told is None:
        return None
    return Known(
        Mark(**told["mark"]), datetime.fromisoformat(told["at"]), datetime.fromisoformat(told["whole_at"])
    )


def run_of(bureau: Bureau, now: datetime) -> Run | None:
    """The whole verification that was broken off lately; None where there is none."""
    told = _read(bureau).get("run")
    if told is None:
        return None
    run = Run(
        datetime.fromisoformat(told["began"]),
        Mark(**told["mark"]),
        [_part(one) for one in told["parts"]],
        {_part(one) for one in told["done"]},
        told["rows"],
    )
    return None if now - run.began > _STALE else run


def note(bureau: Bureau, run: Run, found: Found) -> None:
    """A part of a run was found sound."""
    run.done.add(found.part)
    if found.part.kind is PartKind.ROWS:
        run.rows[found.part.of] = run.rows.get(found.part.of, 0) + found.count
    _write(
        bureau,
        {
            **_read(bureau),
            "run": {
                "began": run.began.isoformat(),
                "mark": asdict(run.mark),
                "parts": [_told(one) for one in run.parts],
                "done": [_told(one) for one in run.parts if one in run.done],
                "rows": run.rows,
            },
        },
    )


def finish(bureau: Bureau, mark: Mark, at: datetime, digests_of_cases: Mapping[str, str]) -> None:
    """The whole was verified as of this mark. digests_of_cases: by the first key of each part of cases."""
    told = {"mark": asdict(mark), "at": at.isoformat(), "whole_at": at.isoformat()}
    _write(bureau, {"last": told, "cases": dict(digests_of_cases)})


def digests(bureau: Bureau) -> dict[str, str]:
    """Digests of cases that were made anew and found sound, by the first key of each part (``replay.digest_of_cases``)."""
    return {str(key): str(value) for key, value in _read(bureau).get("cases", {}).items()}


def keep_changes(bureau: Bureau, mark: Mark, at: datetime) -> None:
    """What came since was verified up to this mark."""
    told = _read(bureau)
    told["last"] = {**told["last"], "mark": asdict(mark), "at": at.isoformat()}
    _write(bureau, told)


def forget(bureau: Bureau) -> None:
    """Forget what was verified: for a demonstration that is made anew, and for nothing else."""
    with suppress(FileNotFoundError):
        place_of(bureau).unlink()


def _told(part: Part) -> list[Any]:
    return [str(part.kind), part.keys.start, part.keys.stop, part.of, part.weight]


def _part(told: list[Any]) -> Part:
    kind, start, stop, of, weight = told
    return Part(PartKind(kind), range(start, stop), of, weight)


def _read(bureau: Bureau) -> dict[str, Any]:
    try:
        told = json.loads(place_of(bureau).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        # Without a file, or with half of one, the next verification is of the whole.
        return {}
    return told if isinstance(told, dict) else {}


def _write(bureau: Bureau, told: dict[str, Any]) -> None:
    place = place_of(bureau)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(place, json.dumps(told))
