"""Composition: from files to values. A statute becomes rules over roles; a procedure maps the roles to its steps.

A pure function of the files. A role mapped to several steps means each of them; where a condition needs the role, any one of
them satisfies it; what is owed is their union. No rule of a composed statute, or of the parts of it that are composed, falls in
silence: a role that nobody plays is refused unless the rule is omitted with a reason, and a gate or a limit is left out only
where a linked matter keeps it. House rules come last, those of institutions after the procedure's own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from yifa.law.text import Bilingual
from yifa.procedure import types
from yifa.procedure.canonical import content_hash
from yifa.procedure.fragments import Assembly, Fragment, Institution, StepPart, assemble
from yifa.procedure.guards import Guard, GuardProblem
from yifa.procedure.model import (
    CERTIFICATE,
    REGISTERS,
    ROSTER,
    STATUTES,
    By,
    Computed,
    Condition,
    Exclude,
    InForce,
    Level,
    Link,
    Omission,
    Power,
    Procedure,
    Question,
    Relation,
    Response,
    Rule,
    Silence,
    Source,
    Statute,
    Step,
)
from yifa.procedure.reading import FileProblem, FileProblems, Placed, suggestion
from yifa.procedure.relations import mapped_relation, names_in, relation_of
from yifa.procedure.returns import return_rules, return_step, shadowed
from yifa.procedure.shapes import (
    ComposedShape,
    Days,
    HouseRuleShape,
    PowerOf,
    ProcedureShape,
    QuestionShape,
    RuleShape,
    StatuteShape,
)
from yifa.procedure.types import QuestionType
from yifa.procedure.writes import Writes

_CERTIFIED: Final = Bilingual(
    "行政执法由持有有效行政执法证件的人员实施，没有执法证件的人员只能从事辅助性工作",
    "enforcement is for officers with a valid enforcement certificate; others only assist",
)
_CERTIFIED_BY: Final = Bilingual(
    "《法治政府建设实施纲要（2015—2020年）》行政执法人员持证上岗和资格管理制度",
    "Outline for Building a Law-based Government (2015-2020), certified enforcement officers",
)


def statute_of(shape: StatuteShape, placed: Placed, in_force: InForce | None = None) -> Statute:
    """The statute that a file writes, as it reads on the days ``in_force``.

    Raises FileProblems for rules that name unknown roles or limits, or ids written twice.
    """
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
                part=item.part,
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
        in_force=in_force or _in_force(shape.in_force),
        verified=shape.verified,
        roles={key: text.bilingual for key, text in shape.roles.items()},
        rules=tuple(rules),
        note=shape.note.bilingual if shape.note else None,
        parts={key: text.bilingual for key, text in shape.parts.items()},
        source=placed.source(),
    )


def procedure_of(
    shape: ProcedureShape,
    placed: Placed,
    statutes: Mapping[str, Statute],
    institutions: Mapping[str, Institution] | None = None,
    *,
    in_force: InForce | None = None,
    out_of_force: Collection[str] = (),
    others: Collection[str] = (),
) -> Procedure:
    """The compiled procedure that a file writes, of the statutes and institutions as they read on its day.

    in_force: the days on which it reads so; those of the file itself by default. out_of_force: statutes that there are, but not
    on these days: what they laid down is no part of it. others: statutes that exist besides, to suggest one where a name is
    misspelt. Raises FileProblems with every mistake of the composition.
    """
    assembly = assemble(shape, placed, institutions or {})
    days = in_force or _in_force(shape.in_force)
    return _Composition(shape, assembly, statutes, frozenset(out_of_force), days, frozenset(others)).compile()


@dataclass
class _Composition:
    shape: ProcedureShape
    assembly: Assembly
    statutes: Mapping[str, Statute]
    out_of_force: frozenset[str]
    in_force: InForce
    others: frozenset[str] = frozenset()
    problems: list[FileProblem] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    omitted: dict[str, Omission] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    placed_at: dict[str, tuple[Placed, tuple[int | str, ...]]] = field(default_factory=dict)
    displaced: list[Rule] = field(default_factory=list)

    def compile(self) -> Procedure:
        steps = {key: _step(key, part) for key, part in self.assembly.steps.items()}
        self._name_returns()
        composed = self._compose_statutes()
        self._house_rules()
        self._omit_without_limit()
        self._returns(steps)
        self._certified()
        self._check_promises()
        self._check_questions()
        self._check_days()
        everywhere = self._check_guards(steps)
        self._check_finishes(steps)
        if self.problems:
            raise FileProblems(self.problems)
        written = Writes(self.assembly.fragments, steps, everywhere)
        if written.problems:
            raise FileProblems(written.problems)
        steps = {key: replace(one, writes=tuple(written.of(key))) for key, one in steps.items()}
        shape = self.shape
        procedure = Procedure(
            key=shape.procedure,
            title=shape.title.bilingual,
            field=shape.field,
            version=int(self.in_force.first.strftime("%Y%m%d")),
            in_force=self.in_force,
            stance=shape.stance,
            summary=shape.summary.bilingual,
            steps=steps,
            rules=tuple(self.rules),
            statutes=composed,
            institutions=self.assembly.institutions,
            parts=self.parts,
            omitted=self.omitted,
            displaced=tuple(self.displaced),
            walks=(),
            hash="",
            source=self._own.placed.source(),
        )
        return replace(procedure, hash=content_hash(procedure))

    @property
    def _own(self) -> Fragment:
        return self.assembly.fragments[0]

    def _fail(
        self, location: Sequence[int | str], zh: str, en: str, fragment: Fragment | None = None
    ) -> None:
        self.problems.append((fragment or self._own).placed.problem(location, zh, en))

    def _name_returns(self) -> None:
        for fragment in self.assembly.fragments:
            for key, item in fragment.shape.steps.items():
                if item.returns_to is not None and key in fragment.names:
                    fragment.names[f"return-from-{key}"] = (f"return-from-{fragment.names[key][0]}",)

    def _compose_statutes(self) -> tuple[str, ...]:
        """Composes every statute once, whatever fragments ask for it; gives the keys of those in force, in order."""
        asked: dict[str, list[tuple[Fragment, int, ComposedShape]]] = {}
        for fragment in self.assembly.fragments:
            for index, item in enumerate(fragment.shape.composes):
                listed = asked.setdefault(item.statute, [])
                if any(other is fragment for other, _, _ in listed):
                    self._fail(
                        ("composes", index, "statute"),
                        f"“{item.statute}”组合了两次",
                        f"{item.statute!r} is composed twice",
                        fragment,
                    )
                listed.append((fragment, index, item))
        composed: list[str] = []
        for key, listed in asked.items():
            statute = self.statutes.get(key)
            if statute is not None:
                composed.append(key)
                self._compose_statute(statute, listed)
            elif key not in self.out_of_force:
                fragment, index, _ = listed[0]
                zh, en = suggestion(key, sorted({*self.statutes, *self.out_of_force, *self.others}))
                self._fail(
                    ("composes", index, "statute"),
                    f"没有这部法规文件：{zh}",
                    f"there is no such statute file: {en}",
                    fragment,
                )
        return tuple(composed)

    def _compose_statute(
        self, statute: Statute, listed: Sequence[tuple[Fragment, int, ComposedShape]]
    ) -> None:
        roles: dict[str, dict[str, None]] = {}
        parts: set[str] | None = set()
        for fragment, index, item in listed:
            here = ("composes", index)
            for role, steps in self._roles(fragment, here, statute, item.roles).items():
                roles.setdefault(role, {}).update(dict.fromkeys(steps))
            if item.parts is None:
                parts = None
            elif parts is not None:
                parts |= set(item.parts)
            for wrong in [part for part in item.parts or () if part not in statute.parts]:
                zh, en = suggestion(wrong, statute.parts)
                self._fail(
                    (*here, "parts"),
                    f"《{statute.title.zh}》没有这一部分：{zh}",
                    f"no such part: {en}",
                    fragment,
                )
            self._omit(fragment, here, statute, item)
        if parts is not None:
            self.parts[statute.key] = tuple(part for part in statute.parts if part in parts)
        mapped = {role: tuple(steps) for role, steps in roles.items() if steps}
        fragment, index, _ = listed[0]
        for rule in statute.rules:
            self.placed_at[rule.id] = (fragment.placed, ("composes", index))
            if rule.id in self.omitted:
                relation = mapped_relation(rule.relation, mapped)
                if relation is not None:
                    self.displaced.append(replace(rule, relation=relation))
            elif parts is None or rule.part is None or rule.part in parts:
                self._map_rule(fragment, ("composes", index), rule, mapped)

    def _omit(self, fragment: Fragment, here: tuple[str, int], statute: Statute, item: ComposedShape) -> None:
        known = {rule.id.partition("/")[2] for rule in statute.rules}
        for place, omission in enumerate(item.omit):
            for name in omission.rules:
                if name not in known:
                    zh, en = suggestion(name, known)
                    self._fail((*here, "omit", place, "rules"), zh, en, fragment)
                reason = Omission(omission.because.bilingual, omission.kept_in)
                self.omitted[f"{statute.key}/{name}"] = reason
                rule = next((one for one in statute.rules if one.id == f"{statute.key}/{name}"), None)
                if rule is not None and rule.is_gate_or_limit and omission.kept_in is None:
                    self._fail(
                        (*here, "omit", place),
                        f"“{rule.id}”是{rule.authority.zh}的关口或者期限，不能只写理由就不适用："
                        "请以 kept_in 写明由哪一问所指的关联事项保证它",
                        f"{rule.id!r} is a gate or a limit of {rule.authority.en}; a reason alone does not leave it out: "
                        "name in kept_in the question for the linked matter that keeps it",
                        fragment,
                    )

    def _roles(
        self,
        fragment: Fragment,
        here: tuple[str, int],
        statute: Statute,
        given: Mapping[str, Sequence[str]],
    ) -> dict[str, tuple[str, ...]]:
        names = fragment.names
        roles = {key: names[key] for key in statute.roles if key in names}
        for role, mapped in given.items():
            if role not in statute.roles:
                zh, en = suggestion(role, statute.roles)
                self._fail(
                    (*here, "roles", role),
                    f"《{statute.title.zh}》没有这一角色：{zh}",
                    f"no such role: {en}",
                    fragment,
                )
                continue
            for step in mapped:
                if step not in names:
                    zh, en = suggestion(step, names)
                    self._fail((*here, "roles", role), f"没有这一步骤：{zh}", f"no such step: {en}", fragment)
            roles[role] = tuple(dict.fromkeys(step for name in mapped for step in names.get(name, ())))
        return roles

    def _map_rule(
        self,
        fragment: Fragment,
        here: tuple[str, int],
        rule: Rule,
        roles: Mapping[str, tuple[str, ...]],
    ) -> None:
        relation = mapped_relation(rule.relation, roles)
        if relation is not None:
            self.rules.append(replace(rule, relation=relation))
            return
        missing = "、".join(dict.fromkeys(role for role in names_in(rule.relation) if role not in roles))
        kind = ("关口", "gate ") if rule.gate else ("", "")
        self._fail(
            (*here, "roles"),
            f"{kind[0]}规则“{rule.id}”（{rule.authority.zh}：{rule.says.zh}）缺少角色“{missing}”，"
            "请在 roles 中指明由哪一步担任，或以 omit 写明不适用的理由",
            f"{kind[1]}rule {rule.id!r} ({rule.authority.en}: {rule.says.en}) lacks the role {missing!r}; "
            "map it to a step in roles, or omit the rule with a reason",
            fragment,
        )

    def _house_rules(self) -> None:
        for fragment in self.assembly.fragments:
            _check_twice(fragment.placed, fragment.shape.rules, self.problems)
            before = len(self.rules)
            for index, item in fragment.rules.items():
                self._house_rule(fragment, index, item)
            known = {rule.id: rule for rule in self.rules}
            _check_limits(fragment.placed, self.rules[before:], known, self.problems)

    def _house_rule(self, fragment: Fragment, index: int, item: HouseRuleShape) -> None:
        here = ("rules", index)
        written = relation_of(item, fragment.key)
        before = len(self.problems)
        _check_names(fragment.placed, here, item, written, fragment.names, self.problems)
        if len(self.problems) > before:
            return
        relation = mapped_relation(written, fragment.names)
        if relation is None:
            # An institution's own rule over a part that nobody plays here; `roles: {part: []}` says so in the file.
            return
        if (
            isinstance(relation, Exclude)
            and isinstance(written, Exclude)
            and self._names_a_group(fragment, written.steps)
        ):
            # One step leaves itself; of several, each takes the others away.
            alone = relation.on if len(relation.on) == 1 else ()
            relation = replace(relation, steps=tuple(step for step in relation.steps if step not in alone))
        rule_id = f"{fragment.key}/{item.id}"
        self.placed_at[rule_id] = (fragment.placed, here)
        self.rules.append(
            Rule(
                id=rule_id,
                says=item.says.bilingual,
                relation=relation,
                basis=item.basis.bilingual,
                level=Level.HOUSE,
                verified=item.verified,
                when=item.when,
                gate=item.gate,
                promises=item.promises,
                source=fragment.placed.source(*here),
            )
        )

    def _names_a_group(self, fragment: Fragment, names: Sequence[str]) -> bool:
        return any(
            name not in fragment.shape.steps and len(fragment.names.get(name, ())) != 1 for name in names
        )

    def _omit_without_limit(self) -> None:
        """What a silence, an extension, a stop or a restart does to a limit that does not apply, does not apply either."""
        known = {rule.id for rule in self.rules}
        kept: list[Rule] = []
        for rule in self.rules:
            limit = getattr(rule.relation, "limit", None)
            if limit is not None and limit not in known and limit in self.omitted:
                self.omitted[rule.id] = self.omitted[limit]
            elif limit is not None and limit not in known and rule.is_statutory:
                # Its limit stands in a part of the statute that is not composed.
                continue
            else:
                kept.append(rule)
        self.rules = kept

    def _returns(self, steps: dict[str, Step]) -> None:
        for key, part in self.assembly.steps.items():
            item, fragment = part.shape, part.fragment
            if item.returns_to is None:
                continue
            here = (*part.location, "returns_to")
            wrong = [
                name for name in (item.returns_to.step, *item.returns_to.redo) if name not in fragment.names
            ]
            for name in wrong:
                zh, en = suggestion(name, fragment.shape.steps)
                self._fail(here, zh, en, fragment)
            if wrong:
                continue
            (target, *more), *redone = (
                fragment.names[name] or ("",) for name in (item.returns_to.step, *item.returns_to.redo)
            )
            redo = tuple(dict.fromkeys(step for steps_of in redone for step in steps_of if step))
            if target == key:
                self._fail(here, "不能退回给自己", "a step cannot return to itself", fragment)
            name = f"return-from-{key}"
            if name in steps:
                self._fail(here, f"步骤“{name}”已经存在", f"a step {name!r} exists already", fragment)
            if not target or more or target == key or name in steps:
                continue
            steps[name] = return_step(steps[key], name, steps[target])
            self.rules = [replace(rule, relation=shadowed(rule.relation, key, name)) for rule in self.rules]
            source = fragment.placed.source(*here)
            self.rules += return_rules(steps[key], name, steps[target], redo, source)

    def _certified(self) -> None:
        """Steps marked as enforcement, which no composed article keeps already for those who hold a valid certificate."""
        kept = {
            step
            for rule in self.rules
            if isinstance(rule.relation, Power) and CERTIFICATE in rule.relation.needs and rule.when is None
            for step in rule.relation.steps
        }
        marked = tuple(
            key for key, part in self.assembly.steps.items() if part.shape.enforcement and key not in kept
        )
        if marked:
            self.rules.append(
                Rule(
                    "procedure/certified",
                    _CERTIFIED,
                    Power(marked, (CERTIFICATE,)),
                    basis=_CERTIFIED_BY,
                    source=self._own.placed.source(),
                )
            )

    def _check_promises(self) -> None:
        known = {rule.id: rule for rule in self.rules}
        for fragment in self.assembly.fragments:
            for index, item in fragment.rules.items():
                if item.promises is None:
                    continue
                limit = known.get(item.promises)
                here = ("rules", index, "promises")
                responses = [rule.id for rule in self.rules if isinstance(rule.relation, Response)]
                if limit is None:
                    zh, en = suggestion(item.promises, responses)
                    self._fail(
                        here, f"没有这一法定期限：{zh}", f"there is no such statutory limit: {en}", fragment
                    )
                elif not isinstance(limit.relation, Response) or limit.relation.within is None:
                    self._fail(
                        here,
                        f"“{item.promises}”不是有期限的 response，不能据以承诺",
                        f"{item.promises!r} is not a response with a limit",
                        fragment,
                    )

    def _check_questions(self) -> None:
        """A field asked by several steps has one type, and the same choices where guards read them."""
        first: dict[str, tuple[str, QuestionType]] = {}
        read = {name for rule in self.rules if rule.when is not None for name in rule.when.fields}
        for key, part in self.assembly.steps.items():
            for name, question in part.shape.asks.items():
                known = first.setdefault(name, (key, question.type))
                if known[1] is not question.type and name in read:
                    self._fail(
                        (*part.location, "asks", name, "type"),
                        f"字段“{name}”在「{known[0]}」中是 {known[1]}，在此处是 {question.type}，而规则的条件要用到它，请统一",
                        f"field {name!r} is {known[1]} in {known[0]!r} but {question.type} here, and a guard reads it",
                        part.fragment,
                    )

    def _check_days(self) -> None:
        """A step has one day, and dates are compared with dates that some step asks."""
        parts = self.assembly.steps.values()
        dates = {
            name
            for part in parts
            for name, question in part.shape.asks.items()
            if question.type is types.DATE
        }
        for part in parts:
            asked = part.shape.asks
            days = [name for name, question in asked.items() if question.happens]
            for name in days[1:]:
                self._fail(
                    (*part.location, "asks", name, "happens"),
                    f"办理之日只能有一个，“{days[0]}”已写 happens",
                    f"a step happens on one day; {days[0]!r} says happens already",
                    part.fragment,
                )
            for name, question in asked.items():
                for word, other in (("not_before", question.not_before), ("not_after", question.not_after)):
                    if other is not None and (other not in dates or other == name):
                        zh, en = suggestion(other, dates - {name})
                        self._fail(
                            (*part.location, "asks", name, word),
                            f"{word} 应是某一步询问的另一日期：{zh}",
                            f"{word} must be another date that some step asks: {en}",
                            part.fragment,
                        )

    def _check_begins(self, rule: Rule, relation: Response, steps: Mapping[str, Step]) -> None:
        """A limit runs from a date that each step which starts it asks."""
        assert relation.begins is not None
        for key in relation.after:
            asked = steps[key].asks.get(relation.begins)
            if asked is None or asked.type is not types.DATE:
                known = [one for one, found in steps[key].asks.items() if found.type is types.DATE]
                zh, en = suggestion(relation.begins, known)
                self._fail_at(
                    rule,
                    "until",
                    f"规则“{rule.id}”的 from 应是「{steps[key].title.zh}」询问的日期：{zh}",
                    f"from of rule {rule.id!r} must be a date that '{steps[key].title.en}' asks: {en}",
                )

    def _check_guards(self, steps: Mapping[str, Step]) -> Mapping[str, Question]:
        """Checks what guards read; gives every question, with the choices that any step gives it."""
        everywhere: dict[str, Question] = {}
        for step in steps.values():
            for name, question in step.asks.items():
                known = everywhere.get(name)
                if known is None:
                    everywhere[name] = question
                elif known.choices or question.choices:
                    everywhere[name] = replace(known, choices={**known.choices, **question.choices})
        self._check_asked(steps, everywhere)
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
        return everywhere

    def _check_asked(self, steps: Mapping[str, Step], everywhere: Mapping[str, Question]) -> None:
        """What questions say of other questions: guards under which they are required, and cases that they read."""
        for key, part in self.assembly.steps.items():
            for name, question in steps[key].asks.items():
                here = (*part.location, "asks", name)
                if question.required_when is not None:
                    try:
                        question.required_when.check(everywhere)
                    except GuardProblem as problem:
                        self._fail((*here, "required"), problem.zh, problem.en, part.fragment)
                if question.among is not None:
                    self._check_among((*here, "among"), question.among, everywhere, part)
                if question.offends is not None and question.offends not in {one.id for one in self.rules}:
                    zh, en = suggestion(question.offends, [one.id for one in self.rules])
                    self._fail(
                        (*here, "offends"),
                        f"offends 应是本程序的一条规则：{zh}",
                        f"offends must be a rule of the procedure: {en}",
                        part.fragment,
                    )
                for column in question.columns.values():
                    if column.among is not None:
                        where = (*here, "columns", column.key, "among")
                        self._check_among(where, column.among, everywhere, part)
                if (
                    question.computes is not None
                    and question.computes.of
                    and question.computes.of not in everywhere
                ):
                    zh, en = suggestion(question.computes.of, everywhere)
                    self._fail((*here, "computes"), f"of：{zh}", f"of: {en}", part.fragment)
                if question.computes is not None and not question.computes.by:
                    linked = everywhere.get(question.computes.question)
                    if linked is None or linked.type is not types.CASE:
                        zh, en = suggestion(
                            question.computes.question,
                            [one.key for one in everywhere.values() if one.type is types.CASE],
                        )
                        self._fail(
                            (*here, "computes"),
                            f"computes 应指 type: case 的问题：{zh}",
                            f"computes must name a question of type case: {en}",
                            part.fragment,
                        )

    def _check_among(
        self, here: tuple[str | int, ...], among: str, everywhere: Mapping[str, Question], part: StepPart
    ) -> None:
        """People are picked from a question for people of the procedure, from a field of a case that a question names, or from a
        list that Yifa keeps."""
        if among in (ROSTER, REGISTERS, STATUTES):
            return
        room, *names = among.split(".")
        if room == "listed" and len(names) == 1 and names[0]:
            return
        linked = room == "linked" and len(names) == 2
        key, wanted = (names[0], types.CASE) if linked else (among, types.PEOPLE)
        found = everywhere.get(key)
        if found is not None and found.type is wanted:
            return
        zh, en = suggestion(key, [one.key for one in everywhere.values() if one.type is wanted])
        self._fail(
            here,
            f"among 应写作 roster、listed.名单、一个 type: people 的问题，或者 linked.问题.字段：{zh}",
            "among must be roster, listed.<list>, a question of type people, or linked.<question>.<field>: "
            f"{en}",
            part.fragment,
        )

    def _check_until(self, rule: Rule, name: str, questions: Mapping[str, Question]) -> None:
        """A limit ends on the answer to a question for a date."""
        asked = questions.get(name)
        if asked is not None and asked.type is types.DATE:
            return
        zh, en = suggestion(name, [key for key, one in questions.items() if one.type is types.DATE])
        self._fail_at(
            rule,
            "until",
            f"规则“{rule.id}”的 until 应是某一步询问的日期：{zh}",
            f"until of rule {rule.id!r} must be a date that some step asks: {en}",
        )

    def _check_guard(
        self, rule: Rule, name: str, guard: Guard, questions: Mapping[str, Question], step: Step | None = None
    ) -> None:
        try:
            guard.check(questions)
        except GuardProblem as problem:
            omit_zh = "；如不适用，请在 omit 中写明理由" if rule.is_statutory else ""
            omit_en = "; if the rule does not apply, omit it with a reason" if rule.is_statutory else ""
            at = f"（「{step.title.zh}」）" if step is not None else ""
            at_en = f" ('{step.title.en}')" if step is not None else ""
            self._fail_at(
                rule,
                name,
                f"规则“{rule.id}”的条件 {name}: {guard.text}{at}：{problem.zh}{omit_zh}",
                f"rule {rule.id!r}, {name}: {guard.text}{at_en}: {problem.en}{omit_en}",
            )

    def _fail_at(self, rule: Rule, name: str, zh: str, en: str) -> None:
        """A complaint about what a rule writes under a name; of a statute's rule, where the statute is composed."""
        placed, here = self.placed_at.get(rule.id, (self._own.placed, ()))
        if here and here[0] == "rules":
            relation = {"when": (), "until": ("response",)}.get(name, ("condition",))
            here = (*here, *relation, name)
        self.problems.append(placed.problem(here, zh, en))

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


