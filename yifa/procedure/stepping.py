"""What may be done now, and what doing it changes: the semantics of timed DCR graphs with the law's additions.

A step is enabled when it is included, every condition on it that is not void has been met, and nothing that it waits for is owed
(Hildebrandt and Mukkamala 2010). Taking it discharges the obligations that it fulfils, then takes effect: what it excludes goes,
what it includes comes (inclusion wins), and what it makes owed is owed from that day. An event that happens again while its
obligation is open does not restart the clock: only an article that says so does.

All functions are pure. Days come from the caller; only :mod:`yifa.law.limits` counts them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date
from types import NoneType
from typing import Final, TypeAlias

from yifa.law.calendar import Calendar
from yifa.law.counted import Span
from yifa.law.limits import add_days, floor_ends_on
from yifa.procedure import sentences
from yifa.procedure.answers import day_of, kept_answers, order_problems, validate_answers
from yifa.procedure.deadlines import deadline_of, is_relevant
from yifa.procedure.marking import (
    CLOSED,
    DORMANT,
    ONCE,
    OPENING,
    Attempt,
    Done,
    Marking,
    Open,
    Option,
    Owed,
    People,
    Reason,
    Refused,
    Ruling,
    Taken,
    Who,
    people_of,
)
from yifa.procedure.model import CERTIFICATE, By, Condition, Json, Procedure, Rule
from yifa.procedure.tables import StepTable, Tables, initial_owed_id, tables_of

_ALLOWED = Ruling(True)


def initial(procedure: Procedure) -> Marking:
    """The marking of a case in which nothing has happened yet."""
    gone = {key: DORMANT for key, step in procedure.steps.items() if step.dormant}
    owed_first = {initial_owed_id(key): Open(None) for key, step in procedure.steps.items() if step.owed}
    return Marking(gone=gone, open=owed_first)


def may(procedure: Procedure, marking: Marking, attempt: Attempt, calendar: Calendar) -> Ruling:
    """Whether the attempt is allowed; if not, every reason with its article and what would help.

    A delay in working days of a year without a holiday notice is over when it is over by any notice; a limit never passes by a
    provisional day.
    """
    tables = tables_of(procedure)
    table = tables.steps.get(attempt.step)
    if table is None:
        return Ruling(False, (sentences.unknown_step(procedure, attempt.step),))
    attempt = in_capacity(procedure, attempt)
    reasons = _structural(procedure, tables, table, marking)
    if not _says_enough(reasons):
        answers = _answers_with(table, marking, attempt.answers)
        silent = _is_silent(procedure, table, marking, attempt, calendar)
        if not silent:
            reasons += _actor_reasons(procedure, table, attempt, answers)
            reasons += _answer_reasons(procedure, table, marking, attempt)
        reasons += _graph_reasons(procedure, tables, table, marking, attempt.on, answers, calendar)
        reasons += _separation_reasons(procedure, table, marking, attempt, answers)
        reasons += _extension_reasons(procedure, tables, table, marking, attempt.on, answers, calendar)
    return Ruling(False, tuple(reasons)) if reasons else _ALLOWED


def take(procedure: Procedure, marking: Marking, attempt: Attempt, calendar: Calendar) -> Taken:
    """The case after the attempt. Raises Refused with the ruling if the attempt is not allowed."""
    ruling = may(procedure, marking, attempt, calendar)
    if not ruling.allowed:
        raise Refused(ruling)
    return apply(procedure, marking, in_capacity(procedure, attempt))


def in_capacity(procedure: Procedure, attempt: Attempt, prefers: str | None = None) -> Attempt:
    """The attempt with each of its people in the capacity in which they take part: in their own right where their powers suffice,
    else in the post of somebody in whose place they stand. prefers: the officer for whom, where that is possible, whatever
    powers of their own they have (the matter is in that officer's name).
    """
    table = tables_of(procedure).steps.get(attempt.step)
    if table is None or not any(who.lent for who in attempt.people):
        return attempt
    chosen = [_capacity(table, who, prefers) for who in attempt.people]
    return replace(attempt, who=chosen[0], co_signers=tuple(chosen[1:]))


def _capacity(table: StepTable, who: Who, prefers: str | None) -> Who:
    if not who.lent:
        return who
    needed = [power.needs for _, power in table.powers]

    def fitness(one: Who) -> tuple[bool, bool, bool]:
        able = _qualifies(table.step.by, one)
        return (
            able,
            able and prefers is not None and one.instead_of == prefers,
            able and all(not one.powers.isdisjoint(needs) for needs in needed),
        )

    own = replace(who, lent=())
    # The first of the fittest, so that one's own right comes before what is lent.
    return max((own, *who.lent), key=fitness)


Alike: TypeAlias = "dict[Hashable, Taken]"
"""What attempts led to, by all that it depends on; for one marking and calendar."""
_MOST_ALIKE: Final = 4_096


def take_alike(
    procedure: Procedure, marking: Marking, attempt: Attempt, calendar: Calendar, before: Alike
) -> Taken:
    """As :func:`take`, of many attempts on one marking (rows of a workbook, each of which opens a case): what is ruled the same
    is ruled once. Whether the answers fit is asked of each.

    before: of this marking and calendar alone; filled here.
    """
    table = tables_of(procedure).steps.get(attempt.step)
    key = None if table is None else _alike(procedure, table, attempt)
    if table is None or key is None:
        return take(procedure, marking, attempt, calendar)
    known = before.get(key)
    if known is not None and not _answer_reasons(procedure, table, marking, attempt):
        return known
    taken = take(procedure, marking, attempt, calendar)
    if len(before) < _MOST_ALIKE:
        before[key] = taken
    return taken


def _alike(procedure: Procedure, table: StepTable, attempt: Attempt) -> Hashable | None:
    """Everything of an attempt that a ruling and what it does depend on, but for whether its answers fit; None where that
    cannot be compared.
    """
    begun = tuple(
        (response.begins, str(attempt.answers.get(response.begins)))
        for _, response in table.responses
        if response.begins is not None
    )
    read = {*table.guard_fields}
    for _, condition in table.withs:
        read.update(() if condition.answers is None else condition.answers.fields)
    given = attempt.answers
    answers = tuple(
        (name, type(given[name]), given[name]) for name in table.step.asks if name in read and name in given
    )
    if any(kind not in _PLAIN for _, kind, _ in answers):
        return None
    who = (attempt.who, attempt.co_signers)
    return (procedure.hash, attempt.step, who, attempt.on, attempt.noticed_on, begun, answers)


_PLAIN: Final = frozenset({str, int, float, bool, date, NoneType})


def apply(procedure: Procedure, marking: Marking, attempt: Attempt) -> Taken:
    """What an attempt does, without asking whether it is allowed."""
    table = tables_of(procedure).steps[attempt.step]
    after, opened_ids = _after(procedure, table, marking, attempt)
    was_owed = {item.rule_id: item for item in owed(procedure, marking)}
    now_owed = {item.rule_id: item for item in owed(procedure, after)}
    discharged = tuple(item for rule_id, item in was_owed.items() if rule_id in table.discharges)
    return Taken(
        marking=after,
        opened=tuple(
            item for rule_id, item in now_owed.items() if rule_id in opened_ids or rule_id not in was_owed
        ),
        discharged=discharged,
        lapsed=tuple(
            item
            for rule_id, item in was_owed.items()
            if rule_id not in now_owed and rule_id not in table.discharges
        ),
    )


def moved(procedure: Procedure, marking: Marking, attempt: Attempt) -> Marking:
    """The marking that :func:`apply` gives, and nothing of what became owed on the way: for replaying a verified record."""
    return _after(procedure, tables_of(procedure).steps[attempt.step], marking, attempt)[0]


def _after(
    procedure: Procedure, table: StepTable, marking: Marking, attempt: Attempt
) -> tuple[Marking, set[str]]:
    """The marking after an attempt, and the rules whose obligations it opened."""
    tables = tables_of(procedure)
    key, on = attempt.step, attempt.on
    answers = _answers_with(table, marking, attempt.answers)

    before = marking.done.get(key)
    done = dict(marking.done)
    done[key] = (
        Done(on, on)
        if before is None
        else Done(min(before.first, on), max(before.last, on), before.times + 1)
    )

    gone = dict(marking.gone)
    for leaving in table.leaves:
        gone[leaving] = ONCE
    for rule, exclude in table.excludes:
        if _applies(rule, answers):
            for leaving in exclude.steps:
                gone[leaving] = rule.id
    for rule, include in table.includes:
        if _applies(rule, answers):
            for coming in include.steps:
                gone.pop(coming, None)

    still_open, opened_ids = _obligations(tables, table, marking, attempt, answers)
    closed = marking.closed or table.step.closes
    after = Marking(
        done=done,
        gone=gone,
        open=still_open,
        met=_met(table, marking, attempt),
        people=_people(table, marking, attempt),
        answers=answers,
        closed=closed,
    )
    return after, opened_ids


def owed(procedure: Procedure, marking: Marking) -> tuple[Owed, ...]:
    """Open obligations, in the order in which they arose; none once the case is closed.

    An obligation all of whose steps are excluded is void (DCR) and not listed. Before the first act, what is owed from the start
    stands with ``date.min``.
    """
    if marking.closed or not marking.open:
        return ()
    tables = tables_of(procedure)
    gone = marking.gone
    found: list[Owed] = []
    for rule_id, item in marking.open.items():
        steps = tuple(step for step in tables.groups.get(rule_id, ()) if step not in gone)
        if steps:
            rule = tables.rules.get(rule_id)
            within = getattr(rule.relation, "within", None) if rule is not None else None
            until = getattr(rule.relation, "until", None) if rule is not None else None
            found.append(
                Owed(
                    rule_id,
                    steps,
                    item.since or date.min,
                    rule,
                    within,
                    item.stopped_since,
                    len(item.extensions),
                    marking.day(until),
                )
            )
    return tuple(found)


def options(
    procedure: Procedure, marking: Marking, who: Who, on: date, calendar: Calendar
) -> tuple[Option, ...]:
    """Every step as ``who`` finds it on a day: possible now, or barred with the reasons.

    Answers and co-signers are not known yet, so they bar nothing here; guards read the answers given so far.
    """
    tables = tables_of(procedure)
    listed: list[Option] = []
    due = owed(procedure, marking)
    for key, table in tables.steps.items():
        attempt = in_capacity(procedure, Attempt(key, who, on))
        reasons = _structural(procedure, tables, table, marking)
        people = 1
        if not _says_enough(reasons):
            answers = marking.answers
            people = max(
                (quorum.people for rule, quorum in table.quorums if _applies(rule, answers)), default=1
            )
            reasons += _actor_reasons(procedure, table, attempt, answers, with_quorum=False)
            reasons += _graph_reasons(procedure, tables, table, marking, on, answers, calendar)
            reasons += _separation_reasons(procedure, table, marking, attempt, answers)
            reasons += _extension_reasons(procedure, tables, table, marking, on, answers, calendar)
        listed.append(
            Option(
                table.step,
                not reasons,
                tuple(reasons),
                tuple(item for item in due if key in item.steps),
                people,
            )
        )
    return tuple(listed)


def possible_steps(
    procedure: Procedure, marking: Marking, on: date | None, calendar: Calendar | None
) -> frozenset[str]:
    """Steps that the procedure itself does not bar, whoever asks; without a day and calendar, delays count as over."""
    tables = tables_of(procedure)
    day, days = on or date.max, calendar or Calendar.china()
    found = set()
    for key, table in tables.steps.items():
        if _structural(procedure, tables, table, marking):
            continue
        timed = day if calendar is not None else date.max
        if not _graph_reasons(procedure, tables, table, marking, timed, marking.answers, days):
            found.add(key)
    return frozenset(found)


def due_silences(
    procedure: Procedure, marking: Marking, today: date, calendar: Calendar
) -> tuple[Attempt, ...]:
    """The system's steps whose time has come: silences whose limit passed undone, and owed steps that only the system takes.

    A silent step carries the day as of which the law lets it take effect, and ``noticed_on`` today.
    """
    if marking.closed:
        return ()
    tables = tables_of(procedure)
    system = Who(system=True)
    found: dict[str, Attempt] = {}
    for rule, silence in tables.silences:
        if not _applies(rule, marking.answers):
            continue
        deadline = deadline_of(procedure, marking, silence.limit, calendar)
        if (
            deadline is None
            or not deadline.has_passed(today)
            or not is_relevant(procedure, marking, silence.limit)
        ):
            continue
        effective = _effective_on(marking, silence.effective) or deadline.due_on
        found.setdefault(silence.becomes, Attempt(silence.becomes, system, effective, noticed_on=today))
    for item in owed(procedure, marking):
        for key in item.steps:
            if procedure.steps[key].by.system:
                found.setdefault(key, Attempt(key, system, today))
    return tuple(attempt for attempt in found.values() if may(procedure, marking, attempt, calendar).allowed)


def _applies(rule: Rule, answers: Mapping[str, Json]) -> bool:
    return rule.when is None or rule.when.holds(answers)


def _answers_with(table: StepTable, marking: Marking, given: Mapping[str, Json]) -> Mapping[str, Json]:
    return kept_answers(table.step, table.guard_fields, marking.answers, given)


def _structural(procedure: Procedure, tables: Tables, table: StepTable, marking: Marking) -> list[Reason]:
    key = table.step.key
    if marking.closed:
        return [sentences.closed(procedure, marking)]
    if not marking.done and key not in tables.openers:
        return [sentences.not_opened(procedure, table.step)]
    cause = marking.gone.get(key)
    if cause is None:
        return []
    if cause == ONCE and (key in marking.done or table.step.return_of in marking.done):
        return [sentences.taken_once(procedure, table.step, marking)]
    return [sentences.excluded(procedure, table.step, tables.rules.get(cause), cause)]


def _says_enough(reasons: list[Reason]) -> bool:
    """Whether the case is closed or not yet open, so that nothing else need be said."""
    return any(reason.code in (CLOSED, OPENING) for reason in reasons)


def _is_silent(
    procedure: Procedure, table: StepTable, marking: Marking, attempt: Attempt, calendar: Calendar
) -> bool:
    """Whether the system takes the step because a limit passed in silence, so that no actor, power or answer is asked."""
    if not attempt.who.system or not table.silences:
        return False
    for rule, silence in table.silences:
        if not _applies(rule, marking.answers) or not is_relevant(procedure, marking, silence.limit):
            continue
        deadline = deadline_of(procedure, marking, silence.limit, calendar)
        if deadline is None:
            continue
        if attempt.noticed_on is not None:
            if deadline.has_passed(attempt.noticed_on):
                return True
        elif (attempt.on >= deadline.due_on and not deadline.is_provisional) or attempt.on == _effective_on(
            marking, silence.effective
        ):
            return True
    return False


def _effective_on(marking: Marking, steps: tuple[str, ...]) -> date | None:
    days = [marking.done[step].last for step in steps if step in marking.done]
    return max(days, default=None)


def _qualifies(by: By, who: Who) -> bool:
    if who.system:
        return by.system
    if who.applicant and by.applicant:
        return True
    if who.officer is None:
        return False
    return by.officer or not by.powers.isdisjoint(who.powers)


def _actor_reasons(
    procedure: Procedure,
    table: StepTable,
    attempt: Attempt,
    answers: Mapping[str, Json],
    *,
    with_quorum: bool = True,
) -> list[Reason]:
    reasons: list[Reason] = []
    step = table.step
    if not all(_qualifies(step.by, who) for who in attempt.people):
        reasons.append(sentences.wrong_actor(procedure, step))
    for rule, power in table.powers:
        # A certificate is everybody's own: whoever signs with its holder needs one, too.
        people = attempt.people if power.needs == (CERTIFICATE,) else (attempt.who,)
        if any(who.powers.isdisjoint(power.needs) for who in people) and _applies(rule, answers):
            reasons.append(sentences.lacks_power(procedure, step, rule, power))
    if with_quorum:
        for rule, quorum in table.quorums:
            officers = {who.officer for who in attempt.people if who.officer is not None}
            # Somebody and whoever stands in for them are one.
            present = min(
                len(officers), len({who.instead_of or who.officer for who in attempt.people} - {None})
            )
            if present < quorum.people and _applies(rule, answers):
                reasons.append(sentences.too_few(procedure, step, rule, quorum, present))
    return reasons


def _answer_reasons(
    procedure: Procedure, table: StepTable, marking: Marking, attempt: Attempt
) -> list[Reason]:
    if not attempt.answers and not table.required:
        return []
    problems = validate_answers(table.step, attempt.answers, marking.answers) or order_problems(
        table.step, attempt.answers, marking.answers, procedure.questions
    )
    return [sentences.bad_answers(table.step, problems)] if problems else []


def _graph_reasons(
    procedure: Procedure,
    tables: Tables,
    table: StepTable,
    marking: Marking,
    on: date,
    answers: Mapping[str, Json],
    calendar: Calendar,
) -> list[Reason]:
    reasons: list[Reason] = []
    done, gone = marking.done, marking.gone
    for rule, condition in table.conditions:
        if _condition_met(rule, condition, marking, on, calendar):
            continue
        is_void = all(need in gone and (need not in done or gone[need] != ONCE) for need in condition.needs)
        if not is_void and _applies(rule, answers):
            reasons.append(
                sentences.condition_unmet(procedure, table.step, rule, condition, marking, on, calendar)
            )
    open_ = marking.open
    if open_:
        for rule, milestone in table.milestones:
            waiting = [
                awaited
                for awaited in milestone.waits_for
                if awaited not in gone and any(rule_id in open_ for rule_id in tables.owing.get(awaited, ()))
            ]
            if waiting and _applies(rule, answers):
                reasons.append(sentences.still_owed(procedure, table.step, rule, waiting))
    return reasons


def _condition_met(rule: Rule, condition: Condition, marking: Marking, on: date, calendar: Calendar) -> bool:
    for need in condition.needs:
        done = marking.done.get(need)
        if done is None or done.first > on:
            continue
        if condition.answers is not None and (rule.id, need) not in marking.met:
            continue
        if condition.delay is not None and on <= floor_ends_on(done.last, condition.delay, calendar).due_on:
            continue
        return True
    return False


def _separation_reasons(
    procedure: Procedure,
    table: StepTable,
    marking: Marking,
    attempt: Attempt,
    answers: Mapping[str, Json],
) -> list[Reason]:
    if not table.separations or not marking.people:
        return []
    here = people_of(attempt)
    reasons: list[Reason] = []
    for rule, others, index in table.separations:
        for other in others:
            there = marking.people.get(other)
            if there is not None and not here[index].isdisjoint(there[index]) and _applies(rule, answers):
                reasons.append(sentences.same_person(procedure, table.step, rule, other))
    return reasons


def _extension_reasons(
    procedure: Procedure,
    tables: Tables,
    table: StepTable,
    marking: Marking,
    on: date,
    answers: Mapping[str, Json],
    calendar: Calendar,
) -> list[Reason]:
    """Why no limit can be extended by this step; nothing if one can, or if the step extends none."""
    if not table.extends:
        return []
    reasons: list[Reason] = []
    applicable = False
    for rule, extend in table.extends:
        if not _applies(rule, answers):
            continue
        applicable = True
        item = marking.open.get(extend.limit)
        if item is None or not is_relevant(procedure, marking, extend.limit):
            reasons.append(sentences.nothing_to_extend(table.step, rule, tables.rules[extend.limit]))
            continue
        if sum(1 for granted, _ in item.extensions if granted == rule.id) >= extend.times:
            reasons.append(sentences.extended_already(table.step, rule, extend))
            continue
        deadline = deadline_of(procedure, marking, extend.limit, calendar)
        if deadline is not None and deadline.has_passed(on):
            reasons.append(sentences.limit_passed(table.step, rule, deadline))
            continue
        return []
    return reasons if applicable else []


def _met(table: StepTable, marking: Marking, attempt: Attempt) -> frozenset[tuple[str, str]]:
    if not table.withs:
        return marking.met
    met = set(marking.met)
    answers = kept_answers(table.step, tuple(table.step.asks), {}, attempt.answers)
    for rule, condition in table.withs:
        pair = (rule.id, attempt.step)
        if condition.answers is not None and condition.answers.holds(answers):
            met.add(pair)
        else:
            met.discard(pair)
    return frozenset(met)


def _people(table: StepTable, marking: Marking, attempt: Attempt) -> Mapping[str, People]:
    if not table.keeps_people:
        return marking.people
    here = people_of(attempt)
    before = marking.people.get(attempt.step)
    if before is not None:
        here = (before[0] | here[0], before[1] | here[1], before[2] | here[2])
    return {**marking.people, attempt.step: here}


def _obligations(
    tables: Tables,
    table: StepTable,
    marking: Marking,
    attempt: Attempt,
    answers: Mapping[str, Json],
) -> tuple[Mapping[str, Open], set[str]]:
    """Open obligations after the step, and the ids of those that it opened."""
    on = attempt.on
    still_open = dict(marking.open)
    if not marking.done:
        for rule_id, item in still_open.items():
            if item.since is None:
                still_open[rule_id] = Open(on)
    for rule_id in table.discharges:
        still_open.pop(rule_id, None)
    for rule, stop in table.ends_stop:
        for limit in tables.followers[stop.limit]:
            item_ = still_open.get(limit)
            if item_ is not None and item_.stopped_since is not None and _applies(rule, answers):
                still_open[limit] = _resumed(item_, on)
    for rule, stop in table.starts_stop:
        for limit in tables.followers[stop.limit]:
            item_ = still_open.get(limit)
            if item_ is not None and item_.stopped_since is None and _applies(rule, answers):
                still_open[limit] = replace(item_, stopped_since=on)
    for rule, restart in table.restarts:
        for limit in tables.followers[restart.limit]:
            if limit in still_open and _applies(rule, answers):
                still_open[limit] = Open(on)
    for rule, extend in table.extends:
        item_ = still_open.get(extend.limit)
        if item_ is None or not _applies(rule, answers):
            continue
        granted = sum(1 for rule_id, _ in item_.extensions if rule_id == rule.id)
        if granted < extend.times:
            still_open[extend.limit] = replace(item_, extensions=(*item_.extensions, (rule.id, on)))
    opened: set[str] = set()
    for rule, response in table.responses:
        if rule.id not in still_open and _applies(rule, answers):
            begun = None if response.begins is None else day_of(attempt.answers.get(response.begins))
            still_open[rule.id] = Open(begun or on)
            opened.add(rule.id)
    return still_open, opened


def _resumed(item: Open, on: date) -> Open:
    """The clock runs again from the day after ``on``: the days after the stopping event, to and with this one, do not count."""
    assert item.stopped_since is not None
    if on <= item.stopped_since:
        return replace(item, stopped_since=None)
    span = Span(add_days(item.stopped_since, 1), on)
    return replace(item, stopped_since=None, stops=(*item.stops, span))
