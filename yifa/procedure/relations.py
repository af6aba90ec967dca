"""Relations as files write them, as values over roles, and as values over a procedure's steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from yifa.procedure.model import (
    Condition,
    Exclude,
    Extend,
    Include,
    Milestone,
    Power,
    Quorum,
    Relation,
    Response,
    Restart,
    Separation,
    Silence,
    Stop,
)
from yifa.procedure.shapes import RuleShape


def _limit_id(limit: str, home: str) -> str:
    return limit if "/" in limit else f"{home}/{limit}"


def relation_of(item: RuleShape, home: str) -> Relation:
    """The one relation of a rule; limits without a statute's key before them are of ``home``."""
    if (c := item.condition) is not None:
        return Condition(tuple(c.step), tuple(c.needs), c.answers, c.delay)
    if (r := item.response) is not None:
        return Response(tuple(r.after), tuple(r.owed), r.within, r.rolls, r.until, r.begins)
    if (m := item.milestone) is not None:
        return Milestone(tuple(m.step), tuple(m.waits_for))
    if item.exclude is not None:
        return Exclude(tuple(item.exclude.on), tuple(item.exclude.steps))
    if item.include is not None:
        return Include(tuple(item.include.on), tuple(item.include.steps))
    if item.separation is not None:
        return Separation(tuple((step,) for step in item.separation.steps), item.separation.of)
    if item.quorum is not None:
        return Quorum(tuple(item.quorum.step), item.quorum.people)
    if item.power is not None:
        return Power(tuple(item.power.step), tuple(item.power.needs))
    if (s := item.silence) is not None:
        return Silence(_limit_id(s.limit, home), s.becomes, tuple(s.effective))
    if (e := item.extend) is not None:
        return Extend(_limit_id(e.limit, home), tuple(e.on), e.by, e.times)
    if (p := item.stop) is not None:
        return Stop(_limit_id(p.limit, home), tuple(p.start), tuple(p.until))
    assert item.restart is not None
    return Restart(_limit_id(item.restart.limit, home), tuple(item.restart.on))


def names_in(relation: Relation) -> Iterator[str]:
    """Every role or step that a relation names."""
    match relation:
        case Condition():
            yield from (*relation.steps, *relation.needs)
        case Response():
            yield from (*relation.after, *relation.owed)
        case Milestone():
            yield from (*relation.steps, *relation.waits_for)
        case Exclude() | Include():
            yield from (*relation.on, *relation.steps)
        case Separation():
            for group in relation.groups:
                yield from group
        case Quorum() | Power():
            yield from relation.steps
        case Silence():
            yield from (relation.becomes, *relation.effective)
        case Extend() | Restart():
            yield from relation.on
        case Stop():
            yield from (*relation.start, *relation.until)


def mapped_relation(relation: Relation, roles: Mapping[str, tuple[str, ...]]) -> Relation | None:
    """The relation over steps; None if a side of it has no step, so that the rule falls away."""

    def steps(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step for name in names for step in roles.get(name, ())))

    def both(
        first: tuple[str, ...], second: tuple[str, ...], build: Callable[..., Relation]
    ) -> Relation | None:
        one, two = steps(first), steps(second)
        return build(one, two) if one and two else None

    match relation:
        case Condition():
            return both(relation.steps, relation.needs, lambda a, b: replace(relation, steps=a, needs=b))
        case Response():
            return both(relation.after, relation.owed, lambda a, b: replace(relation, after=a, owed=b))
        case Milestone():
            return both(relation.steps, relation.waits_for, Milestone)
        case Exclude():
            return both(relation.on, relation.steps, Exclude)
        case Include():
            return both(relation.on, relation.steps, Include)
        case Separation():
            groups = tuple(group for names in relation.groups if (group := steps(names)))
            return replace(relation, groups=groups) if len(groups) > 1 else None
        case Quorum() | Power():
            mapped = steps(relation.steps)
            return replace(relation, steps=mapped) if mapped else None
        case Silence():
            becomes = steps((relation.becomes,))
            effective = steps(relation.effective)
            if not becomes or bool(relation.effective) != bool(effective):
                return None
            return replace(relation, becomes=becomes[0], effective=effective)
        case Stop():
            return both(relation.start, relation.until, lambda a, b: replace(relation, start=a, until=b))
        case Extend() | Restart():
            on = steps(relation.on)
            return replace(relation, on=on) if on else None
