"""What the state space shows: steps that never happen, duties that cannot be met or are left at closing, gates gone round."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.law.text import Bilingual
from yifa.procedure.checker.encoding import Need
from yifa.procedure.checker.faults import Code, Fault, Taking, named, walk_text
from yifa.procedure.checker.sets import Set
from yifa.procedure.checker.space import Move, Space
from yifa.procedure.model import (
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
from yifa.procedure.sentences import basis_of
from yifa.procedure.tables import initial_owed_id


def dead_steps(space: Space) -> Iterator[Fault]:
    """Steps that no walk ever takes, with the rule that bars them for good. The return of a dead step is not reported again."""
    procedure = space.procedure
    for move in space.moves:
        key = move.step.key
        if space.possible(move) != space.sets.none or procedure.steps[key].return_of is not None:
            continue
        rule = _obstacle(space, move, space.reached)
        title = procedure.steps[key].title
        because_zh, because_en = _because(rule)
        yield Fault(
            Code.DEAD_STEP,
            Bilingual(
                f"「{title.zh}」（{key}）永远不能办理{because_zh}",
                f"'{title.en}' ({key}) can never be taken{because_en}",
            ),
            rule if isinstance(rule, Rule) else None,
            (key,),
            source=procedure.steps[key].source,
        )


def _obstacle(space: Space, move: Move, states: Set) -> Rule | str | None:
    """The rule that bars the step in these states where least else does: where it is included and the case is open."""
    none = space.sets.none
    open_case = states & ~space.closed & (space.sets.all if move.step.opener else space.opened)
    if open_case == none:
        return "opening"
    included = open_case & space.included(space.code.index[move.step.key])
    if included == none:
        return "excluded"
    answered = space.answers_given(move, included)
    for need in move.step.conditions:
        states_here = included if need.guard < 0 else answered & space.holds(need.guard)
        if states_here & ~(space.satisfied(need) | space.void(need)) != none:
            return need.rule
    for rule, guard, waits in move.step.milestones:
        states_here = included if guard < 0 else answered & space.holds(guard)
        if states_here & space.waits(waits) != none:
            return rule
    return "extend" if move.step.extends else None


def _because(rule: Rule | str | None) -> tuple[str, str]:
    if isinstance(rule, Rule):
        basis = basis_of(rule)
        return f"：始终受规则“{rule.id}”限制{basis.zh}", f": rule {rule.id!r} always bars it{basis.en}"
    if rule == "excluded":
        return "：它已不在程序之内，没有规则再把它纳入", ": it is not included, and no rule includes it"
    if rule == "opening":
        return "：没有步骤可以使本案开始", ": no step can open the case"
    if rule == "extend":
        return "：它所延长的期限从不计算", ": the limit that it extends never runs"
    return "", ""


def deadlocks(space: Space) -> Iterator[Fault]:
    """Obligations that, from some reachable state on, can be neither met nor excluded."""
    procedure = space.procedure
    relevant = [space.relevant(number) for number in range(len(space.code.groups))]
    free = space.reached
    for states in relevant:
        free &= ~states
    if space.can_reach(free | space.closed) == space.reached:
        return
    for number, rule_id in enumerate(space.code.groups):
        stuck = space.reached & ~space.can_reach(space.closed | ~relevant[number])
        if stuck == space.sets.none:
            continue
        rule = procedure.by_id.get(rule_id)
        steps = space.code.tables.groups[rule_id]
        at = space.nearest(stuck)
        walk = space.walk(at)
        obstacle = _obstacle_at(space, at, steps)
        titles = "或".join(f"「{procedure.steps[step].title.zh}」" for step in steps)
        titles_en = " or ".join(f"'{procedure.steps[step].title.en}'" for step in steps)
        because_zh, because_en = _because(obstacle)
        text = walk_text(procedure, walk)
        basis = basis_of(rule)
        yield Fault(
            Code.DEADLOCK,
            Bilingual(
                f"死锁：走到“{text.zh}”之后，应办的{titles}{basis.zh}再也不能办理{because_zh}",
                f"deadlock: after '{text.en}', {titles_en}{basis.en} is owed but can never be taken{because_en}",
            ),
            rule,
            steps,
            walk,
            rule.source if rule is not None else procedure.steps[steps[0]].source,
        )


def _obstacle_at(space: Space, at: Set, steps: tuple[str, ...]) -> Rule | str | None:
    found: Rule | str | None = None
    for key in steps:
        found = _obstacle(space, space.moves[space.code.index[key]], at) or found
        if isinstance(found, Rule):
            return found
    return found


def closing(space: Space) -> Iterator[Fault]:
    """Whether every walk can still be closed, and whether closing leaves anything owed."""
    procedure = space.procedure
    closing_steps = [key for key, step in procedure.steps.items() if step.closes]
    if not closing_steps:
        yield Fault(
            Code.NO_CLOSING_STEP,
            Bilingual(
                "没有任何步骤办结本事项，请给最后的步骤写上 closes: true",
                "no step closes the case; write closes: true at the last step",
            ),
            source=procedure.source,
        )
        return
    stuck = space.reached & ~space.can_reach(space.closed)
    if stuck != space.sets.none:
        at = space.nearest(stuck)
        walk = space.walk(at)
        text = walk_text(procedure, walk)
        obstacle = _obstacle_at(space, at, tuple(closing_steps))
        because_zh, because_en = _because(obstacle)
        yield Fault(
            Code.NO_WAY_TO_CLOSE,
            Bilingual(
                f"走到“{text.zh or '开始'}”之后，本案再也不能办结{because_zh}",
                f"after '{text.en or 'the start'}' the case can never be closed{because_en}",
            ),
            obstacle if isinstance(obstacle, Rule) else None,
            tuple(closing_steps),
            walk,
            procedure.source,
        )
    yield from _closing_while_owed(space)


def _closing_while_owed(space: Space) -> Iterator[Fault]:
    """One fault for each obligation and closing step that can leave it open; a house rule's obligation is only a warning."""
    for move in space.moves:
        if not move.step.closes:
            continue
        closed = space.after(move, space.reached)
        for number, rule_id in enumerate(space.code.groups):
            left = closed & space.relevant(number)
            if left == space.sets.none:
                continue
            at = space.nearest(space.before(move, left) & space.reached)
            taking = space.taking(move, at, after=left)
            rule = space.procedure.by_id.get(rule_id)
            owed = space.code.tables.groups[rule_id]
            yield _left_owed(space.procedure, move.step.key, rule, owed, (*space.walk(at), taking))


