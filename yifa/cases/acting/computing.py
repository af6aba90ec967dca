"""Answers that nobody types: read from the case that another answer names, or computed from the answers themselves.

A question says so with ``computes`` (``yifa.procedure.model.Computed``). The act fills it before it rules, so that page, API,
import and demonstration alike cannot say otherwise; what is typed all the same is refused. Where no case is named, or the
case named does not say it, the answer is asked as any other. Fields register computations by name:

    @computation("attendance")
    def present_of_entitled(facts: Facts) -> Json: ...
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeAlias, TypeVar

from yifa.cases.errors import ActRefused
from yifa.cases.library import procedure_of_case, statute_titles, statutory_rule
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.house.models import Department
from yifa.house.roster import alike, roster_on
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.procedure import Attempt, Json, Procedure, Question, Reason, Ruling, Step
from yifa.procedure.model import LISTED, ROSTER, STATUTES
from yifa.procedure.types import is_empty, say

TYPED: Final = "cases/computed"
NOT_AMONG: Final = "cases/not-among"
TWICE: Final = "cases/twice"
NOTHING_KNOWN: Final = "cases/nothing-known"


T = TypeVar("T")
_memory: ContextVar[dict[tuple[int, str], Any] | None] = ContextVar("computing_memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """For the block, what ``Facts.once`` asks of a bureau is asked once: many acts in one transaction, with the log locked."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def once(bureau_id: int, name: str, make: Callable[[int], T]) -> T:
    """What ``make`` gives for a bureau; for many acts together (``remembering``) it is asked once."""
    memory = _memory.get()
    if memory is None:
        return make(bureau_id)
    if (bureau_id, name) not in memory:
        memory[bureau_id, name] = make(bureau_id)
    found: T = memory[bureau_id, name]
    return found


