"""Where a case stands in its procedure, and the values that go in and out of a step.

A :class:`Marking` is the marking of a timed DCR graph (executed, included, pending) with what deadlines and separations need:
when each step was last taken, since when each obligation is open, what stopped and extended its clock, who took part. Its size is
bounded by the procedure, not by how long the case has run, so a step costs the same after 200 acts as after two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yifa.law.counted import Span
from yifa.law.terms import Term
from yifa.law.text import Bilingual
from yifa.procedure.model import Apart, Json, Rule, Step

ONCE = "procedure/once"
EXCLUDED = "procedure/excluded"
ACTOR = "procedure/actor"
CLOSED = "procedure/closed"
ANSWERS = "procedure/answers"
OPENING = "procedure/opening"
UNKNOWN = "procedure/unknown-step"
DORMANT = "procedure/dormant"
OWED = "procedure/owed"

_APARTS = (Apart.OFFICER, Apart.POST, Apart.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts: an officer in a post of a department with powers, the applicant, or the system.

    lent: the same officer in the posts of those in whose place they stand. One step is taken in one of these capacities
    (``stepping.in_capacity``): then instead_of is the officer for whom, and mandate the entry of the log that lets them.
    """

    officer: str | None = None
    post: str | None = None
    department: str | None = None
    powers: frozenset[str] = frozenset()
    applicant: bool = False
    system: bool = False
    lent: tuple[Who, ...] = ()
    instead_of: str | None = None
    mandate: int | None = None

    def identity(self, of: Apart) -> str | None:
        """The officer, post or department, whichever is asked."""
        if of is Apart.OFFICER:
            return self.officer
        return self.post if of is Apart.POST else self.department


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's wish to take a step on a legal day, with answers and co-signers.

    noticed_on: for the system's silent steps, the day on which the passed limit was noticed; ``on`` is then the day as of which
    the law lets the step take effect.
    """

    step: str
    who: Who
    on: date
    answers: Mapping[str, Json] = field(default_factory=dict)
    co_signers: tuple[Who, ...] = ()
    noticed_on: date | None = None

    @property
    def people(self) -> tuple[Who, ...]:
        return (self.who, *self.co_signers)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step is barred: the rule with its article, one sentence, what would make it possible, and who can do that.

    code: the rule's id, or ``procedure/…`` for what the language itself bars. steps: the steps that would help.
    """

    rule: Rule | None
    code: str
    sentence: Bilingual
    remedy: Bilingual
    who: Bilingual | None = None
    steps: tuple[str, ...] = ()
    powers: frozenset[str] = frozenset()

    @property
    def article(self) -> str:
        """The number of the article behind the refusal; empty if there is none."""
        return self.rule.article if self.rule is not None else ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a step may be taken, and every reason why not."""

    allowed: bool
    reasons: tuple[Reason, ...] = ()


class Refused(ValueError):
    """A step that the procedure forbids was attempted; ``ruling`` says why."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__("；".join(reason.sentence.zh for reason in ruling.reasons))
        self.ruling = ruling

    @property
    def zh(self) -> str:
        return "；".join(reason.sentence.zh for reason in self.ruling.reasons)

    @property
    def en(self) -> str:
        return "; ".join(reason.sentence.en for reason in self.ruling.reasons)


@dataclass(frozen=True, slots=True)
class Owed:
    """An open obligation: one of ``steps`` is owed since a day, by the response rule ``rule_id``.

    rule: None for steps that the procedure itself makes owed from the start. stopped_since: day at whose end the clock
    stopped. until: the day that was answered, for a limit that is one.
    """

    rule_id: str
    steps: tuple[str, ...]
    since: date
    rule: Rule | None = None
    within: Term | None = None
    stopped_since: date | None = None
    extended: int = 0
    until: date | None = None

    @property
    def is_promise(self) -> bool:
        """Whether the limit is the bureau's promise beside a statutory one."""
        return self.rule is not None and self.rule.promises is not None


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a step did: the new marking, obligations opened, discharged by doing, and lapsed without."""

    marking: Marking
    opened: tuple[Owed, ...]
    discharged: tuple[Owed, ...]
    lapsed: tuple[Owed, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One step as somebody sees it now: possible, or barred and why. ``people``: how many must take part together."""

    step: Step
    possible: bool
    reasons: tuple[Reason, ...]
    owed: tuple[Owed, ...] = ()
    people: int = 1

    @property
    def key(self) -> str:
        return self.step.key


