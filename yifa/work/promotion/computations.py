"""How many came to the meeting that discussed somebody, as its own case says."""

from __future__ import annotations

from yifa.cases.acting.computing import Facts, computation
from yifa.cases.models import Case
from yifa.cases.told.links import answers_of
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json


@computation("attendance-of-item", always=True)
def attendance_of_item(facts: Facts) -> Json:
    """The attendance of the meeting at which the item was decided."""
    number = str(facts.linked("item").get("meeting") or "")
    with using_bureau(facts.bureau_id):
        meeting = Case.objects.filter(number=number).first() if number else None
    found = None if meeting is None else answers_of(meeting).get("quorum")
    return found if isinstance(found, str) else None
