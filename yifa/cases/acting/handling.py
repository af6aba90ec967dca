"""What every desk does around the steps of a procedure: hand over, ask another for an opinion, urge, copy to.

Each is an act like any other, entered with kind ``desk``; it changes who is to do something, never where the case stands. A
closed case takes none of them, and each is refused where it would be idle: to oneself, to nobody, without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db import transaction

from yifa.cases import store
from yifa.cases.acting.act import Receipt, happened_since
from yifa.cases.acting.composing import Standing, Times, enter, mandates, marking_text, recorded_after, times
from yifa.cases.actors import Actor
from yifa.cases.errors import CaseMoved, DeskRefused, NoSuchCase
from yifa.cases.files import NewFile, StoredFile
from yifa.cases.files import store as store_file
from yifa.cases.models import DeskItem, DeskItemKind, File, LogEntry
from yifa.cases.told.obligations import rows_for
from yifa.evidence.entries import Kind
from yifa.house.acting import department_key, number_in, officer_key
from yifa.house.models import Bureau, Department, Officer
from yifa.house.tenancy import using_bureau
from yifa.law.calendar import Calendar
from yifa.law.limits import legal_day, warned_on
from yifa.law.text import Bilingual
from yifa.procedure import Json, Who, owed

HAND_OVER: Final = "hand-over"
ASK_OPINION: Final = "ask-opinion"
GIVE_OPINION: Final = "give-opinion"
URGE: Final = "urge"
COPY_TO: Final = "copy-to"
TAKE_NOTE: Final = "take-note"

TITLES: Final = {
    HAND_OVER: Bilingual("移交", "Hand over"),
    ASK_OPINION: Bilingual("征求意见", "Ask for an opinion"),
    GIVE_OPINION: Bilingual("反馈意见", "Give an opinion"),
    URGE: Bilingual("催办", "Urge"),
    COPY_TO: Bilingual("抄送", "Copy to"),
    TAKE_NOTE: Bilingual("已阅", "Take note"),
}

_TRIES: Final = 5


def opinion_rule(case_version: int) -> str:
    """Under which name an asked opinion stands among what is owed: by the entry that asked it."""
    return f"desk/opinion/{case_version}"


def opinion_row(
    version: int, recipient_id: int, since_on: date, answer_by_on: date | None, calendar: Calendar
) -> store.OwedRow:
    """The row of an asked opinion in the index of what is owed."""
    amber = None
    if answer_by_on is not None:
        amber = max(since_on, warned_on(answer_by_on, calendar))
    return store.OwedRow(
        opinion_rule(version),
        officer_key(recipient_id),
        (GIVE_OPINION,),
        since_on,
        answer_by_on,
        amber,
        is_promise=False,
    )


@dataclass(slots=True)
class _Plan:
    """What a desk act writes besides its entry."""

    answers: dict[str, Json]
    refers: tuple[int, ...] = ()
    moved: tuple[int | None, int | None] | None = None
    dropped: tuple[str, ...] = ()
    owed: tuple[store.OwedRow, ...] = ()
    answered: DeskItem | None = None
    items: tuple[DeskItem, ...] = ()
    files: tuple[StoredFile, ...] = ()


def hand_over(
    case_id: int,
    *,
    actor: Actor,
    to: Officer | None = None,
    department: Department | None = None,
    reason: str,
    now: datetime,
    expected_version: int | None = None,
) -> Receipt:
    """Give a case to another officer, or to a department (then nobody in particular).

    Refused for a closed case, without a reason, to whoever has it already, and to an officer who may take none of the steps
    that are owed.
    """
    _need_words(reason, "移交理由", "the reason for handing over")
    _need_own(actor, to, department)

    def plan(standing: Standing) -> _Plan:
        new_department = department.pk if department is not None else standing.department_id
        new_assignee = None if to is None else to.pk
        if (new_department, new_assignee) == (standing.department_id, standing.assignee_id):
            raise DeskRefused(
                zh="事项已经由该人员或科室办理，无需移交。",
                en="The case is already with them; there is nothing to hand over.",
            )
        items = owed(standing.procedure, standing.marking)
        if to is not None:
            _need_able(standing, to, [step for item in items for step in item.steps], legal_day(now))
        rows = rows_for(
            standing.procedure, standing.marking, items, standing.calendar, new_department, new_assignee
        )
        return _Plan(
            answers={
                "to_officer": None if to is None else officer_key(to.pk),
                "to_department": None if new_department is None else department_key(new_department),
                "reason": reason,
            },
            moved=(new_department, new_assignee),
            dropped=tuple(item.rule_id for item in items),
            owed=tuple(rows),
        )

    return _enter(case_id, HAND_OVER, actor, now, expected_version, plan)


def ask_opinion(
    case_id: int,
    *,
    actor: Actor,
    of: Officer,
    question: str,
    answer_by_on: date | None = None,
    now: datetime,
) -> Receipt:
    """Ask another officer for an opinion; it stands on their *Today* until they give it. No limit of the case stops."""
    _need_words(question, "征求意见的问题", "the question")
    _need_own(actor, of)
    _need_another(actor, of)
    on = legal_day(now)
    if answer_by_on is not None and answer_by_on < on:
        raise DeskRefused(zh="答复期限早于今天，请改正。", en="The day to answer by is past; correct it.")

    def plan(standing: Standing) -> _Plan:
        version = standing.version + 1
        return _Plan(
            answers={
                "of": officer_key(of.pk),
                "question": question,
                "answer_by": None if answer_by_on is None else answer_by_on.isoformat(),
            },
            owed=(opinion_row(version, of.pk, on, answer_by_on, standing.calendar),),
            items=(_item(standing, DeskItemKind.OPINION, actor, of, on, answer_by_on),),
        )

    return _enter(case_id, ASK_OPINION, actor, now, None, plan)


def give_opinion(
    item_id: int, *, actor: Actor, opinion: str, files: Sequence[NewFile] = (), now: datetime
) -> Receipt:
    """Answer an asked opinion. Refused to anybody else, and a second time."""
    _need_words(opinion, "意见", "the opinion")
    item = _open_item(item_id, actor, legal_day(now), DeskItemKind.OPINION)
    limit = Bureau.objects.values_list("file_limit_bytes", flat=True).get(pk=actor.bureau_id)
    stored = tuple(store_file(file, limit) for file in files)

    def plan(_: Standing) -> _Plan:
        asked_version = _version_at(actor.bureau_id, item)
        return _Plan(
            answers={"opinion": opinion},
            refers=(item.log_position,),
            dropped=(opinion_rule(asked_version),),
            answered=item,
            files=stored,
        )

    return _enter(item.case_id, GIVE_OPINION, actor, now, None, plan)


def urge(case_id: int, *, actor: Actor, officer: Officer, words: str, now: datetime) -> Receipt:
    """Urge whoever is to act. The urging is on record; it changes no limit."""
    _need_words(words, "催办内容", "what is urged")
    _need_own(actor, officer)
    _need_another(actor, officer)

    def plan(standing: Standing) -> _Plan:
        return _Plan(
            answers={"officer": officer_key(officer.pk), "words": words},
            items=(_item(standing, DeskItemKind.URGE, actor, officer, legal_day(now)),),
        )

    return _enter(case_id, URGE, actor, now, None, plan)


def copy_to(
    case_id: int, *, actor: Actor, officers: Sequence[Officer], words: str = "", now: datetime
) -> Receipt:
    """Let other officers know of a case."""
    recipients = list({officer.pk: officer for officer in officers}.values())
    if not recipients:
        raise DeskRefused(zh="请选择抄送的人员。", en="Choose whom to copy to.")
    for officer in recipients:
        _need_own(actor, officer)
        _need_another(actor, officer)

    def plan(standing: Standing) -> _Plan:
        return _Plan(
            answers={"officers": [officer_key(officer.pk) for officer in recipients], "words": words},
            items=tuple(
                _item(standing, DeskItemKind.COPY, actor, officer, legal_day(now)) for officer in recipients
            ),
        )

    return _enter(case_id, COPY_TO, actor, now, None, plan)


def take_note(item_id: int, *, actor: Actor, now: datetime) -> Receipt:
    """Take note of an urging or a copy, which then leaves the list of what is new."""
    item = _open_item(item_id, actor, legal_day(now), DeskItemKind.URGE, DeskItemKind.COPY)

    def plan(_: Standing) -> _Plan:
        return _Plan(answers={}, refers=(item.log_position,), answered=item)

    return _enter(item.case_id, TAKE_NOTE, actor, now, None, plan)


def _enter(
    case_id: int,
    step: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None,
    planning: Callable[[Standing], _Plan],
) -> Receipt:
    if actor.person is None:
        raise DeskRefused(zh="只有工作人员可以办理。", en="Only officers do this.")
    chosen = times(None, now)
    for _ in range(_TRIES):
        state = store.read_case(actor.bureau_id, case_id)
        if state is None:
            raise NoSuchCase(case_id)
        if expected_version is not None and state.version != expected_version:
            raise CaseMoved(happened_since(actor.bureau_id, case_id, expected_version, state))
        if state.closed_on is not None:
            raise DeskRefused(
                zh=f"事项已于{state.closed_on}办结，不能再办理「{TITLES[step].zh}」。",
                en=f"The case was closed on {state.closed_on}; '{TITLES[step].en}' is no longer possible.",
            )
        standing = Standing.of(actor.bureau_id, case_id, state)
        plan = planning(standing)
        try:
            with transaction.atomic(), using_bureau(actor.bureau_id):
                recorded = recorded_after(chosen, store.head(actor.bureau_id)[1])
                return _write(standing, step, actor, plan, recorded)
        except (store.Moved, store.LaterEntry):
            continue
    raise CaseMoved(())


def _write(standing: Standing, step: str, actor: Actor, plan: _Plan, chosen: Times) -> Receipt:
    who = _in_place_of(actor.who(chosen.on), plan.answered, standing)
    write, salts = enter(
        standing,
        step=step,
        kind=Kind.DESK,
        who=who,
        actor=actor,
        chosen=chosen,
        answers=plan.answers,
        files=plan.files,
        refers=tuple(sorted({*plan.refers, *mandates((who,))})),
    )
    write.marking = marking_text(standing.marking)
    write.moved = plan.moved
    write.dropped = plan.dropped
    write.owed = plan.owed
    position = store.write_act(write).position
    for item in plan.items:
        item.log_position = position
    if plan.items:
        DeskItem.everywhere.bulk_create(plan.items)
    if plan.answered is not None:
        answered = DeskItem.everywhere.filter(pk=plan.answered.pk, answered_position=None)
        if not answered.update(answered_position=position):
            raise store.Moved
    File.everywhere.bulk_create(
        [
            File(
                bureau_id=standing.bureau_id,
                case_id=standing.case_id,
                log_position=position,
                place=place,
                field=file.field,
                name=file.name,
                digest=file.digest.hex(),
                size=file.size,
                media_type=file.media_type,
                salt=salt,
            )
            for place, (file, salt) in enumerate(zip(plan.files, salts, strict=True))
        ]
    )
    return Receipt(
        bureau_code=standing.bureau_code,
        case_id=standing.case_id,
        case_number=standing.number,
        case_version=write.case_version,
        position=position,
        step=step,
        happened_at=write.happened_at,
        recorded_at=write.recorded_at,
        late=False,
        leaf_hash=write.leaf_hash,
        closed=False,
        done_for=None if who.instead_of is None else number_in(who.instead_of),
    )


def _in_place_of(who: Who, answered: DeskItem | None, standing: Standing) -> Who:
    """In whose place a desk act is done: of whom was asked, or of whoever handles the matter, where the actor does so."""
    absent = answered.recipient_id if answered is not None else standing.assignee_id
    key = None if absent is None else officer_key(absent)
    return next((one for one in who.lent if one.instead_of == key), replace(who, lent=()))


def _item(
    standing: Standing,
    kind: DeskItemKind,
    actor: Actor,
    recipient: Officer,
    on: date,
    answer_by_on: date | None = None,
) -> DeskItem:
    assert actor.person is not None
    return DeskItem(
        bureau_id=standing.bureau_id,
        case_id=standing.case_id,
        kind=kind,
        sender=actor.person,
        recipient=recipient,
        sent_on=on,
        answer_by_on=answer_by_on,
    )


def absent_for(officer: Officer, on: date) -> frozenset[int]:
    """Primary keys of those in whose place an officer stands on a day."""
    return frozenset(one.instead_of_id for one in officer.lent_on(on) if one.instead_of_id is not None)


def _open_item(item_id: int, actor: Actor, on: date, *kinds: DeskItemKind) -> DeskItem:
    with using_bureau(actor.bureau_id):
        item = DeskItem.objects.filter(pk=item_id, kind__in=kinds).first()
    if item is None or not (
        item.recipient_id == actor.officer_id
        or (actor.person and item.recipient_id in absent_for(actor.person, on))
    ):
        raise DeskRefused(
            zh="没有发给您的这一事项，请刷新后重试。",
            en="Nothing of this kind was sent to you; reload the page.",
        )
    if item.answered_position is not None:
        raise DeskRefused(zh="已经答复过，不能重复答复。", en="This was answered already.")
    return item


def _version_at(bureau_id: int, item: DeskItem) -> int:
    with using_bureau(bureau_id):
        return LogEntry.objects.values_list("case_version", flat=True).get(
            bureau_id=bureau_id, position=item.log_position
        )


def _need_words(words: str, what_zh: str, what_en: str) -> None:
    if not words.strip():
        raise DeskRefused(zh=f"请填写{what_zh}。", en=f"Give {what_en}.")


def _need_own(actor: Actor, *those: Officer | Department | None) -> None:
    for one in those:
        if one is not None and (one.bureau_id != actor.bureau_id or not one.is_active):
            raise DeskRefused(
                zh=f"“{one.name}”不属于本机关或已停用，请另选。",
                en=f"“{one.name}” is not of this bureau, or no longer active; choose another.",
            )


def _need_another(actor: Actor, officer: Officer) -> None:
    if officer.pk == actor.officer_id:
        raise DeskRefused(
            zh="不能发给自己，请另选人员。", en="This cannot be sent to yourself; choose another."
        )


def _need_able(standing: Standing, officer: Officer, steps: Sequence[str], on: date) -> None:
    by_office = [
        standing.procedure.steps[step].by for step in steps if standing.procedure.steps[step].by.by_office
    ]
    powers = officer.powers_on(on)
    if by_office and not any(by.officer or not by.powers.isdisjoint(powers) for by in by_office):
        raise DeskRefused(
            zh=f"{officer.name}没有办理此事项应办步骤的职权，请移交给有职权的人员。",
            en=f"{officer.name} holds no power for any step that is owed; hand over to somebody who does.",
        )
