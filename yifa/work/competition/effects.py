"""What the table of reviews cannot say: each text that was laid open, and what the screening finds in the last one."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value, effect
from yifa.screening import screen
from yifa.work.competition.drafts import context, latest, rules, text_stored
from yifa.work.competition.registers import ReviewedDraft


@effect("competition-review/receive", "competition-review/revise", enters=[ReviewedDraft])
def keep_text(of: EffectContext) -> None:
    """The text as it was given, so that what was reviewed can be shown years later."""
    text = text_stored(of.answers, of.files)
    if not text:
        return
    before = ReviewedDraft.objects.filter(case=of.case).count()
    ReviewedDraft.objects.create(
        **of.row,
        name=of.text("title") or of.case.title,
        version=before + 1,
        text=text,
        changes_made=of.text("changes_made"),
        given_on=of.on,
    )


@column_value("findings-of-screening")
def findings(of: EffectContext) -> int:
    """How many rules the last text sets off."""
    return len(screen(latest(of.case_id), rules=rules(), context=context(of.on)))