def _left_owed(
    procedure: Procedure,
    closing_step: str,
    rule: Rule | None,
    owed: tuple[str, ...],
    walk: tuple[Taking, ...],
) -> Fault:
    titles = "或".join(f"「{procedure.steps[step].title.zh}」" for step in owed)
    titles_en = " or ".join(f"'{procedure.steps[step].title.en}'" for step in owed)
    title = procedure.steps[closing_step].title
    text = walk_text(procedure, walk)
    basis = basis_of(rule)
    return Fault(
        Code.CLOSES_WHILE_OWED,
        Bilingual(
            f"「{title.zh}」办结本案时，{titles}{basis.zh}可能仍应办未办：{text.zh}。"
            f"请让「{title.zh}」等待它（milestone），或写明「{title.zh}」使它不再需要（exclude）",
            f"'{title.en}' can close the case while {titles_en}{basis.en} is still owed: {text.en}. "
            f"Let '{title.en}' wait for it (milestone), or say that it is no longer needed (exclude)",
        ),
        rule,
        (closing_step, *owed),
        walk,
        rule.source if rule is not None and not rule.is_statutory else procedure.steps[closing_step].source,
    )


def gates(space: Space) -> Iterator[Fault]:
    """Gates that some walk goes round: the barred step happens though the needed one never did, because no statute took the
    needed one out of the procedure; or because the gate's guard was never answered. A gate that a statute takes away only for
    a while is reported too, as a warning."""
    includable = {step for rule in space.procedure.of_kind(Include) for step in names_of_included(rule)}
    for move in space.moves:
        if not move.step.gates:
            continue
        allowed = space.allowed(move, space.reached)
        for need in move.step.gates:
            for code, states in _gate_faults(space, need, allowed, includable):
                if states == space.sets.none:
                    continue
                at = space.nearest(space.asked_from(move, states) & space.reached)
                taking = space.taking(move, at, allowed=states)
                yield _gate_sentence(space, need, move.step.key, code, (*space.walk(at), taking))


def names_of_included(rule: Rule) -> tuple[str, ...]:
    """Steps that an inclusion brings back."""
    return rule.relation.steps if isinstance(rule.relation, Include) else ()


def _gate_faults(space: Space, need: Need, allowed: Set, includable: set[str]) -> Iterator[tuple[Code, Set]]:
    """Where, of the states in which the barred step may be taken, the gate does not hold although it should."""
    around = allowed & ~space.satisfied(need)
    if need.guard >= 0:
        holds, unanswered = space.guards[need.guard]
        yield Code.GATE_UNANSWERED, around & unanswered
        around &= holds
    # Only a statute may take a gate away; if the needed step can come back, it was suspended rather than waived.
    lawful = space.lawfully_gone(need)
    yield Code.GATE_GONE_ROUND, around & ~lawful
    relation = need.rule.relation
    if isinstance(relation, Condition) and any(step in includable for step in relation.needs):
        yield Code.GATE_SUSPENDED, around & lawful


