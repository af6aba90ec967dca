"""Who an officer is to a procedure on a day: identifiers of person, post and department, and powers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yifa.house.errors import PostNotHeld
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
    certificate valid on the day gives."""
    held = officer.holdings_on(on)
    if post is not None:
        held = [holding for holding in held if holding.post_id == post.pk]
        if not held:
            raise PostNotHeld(
                zh=f"{officer.name}在{on}不担任“{post.name}”，不能以该岗位办理；请先办理任职。",
                en=f"{officer.name} does not hold the post “{post.title.en}” on {on}; appoint them first.",
            )
    if not held:
        return Who(officer=officer_key(officer.pk))
    powers = qualified(held[0]).union(*(holding.post.powers for holding in held))
    first = held[0].post
    return Who(
        officer=officer_key(officer.pk),
        post=post_key(first.pk),
        department=department_key(first.department_id),
        powers=powers,
    )
