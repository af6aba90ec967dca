"""What the house knows of somebody's posts, so that nobody types it."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.computing import Facts, computation, listing
from yifa.house.models import Post
from yifa.house.roster import roster_on
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json
from yifa.work.personnel.terms import Term, terms


@listing("posts", of_the_house=True)
def posts(facts: Facts) -> list[str]:
    """The bureau's posts, those of one name once."""

    def read(bureau_id: int) -> list[str]:
        with using_bureau(bureau_id):
            return list(dict.fromkeys(Post.objects.filter(is_active=True).values_list("name", flat=True)))

    return facts.once("posts", read)


def _term(facts: Facts) -> Term | None:
    """The post of somebody that is to be rotated first, else the one held longest; read once for a step."""
    return facts.here("term", lambda: _next_due(facts))


def _next_due(facts: Facts) -> Term | None:
    officer = roster_on(facts.bureau_id, facts.on).get(str(facts.answers.get("who") or ""))
    if officer is None:
        return None
    held = terms(facts.bureau_id, facts.on, officer.pk)
    key = [one for one in held if one.due_on is not None and one.done_on is None and not one.under_way]
    return min(key, key=lambda one: one.due_on or facts.on) if key else held[0] if held else None


@computation("post-held", always=True)
def post_held(facts: Facts) -> Json:
    """Which post."""
    found = _term(facts)
    return None if found is None else found.post


@computation("post-held-since", always=True)
def post_held_since(facts: Facts) -> Json:
    """Since when it was held without a gap."""
    found = _term(facts)
    return None if found is None else found.since.isoformat()


@computation("rotation-due", always=True)
def rotation_due(facts: Facts) -> Json:
    """By when it is rotated; for a post that is none of the key posts, the day of the step."""
    found = _term(facts)
    due: date | None = None if found is None else found.due_on or facts.on
    return None if due is None else due.isoformat()
