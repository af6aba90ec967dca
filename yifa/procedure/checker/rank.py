"""What ranks lower loosens nothing that ranks higher.

A rule may add to what stands above it: a further condition, a shorter limit, another pair of eyes. It may not stop, extend or
restart a higher rule's clock, let silence stand for an act that a higher rule asks, bring back what one excluded, lift a duty
that one laid, stand in its place, or let those act whom it holds apart. A higher rule may itself yield (``yields_to``):
法律另有规定的，从其规定.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yifa.law.text import Bilingual
from yifa.procedure.checker.faults import Code, Fault, named, walk_text
from yifa.procedure.checker.sets import Set
from yifa.procedure.checker.space import Move, Space
from yifa.procedure.library import Library
from yifa.procedure.model import (
    By,
    Condition,
    Exclude,
    Extend,
    Include,
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


def _fault(code: Code, lower: Rule, higher: Rule, zh: str, en: str, steps: Iterable[str] = ()) -> Fault:
    """A refusal that names both rules with their ranks; the rule at fault is the lower one."""
    low, high = named(lower), named(higher)
    return Fault(
        code,
        Bilingual(f"{low.zh}{zh}{high.zh}", f"{low.en} {en} {high.en}"),
        lower,
        tuple(steps),
        source=lower.source,
    )


def loosened_clocks(procedure: Procedure) -> Iterator[Fault]:
    """Clocks that a lower rule stops, extends, restarts or ends in silence."""
    verbs = {
        Stop: ("停止了上位期限的计算：", "stops the clock of"),
        Extend: ("延长了上位期限：", "extends the limit of"),
        Restart: ("使上位期限重新起算：", "restarts the clock of"),
        Silence: ("使上位期限届满而未办的视为已办：", "lets silence end the limit of"),
    }
    for rule in procedure.rules:
        relation = rule.relation
        if isinstance(relation, Stop | Extend | Restart | Silence):
            limit = procedure.by_id.get(relation.limit)
            if limit is not None and limit.binds(rule):
                zh, en = verbs[type(relation)]
                yield _fault(Code.LOOSENS_CLOCK, rule, limit, zh, en)


def apply_together(space: Space, one: Rule, other: Rule) -> bool:
    """Whether two duties can begin with the same act: their guards do not shut each other out."""
    if not isinstance(one.relation, Response) or not isinstance(other.relation, Response):
        return False
    both = space.holds(space.code.guard_number(one.when)) & space.holds(space.code.guard_number(other.when))
    for key in set(one.relation.after) & set(other.relation.after):
        if space.attempted(space.moves[space.code.index[key]], space.reached) & both != space.sets.none:
            return True
    return False


def silent_acts(procedure: Procedure) -> Iterator[Fault]:
    """Acts asked by a higher rule for which a lower one lets silence stand, at the end of a limit of its own."""
    for rule in procedure.rules:
        silence = rule.relation
        if not isinstance(silence, Silence):
            continue
        limit = procedure.by_id.get(silence.limit)
        if limit is not None and limit.binds(rule):
            continue
        for higher in procedure.rules:
            if higher.binds(rule) and silence.becomes in _asked_of(higher):
                title = procedure.steps[silence.becomes].title
                yield _fault(
                    Code.SILENT_ACT,
                    rule,
                    higher,
                    f"以沉默代替「{title.zh}」，而要求办理它的是",
                    f"lets silence be '{title.en}', an act that is asked by",
                    (silence.becomes,),
                )
                break


def _asked_of(rule: Rule) -> tuple[str, ...]:
    """The steps that a rule asks to be done, or says who does."""
    match rule.relation:
        case Condition(needs=steps) | Response(owed=steps) | Quorum(steps=steps) | Power(steps=steps):
            return steps
        case Separation(groups=groups):
            return tuple(step for group in groups for step in group)
        case _:
            return ()


def displaced_rules(procedure: Procedure) -> Iterator[Fault]:
    """Gates and limits of statutes that are omitted although this procedure takes the very steps that they speak of."""
    for rule in procedure.displaced:
        if not rule.is_gate_or_limit or not _is_answered_here(procedure, rule):
            continue
        instead = next(
            (other for other in procedure.rules if rule.binds(other) and _alike(rule, other)), None
        )
        what, high = named(rule), instead and named(instead)
        yield Fault(
            Code.OMITTED_THOUGH_PLAYED,
            Bilingual(
                f"{what.zh}被略去，而本程序正办理它所规定的步骤"
                + (f"，并代之以{high.zh}" if high else "")
                + "：略去只能用于在关联事项中办理的步骤",
                f"{what.en} is omitted although this procedure takes the steps of which it speaks"
                + (f", and in its place stands {high.en}" if high else "")
                + "; only what is done in a linked matter can be omitted",
            ),
            rule,
            (*_asked_of(rule),),
            source=instead.source if instead is not None else procedure.source,
        )


def _is_answered_here(procedure: Procedure, rule: Rule) -> bool:
    """Whether this procedure asks what the rule reads; what it does not ask, it learns from a linked matter."""
    relation = rule.relation
    asked = [set(procedure.steps[need].asks) for need in _asked_of(rule)]
    if isinstance(relation, Condition) and relation.answers is not None:
        read = set(relation.answers.fields)
        asked = [fields for fields in asked if read <= fields]
    if not asked:
        return False
    return rule.when is None or set(rule.when.fields) <= set(procedure.questions)


def _alike(one: Rule, other: Rule) -> bool:
    """Whether two rules are of a kind and ask some same step."""
    return one.kind is other.kind and bool(set(_asked_of(one)) & set(_asked_of(other)))


def played_by_the_party(procedure: Procedure) -> Iterator[Fault]:
    """Steps that a statute gives to officers, or makes an office's check, but that the applicant or the system takes."""
    for rule in procedure.rules:
        relation = rule.relation
        if not rule.is_statutory:
            continue
        if isinstance(relation, Separation | Quorum | Power):
            for key in _asked_of(rule):
                step = procedure.steps[key]
                if step.by.applicant or step.by.system:
                    yield _party(procedure, rule, key, step.by)
        elif isinstance(relation, Condition) and rule.gate and _by_office(procedure, relation.steps):
            for key in relation.needs:
                step = procedure.steps[key]
                outside = (step.by.applicant or step.by.system) and not step.by.by_office
                if outside and (relation.answers is not None or not step.opens):
                    yield _party(procedure, rule, key, step.by)


