"""What those outside are told of a matter: the articles that a step rests on, what its letter may count on, until when something
has to be supplied, and how the matter ended.

A step rests on the rules that oblige, permit or limit it, and on no others of its procedure: a correction notice does not cite
the law on archives because the matter is archived in the end. Separations and what is waited for concern the office, not whom it
writes to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from yifa.law.calendar import Calendar
from yifa.law.limits import add_days, floor_ends_on
from yifa.law.text import Bilingual
from yifa.procedure import types
from yifa.procedure.marking import Marking
from yifa.procedure.model import (
    Condition,
    Exclude,
    Extend,
    Include,
    Json,
    Power,
    Procedure,
    Quorum,
    Response,
    Rule,
    Step,
)

GIVEN = frozenset(
    {"issuer", "dated", "title", "matter", "case_number", "received_on", "basis", "document", "department"}
)
"""Facts that every letter of a case has, whatever was answered."""

APPLICANT = ("party_name", "applicant")
"""Facts that are there where the case concerns a party."""

# What follows in a house rule's basis explains it: 本局公布的办事指南，比照行政许可法第三十二条.
_REMARK = re.compile(r"[，：:（(].*$", re.DOTALL)


class Need(Protocol):
    """A fact that a letter cannot do without. also: answers that serve as well."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Bilingual: ...
    @property
    def also(self) -> tuple[str, ...]: ...


class NeedsOf(Protocol):
    """What a kind of letter needs; None where there is no such kind."""

    def __call__(self, kind: str) -> Sequence[Need] | None: ...


def rests_on(
    procedure: Procedure, step: str, done: Collection[str], answers: Mapping[str, Json]
) -> tuple[Rule, ...]:
    """The rules that oblige, permit or limit the step, as things stood: those whose condition holds by the answers, and that an
    earlier step called forth where they follow one. What says no more than when the step is over speaks of it where no other
    article does: 应当一次性告知."""
    holding = [rule for rule in procedure.rules if rule.when is None or rule.when.holds(answers)]
    found = [rule for rule in holding if _acts_on(rule, step, done)]
    if not any(rule.is_statutory for rule in found):
        found += [
            rule
            for rule in holding
            if rule.is_statutory and isinstance(rule.relation, Exclude) and step in rule.relation.steps
        ]
    return tuple(found)


def _acts_on(rule: Rule, step: str, done: Collection[str]) -> bool:
    match rule.relation:
        case Response() as response:
            return step in response.owed and any(after in done for after in response.after)
        case Condition() as condition:
            return step in condition.steps and any(need in done for need in condition.needs)
        case Power() | Quorum() | Include() as relation:
            return step in relation.steps
        case Exclude() as exclude:
            # What is settled by taking it: 准予的，不再作不予的决定.
            return step in exclude.on
        case Extend() as extend:
            return step in extend.on
        case _:
            return False


def cited(rules: Iterable[Rule], first: str = "") -> str:
    """The articles of the rules for a letter: 《优化营商环境条例》第三十五条、第三十六条; where no statute stands behind them,
    the documents of the bureau that do. first: what is cited before them, such as the basis of the item applied for."""
    found = tuple(rules)
    articles: dict[str, list[str]] = {}
    for rule in found:
        if rule.citation is not None:
            title = rule.statute_title.zh if rule.statute_title is not None else rule.citation.statute
            articles.setdefault(title, []).append(rule.citation.zh(""))
    parts = [f"《{title}》{'、'.join(dict.fromkeys(named))}" for title, named in articles.items()]
    if not parts:
        houses = [rule for rule in found if rule.basis is not None]
        conditions = [rule for rule in houses if not isinstance(rule.relation, Response)]
        parts = [_REMARK.sub("", rule.basis.zh) for rule in conditions or houses if rule.basis is not None]
    own = "、".join(line.strip().rstrip("。；;，,、") for line in first.splitlines() if line.strip())
    named = own.rpartition("《")[2].partition("》")[0]
    if named and parts and parts[0].startswith(f"《{named}》") and own.endswith(("条", "款", "项")):
        # One statute is named once: 《优化营商环境条例》第三十五条、第三十六条.
        parts[0] = parts[0].removeprefix(f"《{named}》")
    return "、".join(dict.fromkeys(part for part in (own, *parts) if part))


