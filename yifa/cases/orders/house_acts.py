"""The bureau's own order as acts: ending an appointment, handing over a post, merging parties.

Each enters the log with what it did.

An administrator has no other way to do these things, so that every intervention stands in the record. What gives somebody a
post, powers or a log-in takes two people: ``house_approval`` asks and decides, and calls what is here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from yifa.cases import store
from yifa.cases.acting.batch import Batch
from yifa.cases.acting.composing import plain_answers, recorded_after, times
from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.models import Case
from yifa.cases.orders import handing_over
from yifa.evidence.commitments import commit_all
from yifa.evidence.entries import Entry, Kind
from yifa.evidence.merkle import leaf_hash
from yifa.house import appointments
from yifa.house.acting import officer_key, post_key
from yifa.house.models import Bureau, Holding, Officer, OrderKind, Post
from yifa.house.powers import HEAD, SYSTEM_ADMINISTRATOR, title_of
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_days, legal_day
from yifa.law.text import Bilingual
from yifa.parties import merging
from yifa.parties.models import Party
from yifa.procedure import Json

END_APPOINTMENT: Final = "end-appointment"
HAND_OVER_POST: Final = OrderKind.HAND_OVER.value
MERGE_PARTIES: Final = "merge-parties"
CHANGE_PASSWORD: Final = "change-password"  # noqa: S105

TITLES: Final = {
    OrderKind.APPOINT: Bilingual("任职", "Appoint"),
    END_APPOINTMENT: Bilingual("免职", "End an appointment"),
    HAND_OVER_POST: Bilingual("岗位交接", "Hand over a post"),
    OrderKind.SET_POWERS: Bilingual("调整岗位职权", "Set a post's powers"),
    OrderKind.OPEN_LOGIN: Bilingual("开设登录账号", "Open a log-in"),
    OrderKind.RESET_LOGIN: Bilingual("重设登录密码", "Reset a log-in"),
    OrderKind.SEAT: Bilingual("登记议事机构成员", "Give a seat in a body"),
    OrderKind.UNSEAT: Bilingual("免去议事机构成员", "End a seat in a body"),
    OrderKind.FIRST_DAY: Bilingual("确定启用日期", "Set the bureau's first day with Yifa"),
    MERGE_PARTIES: Bilingual("合并相对人", "Merge parties"),
    CHANGE_PASSWORD: Bilingual("修改本人密码", "Change one's password"),
}

_AT_ONCE: Final = 500


def enter_house(
    bureau: Bureau,
    step: str,
    *,
    actor: Actor,
    answers: Mapping[str, object],
    now: datetime,
    refers: tuple[int, ...] = (),
    kind: str = Kind.HOUSE,
) -> int:
    """Enter an act of the house in the bureau's log, within the caller's transaction; gives its position.

    refers: positions of earlier entries that it answers. kind: an erasure in acts of the house is one of its own.
    """
    chosen = times(None, now)
    _, last = store.lock_head(bureau.pk)
    chosen = recorded_after(chosen, last)
    plain: dict[str, Json] = plain_answers(None, answers)
    commitments, salts = commit_all(plain)
    who = actor.who(chosen.on)
    entry = Entry(
        bureau=bureau.code,
        kind=kind,
        step=step,
        actor=actor.quality,
        happened_at=chosen.happened_at,
        recorded_at=chosen.recorded_at,
        officer=who.officer,
        post=who.post,
        answers=commitments,
        refers=refers,
    ).to_bytes()
    write = store.Write(
        bureau_id=bureau.pk,
        case_id=None,
        case_version=0,
        officer_id=actor.officer_id,
        step=step,
        kind=kind,
        happened_at=chosen.happened_at,
        recorded_at=chosen.recorded_at,
        late=False,
        leaf_hash=leaf_hash(entry),
        entry=entry,
        answers={key: (salts[key].hex(), value) for key, value in plain.items()},
    )
    return store.write_act(write).position


@contextmanager
def entering(bureau: Bureau, step: str, *, actor: Actor, now: datetime) -> Iterator[dict[str, object]]:
    """A transaction for the bureau that ends with an act of the house; the block puts its answers into what it is given.

    A block that puts nothing there has done nothing, and nothing is entered.
    """
    with transaction.atomic(), using_bureau(bureau):
        told: dict[str, object] = {}
        yield told
        if told:
            enter_house(bureau, step, actor=actor, answers=told, now=now)


def require_power(actor: Actor, on: date, *powers: str) -> Officer:
    """The officer who acts, holding one of these powers in the posts in which they act. Raises DeskRefused.

    Asked within the act, so that no page, command or script goes round it.
    """
    names = [title_of(power) for power in powers]
    if actor.person is None or actor.who(on).powers.isdisjoint(powers):
        raise DeskRefused(
            zh=f"办理这件事须具有{'或'.join(f'“{name.zh}”' for name in names)}职权。",
            en=f"This needs the power {' or '.join(repr(name.en) for name in names)}.",
        )
    return actor.person


def end_appointment(
    officer: Officer, post: Post, *, until_on: date, reason: str, actor: Actor, now: datetime
) -> Holding:
    """End an appointment with a day, the last one held.

    Raises NothingToHandOver, RolesClash (a role of the system would be left without anybody), DeskRefused (without the power).
    """
    bureau = officer.bureau
    with transaction.atomic(), using_bureau(bureau):
        require_power(actor, legal_day(now), SYSTEM_ADMINISTRATOR, HEAD)
        appointments.check_vacancy(officer, [post], until_on)
        holding = appointments.end_holding(officer, post, until_on)
        enter_house(
            bureau,
            END_APPOINTMENT,
            actor=actor,
            answers={
                "officer": officer_key(officer.pk),
                "post": post_key(post.pk),
                "until": until_on,
                "reason": reason,
            },
            now=now,
        )
    return holding


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A post that changed hands, with its open cases: how many, and where the first entry about it stands."""

    holding: Holding
    cases: int
    position: int


