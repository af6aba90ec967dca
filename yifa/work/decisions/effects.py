"""What decisions write: the catalogue's items, the day of each step, who had which part, and what evaluation found."""

from __future__ import annotations

from typing import Any

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.told.links import answers_of
from yifa.law.votes import view_of
from yifa.work.decisions.registers import CatalogueItem, DecisionPart, Evaluation, MajorDecision

_VOTES = {"votes_for": "for", "votes_against": "against", "abstentions": "abstained"}


# The catalogue ----------------------------------------------------------------------------------------------------------------


@effect("catalogue/publish-catalogue")
def publish_catalogue(of: EffectContext) -> None:
    """The items that stand are listed; what an adjustment took out stays as a line that is not."""
    rows = CatalogueItem.objects.filter(case=of.case)
    rows.update(is_listed=False)
    published = of.day("published_on") or of.on
    for item in of.rows_of("items"):
        name = str(item["name"])
        values: dict[str, Any] = {
            "unit": item.get("unit", ""),
            "planned": item.get("planned", ""),
            "is_listed": True,
            "published_on": published,
        }
        CatalogueItem.objects.update_or_create(
            case=of.case,
            name=name,
            defaults=values,
            create_defaults={
                **of.row,
                **values,
                "name": name,
                "year": of.number("catalogue_year") or of.on.year,
            },
        )


# A decision's steps -----------------------------------------------------------------------------------------------------------


@effect("decision-making/start")
def start(of: EffectContext) -> None:
    """A decision counts from its start; a matter that is no major decision does not."""
    if of.text("kind_of_major") == "none":
        return
    MajorDecision.objects.create(
        **of.row,
        name=_name(of),
        unit=of.text("undertaking_unit")[:100],
        is_document="rule-making" in of.procedure.institutions,
        in_catalogue=bool(of.text("catalogue")),
        started_on=of.on,
    )
    _answers_for(of, "start")


@effect("decision-making/draft")
def draft(of: EffectContext) -> None:
    """Whoever drafts it has a part in it."""
    _answers_for(of, "draft")


@effect("decision-making/consult-public")
def consult(of: EffectContext) -> None:
    """The public was heard."""
    _set(of, consulted_on=of.on)


@effect("hearing/hold-hearing")
def hold_hearing(of: EffectContext) -> None:
    """A hearing was held."""
    _set(of, heard_on=of.on)


@effect("expert-argument/argue-by-experts")
def argue(of: EffectContext) -> None:
    """Experts argued it; the last time counts."""
    experts = of.all_answers.get("experts")
    _set(of, argued_on=of.on, experts=len(experts) if isinstance(experts, list) else 0)
    _answers_for(of, "experts")


@effect("risk-assessment/assess-risk")
def assess_risk(of: EffectContext) -> None:
    """Its risk was assessed; the last time counts."""
    _set(
        of,
        risk_assessed_on=of.on,
        risk_level=of.text("risk_level"),
        appraiser=of.text("appraiser")[:100],
    )
    _answers_for(of, "risk")


@effect("decision-making/review-competition")
def review_competition(of: EffectContext) -> None:
    """Its effect on competition was reviewed."""
    _set(of, competition_reviewed_on=of.on)


@effect("decision-making/review-legality")
def review_legality(of: EffectContext) -> None:
    """Its legality was reviewed; the last opinion counts."""
    _set(of, reviewed_on=of.on, opinion=str(of.answers.get("opinion") or ""))
    _answers_for(of, "review")


@effect("decision-making/deliberate")
def deliberate(of: EffectContext) -> None:
    """Discussed; each member's view and vote is taken over from the meeting item, and dissent with it."""
    _set(of, deliberated_on=of.on)
    item = of.linked("item")
    if item is not None:
        _members(of, answers_of(item))


@effect("decision-making/decide")
def decide(of: EffectContext) -> None:
    """Decided by the head."""
    _set(of, outcome=of.text("outcome"), decided_on=of.on)
    _answers_for(of, "decide")


@effect("decision-making/drop")
def drop(of: EffectContext) -> None:
    """Dropped before it was decided."""
    _set(of, outcome="dropped", decided_on=of.on)


