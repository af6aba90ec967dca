"""How a bureau begins: with the three who keep its system, as the first acts of its log.

Nobody is there yet who could ask or approve, so the system itself acts, once: for a bureau that has no officers. From then
on what gives somebody a post, powers or a log-in takes two people (``house_approval``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.orders.house_acts import enter_house
from yifa.cases.orders.house_orders import ADD_DEPARTMENT, ADD_OFFICER, ADD_POST
from yifa.house import accounts, appointments
from yifa.house.acting import department_key, officer_key, post_key
from yifa.house.models import Bureau, Department, Officer, OrderKind, Post
from yifa.house.powers import (
    AUDIT_ADMINISTRATOR,
    SECURITY_ADMINISTRATOR,
    SYSTEM_ADMINISTRATOR,
    SYSTEM_ROLES,
    title_of,
)
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual

FOUND_BUREAU: Final = "found-bureau"

TITLES: Final = {FOUND_BUREAU: Bilingual("登记机关", "Enter the bureau")}

ROLES: Final = (SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who is to keep the system in one of its roles: the user name and the person's name."""

    username: str
    name: str


def found(bureau: Bureau, keepers: Mapping[str, Keeper], now: datetime) -> dict[str, str]:
    """Enter a bureau that is not saved yet with its three keepers, by role; gives their first passwords by role, kept nowhere.

    Raises DeskRefused where a role lacks somebody or one person has two, AccountTaken for a user name that is there already.
    """
    _check(keepers)
    with transaction.atomic():
        bureau.save(force_insert=True)
        with using_bureau(bureau):
            actor = Actor.system(bureau)
            enter_house(bureau, FOUND_BUREAU, actor=actor, answers={"name": bureau.name}, now=now)
            department = Department.objects.create(
                bureau=bureau, name="系统管理", name_en="System administration"
            )
            enter_house(
                bureau,
                ADD_DEPARTMENT,
                actor=actor,
                answers={"department": department_key(department.pk), "name": department.name},
                now=now,
            )
            return {role: _keeper(department, role, keepers[role], actor, now) for role in ROLES}


def _check(keepers: Mapping[str, Keeper]) -> None:
    if set(keepers) != SYSTEM_ROLES or not all(one.username and one.name for one in keepers.values()):
        raise DeskRefused(
            zh="系统管理员、安全管理员、审计管理员三员都要指定，各写明用户名和姓名。",
            en="Name all three, each with user name and name: the system, the security and the audit administrator.",
        )
    if len({one.name for one in keepers.values()}) < len(ROLES) or len(
        {one.username.casefold() for one in keepers.values()}
    ) < len(ROLES):
        raise DeskRefused(
            zh="三员应当分设：系统管理员、安全管理员、审计管理员须是三个不同的人，用户名也各不相同。",
            en="The three roles stay apart: they must be three different people with three user names.",
        )


def _keeper(department: Department, role: str, keeper: Keeper, actor: Actor, now: datetime) -> str:
    bureau, title = department.bureau, title_of(role)
    post = Post.objects.create(
        bureau=bureau, department=department, name=title.zh, name_en=title.en, powers=[role]
    )
    officer = Officer.objects.create(bureau=bureau, name=keeper.name)
    on = legal_day(now)
    appointments.appoint(officer, post, on)
    password = accounts.new_password()
    accounts.open_account(officer, keeper.username, password)
    about_post, about_officer = {"post": post_key(post.pk)}, {"officer": officer_key(officer.pk)}
    for step, answers in (
        (
            ADD_POST,
            {**about_post, "department": department_key(department.pk), "name": post.name, "powers": [role]},
        ),
        (ADD_OFFICER, about_officer),
        (OrderKind.APPOINT.value, {**about_officer, **about_post, "from": on}),
        (OrderKind.OPEN_LOGIN.value, about_officer),
    ):
        enter_house(bureau, step, actor=actor, answers=answers, now=now)
    return password
