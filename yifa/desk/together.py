"""One step for many matters: which steps can be taken together, how each matter would fare, and what became of each.

Each matter is ruled on by itself and written in a transaction of its own, as if it were taken alone; what is refused there, or
moved meanwhile, is told with its reasons, and the others go on. What the law wants said of each matter by itself (reasons,
findings, papers, who took part) is never typed once for all of them: such steps are not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yifa.cases.acting import handling
from yifa.cases.acting.act import Actor, Receipt, act
from yifa.cases.acting.screened import provider_of
from yifa.cases.errors import ActRefused, CasesError
from yifa.cases.models import Case
from yifa.desk import knowing
from yifa.desk.access import Seat
from yifa.desk.law_lines import ReasonLine, reason_lines
from yifa.desk.matter import Matter
from yifa.desk.prefill import known_of, prefilled
from yifa.desk.receipts import receipt_number
from yifa.desk.remembered import is_remembered
from yifa.desk.step_form import CO_SIGNERS, HAPPENED_ON, LATE_REASON, Ready, StepForm
from yifa.desk.uploads import Uploads
from yifa.house.models import Officer
from yifa.interface.formats import words
from yifa.interface.questions import Typed, collect
from yifa.law.errors import LawError
from yifa.law.text import Bilingual
from yifa.procedure import Procedure, Step
from yifa.procedure.model import Quorum
from yifa.procedure.types import naming, texts
from yifa.procedure.types import rows as row_types

AT_MOST: Final = 200
_OF_EACH: Final = (texts.LongText, row_types.Rows, naming.PartyKey, naming.CaseNumber)
"""Types of questions whose answers are about one matter; where such a one must be answered, the step is taken alone."""


@dataclass(frozen=True, slots=True)
class Group:
    """Matters among those ticked in which the same step can be taken now."""

    step: str
    title: str
    procedure: str
    numbers: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.numbers)


@dataclass(slots=True)
class Row:
    """A ticked matter: how it would fare, or fared. done: None while it was not tried. lacks: fields are empty."""

    number: str
    title: str
    url: str
    version: int
    done: bool | None = None
    says: list[str] = field(default_factory=list)
    lacks: bool = False


def goes_together(procedure: Procedure, step: Step) -> bool:
    """Whether a step may be taken for many matters at once: nothing has to be said, shown or signed for each by itself."""
    if step.opens or not step.by.by_office:
        return False
    if provider_of(procedure, step.key) is not None:
        return False
    if any(
        isinstance(rule.relation, Quorum) and step.key in rule.relation.steps and rule.relation.people > 1
        for rule in procedure.of_kind(Quorum)
    ):
        return False
    return not any(
        question.required
        and question.computes is None
        and (question.fills_from is None or is_remembered(question))
        and (isinstance(question.type, _OF_EACH) or question.type.of_files or question.personal)
        for question in step.asks.values()
    )


def ticked(seat: Seat, numbers: Iterable[str]) -> list[Matter]:
    """The matters with these numbers that the officer may see, in the order in which they were ticked."""
    wanted = list(dict.fromkeys(numbers))[:AT_MOST]
    found = list(Case.objects.select_related("party", "department", "assignee").filter(number__in=wanted))
    knowing.prime(found)
    by_number = {one.number: one for one in found if knowing.may_open(one)}
    matters = []
    for number in wanted:
        if number in by_number:
            by_number[number].bureau = seat.bureau
            matters.append(Matter.of(seat, by_number[number]))
    return matters


def groups(matters: Sequence[Matter]) -> list[Group]:
    """The steps that can be taken in several of these matters together, those for most of them first."""
    found: dict[tuple[str, str], list[Matter]] = {}
    for matter in matters:
        for key, option in matter.options.items():
            if option.possible and goes_together(matter.procedure, option.step):
                found.setdefault((matter.procedure.key, key), []).append(matter)
    listed = [
        Group(
            f"{procedure}/{step}",
            words(those[0].procedure.steps[step].title),
            words(those[0].procedure.title),
            tuple(one.case.number for one in those),
        )
        for (procedure, step), those in found.items()
    ]
    return sorted(listed, key=lambda group: -group.count)


def owed_next(matters: Sequence[Matter]) -> list[Group]:
    """Those among the groups whose step is what their matters owe first."""
    first = {
        (one.case.number, f"{one.procedure.key}/{item.steps[0]}") for one in matters for item in one.owed
    }
    return [
        group for group in groups(matters) if any((number, group.step) in first for number in group.numbers)
    ]


def of_step(matters: Sequence[Matter], step: str) -> tuple[list[Matter], list[Matter]]:
    """The matters that have a step (``procedure/step``), and the others."""
    procedure, _slash, key = step.rpartition("/")
    have = [
        one
        for one in matters
        if one.procedure.key == procedure
        and key in one.procedure.steps
        and goes_together(one.procedure, one.procedure.steps[key])
    ]
    return have, [one for one in matters if one not in have]


class Together:
    """A step for several matters while one request works on it: what is typed once, and a form for each."""

    def __init__(self, request: HttpRequest, seat: Seat, matters: Sequence[Matter], step: str) -> None:
        self.seat = seat
        self.step = step
        self.key = step.rpartition("/")[2]
        self.matters = matters
        self.versions = _versions(request)
        forms = [self._form(one) for one in matters]
        sent = request.method == "POST"
        data = request.POST
        self.extra = {
            HAPPENED_ON: data.get(HAPPENED_ON, ""),
            LATE_REASON: data.get(LATE_REASON, ""),
            CO_SIGNERS: [],
        }
        first = forms[0]
        typed: Typed = {}
        for key in first.step.asks:
            values = [one.typed.get(key, "") for one in forms]
            typed[key] = values[0] if all(one == values[0] for one in values) else ""
        if sent:
            typed = collect(first.step, data)
        # The shared form: of the first matter, with what is typed for all.
        self.shared = StepForm(
            seat,
            first.procedure,
            first.step,
            first.matter,
            first.known,
            typed,
            Uploads({}, {}),
            dict(self.extra),
        )
        self.forms = forms
        for one in forms:
            one.typed = {key: value or one.typed.get(key, "") for key, value in typed.items()}
            one.extra = dict(self.extra)

    @property
    def title(self) -> str:
        """What the step is called."""
        return words(self.shared.step.title)

    def _form(self, matter: Matter) -> StepForm:
        step = matter.procedure.steps[self.key]
        known = known_of(self.seat, matter.case)
        # What was answered in other matters is right for one of these at most: no number twice.
        typed, _notes = prefilled(step, replace(known, procedure=None), again=False)
        return StepForm(self.seat, matter.procedure, step, matter, known, typed, Uploads({}, {}), {})

    def row(self, form: StepForm) -> Row:
        """A matter's line before anything is tried."""
        assert form.matter is not None
        case = form.matter.case
        version = self.versions.get(case.number, case.version)
        return Row(case.number, knowing.title_of(case), form.matter.url, version)

    def tried(self) -> list[Row]:
        """How each matter would fare: the whole act is done and taken back."""
        rows = []
        for form in self.forms:
            row = self.row(form)
            rows.append(row)
            with transaction.atomic():
                self._take(form, row)
                transaction.set_rollback(True)
        return rows

    def taken(self) -> list[Row]:
        """Take the step in each matter, one transaction after another; what became of each."""
        rows = []
        for form in self.forms:
            row = self.row(form)
            rows.append(row)
            self._take(form, row)
        return rows

    def _act(self, form: StepForm, ready: Ready, version: int | None) -> Receipt:
        """The act in one matter."""
        assert form.matter is not None
        return act(
            form.matter.case.pk,
            self.key,
            actor=Actor.officer(self.seat.officer),
            answers=ready.answers,
            happened_at=ready.happened_at,
            now=self.seat.now,
            expected_version=version,
            late_reason=ready.late_reason,
        )

    def _take(self, form: StepForm, row: Row) -> None:
        ready = form.ready()
        if ready is None:
            row.done, row.lacks = False, True
            row.says = [one.sentence for one in form.complaints()]
            return
        _settle(row, partial(self._act, form, ready, row.version))


