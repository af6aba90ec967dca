"""Running a procedure's walks: acts that must succeed, what must hold then, and an attempt that a rule must refuse."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.law.calendar import Calendar
from yifa.law.errors import LawError
from yifa.law.text import Bilingual
from yifa.procedure.answers import happened_on
from yifa.procedure.marking import Attempt, Marking, Refused, Who
from yifa.procedure.model import Procedure, Source, Walk, WalkPerson, WalkStep
from yifa.procedure.stepping import initial, may, owed, take


@dataclass(frozen=True, slots=True)
class WalkResult:
    """Whether a walk held; if not, the sentence and the place in the file."""

    walk: Walk
    ok: bool
    problem: Bilingual | None = None
    source: Source | None = None


def run_walks(procedure: Procedure, calendar: Calendar | None = None) -> tuple[WalkResult, ...]:
    """Every walk of a procedure with its result, on the national calendar unless another is given."""
    used = calendar or Calendar.china()
    return tuple(run_walk(procedure, walk, used) for walk in procedure.walks)


def run_walk(procedure: Procedure, walk: Walk, calendar: Calendar) -> WalkResult:
    """One walk with its result."""
    marking = initial(procedure)
    for item in walk.steps:
        day = happened_on(procedure.steps.get(item.step), item.answers)
        if day is not None and day != item.on:
            return _failed(
                walk,
                item.source,
                f"「{_title(procedure, item)}」写在{item.on}办理，所填的办理之日却是{day}，请写成同一天",
                f"'{item.step}' stands on {item.on}, but its answer says that it happened on {day}; make them one day",
            )
        try:
            marking = take(procedure, marking, attempt_of(item), calendar).marking
        except Refused as refused:
            return _failed(
                walk,
                item.source,
                f"「{_title(procedure, item)}」应当可以办理，却被拒绝：{refused.zh}",
                f"'{item.step}' should have been possible but was refused: {refused.en}",
            )
        except LawError as error:
            return _failed(walk, item.source, error.zh, error.en)
    problem = _expectation(procedure, walk, marking)
    if problem is not None:
        return WalkResult(walk, False, problem, walk.source)
    if walk.refused is not None:
        return _refusal(procedure, walk, walk.refused, marking, calendar)
    return WalkResult(walk, True)


def attempt_of(item: WalkStep) -> Attempt:
    """The attempt that a walk's step writes."""
    return Attempt(
        item.step, _who(item.by), item.on, item.answers, tuple(_who(person) for person in item.co_signers)
    )


def _who(person: WalkPerson) -> Who:
    return Who(person.officer, person.post, person.department, person.powers, person.applicant, person.system)


def _title(procedure: Procedure, item: WalkStep) -> str:
    step = procedure.steps.get(item.step)
    return step.title.zh if step is not None else item.step


def _failed(walk: Walk, source: Source, zh: str, en: str) -> WalkResult:
    return WalkResult(walk, False, Bilingual(zh, en), source)


def _expectation(procedure: Procedure, walk: Walk, marking: Marking) -> Bilingual | None:
    if walk.closes is not None and walk.closes is not marking.closed:
        if walk.closes:
            return Bilingual(
                "走完后本案应当办结，却没有办结", "the case should be closed at the end, but is not"
            )
        return Bilingual("走完后本案不应办结，却已办结", "the case should not be closed at the end, but is")
    if walk.owes is None:
        return None
    open_now = owed(procedure, marking)
    found = {step for item in open_now for step in item.steps}
    missing = sorted(walk.owes - found)
    if missing:
        return Bilingual(
            f"走完后应当有待办「{'、'.join(missing)}」，却没有",
            f"{', '.join(missing)} should be owed at the end",
        )
    extra = [item for item in open_now if not walk.owes.intersection(item.steps)]
    if extra:
        listed = "、".join("或".join(item.steps) for item in extra)
        return Bilingual(
            f"走完后不应有待办「{listed}」",
            f"nothing but {sorted(walk.owes)} should be owed, yet {listed} is",
        )
    return None


def _refusal(
    procedure: Procedure, walk: Walk, item: WalkStep, marking: Marking, calendar: Calendar
) -> WalkResult:
    try:
        ruling = may(procedure, marking, attempt_of(item), calendar)
    except LawError as error:
        return _failed(walk, item.source, error.zh, error.en)
    title = _title(procedure, item)
    if ruling.allowed:
        return _failed(
            walk,
            item.source,
            f"「{title}」应当被规则“{item.rule}”拒绝，却可以办理",
            f"'{item.step}' should be refused by {item.rule!r} but is allowed",
        )
    matching = [
        reason
        for reason in ruling.reasons
        if item.rule == reason.code or (reason.rule is not None and reason.rule.id == item.rule)
    ]
    if not matching:
        given = "、".join(reason.code for reason in ruling.reasons)
        return _failed(
            walk,
            item.source,
            f"「{title}」应当被规则“{item.rule}”拒绝，实际的理由是“{given}”",
            f"'{item.step}' should be refused by {item.rule!r}, but the reason is {given!r}",
        )
    if item.article and not any(_same_article(item.article, reason.article) for reason in matching):
        given = "、".join(dict.fromkeys(reason.article or "（无）" for reason in matching))
        return _failed(
            walk,
            item.source,
            f"「{title}」应当依据第{item.article}条拒绝，实际的条文是“{given}”",
            f"'{item.step}' should be refused under article {item.article}, but the article is {given!r}",
        )
    return WalkResult(walk, True)


def _same_article(expected: str, found: str) -> bool:
    return expected == found or expected == found.partition("(")[0]
