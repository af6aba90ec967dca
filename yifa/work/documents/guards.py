"""What the procedure's file cannot say: a number that another document has is not given again."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.registers.numbering import against_taken
from yifa.procedure import Reason


@guard("official-document/issue", "official-document-elsewhere/record", "official-document-elsewhere/enter")
def number_is_free(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a number that stands in a register already."""
    return against_taken(str(ctx.all_answers.get("document_number") or ""), but=ctx.case_id)
