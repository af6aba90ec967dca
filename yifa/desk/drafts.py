"""Forms as typed so far: kept for each officer, case and step until the step is taken or the officer throws them away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yifa.cases.models import Case, Draft
from yifa.desk.access import Seat
from yifa.interface.questions import Typed


@dataclass(slots=True)
class Kept:
    """What a draft holds: the typed fields, tokens of files, and what the form asks besides the step's questions."""

    typed: Typed
    held: dict[str, list[str]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    saved_at: datetime | None = None


def find(seat: Seat, case: Case | None, procedure: str, step: str) -> Kept | None:
    """The officer's draft of a form, if there is one."""
    row = Draft.objects.filter(officer=seat.officer, case=case, procedure_key=procedure, step=step).first()
    if row is None:
        return None
    stored = row.answers if isinstance(row.answers, dict) else {}
    return Kept(
        dict(stored.get("typed", {})),
        dict(stored.get("held", {})),
        dict(stored.get("extra", {})),
        row.saved_at,
    )


def keep(seat: Seat, case: Case | None, procedure: str, step: str, kept: Kept) -> None:
    """Keep a form as it stands, in the place of what was kept before."""
    stored = {"typed": kept.typed, "held": kept.held, "extra": kept.extra}
    Draft.objects.update_or_create(  # lint: allow registers-are-written-by-effects: a draft is no register
        bureau=seat.bureau,
        officer=seat.officer,
        case=case,
        procedure_key=procedure,
        step=step,
        defaults={"answers": stored, "saved_at": seat.now},
    )


def throw_away(seat: Seat, case: Case | None, procedure: str, step: str) -> None:
    """Forget a draft."""
    rows = Draft.objects.filter(officer=seat.officer, case=case, procedure_key=procedure, step=step)
    rows.delete()  # lint: allow registers-are-written-by-effects: a draft is no register
