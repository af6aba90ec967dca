"""What a form starts with: the last answers where a step is taken again, and what the procedure says is known already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _

from yifa.cases.library import procedure_of_case
from yifa.cases.models import ActContent, Case, LogEntry
from yifa.cases.registers.register import Register, registry
from yifa.cases.told import links
from yifa.desk import knowing
from yifa.desk.access import Seat
from yifa.desk.remembered import NEXT, PARTY, Remembered, is_remembered
from yifa.evidence.entries import Kind
from yifa.house.parameters import parameters
from yifa.interface.questions import Typed, write
from yifa.parties.models import Party
from yifa.procedure import Json, Procedure, Question, Step, types
from yifa.procedure.types import naming, quantities, texts


@dataclass(frozen=True, slots=True)
class Known:
    """What may fill a form. ``item``: the row of a register that the matter is about, where it is about one.
    ``about``: numbers of other cases from which this one is begun, by question. ``fits``: the cases that would answer a question
    for one, as far as they were looked for. ``procedure``: whose earlier matters may be looked at; None where several matters are
    taken together, for what was answered elsewhere is right for one at most. ``there``: what linked cases were told."""

    seat: Seat
    case: Case | None
    party: Party | None
    answers: Mapping[str, Json]
    item: Register | None
    title: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    fits: dict[str, list[Case]] = field(default_factory=dict)
    procedure: Procedure | None = None
    there: dict[str, Mapping[str, Json]] = field(default_factory=dict)


def known_of(seat: Seat, case: Case) -> Known:
    """What is known in a case: two queries, and one for the row that it is about."""
    item = item_of(case.subject_kind, case.subject_id) if case.subject_id is not None else None
    return Known(
        seat, case, case.party, latest_answers(case), item, case.title, procedure=procedure_of_case(case)
    )


def latest_answers(case: Case) -> dict[str, Json]:
    """The latest answer to every question of the case that is not erased."""
    # Answers of steps only: what desk acts say is about the case, not of it.
    entries = LogEntry.objects.filter(
        bureau_id=case.bureau_id, case_id=case.pk, kind__in=(Kind.ACT, Kind.IMPORT)
    )
    positions = entries.values("position")
    rows = ActContent.objects.filter(bureau_id=case.bureau_id, position__in=positions).order_by("position")
    found: dict[str, Json] = {}
    for answers in rows.values_list("answers", flat=True):
        found.update({key: value for key, (_salt, value) in answers.items() if not key.startswith(":")})
    return found


def item_of(kind: str, key: int | None) -> Register | None:
    """The row of a register by its kind (``services.serviceitem``) and key."""
    if kind not in registry or key is None:
        return None
    rows: models.Manager[Any] = registry[kind].objects
    found: Register | None = rows.filter(pk=key).first()
    return found


def prefilled(step: Step, known: Known, *, again: bool) -> tuple[Typed, dict[str, str]]:
    """The form as it starts, and where its content came from, by field. again: the step was taken before."""
    typed: Typed = {}
    notes: dict[str, str] = {}
    before = None
    if known.procedure is not None:
        but = None if known.case is None else known.case.pk
        before = Remembered(known.seat, known.procedure, step, known.party, but)
    for key, question in step.asks.items():
        if question.type.of_files:
            continue
        value: Json = known.answers.get(key) if again else None
        if value not in (None, "", []):
            notes[key] = str(_("已填上次的内容，请核对。"))
        else:
            recalled = before is not None and is_remembered(question) and key not in known.about
            value = (
                before.answer(question) if before is not None and recalled else _filled(step, question, known)
            )
            if value not in (None, "", []):
                notes[key] = _note(question, recalled=recalled)
        typed[key] = write(question, value)
    return typed, notes


def _note(question: Question, *, recalled: bool) -> str:
    if not recalled:
        return str(_("已按已有信息填好，请核对。"))
    if question.fills_from == NEXT:
        return str(_("已按上一个编号顺延，请核对。"))
    if question.fills_from == PARTY:
        return str(_("已填该相对人上次所填，请核对。"))
    return str(_("已填您上次所填，请核对；不同的请改。"))


PICKED_FROM: Final = 101
"""Matters that are looked at for a picker: one more than it lists."""
_REPORTED_UNTIL: Final = 6
_PLANNED_FROM: Final = 10
_CARRIED: Final = (naming.PartyKey, naming.CaseNumber, quantities.Money, texts.DocumentNumberText)
"""Types of questions that say which, not what one thinks: asked again in the same case under the same name, they start with what
was answered before."""


def has_source(procedure: Procedure, step: Step, question: Question) -> bool:
    """Whether Yifa may know the answer to a question before anybody types it."""
    if question.computes is not None or question.fills_from is not None:
        return True
    if question is step.day_question or question is _first_party(step) or _may_be_the_only_one(question):
        return True
    return isinstance(question.type, _CARRIED) and any(
        other.key != step.key and _is_same(question, other.asks.get(question.key))
        for other in procedure.steps.values()
    )


def _filled(step: Step, question: Question, known: Known) -> Json:
    source = question.fills_from
    if question.key in known.about:
        return known.about[question.key]
    if source is None:
        if question is step.day_question:
            return known.seat.on.isoformat()
        carried = _carried(question, known)
        if carried in (None, "", []) and _may_be_the_only_one(question):
            return the_only_one(question, known)
        return carried if carried not in (None, "", []) else _party_of(step, question, known)
    room, _dot, name = source.partition(".")
    match room:
        case "answers":
            return known.answers.get(name)
        case "case":
            return _shown(question, known.title if name == "title" else getattr(known.case, name, None))
        case "party":
            return _shown(question, getattr(known.party, name, None))
        case "linked":
            return _linked(step, name, question, known)
        case "day":
            on = known.seat.on
            texts = {"today": on.isoformat(), "month": f"{on:%Y-%m}"}
            return texts.get(name) or years(on).get(name)
        case "officer" if name == "department":
            own = next((one for one in known.seat.holdings if one.instead_of_id is None), None)
            return None if own is None else own.post.department.name
        case "officer":
            return _shown(question, getattr(known.seat.officer, name, None))
        case "item":
            return _shown(question, getattr(known.item, name, None))
        case "parameter":
            parameter = parameters.get(name)
            return (
                None
                if parameter is None
                else _shown(question, parameter.on(known.seat.bureau, known.seat.on))
            )
        case _:
            return None


def _linked(step: Step, name: str, question: Question, known: Known) -> Json:
    """What was answered in the case that answers a question, where that is known and the officer may see it: ``subject.text``.

    Nothing that is personal there, and nothing of a case whose answer is another's to give: whoever chooses it reads it there."""
    asked, _dot, field_there = name.partition(".")
    if asked not in known.there:
        known.there[asked] = {}
        number = known.about.get(asked) or known.answers.get(asked)
        if not number and asked in step.asks and _may_be_the_only_one(step.asks[asked]):
            number = the_only_one(step.asks[asked], known)
        case = Case.objects.filter(number=number).first() if number else None
        if case is not None and knowing.may_open(case):
            questions = procedure_of_case(case).questions
            known.there[asked] = {
                key: value
                for key, value in latest_answers(case).items()
                if key in questions and not questions[key].personal
            }
    value = known.there[asked].get(field_there)
    return None if question.choices and value not in question.choices else value