def _by_office(procedure: Procedure, steps: tuple[str, ...]) -> bool:
    return any(procedure.steps[step].by.by_office for step in steps)


def _party(procedure: Procedure, rule: Rule, key: str, by: By) -> Fault:
    title, what = procedure.steps[key].title, named(rule)
    who = Bilingual("申请人", "the applicant") if by.applicant else Bilingual("系统", "the system")
    return Fault(
        Code.PLAYED_BY_PARTY,
        Bilingual(
            f"{what.zh}要求由有关人员办理「{title.zh}」，而本程序由{who.zh}自己办理；"
            "法律要求的正是当事人自己的行为的，不要写成关口（gate）",
            f"{what.en} asks officers for '{title.en}', but here {who.en} takes it; "
            "where the law asks for the party's own act, do not write a gate",
        ),
        rule,
        (key,),
        source=procedure.steps[key].source,
    )


def reopened(space: Space) -> Iterator[Fault]:
    """Steps that a statute took out of the procedure and a lower rule brings back, on some walk."""
    procedure = space.procedure
    for rule in procedure.rules:
        include = rule.relation
        if not isinstance(include, Include):
            continue
        for key in include.steps:
            excluders = [
                other
                for other in procedure.rules
                if isinstance(other.relation, Exclude)
                and other.is_statutory
                and other.binds(rule)
                and key in other.relation.steps
            ]
            if not excluders:
                continue
            gone = space.excluded_above(key, rule.level.rank)
            for on in include.on:
                move = space.moves[space.code.index[on]]
                states = space.allowed(move, space.reached) & gone
                states &= space.holds(space.code.guard_number(rule.when))
                if states == space.sets.none:
                    continue
                title = procedure.steps[key].title
                fault = _fault(
                    Code.REOPENED,
                    rule,
                    excluders[0],
                    f"把「{title.zh}」重新纳入程序，而排除它的是",
                    f"brings '{title.en}' back, which was excluded by",
                    (key, on),
                )
                yield _shown(space, fault, move, states)
                break


