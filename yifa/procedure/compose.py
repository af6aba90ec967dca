"""Composition: from files to values. A statute becomes rules over roles; a procedure maps the roles to its steps.

A pure function of the files. A role mapped to several steps means each of them; where a condition needs the role, any one of
them satisfies it; what is owed is their union. A role left out takes its rules with it, except where a gate would fall: that
is refused. House rules come last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from yifa.law.text import Bilingual
from yifa.procedure.canonical import content_hash
from yifa.procedure.guards import Guard, GuardProblem
from yifa.procedure.model import (
    By,
    Condition,
    InForce,
    Level,
    Link,
    Procedure,
    Question,
    QuestionType,
    Relation,
    Response,
    Rule,
    Silence,
    Source,
    Statute,
    Step,
    Walk,
    WalkPerson,
    WalkStep,
)
from yifa.procedure.reading import FileProblem, FileProblems, Placed, suggestion
from yifa.procedure.relations import mapped_relation, names_in, relation_of
from yifa.procedure.returns import return_rules, return_step, shadowed
from yifa.procedure.shapes import (
    Days,
    PersonShape,
    PowerOf,
    ProcedureShape,
    QuestionShape,
    RuleShape,
    StatuteShape,
    StepShape,
    WalkShape,
    WalkStepShape,
)

HOUSE = "house"
PROCEDURE = "procedure"


def statute_of(shape: StatuteShape, placed: Placed) -> Statute:
    """The statute that a file writes. Raises FileProblems for rules that name unknown roles or limits, or ids written twice."""
    problems: list[FileProblem] = []
    rules: list[Rule] = []
    title = shape.title.bilingual
    for index, item in enumerate(shape.rules):
        relation = relation_of(item, shape.statute)
        _check_names(placed, ("rules", index), item, relation, shape.roles, problems)
        rules.append(
            Rule(
                id=f"{shape.statute}/{item.id}",
                says=item.says.bilingual,
                relation=relation,
                citation=item.citation(shape.statute),
                statute_title=title,
                level=shape.level,
                verified=item.verified or shape.verified,
                when=item.when,
                gate=item.gate,
                yields_to=item.yields_to,
                source=placed.source("rules", index),
            )
        )
    _check_twice(placed, shape.rules, problems)
    _check_limits(placed, rules, {rule.id: rule for rule in rules}, problems)
    if problems:
        raise FileProblems(problems)
    return Statute(
        key=shape.statute,
        title=title,
        level=shape.level,
        number=shape.number,
        in_force=_in_force(shape.in_force),
        verified=shape.verified,
        roles={key: text.bilingual for key, text in shape.roles.items()},
        rules=tuple(rules),
        note=shape.note.bilingual if shape.note else None,
        source=placed.source(),
    )


def procedure_of(
    shape: ProcedureShape, placed: Placed, statutes: Mapping[str, Statute], others: Iterable[str] = ()
) -> Procedure:
    """The compiled procedure that a file writes. Raises FileProblems with every mistake of the composition.

    others: statutes that exist besides those given, to suggest one where a name is misspelt.
    """
    work = _Composition(shape, placed, statutes, frozenset(others))
    return work.compile()


@dataclass
class _Composition:
    shape: ProcedureShape
    placed: Placed
    statutes: Mapping[str, Statute]
    others: frozenset[str] = frozenset()
    problems: list[FileProblem] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fallen: list[str] = field(default_factory=list)
    omitted: dict[str, Bilingual] = field(default_factory=dict)
    displaced: list[Rule] = field(default_factory=list)

    def compile(self) -> Procedure:
        steps = {key: _step(key, item, self.placed) for key, item in self.shape.steps.items()}
        self._compose_statutes(steps)
        self._house_rules(steps)
        self._drop_without_limit()
        self._returns(steps)
        self._check_promises()
        self._check_questions()
        self._check_days()
        self._check_guards(steps)
        self._check_finishes(steps)
        walks = tuple(self._walk(index, item, steps) for index, item in enumerate(self.shape.walks))
        if self.problems:
            raise FileProblems(self.problems)
        shape = self.shape
        procedure = Procedure(
            key=shape.procedure,
            title=shape.title.bilingual,
            field=shape.field,
            version=shape.version,
            in_force=_in_force(shape.in_force),
            stance=shape.stance,
            summary=shape.summary.bilingual,
            steps=steps,
            rules=tuple(self.rules),
            statutes=tuple(item.statute for item in shape.composes),
            omitted=self.omitted,
            fallen=tuple(self.fallen),
            displaced=tuple(self.displaced),
            walks=walks,
            hash="",
            source=self.placed.source(),
        )
        return replace(procedure, hash=content_hash(procedure))

    def _fail(self, location: Sequence[int | str], zh: str, en: str) -> None:
        self.problems.append(self.placed.problem(location, zh, en))

    def _compose_statutes(self, steps: Mapping[str, Step]) -> None:
        seen: set[str] = set()
        for index, item in enumerate(self.shape.composes):
            here = ("composes", index)
            statute = self.statutes.get(item.statute)
            if statute is None:
                zh, en = suggestion(item.statute, sorted({*self.statutes, *self.others}))
                self._fail(
                    (*here, "statute"), f"没有这部法规文件：{zh}", f"there is no such statute file: {en}"
                )
                continue
            if item.statute in seen:
                self._fail(
                    (*here, "statute"), f"“{item.statute}”组合了两次", f"{item.statute!r} is composed twice"
                )
            seen.add(item.statute)
            roles = self._roles(here, statute, item.roles, steps)
            for omitted, reason in item.omit.items():
                if f"{statute.key}/{omitted}" not in {rule.id for rule in statute.rules}:
                    zh, en = suggestion(omitted, (rule.id.partition("/")[2] for rule in statute.rules))
                    self._fail((*here, "omit", omitted), zh, en)
                self.omitted[f"{statute.key}/{omitted}"] = reason.bilingual
            for rule in statute.rules:
                if rule.id not in self.omitted:
                    self._map_rule(here, rule, roles)
                elif (played := mapped_relation(rule.relation, roles)) is not None:
                    self.displaced.append(replace(rule, relation=played))

    def _roles(
        self,
        here: tuple[str, int],
        statute: Statute,
        given: Mapping[str, Sequence[str]],
        steps: Mapping[str, Step],
    ) -> dict[str, tuple[str, ...]]:
        roles: dict[str, tuple[str, ...]] = {key: (key,) for key in statute.roles if key in steps}
        for role, mapped in given.items():
            if role not in statute.roles:
                zh, en = suggestion(role, statute.roles)
                self._fail(
                    (*here, "roles", role), f"《{statute.title.zh}》没有这一角色：{zh}", f"no such role: {en}"
                )
                continue
            for step in mapped:
                if step not in steps:
                    zh, en = suggestion(step, steps)
                    self._fail((*here, "roles", role), f"没有这一步骤：{zh}", f"no such step: {en}")
            roles[role] = tuple(dict.fromkeys(step for step in mapped if step in steps))
        return {role: mapped for role, mapped in roles.items() if mapped}

    def _map_rule(self, here: tuple[str, int], rule: Rule, roles: Mapping[str, tuple[str, ...]]) -> None:
        relation = mapped_relation(rule.relation, roles)
        if relation is not None:
            self.rules.append(replace(rule, relation=relation))
            return
        old = rule.relation
        if rule.gate and isinstance(old, Condition) and any(role in roles for role in old.steps):
            missing = "、".join(role for role in old.needs if role not in roles)
            self._fail(
                (*here, "roles"),
                f"关口规则“{rule.id}”（{rule.authority.zh}：{rule.says.zh}）缺少角色“{missing}”，"
                "请在 roles 中指明由哪一步担任，或以 omit 写明不适用的理由",
                f"gate {rule.id!r} ({rule.authority.en}: {rule.says.en}) lacks the role {missing!r}; "
                "map it to a step in roles, or omit the rule with a reason",
            )
            return
        self.fallen.append(rule.id)

    def _house_rules(self, steps: Mapping[str, Step]) -> None:
        _check_twice(self.placed, self.shape.rules, self.problems)
        returns = {f"return-from-{key}" for key, item in self.shape.steps.items() if item.returns_to}
        known_steps = {**steps, **dict.fromkeys(returns)}
        for index, item in enumerate(self.shape.rules):
            relation = relation_of(item, HOUSE)
            before = len(self.problems)
            _check_names(self.placed, ("rules", index), item, relation, known_steps, self.problems)
            if len(self.problems) > before:
                continue
            self.rules.append(
                Rule(
                    id=f"{HOUSE}/{item.id}",
                    says=item.says.bilingual,
                    relation=relation,
                    basis=item.basis.bilingual,
                    level=Level.HOUSE,
                    verified=item.verified,
                    when=item.when,
                    gate=item.gate,
                    promises=item.promises,
                    source=self.placed.source("rules", index),
                )
            )
        known = {rule.id: rule for rule in self.rules}
        house = [rule for rule in self.rules if rule.id.startswith(f"{HOUSE}/")]
        _check_limits(self.placed, house, known, self.problems)

    def _drop_without_limit(self) -> None:
        """Silences, extensions, stops and restarts of a limit that fell away fall with it."""
        known = {rule.id for rule in self.rules}
        kept: list[Rule] = []
        for rule in self.rules:
            limit = getattr(rule.relation, "limit", None)
            if limit is not None and limit not in known and rule.is_statutory:
                self.fallen.append(rule.id)
            else:
                kept.append(rule)
        self.rules = kept

    def _returns(self, steps: dict[str, Step]) -> None:
        for key, item in self.shape.steps.items():
            if item.returns_to is None:
                continue
            here = ("steps", key, "returns_to")
            target, redo = item.returns_to.step, tuple(item.returns_to.redo)
            wrong = [name for name in (target, *redo) if name not in self.shape.steps]
            for name in wrong:
                zh, en = suggestion(name, self.shape.steps)
                self._fail(here, zh, en)
            if target == key:
                self._fail(here, "不能退回给自己", "a step cannot return to itself")
            name = f"return-from-{key}"
            if name in steps:
                self._fail(here, f"步骤“{name}”已经存在", f"a step {name!r} exists already")
            if wrong or target == key or name in steps:
                continue
            steps[name] = return_step(steps[key], name, steps[target])
            self.rules = [replace(rule, relation=shadowed(rule.relation, key, name)) for rule in self.rules]
            self.rules += return_rules(steps[key], name, steps[target], redo, self.placed.source(*here))

    def _check_promises(self) -> None:
        known = {rule.id: rule for rule in self.rules}
        for index, item in enumerate(self.shape.rules):
            if item.promises is None:
                continue
            limit = known.get(item.promises)
            here = ("rules", index, "promises")
            responses = [rule.id for rule in self.rules if isinstance(rule.relation, Response)]
            if limit is None:
                zh, en = suggestion(item.promises, responses)
                self._fail(here, f"没有这一法定期限：{zh}", f"there is no such statutory limit: {en}")
            elif not isinstance(limit.relation, Response) or limit.relation.within is None:
                self._fail(
                    here,
                    f"“{item.promises}”不是有期限的 response，不能据以承诺",
                    f"{item.promises!r} is not a response with a limit",
                )

    def _check_questions(self) -> None:
        """A field asked by several steps has one type, and the same choices where guards read them."""
        first: dict[str, tuple[str, QuestionType]] = {}
        read = {name for rule in self.rules if rule.when is not None for name in rule.when.fields}
        for key, item in self.shape.steps.items():
            for name, question in item.asks.items():
                known = first.setdefault(name, (key, question.type))
                if known[1] is not question.type and name in read:
                    self._fail(
                        ("steps", key, "asks", name, "type"),
                        f"字段“{name}”在「{known[0]}」中是 {known[1]}，在此处是 {question.type}，而规则的条件要用到它，请统一",
                        f"field {name!r} is {known[1]} in {known[0]!r} but {question.type} here, and a guard reads it",
                    )

    def _check_days(self) -> None:
        """A step has one day, and dates are compared with dates that some step asks."""
        dates = {
            name
            for item in self.shape.steps.values()
            for name, question in item.asks.items()
            if question.type is QuestionType.DATE
        }
        for key, item in self.shape.steps.items():
            days = [name for name, question in item.asks.items() if question.happens]
            for name in days[1:]:
                self._fail(
                    ("steps", key, "asks", name, "happens"),
                    f"办理之日只能有一个，“{days[0]}”已写 happens",
                    f"a step happens on one day; {days[0]!r} says happens already",
                )
            for name, question in item.asks.items():
                for word, other in (("not_before", question.not_before), ("not_after", question.not_after)):
                    if other is not None and (other not in dates or other == name):
                        zh, en = suggestion(other, dates - {name})
                        self._fail(
                            ("steps", key, "asks", name, word),
                            f"{word} 应是某一步询问的另一日期：{zh}",
                            f"{word} must be another date that some step asks: {en}",
                        )

    def _check_begins(self, rule: Rule, relation: Response, steps: Mapping[str, Step]) -> None:
        """A limit runs from a date that each step which starts it asks."""
        assert relation.begins is not None
        for key in relation.after:
            asked = steps[key].asks.get(relation.begins)
            if asked is None or asked.type is not QuestionType.DATE:
                known = [one for one, found in steps[key].asks.items() if found.type is QuestionType.DATE]
                zh, en = suggestion(relation.begins, known)
                self._fail(
                    self._location_of(rule, "until"),
                    f"规则“{rule.id}”的 from 应是「{steps[key].title.zh}」询问的日期：{zh}",
                    f"from of rule {rule.id!r} must be a date that '{steps[key].title.en}' asks: {en}",
                )

    def _check_guards(self, steps: Mapping[str, Step]) -> None:
        everywhere: dict[str, Question] = {}
        for step in steps.values():
            for name, question in step.asks.items():
                known = everywhere.get(name)
                if known is None:
                    everywhere[name] = question
                elif known.choices or question.choices:
                    everywhere[name] = replace(known, choices={**known.choices, **question.choices})
        for rule in self.rules:
            if rule.when is not None:
                self._check_guard(rule, "when", rule.when, everywhere)
            relation = rule.relation
            if isinstance(relation, Response) and relation.until is not None:
                self._check_until(rule, relation.until, everywhere)
            if isinstance(relation, Response) and relation.begins is not None:
                self._check_begins(rule, relation, steps)
            if isinstance(relation, Condition) and relation.answers is not None:
                for need in relation.needs:
                    self._check_guard(rule, "with", relation.answers, steps[need].asks, steps[need])

    def _check_until(self, rule: Rule, name: str, questions: Mapping[str, Question]) -> None:
        """A limit ends on the answer to a question for a date."""
        asked = questions.get(name)
        if asked is not None and asked.type is QuestionType.DATE:
            return
        zh, en = suggestion(name, [key for key, one in questions.items() if one.type is QuestionType.DATE])
        self._fail(
            self._location_of(rule, "until"),
            f"规则“{rule.id}”的 until 应是某一步询问的日期：{zh}",
            f"until of rule {rule.id!r} must be a date that some step asks: {en}",
        )

    def _check_guard(
        self, rule: Rule, name: str, guard: Guard, questions: Mapping[str, Question], step: Step | None = None
    ) -> None:
        try:
            guard.check(questions)
        except GuardProblem as problem:
            here = self._location_of(rule, name)
            omit_zh = "；如不适用，请在 omit 中写明理由" if rule.is_statutory else ""
            omit_en = "; if the rule does not apply, omit it with a reason" if rule.is_statutory else ""
            at = f"（「{step.title.zh}」）" if step is not None else ""
            at_en = f" ('{step.title.en}')" if step is not None else ""
            self._fail(
                here,
                f"规则“{rule.id}”的条件 {name}: {guard.text}{at}：{problem.zh}{omit_zh}",
                f"rule {rule.id!r}, {name}: {guard.text}{at_en}: {problem.en}{omit_en}",
            )

    def _location_of(self, rule: Rule, name: str) -> tuple[int | str, ...]:
        room, _, key = rule.id.partition("/")
        if room == HOUSE:
            index = next((i for i, item in enumerate(self.shape.rules) if item.id == key), 0)
            if name == "when":
                return ("rules", index, name)
            return ("rules", index, "response" if name == "until" else "condition", name)
        index = next((i for i, item in enumerate(self.shape.composes) if item.statute == room), 0)
        return ("composes", index)

    def _check_finishes(self, steps: Mapping[str, Step]) -> None:
        if self.shape.finishes is None:
            return
        closing = {key for key, step in steps.items() if step.closes}
        for key in self.shape.finishes:
            if key not in steps:
                zh, en = suggestion(key, steps)
                self._fail(("finishes",), zh, en)
            elif key not in closing:
                self._fail(
                    ("finishes",),
                    f"「{steps[key].title.zh}」（{key}）列在 finishes 中，却没有 closes: true",
                    f"{key!r} is listed in finishes but has no closes: true",
                )
        for key in sorted(closing - set(self.shape.finishes)):
            self._fail(
                ("finishes",),
                f"「{steps[key].title.zh}」（{key}）有 closes: true，却没有列在 finishes 中",
                f"{key!r} has closes: true but is not listed in finishes",
            )

    def _walk(self, index: int, item: WalkShape, steps: Mapping[str, Step]) -> Walk:
        here = ("walks", index)
        listed = [(("steps", place), step) for place, step in enumerate(item.steps)]
        for place, step in [*listed, *([(("refused",), item.refused)] if item.refused else [])]:
            if step.step not in steps:
                zh, en = suggestion(step.step, steps)
                self._fail((*here, *place, "step"), f"没有这一步骤：{zh}", f"no such step: {en}")
        for key in item.owes or ():
            if key not in steps:
                zh, en = suggestion(key, steps)
                self._fail((*here, "owes"), f"没有这一步骤：{zh}", f"no such step: {en}")
        refused = None
        if item.refused is not None:
            refused = replace(
                self._walk_step(item.refused, (*here, "refused")),
                rule=item.refused.rule,
                article=item.refused.article,
            )
            self._check_refusal(item.refused.rule, here)
        return Walk(
            name=item.name.bilingual,
            steps=tuple(
                self._walk_step(step, (*here, "steps", place)) for place, step in enumerate(item.steps)
            ),
            closes=item.closes,
            owes=frozenset(item.owes) if item.owes is not None else None,
            refused=refused,
            source=self.placed.source(*here),
        )

    def _check_refusal(self, rule_id: str, here: tuple[str, int]) -> None:
        known = [rule.id for rule in self.rules]
        if rule_id not in known and not rule_id.startswith(f"{PROCEDURE}/"):
            zh, en = suggestion(rule_id, known)
            self._fail((*here, "refused", "rule"), f"没有这一规则：{zh}", f"no such rule: {en}")

    def _walk_step(self, item: WalkStepShape, here: tuple[int | str, ...]) -> WalkStep:
        return WalkStep(
            step=item.step,
            on=item.on,
            by=_person(item.by),
            answers=item.answers,
            co_signers=tuple(_person(person) for person in item.co_signers),
            source=self.placed.source(*here),
        )


def _in_force(days: Days) -> InForce:
    return InForce(days.first, days.until, days.amended)


def _person(shape: PersonShape) -> WalkPerson:
    return WalkPerson(
        shape.officer, shape.post, shape.department, frozenset(shape.powers), shape.applicant, shape.system
    )


def _step(key: str, item: StepShape, placed: Placed) -> Step:
    by = By(
        applicant="applicant" in item.by,
        system="system" in item.by,
        officer="officer" in item.by,
        powers=frozenset(power for one in item.by if isinstance(one, PowerOf) for power in one.power),
    )
    return Step(
        key=key,
        title=item.title.bilingual,
        by=by,
        opens=item.opens,
        repeat=item.repeat,
        dormant=item.dormant,
        owed=item.owed,
        closes=item.closes,
        event=item.event,
        says=item.says.bilingual if item.says else None,
        asks={
            name: _question(name, question, placed.source("steps", key, "asks", name))
            for name, question in item.asks.items()
        },
        produces=dict(item.produces),
        public=item.public.bilingual if item.public else None,
        returns_to=item.returns_to.step if item.returns_to else None,
        source=placed.source("steps", key),
    )


def _question(name: str, item: QuestionShape, source: Source) -> Question:
    link = Link(tuple(item.of), item.finished, item.answers, item.about)
    return Question(
        key=name,
        type=item.type,
        label=item.label.bilingual,
        required=item.required,
        help=item.help.bilingual if item.help else None,
        choices={key: text.bilingual for key, text in item.choices.items()},
        min=item.min,
        max=item.max,
        pattern=item.pattern,
        fills_from=item.fills_from,
        personal=item.personal,
        purpose=item.purpose,
        link=link if item.type is QuestionType.CASE else None,
        happens=item.happens,
        not_before=item.not_before,
        not_after=item.not_after,
        source=source,
    )


def _check_names(
    placed: Placed,
    here: tuple[int | str, ...],
    item: RuleShape,
    relation: Relation,
    known: Mapping[str, object],
    problems: list[FileProblem],
) -> None:
    for name in dict.fromkeys(names_in(relation)):
        if name not in known:
            zh, en = suggestion(name, known)
            problems.append(
                placed.problem((*here, item.kinds[0]), f"规则“{item.id}”：{zh}", f"rule {item.id!r}: {en}")
            )


def _check_twice(placed: Placed, rules: Sequence[RuleShape], problems: list[FileProblem]) -> None:
    seen: set[str] = set()
    for index, item in enumerate(rules):
        if item.id in seen:
            problems.append(
                placed.problem(
                    ("rules", index, "id"),
                    f"规则“{item.id}”写了两次，请改名",
                    f"rule {item.id!r} is written twice",
                )
            )
        seen.add(item.id)


def _has_limit(limit: Response, relation: Relation) -> bool:
    """Silence may also follow a day that was answered; what stops or extends a count needs one."""
    return limit.within is not None or (limit.until is not None and isinstance(relation, Silence))


def _check_limits(
    placed: Placed, rules: Sequence[Rule], known: Mapping[str, Rule], problems: list[FileProblem]
) -> None:
    for rule in rules:
        limit = getattr(rule.relation, "limit", None)
        if limit is None:
            continue
        found = known.get(limit)
        source = rule.source
        if found is None:
            limits = [key for key, other in known.items() if isinstance(other.relation, Response)]
            zh, en = suggestion(limit, limits)
            problems.append(
                FileProblem(
                    placed.path,
                    source.line,
                    source.column,
                    f"规则“{rule.id}”的 limit：{zh}",
                    f"limit of rule {rule.id!r}: {en}",
                )
            )
        elif not isinstance(found.relation, Response) or not _has_limit(found.relation, rule.relation):
            problems.append(
                FileProblem(
                    placed.path,
                    source.line,
                    source.column,
                    f"规则“{rule.id}”的 limit“{limit}”应是有期限（within）的 response",
                    f"rule {rule.id!r}: {limit!r} must be a response with a limit (within)",
                )
            )