class Facts:
    """What a computation may know. answers: the latest answer to every question of the case, those of the step at hand included.
    case_id: of the case, None where the step opens it. on: the day of the step. of: the question that the file has it about.
    officer: the key of whoever acts; empty where nobody acts yet, as on a form."""

    def __init__(
        self, bureau_id: int, case_id: int | None, on: date, answers: Mapping[str, Any], officer: str = ""
    ) -> None:
        self.officer = officer
        self.bureau_id = bureau_id
        self.case_id = case_id
        self.on = on
        self.answers = answers
        self.of = ""
        self._linked: dict[str, tuple[Case, dict[str, Any]] | None] = {}
        self._here: dict[str, Any] = {}

    def case(self, question: str) -> Case | None:
        """The case that answers a question of type ``case``; None where none is named, or there is no such case."""
        found = self._read(question)
        return None if found is None else found[0]

    def linked(self, question: str) -> dict[str, Any]:
        """The latest answers of that case."""
        found = self._read(question)
        return {} if found is None else found[1]

    def once(self, name: str, make: Callable[[int], T]) -> T:
        """What ``make`` gives for the bureau; for many acts together (``remembering``) it is asked once."""
        return once(self.bureau_id, name, make)

    def here(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives at this step, asked once however many answers are computed from it."""
        if name not in self._here:
            self._here[name] = make()
        found: T = self._here[name]
        return found

    def _read(self, question: str) -> tuple[Case, dict[str, Any]] | None:
        number = str(self.answers.get(question) or "")
        if number not in self._linked:
            with using_bureau(self.bureau_id):
                case = Case.objects.select_related("bureau").filter(number=number).first() if number else None
            self._linked[number] = None if case is None else (case, answers_of_case(case.pk))
        return self._linked[number]

    def procedure(self, question: str) -> Procedure | None:
        """The procedure under which the case named runs."""
        case = self.case(question)
        if case is None:
            return None
        return procedure_of_case(case)


Computation: TypeAlias = Callable[[Facts], Json]
registry: Final[dict[str, Computation]] = {}
_always: Final[set[str]] = set()
_alone: Final[set[str]] = set()


def computation(
    name: str, *, always: bool = False, alone: bool = False
) -> Callable[[Computation], Computation]:
    """Register the decorated function as the computation of that name.

    It gives None where there is nothing to compute with; the answer is then typed, unless it is ``always`` computed. alone: it
    reads the step's own answers and what the house set, and no register, case or earlier answer.
    """

    def register(function: Computation) -> Computation:
        if name in registry:
            raise ValueError(f"two computations named {name!r}: {registry[name]} and {function}")
        registry[name] = function
        if always:
            _always.add(name)
        if alone:
            _alone.add(name)
        return function

    return register


Listing: TypeAlias = Callable[[Facts], list[str]]
listings: Final[dict[str, Listing]] = {
    ROSTER: lambda facts: facts.once(f"roster {facts.on}", lambda one: list(roster_on(one, facts.on))),
    STATUTES: lambda _facts: statute_titles(),
}
"""From what is picked by a word of the language alone (``among: roster``); rooms above add theirs. Those of ``listed.…`` may be
empty, and names are then typed."""
_of_the_house: Final = {ROSTER, STATUTES}


def listing(name: str, *, of_the_house: bool = False) -> Callable[[Listing], Listing]:
    """Register the decorated function as the list ``listed.<name>``. of_the_house: no act adds to it, so that it need not
    wait for what was entered before."""

    def register(function: Listing) -> Listing:
        if LISTED + name in listings:
            raise ValueError(f"two lists named {name!r}: {listings[LISTED + name]} and {function}")
        listings[LISTED + name] = function
        if of_the_house:
            _of_the_house.add(LISTED + name)
        return function

    return register


@listing("departments", of_the_house=True)
def departments(facts: Facts) -> list[str]:
    """The bureau's departments."""

    def read(bureau_id: int) -> list[str]:
        with using_bureau(bureau_id):
            return list(Department.objects.filter(is_active=True).values_list("name", flat=True))

    return facts.once("departments", read)


def is_asked(step: Step | None) -> bool:
    """Whether any answer of a step is computed, or picked from people whom Yifa knows."""
    return step is not None and bool(step.computed or step.picks)


def reads_records(step: Step | None) -> bool:
    """Whether an answer of a step is computed, or picked, from what was entered before."""
    return step is not None and (
        any(pick.among not in _of_the_house for pick in step.picks)
        or any(one.computes is not None and one.computes.by not in _alone for one in step.computed)
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at a step. answers: those that are computed; what there is nothing to compute from is left out. people: for
    each question with ``among``, and each such column as ``question.column``, those from whom it is answered."""

    answers: dict[str, Json] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)


def known_at(
    bureau_id: int,
    case_id: int | None,
    step: Step,
    on: date,
    before: Mapping[str, Json],
    given: Mapping[str, Json],
) -> Known:
    """What Yifa knows of a step that is being taken.

    on: the step's day. before: answers of earlier steps. given: what was answered in this one.
    """
    if not is_asked(step):
        return Known()
    found, facts = _settled(bureau_id, case_id, step, on, before, given)
    people = {
        pick.place: _listed(pick.among, facts) or _beside(pick.among, step, facts) for pick in step.picks
    }
    return Known(found, people)


def _beside(among: str, step: Step, facts: Facts) -> list[str]:
    """Where people are picked from an answer of the same form that nobody has given yet: whom that answer is picked from. Whoever
    is then picked and not among that answer is refused by the act."""
    source = step.asks.get(among)
    return [] if source is None or source.among is None else _listed(source.among, facts)


def _listed(among: str, facts: Facts) -> list[str]:
    if among in listings:
        return listings[among](facts)
    room, *names = among.split(".")
    value = facts.linked(names[0]).get(names[1]) if room == "linked" and names else facts.answers.get(among)
    return [str(one) for one in value] if isinstance(value, list) else []


def _settled(
    bureau_id: int,
    case_id: int | None,
    step: Step,
    on: date,
    before: Mapping[str, Json],
    given: Mapping[str, Json],
    officer: str = "",
) -> tuple[dict[str, Json], Facts]:
    computed = {one.key for one in step.computed}
    typed = {key: value for key, value in given.items() if key not in computed} if computed else given
    answers: dict[str, Any] = {
        **{key: value for key, value in before.items() if key not in step.asks or key in typed},
        **typed,
    }
    facts = Facts(bureau_id, case_id, on, answers, officer)
    found: dict[str, Json] = {}
    for question in step.computed:
        key = question.key
        value = _value(question, facts)
        if not is_empty(value):
            found[key] = answers[key] = value
        elif key in given:
            answers[key] = given[key]
    return found, facts


def _value(question: Question, facts: Facts) -> Json:
    computes = question.computes
    assert computes is not None
    if computes.by:
        function = registry.get(computes.by)
        facts.of = computes.of
        return None if function is None else function(facts)
    return computes.value(facts.linked(computes.question).get(computes.field))


def filled(
    bureau_id: int, case_id: int | None, step: Step | None, attempt: Attempt, before: Mapping[str, Json]
) -> Attempt:
    """The attempt with what is computed in place. Raises ActRefused where such an answer was typed."""
    if step is None or not is_asked(step):
        return attempt
    officer = attempt.who.officer or ""
    found, facts = _settled(bureau_id, case_id, step, attempt.on, before, attempt.answers, officer)
    refused = [
        _typed(question, found.get(question.key))
        for question in step.computed
        if not is_empty(attempt.answers.get(question.key))
        and (question.key in found or never_typed(step, question))
    ]
    refused += [
        _nothing_known(question)
        for question in step.computed
        if question.required
        and question.key not in found
        and question.computes is not None
        and question.computes.by in _always
    ]
    for pick in step.picks:
        given = attempt.answers.get(pick.key)
        names = _column(given, pick.column) if pick.column else given
        strangers = _strangers(pick.question, _listed(pick.among, facts), names)
        if strangers:
            offends = step.asks[pick.key].offends
            rule = None if offends is None else statutory_rule(offends, attempt.on)
            refused += [replace(one, rule=rule) for one in strangers]
        if not (pick.column and pick.question.from_a_list):
            refused += _twice(pick.question, names)
    if refused:
        raise ActRefused(Ruling(False, tuple(refused)))
    return replace(attempt, answers={**attempt.answers, **found}) if found else attempt


def _column(rows: Json, column: str) -> list[Json]:
    """What a table says in a column, without empty cells."""
    cells = [row.get(column) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [cell for cell in cells if not is_empty(cell)]


def _strangers(question: Question, known: list[str], given: Json) -> list[Reason]:
    named = given if isinstance(given, list) else [] if is_empty(given) else [given]
    strangers = [str(one) for one in named if one not in known]
    if not strangers or (not known and question.from_a_list):
        return []
    label = question.label
    several = {one: found for one in strangers if (found := alike(one, known))}
    if several:
        return [_which(label, one, found) for one, found in several.items()]
    if question.among == ROSTER and known:
        return [_not_on_roster(label, strangers)]
    if not known:
        return [
            Reason(
                rule=None,
                code=NOT_AMONG,
                sentence=Bilingual(
                    f"「{label.zh}」所依据的名单还没有登记，现在不能填人。",
                    f"'{label.en}' is picked from a list that is not entered yet.",
                ),
                remedy=Bilingual(
                    "请先登记名单，例如先登记会议召开和到会情况。",
                    "Enter the list first, such as the meeting as held, with who attended.",
                ),
            )
        ]
    return [
        Reason(
            rule=None,
            code=NOT_AMONG,
            sentence=Bilingual(
                f"「{label.zh}」中的“{'、'.join(strangers)}”不在名单中，只能从{'、'.join(known) or '（没有人）'}中选。",
                f"'{label.en}': {', '.join(strangers)} cannot be chosen; it is one of {', '.join(known) or 'nobody'}.",
            ),
            remedy=Bilingual(
                "请从列出的名称中选择；名单不对的，先更正名单（机构、成员、到会情况等）。",
                "Choose among those listed; where the list is wrong (house, seats, attendance), correct it first.",
            ),
        )
    ]


def _which(label: Bilingual, name: str, known: list[str]) -> Reason:
    return Reason(
        rule=None,
        code=NOT_AMONG,
        sentence=Bilingual(
            f"「{label.zh}」中的“{name}”有{len(known)}名同名人员：{'、'.join(known)}。",
            f"'{label.en}': {len(known)} people are called {name}: {', '.join(known)}.",
        ),
        remedy=Bilingual(
            "请写明是哪一位，连同括号中的工号。", "Say which, with the staff number in brackets."
        ),
    )


def _not_on_roster(label: Bilingual, strangers: list[str]) -> Reason:
    return Reason(
        rule=None,
        code=NOT_AMONG,
        sentence=Bilingual(
            f"「{label.zh}」中的“{'、'.join(strangers)}”当日不在本局人员名册中。",
            f"'{label.en}': {', '.join(strangers)} is not on the bureau's roster of that day.",
        ),
        remedy=Bilingual(
            "请从名册中选择；名册上没有的，先由系统管理员在“机构”登记人员并办理任职。",
            "Choose from the roster; whoever is missing is first entered and appointed under House.",
        ),
    )


def _twice(question: Question, given: Json) -> list[Reason]:
    twice = (
        [one for one, times in Counter(map(str, given)).items() if times > 1]
        if isinstance(given, list)
        else []
    )
    if not twice:
        return []
    label = question.label
    return [
        Reason(
            rule=None,
            code=TWICE,
            sentence=Bilingual(
                f"「{label.zh}」中“{'、'.join(twice)}”登记了两次。",
                f"'{label.en}' has {', '.join(twice)} twice.",
            ),
            remedy=Bilingual("每人只填一次。", "Name each of them once."),
        )
    ]


def _nothing_known(question: Question) -> Reason:
    label, hint = question.label, question.help
    return Reason(
        rule=None,
        code=NOTHING_KNOWN,
        sentence=Bilingual(
            f"「{label.zh}」由系统得出，现在没有可以依据的内容。",
            f"'{label.en}' is computed, and there is nothing yet to compute it from.",
        ),
        remedy=Bilingual(
            f"{hint.zh}。" if hint is not None else "请先补齐它所依据的内容。",
            f"{hint.en[:1].upper()}{hint.en[1:]}." if hint is not None else "Supply what it rests on first.",
        ),
    )


def never_typed(step: Step, question: Question) -> bool:
    """Whether an answer is never typed: it is always computed, or read from a case that must be named in the same step."""
    assert question.computes is not None
    linked = step.asks.get(question.computes.question)
    return question.computes.by in _always or (linked is not None and linked.required)


def _typed(question: Question, value: Json) -> Reason:
    label, shown = question.label, say(question, value)
    zh = f"“{shown.zh}”" if shown.zh else "的内容"
    en = f", {shown.en!r}," if shown.en else ""
    if question.computes is not None and question.computes.by:
        source = Bilingual("由系统按所填内容算出", "is computed from the other answers")
    else:
        source = Bilingual("取自所关联的事项", "is read from the matter that is named")
    return Reason(
        rule=None,
        code=TYPED,
        sentence=Bilingual(
            f"「{label.zh}」{zh}{source.zh}，不能另行填写。",
            f"'{label.en}'{en} {source.en}; it is not typed.",
        ),
        remedy=Bilingual(
            "请不要填写这一项；内容不对的，更正它所依据的事项或者答案。",
            "Leave it out; where it is wrong, correct what it comes from.",
        ),
    )


def is_computed(step: Step, key: str) -> bool:
    """Whether the question of this key is one that nobody types, so that a row or a form without it lacks nothing."""
    question = step.asks.get(key)
    return question is not None and question.computes is not None and never_typed(step, question)
