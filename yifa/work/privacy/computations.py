"""What nobody types of an erasure: which matters are due, and how many items its list has."""

from __future__ import annotations

from yifa.cases.acting.computing import Facts, computation
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json
from yifa.work.privacy.planning import due_on, listed


@computation("due-matters", always=True)
def due_numbers(facts: Facts) -> Json:
    """The numbers of the matters whose retention has ended; nothing where a person is to be erased."""
    if facts.answers.get("erasure_scope") != "due":
        return None
    with using_bureau(facts.bureau_id):
        bureau = Bureau.objects.get(pk=facts.bureau_id)
        return "\n".join(one.case.number for one in due_on(bureau, facts.on)) or None


@computation("erasure-listed", always=True)
def how_many(facts: Facts) -> Json:
    """The items of the list as it is now."""
    with using_bureau(facts.bureau_id):
        return listed(Bureau.objects.get(pk=facts.bureau_id), facts.answers)