def _gate_sentence(space: Space, need: Need, key: str, code: Code, walk: tuple[Taking, ...]) -> Fault:
    procedure = space.procedure
    text = walk_text(procedure, walk)
    title = procedure.steps[key].title
    needed = getattr(need.rule.relation, "needs", ())
    titles = "或".join(f"「{procedure.steps[step].title.zh}」" for step in needed)
    titles_en = " or ".join(f"'{procedure.steps[step].title.en}'" for step in needed)
    basis = basis_of(need.rule)
    if code is Code.GATE_UNANSWERED:
        assert need.rule.when is not None
        fields = "、".join(f"a.{name}" for name in need.rule.when.fields)
        sentence = Bilingual(
            f"关口可以绕过：没有回答{fields}就能办理「{title.zh}」，因而未经{titles}{basis.zh}：{text.zh}。请把该项设为必填（required）",
            f"gate gone round: '{title.en}' is possible with {fields} unanswered and so without {titles_en}{basis.en}: "
            f"{text.en}. Make the field required",
        )
    elif code is Code.GATE_SUSPENDED:
        sentence = Bilingual(
            f"{titles}依法暂时移出程序期间，未经它也能办理「{title.zh}」{basis.zh}：{text.zh}。"
            f"若法律并非免除，请把移出（exclude）改为等待（milestone），或同时移出「{title.zh}」",
            f"while a statute takes {titles_en} out for a time, '{title.en}' is possible without it{basis.en}: {text.en}. "
            f"If the law does not waive it, let it wait (milestone) instead of excluding it, or exclude '{title.en}' too",
        )
    else:
        by = _lifted_by(procedure, need.rule)
        sentence = Bilingual(
            f"关口可以绕过：{by.zh}未经{titles}也能办理「{title.zh}」（{named(need.rule).zh}）：{text.zh}",
            f"gate gone round: {by.en}'{title.en}' is possible without {titles_en} ({named(need.rule).en}): {text.en}",
        )
    return Fault(code, sentence, need.rule, (key, *needed), walk, procedure.steps[key].source)


def _lifted_by(procedure: Procedure, gate: Rule) -> Bilingual:
    """The rule that ranks too low to take the gate's step away and does; nothing where none does (the step is dormant)."""
    needed = set(getattr(gate.relation, "needs", ()))
    for rule in procedure.rules:
        relation = rule.relation
        low = gate.binds(rule) or not rule.is_statutory
        if isinstance(relation, Exclude) and low and needed & set(relation.steps):
            return Bilingual(
                f"{named(rule).zh}排除了关口所需的步骤，", f"{named(rule).en} takes its step away, so "
            )
    return Bilingual("", "")


def never_applying(space: Space) -> Iterator[Fault]:
    """Warnings: rules whose guard no answer makes true, and system steps that nothing calls for."""
    procedure = space.procedure
    attempted = {move.step.key: space.attempted(move, space.reached) for move in space.moves}
    for rule in procedure.rules:
        guard = space.code.guard_number(rule.when)
        if guard < 0 or rule.when is None:
            continue
        asked = space.sets.none
        for key in _asked_at(rule):
            asked |= attempted[key]
        if asked != space.sets.none and asked & space.holds(guard) == space.sets.none:
            yield Fault(
                Code.NEVER_APPLIES,
                Bilingual(
                    f"规则“{rule.id}”的条件 {rule.when.text} 从不成立，请核对",
                    f"the guard of rule {rule.id!r}, {rule.when.text}, is never true; check it",
                ),
                rule,
                source=rule.source,
            )
    called = {
        step for rule in procedure.rules if isinstance(rule.relation, Response) for step in rule.relation.owed
    }
    for key, step in procedure.steps.items():
        if not step.system or step.opens or key in called or initial_owed_id(key) in space.code.tables.groups:
            continue
        if not space.code.tables.steps[key].silences:
            yield Fault(
                Code.NEVER_BY_SYSTEM,
                Bilingual(
                    f"「{step.title.zh}」由系统办理，但没有规则使它应办或因期限届满而发生",
                    f"'{step.title.en}' is the system's, but no rule makes it owed or lets silence become it",
                ),
                steps=(key,),
                source=step.source,
            )


def _asked_at(rule: Rule) -> tuple[str, ...]:
    """The steps at which a rule's guard is asked; none for those that are asked of people or of time alone."""
    match rule.relation:
        case Condition(steps=at) | Milestone(steps=at) | Quorum(steps=at) | Power(steps=at):
            return at
        case (
            Exclude(on=at)
            | Include(on=at)
            | Extend(on=at)
            | Restart(on=at)
            | Response(after=at)
            | Stop(start=at)
        ):
            return at
        case Separation(groups=groups):
            return tuple(step for group in groups for step in group)
        case Silence():
            return ()