def hand_over_post(
    post: Post,
    *,
    giver: Officer,
    taker: Officer,
    from_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
    more: Mapping[str, object],
    refers: tuple[int, ...],
) -> HandedOver:
    """Put ``taker`` into a post from a day on, in place of ``giver``, and give them the giver's open cases.

    The giver's last day is the day before. Each case gets its own entry; all of it happens, or nothing. Called by
    ``house_approval`` for an order that was approved: ``more`` says who asked, ``refers`` where. Raises NothingToHandOver,
    HoldingOverlaps, RolesClash, DeskRefused (to oneself, or without a reason).
    """
    check_hand_over(post, giver, taker, from_on, reason)
    bureau = post.bureau
    with transaction.atomic(), using_bureau(bureau):
        appointments.end_holding(giver, post, add_days(from_on, -1))
        holding = appointments.appoint(taker, post, from_on)
        remaining = giver.powers_on(from_on)
        position = enter_house(
            bureau,
            HAND_OVER_POST,
            actor=actor,
            answers={
                "post": post_key(post.pk),
                "giver": officer_key(giver.pk),
                "taker": officer_key(taker.pk),
                "from": from_on,
                "reason": reason,
                **more,
            },
            now=now,
            refers=refers,
        )
        moved = 0
        open_cases = Case.everywhere.filter(bureau=bureau, assignee=giver, closed_on__isnull=True).order_by(
            "id"
        )
        ids = list(open_cases.values_list("id", flat=True))
        with Batch(bureau, now=now) as batch:
            for start in range(0, len(ids), _AT_ONCE):
                part = ids[start : start + _AT_ONCE]
                batch.load(part)
                for case_id in part:
                    moved += batch.hand_over(case_id, to=taker, reason=reason, actor=actor, keeps=remaining)
    return HandedOver(holding, moved, position)


def check_hand_over(post: Post, giver: Officer, taker: Officer, from_on: date, reason: str) -> None:
    """Raise what ``hand_over_post`` would raise before anything moves."""
    if giver.pk == taker.pk or not reason.strip():
        raise DeskRefused(
            zh="请填写交接理由，并选择另一人接手。",
            en="Give a reason, and choose another person to take over.",
        )
    with using_bureau(post.bureau):
        appointments.check_appointment(taker, post, from_on, instead_of=giver)
        missing = handing_over.missing(post, giver, taker, from_on)
    if missing is not None:
        raise DeskRefused(zh=missing.zh, en=missing.en)


def merge_parties(party: Party, into: Party, *, reason: str, actor: Actor, now: datetime) -> merging.Plan:
    """Merge a double into the party that stays, as ``merging.plan`` shows it. Raises MergeRefused."""
    bureau = into.bureau
    with transaction.atomic(), using_bureau(bureau):
        plan = merging.plan(party, into)
        enter_house(
            bureau,
            MERGE_PARTIES,
            actor=actor,
            answers={
                "party": party.pk,
                "into": into.pk,
                "filled": sorted(plan.filled),
                "moves": {move.relation: move.count for move in plan.moves if move.count},
                "reason": reason,
            },
            now=now,
        )
        store.move_cases_of_party(bureau.pk, party.pk, into.pk)
        merging.carry_out(plan)
    return plan
