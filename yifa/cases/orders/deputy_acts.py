"""Being away as acts of the record: an officer names who stands in for them, and it ends before its time.

Naming is the officer's own act; nobody names a deputy for another. It is ended by whoever named, whoever stands in, or those who
may end an appointment.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.orders.house_acts import enter_house, require_power
from yifa.cases.told.mandates import NAME_DEPUTY
from yifa.house import deputies
from yifa.house.acting import officer_key, post_key
from yifa.house.appointments import end_lending
from yifa.house.models import Bureau, Holding, Officer, Post
from yifa.house.powers import HEAD, SYSTEM_ADMINISTRATOR
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual

END_DEPUTY: Final = "end-deputy"
ENDED_BY: Final = (SYSTEM_ADMINISTRATOR, HEAD)

TITLES: Final = {
    NAME_DEPUTY: Bilingual("委托代办", "Name who stands in"),
    END_DEPUTY: Bilingual("结束代办", "End standing in"),
}


def name_deputy(
    deputy: Officer,
    posts: Sequence[Post],
    *,
    from_on: date,
    until_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Have somebody stand in for the actor in posts of their own, both days included; gives the entry's position.

    Raises DeskRefused, DeputyRefused, KinTogether.
    """
    if actor.person is None:
        raise DeskRefused(zh="只有工作人员可以委托代办。", en="Only officers name who stands in.")
    if not reason.strip():
        raise DeskRefused(zh="请填写外出事由。", en="Give the reason why you are away.")
    officer = actor.person
    with transaction.atomic(), using_bureau(officer.bureau_id):
        # Two namings at once come one after the other.
        locked = Officer.everywhere.select_for_update().filter(pk__in=(officer.pk, deputy.pk)).order_by("pk")
        list(locked)
        deputies.check_deputy(officer, deputy, posts, from_on, until_on, legal_day(now))
        position = enter_house(
            officer.bureau,
            NAME_DEPUTY,
            actor=actor,
            answers={
                "officer": officer_key(officer.pk),
                "deputy": officer_key(deputy.pk),
                "posts": [post_key(post.pk) for post in posts],
                "from": from_on,
                "until": until_on,
                "reason": reason.strip(),
            },
            now=now,
        )
        deputies.lend(officer, deputy, posts, from_on, until_on, position)
    return position


def end_deputy(bureau: Bureau, mandate: int, *, actor: Actor, now: datetime) -> None:
    """End what was lent by an entry, from today on. Raises DeskRefused where it is over, and for those not concerned."""
    today = legal_day(now)
    with transaction.atomic(), using_bureau(bureau):
        rows = list(
            Holding.with_deputies.select_for_update(of=("self",))
            .select_related("officer", "instead_of")
            .filter(bureau=bureau, mandate=mandate, until_on__gte=today)
        )
        if not rows:
            raise DeskRefused(
                zh="这项代办已经结束，无需再办。", en="This is over already; there is nothing to end."
            )
        if actor.officer_id not in (rows[0].officer_id, rows[0].instead_of_id):
            require_power(actor, today, *ENDED_BY)
        enter_house(
            bureau,
            END_DEPUTY,
            actor=actor,
            answers={
                "officer": officer_key(rows[0].instead_of_id or 0),
                "deputy": officer_key(rows[0].officer_id),
                "posts": [post_key(one.post_id) for one in rows],
            },
            now=now,
            refers=(mandate,),
        )
        end_lending(rows, today)
