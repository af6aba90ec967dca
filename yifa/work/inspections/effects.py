"""What the table of inspections cannot say: which visit of the year it was."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.work.inspections.computations import visits_in
from yifa.work.inspections.registers import Inspection


@column_value("inspection-visit-of-year")
def visit_of_year(of: EffectContext) -> int:
    """Counted on site alone: nought where nobody entered the enterprise."""
    row = Inspection.objects.filter(case_id=of.case_id).first()
    if row is None or row.mode != "on_site":
        return 0
    return visits_in(row.party_id, of.on.year, of.case_id) + 1
