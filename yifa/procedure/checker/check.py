"""One call that checks everything about a procedure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yifa.law.calendar import Calendar, Reckoning
from yifa.law.text import Bilingual
from yifa.law.versions import StatuteEntry, statutes, titles
from yifa.procedure.checker import rank, reach, staffing, timing
from yifa.procedure.checker.faults import Code, Fault, Soundness
from yifa.procedure.checker.registers import RegistersTold, unfit_writes
from yifa.procedure.checker.space import MOST_NODES, Space
from yifa.procedure.library import Library
from yifa.procedure.linking import link_problems
from yifa.procedure.model import Procedure, Source, Verified
from yifa.procedure.papers import NeedsOf, unsure_needs
from yifa.procedure.walks import run_walks


def check(
    procedure: Procedure,
    library: Library | None = None,
    *,
    calendar: Calendar | None = None,
    most_nodes: int = MOST_NODES,
    letters: NeedsOf | None = None,
    registers: RegistersTold | None = None,
) -> Soundness:
    """Whether the procedure is sound, over its whole state space; what cannot be searched to its end is not.

    library: for what concerns other procedures. calendar: for limits and walks; the national one by default. most_nodes: how
    large the diagrams of states may grow. letters: what each kind of letter needs; without it letters are not looked at.
    registers: those that steps write into; without them what is written is not held against them.
    """
    # Days of years without a notice stand as the law fixes them: nothing here is shown as a date.
    days = (calendar or Calendar.china()).reckoned(Reckoning.PLAIN)
    faults: list[Fault] = []
    warnings: list[Fault] = []
    states, exhaustive = 0, False
    space: Space | None = None
    try:
        space = found = Space(procedure, most_nodes)
        states, exhaustive = space.sets.count(space.reached), space.exhaustive
        faults += timing.laxer_limits(
            procedure, days, lambda one, other: rank.apply_together(found, one, other)
        )
        for fault in _shown_by(space):
            (warnings if _is_only_advice(procedure, fault) else faults).append(fault)
    except MemoryError:
        faults.append(_not_searched(procedure))
    else:
        if not exhaustive:
            faults.append(_only_sampled(procedure))
    faults += timing.limits_that_cannot_be_met(procedure, days)
    faults += rank.loosened_clocks(procedure)
    faults += rank.silent_acts(procedure)
    faults += rank.displaced_rules(procedure)
    faults += rank.played_by_the_party(procedure)
    faults += staffing.contradictions(procedure)
    faults += _without_basis(procedure)
    faults += _laws_out_of_force(procedure)
    faults += _failing_walks(procedure, days)
    if letters is not None:
        faults += _unwritable_letters(procedure, letters)
    if registers is not None:
        faults += unfit_writes(procedure, registers, space)
    if library is not None:
        faults += _unfit_links(procedure, library)
    warnings += _advice(procedure)
    return Soundness(
        procedure,
        tuple(faults),
        tuple(_once_each(warnings)),
        states,
        exhaustive,
        staffing.officers_needed(procedure),
    )


def _shown_by(space: Space) -> Iterator[Fault]:
    yield from reach.dead_steps(space)
    yield from reach.deadlocks(space)
    for fault in (*reach.closing(space), *reach.gates(space)):
        # What was returned lapses with the case; no rule of law asked for it.
        if fault.code is not Code.CLOSES_WHILE_OWED or not fault.rule_id.startswith("procedure/"):
            yield fault
    yield from rank.reopened(space)
    yield from rank.lifted_duties(space)
    yield from reach.never_applying(space)


_ADVICE = (Code.GATE_SUSPENDED, Code.NEVER_APPLIES, Code.NEVER_BY_SYSTEM)


def _is_only_advice(procedure: Procedure, fault: Fault) -> bool:
    """What the bureau's own rules leave open at closing, and gates that a statute suspends, are for a lawyer to judge."""
    if fault.code is Code.CLOSES_WHILE_OWED:
        return fault.rule is None or not fault.rule.is_statutory
    if fault.code is Code.DUTY_LIFTED:
        return rank.gives_up_its_own(procedure, fault)
    return fault.code in _ADVICE


def _once_each(warnings: list[Fault]) -> Iterator[Fault]:
    """The warnings, those of all duties that one rule lifts at one step told once."""
    lifted: dict[tuple[str, str], list[Fault]] = {}
    for one in warnings:
        if one.code is Code.DUTY_LIFTED:
            lifted.setdefault((one.rule_id, one.steps[0]), []).append(one)
        else:
            yield one
    for first, *rest in lifted.values():
        more = len(rest)
        text = first.sentence
        yield replace(
            first,
            sentence=Bilingual(f"{text.zh}（另有{more}项）", f"{text.en} (and {more} more)")
            if more
            else text,
        )


def _not_searched(procedure: Procedure) -> Fault:
    return Fault(
        Code.NOT_EXHAUSTIVE,
        Bilingual(
            "状态太多，没有检查完，不能认为可靠；请把程序分成几个互相链接的事项",
            "there are too many states to search to the end, so it cannot be called sound; "
            "part it into several linked procedures",
        ),
        source=procedure.source,
    )


