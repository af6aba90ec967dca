"""What is not there at the desk: matters that a small circle keeps, such as reports of unlawful acts, for everybody outside it,
and for the officers whom they are about (docs/decisions/0133; 信访工作条例 第三十条).

Until the keeper has named whom a report is about, nobody sees it whose name stands in it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Model, QuerySet

from yifa.cases.library import library
from yifa.cases.models import Case
from yifa.cases.told.links import answers_of
from yifa.house.models import Officer
from yifa.house.powers import KEEPERS
from yifa.house.roster import is_named
from yifa.house.tenancy import unveiled
from yifa.sealing.errors import KeyMissing

if TYPE_CHECKING:
    from yifa.desk.access import Seat

ACCUSED: Final = "accused"
"""The question that names the officers whom a matter is about. A rule of its procedure uses it, so that the marking has it."""
STAFF: Final = "concerns_staff"
"""The question whether a report is about any."""
_known: Final[dict[type[Model], tuple[tuple[str, ...], tuple[str, ...]]]] = {}


def is_kept(powers: frozenset[str]) -> bool:
    """Whether a procedure whose steps these powers take is kept by a small circle."""
    return not KEEPERS.isdisjoint(powers)


class Veil:
    """Leaves what is not there for an officer out of any rows: matters, rows that point to one, and rows that name its kind.

    seat: None for what leaves the desk (notices, digests, feeds of a calendar), which says nothing of such matters to anybody.
    """

    def __init__(self, seat: Seat | None) -> None:
        self._seat = seat

    def __call__(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        cases, kinds = _columns(rows.model)
        for path in cases if cases and self._cases else ():
            rows = rows.exclude(**{f"{path}__in": self._cases})
        for path in kinds if self._kinds else ():
            rows = rows.exclude(**{f"{path}__in": self._kinds})
        return rows

    @cached_property
    def _kinds(self) -> frozenset[str]:
        """Kinds of matters of whose circle the officer is not."""
        powers = frozenset() if self._seat is None else self._seat.powers
        return frozenset(
            one.key for one in library() if is_kept(one.power_keys) and one.power_keys.isdisjoint(powers)
        )

    @cached_property
    def _cases(self) -> list[int]:
        """Matters that are not there: one statement, and one more for each report of which nobody has said whom it is about."""
        kept = {one.key for one in library() if is_kept(one.power_keys)}
        with unveiled():
            rows = (
                Case.objects.filter(procedure_key__in=kept)
                .order_by()
                .only("procedure_key", "marking", "closed_on")
            )
            return [one.pk for one in rows if one.procedure_key in self._kinds or self._is_about(one)]

    def _is_about(self, case: Case) -> bool:
        assert self._seat is not None, "whoever has no seat is of no circle"
        known = case.marking.get("answers", {})
        if ACCUSED in known or known.get(STAFF) is False or case.closed_on is not None:
            return is_about(self._seat.officer, case)
        try:
            said = "".join(str(one) for one in answers_of(case).values())
        except KeyMissing:
            return False  # then it says nothing to anybody
        return self._seat.officer.name in "".join(said.split())


def is_about(officer: Officer, case: Case) -> bool:
    """Whether a matter names the officer as whom it is about."""
    return is_named(officer, case.marking.get("answers", {}).get(ACCUSED))


def _columns(model: type[Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of a table that name a matter, and those that name a kind of matter."""
    found = _known.get(model)
    if found is None:
        fields = model._meta.concrete_fields  # noqa: SLF001  (Django's public name for it)
        cases = ["pk"] if model is Case else [one.attname for one in fields if one.related_model is Case]
        kinds = [one.attname for one in fields if one.attname == "procedure_key"]
        found = _known[model] = tuple(cases), tuple(kinds)
    return found
