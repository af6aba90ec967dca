"""From walks as files write them to walks: people by their names, and a walk that goes on where another ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from yifa.procedure.model import Procedure, Step, Walk, WalkPerson, WalkStep
from yifa.procedure.reading import FileProblem, Placed, suggestion
from yifa.procedure.shapes import PersonShape, RefusedShape, WalkShape, WalkStepShape


class WalksOf:
    """The walks of one file, each over the version of the procedure that is in force on the day of its first step.

    by_version: the walks of each version; problems: what they say wrongly.
    """

    def __init__(
        self,
        placed: Placed,
        shapes: Sequence[WalkShape],
        people: Mapping[str, PersonShape],
        versions: Sequence[Procedure],
    ) -> None:
        self._placed = placed
        self._shapes = shapes
        self._people = people
        self._versions = versions
        self._steps: Mapping[str, Step] = {}
        self._rules: tuple[str, ...] = ()
        self._by_key = {item.key: index for index, item in enumerate(shapes) if item.key is not None}
        self.problems: list[FileProblem] = []
        found: dict[int, list[Walk]] = {}
        for index, item in enumerate(shapes):
            version = self._version(index)
            self._steps = version.steps
            self._rules = tuple(version.by_id)
            found.setdefault(version.version, []).append(self._walk(index, item))
        self.by_version = {version: tuple(walks) for version, walks in found.items()}

    def _version(self, index: int) -> Procedure:
        """The version under which a walk begins; the first for one that begins before it, or nowhere."""
        seen: set[int] = set()
        at: int | None = index
        while at is not None and at not in seen:
            seen.add(at)
            item = self._shapes[at]
            if item.after is None:
                first = item.steps[0] if item.steps else item.refused
                if first is not None:
                    for version in self._versions:
                        if first.on in version.in_force:
                            return version
                break
            at = self._by_key.get(item.after)
        return self._versions[0]

    def _fail(self, location: Sequence[int | str], zh: str, en: str) -> None:
        self.problems.append(self._placed.problem(location, zh, en))

    def _walk(self, index: int, item: WalkShape) -> Walk:
        here = ("walks", index)
        for key in item.owes or ():
            self._check_step((*here, "owes"), key)
        refused = None
        if item.refused is not None:
            self._check_step((*here, "refused", "step"), item.refused.step)
            refused = self._refused(item.refused, here)
        return Walk(
            name=item.name.bilingual,
            steps=self._steps_of(index, ()),
            closes=item.closes,
            owes=frozenset(item.owes) if item.owes is not None else None,
            refused=refused,
            source=self._placed.source(*here),
        )

    def _steps_of(self, index: int, within: tuple[int, ...]) -> tuple[WalkStep, ...]:
        """The steps of a walk, after those of the walk that it goes on from."""
        item = self._shapes[index]
        before: tuple[WalkStep, ...] = ()
        if item.after is not None:
            other = self._by_key.get(item.after)
            if other is None or other in (*within, index):
                zh, en = suggestion(item.after, self._by_key)
                self._fail(("walks", index, "after"), f"没有这一测试：{zh}", f"no such walk: {en}")
            else:
                before = self._steps_of(other, (*within, index))
        own: list[WalkStep] = []
        for place, step in enumerate(item.steps):
            location = ("walks", index, "steps", place)
            self._check_step((*location, "step"), step.step)
            own.append(self._step(step, location))
        return (*before, *own)

    def _refused(self, item: RefusedShape, here: tuple[str, int]) -> WalkStep:
        if item.rule not in self._rules and not item.rule.startswith("procedure/"):
            zh, en = suggestion(item.rule, self._rules)
            self._fail((*here, "refused", "rule"), f"没有这一规则：{zh}", f"no such rule: {en}")
        step = self._step(item, (*here, "refused"))
        return replace(step, rule=item.rule, article=item.article)

    def _step(self, item: WalkStepShape, here: tuple[int | str, ...]) -> WalkStep:
        return WalkStep(
            step=item.step,
            on=item.on,
            by=self._person(item.by, (*here, "by")),
            answers=item.answers,
            co_signers=tuple(self._person(one, (*here, "co_signers")) for one in item.co_signers),
            source=self._placed.source(*here),
        )

    def _person(self, shape: PersonShape, here: tuple[int | str, ...]) -> WalkPerson:
        known = shape
        if shape.named is not None:
            if shape.named not in self._people:
                zh, en = suggestion(shape.named, ["applicant", "system", *self._people])
                self._fail(here, f"没有这个人：{zh}", f"there is nobody of that name: {en}")
            known = self._people.get(shape.named, shape)
        return WalkPerson(
            known.officer or shape.named,
            known.post,
            known.department,
            frozenset(known.powers),
            known.applicant,
            known.system,
        )

    def _check_step(self, location: Sequence[int | str], key: str) -> None:
        if key not in self._steps:
            zh, en = suggestion(key, self._steps)
            self._fail(location, f"没有这一步骤：{zh}", f"no such step: {en}")
