"""How far a bureau's record was verified, kept in files outside its database: ``<home>/verified/<code>.json``, and, while a whole
verification is under way, ``<code>.run``: a line that says what it goes through, and one more for each part that was found sound.

From the mark of the last verification the daily run goes on, and once a week it verifies the whole. A whole verification that was
broken off is taken up: the parts that were found sound are not gone through again, and what was written since it began is
looked at as every morning. Whoever can write these files can have something looked at later; the weekly verification, or one by
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
    places: dict[Part, int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {part: at for at, part in enumerate(self.parts)}

    def take(self, part: Part, count: int) -> None:
        """A part was found sound. count: things that it went through."""
        self.done.add(part)
        if part.kind is PartKind.ROWS:
            self.rows[part.of] = self.rows.get(part.of, 0) + count


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
    try:
        first, *lines = _place_of_run(bureau).read_text(encoding="utf-8").splitlines()
        told = json.loads(first)
        run = Run(
            datetime.fromisoformat(told["began"]),
            Mark(**told["mark"]),
            [
                Part(PartKind(kind), range(start, stop), of, weight)
                for kind, start, stop, of, weight in told["parts"]
            ],
        )
    except (FileNotFoundError, ValueError):
        # Without a file, or with half of one, the next verification is of the whole.
        return None
    for line in lines:
        with suppress(ValueError):  # the line that was being written when the run ended
            at, count = json.loads(line)
            run.take(run.parts[at], count)
    return None if now - run.began > _STALE else run


def begin(bureau: Bureau, began: datetime, mark: Mark, parts: list[Part]) -> Run:
    """A whole verification begins."""
    place = _place_of_run(bureau)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    listed = [[str(one.kind), one.keys.start, one.keys.stop, one.of, one.weight] for one in parts]
    told = {"began": began.isoformat(), "mark": asdict(mark), "parts": listed}
    write_whole(place, json.dumps(told) + "\n")
    return Run(began, mark, parts)


def note(bureau: Bureau, run: Run, found: Found) -> None:
    """A part of a run was found sound: one more line, however long the run is."""
    run.take(found.part, found.count)
    with _place_of_run(bureau).open("a", encoding="utf-8") as out:
        out.write(f"\n[{run.places[found.part]},{found.count}]")


def finish(bureau: Bureau, mark: Mark, at: datetime, digests_of_cases: Mapping[str, str]) -> None:
    """The whole was verified as of this mark. digests_of_cases: by the first key of each part of cases."""
    told = {"mark": asdict(mark), "at": at.isoformat(), "whole_at": at.isoformat()}
    _write(bureau, {"last": told, "cases": dict(digests_of_cases)})
    _place_of_run(bureau).unlink(missing_ok=True)


def digests(bureau: Bureau) -> dict[str, str]:
    """Digests of cases that were made anew and found sound, by the first key of each part (``comparing.digest_of_cases``)."""
    return {str(key): str(value) for key, value in _read(bureau).get("cases", {}).items()}


def keep_changes(bureau: Bureau, mark: Mark, at: datetime) -> None:
    """What came since was verified up to this mark."""
    told = _read(bureau)
    told["last"] = {**told["last"], "mark": asdict(mark), "at": at.isoformat()}
    _write(bureau, told)


def forget(bureau: Bureau) -> None:
    """Forget what was verified: for a demonstration that is made anew, and for nothing else."""
    place_of(bureau).unlink(missing_ok=True)
    _place_of_run(bureau).unlink(missing_ok=True)


def _place_of_run(bureau: Bureau) -> Path:
    return place_of(bureau).with_suffix(".run")


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
