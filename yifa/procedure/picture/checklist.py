"""A procedure in plain sentences: who does what, what must come first, what follows within which limit, and by which article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yifa.law.text import Bilingual, counted
from yifa.procedure.guards import Guard
from yifa.procedure.model import (
    Apart,
    Condition,
    Exclude,
    Extend,
    Include,
    Milestone,
    Power,
    Procedure,
    Quorum,
    Response,
    Restart,
    Rule,
    Separation,
    Silence,
    Stop,
)
from yifa.procedure.sentences import basis_of, power_names, who_may


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of the checklist. step: the step under which it stands; rule: what it says, None for who takes the step."""

    step: str
    sentence: Bilingual
    rule: Rule | None = None


def checklist(procedure: Procedure, language: str = "zh-hans") -> list[str]:
    """The checklist as sentences in one language, step by step."""
    return [item.sentence.in_language(language) for item in checklist_items(procedure)]


def checklist_items(procedure: Procedure) -> list[Item]:
    """The checklist: for every step in order, who takes it and what rules say about it, each rule once."""
    items: list[Item] = []
    told: set[str] = set()
    for key, step in procedure.steps.items():
        if step.return_of is not None:
            continue
        who = who_may(step.by, procedure.power_titles)
        ends_zh = "，本案开始" if step.opens else ""
        ends_zh += "，本案办结" if step.closes else ""
        ends_en = "; this opens the case" if step.opens else ""
        ends_en += "; this closes the case" if step.closes else ""
        items.append(
            Item(
                key,
                Bilingual(
                    f"「{step.title.zh}」由{who.zh}办理{ends_zh}。",
                    f"'{step.title.en}' is taken by {who.en}{ends_en}.",
                ),
            )
        )
        if step.returns_to is not None:
            target = procedure.steps[step.returns_to].title
            items.append(
                Item(
                    key,
                    Bilingual(
                        f"办理「{step.title.zh}」时可以写明理由，退回「{target.zh}」重新办理。",
                        f"At '{step.title.en}' the matter may be returned, with a reason, to '{target.en}'.",
                    ),
                )
            )
        for rule in procedure.rules:
            if rule.id in told or rule.id.startswith("procedure/") or key not in _under(procedure, rule):
                continue
            told.add(rule.id)
            items.append(Item(key, _sentence(procedure, rule), rule))
    return items


def _under(procedure: Procedure, rule: Rule) -> tuple[str, ...]:
    """The steps under which a rule is told."""
    match rule.relation:
        case Condition() | Milestone() | Quorum() | Power():
            return rule.relation.steps
        case Response():
            return rule.relation.after
        case Exclude() | Include() | Extend() | Restart():
            return rule.relation.on
        case Separation():
            return tuple(step for group in rule.relation.groups for step in group)[-1:]
        case Stop():
            return rule.relation.start
        case Silence():
            limit = procedure.by_id[rule.relation.limit].relation
            return limit.after if isinstance(limit, Response) else (rule.relation.becomes,)


def _sentence(procedure: Procedure, rule: Rule) -> Bilingual:
    told = _told(procedure, rule)
    basis = basis_of(rule)
    when = _when(rule.when)
    return Bilingual(f"{when.zh}{told.zh}{basis.zh}。", f"{when.en}{told.en}{basis.en}.")


def _when(guard: Guard | None) -> Bilingual:
    if guard is None:
        return Bilingual("", "")
    return Bilingual(f"满足“{guard.text}”时，", f"If {guard.text}: ")


