"""What a procedure is put together from: its own file and the institutions that it is made of, each a fragment.

A fragment speaks in names of its own: its steps, the parts that it leaves to others, its phases. Here those names are given the
steps of the procedure that they mean, from the procedure down; composition then sees relations over steps alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from yifa.procedure.reading import FileProblem, FileProblems, Placed, problem_of, suggestion
from yifa.procedure.shapes import (
    ComposingShape,
    HouseRuleShape,
    InstitutionShape,
    MadeOfShape,
    ProcedureShape,
    StepShape,
)

HOUSE = "house"
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution's file as it reads on a day."""

    shape: InstitutionShape
    placed: Placed

    @property
    def key(self) -> str:
        return self.shape.institution


@dataclass(slots=True)
class Fragment:
    """One file's part. key: what stands before its rules' ids. names: what its names mean, in steps of the procedure. rules: its
    rules by their place in the file, as whoever is made of it changed them, without those that were left out; plain_rules: what
    they were read from, which every change is laid over."""

    key: str
    shape: ComposingShape
    placed: Placed
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rules: dict[int, HouseRuleShape] = field(default_factory=dict)
    plain_rules: dict[int, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rules = dict(enumerate(self.shape.rules))
        self.plain_rules = dict(enumerate(self.placed.plain.get("rules") or ()))

    def place_of(self, rule: str) -> int | None:
        """Where in the file a rule stands, None where there is none or it was left out."""
        return next((place for place, one in self.rules.items() if one.id == rule), None)


@dataclass(slots=True)
class StepPart:
    """A step of the procedure: how it is written, where, in whose names it speaks, and which roles it plays.

    plain: what its shape was read from, which every change of it is laid over.
    """

    shape: StepShape
    fragment: Fragment
    location: tuple[str, ...]
    plays: list[str]
    plain: Mapping[str, Any]


class Assembly:
    """A procedure's fragments, itself first, and its steps by their names in it. ``problems`` lists what does not fit."""

    def __init__(
        self, shape: ProcedureShape, placed: Placed, institutions: Mapping[str, Institution]
    ) -> None:
        self.steps: dict[str, StepPart] = {}
        self.fragments: list[Fragment] = []
        self.problems: list[FileProblem] = []
        self._institutions = institutions
        own = Fragment(HOUSE, shape, placed)
        self._gather(own, {}, "", ())
        self._leave_out()
        self._order(own, shape.order)
        self._name(own)
        self._let_play()

    @property
    def institutions(self) -> tuple[str, ...]:
        """Keys of the institutions that it is made of, in order."""
        return tuple(one.key for one in self.fragments[1:])

    def _gather(
        self, fragment: Fragment, called: Mapping[str, str], institution: str, within: tuple[str, ...]
    ) -> dict[str, str]:
        """Takes the fragment's steps in, and those of what it is made of. called: local names that the procedure has others
        for. Gives every local name of a step with its name in the procedure."""
        self.fragments.append(fragment)
        shape = fragment.shape
        first = {key: item for key, item in shape.steps.items() if not item.closes}
        last = {key: item for key, item in shape.steps.items() if item.closes}
        found: dict[str, str] = {}

        def take(steps: Mapping[str, StepShape]) -> None:
            for key, item in steps.items():
                found[key] = called.get(key, key)
                plays = [f"{institution}/{key}"] if institution else []
                plain = fragment.placed.plain["steps"][key]
                self._add(found[key], StepPart(item, fragment, ("steps", key), plays, plain))

        take(first)
        for index, made in enumerate(shape.made_of):
            found |= self._gather_made(fragment, index, made, called, within)
        take(last)
        fragment.names = {local: (name,) for local, name in found.items() if name in self.steps}
        return found

    def _gather_made(
        self,
        fragment: Fragment,
        index: int,
        made: MadeOfShape,
        called: Mapping[str, str],
        within: tuple[str, ...],
    ) -> dict[str, str]:
        here = ("made_of", index)
        institution = self._institutions.get(made.institution)
        if institution is None:
            self._unknown(
                fragment, here, made.institution, self._institutions, "没有这一制度", "no such institution"
            )
            return {}
        if institution.key in within or any(one.key == institution.key for one in self.fragments):
            self._fail(
                fragment,
                here,
                f"“{institution.key}”用了两次，或者用到了自己",
                f"{institution.key!r} is used twice, or uses itself",
            )
            return {}
        child = Fragment(institution.key, institution.shape, institution.placed)
        local = {key: made.named.get(key, key) for key in self._every_step(institution)}
        for wrong in sorted({*made.named, *made.change, *made.without} - set(local)):
            self._unknown(fragment, here, wrong, local, "没有这一步骤", "no such step")
        before = set(self.steps)
        first = len(self.fragments)
        names = self._gather(
            child,
            {key: called.get(name, name) for key, name in local.items()},
            institution.key,
            (*within, institution.key),
        )
        for step in made.without:
            self.steps.pop(names.get(step, ""), None)
        for step, change in made.change.items():
            part = self.steps.get(names.get(step, ""))
            if part is not None and names[step] not in before:
                self._change(fragment, index, part, step, change)
        self._change_rules(fragment, index, made, self.fragments[first:])
        return {local[key]: name for key, name in names.items() if key in local and name in self.steps}

    def _every_step(self, institution: Institution) -> Iterator[str]:
        """The steps of an institution, with those of what it is made of, by its own names for them."""
        yield from institution.shape.steps
        for made in institution.shape.made_of:
            nested = self._institutions.get(made.institution)
            if nested is not None and nested.key != institution.key:
                for key in self._every_step(nested):
                    yield made.named.get(key, key)

    def _add(self, name: str, part: StepPart) -> None:
        there = self.steps.get(name)
        if there is not None:
            self._fail(
                part.fragment,
                part.location,
                f"步骤“{name}”在“{there.fragment.key}”中已有；要改动它请用 change，要另取名请用 named",
                f"the step {name!r} is already in {there.fragment.key!r}; alter it with change, or name it with named",
            )
            return
        self.steps[name] = part

    def _change(
        self, fragment: Fragment, index: int, part: StepPart, step: str, change: Mapping[str, Any]
    ) -> None:
        merged = {**part.plain, **{key: value for key, value in change.items() if key != "asks"}}
        if isinstance(change.get("asks"), dict):
            asks = dict(part.plain.get("asks") or {})
            adds = False
            for name, question in change["asks"].items():
                there = asks.pop(name, None) if question is None or adds else asks.get(name)
                if isinstance(question, dict):
                    adds = adds or there is None
                    asks[name] = {**(there or {}), **question}
            merged["asks"] = asks
        try:
            part.shape = StepShape.model_validate(merged)
            part.plain = merged
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                prefix = ("made_of", index, "change", step)
                self.problems.append(problem_of(fragment.placed, StepShape, detail, prefix))

    def _change_rules(
        self, fragment: Fragment, index: int, made: MadeOfShape, gathered: Sequence[Fragment]
    ) -> None:
        """Lays what differs over rules of an institution, and leaves rules out. A rule of what the institution is made of in
        turn is named with its institution."""
        if made.basis is not None:
            for one in gathered:
                for at, its in one.rules.items():
                    one.rules[at] = its.model_copy(update={"basis": made.basis})
                    one.plain_rules[at] = {**one.plain_rules[at], "basis": made.basis.model_dump()}
        for key in (*made.rules, *made.without_rules):
            institution, _, rule = key.rpartition("/")
            owner = next((one for one in gathered if one.key == (institution or gathered[0].key)), None)
            place = None if owner is None else owner.place_of(rule)
            if owner is None or place is None:
                known = {
                    one.id if of is gathered[0] else f"{of.key}/{one.id}"
                    for of in gathered
                    for one in of.rules.values()
                }
                where = ("made_of", index, "rules" if key in made.rules else "without_rules", key)
                self._unknown(fragment, where, key, known, "没有这条规则", "no such rule")
                continue
            if key in made.without_rules:
                del owner.rules[place]
                continue
            plain = dict(owner.plain_rules[place])
            for name, value in made.rules[key].items():
                there = plain.pop(name, None)
                if value is not None:
                    both = isinstance(value, dict) and isinstance(there, dict)
                    plain[name] = {**there, **value} if both else value
            try:
                owner.rules[place] = HouseRuleShape.model_validate(plain)
                owner.plain_rules[place] = plain
            except ValidationError as error:
                for detail in error.errors(include_url=False):
                    prefix = ("made_of", index, "rules", key)
                    self.problems.append(problem_of(fragment.placed, HouseRuleShape, detail, prefix))

    def _leave_out(self) -> None:
        """A step that was left out is still a name to those whose rules speak of it, which nobody answers to."""
        for fragment in self.fragments:
            fragment.names = {
                name: tuple(step for step in steps if step in self.steps)
                for name, steps in fragment.names.items()
            }

    def _order(self, own: Fragment, wanted: Sequence[str]) -> None:
        """Puts the steps in the order in which the procedure names them, each name with all its steps; others stay behind."""
        groups = {**self._of_institutions(), **own.names}
        for index, name in enumerate(wanted):
            if name not in groups:
                self._unknown(own, ("order", index), name, groups)
        first = dict.fromkeys(step for name in wanted for step in groups.get(name, ()))
        self.steps = {
            key: self.steps[key] for key in (*first, *(key for key in self.steps if key not in first))
        }

    def _of_institutions(self) -> dict[str, tuple[str, ...]]:
        """The steps that each institution brings, by its key, those of what it is made of included."""
        return {
            one.key: tuple(step for steps in one.names.values() for step in steps)
            for one in self.fragments[1:]
        }

    def _name(self, fragment: Fragment) -> None:
        """Gives the fragment's phases and the names of what it is made of, from the outside in."""
        self._name_phases(fragment)
        for index, made in enumerate(fragment.shape.made_of):
            child = next((one for one in self.fragments if one.key == made.institution), None)
            institution = self._institutions.get(made.institution)
            if child is None or institution is None or child is fragment:
                continue
            own = tuple(dict.fromkeys(step for steps in child.names.values() for step in steps))
            fragment.names.setdefault(institution.key, own)
            roles = institution.shape.roles
            for wrong in sorted(set(made.roles) - set(roles)):
                self._unknown(fragment, ("made_of", index, "roles", wrong), wrong, roles)
            for role in roles:
                given = made.roles.get(role)
                if given is None:
                    child.names[role] = fragment.names.get(role, ())
                    continue
                for name in given:
                    if name not in fragment.names:
                        here = ("made_of", index, "roles", role)
                        self._unknown(fragment, here, name, fragment.names)
                child.names[role] = tuple(
                    dict.fromkeys(step for name in given for step in fragment.names.get(name, ()))
                )
            self._name(child)

    def _name_phases(self, fragment: Fragment) -> None:
        fragment.names[EVERYTHING] = tuple(self.steps)
        for phase, members in fragment.shape.phases.items():
            if phase in fragment.names:
                self._fail(
                    fragment,
                    ("phases", phase),
                    f"“{phase}”既是步骤又是阶段，请改名",
                    f"{phase!r} is a step and a phase; rename one",
                )
                continue
            known = {*fragment.names, *(made.institution for made in fragment.shape.made_of)}
            for name in members:
                if name not in known:
                    self._unknown(fragment, ("phases", phase), name, known)
            fragment.names[phase] = tuple(
                dict.fromkeys(step for name in members for step in self._members(fragment, name))
            )

    def _members(self, fragment: Fragment, name: str) -> tuple[str, ...]:
        if name in fragment.names:
            return fragment.names[name]
        child = next((one for one in self.fragments if one.key == name), None)
        return () if child is None else tuple(step for steps in child.names.values() for step in steps)

    def _let_play(self) -> None:
        """A step that plays a part which an institution leaves to others is known by that role too, and every step by what
        the procedure calls all of them together."""
        for fragment in self.fragments:
            if isinstance(fragment.shape, InstitutionShape):
                for role in fragment.shape.roles:
                    for step in fragment.names.get(role, ()):
                        played = f"{fragment.key}/{role}"
                        if step in self.steps and played not in self.steps[step].plays:
                            self.steps[step].plays.append(played)
        called = self.fragments[0].shape
        if isinstance(called, ProcedureShape) and called.institution is not None:
            for step, part in self.steps.items():
                part.plays.append(f"{called.institution}/{step}")

    def _fail(self, fragment: Fragment, location: tuple[str | int, ...], zh: str, en: str) -> None:
        self.problems.append(fragment.placed.problem(location, zh, en))

    def _unknown(
        self,
        fragment: Fragment,
        location: tuple[str | int, ...],
        name: str,
        known: Mapping[str, object] | set[str],
        zh: str = "没有这个名称",
        en: str = "no such name",
    ) -> None:
        near_zh, near_en = suggestion(name, known)
        self._fail(fragment, location, f"{zh}：{near_zh}", f"{en}: {near_en}")


def assemble(shape: ProcedureShape, placed: Placed, institutions: Mapping[str, Institution]) -> Assembly:
    """The fragments and steps of a procedure. Raises FileProblems with everything that does not fit together."""
    assembly = Assembly(shape, placed, institutions)
    if assembly.problems:
        raise FileProblems(assembly.problems)
    return assembly
