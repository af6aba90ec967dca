"""Stories of files told for a bureau and a year: placeholders filled, days counted, answers completed from the walks.

A placeholder names what is known of a record ({n}, {part}, {place}), a text of the file's lists (each record takes the next), the
day of a step ({sign}) or another story of the same record ({item.title}); days move by working days (+3, -10), calendar days
(+31d), months and years. A text that is one placeholder has the type of what it stands for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from yifa.cases.library import library, procedure_in_force, with_walks
from yifa.cases.stories import Beat, Body, Brief, LivingPlayer, Player, Story, Target, book
from yifa.cases.story_files import BodyShape, DaysShape, PlayShape, Step, StoryFile, StoryTold, story_files
from yifa.law.limits import (
    add_days,
    add_months,
    add_years,
    end_of_month,
    end_of_year,
    working_day_on_or_before,
)
from yifa.procedure import Json, Procedure, types

_PLACE: Final = re.compile(r"\{([^{}]+)\}")
_EXPRESSION: Final = re.compile(
    r"(?P<name>[a-z_]\w*(?:-[a-z]\w*)*)(?:\.(?P<of>[a-z_]\w*(?:-[a-z]\w*)*))?(?:\[(?P<key>\w+)\])?(?P<flag>[#@])?"
    r"(?P<moves>(?:[+-]\d+[dmy]?)*)(?::(?P<digits>\d+))?"
)
_MOVE: Final = re.compile(r"([+-])(\d+)([dmy]?)")
# What a walk's own answer says of people, papers and other matters fits nobody else's.
_OWN_TO_A_WALK: Final = frozenset(
    {types.PARTY, types.OFFICER, types.PEOPLE, types.CASE} | {types.FILE, types.FILES, types.DATE}
)


class CannotBeTold(ValueError):
    """A placeholder of a story file stands for nothing; a fault of the file."""


@dataclass
class Record:
    """One record that a figure counts, or one open matter: what placeholders may name. i counts from 0, nth within its part."""

    brief: Brief
    file: StoryFile
    i: int
    nth: int
    part: str
    start: date
    known: dict[str, Any] = field(default_factory=dict)

    def within(self, **known: Any) -> Record:
        """The same record, with more known of it."""
        return replace(self, known={**self.known, **known})

    def look(self, name: str, key: str | None, flag: str | None) -> Any:
        """What a name stands for. Raises CannotBeTold."""
        if name in self.known:
            return self.known[name]
        if name in self.file.texts:
            return self._text(name, key, flag)
        brief = self.brief
        built: dict[str, Any] = {
            "i": self.i,
            "n": self.i + 1,
            "nth": self.nth + 1,
            "part": self.part,
            "outer": self.part.partition(".")[0],
            "inner": self.part.rpartition(".")[2],
            "start": self.start,
            "year": self.start.year,
            "today": brief.today,
            "first_day": brief.first_day or self.start,
            "place": brief.place,
            "bureau": brief.bureau_name,
            "bureau_short": brief.short_name,
            "code": brief.document_code,
            "division": brief.division_code,
            "members": list(brief.members),
            "section": brief.sections[self.i % len(brief.sections)],
            "speakers": [*brief.members[1:], *brief.members[:1]],
        }
        if name in built:
            return built[name]
        if name == "roster":
            if key in self.known:
                return list(brief.roster[: len(self.known[key])])
            return list(brief.roster[: int(key)] if key else brief.roster)
        if name == "staff":
            among = brief.holding.get(key, ()) if key else brief.roster
            if not among:
                raise CannotBeTold(
                    f"stories/{self.file.field}.yaml：没有人有“{key}”这项权限，无人可办 / nobody holds {key!r}"
                )
            return among[self.i % len(among)]
        if name == "enterprise":
            return brief.enterprise(self.i + 1)
        if name == "month_end":
            return working_day_on_or_before(
                end_of_month(date(self.start.year, int(key or 12), 1)), brief.calendar
            )
        told = book.words.get(f"{self.file.field}.{name}")
        if told is None:
            raise CannotBeTold(f"stories/{self.file.field}.yaml: {{{name}}} stands for nothing")
        return told(self, key or "")

    def _text(self, name: str, key: str | None, flag: str | None) -> Any:
        found, place = self.file.texts[name], self.i
        if key is not None:
            if key in ("part", "inner", "outer"):
                place = self.nth
            found = found.get(str(self.look(key, None, None)), found.get("else"))
        if not isinstance(found, list):
            return self.fill(found)
        if flag == "@":
            return place % len(found) + 1
        one = found[place % len(found)]
        if flag == "#":
            return f"（{place // len(found) + 1}）" if place >= len(found) else ""
        return self.fill(one)

    def value(self, expression: str) -> Any:
        """What a placeholder stands for. Raises CannotBeTold."""
        found = _EXPRESSION.fullmatch(expression.strip())
        if found is None:
            raise CannotBeTold(f"stories/{self.file.field}.yaml: {{{expression}}} cannot be read")
        value = self.look(found["name"], found["key"], found["flag"])
        if found["of"]:
            value = value[found["of"]] if isinstance(value, Mapping) else getattr(value, found["of"])
        for sign, number, unit in _MOVE.findall(found["moves"]):
            value = self._moved(value, int(number) * (1 if sign == "+" else -1), unit)
        return f"{value:0{found['digits']}d}" if found["digits"] else value

    def _moved(self, value: Any, by: int, unit: str) -> Any:
        if isinstance(value, int):
            return value + by
        match unit:
            case "d":
                return add_days(value, by)
            case "m":
                return add_months(value, by)
            case "y":
                return add_years(value, by)
            case _:
                return (
                    self.brief.after(value, by) if by > 0 else self.brief.before(value, -by) if by else value
                )

    def fill(self, given: Any) -> Any:
        """A value of a file with its placeholders filled; days as ISO texts."""
        if isinstance(given, str):
            whole = _PLACE.fullmatch(given)
            return (
                _plain(self.value(whole[1]))
                if whole
                else _PLACE.sub(lambda one: str(self.value(one[1])), given)
            )
        if isinstance(given, list):
            return [self.fill(one) for one in given]
        if isinstance(given, dict):
            return self._filled(given)
        return _plain(given)

    def _filled(self, given: dict[Any, Any]) -> Any:
        for kind in ("each", "lines"):
            if kind in given:
                rows = self.value(given.get("of", "records"))
                told = [
                    one.within(at=at).fill(given[kind])
                    if isinstance(one, Record)
                    else self.within(it=one).fill(given[kind])
                    for at, one in enumerate(rows, start=1)
                ]
                return told if kind == "each" else "\n".join(told)
        days = [date.fromisoformat(key) for key in given if re.fullmatch(r"\d{4}-\d\d-\d\d", str(key))]
        if days and len(days) == len(given):
            past = [one for one in sorted(days) if one <= self.known.get("day", self.start)]
            return self.fill(given[past[-1].isoformat()]) if past else None
        return {key: self.fill(value) for key, value in given.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class Known(dict[str, Any]):
    """What other stories of the same record may name of a story: its title, and the days of its steps."""


def started(brief: Brief, days: DaysShape, i: int, count: int, year: int) -> date:
    """The day on which a record's story begins."""
    if days.before_end:
        return brief.before(end_of_year(year), days.before_end)
    turn, place = i % days.turns, i // days.turns
    of = days.of or (count * days.times if days.turns == 1 else count // days.turns + 1)
    return brief.spread(days.first + place, of, year + days.years + turn, leave=days.leave, skip=days.skip)


def chosen(file: StoryFile, name: str, record: Record) -> str:
    """The story that a name means for a record."""
    while name in file.choosers:
        one = file.choosers[name]
        every = next((other for each, other in one.every.items() if record.i % each == each - 1), "")
        name = (
            every
            or one.by_part.get(record.part, "")
            or (one.turn[record.i % len(one.turn)] if one.turn else one.by_part["else"])
        )
    return name


def prepared(told: StoryTold, record: Record, *, settled: Collection[str] = ()) -> Record:
    """The record with what the story lets be known of it: bodies, texts, its title. settled: names that whoever tells it has
    settled, whatever the story lets them be."""
    record = record.within(**{name: _body(record, one) for name, one in told.bodies.items()})
    published = record.known.get("named", {})
    for name, given in told.let.items():
        if name in settled or (name in published and name in record.known):
            continue
        if isinstance(given, dict) and set(given) == {"spread"}:
            day = started(record.brief, DaysShape(**given["spread"]), record.i, 1, record.start.year)
            record = record.within(**{name: day})
            continue
        whole = _PLACE.fullmatch(given) if isinstance(given, str) else None
        # Another text, or another answer, may move a day that it names.
        record = record.within(**{name: record.value(whole[1]) if whole else record.fill(given)})
    return record.within(title=record.fill(record.known.get("title", told.title)))


def _body(record: Record, shape: BodyShape) -> Body:
    make = record.brief.enterprise if shape.enterprise is not None else record.brief.institution
    return make(shape.number(record.i))


def tell(told: StoryTold, record: Record, *, until: str = "") -> tuple[Story, Known]:
    """The story of a record that was prepared, up to a step, and what others may name of it."""
    days, steps = _days(told, record)
    beats: list[Beat] = []
    for step, day in zip(steps, days, strict=True):
        here = record.within(day=day)
        answers = _asked(procedure_in_force(told.procedure, day), step.step, day, here.value("section"))
        answers |= {key: here.fill(one) for key, one in step.answers.items()}
        told_here = {key: one for key, one in answers.items() if one is not None}
        beats.append(Beat(day, step.step, told_here, step.others, by=_people(here.fill(step.by or ()))))
        if step.step == until:
            break
    bodies = [record.known[name] for name in told.bodies]
    story = Story(told.procedure, record.known["title"], tuple(beats), bodies[0] if bodies else None)
    return story, Known(record.known, **{step.step: day for step, day in zip(steps, days, strict=True)})


def _days(told: StoryTold, record: Record) -> tuple[list[date], list[Step]]:
    """The days of a story's steps; those that do not come are left out. The record learns them, for answers that look ahead."""
    days: list[date] = []
    steps: list[Step] = []
    day = record.start
    for place, step in enumerate(told.steps):
        record.known["day"] = day
        if step.on:
            moved = record.value(step.on)
        else:
            gap = step.gap if isinstance(step.gap, int) else record.value(step.gap)
            moved = record.brief.after(day, gap) if gap else day
        if step.optional and (
            moved > record.brief.today or not _fits(told.steps[place + 1 :], record, day, moved)
        ):
            continue
        day = record.known[step.step] = moved
        days.append(day)
        steps.append(step)
    return days, steps


def _fits(later: Sequence[Step], record: Record, before: date, day: date) -> bool:
    """Whether a day lies between the step before and the next one whose day is given apart."""
    after = next((record.value(one.on) for one in later if one.on and not one.optional), None)
    return before < day and (after is None or day < after)


@lru_cache(maxsize=512)
def _walked(procedure: Procedure) -> Mapping[str, Mapping[str, Json]]:
    """What the walks of a procedure answer at each step, the first walk that takes it first."""
    found: dict[str, Mapping[str, Json]] = {}
    # The walks of a file lie in one version or another; this one's own go first.
    for version in (procedure, *reversed(library().versions(procedure.key))):
        for walk in with_walks(version).walks:
            for one in walk.steps:
                found.setdefault(one.step, one.answers)
    return found


def _people(named: object) -> tuple[str, ...]:
    return tuple(map(str, named)) if isinstance(named, list | tuple) else (str(named),)


def _asked(procedure: Procedure, step: str, day: date, section: str) -> dict[str, Json]:
    """What must be told at a step, as the procedure's walks tell it; a day that must be told is that of the step, a department
    one that there is."""
    found = _walked(procedure).get(step, {})
    wanted = {
        key: one for key, one in procedure.steps[step].asks.items() if one.required and one.computes is None
    }
    days = {key: day.isoformat() for key, one in wanted.items() if one.type is types.DATE}
    given = {
        key: value
        for key, value in found.items()
        if key in wanted and wanted[key].type not in _OWN_TO_A_WALK and wanted[key].among is None
    }
    return days | given | {key: section for key, one in wanted.items() if one.among == "listed.departments"}


@dataclass(frozen=True)
class Play:
    """A player of an indicator, as a file says it."""

    file: StoryFile
    shape: PlayShape

    def __call__(self, brief: Brief, target: Target) -> Iterator[Story]:
        if self.shape.sums or self.shape.values:
            for year, total in target.entering() if target.series else ((target.year, target.total),):
                if self.shape.values:
                    yield from self._year(brief, target, 0, year, self._parts(target, 1), value=total)
                    continue
                parts, sums = self._amounts(target, year, int(total))
                yield from self._year(brief, target, 0, year, parts, sums)
            return
        if not target.series:
            yield from self._year(brief, target, 0, target.year, self._parts(target))
            yield from self._besides(brief, target)
            return
        first = 0
        for year, count in target.entering():
            yield from self._year(brief, target, first, year, self._parts(target, int(count)))
            first += int(count) if target.stock else 0

    def _besides(self, brief: Brief, target: Target) -> Iterator[Story]:
        more = self.shape.besides
        if more is None or not more.years[0] <= target.year <= more.years[1]:
            return
        record = Record(brief, self.file, target.total, target.total, "", brief.spread(0, 1, target.year))
        yield self._told(more.story, record)[0]

    def _parts(self, target: Target, count: int | None = None) -> tuple[str, ...]:
        total = target.total if count is None else count
        given = self.shape.part
        if isinstance(given, dict):
            given = given[max(day for day in given if day.year <= target.year)]
        if target.parts and count is None:
            return target.spelled_out()
        return (
            tuple(given[i % len(given)] for i in range(total))
            if isinstance(given, list)
            else (given,) * total
        )

    def _amounts(self, target: Target, year: int, total: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The part and the sum in yuan of each record of a year: what was published by name first, then what is left of each
        part, in as many records as were published, or in records of ``at_most``."""
        first = self._parts(target, 1)[0]
        of_year = year == target.year
        left = dict(target.parts) if of_year and target.parts else {first: total}
        records: list[tuple[str, int]] = []
        for one in target.named if of_year else ():
            if "sum" in one:
                part = str(one.get("part") or next(iter(left)))
                left[part] -= one["sum"]
                records.append((part, one["sum"]))
        wanted = target.records - len(records) if of_year else 0
        for part, rest in left.items():
            if wanted > 0 and rest > 0:
                records += [(part, rest // wanted)] * (wanted - 1)
                rest -= rest // wanted * (wanted - 1)
            while rest > 0:
                now = min(rest, self.shape.at_most or rest) if wanted <= 0 else rest
                records.append((part, now))
                rest -= now
        return tuple(part for part, _ in records), tuple(amount for _, amount in records)

    def _year(
        self,
        brief: Brief,
        target: Target,
        first: int,
        year: int,
        parts: tuple[str, ...],
        sums: tuple[int, ...] = (),
        value: int | Decimal | None = None,
    ) -> Iterator[Story]:
        """One year's records. first: how many there were before. sums: what each amounts to, in yuan. value: as published."""
        size = self.shape.groups or max(1, len(parts))
        groups = -(-len(parts) // size)
        seen: Counter[str] = Counter()
        for group in range(groups):
            begun = (
                started(brief, self.shape.days, group, groups, year)
                if self.shape.groups or self.shape.once
                else None
            )
            records: list[Record] = []
            for i in range(group * size, min(len(parts), (group + 1) * size)):
                own = self._named(target, year, i)
                start = (
                    begun or own.pop("begun", None) or started(brief, self.shape.days, i, len(parts), year)
                )
                records.append(
                    Record(
                        brief,
                        self.file,
                        first + i,
                        seen[parts[i]],
                        parts[i],
                        start,
                        {
                            "count": len(parts),
                            "place_in_year": i,
                            "named": own,
                            **({"sum": sums[i] * 100} if sums else {}),
                            **(
                                {}
                                if value is None
                                else {"value": value if isinstance(value, int) else float(value)}
                            ),
                        },
                    )
                )
                seen[parts[i]] += 1
            yield from self._group(brief, target, group, year, records, begun)

    @staticmethod
    def _named(target: Target, year: int, i: int) -> dict[str, Any]:
        """What was published of a record of the target's year, besides its part."""
        one = target.named[i] if year == target.year and i < len(target.named) else {}
        return {key: value for key, value in one.items() if key not in ("part", "sum")}

    def _group(
        self, brief: Brief, target: Target, group: int, year: int, records: list[Record], begun: date | None
    ) -> Iterator[Story]:
        is_earlier = bool(self.shape.earlier and target.series and year != target.year)
        names = [self.shape.earlier] if is_earlier else self.shape.each
        ready = [self._ready(names, record, year) for record in records]
        told: dict[str, Known] = {}
        if begun is not None:
            whole = Record(
                brief,
                self.file,
                group,
                group,
                "",
                begun,
                {
                    "records": [record for _, record in (one[-1] for one in ready if one)]
                    # What a figure counts and one matter holds as a list.
                    or [record.within(**record.known["named"]) for record in records],
                    "count": len(records),
                },
            )
            # What goes before the records of a year goes before those that are told in full.
            for name in () if is_earlier else self.shape.once:
                story, told[name] = self._told(name, whole.within(**told))
                yield story
        for one in ready:
            own = dict(told)
            for name, record in one:
                story, own[name] = self._told(name, record.within(**own), prepared_before=True)
                yield story

    def _ready(self, names: Sequence[str], record: Record, year: int) -> list[tuple[str, Record]]:
        """A record's stories with what is known of each before any is told: the titles of all stand in the last."""
        ready: list[tuple[str, Record]] = []
        titles: dict[str, Any] = {}
        for name in names:
            found = self.file.stories[chosen(self.file, name, record)]
            own = record.within(**titles)
            if name == (self.shape.named or names[-1]):
                # What was published of the record is its own, not that of the matters before and after it.
                own = own.within(**record.known["named"])
            if found.days is not None:
                count = record.known["count"]
                own.start = started(record.brief, found.days, record.known["place_in_year"], count, year)
            own = prepared(found, own)
            titles[name] = Known(own.known)
            ready.append((name, own))
        return ready

    def _told(self, name: str, record: Record, *, prepared_before: bool = False) -> tuple[Story, Known]:
        found = self.file.stories[chosen(self.file, name, record)]
        return tell(found, record if prepared_before else prepared(found, record))


@dataclass(frozen=True)
class Lives:
    """The open matters of a file; of a procedure that there was not yet when one would have begun, none."""

    file: StoryFile

    def __call__(self, brief: Brief) -> Iterator[Story]:
        told: dict[str, Known] = {}
        for life in self.file.lives:
            start = (
                brief.before_today(life.ago)
                if life.days is None
                else started(brief, life.days, life.i, 1, brief.today.year)
            )
            record = Record(brief, self.file, life.i, life.i, life.part, start, dict(told))
            name = chosen(self.file, life.story, record)
            found = self.file.stories[name]
            if not any(start in version.in_force for version in library().versions(found.procedure)):
                continue
            record = record.within(**{key: record.fill(one) for key, one in life.let.items()})
            record = prepared(found, record, settled=life.let)
            if life.title:
                record = record.within(title=record.fill(life.title))
            story, told[life.story] = tell(found, record, until=life.until)
            come = tuple(beat for beat in story.beats if beat.on <= brief.today)
            if come:
                yield replace(story, beats=come)


def players() -> dict[str, Player]:
    """Who plays which indicator: as files say, or as a field's ``stories.py`` does. Raises FileProblems."""
    return {
        code: Play(file, play) for file in story_files() for code, play in file.plays.items()
    } | book.players


def living() -> dict[str, LivingPlayer]:
    """The players of open matters, by whose they are. Raises FileProblems."""
    told: dict[str, LivingPlayer] = {file.field: Lives(file) for file in story_files() if file.lives}
    return {name: told.get(name) or book.living[name] for name in sorted(told.keys() | book.living.keys())}