def _told(procedure: Procedure, rule: Rule) -> Bilingual:
    def names(keys: Iterable[str]) -> Bilingual:
        titles = [procedure.steps[key].title for key in keys]
        return Bilingual(
            "、".join(f"「{title.zh}」" for title in titles), ", ".join(f"'{title.en}'" for title in titles)
        )

    def either(keys: Iterable[str]) -> Bilingual:
        titles = [procedure.steps[key].title for key in keys]
        return Bilingual(
            "或".join(f"「{title.zh}」" for title in titles), " or ".join(f"'{title.en}'" for title in titles)
        )

    relation = rule.relation
    match relation:
        case Condition():
            steps, needs = names(relation.steps), either(relation.needs)
            outcome_zh = f"，且{rule.says.zh}" if relation.answers is not None else ""
            outcome_en = f" ({rule.says.en})" if relation.answers is not None else ""
            delay_zh = f"满{relation.delay.zh()}" if relation.delay is not None else ""
            delay_en = f" and {relation.delay.en()} have passed" if relation.delay is not None else ""
            return Bilingual(
                f"{needs.zh}完成{delay_zh}后才能办理{steps.zh}{outcome_zh}",
                f"{steps.en} only after {needs.en}{delay_en}{outcome_en}",
            )
        case Response():
            after, owed = either(relation.after), either(relation.owed)
            within_zh = f"在{relation.within.zh()}内" if relation.within is not None else ""
            within_en = f" within {relation.within.en()}" if relation.within is not None else ""
            if relation.until is not None:
                day = procedure.questions[relation.until].label
                within_zh, within_en = f"在“{day.zh}”之前", f" by “{day.en}”"
            promise_zh, promise_en = ("承诺", " (a promise)") if rule.promises is not None else ("", "")
            return Bilingual(
                f"办理{after.zh}后，{promise_zh}应当{within_zh}办理{owed.zh}",
                f"after {after.en}, {owed.en} is owed{within_en}{promise_en}",
            )
        case Milestone():
            steps, waits = names(relation.steps), either(relation.waits_for)
            return Bilingual(
                f"{waits.zh}应办未办的，不得办理{steps.zh}", f"{steps.en} waits while {waits.en} is owed"
            )
        case Exclude():
            on, steps = either(relation.on), names(relation.steps)
            return Bilingual(
                f"办理{on.zh}后，不再办理{steps.zh}", f"after {on.en}, {steps.en} is no longer taken"
            )
        case Include():
            on, steps = either(relation.on), names(relation.steps)
            return Bilingual(f"办理{on.zh}后，可以办理{steps.zh}", f"after {on.en}, {steps.en} can be taken")
        case Separation():
            groups = [either(group) for group in relation.groups]
            same = {
                Apart.OFFICER: ("同一人", "the same person"),
                Apart.POST: ("同一岗位", "the same post"),
                Apart.DEPARTMENT: ("同一科室", "the same department"),
            }[relation.of]
            return Bilingual(
                f"{'与'.join(group.zh for group in groups)}不得由{same[0]}办理",
                f"{' and '.join(group.en for group in groups)} are not taken by {same[1]}",
            )
        case Quorum():
            steps = names(relation.steps)
            return Bilingual(
                f"{steps.zh}由不少于{relation.people}人共同办理",
                f"{steps.en} needs at least {relation.people} people",
            )
        case Power():
            steps, powers = names(relation.steps), power_names(relation.needs, procedure.power_titles)
            return Bilingual(f"{steps.zh}须由“{powers.zh}”作出", f"{steps.en} is for the {powers.en}")
        case Silence():
            becomes = procedure.steps[relation.becomes].title
            since = either(relation.effective)
            return Bilingual(
                f"逾期未办的，{f'自{since.zh}之日起' if relation.effective else ''}视为「{becomes.zh}」",
                f"if the limit passes in silence, '{becomes.en}' takes effect"
                + (f" as of {since.en}" if relation.effective else ""),
            )
        case Extend():
            on = either(relation.on)
            return Bilingual(
                f"期限届满前，{on.zh}可以延长{relation.by.zh()}，最多{relation.times}次",
                f"before the limit ends, {on.en} extends it by {relation.by.en()}, at most {counted(relation.times, 'times')}",
            )
        case Stop():
            start, until = either(relation.start), either(relation.until)
            return Bilingual(
                f"自{start.zh}至{until.zh}的时间不计入期限",
                f"from {start.en} until {until.en} the clock stands still",
            )
        case Restart():
            on = either(relation.on)
            return Bilingual(f"自{on.zh}起重新计算期限", f"the limit starts anew at {on.en}")
