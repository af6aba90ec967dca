"""How many different officers a procedure needs, and whether a bureau's posts can staff it.

Every step taken by officers gets as many people as its quorum asks; separated steps share nobody. A power that only one person
holds at a time (the head of the organ) cannot fill two separated steps or a quorum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from yifa.law.text import Bilingual, counted
from yifa.procedure.checker.faults import Code, Fault
from yifa.procedure.marking import Who
from yifa.procedure.model import Apart, Power, Procedure, Quorum, Rule, Separation
from yifa.procedure.sentences import basis_of, power_names

_HELD_BY_ONE = ("head-of-",)
_MOST_TRIES = 200_000


@dataclass(frozen=True, slots=True)
class Seat:
    """What a step asks of its people: how many, and which powers the first and all of them need (any one of each set)."""

    step: str
    people: int
    needs: tuple[frozenset[str], ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Staffing:
    """Whether posts can staff a procedure. assigned: an example, people by step. problems: why not."""

    ok: bool
    needed: int
    assigned: dict[str, tuple[str, ...]]
    problems: tuple[Fault, ...]


def seats(procedure: Procedure) -> tuple[Seat, ...]:
    """The seats of every step that officers alone take."""
    found: list[Seat] = []
    for key, step in procedure.steps.items():
        if not step.by.by_office or step.by.applicant or step.by.system:
            continue
        people, needs, rules = 1, [], []
        if not step.by.officer:
            needs.append(step.by.powers)
        for rule in procedure.rules:
            relation = rule.relation
            if isinstance(relation, Quorum) and key in relation.steps:
                people = max(people, relation.people)
                rules.append(rule)
            elif isinstance(relation, Power) and key in relation.steps:
                needs.append(frozenset(relation.needs))
                rules.append(rule)
        found.append(Seat(key, people, tuple(needs), tuple(rules)))
    return tuple(found)


def apart(procedure: Procedure) -> Iterator[tuple[Rule, str, str, Apart]]:
    """Pairs of steps that must not share anybody, with the rule; a step separated from itself too."""
    for rule in procedure.rules:
        relation = rule.relation
        if isinstance(relation, Separation):
            for first, second in combinations(relation.groups, 2):
                for one in first:
                    for other in second:
                        yield rule, one, other, relation.of


def officers_needed(procedure: Procedure) -> int:
    """The least number of different officers with whom one case can be carried through."""
    wanted = {seat.step: seat.people for seat in seats(procedure)}
    pairs = {
        frozenset((one, other))
        for _, one, other, _ in apart(procedure)
        if one != other and one in wanted and other in wanted
    }
    if not wanted:
        return 0
    involved = sorted({step for pair in pairs for step in pair}, key=lambda step: -wanted[step])
    least = max(wanted.values())
    for count in range(least, sum(wanted.values()) + 1):
        if _fits(involved, wanted, pairs, count, {}):
            return count
    return sum(wanted.values())


def _fits(
    steps: Sequence[str],
    wanted: dict[str, int],
    pairs: set[frozenset[str]],
    count: int,
    assigned: dict[str, frozenset[int]],
) -> bool:
    if len(assigned) == len(steps):
        return True
    step = steps[len(assigned)]
    taken = {
        person for other, people in assigned.items() if frozenset((step, other)) in pairs for person in people
    }
    free = [person for person in range(count) if person not in taken]
    used = max((person for people in assigned.values() for person in people), default=-1)
    for chosen in combinations(free, wanted[step]):
        # People are alike: a new one is always the next number.
        fresh = [person for person in chosen if person > used]
        if fresh and fresh != list(range(used + 1, used + 1 + len(fresh))):
            continue
        if _fits(steps, wanted, pairs, count, {**assigned, step: frozenset(chosen)}):
            return True
    return False


def contradictions(procedure: Procedure) -> Iterator[Fault]:
    """Separations and quorums that no staff at all could satisfy."""
    by_step = {seat.step: seat for seat in seats(procedure)}
    for rule, one, other, _ in apart(procedure):
        if one == other:
            yield _fault(
                procedure,
                rule,
                (one,),
                f"规则“{rule.id}”要求「{procedure.steps[one].title.zh}」与它自己由不同的人办理，无法做到",
                f"rule {rule.id!r} separates '{procedure.steps[one].title.en}' from itself",
            )
            continue
        shared = _single(by_step.get(one)) & _single(by_step.get(other))
        if shared:
            names = power_names(shared, procedure.power_titles)
            yield _fault(
                procedure,
                rule,
                (one, other),
                f"「{procedure.steps[one].title.zh}」与「{procedure.steps[other].title.zh}」不得由同一人办理，却都只能由“{names.zh}”办理",
                f"'{procedure.steps[one].title.en}' and '{procedure.steps[other].title.en}' need different people, "
                f"yet only the one '{names.en}' may take either",
            )
    for seat in by_step.values():
        single = _single(seat)
        if seat.people > 1 and single:
            quorum = next(rule for rule in seat.rules if isinstance(rule.relation, Quorum))
            names = power_names(single, procedure.power_titles)
            yield _fault(
                procedure,
                quorum,
                (seat.step,),
                f"「{procedure.steps[seat.step].title.zh}」应由{seat.people}人共同办理，却只能由“{names.zh}”一人办理",
                f"'{procedure.steps[seat.step].title.en}' needs {seat.people} people, yet only the one '{names.en}' may take it",
            )


def _single(seat: Seat | None) -> frozenset[str]:
    """The power of which there is one holder and which every person in the seat needs; empty if there is none."""
    if seat is None:
        return frozenset()
    for needs in seat.needs:
        if needs and all(power.startswith(_HELD_BY_ONE) for power in needs) and len(needs) == 1:
            return needs
    return frozenset()


def _fault(procedure: Procedure, rule: Rule, steps: tuple[str, ...], zh: str, en: str) -> Fault:
    basis = basis_of(rule)
    return Fault(
        Code.NOT_STAFFABLE,
        Bilingual(f"{zh}{basis.zh}", f"{en}{basis.en}"),
        rule,
        steps,
        source=rule.source if not rule.is_statutory else procedure.source,
    )


def staffable(procedure: Procedure, posts: Sequence[Who]) -> Staffing:
    """Whether the officers in a bureau's posts can carry one case through every step, and an example of who does what.

    posts: one :class:`Who` for each holding of a post. The check is the strict one: all steps in the same case.
    """
    wanted = sorted(seats(procedure), key=lambda seat: len(_qualified(seat, posts)))
    problems = list(contradictions(procedure))
    for seat in wanted:
        able = {who.officer for who in _qualified(seat, posts)}
        if len(able) < seat.people:
            step = procedure.steps[seat.step]
            rule = seat.rules[0] if seat.rules else None
            names = power_names({power for needs in seat.needs for power in needs}, procedure.power_titles)
            problems.append(
                Fault(
                    Code.NOT_STAFFABLE,
                    Bilingual(
                        f"「{step.title.zh}」需要{seat.people}名具有“{names.zh}”职权的人员，本局现有{len(able)}名",
                        f"'{step.title.en}' needs {counted(seat.people, 'officers')} with the power '{names.en}'; "
                        f"the bureau has {len(able)}",
                    ),
                    rule,
                    (seat.step,),
                    source=step.source,
                )
            )
    needed = officers_needed(procedure)
    if problems:
        return Staffing(False, needed, {}, tuple(problems))
    forbidden: dict[frozenset[str], list[tuple[Rule, Apart]]] = {}
    for rule, one, other, of in apart(procedure):
        forbidden.setdefault(frozenset((one, other)), []).append((rule, of))
    search = _Search(wanted, posts, forbidden)
    if search.place(0):
        assigned = {
            step: tuple(str(who.officer) for who in people) for step, people in search.assigned.items()
        }
        return Staffing(True, needed, assigned, ())
    rule = search.deepest
    title = "" if rule is None else basis_of(rule).zh
    fault = Fault(
        Code.NOT_STAFFABLE,
        Bilingual(
            f"本局现有人员无法满足相互回避的要求{title}，至少需要{needed}名不同的人员",
            f"the bureau's officers cannot satisfy the separations{basis_of(rule).en if rule else ''}; "
            f"at least {needed} different officers are needed",
        ),
        rule,
        source=procedure.source,
    )
    return Staffing(False, needed, {}, (fault,))


class _Search:
    """Backtracking over the seats, hardest first."""

    def __init__(
        self,
        wanted: Sequence[Seat],
        posts: Sequence[Who],
        forbidden: dict[frozenset[str], list[tuple[Rule, Apart]]],
    ) -> None:
        self.wanted = wanted
        self.posts = posts
        self.forbidden = forbidden
        self.assigned: dict[str, tuple[Who, ...]] = {}
        self.deepest: Rule | None = None
        self.tries = 0

    def place(self, at: int) -> bool:
        if at == len(self.wanted):
            return True
        seat = self.wanted[at]
        able = _qualified(seat, self.posts)
        for people in combinations(able, seat.people):
            self.tries += 1
            if self.tries > _MOST_TRIES:
                return False
            if len({who.officer for who in people}) < seat.people or self._clashes(seat.step, people):
                continue
            self.assigned[seat.step] = people
            if self.place(at + 1):
                return True
            del self.assigned[seat.step]
        return False

    def _clashes(self, step: str, people: tuple[Who, ...]) -> bool:
        for other, placed in self.assigned.items():
            for rule, of in self.forbidden.get(frozenset((step, other)), ()):
                mine = {who.identity(of) for who in people} - {None}
                if mine & {who.identity(of) for who in placed}:
                    self.deepest = rule
                    return True
        return False


def _qualified(seat: Seat, posts: Sequence[Who]) -> list[Who]:
    return [
        who
        for who in posts
        if who.officer is not None and all(not needs.isdisjoint(who.powers) for needs in seat.needs)
    ]
