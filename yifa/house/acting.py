"""Who an officer is to a procedure on a day: identifiers of person, post and department, and powers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yifa.house.errors import PostNotHeld
from yifa.house.powers import lent_powers
from yifa.house.qualifications import qualified
from yifa.procedure import Who

if TYPE_CHECKING:
    from yifa.house.models import Officer, Post


def officer_key(officer_id: int) -> str:
    """An officer's identifier in markings and in the log."""
    return f"o:{officer_id}"


def post_key(post_id: int) -> str:
    """A post's identifier in markings and in the log."""
    return f"p:{post_id}"


def department_key(department_id: int) -> str:
    """A department's identifier in markings and in the log."""
    return f"d:{department_id}"


def number_in(key: str) -> int:
    """The primary key in an identifier such as ``o:12``."""
    return int(key.partition(":")[2])


def who_is(officer: Officer, on: date, post: Post | None = None) -> Who:
    """See ``Officer.who``. Without ``post``, the post named is the first held; powers are those of all posts, and what a
    certificate valid on the day gives. Whom the officer stands in for comes with ``lent``: each in that person's post alone."""
    held = officer.holdings_on(on)
    lent = officer.lent_on(on) if post is None else []
    if post is not None:
        held = [holding for holding in held if holding.post_id == post.pk]
        if not held:
            raise PostNotHeld(
                zh=f"{officer.name}在{on}不担任“{post.name}”，不能以该岗位办理；请先办理任职。",
                en=f"{officer.name} does not hold the post “{post.title.en}” on {on}; appoint them first.",
            )
    key = officer_key(officer.pk)
    qualifications = qualified([*held, *lent][0]) if held or lent else frozenset()
    own = qualifications.union(*(holding.post.powers for holding in held))
    first = held[0].post if held else None
    return Who(
        officer=key,
        post=None if first is None else post_key(first.pk),
        department=None if first is None else department_key(first.department_id),
        powers=own,
        lent=tuple(
            Who(
                officer=key,
                post=post_key(one.post_id),
                department=department_key(one.post.department_id),
                powers=qualifications | lent_powers(one.post.powers, own),
                instead_of=officer_key(one.instead_of_id),
                mandate=one.mandate,
            )
            for one in lent
            if one.instead_of_id is not None
        ),
    )