def lifted_duties(space: Space) -> Iterator[Fault]:
    """Duties of higher rules that a lower rule's exclusion makes void while they are owed."""
    procedure = space.procedure
    for number, rule_id in enumerate(space.code.groups):
        duty = procedure.by_id.get(rule_id)
        if duty is None or not duty.is_statutory or not isinstance(duty.relation, Response):
            continue
        owed = set(duty.relation.owed)
        relevant = space.relevant(number)
        for move in space.moves:
            rules = [
                (rule, exclude)
                for rule, exclude in space.code.tables.steps[move.step.key].excludes
                if owed & set(exclude.steps)
            ]
            lower = [rule for rule, _ in rules if duty.binds(rule)]
            if not lower or move.step.discharges >> number & 1:
                continue
            states = space.allowed(move, space.reached) & relevant
            for rule, exclude in rules:
                if not duty.binds(rule) and owed <= set(exclude.steps):
                    states &= ~space.holds(space.code.guard_number(rule.when))
            lifted = space.done(move, states) & space.sets.where(("open", 1 << number)) & ~relevant
            if lifted == space.sets.none:
                continue
            states &= space.allowed(move, space.before(move, lifted) & space.reached)
            titles = [procedure.steps[key].title for key in duty.relation.owed]
            fault = _fault(
                Code.DUTY_LIFTED,
                lower[0],
                duty,
                f"在「{procedure.steps[move.step.key].title.zh}」时免去了尚未办理的"
                f"{'或'.join(f'「{title.zh}」' for title in titles)}，而要求办理它的是",
                f"at '{procedure.steps[move.step.key].title.en}' lifts the open duty of "
                f"{' or '.join(repr(title.en) for title in titles)}, which is laid by",
                (move.step.key, *duty.relation.owed),
            )
            yield _shown(space, fault, move, states)


def gives_up_its_own(procedure: Procedure, fault: Fault) -> bool:
    """Whether a duty lapses with the whole matter, given up by whoever began it: the applicant, or the bureau its own.

    Nobody is owed the end of a project that was dropped; a lawyer reads the list. Whoever applied is owed an answer.
    """
    step, owed = procedure.steps[fault.steps[0]], [procedure.steps[key].by for key in fault.steps[1:]]
    if not step.closes:
        return False
    if all(by.applicant and not by.by_office for by in owed):
        # What the applicant failed to do lapses with the application.
        return True
    applied = any(procedure.steps[key].by.applicant for key in procedure.openers)
    return not applied or (step.by.applicant and not step.by.by_office)


def _shown(space: Space, fault: Fault, move: Move, states: Set) -> Fault:
    """The fault with a shortest walk that shows it."""
    at = space.nearest(space.asked_from(move, states) & space.reached)
    walk = (*space.walk(at), space.taking(move, at, allowed=states))
    text = walk_text(space.procedure, walk)
    sentence = Bilingual(f"{fault.sentence.zh}：{text.zh}", f"{fault.sentence.en}: {text.en}")
    return Fault(fault.code, sentence, fault.rule, fault.steps, walk, fault.source)


def composed_rules(procedure: Procedure, library: Library) -> Iterator[Rule]:
    """Every rule of the statutes, or of the parts of them, that a procedure composes, as they read when its text begins."""
    for key in procedure.statutes:
        statute = library.statute(key, procedure.in_force.first)
        parts = procedure.parts.get(key)
        for rule in statute.rules if statute is not None else ():
            if parts is None or rule.part is None or rule.part in parts:
                yield rule


def fallen(procedure: Procedure, library: Library) -> Iterator[Rule]:
    """The composed rules that are neither kept nor omitted with a reason; composition should leave none."""
    for rule in composed_rules(procedure, library):
        if rule.id not in procedure.by_id and rule.id not in procedure.omitted:
            yield rule


def omitted_of_weight(procedure: Procedure, library: Library) -> Iterator[Rule]:
    """The omitted rules that are gates or limits."""
    for rule in composed_rules(procedure, library):
        if rule.id in procedure.omitted and rule.is_gate_or_limit:
            yield rule