def _settle(row: Row, do: Callable[[], Receipt]) -> None:
    """Do it, and write what came of it into the row."""
    try:
        receipt = do()
    except ActRefused as refused:
        row.done, row.says = False, [_said(one) for one in reason_lines(refused.reasons)]
    except (CasesError, LawError) as error:
        row.done, row.says = False, [words(Bilingual(error.zh, error.en))]
    else:
        row.done, row.says = True, [receipt_number(receipt.bureau_code, receipt.position)]
        if receipt.letter_number:
            row.says.append(receipt.letter_number)


def _said(line: ReasonLine) -> str:
    law = "".join(f"（{one.authority}）" for one in line.laws[:1] if one.authority)
    return f"{line.sentence}{law} {line.remedy}".strip()


def _versions(request: HttpRequest) -> dict[str, int]:
    """The versions of the matters as the officer saw them, by number."""
    found = {}
    for one in request.POST.getlist("case"):
        number, _colon, version = one.partition(":")
        if version.isdecimal():
            found[number] = int(version)
    return found


def hand_over_each(
    seat: Seat, matters: Sequence[Matter], *, to: Officer, reason: str, kept: bool
) -> list[Row]:
    """Hand every matter over to somebody; ``kept``: for good, else to see how each would fare."""
    told = []
    for matter in matters:
        case = matter.case
        row = Row(case.number, knowing.title_of(case), matter.url, case.version)
        told.append(row)
        with transaction.atomic():
            _settle(row, partial(_hand_over, seat, case, to, reason))
            if not kept:
                transaction.set_rollback(True)
    return told


def _hand_over(seat: Seat, case: Case, to: Officer, reason: str) -> Receipt:
    return handling.hand_over(case.pk, actor=Actor.officer(seat.officer), to=to, reason=reason, now=seat.now)


def summary(rows: Sequence[Row]) -> str:
    """How many could be done and how many not."""
    done = sum(row.done is True for row in rows)
    return _("%(done)d件可以办理，%(not)d件不能。") % {"done": done, "not": len(rows) - done}
