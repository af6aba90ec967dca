"""What the law prescribes, as values: statutes, procedures, steps, rules and the relations that rules impose.

A relation is one of the timed dynamic condition response (DCR) relations of Hildebrandt and Mukkamala (2010) or of the
few that administrative law needs beside them (separation, quorum, power, silence, and what stops, extends or restarts a
limit). In a compiled :class:`Procedure` every relation names steps; in a :class:`Statute` it names roles. All values are
frozen; nothing here knows how files are written or how a case moves.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from yifa.law.citations import Citation
from yifa.law.terms import Term
from yifa.law.text import Bilingual
from yifa.procedure.types.base import QuestionType

if TYPE_CHECKING:
    from yifa.procedure.guards import Guard

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


CERTIFICATE = "enforcement-qualification"
"""What whoever holds a valid enforcement certificate has on a day: no post gives it (``yifa.house.qualifications``)."""

ROSTER = "roster"
"""People are picked from everybody in the bureau on the day, where a question says ``among: roster``."""
LISTED = "listed."
"""A list that Yifa keeps, by its name: ``among: listed.departments``."""
REGISTERS = "registers"
"""A register is picked by its title, where a question says ``among: registers``."""
STATUTES = "statutes"
"""Laws are picked by their titles, from the statutes' own list and from what is studied besides, where a question says
``among: statutes``."""


class Level(StrEnum):
    """Rank of what a rule rests on, highest first; a lower one may tighten a limit of a higher one, never loosen it."""

    LAW = "law"
    REGULATION = "regulation"
    RULE = "rule"
    PARTY = "party"
    NORMATIVE = "normative"
    LOCAL = "local"
    HOUSE = "house"

    @property
    def rank(self) -> int:
        """0 for laws; larger is lower."""
        return list(Level).index(self)


class Verified(StrEnum):
    """How well a rule's text was checked: V read in the law, V2 at second hand, L a local rule, M from memory."""

    READ = "V"
    SECOND_HAND = "V2"
    LOCAL = "L"
    MEMORY = "M"


class Stance(StrEnum):
    """Whether the bureau decides the matter itself (own), repeats another body's (mirror), or prepares it (feed)."""

    OWN = "own"
    MIRROR = "mirror"
    FEED = "feed"


class Kind(StrEnum):
    """Kinds of relation, with the keys that the files use."""

    CONDITION = "condition"
    RESPONSE = "response"
    MILESTONE = "milestone"
    EXCLUDE = "exclude"
    INCLUDE = "include"
    SEPARATION = "separation"
    QUORUM = "quorum"
    POWER = "power"
    SILENCE = "silence"
    EXTEND = "extend"
    STOP = "stop"
    RESTART = "restart"


class Apart(StrEnum):
    """What must differ between the people of two separated steps."""

    OFFICER = "officer"
    POST = "post"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which a law or a version is in force: from ``first``, to and with ``last`` (None: still)."""

    first: date
    last: date | None = None
    amended: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: InForce) -> bool:
        """Whether some day is in both."""
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands in a file, for messages; no part of its meaning."""

    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Condition:
    """Each of ``steps`` is barred until one of ``needs`` has happened, with answers that satisfy ``answers`` and
    ``delay`` days ago. Void while none of ``needs`` is included (DCR)."""

    steps: tuple[str, ...]
    needs: tuple[str, ...]
    answers: Guard | None = None
    delay: Term | None = None
    kind = Kind.CONDITION


@dataclass(frozen=True, slots=True)
class Response:
    """Once one of ``after`` happens, one of ``owed`` is owed, ``within`` the term if there is one, or ``until`` the day that is
    the latest answer to that question. The term runs from the day answered to ``begins``, or without it from the step's own."""

    after: tuple[str, ...]
    owed: tuple[str, ...]
    within: Term | None = None
    rolls: bool = True
    until: str | None = field(default=None, metadata={"hashed": "if given"})
    begins: str | None = field(default=None, metadata={"hashed": "if given"})
    kind = Kind.RESPONSE


@dataclass(frozen=True, slots=True)
class Milestone:
    """Each of ``steps`` is barred while one of ``waits_for`` is owed and included."""

    steps: tuple[str, ...]
    waits_for: tuple[str, ...]
    kind = Kind.MILESTONE


@dataclass(frozen=True, slots=True)
class Exclude:
    """Each of ``on`` takes every one of ``steps`` out of the procedure."""

    on: tuple[str, ...]
    steps: tuple[str, ...]
    kind = Kind.EXCLUDE


