"""Need to know: who at the desk may see what is in a matter that holds personal data, and the record of who did.

Which matters hold personal data the procedures say (a question that is ``personal: true``), and parties who are natural persons.
Such a matter is open to its department and whoever handles it, to those who take part or are asked, to those who hold a power
that the procedure gives a step to (powers of a department in that department's matters alone), and, for a day, to those who
oversee and typed why. All others see that there is a matter: its number, its kind, whether it runs. Somebody from outside (外聘)
sees what was put to them, whatever it holds, and nothing else. What a small circle keeps (reports of unlawful acts) is not there
at all for anybody else, nor for the officer whom it names (``yifa.desk.veil``).

个人信息保护法 第六条 (the least that the purpose needs), 第五十一条 (authority over processing laid down and kept).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import Q, QuerySet

from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import library, procedure_of_case
from yifa.cases.models import Case, DeskItem, LogEntry, Obligation, Reading, ReadingKind
from yifa.cases.registers.columns import Column
from yifa.cases.registers.register import Register
from yifa.cases.told.obligations import ANYBODY, officer_lanes
from yifa.desk.veil import Veil, is_about
from yifa.house.powers import DEPARTMENTAL
from yifa.house.tenancy import veiled
from yifa.interface.formats import words
from yifa.law.identifiers import mask_in
from yifa.law.limits import start_of_day
from yifa.parties.models import Party, PartyKind
from yifa.procedure import NoProcedure, Procedure, types
from yifa.procedure.types import QuestionType

if TYPE_CHECKING:
    from yifa.desk.access import Seat

_AGAIN: Final = timedelta(minutes=30)
"""Opening the same matter again within this time is one reading."""

HIDDEN: Final = "—"
_current: ContextVar[Knowing | None] = ContextVar("yifa_knowing", default=None)
_personal: dict[str, bool] = {}


class NeedToKnow(PermissionDenied):
    """The officer sees that there is this matter, or this person, and not more."""

    def __init__(self, case: Case | None = None, party: Party | None = None) -> None:
        super().__init__(case.number if case is not None else "")
        self.case, self.party = case, party


def holds_personal(procedure: Procedure) -> bool:
    """Whether a procedure asks for personal data."""
    known = _personal.get(procedure.hash)
    if known is None:
        known = any(one.personal for step in procedure.steps.values() for one in step.asks.values())
        _personal[procedure.hash] = known
    return known


class Knowing:
    """What one officer may see, as far as one request asks."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self._departments = frozenset(one.post.department_id for one in seat.holdings)
        self._known: dict[int, bool] = {}

    # Matters

    def is_guarded(self, case: Case) -> bool:
        """Whether what is in the matter is for those who need to know."""
        if self.seat.officer.is_outside:
            return True
        try:
            if holds_personal(procedure_of_case(case)):
                return True
        except ProcedureMissing:
            return True
        return case.party_id is not None and case.party is not None and case.party.kind == PartyKind.PERSON

    def may_open(self, case: Case) -> bool:
        """Whether the officer may see what is in the matter."""
        known = self._known.get(case.pk)
        if known is None:
            self.prime([case])
            known = self._known[case.pk]
        return known

    def prime(self, cases: Iterable[Case]) -> None:
        """Find out about several matters at once: one query at most, and none where their columns tell."""
        unsure = []
        for case in cases:
            if case.pk in self._known:
                continue
            if is_about(self.seat.officer, case):
                self._known[case.pk] = False
            elif not self.is_guarded(case) or self._in_charge(case):
                self._known[case.pk] = True
            else:
                unsure.append(case.pk)
        if unsure:
            mine = self._took_part(unsure)
            self._known.update({pk: pk in mine for pk in unsure})

    def _in_charge(self, case: Case) -> bool:
        if case.assignee_id in self.seat.answers_for:
            return True
        if self.seat.officer.is_outside:
            return False
        ours = case.department_id in self._departments
        if ours and self.seat.works:
            return True
        try:
            powers = procedure_of_case(case).power_keys
        except ProcedureMissing:
            return False
        held = powers & self.seat.powers
        return bool(held - DEPARTMENTAL) or (bool(held) and case.department_id is None)

    def _took_part(self, keys: list[int]) -> set[int]:
        officer = self.seat.officer
        readings = Reading.objects.filter(
            case_id__in=keys, officer=officer, kind=ReadingKind.OVERSIGHT, at__gte=start_of_day(self.seat.on)
        )
        found: list[QuerySet[Any]] = [
            LogEntry.objects.filter(case_id__in=keys, officer_id=officer.pk),
            DeskItem.objects.filter(case_id__in=keys, recipient_id__in=self.seat.answers_for),
            readings,
        ]
        if self.seat.works:
            lanes = [lane for lane in officer_lanes(officer, self.seat.on) if not lane.startswith(ANYBODY)]
            found.append(Obligation.objects.filter(case_id__in=keys, lane__in=lanes))
        first, *others = (rows.order_by().values_list("case_id", flat=True) for rows in found)
        return {key for key in first.union(*others) if key is not None}

    def title(self, case: Case) -> str:
        """The matter's title, or its kind where the officer sees no more than that it is there."""
        return case.title if self.may_open(case) else kind_title(case)

    # People

    def may_see(self, party: Party) -> bool:
        """Whether the officer may see who a natural person is, and what is known of them. Bodies are everybody's to see."""
        if party.kind != PartyKind.PERSON:
            return not self.seat.officer.is_outside or self._has_case_of(party)
        return self._has_case_of(party) or self._typed_why(party)

    def _has_case_of(self, party: Party) -> bool:
        cases = list(Case.objects.filter(party=party).select_related("party").order_by("-pk")[:200])
        self.prime(cases)
        return any(self._known[case.pk] for case in cases)

    def _typed_why(self, party: Party) -> bool:
        """Or entered them today, and so knows what was entered."""
        return Reading.objects.filter(
            party=party,
            officer=self.seat.officer,
            kind__in=(ReadingKind.OVERSIGHT, ReadingKind.ENTERED),
            at__gte=start_of_day(self.seat.on),
        ).exists()

    # Rows of registers

    def may_read(self, row: Any) -> bool:
        """Whether the officer may read what a register says of a matter.

        A row of no matter, such as one that was there before Yifa, is read by those who hold a power in its field's procedures.
        """
        case = getattr(row, "case", None)
        if case is not None:
            return self.may_open(case)
        register = type(row)
        return not any(column.personal for column in register.columns) or self._works_in(register)

    def _works_in(self, register: type[Register]) -> bool:
        if self.seat.officer.is_outside or not self.seat.works:
            return False
        label = register._meta.app_label  # noqa: SLF001  (Django's public name for it)
        powers = {power for one in library() if one.field == label for power in one.power_keys}
        return bool(powers & self.seat.powers)


