"""Whom names on the roster of the day mean."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.house.models import Officer
from yifa.house.roster import roster_on


@column_value("interest-officer")
def interest_officer(of: EffectContext) -> Officer:
    """Who declared it."""
    return roster_on(of.bureau_id, of.on)[of.text("who")]


@column_value("interest-colleague")
def interest_colleague(of: EffectContext) -> Officer | None:
    """To whom of the bureau, where it is one of them."""
    name = of.text("colleague")
    return roster_on(of.bureau_id, of.on)[name] if name else None


@column_value("interest-other")
def interest_other(of: EffectContext) -> str:
    """To whom, by name."""
    return of.text("colleague") or of.text("other_name")


@column_value("handover-giver")
def handover_giver(of: EffectContext) -> Officer:
    """Who gives the post."""
    return roster_on(of.bureau_id, of.on)[of.text("giver_name")]


@column_value("handover-taker")
def handover_taker(of: EffectContext) -> Officer:
    """Who takes it."""
    return roster_on(of.bureau_id, of.on)[of.text("taker_name")]


@column_value("handover-lines")
def handover_lines(of: EffectContext) -> int:
    """How many lines the list has."""
    return len(of.rows_of("items"))
