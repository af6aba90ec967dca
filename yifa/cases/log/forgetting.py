"""Forgetting a person: every place where something is said of them, found first and shown, then erased in one transaction.

What identifies them is their name, number, telephone and address, and what their own matters ask of a person (``personal:
true``). Places are found from the models, so that a new register, letter or draft is looked through without being named. What is
erased leaves its commitment in the log: proofs, receipts and verification stay as they are. Officers and log-ins are not looked
through: who acted for the bureau is not forgotten this way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import import_module
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from yifa.cases import store
from yifa.cases.actors import Actor
from yifa.cases.contents import from_text, readable
from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of_case
from yifa.cases.log.erasing import erase, erase_of_house
from yifa.cases.log.record import ERASE_PERSON
from yifa.cases.models import Case, Draft, File, Reading, Refusal
from yifa.cases.orders.house_acts import enter_house
from yifa.cases.told.search import index_cases
from yifa.house.models import Bureau
from yifa.house.tenancy import TenantModel, using_bureau
from yifa.law.text import Bilingual
from yifa.parties.models import Party, PartyKind

GONE: Final = "□□"
"""What stands where a person was named: as short as any name, so that it fits wherever a name did."""

_APART: Final = frozenset(
    {"cases_case", "cases_file", "cases_draft", "cases_refusal", "cases_reading", "parties_party"}
)
"""Tables that are gone through by themselves."""
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to forget: their rows among the parties (doubles that were merged too), and the words by which they are known.

    words: sought in their own matters; elsewhere: sought in all else, without the name where others have it. own: primary
    keys of their matters. by_case: words of single matters, where several people's are erased together.
    """

    bureau: Bureau
    parties: tuple[Party, ...]
    words: tuple[str, ...]
    elsewhere: tuple[str, ...]
    own: frozenset[int]
    by_case: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def words_in(self, case_id: int | None) -> tuple[str, ...]:
        """What is sought in a matter; None: in what is of no matter."""
        if case_id is not None and case_id in self.by_case:
            return self.by_case[case_id]
        return self.words if case_id in self.own else self.elsewhere


def says(value: object, words: tuple[str, ...]) -> bool:
    """Whether a value, however deep, says one of the words."""
    if isinstance(value, str):
        return any(word in value for word in words)
    if isinstance(value, dict):
        return any(says(one, words) for one in (*value.keys(), *value.values()))
    if isinstance(value, list | tuple):
        return any(says(one, words) for one in value)
    return False


def without(value: Any, words: tuple[str, ...]) -> Any:
    """The value without the words."""
    if isinstance(value, str):
        for word in words:
            value = value.replace(word, GONE)
        return value
    if isinstance(value, dict):
        return {without(key, words): without(one, words) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without(one, words) for one in value]
    return value