def surely_known(procedure: Procedure, step: str) -> frozenset[str]:
    """Facts that are there whenever the step is taken: those of every case, and required answers of this step, of those that open
    the case, and of those that must have come before."""
    known = set(GIVEN) | _required_before(procedure, step, frozenset())
    if not any(rule.when is None for rule in rests_on(procedure, step, procedure.steps, {})):
        known.discard("basis")
    if all(_names_a_party(procedure, opener) for opener in procedure.openers):
        known.update(APPLICANT)
    return frozenset(known)


def _required(procedure: Procedure, step: str) -> set[str]:
    return {key for key, question in procedure.steps[step].asks.items() if question.required}


def _names_a_party(procedure: Procedure, step: str) -> bool:
    asks = procedure.steps[step].asks.values()
    return any(question.required and question.type is types.PARTY for question in asks)


def _required_before(procedure: Procedure, step: str, seen: frozenset[str]) -> set[str]:
    found = _required(procedure, step)
    if not procedure.steps[step].opens:
        found |= set.intersection(*(_required(procedure, opener) for opener in procedure.openers))
    for rule in procedure.conditions:
        relation = rule.relation
        if not isinstance(relation, Condition) or rule.when is not None or step not in relation.steps:
            continue
        if not seen.isdisjoint(relation.needs) or _may_fall_away(procedure, step, relation.needs):
            continue
        earlier = [_required_before(procedure, need, seen | {step}) for need in relation.needs]
        found |= set.intersection(*earlier)
    return found


def _may_fall_away(procedure: Procedure, step: str, needs: Sequence[str]) -> bool:
    """Whether something can take all of them out of the procedure undone and leave the step in, so that its condition is void."""
    excluded = {
        need
        for rule in procedure.of_kind(Exclude)
        if isinstance(rule.relation, Exclude) and step not in rule.relation.steps
        for need in rule.relation.steps
        if need not in rule.relation.on
    }
    return all(need in excluded or procedure.steps[need].dormant for need in needs)


def unsure_needs(procedure: Procedure, step: str, needs_of: NeedsOf) -> tuple[Need, ...]:
    """What the letter of a step needs and may lack when the step is taken."""
    kind = procedure.steps[step].produces.get("letter")
    needs = needs_of(kind) if kind is not None else None
    if not needs:
        return ()
    known = surely_known(procedure, step)
    return tuple(need for need in needs if known.isdisjoint((need.name, *need.also)))


@dataclass(frozen=True, slots=True)
class Ending:
    """What the office may do if nothing happens: the step that ends the matter, and the last day before it may."""

    step: str
    last_day: date
    rule: Rule


def ending_after(procedure: Procedure, step: str, on: date, calendar: Calendar) -> Ending | None:
    """The first closing step of the office that a time after this step makes possible, where it was taken on a day. While a
    year's holidays are not known, the earliest last day counts: nobody is told a later one than may come true."""
    found: list[Ending] = []
    for rule in procedure.conditions:
        relation = rule.relation
        if not isinstance(relation, Condition) or relation.delay is None or step not in relation.needs:
            continue
        for key in relation.steps:
            one = procedure.steps[key]
            if one.closes and not one.by.applicant and one.event is None:
                floor = floor_ends_on(on, relation.delay, calendar)
                last_day = floor.due_on if floor.bounds is None else floor.bounds.first
                found.append(Ending(key, last_day, rule))
    return min(found, key=lambda one: one.last_day, default=None)


def day_after(ending: Ending) -> date:
    """The day from which the matter may be ended."""
    return add_days(ending.last_day, 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a matter: the step that decided it, when, and when that was delivered."""

    step: Step
    on: date
    served_on: date | None = None


def outcome(procedure: Procedure, marking: Marking) -> Outcome | None:
    """How the matter was decided, by the procedure's own events; without a decision, the step that closed it; None while open.

    A step that only closes what was decided (归档) is no outcome.
    """
    decided = [key for key in marking.done if _is(procedure, key, "decided")]
    ending = [key for key in marking.done if key in procedure.steps and procedure.steps[key].closes]
    # A step that closes and tells the applicant so decides as well (不予受理); one that hands over what was decided does not.
    telling = [key for key in ending if procedure.steps[key].produces.get("letter")]
    found = decided + [key for key in telling if not _is(procedure, key, "served")]
    if not found:
        found = [key for key in ending if marking.closed]
    if not found:
        return None
    last = max(found, key=lambda key: (marking.done[key].last, key in decided))
    day = marking.done[last].last
    served = [marking.done[key].last for key in marking.done if _is(procedure, key, "served")]
    return Outcome(procedure.steps[last], day, max(served, default=None))


def _is(procedure: Procedure, step: str, event: str) -> bool:
    return step in procedure.steps and procedure.steps[step].event == event