def _in_force(days: Days) -> InForce:
    return InForce(days.first, days.until, days.amended)


def _step(key: str, part: StepPart) -> Step:
    item, fragment = part.shape, part.fragment
    by = By(
        applicant="applicant" in item.by,
        system="system" in item.by,
        officer="officer" in item.by,
        powers=frozenset(power for one in item.by if isinstance(one, PowerOf) for power in one.power),
    )
    returned = fragment.names.get(item.returns_to.step, ()) if item.returns_to else ()
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
            name: _question(name, question, fragment.placed.source(*part.location, "asks", name))
            for name, question in item.asks.items()
        },
        produces=dict(item.produces),
        public=item.public.bilingual if item.public else None,
        published_in=item.published_in,
        waives=item.waives,
        gives=item.gives,
        returns_to=returned[0] if returned else None,
        plays=tuple(part.plays),
        source=fragment.placed.source(*part.location),
    )


def _question(name: str, item: QuestionShape, source: Source) -> Question:
    link = Link(tuple(item.of), item.finished, item.answers, item.about)
    return Question(
        key=name,
        label=item.label.bilingual,
        help=item.help.bilingual if item.help else None,
        choices={key: text.bilingual for key, text in item.choices.items()},
        link=link if item.type is types.CASE else None,
        required=item.required is True,
        required_when=item.required if isinstance(item.required, Guard) else None,
        computes=_computed(item),
        columns={
            key: Question(
                key=key,
                type=column.type,
                label=column.label.bilingual,
                required=column.required,
                choices={value: text.bilingual for value, text in column.choices.items()},
                min=column.min,
                max=column.max,
                among=column.among,
                source=source,
            )
            for key, column in item.columns.items()
        },
        among=item.among,
        offends=item.offends,
        type=item.type,
        min=item.min,
        max=item.max,
        pattern=item.pattern,
        fills_from=item.fills_from,
        personal=item.personal,
        purpose=item.purpose,
        happens=item.happens,
        sealed=item.sealed,
        not_before=item.not_before,
        not_after=item.not_after,
        source=source,
    )


def _computed(item: QuestionShape) -> Computed | None:
    if item.computes is None:
        return None
    if "." not in item.computes.answer:
        return Computed(by=item.computes.answer, of=item.computes.of or "")
    _, question, name = item.computes.answer.split(".")
    return Computed(question, name, dict(item.computes.words))


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