@dataclass(frozen=True, slots=True)
class Done:
    """When a step was taken: first, last, how often."""

    first: date
    last: date
    times: int = 1


@dataclass(frozen=True, slots=True)
class Open:
    """An open obligation as the marking keeps it. since: None until the case is opened."""

    since: date | None
    stops: tuple[Span, ...] = ()
    stopped_since: date | None = None
    extensions: tuple[tuple[str, date], ...] = ()


People = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Marking:
    """State of a case.

    done: steps taken. gone: steps not included, with what took them out (a rule's id, ``procedure/once``, ``procedure/dormant``).
    open: open obligations by rule. met: (condition, needed step) pairs whose ``with`` the latest answers satisfy.
    people: officers, posts and departments that took part in a step, where a separation asks. answers: those that guards use.
    """

    done: Mapping[str, Done] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    open: Mapping[str, Open] = field(default_factory=dict)
    met: frozenset[tuple[str, str]] = frozenset()
    people: Mapping[str, People] = field(default_factory=dict)
    answers: Mapping[str, Json] = field(default_factory=dict)
    closed: bool = False

    @property
    def opened(self) -> bool:
        """Whether any step was taken."""
        return bool(self.done)

    def day(self, field: str | None) -> date | None:
        """The latest answer to a question, as a day; None where it was not answered with one."""
        value = self.answers.get(field) if field is not None else None
        try:
            return date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def includes(self, step: str) -> bool:
        """Whether a step is part of the procedure now."""
        return step not in self.gone

    def to_json(self) -> dict[str, Any]:
        """Compact JSON; empty parts are left out."""
        data: dict[str, Any] = {}
        if self.done:
            data["done"] = {
                key: [done.first.isoformat(), done.last.isoformat(), done.times]
                for key, done in self.done.items()
            }
        if self.gone:
            data["gone"] = dict(self.gone)
        if self.open:
            data["open"] = {key: _open_to_json(item) for key, item in self.open.items()}
        if self.met:
            data["met"] = sorted(list(pair) for pair in self.met)
        if self.people:
            data["people"] = {key: [sorted(part) for part in parts] for key, parts in self.people.items()}
        if self.answers:
            data["answers"] = dict(self.answers)
        if self.closed:
            data["closed"] = True
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Marking:
        """The marking that :meth:`to_json` wrote."""
        day = date.fromisoformat
        return cls(
            done={
                key: Done(day(first), day(last), times)
                for key, (first, last, times) in data.get("done", {}).items()
            },
            gone=dict(data.get("gone", {})),
            open={key: _open_from_json(item) for key, item in data.get("open", {}).items()},
            met=frozenset((rule, step) for rule, step in data.get("met", ())),
            people={
                key: (frozenset(parts[0]), frozenset(parts[1]), frozenset(parts[2]))
                for key, parts in data.get("people", {}).items()
            },
            answers=dict(data.get("answers", {})),
            closed=bool(data.get("closed", False)),
        )


def people_of(attempt: Attempt) -> People:
    """The officers, posts and departments that take part in an attempt; for whom somebody stands in takes part as well, so that
    neither may do for the other what the law keeps apart."""
    parts = [
        frozenset(identity for who in attempt.people if (identity := who.identity(of)) is not None)
        for of in _APARTS
    ]
    absent = {who.instead_of for who in attempt.people if who.instead_of is not None}
    return parts[0] | absent, parts[1], parts[2]


def apart_index(of: Apart) -> int:
    """Position of a kind of identity in :data:`People`."""
    return _APARTS.index(of)


def _open_to_json(item: Open) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if item.since is not None:
        data["since"] = item.since.isoformat()
    if item.stops:
        data["stops"] = [[span.first.isoformat(), span.last.isoformat()] for span in item.stops]
    if item.stopped_since is not None:
        data["stopped"] = item.stopped_since.isoformat()
    if item.extensions:
        data["extended"] = [[rule, granted.isoformat()] for rule, granted in item.extensions]
    return data


def _open_from_json(data: Mapping[str, Any]) -> Open:
    day = date.fromisoformat
    return Open(
        since=day(data["since"]) if "since" in data else None,
        stops=tuple(Span(day(first), day(last)) for first, last in data.get("stops", ())),
        stopped_since=day(data["stopped"]) if "stopped" in data else None,
        extensions=tuple((rule, day(granted)) for rule, granted in data.get("extended", ())),
    )
