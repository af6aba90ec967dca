"""Files over time: the versions of a statute, an institution and a procedure, which follow from the days written in them.

A procedure's version on a day is its own text of that day, made of the institutions and composing the statutes as they read on
that day. Nobody numbers versions: where something changes that the procedure is made of, another one begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from yifa.law.limits import add_days
from yifa.procedure.compose import procedure_of, statute_of
from yifa.procedure.fragments import Institution
from yifa.procedure.model import InForce, Procedure, Statute, Walk
from yifa.procedure.reading import FileProblems, Placed, suggestion, validated
from yifa.procedure.shapes import ComposingShape, InstitutionShape, ProcedureShape, StatuteShape, WalksShape
from yifa.procedure.walk_files import WalksOf

StatuteVersions: TypeAlias = tuple[Statute, ...]
ProcedureVersions: TypeAlias = tuple[Procedure, ...]


@dataclass(frozen=True, slots=True)
class InstitutionVersions:
    """An institution as it reads from each of some days on, oldest first; before the first there is none."""

    versions: tuple[tuple[date, Institution], ...]

    @property
    def key(self) -> str:
        return self.versions[0][1].key

    @property
    def days(self) -> frozenset[date]:
        """The days on which it begins or changes."""
        return frozenset(day for day, _ in self.versions if day != date.min)

    def on(self, day: date) -> Institution | None:
        """As it reads on a day; None before it began."""
        past = [institution for first, institution in self.versions if first <= day]
        return past[-1] if past else None


def statute_versions(placed: Placed) -> StatuteVersions:
    """A statute as it stood from each day on. Raises FileProblems."""
    versions = []
    for days in _stretches(placed, placed.days()):
        now = placed.on(days.first)
        versions.append(statute_of(validated(now, StatuteShape), now, days))
    return tuple(versions)


def institution_versions(placed: Placed) -> InstitutionVersions:
    """An institution's texts. Raises FileProblems."""
    # Without a day of its own it was always there: before its first amendment stands what no amendment touched.
    first = _whole(placed).first if "in_force" in placed.plain else date.min
    found = []
    for day in [first, *sorted(day for day in placed.days() if day > first)]:
        now = placed.on(day)
        found.append((day, Institution(validated(now, InstitutionShape), now)))
    return InstitutionVersions(tuple(found))


def procedure_versions(
    placed: Placed,
    statutes: Mapping[str, StatuteVersions],
    institutions: Mapping[str, InstitutionVersions],
    walks: tuple[Placed, WalksShape] | None = None,
    *,
    fields: Collection[str] | None = None,
    others: Collection[str] = (),
) -> ProcedureVersions:
    """A procedure as it stood from each day on, each with the walks of its days. Raises FileProblems.

    fields: the fields of work that it may name. others: statutes that exist besides, for suggestions.
    """
    made: list[Procedure] = []
    shapes: dict[date, tuple[ProcedureShape, Placed]] = {}
    own = _stretches(placed, placed.days())
    for stretch in own:
        now = placed.on(stretch.first)
        shapes[stretch.first] = validated(now, ProcedureShape), now
    for stretch in own:
        shape, now = shapes[stretch.first]
        if fields is not None and shape.field not in fields:
            zh, en = suggestion(shape.field, sorted(fields))
            raise FileProblems([now.problem(("field",), f"field：{zh}", f"field: {en}")])
        for days in _split(stretch, _days_behind(shape, statutes, institutions)):
            in_force, out_of_force = statutes_on(statutes, days.first)
            read = {key: versions.on(days.first) for key, versions in institutions.items()}
            standing = {key: institution for key, institution in read.items() if institution is not None}
            version = procedure_of(
                shape, now, in_force, standing, in_force=days, out_of_force=out_of_force, others=others
            )
            if made and made[-1].hash == version.hash:
                made[-1] = replace(made[-1], in_force=replace(made[-1].in_force, last=days.last))
            else:
                made.append(version)
    last_shape, last_placed = shapes[own[-1].first]
    inline = _walks_of(made, last_placed, last_shape.walks, {})
    if walks is None:
        return inline
    return _walks_of(inline, walks[0], walks[1].walks, walks[1].people)


def statutes_on(
    statutes: Mapping[str, StatuteVersions], day: date
) -> tuple[dict[str, Statute], frozenset[str]]:
    """Statutes as they read on a day, and the keys of those that are not in force on it."""
    found: dict[str, Statute] = {}
    for key, versions in statutes.items():
        for one in versions:
            if day in one.in_force:
                found[key] = one
    return found, frozenset(set(statutes) - set(found))


def _days_behind(
    shape: ComposingShape,
    statutes: Mapping[str, StatuteVersions],
    institutions: Mapping[str, InstitutionVersions],
) -> set[date]:
    """The days on which something changes that a text is made of."""
    days: set[date] = set()
    waiting: list[ComposingShape] = [shape]
    seen: set[str] = set()
    while waiting:
        looked_at = waiting.pop()
        for item in looked_at.composes:
            for version in statutes.get(item.statute, ()):
                days.add(version.in_force.first)
                if version.in_force.last is not None:
                    days.add(add_days(version.in_force.last, 1))
        for made in looked_at.made_of:
            known = institutions.get(made.institution)
            if known is not None and known.key not in seen:
                seen.add(known.key)
                days |= known.days
                waiting += [institution.shape for _, institution in known.versions]
    return days


def _stretches(placed: Placed, days: Iterable[date]) -> list[InForce]:
    """The whole time of a file, parted at the days on which it changes."""
    return _split(_whole(placed), days)


def _whole(placed: Placed) -> InForce:
    written: Any = placed.plain.get("in_force")
    first = written.get("from") if isinstance(written, dict) else None
    if not isinstance(first, date):
        # The shape says what is wrong with it.
        for key, shape in (("statute", StatuteShape), ("institution", InstitutionShape)):
            if key in placed.plain and "procedure" not in placed.plain:
                validated(placed, shape)
        validated(placed, ProcedureShape)
        raise FileProblems(
            [placed.problem(("in_force",), "应写明自何日起（from）", "say from which day (from)")]
        )
    last = written.get("until")
    amended = written.get("amended")
    return InForce(
        first,
        last if isinstance(last, date) else None,
        amended if isinstance(amended, date) else None,
    )


def _split(whole: InForce, days: Iterable[date]) -> list[InForce]:
    """A stretch of time parted at the days within it, each of which begins a part."""
    within = sorted({day for day in days if day > whole.first and (whole.last is None or day <= whole.last)})
    firsts = [whole.first, *within]
    lasts = [*(add_days(day, -1) for day in within), whole.last]
    return [InForce(first, last, whole.amended) for first, last in zip(firsts, lasts, strict=True)]


def _walks_of(
    versions: Sequence[Procedure], placed: Placed, shapes: Sequence[Any], people: Mapping[str, Any]
) -> ProcedureVersions:
    """The versions, each with the walks that begin on its days."""
    if not shapes:
        return tuple(versions)
    read = WalksOf(placed, shapes, people, versions)
    if read.problems:
        raise FileProblems(read.problems)
    by_version: dict[int, tuple[Walk, ...]] = read.by_version
    return tuple(
        replace(version, walks=(*version.walks, *by_version.get(version.version, ()))) for version in versions
    )
