"""What ``returns_to`` compiles to: a step that returns, and the rules that make the returned step owed and its own wait."""

from __future__ import annotations

from dataclasses import replace

from yifa.law.text import Bilingual
from yifa.procedure import types
from yifa.procedure.model import (
    Condition,
    Exclude,
    Include,
    Milestone,
    Question,
    Relation,
    Response,
    Rule,
    Source,
    Step,
)


def return_step(step: Step, name: str, target: Step) -> Step:
    """The step that returns ``step`` to ``target``: by the same people, as often as need be, with a reason."""
    reason = Question(
        key="reason",
        type=types.LONG_TEXT,
        label=Bilingual("退回理由", "Reason for returning it"),
        required=True,
    )
    return Step(
        key=name,
        title=Bilingual(f"{step.title.zh}·退回", f"{step.title.en}: return"),
        by=step.by,
        repeat=True,
        dormant=step.dormant,
        says=Bilingual(
            f"写明理由，退回「{target.title.zh}」重新办理", f"Return it with a reason to '{target.title.en}'"
        ),
        asks={"reason": reason},
        return_of=step.key,
        plays=tuple(
            f"{institution}/return-from-{part}"
            for institution, _, part in (one.partition("/") for one in step.plays)
        ),
        source=step.source,
    )


def shadowed(relation: Relation, key: str, name: str) -> Relation:
    """Whatever bars, excludes or includes a step does the same to its return."""

    def with_return(steps: tuple[str, ...]) -> tuple[str, ...]:
        return (*steps, name) if key in steps and name not in steps else steps

    if isinstance(relation, Condition):
        return replace(relation, steps=with_return(relation.steps))
    if isinstance(relation, Exclude | Include):
        return replace(relation, steps=with_return(relation.steps))
    return relation


def return_rules(step: Step, name: str, target: Step, redo: tuple[str, ...], source: Source) -> list[Rule]:
    """The rules of a return; ``redo`` are owed again after the target."""
    says = Bilingual(
        f"「{step.title.zh}」退回的，应当重新办理「{target.title.zh}」",
        f"what '{step.title.en}' returns is done again from '{target.title.en}'",
    )
    again = (target.key, *redo)

    def rule(suffix: str, relation: Relation) -> Rule:
        return Rule(f"procedure/{name}{suffix}", says, relation, source=source)

    rules = [rule("", Include((name,), again)), rule("-waits", Milestone((step.key, name), again))]
    rules += [rule(f"-owes-{key}", Response((name,), (key,))) for key in again]
    if redo:
        rules.append(rule("-first", Milestone(redo, (target.key,))))
    return rules