def kind_title(case: Case) -> str:
    """What kind of matter it is."""
    try:
        return words(procedure_of_case(case).title)
    except (ProcedureMissing, NoProcedure):
        return case.procedure_key


@contextmanager
def knowing(seat: Seat) -> Iterator[Knowing]:
    """Within the block, pages are drawn for this officer."""
    token = _current.set(Knowing(seat))
    try:
        found = _current.get()
        assert found is not None
        with veiled(Veil(seat)):
            yield found
    finally:
        _current.reset(token)


def reader() -> Knowing | None:
    """For whom pages are drawn; None outside the desk."""
    return _current.get()


def prime(cases: Iterable[Case | None]) -> None:
    """See ``Knowing.prime``; nothing outside the desk."""
    now = _current.get()
    if now is not None:
        now.prime({case.pk: case for case in cases if case is not None}.values())


def may_open(case: Case) -> bool:
    """See ``Knowing.may_open``; all outside the desk."""
    now = _current.get()
    return now is None or now.may_open(case)


def visible(seat: Seat, rows: QuerySet[Case]) -> QuerySet[Case]:
    """The matters that a list shows at all: every one of the bureau's, and to somebody from outside what was put to them."""
    if not seat.officer.is_outside:
        return rows
    officer = seat.officer
    lanes = [lane for lane in officer_lanes(officer, seat.on) if not lane.startswith(ANYBODY)]
    return rows.filter(
        Q(assignee=officer)
        | Q(
            pk__in=LogEntry.objects.filter(officer_id=officer.pk, case_id__isnull=False)
            .order_by()
            .values("case_id")
        )
        | Q(pk__in=DeskItem.objects.filter(recipient=officer).values("case_id"))
        | Q(pk__in=Obligation.objects.filter(lane__in=lanes).order_by().values("case_id"))
    )


