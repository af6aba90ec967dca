"""The checker's results for the library's pages, each computed once for a procedure's content.

A large procedure takes a second, so a result is kept in a file under its hash and outlives the process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from yifa.law.text import Bilingual
from yifa.procedure import Library, Procedure
from yifa.procedure.checker import kept
from yifa.procedure.checker.check import check
from yifa.typesetting.letters import needs_if_known

_kept: dict[str, Checked] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault or a warning: the sentence, and the rule and steps concerned."""

    sentence: Bilingual
    rule_id: str
    article: str
    walk: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checker found. exhaustive: every state was seen; states: how many were."""

    sound: bool
    exhaustive: bool
    states: int
    officers_needed: int
    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def known(procedure: Procedure) -> Checked | None:
    """The result if it was computed before, by this process or another."""
    found = _kept.get(procedure.hash)
    if found is None:
        found = _read(procedure)
        if found is not None:
            _kept[procedure.hash] = found
    return found


def checked(procedure: Procedure, library: Library) -> Checked:
    """The result, computed now unless it is known."""
    found = known(procedure)
    if found is None:
        told = check(procedure, library, letters=needs_if_known).to_json()
        found = _kept[procedure.hash] = _checked(told)
        kept.write(_folder(), procedure.hash, told)
    return found


def _folder() -> Path:
    return Path(settings.HOME) / "checks"


def _checked(told: Mapping[str, Any]) -> Checked:
    return Checked(
        sound=bool(told["sound"]),
        exhaustive=bool(told["exhaustive"]),
        states=int(told["states"]),
        officers_needed=int(told["officers_needed"]),
        faults=tuple(_finding(one) for one in told["faults"]),
        warnings=tuple(_finding(one) for one in told["warnings"]),
    )


def _finding(told: Mapping[str, Any]) -> Finding:
    return Finding(
        Bilingual(told["zh"], told["en"]), told["rule"] or "", told["article"] or "", tuple(told["walk"])
    )


def _read(procedure: Procedure) -> Checked | None:
    told = kept.read(_folder(), procedure.hash)
    try:
        return _checked(told) if told is not None else None
    except (KeyError, TypeError):
        return None
