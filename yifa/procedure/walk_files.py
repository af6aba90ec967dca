"""From walks as files write them to walks: people by their names, and a walk that goes on where another ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

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
                if first is not None and first.on is not None:
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
            refused = self._refused(item.refused, here, self._earlier(index, ()))
        return Walk(
            name=item.name.bilingual,
            steps=self._steps_of(index, ()),
            closes=item.closes,
            owes=frozenset(item.owes) if item.owes is not None else None,
            refused=refused,
            source=self._placed.source(*here),
        )

    def _other(self, index: int, within: tuple[int, ...]) -> tuple[WalkStep, ...]:
        """The steps, to its end, of the walk that a walk goes on from."""
        after = self._shapes[index].after
        if after is None:
            return ()
        other = self._by_key.get(after)
        if other is None or other in (*within, index):
            zh, en = suggestion(after, self._by_key)
            self._fail(("walks", index, "after"), f"没有这一测试：{zh}", f"no such walk: {en}")
            return ()
        return self._steps_of(other, (*within, index))

    def _steps_of(self, index: int, within: tuple[int, ...]) -> tuple[WalkStep, ...]:
        """The steps of a walk, after those of the walk that it goes on from."""
        earlier = self._earlier(index, within)
        own: list[WalkStep] = []
        for place, step in enumerate(self._shapes[index].steps):
            location = ("walks", index, "steps", place)
            self._check_step((*location, "step"), step.step)
            own.append(self._step(step, location, earlier))
        return (*self._until(index, self._other(index, within)), *own)

    def _earlier(self, index: int, within: tuple[int, ...]) -> tuple[WalkStep, ...]:
        """Where a step is looked for that does not say everything: the walk that this one goes on from, then the one that that
        goes on from, and so on."""
        if index in within or self._shapes[index].after is None:
            return ()
        other = self._by_key.get(self._shapes[index].after or "")
        before = () if other is None else self._earlier(other, (*within, index))
        return (*self._other(index, within), *before)

    def _until(self, index: int, other: tuple[WalkStep, ...]) -> tuple[WalkStep, ...]:
        until = self._shapes[index].until
        if until is None or not other:
            return other
        taken = [step.step for step in other]
        if until not in taken:
            zh, en = suggestion(until, taken)
            self._fail(
                ("walks", index, "until"), f"那一测试没有这一步：{zh}", f"that walk has no such step: {en}"
            )
            return other
        return other[: taken.index(until) + 1]

    def _refused(self, item: RefusedShape, here: tuple[str, int], earlier: tuple[WalkStep, ...]) -> WalkStep:
        if item.rule not in self._rules and not item.rule.startswith("procedure/"):
            zh, en = suggestion(item.rule, self._rules)
            self._fail((*here, "refused", "rule"), f"没有这一规则：{zh}", f"no such rule: {en}")
        step = self._step(item, (*here, "refused"), earlier)
        return replace(step, rule=item.rule, article=item.article)

    def _step(
        self, item: WalkStepShape, here: tuple[int | str, ...], earlier: tuple[WalkStep, ...]
    ) -> WalkStep:
        """A step; what it does not say is as where an earlier walk takes it for the first time."""
        same = next((step for step in earlier if step.step == item.step), None)
        for name, given in (("on", item.on), ("by", item.by)):
            if given is None and same is None:
                self._fail(
                    (*here, "step"),
                    f"请写明 {name}：这一步不在所接的测试中",
                    f"say {name}: the walk that this one goes on from does not take the step",
                )
        answers = {**(same.answers if same is not None else {}), **item.answers}
        by = same.by if same is not None else WalkPerson()
        co_signers = same.co_signers if same is not None else ()
        if item.by is not None:
            by = self._person(item.by, (*here, "by"))
        if item.co_signers is not None:
            co_signers = tuple(self._person(one, (*here, "co_signers")) for one in item.co_signers)
        return WalkStep(
            step=item.step,
            on=item.on or (same.on if same is not None else date.min),
            by=by,
            answers={key: value for key, value in answers.items() if value is not None},
            co_signers=co_signers,
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