def _only_sampled(procedure: Procedure) -> Fault:
    return Fault(
        Code.NOT_EXHAUSTIVE,
        Bilingual(
            "有的条件用答案作计算，只能抽样检查，不能认为可靠；请改用比较和列举",
            "some guard computes with answers, which can only be sampled, so it cannot be called sound; "
            "compare and list instead",
        ),
        source=procedure.source,
    )


def _without_basis(procedure: Procedure) -> Iterator[Fault]:
    """Relations that rest on nothing. Files cannot write them; procedures built otherwise (an import) can."""
    for rule in procedure.rules:
        if rule.id.startswith("procedure/"):
            continue
        if (rule.citation is None or not rule.citation.article) and not (
            rule.basis and rule.basis.zh.strip()
        ):
            yield Fault(
                Code.NO_LEGAL_BASIS,
                Bilingual(
                    f"规则“{rule.id}”没有法律依据，请写明条文（article）或本局依据（basis）",
                    f"rule {rule.id!r} has no legal basis; name its article or its basis",
                ),
                rule,
                source=rule.source,
            )


def _failing_walks(procedure: Procedure, calendar: Calendar) -> Iterator[Fault]:
    for result in run_walks(procedure, calendar):
        if not result.ok and result.problem is not None:
            name = result.walk.name
            yield Fault(
                Code.WALK_FAILS,
                Bilingual(
                    f"测试“{name.zh}”不成立：{result.problem.zh}",
                    f"walk '{name.en}' fails: {result.problem.en}",
                ),
                source=result.source or result.walk.source,
            )


def _unfit_links(procedure: Procedure, library: Library) -> Iterator[Fault]:
    """Questions for other cases that no case can answer; a library of this procedure alone says nothing of others."""
    if set(library.procedures) == {procedure.key}:
        return
    for problem in link_problems(library, procedure):
        yield Fault(
            Code.LINK_UNFIT, problem.sentence, source=Source(problem.path, problem.line, problem.column)
        )


def _unwritable_letters(procedure: Procedure, letters: NeedsOf) -> Iterator[Fault]:
    """Steps that can be taken and recorded while the letter that they produce lacks something, so that it is never made."""
    for step in procedure.steps.values():
        kind = step.produces.get("letter")
        if kind is None:
            continue
        if letters(kind) is None:
            yield Fault(
                Code.LETTER_LACKS,
                Bilingual(
                    f"步骤“{step.title.zh}”出具的文书“{kind}”没有模板，请改用已有的模板",
                    f"step {step.key!r} produces a letter {kind!r}, of which there is no template",
                ),
                steps=(step.key,),
                source=step.source,
            )
            continue
        lacking = unsure_needs(procedure, step.key, letters)
        if lacking:
            names = ", ".join("/".join((need.name, *need.also)) for need in lacking)
            yield Fault(
                Code.LETTER_LACKS,
                Bilingual(
                    f"步骤“{step.title.zh}”出具文书“{kind}”时可能还缺："
                    f"{'、'.join(need.title.zh for need in lacking)}（{names}）；请在这一步或者此前必经的步骤中设为必填",
                    f"step {step.key!r} produces the letter {kind!r}, which may lack {names}; "
                    "require it in this step or in one that must come before",
                ),
                steps=(step.key,),
                source=step.source,
            )


def _laws_out_of_force(procedure: Procedure) -> Iterator[Fault]:
    """House rules that rest on a law which is not in force when their text begins."""
    first = procedure.in_force.first
    for rule in procedure.rules:
        if rule.basis is None or rule.is_statutory:
            continue
        for entry in _laws_named(rule.basis.zh):
            if not any(version.in_force(first) for version in entry.versions):
                yield Fault(
                    Code.STATUTE_NOT_IN_FORCE,
                    Bilingual(
                        f"规则“{rule.id}”依据《{entry.title.zh}》，而这部法规在本文本开始之日（{first}）不在施行",
                        f"rule {rule.id!r} rests on '{entry.title.en}', which is not in force on {first}, "
                        "when this text begins",
                    ),
                    rule,
                    source=rule.source,
                )


def _laws_named(text: str) -> Iterator[StatuteEntry]:
    """The laws that a text names, the longest name at each place: 公平竞争审查条例实施办法 is not 公平竞争审查条例."""
    names = sorted(titles(), key=len, reverse=True)
    rest = text
    for name in names:
        if name in rest:
            rest = rest.replace(name, "")
            yield statutes()[titles()[name]]


def _advice(procedure: Procedure) -> Iterator[Fault]:
    if not procedure.walks:
        yield Fault(
            Code.NO_WALKS,
            Bilingual(
                "没有测试（walks），请至少写一个成功的和一个被拒绝的",
                "no walks; write one that succeeds and one refused",
            ),
            source=procedure.source,
        )
    for rule in procedure.rules:
        if rule.gate and rule.verified is Verified.MEMORY:
            yield Fault(
                Code.FROM_MEMORY,
                Bilingual(
                    f"关口规则“{rule.id}”凭记忆写成（M），应先核对条文",
                    f"gate {rule.id!r} was written from memory (M); check the article",
                ),
                rule,
                source=rule.source,
            )