@effect("party-report/report-to-committee")
def report_to_committee(of: EffectContext) -> None:
    """Reported to the Party committee."""
    _set(of, reported_on=of.day("reported_on") or of.on)


@effect("decision-making/publish")
def publish(of: EffectContext) -> None:
    """Published."""
    _set(of, published_on=of.day("published_on") or of.on)


@effect("execution-and-file/file-records")
def file_records(of: EffectContext) -> None:
    """Its whole file is archived."""
    _set(of, filed_on=of.on)


# Execution and evaluation -----------------------------------------------------------------------------------------------------


@effect("execution/begin")
def begin(of: EffectContext) -> None:
    """A unit executes it."""
    _set_named(of, executing_unit=of.text("executing_unit")[:100])


@effect("execution/report-execution")
def report_execution(of: EffectContext) -> None:
    """Carried out in full, on the day on which that was reported."""
    _set_named(of, executed_on=of.on if of.flag("executed") else None)


@effect("execution/suspend")
def suspend(of: EffectContext) -> None:
    """Suspended by the head."""
    _set_named(of, suspended_on=of.on)
    _answers_for(of, "suspend")


@effect("execution/resume")
def resume(of: EffectContext) -> None:
    """Executed again."""
    _set_named(of, suspended_on=None)


@effect("execution/adjust")
def adjust(of: EffectContext) -> None:
    """Another decision took its place."""
    _set_named(of, changed_by=of.text("changed_by"))


@effect("execution/evaluate")
def evaluate(of: EffectContext) -> None:
    """An evaluation counts each time."""
    decision = of.linked("decision")
    Evaluation.objects.create(
        **of.row,
        decision=decision.title[:200] if decision is not None else of.case.title,
        evaluator=of.text("evaluator")[:100],
        result=of.text("evaluation"),
        advice=of.text("evaluation_advice"),
        evaluated_on=of.on,
    )


# ------------------------------------------------------------------------------------------------------------------------------


def _name(of: EffectContext) -> str:
    return (of.text("title") or of.case.title)[:200]


def _set(of: EffectContext, **values: Any) -> None:
    MajorDecision.objects.filter(case=of.case).update(**values)


def _set_named(of: EffectContext, **values: Any) -> None:
    """Write to the decision that an execution names."""
    decision = of.linked("decision")
    if decision is not None:
        MajorDecision.objects.filter(case=decision).update(**values)


def _answers_for(of: EffectContext, part: str) -> None:
    """Whoever takes the step answers for it; the first day counts."""
    officer = of.officer
    if officer is None:
        return
    held = officer.holdings_on(of.on)
    DecisionPart.objects.get_or_create(
        case=of.case,
        part=part,
        person=officer.name[:60],
        defaults={
            **of.row,
            "decision": _name(of),
            "post": held[0].post.name[:60] if held else "",
            "done_on": of.on,
        },
    )


def _members(of: EffectContext, item: dict[str, Any]) -> None:
    """Members of the meeting, as the item has them: order, view, vote; who voted against or abstained dissented."""
    votes = {member: how for key, how in _VOTES.items() for member in _names(item, key)}
    views = {
        str(line.get("member")): view_of(line) for line in item.get("views") or () if isinstance(line, dict)
    }
    dissent = str(item.get("dissent") or "")
    DecisionPart.objects.filter(case=of.case, part="member").update(stance="", view="", dissented=False)
    for member in dict.fromkeys((*_names(item, "spoke"), *_names(item, "avoided"), *votes)):
        stance = votes.get(member) or ("stood_aside" if member in _names(item, "avoided") else "spoke")
        values: dict[str, Any] = {
            "stance": stance,
            "view": views.get(member, ""),
            "dissented": stance == "against" or member in dissent,
            "done_on": of.on,
        }
        DecisionPart.objects.update_or_create(
            case=of.case,
            part="member",
            person=member[:60],
            defaults=values,
            create_defaults={
                **of.row,
                **values,
                "decision": _name(of),
                "part": "member",
                "person": member[:60],
            },
        )


def _names(answers: dict[str, Any], key: str) -> tuple[str, ...]:
    value = answers.get(key)
    return tuple(str(one).strip() for one in value) if isinstance(value, list) else ()
