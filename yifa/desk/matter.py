"""A matter as the officer at the desk finds it: the case, its procedure, where it stands, and what they may do in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.urls import reverse

from yifa.cases.errors import NoSuchCase
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case
from yifa.desk import knowing
from yifa.desk.access import Seat
from yifa.desk.lights import Chip, chip_of, deadline_url
from yifa.house.acting import number_in
from yifa.house.calendars import calendar_of
from yifa.house.models import Officer
from yifa.interface.formats import show_date, words
from yifa.law.calendar import Calendar
from yifa.law.limits import Deadline
from yifa.law.text import Bilingual
from yifa.procedure import Marking, Option, Owed, Procedure, Who, deadline, options, owed

NO_TITLE: Final = Bilingual("", "")


@dataclass(frozen=True)
class Matter:
    """A case of the seat's bureau, read once."""

    case: Case
    procedure: Procedure
    marking: Marking
    calendar: Calendar
    seat: Seat

    @classmethod
    def find(cls, seat: Seat, number: str) -> Matter:
        """The bureau's case with this number, for an officer who may see what is in it.

        Raises NoSuchCase, NeedToKnow, ProcedureMissing.
        """
        case = Case.objects.select_related("party", "department", "assignee").filter(number=number).first()
        if case is None:
            raise NoSuchCase(number)
        case.bureau = seat.bureau
        knowing.require(seat, case)
        return cls.of(seat, case)

    @classmethod
    def of(cls, seat: Seat, case: Case) -> Matter:
        """A case that was read already. Raises ProcedureMissing."""
        procedure = procedure_of_case(case)
        return cls(case, procedure, Marking.from_json(case.marking), calendar_of(seat.bureau), seat)

    @property
    def url(self) -> str:
        """The case page."""
        return reverse("desk:case", args=[self.case.number])

    def step_url(self, step: str) -> str:
        """Where a step of the case is taken."""
        return reverse("desk:step", args=[self.case.number, step])

    @cached_property
    def who(self) -> Who:
        """Who the officer is to the procedure today."""
        found = self.seat.officer.who(self.seat.on)
        assert isinstance(found, Who)
        return found

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """Every step as the officer finds it now, by key."""
        listed = options(self.procedure, self.marking, self.who, self.seat.on, self.calendar)
        return {option.key: option for option in listed}

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """What is owed in the case, in the order in which it arose."""
        return owed(self.procedure, self.marking)

    def deadline(self, item: Owed) -> Deadline | None:
        """When something owed falls due; None without a limit or while its clock is stopped."""
        return deadline(self.procedure, self.marking, item, self.calendar)

    def owed_lines(self) -> list[OwedLine]:
        """What is owed as it is shown, the first due first."""
        lines = [self._line(item) for item in self.owed]
        return sorted(lines, key=lambda line: (line.sort_on is None, line.sort_on))

    def _line(self, item: Owed) -> OwedLine:
        rule = item.rule
        url = deadline_url(self.case.number, item.rule_id)
        found = self.deadline(item)
        titles = [words(self.procedure.steps[key].title) for key in item.steps]
        shown = None if found is None else chip_of(found, self.seat.on, self.calendar, url)
        return OwedLine(
            rule_id=item.rule_id,
            titles=titles,
            steps=[
                StepLink(words(self.procedure.steps[key].title), self.step_url(key), key == item.steps[0])
                for key in item.steps
                if key in self.options and self.options[key].possible
            ],
            says=words(rule.says) if rule is not None else "",
            authority=words(rule.authority) if rule is not None else "",
            term=words(Bilingual(item.within.zh(), item.within.en())) if item.within is not None else "",
            since=show_date(item.since),
            stopped_since=show_date(item.stopped_since),
            extended=item.extended,
            is_promise=item.is_promise,
            chip=shown,
            url=url,
            sort_on=None if found is None else found.due_on.toordinal(),
        )


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step that can be taken, as a link. ``main``: the first of those that would do."""

    title: str
    url: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class OwedLine:
    """Something owed as it is shown."""

    rule_id: str
    titles: list[str]
    steps: list[StepLink]
    says: str
    authority: str
    term: str
    since: str
    stopped_since: str
    extended: int
    is_promise: bool
    chip: Chip | None
    url: str
    sort_on: int | None


def officer_names(keys: set[str]) -> dict[str, str]:
    """Names of officers by their identifiers (``o:12``); one query, none for an empty set."""
    if not keys:
        return {}
    found = dict(Officer.objects.filter(pk__in=[number_in(key) for key in keys]).values_list("pk", "name"))
    return {key: found.get(number_in(key), key) for key in keys}