def years(on: date) -> dict[str, int]:
    """Years as people mean them on a day: this one; the one reported on, until June the one before; the one that is planned
    for, from October the next."""
    return {
        "year": on.year,
        "reported_year": on.year - 1 if on.month <= _REPORTED_UNTIL else on.year,
        "planned_year": on.year + 1 if on.month >= _PLANNED_FROM else on.year,
    }


def _may_be_the_only_one(question: Question) -> bool:
    """Whether a question wants one other matter of certain kinds, so that the only one that fits is meant."""
    link = question.link
    return (
        isinstance(question.type, naming.CaseNumber)
        and question.required
        and link is not None
        and bool(link.of)
    )


def the_only_one(question: Question, known: Known) -> Json:
    """The number of the matter that fits, where no other does; what was found serves the picker as well."""
    if question.key not in known.fits:
        case_id, number = (0, "") if known.case is None else (known.case.pk, known.case.number)
        known.fits[question.key] = links.fitting(
            known.seat.bureau.pk,
            question,
            case_id=case_id,
            number=number,
            on=known.seat.on,
            limit=PICKED_FROM,
        )
    found = known.fits[question.key]
    return found[0].number if len(found) == 1 else None


def _carried(question: Question, known: Known) -> Json:
    """What was answered to the same question at another step of the case."""
    if known.case is None or question.personal or not isinstance(question.type, _CARRIED):
        return None
    value = known.answers.get(question.key)
    if value in (None, "", []):
        return None
    steps = procedure_of_case(known.case).steps.values()
    asked = [one.asks[question.key] for one in steps if question.key in one.asks]
    return value if all(_is_same(question, one) for one in asked) else None


def _is_same(question: Question, other: Question | None) -> bool:
    return other is not None and (question.type, question.label) == (other.type, other.label)


def _first_party(step: Step) -> Question | None:
    return next((one for one in step.asks.values() if one.type is types.PARTY and one.required), None)


def _party_of(step: Step, question: Question, known: Known) -> Json:
    """The case's own party fills the first question for one when nothing else is said."""
    if question is _first_party(step) and known.party is not None:
        return int(known.party.pk)
    return None


def _shown(question: Question, value: Any) -> Json:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if question.type.compared == "number" else str(value)
    return str(value)
