"""What steps write into registers, as a file says it: by register and step, what each column takes.

    writes:
      contracts.contract:
        review: {keeps: [name: title, contract_kind, amount_fen: amount, reviewed_on: day], first: [entered_on: day]}
        sign: {changes: [signed_on, state: {is: signed}]}

A column alone takes the answer of its own name. Otherwise it takes: an answer; a fact of the act (``day``, ``case``, ``party``,
``case.title`` …); ``nothing``; a number, or yes or no, as written; ``{is: text}``; ``{count: answer}``; ``{holds: guard}``;
``{answer: …, words: {…}}``; ``{when: guard, then: value}``; ``{add: 1}`` to what the row holds; ``{by: name}``, which a field of
work registers; in a row for ``each``: ``each``, ``each.<column>``, ``{in: people}``. Of a list it takes the first that is
given; ``kept`` in it is what the row holds already.

Here the table is read and held against the questions of the procedure; registers are known to the checker alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from yifa.procedure import types
from yifa.procedure.fragments import Fragment
from yifa.procedure.guards import Guard, GuardProblem
from yifa.procedure.model import Question, Step, Verb, Write
from yifa.procedure.reading import FileProblem, Location, problem_of, suggestion
from yifa.procedure.shapes import FieldName, GuardShape, Saying, Shape

DAY: Final = "day"
NOTHING: Final = "nothing"
KEPT: Final = "kept"
CASE: Final = "case"
PARTY: Final = "party"
EACH: Final = "each"
FACTS: Final = (
    DAY,
    NOTHING,
    CASE,
    PARTY,
    "case.title",
    "case.opened_on",
    "party.name",
    "officer.name",
    "officer.post",
    "department.name",
    "bureau.name",
)
"""What every act knows. ``case`` is this case, or its row of the register that the column points to."""
PARAMETER: Final = "parameter."
_OF_EACH: Final = f"{EACH}."
_MANY: Final = (types.PEOPLE, types.CHOICES, types.ROWS, types.FILES)
_FORMS: Final[Mapping[str, frozenset[str]]] = {
    "is": frozenset(),
    "count": frozenset(),
    "holds": frozenset(),
    "in": frozenset(),
    "add": frozenset(),
    "by": frozenset(),
    "when": frozenset({"then"}),
    "answer": frozenset({"words"}),
}


def _columns(value: Any) -> Any:
    """A list of columns and of ``column: value`` as one mapping."""
    if not isinstance(value, list) or not value:
        raise Saying("应列出各列，如 [kind, name: title]", "list the columns, such as [kind, name: title]")
    found: dict[str, Any] = {}
    for item in value:
        given = {item: item} if isinstance(item, str) else item
        if not isinstance(given, dict):
            raise Saying(f"“{item}”不是列名", f"{item!r} is no column")
        for name, one in given.items():
            if name in found:
                raise Saying(f"“{name}”这一列写了两次", f"the column {name!r} is written twice")
            found[str(name)] = one
    return found


_Columns = Annotated[dict[FieldName, Any], BeforeValidator(_columns)]


class WriteShape(Shape):
    """One entry of the table: what a step does to a register."""

    enters: _Columns | None = None
    changes: _Columns | None = None
    keeps: _Columns | None = None
    first: _Columns = Field(default_factory=dict)
    of: FieldName | None = None
    each: FieldName | None = None
    key: list[FieldName] = Field(default_factory=list)
    when: GuardShape | None = None

    @property
    def verb(self) -> Verb:
        """Which of the three it does."""
        return next(verb for verb in Verb if getattr(self, verb.value) is not None)

    @property
    def columns(self) -> dict[str, Any]:
        """What each column takes."""
        found: dict[str, Any] = getattr(self, self.verb.value)
        return found

    @model_validator(mode="after")
    def _one_verb(self) -> WriteShape:
        given = [verb.value for verb in Verb if getattr(self, verb.value) is not None]
        if not given and self.first:
            object.__setattr__(self, Verb.KEEPS.value, {})
            given = [Verb.KEEPS.value]
        if len(given) != 1:
            raise Saying(
                "应写 enters（登入一行）、changes（改动本事项的行）、keeps（登入或者改动本事项的一行）之一",
                "write one of enters (a new row), changes (this case's rows) or keeps (this case's row, new or changed)",
            )
        if (self.first or self.key) and self.verb is not Verb.KEEPS:
            raise Saying("first、key 只与 keeps 同用", "first and key go with keeps")
        if self.of is not None and self.verb is not Verb.CHANGES:
            raise Saying("of 只与 changes 同用", "of goes with changes")
        if self.each is not None and self.verb is Verb.CHANGES:
            raise Saying("each 不与 changes 同用", "each does not go with changes")
        unknown = [name for name in self.key if name not in {**self.columns, **self.first}]
        if unknown:
            raise Saying(
                f"key 中的“{unknown[0]}”不在所写的列中", f"{unknown[0]!r} in key is none of the columns"
            )
        return self


class Writes:
    """What every step of a procedure writes, from all its fragments. ``problems`` lists what does not fit."""

    def __init__(
        self,
        fragments: Sequence[Fragment],
        steps: Mapping[str, Step],
        questions: Mapping[str, Question],
    ) -> None:
        self.problems: list[FileProblem] = []
        self._steps = steps
        self._questions = questions
        self._found: dict[str, list[Write]] = {}
        for fragment in fragments:
            for register, by_step in fragment.shape.writes.items():
                for name, listed in by_step.items():
                    self._read(fragment, register, name, listed)

    def of(self, step: str) -> Sequence[Write]:
        """What a step writes, in the order of the files."""
        return self._found.get(step, ())

    def _read(self, fragment: Fragment, register: str, name: str, listed: Any) -> None:
        here: Location = ("writes", register, name)
        if name not in fragment.names:
            zh, en = suggestion(name, fragment.names)
            self._fail(fragment, here, f"没有这一步骤：{zh}", f"no such step: {en}")
            return
        several = isinstance(listed, list)
        for index, item in enumerate(listed if several else [listed]):
            place: Location = (*here, index) if several else here
            try:
                shape = WriteShape.model_validate(item)
            except ValidationError as error:
                self.problems += [
                    problem_of(fragment.placed, WriteShape, detail, place)
                    for detail in error.errors(include_url=False)
                ]
                continue
            for step in fragment.names[name]:
                checked = _Checked(self._steps[step], self._questions, shape)
                before = len(self.problems)
                for where, zh, en in checked.problems():
                    self._fail(fragment, (*place, *where), zh, en)
                if len(self.problems) == before:
                    self._found.setdefault(step, []).append(
                        Write(
                            register=register,
                            verb=shape.verb,
                            columns=shape.columns,
                            first=shape.first,
                            of=shape.of,
                            each=shape.each,
                            key=tuple(shape.key),
                            when=shape.when,
                            source=fragment.placed.source(*place),
                        )
                    )

    def _fail(self, fragment: Fragment, location: Location, zh: str, en: str) -> None:
        self.problems.append(fragment.placed.problem(location, zh, en))


class _Checked:
    """One entry held against the questions of its step and its procedure."""

    def __init__(self, step: Step, questions: Mapping[str, Question], shape: WriteShape) -> None:
        self._step = step
        self._questions = questions
        self._shape = shape

    def problems(self) -> Iterator[tuple[Location, str, str]]:
        """Where within the entry something does not fit, in both languages."""
        shape = self._shape
        for word, name, wanted in (
            ("of", shape.of, (types.CASE,)),
            ("each", shape.each, (types.PEOPLE, types.ROWS)),
        ):
            if name is not None:
                for zh, en in self._asked(name, wanted):
                    yield (word,), f"{word}：{zh}", f"{word}: {en}"
        if shape.when is not None:
            for zh, en in self._guard(shape.when):
                yield ("when",), zh, en
        for word, columns in ((shape.verb.value, shape.columns), ("first", shape.first)):
            # Where in the list a column stands.
            for column, value in columns.items():
                for zh, en in self._value(value):
                    yield (word, *_place(columns, column)), f"{column}：{zh}", f"{column}: {en}"

    def _value(self, value: Any) -> Iterator[tuple[str, str]]:
        match value:
            case str():
                yield from self._word(value)
            case bool() | int():
                return
            case list() if value:
                for one in value:
                    yield from self._value(one)
            case dict():
                yield from self._form(value)
            case _:
                yield f"不能取“{value}”", f"it cannot take {value!r}"

    def _word(self, word: str) -> Iterator[tuple[str, str]]:
        if word == KEPT:
            if self._shape.verb is Verb.ENTERS:
                yield "新登入的行没有 kept", "a row that is entered has nothing kept"
        elif word == EACH or word.startswith(_OF_EACH):
            yield from self._of_each(word)
        elif word not in FACTS and not word.startswith(PARAMETER):
            yield from self._asked(word)

    def _of_each(self, word: str) -> Iterator[tuple[str, str]]:
        each = self._question(self._shape.each) if self._shape.each is not None else None
        if each is None:
            yield f"“{word}”须同时写 each", f"{word!r} needs each"
        elif (each.type is types.ROWS) != word.startswith(_OF_EACH):
            yield (
                "人员写作 each，表格的列写作 each.列名",
                "write each for people, and each.<column> for a table's column",
            )
        elif word.startswith(_OF_EACH) and word.removeprefix(_OF_EACH) not in each.columns:
            yield suggestion(word.removeprefix(_OF_EACH), each.columns)

    def _form(self, value: dict[str, Any]) -> Iterator[tuple[str, str]]:
        form = next((one for one in _FORMS if one in value), None)
        if form is None or set(value) != {form, *_FORMS[form]}:
            forms = ", ".join(f"{{{', '.join((one, *also))}}}" for one, also in _FORMS.items())
            yield f"不认识这种写法，可用：{forms}", f"this form is not known; use one of {forms}"
            return
        what = value[form]
        match form:
            case "count":
                yield from self._asked(str(what), _MANY)
            case "in":
                yield from self._asked(str(what), (types.PEOPLE,))
                if self._shape.each is None:
                    yield "in 须同时写 each", "in needs each"
            case "holds" | "when":
                yield from self._expression(what)
                if form == "when":
                    yield from self._value(value["then"])
            case "add":
                if self._shape.verb is Verb.ENTERS or not isinstance(what, int):
                    yield "add 是加到已有行上的整数", "add is a whole number added to what the row holds"
            case "answer":
                yield from self._words(str(what), value["words"])
            case _ if not isinstance(what, str):
                yield f"{form} 之后应为文字", f"{form} takes a text"

    def _words(self, name: str, words: Any) -> Iterator[tuple[str, str]]:
        yield from self._asked(name, (types.CHOICE,))
        question = self._question(name)
        if question is None:
            return
        lacking = sorted(set(question.choices) - set(words)) if isinstance(words, dict) else ["?"]
        if lacking:
            yield f"words 缺少{'、'.join(lacking)}", f"words lacks {', '.join(lacking)}"

    def _expression(self, text: Any) -> Iterator[tuple[str, str]]:
        try:
            guard = Guard.parse(str(text))
        except GuardProblem as problem:
            yield problem.zh, problem.en
            return
        yield from self._guard(guard)

    def _guard(self, guard: Guard) -> Iterator[tuple[str, str]]:
        try:
            guard.check(self._questions)
        except GuardProblem as problem:
            yield f"条件“{guard.text}”：{problem.zh}", f"guard {guard.text!r}: {problem.en}"

    def _asked(self, name: str, wanted: Sequence[types.QuestionType] = ()) -> Iterator[tuple[str, str]]:
        question = self._question(name)
        if question is None:
            zh, en = suggestion(name, [*self._step.asks, *self._questions, *FACTS])
            yield f"没有步骤询问它：{zh}", f"no step asks it: {en}"
        elif wanted and question.type not in wanted:
            kinds = "、".join(map(str, wanted))
            yield (
                f"“{name}”是 {question.type}，此处应为 {kinds}",
                f"{name!r} is {question.type}; this takes {kinds.replace('、', ', ')}",
            )

    def _question(self, name: str) -> Question | None:
        return self._step.asks.get(name) or self._questions.get(name)


def _place(columns: Mapping[str, Any], column: str) -> Location:
    # Columns of the list follow each other; one entry of it may name several, which none of ours does.
    return (list(columns).index(column), column)