def title_of(case: Case) -> str:
    """A matter's title for whoever reads the page."""
    now = _current.get()
    return case.title if now is None else now.title(case)


def party_of(case: Case) -> str:
    """The name of the party whom a matter concerns, for whoever reads the page; empty where there is none."""
    now = _current.get()
    if case.party is None:
        return ""
    return case.party.name if now is None or now.may_open(case) else HIDDEN


def may_read(row: Any) -> bool:
    """Whether whoever reads the page may read a row of a register."""
    now = _current.get()
    return now is None or now.may_read(row)


def is_hidden(row: Any, column: Column) -> bool:
    """Whether a cell is for those who need to know: all but numbers, days, choices and the matter's own number."""
    # A column that only a workbook has is a text.
    return not may_read(row) and (column.kind or _kind(row, column)) not in _NEUTRAL


def told(row: Any, column: Column, text: str, *, whole: bool = False) -> str:
    """A cell's words for whoever reads: hidden, masked where it is personal, or as they are. whole: nothing is masked."""
    if is_hidden(row, column):
        return HIDDEN
    return mask_in(text) if column.personal and not whole else text


def _kind(row: Any, column: Column) -> QuestionType:
    try:
        return column.kind_in(type(row))
    except FieldDoesNotExist:
        return types.TEXT


def asks_for_words(register: type[Register], asked: Mapping[str, str]) -> bool:
    """Whether filters look into what may be hidden: then hidden rows are left out, because being found would tell."""
    return any(
        name == "q"
        or (name in register.column_names() and register.column(name).kind_in(register) not in _NEUTRAL)
        for name in asked
    )


_NEUTRAL: Final = frozenset(
    {
        types.DATE,
        types.MONEY,
        types.INTEGER,
        types.NUMBER,
        types.PERCENT,
        types.BOOLEAN,
        types.CHOICE,
        types.CASE,
    }
)


# Readings ---------------------------------------------------------------------------------------------------------------


def note(
    seat: Seat,
    kind: ReadingKind,
    *,
    case: Case | None = None,
    party: Party | None = None,
    register: type[Register] | None = None,
    fields: Iterable[str] = (),
    rows: int = 0,
    reason: str = "",
) -> None:
    """Keep that the officer saw personal data. The same again within half an hour is the same reading, but for a reason given."""
    given: Mapping[str, Any] = {
        "case": case,
        "party": party,
        "register": "" if register is None else register.key(),
        "kind": kind,
        "fields": sorted(fields),
        "rows": rows,
        "reason": reason,
    }
    if (
        not reason
        and Reading.objects.filter(officer=seat.officer, at__gt=seat.now - _AGAIN, **given).exists()
    ):
        return
    Reading.objects.create(  # lint: allow registers-are-written-by-effects: that somebody read is no act
        bureau=seat.bureau, officer=seat.officer, at=seat.now, **given
    )


def note_case(seat: Seat, case: Case, kind: ReadingKind, fields: Iterable[str] = ()) -> None:
    """Keep that the officer saw what is in a matter, where it holds personal data."""
    now = _current.get()
    if now is not None and (now.is_guarded(case)):
        note(seat, kind, case=case, fields=fields)


def require(seat: Seat, case: Case) -> None:
    """Raises NeedToKnow where the officer may not see what is in the matter."""
    now = _current.get() or Knowing(seat)
    if not now.may_open(case):
        raise NeedToKnow(case)
