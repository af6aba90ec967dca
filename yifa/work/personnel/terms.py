"""How long posts have been held: read from the posts themselves, never typed.

公务员法 §71: heads of departments and those whose work is of a special nature are moved within the bureau by plan. Internal
control names key posts over money, contracts and examination.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from yifa.house.models import Holding, Officer
from yifa.house.roster import roster_on
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_days, add_years
from yifa.work.personnel.parameters import ROTATION_YEARS
from yifa.work.personnel.registers import Handover, Rotation

KEY_POWERS: Final = frozenset(
    {
        "section-head",
        "finance",
        "examiner",
        "contract-examiner",
        "contract-drafter",
        "recognition-clerk",
        "personnel",
    }
)
"""Powers whose posts are rotated: 内设机构领导职务, and work over money, contracts, examination and people."""


@dataclass(frozen=True, slots=True)
class Term:
    """A post in somebody's hands without a gap. due_on: by when it is rotated; None where it is no key post. done_on: when a
    rotation of this term was done. under_way: whether a matter of it is open."""

    officer: Officer
    post_id: int
    post: str
    post_en: str
    department: str
    since: date
    due_on: date | None
    done_on: date | None = None
    under_way: bool = False

    def is_due(self, on: date) -> bool:
        """Whether its time has come, and neither rotation nor audit answered it."""
        return self.due_on is not None and self.due_on <= on and self.done_on is None

    def length(self, on: date) -> tuple[int, int]:
        """Whole years and months until a day."""
        months = (on.year - self.since.year) * 12 + on.month - self.since.month - (on.day < self.since.day)
        return divmod(max(0, months), 12)


def terms(bureau_id: int, on: date, officer_id: int | None = None) -> list[Term]:
    """Every post held on a day with how long it was held in a row, the longest first; three queries."""
    years = ROTATION_YEARS.number_on(bureau_id, on)
    with using_bureau(bureau_id):
        rows = Holding.objects.filter(from_on__lte=on).select_related("officer", "post", "post__department")
        if officer_id is not None:
            rows = rows.filter(officer_id=officer_id)
        held: dict[tuple[int, int], list[Holding]] = {}
        for row in rows.order_by("from_on"):
            held.setdefault((row.officer_id, row.post_id), []).append(row)
        answered: dict[tuple[str, str, date], list[Rotation]] = {}
        for answer in Rotation.objects.select_related("case").order_by("id"):
            answered.setdefault((answer.who, answer.post_name, answer.held_since), []).append(answer)
        names = {one.pk: name for name, one in roster_on(bureau_id, on).items()}
    found = []
    for spans in held.values():
        last = spans[-1]
        if last.until_on is not None and last.until_on < on:
            continue
        since = last.from_on
        for before in reversed(spans[:-1]):
            if before.until_on is None or add_days(before.until_on, 1) < since:
                break
            since = before.from_on
        post = last.post
        is_key = not KEY_POWERS.isdisjoint(post.powers)
        due = add_years(since, years) if is_key else None
        answers = answered.get((names.get(last.officer_id, last.officer.name), post.name, since), [])
        done = {one.way: one.done_on for one in answers if one.done_on is not None}
        if due is not None and "audit" in done:
            due = max(due, add_years(done["audit"], years))
        found.append(
            Term(
                last.officer,
                post.pk,
                post.name,
                post.title.en,
                post.department.name,
                since,
                due,
                done.get("rotate"),
                any(one.case is not None and one.case.closed_on is None for one in answers),
            )
        )
    return sorted(found, key=lambda one: (one.since, one.officer.pk, one.post_id))


def has_signed_list(post: str, giver: Officer, taker: Officer, from_on: date) -> bool:
    """Whether both signed the list with which a post goes from one to the other with a day."""
    lists = Handover.objects.filter(giver=giver, taker=taker, post_name=post, from_on=from_on)
    return lists.filter(signed_on__isnull=False).exists()
