"""What the table of penalties cannot say: under which kind a decision counts."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.procedure.answers import names_of
from yifa.work.penalties.computations import heaviest


@column_value("penalty-heaviest")
def heaviest_kind(of: EffectContext) -> str:
    """The heaviest of the kinds imposed."""
    return heaviest(names_of(of.answers, "penalty_kinds"))