@dataclass(frozen=True, slots=True)
class InCase:
    """What goes of one matter. own: it is the person's. answers: keys by position."""

    case: Case
    own: bool
    answers: dict[int, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    retitled: bool = False

    @property
    def is_touched(self) -> bool:
        """Whether anything of it goes."""
        return bool(self.answers or self.files or self.retitled)


@dataclass(frozen=True, slots=True)
class InRows:
    """What goes of rows of one table: primary keys, and the columns that say it."""

    model: type[TenantModel]
    title: str
    columns: tuple[str, ...]
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every place where something is said of a person."""

    person: Person
    cases: tuple[InCase, ...]
    house: dict[int, tuple[str, ...]]
    rows: tuple[InRows, ...]
    drafts: tuple[int, ...]
    refusals: tuple[int, ...]
    readings: tuple[int, ...]
    sessions: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many items the list has: all that the record or a register holds. Drafts and sessions come and go by themselves."""
        counts = self.counts
        return sum(
            counts[name] for name in ("answers", "files", "titles", "rows", "refusals", "readings")
        ) + len(self.person.parties)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each go, by the names that the entry of the log gives them."""
        return {
            "cases": len(self.cases),
            "answers": sum(len(keys) for one in self.cases for keys in one.answers.values())
            + sum(len(keys) for keys in self.house.values()),
            "files": sum(len(one.files) for one in self.cases),
            "titles": sum(one.retitled for one in self.cases),
            "rows": sum(len(one.keys) for one in self.rows),
            "drafts": len(self.drafts),
            "refusals": len(self.refusals),
            "readings": len(self.readings),
            "sessions": len(self.sessions),
        }


def person_of(party: Party, *, namesakes: bool = False) -> Person:
    """Everything by which a party is known. namesakes: others have this name; it is then sought in their own matters alone.

    Raises KeyMissing where it cannot be read: half a person is not forgotten.
    """
    bureau = party.bureau
    with using_bureau(bureau):
        parties = [party.survivor]
        for one in parties:
            parties += list(Party.everywhere.filter(merged_into=one))
        names: set[str] = set()
        numbers: set[str] = set()
        for one in parties:
            names |= {one.name.strip(), one.name_normalised.strip()}
            numbers |= {readable(text).strip() for text in (one.resident_id, one.phone, one.address)}
        own = frozenset(Case.everywhere.filter(party__in=parties).values_list("pk", flat=True))
    return Person(
        bureau,
        tuple(parties),
        _sorted(names | numbers),
        _sorted(numbers if namesakes else names | numbers),
        own,
    )


def subject_of(bureau: Bureau, cases: Sequence[Case]) -> Person:
    """What is personal in some matters, and nothing elsewhere; people all of whose matters these are go whole.

    Raises KeyMissing.
    """
    own = frozenset(case.pk for case in cases)
    with using_bureau(bureau):
        by_case: dict[int, set[str]] = {case.pk: set() for case in cases}
        for case in cases:
            asked = _personal_of(case.pk)
            told = store.answers_of_case(case.pk)
            by_case[case.pk] |= {text.strip() for key in asked for text in _texts(told.get(key))}
            if case.party is not None and case.party.kind == PartyKind.PERSON:
                by_case[case.pk].add(case.party.name.strip())
        people = {
            case.party for case in cases if case.party is not None and case.party.kind == PartyKind.PERSON
        }
        whole = [
            party
            for party in sorted(people, key=lambda one: one.pk)
            if not Case.everywhere.filter(party=party).exclude(pk__in=own).exists()
        ]
    return Person(bureau, tuple(whole), (), (), own, {pk: _sorted(words) for pk, words in by_case.items()})


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


@dataclass(frozen=True, slots=True)
class Due:
    """A matter whose retention has ended: since when, for how many years it was kept, and what says so."""

    case: Case
    since: date
    years: int
    basis: Bilingual


def due_matters(bureau: Bureau, on: date) -> Iterator[Due]:
    """Matters that hold personal data, are closed, and whose registers are all kept for a number of years that is over.

    Years are counted from the first of January after the matter was closed. A procedure that writes into a register that is kept
    for ever, or into none, is never due by itself. What was erased already is not due again.
    """
    with using_bureau(bureau):
        terms: dict[str, tuple[int, Bilingual] | None] = {}
        rows = (
            Case.objects.select_related("bureau", "party")
            .filter(closed_on__isnull=False)
            .order_by("closed_on", "pk")
        )
        for case in rows.filter(closed_on__lt=date(on.year, 1, 1)).iterator():
            if case.procedure_hash not in terms:
                terms[case.procedure_hash] = _term(case)
            term = terms[case.procedure_hash]
            assert case.closed_on is not None
            if term is None:
                continue
            since = date(case.closed_on.year + 1 + term[0], 1, 1)
            if since <= on and _holds_personal(case):
                yield Due(case, since, term[0], term[1])


def _term(case: Case) -> tuple[int, Bilingual] | None:
    try:
        procedure = procedure_of_case(case)
    except ProcedureMissing:
        return None
    if not any(one.personal for step in procedure.steps.values() for one in step.asks.values()):
        return None
    kept = [
        apps.get_model(name).retention
        for name in sorted({write.register for step in procedure.steps.values() for write in step.writes})
    ]
    years = [one.years for one in kept]
    if not years or any(one is None for one in years):
        return None
    longest = max(kept, key=lambda one: one.years)
    return longest.years, longest.basis


def _holds_personal(case: Case) -> bool:
    asked = _personal_of(case.pk)
    return any(
        value not in (None, "", []) for key, value in store.answers_of_case(case.pk).items() if key in asked
    )


def _sorted(words: set[str]) -> tuple[str, ...]:
    # Longer ones first, so that none is cut by a shorter one within it.
    return tuple(
        sorted((one for one in words if len(one) >= _SHORTEST and one != GONE), key=len, reverse=True)
    )


def plan_of(person: Person) -> Plan:
    """What would go. Raises KeyMissing where something cannot be looked into."""
    bureau, own = person.bureau, person.own
    with using_bureau(bureau):
        answers: dict[int | None, dict[int, tuple[str, ...]]] = {}
        personal: dict[int, frozenset[str]] = {}
        for position, case_id, contents in _contents(bureau):
            words = person.words_in(case_id)
            asked: frozenset[str] = frozenset()
            if case_id is not None and case_id in own:
                asked = personal[case_id] if case_id in personal else _personal_of(case_id)
                personal[case_id] = asked
            keys = tuple(
                key
                for key, (_, value) in contents.items()
                if value is not None and (key in asked or says(value, words))
            )
            if keys:
                answers.setdefault(case_id, {})[position] = keys
        house = answers.pop(None, {})
        files = _files(person)
        titled = {
            pk
            for pk, title in Case.everywhere.filter(bureau=bureau).values_list("pk", "title").iterator()
            if says(title, person.words_in(pk))
        }
        touched = {pk for pk in (*answers, *files, *titled) if pk is not None}
        cases = Case.everywhere.select_related("bureau", "party").filter(pk__in=touched).order_by("pk")
        refusals = Refusal.objects.values_list("pk", "case_id", "reasons").iterator()
        readings = Reading.objects.exclude(reason="").values_list("pk", "case_id", "reason")
        return Plan(
            person,
            tuple(
                InCase(
                    case,
                    case.pk in own,
                    answers.get(case.pk, {}),
                    tuple(files.get(case.pk, ())),
                    case.pk in titled,
                )
                for case in cases
            ),
            house,
            tuple(_rows(person)),
            tuple(_drafts(person)),
            tuple(pk for pk, case_id, told in refusals if says(told, person.words_in(case_id))),
            tuple(pk for pk, case_id, why in readings if says(why, person.words_in(case_id))),
            tuple(_sessions(person)),
        )


def forget(plan: Plan, *, reason: str, actor: Actor, now: datetime) -> dict[str, int]:
    """Erase what a plan says, all of it or nothing; what went, counted. reason: with the basis, and without a name.

    Within the transaction of whoever calls, who may have entered an act already. Raises as ``erase``.
    """
    person, bureau = plan.person, plan.person.bureau
    counts = plan.counts
    with transaction.atomic(), using_bureau(bureau):
        for one in plan.cases:
            erase(
                one.case,
                answers=one.answers,
                files=one.files,
                title=without(one.case.title, person.words_in(one.case.pk))[:200] if one.retitled else None,
                reason=reason,
                actor=actor,
                now=now,
            )
        if plan.house:
            erase_of_house(bureau, plan.house, reason=reason, actor=actor, now=now)
        enter_house(
            bureau,
            ERASE_PERSON,
            actor=actor,
            answers={"parties": [one.pk for one in person.parties], "reason": reason, **counts},
            now=now,
        )
        if plan.refusals or plan.readings:
            store.forget_words(bureau.pk, plan.refusals, plan.readings)
        for rows in plan.rows:
            for row in rows.model.everywhere.filter(pk__in=rows.keys):
                words = person.words_in(getattr(row, "case_id", None))
                for name in rows.columns:
                    setattr(row, name, without(getattr(row, name), words))
                row.save(update_fields=rows.columns)
        for party in person.parties:
            _empty(party)
        Draft.everywhere.filter(pk__in=plan.drafts).delete()
        Session.objects.filter(pk__in=plan.sessions).delete()
        index_cases(bureau, {one.case.pk for one in plan.cases} | person.own)
    return counts


def _empty(party: Party) -> None:
    # lint: allow registers-are-written-by-effects: a party is no register, and this is the act of erasure
    party.name = party.name_normalised = GONE
    party.resident_id = party.phone = party.address = party.legal_representative = party.uscc = ""
    party.is_active = False
    party.save()


def _contents(bureau: Bureau) -> Iterator[tuple[int, int | None, dict[str, tuple[str, Any]]]]:
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select c.position, e.case_id, c.answers::text from act_content c join log_entry e using (bureau_id, position)"
        " where c.bureau_id = %s::bigint and e.kind <> 'erasure' order by c.position",
        (bureau.pk,),
    )
    for position, case_id, text in rows:
        contents = from_text(text)
        for _, value in contents.values():
            readable(value)
        yield position, case_id, contents


def _personal_of(case_id: int) -> frozenset[str]:
    try:
        procedure = procedure_of_case(Case.everywhere.get(pk=case_id))
    except ProcedureMissing:
        return frozenset()
    return frozenset(
        key for step in procedure.steps.values() for key, one in step.asks.items() if one.personal
    )


def _files(person: Person) -> dict[int, list[File]]:
    found: dict[int, list[File]] = {}
    personal: dict[int, frozenset[str]] = {}
    for file in File.objects.filter(erased_at__isnull=True).order_by("pk"):
        # What came with the person's own matter is their paper, whatever it is called.
        if file.case_id in person.by_case and file.case_id not in personal:
            personal[file.case_id] = _personal_of(file.case_id)
        theirs = (
            file.field in personal[file.case_id]
            if file.case_id in person.by_case
            else file.case_id in person.own
        )
        if theirs or says(file.name, person.words_in(file.case_id)):
            found.setdefault(file.case_id, []).append(file)
    return found


def _drafts(person: Person) -> Iterator[int]:
    for draft in Draft.objects.all().iterator():
        if draft.case_id in person.own or says(draft.answers, person.words):
            yield draft.pk


def _sessions(person: Person) -> Iterator[str]:
    # As the settings keep sessions; a session's own way of reading itself knows Django's plain form alone.
    store_of = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in Session.objects.all().iterator():
        if says(store_of.decode(session.session_data), person.words):
            yield session.pk


def _rows(person: Person) -> Iterator[InRows]:
    """Rows of every other table of the bureau that say one of the words, by the columns that can."""
    for model in apps.get_models():
        options: Any = model._meta  # noqa: SLF001  (Django's public name for it)
        if (
            not issubclass(model, TenantModel)
            or not options.managed
            or options.db_table in _APART
            or options.app_label == "house"
        ):
            continue
        columns = [one for one in options.local_concrete_fields if _has_words(one)]
        said: dict[str, list[int]] = {}
        for row in model.objects.all().iterator() if columns else ():
            words = person.words_in(getattr(row, "case_id", None))
            for one in columns:
                if says(getattr(row, one.name), words):
                    said.setdefault(one.name, []).append(row.pk)
        if said:
            keys = sorted({pk for listed in said.values() for pk in listed})
            yield InRows(model, str(options.verbose_name), tuple(said), tuple(keys))


def _has_words(column: models.Field[Any, Any]) -> bool:
    from django.contrib.postgres.fields import ArrayField

    if isinstance(column, ArrayField):
        return isinstance(column.base_field, models.CharField | models.TextField)
    return isinstance(column, models.CharField | models.TextField | models.JSONField) and not column.choices