@dataclass(frozen=True, slots=True)
class Include:
    """Each of ``on`` brings every one of ``steps`` (back) into the procedure."""

    on: tuple[str, ...]
    steps: tuple[str, ...]
    kind = Kind.INCLUDE


@dataclass(frozen=True, slots=True)
class Separation:
    """Nobody takes part in steps of two different ``groups``; ``of`` says what must differ."""

    groups: tuple[tuple[str, ...], ...]
    of: Apart = Apart.OFFICER
    kind = Kind.SEPARATION


@dataclass(frozen=True, slots=True)
class Quorum:
    """``people`` different officers take part in each of ``steps``."""

    steps: tuple[str, ...]
    people: int
    kind = Kind.QUORUM


@dataclass(frozen=True, slots=True)
class Power:
    """Whoever takes one of ``steps`` holds one of the powers ``needs``."""

    steps: tuple[str, ...]
    needs: tuple[str, ...]
    kind = Kind.POWER


@dataclass(frozen=True, slots=True)
class Silence:
    """If the limit of the response ``limit`` passes undone, the system takes ``becomes``, as of the day of
    ``effective`` (or, without it, of the limit's last day)."""

    limit: str
    becomes: str
    effective: tuple[str, ...] = ()
    kind = Kind.SILENCE


@dataclass(frozen=True, slots=True)
class Extend:
    """Each of ``on`` lengthens the limit by ``by``, at most ``times`` times, and only before it has passed."""

    limit: str
    on: tuple[str, ...]
    by: Term
    times: int = 1
    kind = Kind.EXTEND


@dataclass(frozen=True, slots=True)
class Stop:
    """The limit's clock does not run from one of ``start`` until one of ``until``."""

    limit: str
    start: tuple[str, ...]
    until: tuple[str, ...]
    kind = Kind.STOP


@dataclass(frozen=True, slots=True)
class Restart:
    """The limit's clock starts anew on each of ``on``."""

    limit: str
    on: tuple[str, ...]
    kind = Kind.RESTART


