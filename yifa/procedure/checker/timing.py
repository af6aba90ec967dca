"""Whether limits can be met and promises kept, on every starting day of the years that the calendar knows.

Delays are floors and limits are ceilings, often in different units, so a pair that fits in March may clash over the Spring
Festival: only trying the days shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from yifa.law.calendar import Calendar, YearNotPublished
from yifa.law.limits import date_range, floor_ends_on
from yifa.law.terms import Term
from yifa.law.text import Bilingual
from yifa.procedure.checker.faults import Code, Fault, named
from yifa.procedure.deadlines import count
from yifa.procedure.model import Condition, Exclude, Milestone, Procedure, Response, Rule, Stop
from yifa.procedure.sentences import basis_of

_YEARS_TRIED = 6


def tried_years(calendar: Calendar, last: int = 2100) -> tuple[int, int]:
    """First and last year to try: the latest years that the calendar knows."""
    known = next((year for year in range(last, 1990, -1) if calendar.knows(year)), None)
    if known is None:
        raise YearNotPublished(last)
    first = known
    while first > known - _YEARS_TRIED and calendar.knows(first - 1):
        first -= 1
    return first, known


def limits_that_cannot_be_met(procedure: Procedure, calendar: Calendar) -> Iterator[Fault]:
    """Responses whose every owed step is barred by delays longer than the limit, on some starting day."""
    for rule in procedure.rules:
        response = rule.relation
        if not isinstance(response, Response) or response.within is None:
            continue
        forced = _Forced(procedure, rule, calendar)
        for after in response.after:
            if not all(forced.is_delayed(step, after) for step in response.owed):
                continue
            found = _first_clash(response, forced, after, calendar)
            if found is not None:
                yield _clash(procedure, rule, response, after, found, forced)


def _first_clash(
    response: Response, forced: _Forced, after: str, calendar: Calendar
) -> tuple[date, date, date, str] | None:
    first, last = tried_years(calendar)
    for day in date_range(date(first, 1, 1), date(last, 12, 31)):
        due = count(day, response, calendar).due_on
        earliest = min((forced.earliest(step, after, day), step) for step in response.owed)
        if earliest[0] > due:
            return day, earliest[0], due, earliest[1]
    return None


class _Forced:
    """The earliest day of a step, given the day of another: what its unavoidable conditions and their delays force."""

    def __init__(self, procedure: Procedure, rule: Rule, calendar: Calendar) -> None:
        self.procedure = procedure
        self.calendar = calendar
        # While the limit's own clock stands still for a wait, the wait takes nothing of the limit.
        self.stopping = {
            step
            for other in procedure.rules
            if isinstance(other.relation, Stop) and other.relation.limit == rule.id
            for step in other.relation.start
        }
        self.conditions: dict[str, list[tuple[Rule, Condition]]] = {}
        guard = rule.when
        for other in procedure.rules:
            relation = other.relation
            if isinstance(relation, Condition) and (other.when is None or other.when == guard):
                for step in relation.steps:
                    self.conditions.setdefault(step, []).append((other, relation))
            elif isinstance(relation, Milestone) and (other.when is None or other.when == guard):
                for awaited in relation.waits_for:
                    if self._owed_alone(awaited, rule):
                        for step in relation.steps:
                            self.conditions.setdefault(step, []).append(
                                (other, Condition((step,), (awaited,)))
                            )

    def _owed_alone(self, step: str, limit: Rule) -> bool:
        """Whether whatever starts the limit makes the step owed too, and nothing else can take its place or take it away."""
        response = limit.relation
        return (
            isinstance(response, Response)
            and any(
                isinstance(other.relation, Response)
                and other.relation.owed == (step,)
                and set(response.after) <= set(other.relation.after)
                and (other.when is None or other.when == limit.when)
                for other in self.procedure.rules
            )
            and not any(
                isinstance(other.relation, Exclude) and step in other.relation.steps
                for other in self.procedure.rules
            )
        )

    def follows(self, step: str, after: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether the step always happens at or after ``after``, by its conditions."""
        if step == after:
            return True
        if step in seen:
            return False
        return any(
            all(self.follows(need, after, seen | {step}) for need in condition.needs)
            for _, condition in self.conditions.get(step, ())
        )

    def is_delayed(self, step: str, after: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether some delay lies unavoidably between ``after`` and the step."""
        if step == after or step in seen:
            return False
        for _, condition in self.conditions.get(step, ()):
            if not all(self.follows(need, after, seen) for need in condition.needs):
                continue
            if condition.delay is not None and not self.stopping.issuperset(condition.needs):
                return True
            if all(self.is_delayed(need, after, seen | {step}) for need in condition.needs):
                return True
        return False

    def earliest(self, step: str, after: str, day: date, seen: frozenset[str] = frozenset()) -> date:
        """The earliest day of the step if ``after`` happens on ``day`` and nothing is lost."""
        if step == after or step in seen:
            return day
        earliest = day
        for _, condition in self.conditions.get(step, ()):
            following = [need for need in condition.needs if self.follows(need, after, seen | {step})]
            if len(following) < len(condition.needs):
                continue
            met = []
            for need in following:
                from_day = self.earliest(need, after, day, seen | {step})
                if condition.delay is not None and need not in self.stopping:
                    from_day = _floor(from_day, condition.delay, self.calendar)
                met.append(from_day)
            earliest = max(earliest, min(met))
        return earliest

    def delays(self, steps: tuple[str, ...]) -> list[tuple[Rule, Term]]:
        """Rules with delays behind the steps, nearest first."""
        found: list[tuple[Rule, Term]] = []
        waiting, seen = list(steps), set(steps)
        while waiting:
            step = waiting.pop(0)
            for rule, condition in self.conditions.get(step, ()):
                if condition.delay is not None and (rule, condition.delay) not in found:
                    found.append((rule, condition.delay))
                for need in condition.needs:
                    if need not in seen:
                        seen.add(need)
                        waiting.append(need)
        return found


@lru_cache(maxsize=50_000)
def _floor(day: date, term: Term, calendar: Calendar) -> date:
    return floor_ends_on(day, term, calendar).earliest_next_on


def _clash(
    procedure: Procedure,
    rule: Rule,
    response: Response,
    after: str,
    found: tuple[date, date, date, str],
    forced: _Forced,
) -> Fault:
    day, earliest, due, step = found
    assert response.within is not None
    title = procedure.steps[step].title
    start = procedure.steps[after].title
    basis = basis_of(rule)
    behind = forced.delays(response.owed)
    delays = "；".join(f"{item.id}：{term.zh()}" for item, term in behind)
    delays_en = "; ".join(f"{item.id}: {term.en()}" for item, term in behind)
    return Fault(
        Code.LIMIT_CANNOT_BE_MET,
        Bilingual(
            f"期限无法遵守：「{start.zh}」在{day}办理时，{response.within.zh()}的期限{basis.zh}于{due}届满，"
            f"而「{title.zh}」最早{earliest}才能办理（{delays}）",
            f"the limit cannot be met: if '{start.en}' happens on {day}, {response.within.en()}{basis.en} end on {due}, "
            f"but '{title.en}' is possible only from {earliest} ({delays_en})",
        ),
        rule,
        (after, *response.owed),
        source=rule.source if not rule.is_statutory else procedure.steps[step].source,
    )


def laxer_limits(
    procedure: Procedure, calendar: Calendar, together: Callable[[Rule, Rule], bool]
) -> Iterator[Fault]:
    """Promises and lower-ranking limits that end later than the higher limit beside them, on some starting day.

    together: whether two duties can begin with the same act.
    """
    limits = {
        rule.id: (rule, rule.relation)
        for rule in procedure.rules
        if isinstance(rule.relation, Response) and rule.relation.within is not None
    }
    for rule, response in limits.values():
        if rule.promises is not None and rule.promises in limits:
            statutory, other = limits[rule.promises]
            if not set(response.after) <= set(other.after) or not set(response.owed) <= set(other.owed):
                yield _other_start(rule, statutory)
            else:
                yield from _compared(rule, response, statutory, other, calendar)
            continue
        for statutory, other in _same_duty(rule, response, limits):
            if together(rule, statutory):
                yield from _compared(rule, response, statutory, other, calendar)


def _same_duty(
    rule: Rule, response: Response, limits: Mapping[str, tuple[Rule, Response]]
) -> Iterator[tuple[Rule, Response]]:
    """Higher-ranking limits for the same duty from the same event."""
    for statutory, other in limits.values():
        if (
            statutory.binds(rule)
            and set(response.after) & set(other.after)
            and set(response.owed) == set(other.owed)
        ):
            yield statutory, other


def _compared(
    rule: Rule, response: Response, statutory: Rule, other: Response, calendar: Calendar
) -> Iterator[Fault]:
    assert response.within is not None
    assert other.within is not None
    first, last = tried_years(calendar)
    for day in date_range(date(first, 1, 1), date(last, 12, 31)):
        mine, law = count(day, response, calendar).due_on, count(day, other, calendar).due_on
        if mine > law:
            lower, higher = named(rule), named(statutory)
            yield Fault(
                Code.LAXER_LIMIT,
                Bilingual(
                    f"{lower.zh}的{response.within.zh()}宽于{higher.zh}的{other.within.zh()}："
                    f"{day}起算时分别于{mine}和{law}届满。下位的期限和承诺只能更短",
                    f"{response.within.en()} of {lower.en} are laxer than {other.within.en()} of {higher.en}: "
                    f"from {day} they end on {mine} and {law}. A lower limit or promise may only be shorter",
                ),
                rule,
                (*response.after, *response.owed),
                source=rule.source,
            )
            return


def _other_start(rule: Rule, statutory: Rule) -> Fault:
    basis = basis_of(statutory)
    return Fault(
        Code.OTHER_START,
        Bilingual(
            f"承诺“{rule.id}”的起算步骤或应办步骤与法定期限“{statutory.id}”{basis.zh}不同，无法比较长短，请写成相同的",
            f"promise {rule.id!r} does not start from and owe the same steps as the statutory limit {statutory.id!r}{basis.en}, "
            "so they cannot be compared; make them the same",
        ),
        rule,
        source=rule.source,
    )
