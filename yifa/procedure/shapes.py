"""The shapes of the files, for pydantic: what a statute and a procedure may say, and nothing else.

These models know how files are written (one or several, short or long forms); :mod:`yifa.procedure.compose` turns them into the
values of :mod:`yifa.procedure.model`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from yifa.law.citations import Citation, CitationProblem
from yifa.law.terms import LimitProblem, Term, Unit
from yifa.law.text import Bilingual
from yifa.law.two_languages import Reads, Text
from yifa.procedure import types
from yifa.procedure.guards import Guard, GuardProblem
from yifa.procedure.model import Apart, Json, Kind, Level, Stance, Verified
from yifa.procedure.patterns import PatternProblem, check_pattern
from yifa.procedure.types import QuestionType, every_type


class Saying(ValueError):
    """A complaint in both languages, raised inside a validator; ``field`` is where within the value it belongs."""

    def __init__(self, zh: str, en: str, field: str = "") -> None:
        super().__init__(zh)
        self.text = Bilingual(zh, en)
        self.field = field


_KEY = re.compile(r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")
_FIELD = re.compile(r"^[a-z][a-z0-9_]*$")


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _key(value: str) -> str:
    if not _KEY.match(value):
        raise Saying(
            f"“{value}”应为小写英文，以连字符相连，如 legality-review",
            f"{value!r} must be lower-case English joined by hyphens, such as legality-review",
        )
    return value


def _rule_id(value: str) -> str:
    for part in value.split("/"):
        _key(part)
    return value


def _field_name(value: str) -> str:
    if not _FIELD.match(value):
        raise Saying(
            f"字段名“{value}”应为小写英文，以下划线相连，如 contract_amount",
            f"the field {value!r} must be lower-case English joined by underscores, such as contract_amount",
        )
    return value


def _term(value: Any) -> Term:
    if not isinstance(value, dict):
        raise Saying("期限应写作 {working_days: 20}", "write a term as {working_days: 20}")
    try:
        term = Term.parse(value)
    except LimitProblem as problem:
        raise Saying(problem.zh.rstrip("。"), problem.en.rstrip(".")) from None
    if term.unit is Unit.HOURS:
        raise Saying(
            "程序中的期限按日计算，不能以小时计；二十四小时请写作 {days: 1}",
            "limits in procedures are counted in days, not hours; write 24 hours as {days: 1}",
        )
    return term


def _guard(value: Any) -> Guard:
    if not isinstance(value, str):
        raise Saying(
            '条件应为引号内的 CEL 表达式，如 "a.amount >= 500"',
            'a guard is CEL in quotes, such as "a.amount >= 500"',
        )
    try:
        return Guard.parse(value)
    except GuardProblem as problem:
        raise Saying(
            f"条件“{value}”第{problem.column + 1}个字符处：{problem.zh}",
            f"guard {value!r}, character {problem.column + 1}: {problem.en}",
        ) from None


def _type(value: Any) -> QuestionType:
    known = {one.key: one for one in every_type() if one.is_asked}
    if not isinstance(value, str) or value not in known:
        raise PydanticCustomError("enum", "not one of {expected}", {"expected": ", ".join(known)})
    return known[value]


Key = Annotated[str, AfterValidator(_key)]
RuleId = Annotated[str, AfterValidator(_rule_id)]
FieldName = Annotated[str, AfterValidator(_field_name)]
Keys = Annotated[list[Key], BeforeValidator(_as_list)]
SomeKeys = Annotated[list[Key], BeforeValidator(_as_list), Field(min_length=1)]
TermShape = Annotated[Term, BeforeValidator(_term)]
TypeShape = Annotated[QuestionType, BeforeValidator(_type)]
GuardShape = Annotated[Guard, BeforeValidator(_guard)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True)


class Days(Shape):
    """``{from: …, until: …, amended: …}``."""

    first: date = Field(alias="from")
    until: date | None = None
    amended: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Days:
        if self.until is not None and self.until < self.first:
            raise Saying(
                f"止日{self.until}早于起日{self.first}", f"it ends on {self.until}, before {self.first}"
            )
        return self


class ConditionShape(Shape):
    step: SomeKeys
    needs: SomeKeys
    answers: GuardShape | None = Field(default=None, alias="with")
    delay: TermShape | None = None


class ResponseShape(Shape):
    after: SomeKeys
    owed: SomeKeys
    within: TermShape | None = None
    until: FieldName | None = None
    begins: FieldName | None = Field(default=None, alias="from")
    rolls: bool = True

    @model_validator(mode="after")
    def _one_limit(self) -> ResponseShape:
        if self.within is not None and self.until is not None:
            raise Saying(
                "期限要么从办理之日起算（within），要么到所填的日期为止（until），不能都写",
                "a limit either runs from the step (within) or ends on a date that was answered (until), not both",
            )
        if self.begins is not None and self.within is None:
            raise Saying(
                "from 写明期限从哪一天起算，须同时写 within",
                "from says from which day a limit runs; it needs within",
            )
        return self


class MilestoneShape(Shape):
    step: SomeKeys
    waits_for: SomeKeys


class ExcludeShape(Shape):
    on: SomeKeys
    steps: SomeKeys


class SeparationShape(Shape):
    steps: Annotated[list[Key], Field(min_length=2)]
    of: Apart = Apart.OFFICER


class QuorumShape(Shape):
    step: SomeKeys
    people: int = Field(ge=2, le=99)


class PowerShape(Shape):
    step: SomeKeys
    needs: SomeKeys


class SilenceShape(Shape):
    limit: RuleId
    becomes: Key
    effective: Keys = Field(default_factory=list)


class ExtendShape(Shape):
    limit: RuleId
    on: SomeKeys
    by: TermShape
    times: int = Field(default=1, ge=1, le=20)


class StopShape(Shape):
    limit: RuleId
    start: SomeKeys = Field(alias="from")
    until: SomeKeys


class RestartShape(Shape):
    limit: RuleId
    on: SomeKeys


_KINDS = tuple(kind.value for kind in Kind)


class RuleShape(Shape):
    """One rule: what every rule says, and exactly one relation."""

    id: Key
    says: Text
    verified: Verified | None = None
    when: GuardShape | None = None
    gate: bool = False
    condition: ConditionShape | None = None
    response: ResponseShape | None = None
    milestone: MilestoneShape | None = None
    exclude: ExcludeShape | None = None
    include: ExcludeShape | None = None
    separation: SeparationShape | None = None
    quorum: QuorumShape | None = None
    power: PowerShape | None = None
    silence: SilenceShape | None = None
    extend: ExtendShape | None = None
    stop: StopShape | None = None
    restart: RestartShape | None = None

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in _KINDS if getattr(self, kind) is not None]

    @model_validator(mode="after")
    def _one_relation(self) -> RuleShape:
        kinds = self.kinds
        if len(kinds) != 1:
            found = "、".join(kinds) or "一种也没有"
            raise Saying(
                f"规则“{self.id}”应有且只有一种关系（{'、'.join(_KINDS)}），现有：{found}",
                f"rule {self.id!r} must have exactly one relation ({', '.join(_KINDS)}); it has {', '.join(kinds) or 'none'}",
            )
        if self.gate and self.condition is None:
            raise Saying(
                f"规则“{self.id}”：只有 condition 可以写 gate",
                f"rule {self.id!r}: only a condition can be a gate",
            )
        return self


class StatuteRuleShape(RuleShape):
    article: str
    yields_to: Level | None = None
    part: Key | None = None

    @field_validator("article", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @field_validator("article")
    @classmethod
    def _named(cls, value: str) -> str:
        if not value.strip():
            raise Saying("请写明条文号", "name the article")
        return value.strip()

    def citation(self, statute: str) -> Citation:
        """The article as a citation: ``32``, ``32(1)``, 第三十二条第一款, or other text as it is."""
        for text in (self.article, f"Art {self.article}"):
            try:
                found = Citation.parse(text, statute)
            except CitationProblem:
                continue
            return Citation(statute, found.article, found.paragraph)
        return Citation(statute, self.article)


class HouseRuleShape(RuleShape):
    basis: Text
    promises: RuleId | None = None

    @model_validator(mode="after")
    def _promise_has_a_limit(self) -> HouseRuleShape:
        if self.promises is not None and (self.response is None or self.response.within is None):
            raise Saying(
                f"规则“{self.id}”：承诺应是有期限（within）的 response",
                f"rule {self.id!r}: a promise is a response with a limit (within)",
            )
        return self


class StatuteShape(Shape):
    statute: Key
    title: Text
    level: Level
    number: str = ""
    in_force: Days
    verified: Verified
    note: Text | None = None
    parts: dict[Key, Text] = Field(default_factory=dict)
    roles: dict[Key, Text]
    rules: list[StatuteRuleShape]

    @model_validator(mode="after")
    def _known_parts(self) -> StatuteShape:
        for rule in self.rules:
            if rule.part is not None and rule.part not in self.parts:
                raise Saying(
                    f"规则“{rule.id}”的 part“{rule.part}”没有列在 parts 中",
                    f"the part {rule.part!r} of rule {rule.id!r} is not listed in parts",
                )
        return self


class OmitShape(Shape):
    """Rules of a statute that do not apply here, and why; ``kept_in``: the question for the other matter that keeps them."""

    rules: SomeKeys
    because: Text
    kept_in: FieldName | None = None


class ComposedShape(Shape):
    statute: Key
    parts: Keys | None = None
    roles: dict[Key, Keys] = Field(default_factory=dict)
    omit: list[OmitShape] = Field(default_factory=list)


class MadeOfShape(Shape):
    """An institution that a procedure is made of, and what is its own about it there.

    named: what its steps are called here, where not by their own keys. roles: which steps play the parts that it leaves to
    others; ``[]``: nobody. change: what is different about its steps. without: steps left out, with the reason. basis: what
    its own rules rest on here. rules: what is different about one of them, such as a limit; without_rules: those left out,
    with the reason.
    """

    institution: Key
    named: dict[Key, Key] = Field(default_factory=dict)
    roles: dict[Key, Keys] = Field(default_factory=dict)
    change: dict[Key, Annotated[dict[str, Any], Reads(lambda: StepShape)]] = Field(default_factory=dict)
    without: dict[Key, Text] = Field(default_factory=dict)
    basis: Text | None = None
    rules: dict[RuleId, Annotated[dict[str, Any], Reads(lambda: HouseRuleShape)]] = Field(
        default_factory=dict
    )
    without_rules: dict[RuleId, Text] = Field(default_factory=dict)


def _as_made_of(value: Any) -> Any:
    return {"institution": value} if isinstance(value, str) else value


MadeOf = Annotated[MadeOfShape, BeforeValidator(_as_made_of)]


class PowerOf(Shape):
    power: SomeKeys


class ComputesShape(Shape):
    """Where an answer comes from that Yifa knows: ``answer`` is ``linked.<question for a case>.<its field>``, or the name of a
    computation; ``words``: what the linked case's values are called here, where they are called otherwise there. of: the question
    that a computation is about, where it serves several."""

    answer: str
    words: dict[str, str | bool] = Field(default_factory=dict)
    of: FieldName | None = None

    @field_validator("answer")
    @classmethod
    def _known_source(cls, value: str) -> str:
        room, *names = value.split(".")
        if not names and _KEY.match(room):
            return value
        if room != "linked" or len(names) != 2 or not all(map(_FIELD.match, names)):
            raise Saying(
                f"computes“{value}”应写作 linked.问题.字段，或者一项计算的名称",
                f"computes {value!r} must be linked.<question>.<field>, or the name of a computation",
            )
        return value


def _as_computes(value: Any) -> Any:
    return {"answer": value} if isinstance(value, str) else value


def _required(value: Any) -> Any:
    return value if isinstance(value, bool) else _guard(value)


class ColumnShape(Shape):
    """A column of a question of type ``rows``."""

    type: TypeShape
    label: Text
    required: bool = False
    choices: dict[str, Text] = Field(default_factory=dict)
    min: date | int | float | None = None
    max: date | int | float | None = None
    among: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> ColumnShape:
        if not self.type.in_rows:
            raise Saying(f"表格的列不能是 {self.type}", f"a column cannot be of type {self.type}")
        if self.among is not None and self.type is not types.TEXT:
            raise Saying("among 的列是 type: text", "a column with among is of type text")
        _check_choices_and_bounds(self.type, self.choices, self.min, self.max)
        return self


def _check_choices_and_bounds(kind: QuestionType, choices: Mapping[str, Text], *bounds: object) -> None:
    of_choice = kind.of_choice
    if of_choice and not choices:
        raise Saying(f"{kind} 应列出 choices", f"a {kind} must list its choices")
    if choices and not of_choice:
        raise Saying(f"{kind} 不能有 choices", f"a {kind} has no choices")
    if any(one is not None and isinstance(one, date) != (kind.compared == "date") for one in bounds):
        raise Saying("min、max 与类型不符", "min and max do not fit the type")


class QuestionShape(Shape):
    type: TypeShape
    label: Text
    required: Annotated[bool | Guard, BeforeValidator(_required)] = False
    computes: Annotated[ComputesShape, BeforeValidator(_as_computes)] | None = None
    among: str | None = None
    offends: str | None = None
    help: Text | None = None
    choices: dict[str, Text] = Field(default_factory=dict)
    min: date | int | float | None = None
    max: date | int | float | None = None
    pattern: str | None = None
    fills_from: str | None = None
    personal: bool = False
    purpose: Literal["name", "organization", "tel", "email", "street-address"] | None = None
    of: Keys = Field(default_factory=list)
    finished: Key | None = None
    answers: GuardShape | None = Field(default=None, alias="with")
    about: FieldName | None = None
    happens: bool = False
    sealed: Key | None = None
    not_before: FieldName | None = None
    not_after: FieldName | None = None
    columns: dict[FieldName, ColumnShape] = Field(default_factory=dict)

    @field_validator("pattern")
    @classmethod
    def _pattern(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                check_pattern(value)
            except PatternProblem as problem:
                raise Saying(
                    f"pattern 不能用作正则表达式（{problem.why}）；环视（?=…）和反向引用 \\1 不可用",
                    f"not a usable regular expression ({problem.why}); look-around and references back are not known",
                ) from None
        return value

    @field_validator("fills_from")
    @classmethod
    def _known_source(cls, value: str | None) -> str | None:
        if value is None:
            return None
        room, _, name = value.partition(".")
        rooms = ("case", "party", "answers", "officer", "item", "parameter", "day")
        fits = room in rooms and bool(_FIELD.match(name))
        if room == "linked":
            names = name.split(".")
            fits = len(names) == 2 and all(map(_FIELD.match, names))
        if not fits and value not in ("last.own", "last.party", "next.number"):
            raise Saying(
                f"fills_from“{value}”应写作 case.title、party.name、answers.字段、linked.问题.字段、officer.name、"
                "item.字段、parameter.参数、day.year、last.own、last.party 或 next.number",
                f"fills_from {value!r} must be case.…, party.…, answers.<field>, linked.<question>.<field>, "
                "officer.…, item.<field>, parameter.<key>, day.year, last.own, last.party or next.number",
            )
        return value

    @model_validator(mode="after")
    def _fits(self) -> QuestionShape:
        _check_choices_and_bounds(self.type, self.choices, self.min, self.max)
        if bool(self.columns) != (self.type is types.ROWS):
            raise Saying(
                "type: rows 应以 columns 列出各列，其他类型没有 columns",
                "type: rows lists its columns; other types have none",
            )
        about_cases = (self.of, self.finished, self.answers, self.about)
        if self.type is not types.CASE and any(about_cases):
            raise Saying(
                "of、finished、with、about 只用于 type: case",
                "of, finished, with and about are for type: case",
            )
        if not self.of and any(about_cases):
            raise Saying(
                "写了 finished、with 或 about，就应以 of 写明是哪些程序的事项",
                "with finished, with or about, name the procedures in of",
            )
        if self.among is not None and self.type not in (types.PEOPLE, types.TEXT):
            raise Saying("among 只用于 type: people、text", "among is for type: people or text")
        if self.offends is not None and self.among is None:
            raise Saying("offends 与 among 同写", "offends is written with among", "offends")
        if self.type is not types.DATE and (self.happens or self.not_before or self.not_after):
            raise Saying(
                "happens、not_before、not_after 只用于 type: date",
                "happens, not_before and not_after are for type: date",
            )
        return self


class ReturnShape(Shape):
    step: Key
    redo: Keys = Field(default_factory=list)


def _as_return(value: Any) -> Any:
    return {"step": value} if isinstance(value, str) else value


class StepShape(Shape):
    title: Text
    by: list[Literal["applicant", "system", "officer"] | PowerOf]
    opens: bool = False
    repeat: bool = False
    dormant: bool = False
    owed: bool = False
    closes: bool = False
    event: str | None = None
    says: Text | None = None
    asks: dict[FieldName, QuestionShape] = Field(default_factory=dict)
    produces: dict[str, str] = Field(default_factory=dict)
    public: Text | None = None
    published_in: FieldName | None = None
    waives: FieldName | None = None
    gives: Literal["project", "money", "recognition", "honour", "contract"] | None = None
    enforcement: bool = False
    returns_to: Annotated[ReturnShape, BeforeValidator(_as_return)] | None = None

    @field_validator("by", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        listed = value if isinstance(value, list) else [value]
        for item in listed:
            if isinstance(item, dict) and set(item) == {"power"}:
                continue
            if item not in ("applicant", "system", "officer"):
                raise Saying(
                    f"by 应为 applicant、system、officer 或 {{power: 职权}}，不能是“{item}”",
                    f"by is applicant, system, officer or {{power: …}}, not {item!r}",
                )
        return listed

    @model_validator(mode="after")
    def _says_where(self) -> StepShape:
        if self.published_in is not None and (self.public is None or self.published_in not in self.asks):
            raise Saying(
                f"published_in“{self.published_in}”应是这一步询问的、写明在哪里公布的问题，并且这一步有 public",
                f"published_in {self.published_in!r} must be a question of this step, which has public",
            )
        if self.waives is not None and self.waives not in self.asks:
            raise Saying(
                f"waives“{self.waives}”应是这一步询问的理由",
                f"waives {self.waives!r} must be asked by this step",
            )
        return self


class PersonShape(Shape):
    named: str | None = None
    officer: str | None = None
    post: str | None = None
    department: str | None = None
    powers: list[str] = Field(default_factory=list)
    applicant: bool = False
    system: bool = False


def _as_person(value: Any) -> Any:
    if value in ("applicant", "system"):
        return {value: True}
    return {"named": value} if isinstance(value, str) else value


Person = Annotated[PersonShape, BeforeValidator(_as_person)]


def _as_json(value: Any) -> Json:
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


class WalkStepShape(Shape):
    """A step of a walk. What it does not say is as in the walk that it goes on from; ``answers`` are then what differs."""

    step: Key
    on: date | None = None
    by: Person | None = None
    answers: dict[str, Any] = Field(default_factory=dict)
    co_signers: list[Person] | None = None

    @field_validator("answers")
    @classmethod
    def _json_answers(cls, value: dict[str, Any]) -> dict[str, Any]:
        return {key: _as_json(item) for key, item in value.items()}


class RefusedShape(WalkStepShape):
    rule: RuleId
    article: str = ""

    @field_validator("article", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class WalkShape(Shape):
    """key: its name for other walks, which may begin ``after`` it; until: after the first time only that it takes this step."""

    name: Text
    key: Key | None = None
    after: Key | None = None
    until: Key | None = None
    steps: list[WalkStepShape] = Field(default_factory=list)
    closes: bool | None = None
    owes: Keys | None = None
    refused: RefusedShape | None = None

    @model_validator(mode="after")
    def _until_in_another(self) -> WalkShape:
        if self.until is not None and self.after is None:
            raise Saying(
                "until 须与 after 同时写：到哪一个测试的哪一步为止",
                "until needs after: up to which step of which walk",
            )
        return self


class ComposingShape(Shape):
    """What institutions and procedures have in common: what they are made of, their steps, phases, rules, and what is written
    into which register by which step (``yifa.procedure.writes`` reads it)."""

    made_of: list[MadeOf] = Field(default_factory=list)
    composes: list[ComposedShape] = Field(default_factory=list)
    steps: dict[Key, StepShape] = Field(default_factory=dict)
    phases: dict[Key, SomeKeys] = Field(default_factory=dict)
    rules: list[HouseRuleShape] = Field(default_factory=list)
    writes: dict[str, dict[Key, Any]] = Field(default_factory=dict)
    walks: list[WalkShape] = Field(default_factory=list)


class InstitutionShape(ComposingShape):
    """A part of the law's own making that procedures share. roles: steps of others that its rules speak of. in_force: from when
    on there is such a thing; always, where it does not say."""

    institution: Key
    title: Text
    in_force: Days | None = None
    summary: Text
    roles: dict[Key, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _leaves_to_others(self) -> InstitutionShape:
        for role in self.roles:
            if role in self.steps:
                raise Saying(
                    f"“{role}”已是本制度的步骤，不能又列在 roles 中",
                    f"{role!r} is a step of this institution; it cannot be left to others too",
                )
        return self


class ProcedureShape(ComposingShape):
    """One kind of matter. institution: what its steps are called together, by those who count, guard and enter them.
    order: names of steps and institutions in the order in which their steps are shown."""

    procedure: Key
    title: Text
    field: Key
    institution: Key | None = None
    in_force: Days
    stance: Stance
    summary: Text
    order: Keys = Field(default_factory=list)
    finishes: Keys | None = None


class WalksShape(Shape):
    """``walks/<procedure>.yaml``: tests of a procedure. people: those who act, by a name of their own."""

    walks_of: Key
    people: dict[str, PersonShape] = Field(default_factory=dict)
    walks: list[WalkShape]


class PowersShape(RootModel[dict[Key, Text]]):
    """``powers.yaml``: each power with what it is called."""