Relation: TypeAlias = (
    Condition
    | Response
    | Milestone
    | Exclude
    | Include
    | Separation
    | Quorum
    | Power
    | Silence
    | Extend
    | Stop
    | Restart
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One relation and what makes it law.

    id: ``statute-key/rule-id``, ``house/rule-id``, or ``procedure/…`` for what the language itself compiles.
    citation: the article, for rules of a statute; basis: the bureau's own document, for house rules.
    when: the relation holds only if this guard is true. promises: id of the statutory limit that this one shortens.
    yields_to: down to which rank the rule's own words let others provide otherwise (法律、行政法规另有规定的，从其规定).
    """

    id: str
    says: Bilingual
    relation: Relation
    citation: Citation | None = None
    statute_title: Bilingual | None = None
    basis: Bilingual | None = None
    level: Level = Level.HOUSE
    verified: Verified | None = None
    when: Guard | None = None
    gate: bool = False
    promises: str | None = None
    yields_to: Level | None = field(default=None, metadata={"hashed": "if given"})
    # Which part of its statute a rule stands in; no part of what it says.
    part: str | None = field(default=None, compare=False)
    source: Source = field(default_factory=Source, compare=False)

    def binds(self, other: Rule) -> bool:
        """Whether the other rule ranks too low to loosen this one."""
        lowest = max(self.level.rank, self.yields_to.rank if self.yields_to is not None else 0)
        return other.level.rank > lowest

    @property
    def kind(self) -> Kind:
        return self.relation.kind

    @property
    def article(self) -> str:
        """The article's number as the file writes it; empty for house rules."""
        if self.citation is None:
            return ""
        return self.citation.article + (f"({self.citation.paragraph})" if self.citation.paragraph else "")

    @property
    def authority(self) -> Bilingual:
        """What the rule rests on: ``《行政许可法》第三十二条``, or the house document; empty if neither."""
        if self.citation is not None:
            title = self.statute_title or Bilingual(self.citation.statute, self.citation.statute)
            return Bilingual(self.citation.zh(title.zh), self.citation.en(title.en))
        return self.basis or Bilingual("", "")

    @property
    def is_gate_or_limit(self) -> bool:
        """Whether a reason alone does not leave the rule out."""
        relation = self.relation
        return self.gate or (
            isinstance(relation, Response) and (relation.within is not None or relation.until is not None)
        )

    @property
    def is_statutory(self) -> bool:
        """Whether an article of a statute stands behind the rule."""
        return self.citation is not None


@dataclass(frozen=True, slots=True)
class Link:
    """Which other cases answer a question of type ``case``: those ``of`` certain procedures (any, where it is empty) that have
    taken ``finished``, whose own answers satisfy ``answers``, and that are ``about`` this case by that question of theirs."""

    of: tuple[str, ...] = ()
    finished: str | None = None
    answers: Guard | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """An answer that is never typed: ``field`` of the case that answers ``question``, with ``words`` for its values; or what
    the computation ``by`` makes of the other answers (``yifa.cases.acting.computing``), of that to the question ``of`` where it
    serves several."""

    question: str = ""
    field: str = ""
    words: Mapping[str, str | bool] = dataclasses.field(default_factory=dict)
    by: str = dataclasses.field(default="", metadata={"hashed": "if given"})
    of: str = dataclasses.field(default="", metadata={"hashed": "if given"})

    def value(self, there: Json) -> Json:
        """The answer here for the answer there."""
        return self.words.get(there, there) if isinstance(there, str) else there


@dataclass(frozen=True, slots=True)
class Question:
    """One typed field that a step asks. Money is in fen. ``fills_from`` names what is known already.

    happens: the date answered is the day on which the step happened. not_before, not_after: questions whose date this one may
    not precede, or follow.
    columns: of a question of type ``rows``, whose answer is a list of rows, each with a value by column; min and max then bound
    how many rows there are.
    required_when: it must be answered where this holds of the answers so far. computes: where its answer is read; it is typed
    only where no case is named, or that case does not say it.
    """

    key: str
    type: QuestionType
    label: Bilingual
    required: bool = False
    help: Bilingual | None = None
    choices: Mapping[str, Bilingual] = field(default_factory=dict)
    min: int | float | date | None = None
    max: int | float | date | None = None
    pattern: str | None = None
    fills_from: str | None = None
    personal: bool = False
    # What of themselves the applicant is asked, by HTML's words, so that a browser can fill it in (WCAG 1.3.5).
    purpose: str | None = field(default=None, metadata={"hashed": "if given"})
    # Left out of the hash where there is none, so that procedures without links keep theirs.
    link: Link | None = field(default=None, metadata={"hashed": "if given"})
    happens: bool = field(default=False, metadata={"hashed": "if given"})
    not_before: str | None = field(default=None, metadata={"hashed": "if given"})
    not_after: str | None = field(default=None, metadata={"hashed": "if given"})
    required_when: Guard | None = field(default=None, metadata={"hashed": "if given"})
    computes: Computed | None = field(default=None, metadata={"hashed": "if given"})
    columns: Mapping[str, Question] = field(default_factory=dict, metadata={"hashed": "if given"})
    # People are picked from the answer to this question, here or (``linked.question.field``) in the case that answers one, or
    # from a list that Yifa keeps (``listed.departments``), which may have nobody on it.
    among: str | None = field(default=None, metadata={"hashed": "if given"})
    # The rule that naming anybody else offends, so that the refusal names its article.
    offends: str | None = field(default=None, metadata={"hashed": "if given"})
    # Nobody is shown the answer before this step was taken.
    sealed: str | None = field(default=None, metadata={"hashed": "if given"})
    source: Source = field(default_factory=Source, compare=False)

    @property
    def from_a_list(self) -> bool:
        """Whether answers are picked from a list that Yifa keeps, and typed where it is empty."""
        return self.among is not None and self.among.startswith(LISTED)


@dataclass(frozen=True, slots=True)
class By:
    """Who may take a step: the applicant, the system, any officer, or an officer who holds one of ``powers``."""

    applicant: bool = False
    system: bool = False
    officer: bool = False
    powers: frozenset[str] = frozenset()

    @property
    def by_office(self) -> bool:
        """Whether officers take the step, with or without a particular power."""
        return self.officer or bool(self.powers)


class Pick(NamedTuple):
    """Where a step takes an answer from a list: the whole answer to ``key``, or a column of its table. question: the one that is
    picked, the column's in a table; among: from what."""

    key: str
    column: str
    question: Question
    among: str

    @property
    def place(self) -> str:
        """``key`` or ``key.column``."""
        return f"{self.key}.{self.column}" if self.column else self.key


class Verb(StrEnum):
    """What a step does to a register: a new row; the case's rows as they are; the case's row, new or as it is."""

    ENTERS = "enters"
    CHANGES = "changes"
    KEEPS = "keeps"


@dataclass(frozen=True, slots=True)
class Write:
    """What a step writes into a register (``yifa.procedure.writes`` says what a column may take).

    columns: what each takes, by name; first: what is written when the row is entered and stays. of: the question for another
    case, whose rows are changed instead of this one's. each: a question for people or rows, each of which makes a row. key:
    columns by which several rows of the case are told apart. when: it is written where this holds of the answers.
    """

    register: str
    verb: Verb
    columns: Mapping[str, Any]
    first: Mapping[str, Any] = field(default_factory=dict, metadata={"hashed": "if given"})
    of: str | None = field(default=None, metadata={"hashed": "if given"})
    each: str | None = field(default=None, metadata={"hashed": "if given"})
    key: tuple[str, ...] = field(default=(), metadata={"hashed": "if given"})
    when: Guard | None = field(default=None, metadata={"hashed": "if given"})
    source: Source = field(default_factory=Source, compare=False)


@dataclass(frozen=True)
class Step:
    """One thing that can happen in a case. ``return_of``: the step whose returning this is, for compiled returns.

    What follows from its questions is worked out once for each step: every act asks for it.
    """

    key: str
    title: Bilingual
    by: By
    opens: bool = False
    repeat: bool = False
    dormant: bool = False
    owed: bool = False
    closes: bool = False
    event: str | None = None
    says: Bilingual | None = None
    asks: Mapping[str, Question] = field(default_factory=dict)
    produces: Mapping[str, str] = field(default_factory=dict)
    public: Bilingual | None = None
    # The question that says where it was published before, if not by taking the step.
    published_in: str | None = field(default=None, metadata={"hashed": "if given"})
    # The question whose answer is the reason why something is let through; oversight lists those that were given.
    waives: str | None = field(default=None, metadata={"hashed": "if given"})
    # What taking it gives somebody: money, a project, an honour. Nobody gets it whom a register bars.
    gives: str | None = field(default=None, metadata={"hashed": "if given"})
    returns_to: str | None = None
    return_of: str | None = None
    # ``institution/role``: what guards, effects and figures know the step by.
    plays: tuple[str, ...] = ()
    # What it writes into registers, in order.
    writes: tuple[Write, ...] = field(default=(), metadata={"hashed": "if given"})
    source: Source = field(default_factory=Source, compare=False)

    @cached_property
    def day_question(self) -> Question | None:
        """The question whose date is the day on which the step happened."""
        return next((one for one in self.asks.values() if one.happens), None)

    @cached_property
    def places(self) -> tuple[tuple[str, str], ...]:
        """The roles that it plays, each parted into institution and role."""
        return tuple((one.partition("/")[0], one.partition("/")[2]) for one in self.plays)

    @cached_property
    def picks(self) -> tuple[Pick, ...]:
        """Where answers are picked from a list, in the order of the questions."""
        return tuple(pick for one in self.asks.values() for pick in _picks(one))

    @cached_property
    def computed(self) -> tuple[Question, ...]:
        """The questions whose answers nobody types."""
        return tuple(one for one in self.asks.values() if one.computes is not None)

    @cached_property
    def of_cases(self) -> tuple[Question, ...]:
        """The questions that other cases answer."""
        return tuple(one for one in self.asks.values() if one.type.of_cases)

    @cached_property
    def bounded_days(self) -> tuple[Question, ...]:
        """The questions whose dates may not precede or follow another's."""
        return tuple(
            one for one in self.asks.values() if one.not_before is not None or one.not_after is not None
        )

    @property
    def system(self) -> bool:
        """Whether only the system takes the step."""
        return self.by.system and not (self.by.applicant or self.by.by_office)


def _picks(question: Question) -> Iterator[Pick]:
    if question.among is not None:
        yield Pick(question.key, "", question, question.among)
    for column in question.columns.values():
        if column.among is not None:
            yield Pick(question.key, column.key, column, column.among)


@dataclass(frozen=True, slots=True)
class WalkPerson:
    """Somebody in a walk: an officer by a letter or name, in a post and department, with powers."""

    officer: str | None = None
    post: str | None = None
    department: str | None = None
    powers: frozenset[str] = frozenset()
    applicant: bool = False
    system: bool = False


@dataclass(frozen=True, slots=True)
class WalkStep:
    """One act of a walk, and for the refused one the rule that must refuse it."""

    step: str
    on: date
    by: WalkPerson
    answers: Mapping[str, Json] = field(default_factory=dict)
    co_signers: tuple[WalkPerson, ...] = ()
    rule: str = ""
    article: str = ""
    source: Source = field(default_factory=Source, compare=False)


@dataclass(frozen=True, slots=True)
class Walk:
    """A test of a procedure: steps that must succeed, then what must hold, then an attempt that must be refused."""

    name: Bilingual
    steps: tuple[WalkStep, ...]
    closes: bool | None = None
    owes: frozenset[str] | None = None
    refused: WalkStep | None = None
    source: Source = field(default_factory=Source, compare=False)


@dataclass(frozen=True, slots=True)
class Statute:
    """One law, regulation or rule as it stood from ``in_force.first`` on: a fragment over roles, whose rules' relations name
    roles, not steps. An amendment makes another value of the same key. parts: groups of rules that are composed together."""

    key: str
    title: Bilingual
    level: Level
    number: str
    in_force: InForce
    verified: Verified
    roles: Mapping[str, Bilingual]
    rules: tuple[Rule, ...]
    note: Bilingual | None = None
    parts: Mapping[str, Bilingual] = field(default_factory=dict)
    source: Source = field(default_factory=Source, compare=False)

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id, with or without the statute's key before it. Raises KeyError."""
        wanted = rule_id if "/" in rule_id else f"{self.key}/{rule_id}"
        for rule in self.rules:
            if rule.id == wanted:
                return rule
        raise KeyError(rule_id)


@dataclass(frozen=True, slots=True)
class Omission:
    """Why a rule of a composed statute does not apply here; ``kept_in``: the question for the linked matter that keeps it."""

    because: Bilingual
    kept_in: str | None = None


@dataclass(frozen=True)
class Procedure:
    """One kind of matter as it stood from ``in_force.first`` on, compiled: its steps, and every rule of statute and house.

    Its versions follow from the dated text and from the law of each day; ``version`` is the first day of one, as yyyymmdd.
    hash: SHA-256 (hex) of the canonical content with all composed rules and their articles; walks are not part of it, nor the
    day on which something else followed. institutions: those that it is made of. statutes: those in force that it composes;
    parts: of them, where not the whole. omitted: rules of theirs that do not apply, with the reason; displaced: those
    omitted although steps play their roles. power_titles: what powers
    are called, for messages.
    """

    key: str
    title: Bilingual
    field: str
    version: int
    in_force: InForce
    stance: Stance
    summary: Bilingual
    steps: Mapping[str, Step]
    rules: tuple[Rule, ...]
    statutes: tuple[str, ...]
    omitted: Mapping[str, Omission]
    walks: tuple[Walk, ...]
    hash: str
    source: Source
    institutions: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    power_titles: Mapping[str, Bilingual] = dataclasses.field(default_factory=dict)
    displaced: tuple[Rule, ...] = ()

    def __hash__(self) -> int:
        return hash(self.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Procedure) and other.hash == self.hash

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """Rules by their full id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def power_keys(self) -> frozenset[str]:
        """Every power that a step or a rule asks of somebody."""
        asked = {power for step in self.steps.values() for power in step.by.powers}
        asked.update(power for rule in self.of_kind(Power) for power in rule.relation.needs)  # type: ignore[union-attr]
        return frozenset(asked)

    @cached_property
    def openers(self) -> tuple[str, ...]:
        """Keys of the steps that may open a case; every step, if none is marked."""
        marked = tuple(key for key, step in self.steps.items() if step.opens)
        return marked or tuple(self.steps)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every field asked anywhere, the first asking of each."""
        found: dict[str, Question] = {}
        for step in self.steps.values():
            for key, question in step.asks.items():
                found.setdefault(key, question)
        return found

    @cached_property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """The steps that play each ``institution/role``."""
        found: dict[str, list[str]] = {}
        for key, step in self.steps.items():
            for role in step.plays:
                found.setdefault(role, []).append(key)
        return {role: tuple(keys) for role, keys in found.items()}

    def of_kind(self, relation: type[Relation]) -> tuple[Rule, ...]:
        """The rules whose relation is of one class, in order."""
        return tuple(rule for rule in self.rules if isinstance(rule.relation, relation))

    @property
    def conditions(self) -> tuple[Rule, ...]:
        return self.of_kind(Condition)

    @property
    def responses(self) -> tuple[Rule, ...]:
        return self.of_kind(Response)

    @property
    def milestones(self) -> tuple[Rule, ...]:
        return self.of_kind(Milestone)

    @property
    def separations(self) -> tuple[Rule, ...]:
        return self.of_kind(Separation)
