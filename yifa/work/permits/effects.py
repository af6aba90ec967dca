"""What the tables of permits cannot say: a decision that takes the place of an earlier one."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.work.permits.registers import FOLLOWING, WorkPermit


@effect("work-permit-ledger/check")
def superseded(of: EffectContext) -> None:
    """The permit that was extended, changed or cancelled holds no longer in its old form; a refusal leaves it as it was."""
    if of.text("act") not in FOLLOWING or of.text("outcome") != "granted":
        return
    decided = of.day("decided_on") or of.on
    WorkPermit.objects.filter(
        permit_number=of.text("permit_number"), decided_on__lt=decided, superseded_on=None
    ).update(superseded_on=decided)
