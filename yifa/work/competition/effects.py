"""What a review writes: each text that was laid open, the conclusion, and the end of an exception."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.screening import screen
from yifa.work.competition.drafts import context, latest, rules, text_stored
from yifa.work.competition.registers import CompetitionReview, ReviewedDraft


@effect("competition-review/receive", "competition-review/revise")
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


@effect("competition-review/conclude")
def conclude(of: EffectContext) -> None:
    """A review counts once it is concluded."""
    excepted = of.text("outcome") == "exception"
    found = screen(latest(of.case_id), rules=rules(), context=context(of.on))
    CompetitionReview.objects.update_or_create(
        case=of.case,
        defaults={"outcome": of.text("outcome"), "concluded_on": of.on},
        create_defaults={
            **of.row,
            "name": of.text("title") or of.case.title,
            "measure_kind": of.text("measure_kind"),
            "issuing_level": of.text("issuing_level"),
            "subject_number": of.text("subject"),
            "concluded_on": of.on,
            "outcome": of.text("outcome"),
            "reasons": of.text("conclusion_reasons"),
            "findings": len(found),
            "items_found": of.text("items_found"),
            "views_received": of.number("views_received") or 0,
            "views_adopted": of.number("views_adopted") or 0,
            "joint_result": of.text("joint_result"),
            "exception_ground": of.text("exception_ground") if excepted else "",
            "exception_ends_on": of.day("exception_ends_on") if excepted else None,
            "exception_end_condition": of.text("exception_end_condition") if excepted else "",
        },
    )


@effect("competition-review/end-exception")
def end_exception(of: EffectContext) -> None:
    """The excepted measure is over."""
    CompetitionReview.objects.filter(case=of.case).update(ended_on=of.on, ended_how=of.text("ended_how"))
