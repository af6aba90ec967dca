"""What the state space shows: steps that never happen, duties that cannot be met or are left at closing, gates gone round."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.law.text import Bilingual
from yifa.procedure.checker.faults import Code, Fault, Taking, walk_text
from yifa.procedure.checker.space import Need, Space, State, StepMask, backwards
from yifa.procedure.model import Condition, Include, Procedure, Response, Rule
from yifa.procedure.sentences import basis_of
from yifa.procedure.tables import initial_owed_id


def dead_steps(space: Space) -> Iterator[Fault]:
    """Steps that no walk ever takes, with the rule that bars them for good. The return of a dead step is not reported again."""
    procedure = space.procedure
    alive = {edge.step for edges in space.edges for edge in edges}
    if space.cut:
        return
    for number, step in enumerate(space.steps):
        if number in alive or procedure.steps[step.key].return_of is not None:
            continue
        rule = _lasting_obstacle(space, step)
        title = procedure.steps[step.key].title
        because_zh, because_en = _because(rule)
        yield Fault(
            Code.DEAD_STEP,
            Bilingual(
                f"「{title.zh}」（{step.key}）永远不能办理{because_zh}",
                f"'{title.en}' ({step.key}) can never be taken{because_en}",
            ),
            rule if isinstance(rule, Rule) else None,
            (step.key,),
            source=procedure.steps[step.key].source,
        )


def _lasting_obstacle(space: Space, step: StepMask) -> Rule | str | None:
    """The rule that bars the step in the states where least else does: where it is included and the case is open."""
    last: Rule | str | None = None
    for state in space.states:
        for choice in step.choices:
            obstacle = space.obstacle(step, state, _answered(state, choice.changes))
            if isinstance(obstacle, Rule):
                return obstacle
            if obstacle is not None and obstacle != "closed":
                last = obstacle
    return last


def _answered(state: State, changes: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    after = list(state.answers)
    for number, value in changes:
        after[number] = value
    return tuple(after)


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
    relevant = [space.relevant(state) for state in space.states]
    settled = backwards(
        space,
        (at for at, state in enumerate(space.states) if not relevant[at] or state.closed or at in space.cut),
    )
    if all(settled):
        return
    for number, rule_id in enumerate(space.groups):
        bit = 1 << number
        good = backwards(
            space,
            (
                at
                for at, state in enumerate(space.states)
                if not relevant[at] & bit or state.closed or at in space.cut
            ),
        )
        stuck = next((at for at in range(len(space.states)) if not good[at]), None)
        if stuck is None:
            continue
        rule = procedure.by_id.get(rule_id)
        steps = space.tables.groups[rule_id]
        walk = space.walk(stuck)
        obstacle = _obstacle_at(space, stuck, steps)
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


def _obstacle_at(space: Space, at: int, steps: tuple[str, ...]) -> Rule | str | None:
    state = space.states[at]
    found: Rule | str | None = None
    for key in steps:
        mask = space.steps[space.index[key]]
        for choice in mask.choices:
            found = space.obstacle(mask, state, _answered(state, choice.changes)) or found
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
    good = backwards(space, (at for at, state in enumerate(space.states) if state.closed or at in space.cut))
    stuck = next((at for at in range(len(space.states)) if not good[at]), None)
    if stuck is not None:
        walk = space.walk(stuck)
        text = walk_text(procedure, walk)
        obstacle = _obstacle_at(space, stuck, tuple(closing_steps))
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
    procedure = space.procedure
    seen: set[tuple[int, int]] = set()
    for at, edges in enumerate(space.edges):
        for edge in edges:
            step = space.steps[edge.step]
            if not step.closes:
                continue
            left = space.relevant(space.states[edge.target])
            for number, rule_id in enumerate(space.groups):
                if not left >> number & 1 or (edge.step, number) in seen:
                    continue
                seen.add((edge.step, number))
                rule = procedure.by_id.get(rule_id)
                owed = space.tables.groups[rule_id]
                walk = space.walk(at, (edge.step, edge.choice))
                yield _left_owed(procedure, step.key, rule, owed, walk)


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
    seen: set[tuple[str, str, Code]] = set()
    for at, state in enumerate(space.states):
        gone = -1 if state.closed else state.barred | state.once
        for number, step in enumerate(space.steps):
            if not step.gates or gone & step.bit:
                continue
            if all(space.satisfied(need, state) for need in step.gates):
                continue
            for place, choice in enumerate(step.choices):
                answers = _answered(state, choice.changes)
                if not space.enabled(step, state, answers):
                    continue
                for need in step.gates:
                    code = _gate_fault(space, need, state, answers, includable)
                    if code is None or (need.rule.id, step.key, code) in seen:
                        continue
                    seen.add((need.rule.id, step.key, code))
                    yield _gate_sentence(space, need, step, code, at, number, place)


def names_of_included(rule: Rule) -> tuple[str, ...]:
    """Steps that an inclusion brings back."""
    return rule.relation.steps if isinstance(rule.relation, Include) else ()


def _gate_fault(
    space: Space, need: Need, state: State, answers: tuple[int, ...], includable: set[str]
) -> Code | None:
    if space.satisfied(need, state):
        return None
    if need.guard >= 0:
        holds = space.guard_value(need.guard, answers)
        if holds is None:
            return Code.GATE_UNANSWERED
        if not holds:
            return None
    # Only a statute may take a gate away; if the needed step can come back, it was suspended rather than waived.
    if need.all_needs & ~state.lawful:
        return Code.GATE_GONE_ROUND
    relation = need.rule.relation
    needs = relation.needs if isinstance(relation, Condition) else ()
    return Code.GATE_SUSPENDED if any(step in includable for step in needs) else None


def _gate_sentence(
    space: Space, need: Need, step: StepMask, code: Code, at: int, number: int, place: int
) -> Fault:
    procedure = space.procedure
    walk = space.walk(at, (number, place))
    text = walk_text(procedure, walk)
    title = procedure.steps[step.key].title
    needed = getattr(need.rule.relation, "needs", ())
    titles = "或".join(f"「{procedure.steps[key].title.zh}」" for key in needed)
    titles_en = " or ".join(f"'{procedure.steps[key].title.en}'" for key in needed)
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
        sentence = Bilingual(
            f"关口可以绕过：未经{titles}也能办理「{title.zh}」{basis.zh}：{text.zh}",
            f"gate gone round: '{title.en}' is possible without {titles_en}{basis.en}: {text.en}",
        )
    return Fault(code, sentence, need.rule, (step.key, *needed), walk, procedure.steps[step.key].source)


def never_applying(space: Space) -> Iterator[Fault]:
    """Warnings: rules whose guard no answer makes true, and system steps that nothing calls for."""
    procedure = space.procedure
    if not space.cut:
        for rule in procedure.rules:
            if rule.when is None:
                continue
            guard = space.guard_number(rule.when)
            if guard >= 0 and space.was_evaluated(guard) and not space.ever_true(guard):
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
        if not step.system or step.opens or key in called or initial_owed_id(key) in space.tables.groups:
            continue
        if not space.tables.steps[key].silences:
            yield Fault(
                Code.NEVER_BY_SYSTEM,
                Bilingual(
                    f"「{step.title.zh}」由系统办理，但没有规则使它应办或因期限届满而发生",
                    f"'{step.title.en}' is the system's, but no rule makes it owed or lets silence become it",
                ),
                steps=(key,),
                source=step.source,
            )
