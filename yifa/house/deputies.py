"""Who stands in for whom for a time: the checks and the rows. Entered in the record by ``yifa.cases``, which calls these.

An officer who will be away names a deputy for posts of their own. What passes is what the post allows (``powers.lent_powers``):
neither the system's three roles, nor what somebody holds as the person they are; to decide for the bureau and to give legal
opinions pass only to those who may do so already. It does not pass on, and it ends with the post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from yifa.house.appointments import refuse_kin
from yifa.house.errors import DeputyRefused
from yifa.house.models import Holding, HoldingKind, Officer, Post
from yifa.house.powers import SYSTEM_ROLES, lent_powers, title_of
from yifa.law.limits import days_between

MOST_DAYS: Final = 90
"""Longer than this is an appointment in an acting capacity, which takes two people."""


@dataclass(frozen=True, slots=True)
class Passing:
    """What of a post passes to a deputy, and what stays."""

    post: Post
    passes: tuple[str, ...]
    stays: tuple[str, ...]


def passing(deputy: Officer, post: Post, on: date) -> Passing:
    """What passes of a post to somebody as they are on a day."""
    lent = lent_powers(post.powers, deputy.powers_on(on))
    return Passing(
        post,
        tuple(power for power in post.powers if power in lent),
        tuple(power for power in post.powers if power not in lent),
    )


def lendable(officer: Officer, on: date) -> list[Post]:
    """The posts that an officer may have somebody stand in: their own, without those of the system's three roles."""
    held = [one.post for one in officer.holdings_on(on)]
    return [post for post in held if SYSTEM_ROLES.isdisjoint(post.powers)]


def check_deputy(
    officer: Officer, deputy: Officer, posts: Sequence[Post], from_on: date, until_on: date, today: date
) -> None:
    """Raise DeputyRefused, or KinTogether, where this officer may not have this deputy in these posts in this time."""
    if deputy.pk == officer.pk:
        raise DeputyRefused(
            "不能委托自己代办，请另选人员。", "Nobody stands in for themselves; choose another."
        )
    if deputy.bureau_id != officer.bureau_id or not deputy.is_active or deputy.is_outside:
        raise DeputyRefused(
            f"{deputy.name}不是本机关在职人员，不能代办，请另选人员。",
            f"{deputy.name} is not in the service of this bureau and cannot stand in; choose another.",
        )
    if from_on < today:
        raise DeputyRefused(
            "代办从今天或者以后开始；已经过去的日子不能补办委托。",
            "Somebody stands in from today on, or from a later day; for days gone by nobody can be named.",
        )
    if until_on < from_on:
        raise DeputyRefused(
            f"止日{until_on}早于起日{from_on}，请改正。",
            f"The time would end on {until_on}, before it begins; correct it.",
        )
    if days_between(from_on, until_on) >= MOST_DAYS:
        raise DeputyRefused(
            f"代办一次不超过{MOST_DAYS}天；更长的，请系统管理员或者机关负责人申请代理任职。",
            f"Somebody stands in for at most {MOST_DAYS} days; for longer, have an acting appointment asked for.",
        )
    if not posts:
        raise DeputyRefused("请选择由谁代办哪个岗位。", "Choose the post in which somebody stands in.")
    _check_not_away(deputy, from_on, until_on)
    for post in posts:
        _check_post(officer, deputy, post, from_on, until_on)


def _check_not_away(deputy: Officer, from_on: date, until_on: date) -> None:
    """Whoever is away has somebody stand in for themselves, and stands in for nobody."""
    away = (
        Holding.with_deputies.filter(instead_of=deputy)
        .filter(_meets(from_on, until_on))
        .select_related("officer")
        .first()
    )
    if away is not None:
        raise DeputyRefused(
            f"{deputy.name}自己在{away.from_on}至{away.until_on}外出，由{away.officer.name}代办；代办不能再转给别人，请另选人员。",
            f"{deputy.name} is away from {away.from_on} to {away.until_on}, and {away.officer.name} stands in for them; what is "
            "lent does not pass on. Choose another.",
        )


def _check_post(officer: Officer, deputy: Officer, post: Post, from_on: date, until_on: date) -> None:
    own = (
        Holding.everywhere.filter(officer=officer, post=post, from_on__lte=from_on)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=until_on))
        .exists()
    )
    if not own:
        raise DeputyRefused(
            f"“{post.name}”在这段时间不（全）由{officer.name}担任，不能委托他人代办；代别人办理的岗位也不能再委托。",
            f"{officer.name} does not hold the post “{post.title.en}” for all this time and cannot lend it; nor is a "
            "post lent in which one only stands in.",
        )
    if not SYSTEM_ROLES.isdisjoint(post.powers):
        raise DeputyRefused(
            f"“{post.name}”是系统管理、安全管理或者审计管理岗位，不能委托代办；请由两人办理任职。",
            f"The post “{post.title.en}” keeps the system and is not lent; have somebody appointed by two people.",
        )
    held = {
        power
        for one in Holding.everywhere.filter(officer=deputy)
        .filter(_meets(from_on, until_on))
        .select_related("post")
        for power in one.post.powers
    }
    if held & SYSTEM_ROLES:
        name = title_of(min(held & SYSTEM_ROLES))
        raise DeputyRefused(
            f"{deputy.name}是{name.zh}，不办理业务，不能代办，请另选人员。",
            f"{deputy.name} is {name.en} and handles no matters; choose another.",
        )
    if post.powers and not lent_powers(post.powers, frozenset(held)):
        names = [title_of(power) for power in post.powers]
        raise DeputyRefused(
            f"“{post.name}”的职权（{'、'.join(one.zh for one in names)}）不能由{deputy.name}代办："
            "属于本人的，或者只有本身具有相应职权的人员才能代办。请另选人员，或者办理代理任职。",
            f"No power of the post “{post.title.en}” ({', '.join(one.en for one in names)}) passes to {deputy.name}: it "
            "is personal, or passes only to those who hold such a power themselves. Choose another, or have an acting "
            "appointment asked for.",
        )
    there = (
        Holding.with_deputies.filter(instead_of=officer, post=post)
        .filter(_meets(from_on, until_on))
        .select_related("officer")
        .first()
    )
    if there is not None:
        raise DeputyRefused(
            f"“{post.name}”自{there.from_on}至{there.until_on}已委托{there.officer.name}代办，时间不能重叠；请先结束，再另行委托。",
            f"{there.officer.name} stands in the post “{post.title.en}” from {there.from_on} to {there.until_on} already; "
            "end that first.",
        )
    refuse_kin(deputy, post, from_on, until_on, officer)


def lend(
    officer: Officer, deputy: Officer, posts: Sequence[Post], from_on: date, until_on: date, mandate: int
) -> list[Holding]:
    """Have the deputy stand in the posts. mandate: the entry that says so."""
    made = Holding.with_deputies.bulk_create(
        [
            Holding(
                bureau_id=officer.bureau_id,
                officer=deputy,
                post=post,
                from_on=from_on,
                until_on=until_on,
                kind=HoldingKind.ACTING,
                instead_of=officer,
                mandate=mandate,
            )
            for post in posts
        ]
    )
    deputy.forget()
    return made


def _meets(from_on: date, until_on: date) -> Q:
    return Q(from_on__lte=until_on) & (Q(until_on__isnull=True) | Q(until_on__gte=from_on))
