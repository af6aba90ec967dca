"""What nobody types of a transfer or a disposal: which matters are due, how many, and how many packages pass their checks."""

from __future__ import annotations

from io import BytesIO

from yifa.cases.acting.computing import Facts, computation
from yifa.cases.errors import RecordProblem
from yifa.cases.log.archive_package import write_package
from yifa.cases.models import Case
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.limits import start_of_day
from yifa.procedure import Json
from yifa.work.archives.terms import to_appraise, to_transfer


def _bureau(facts: Facts) -> Bureau:
    return Bureau.objects.get(pk=facts.bureau_id)


def numbers_in(told: object) -> list[str]:
    """The numbers of matters in a computed list."""
    return [str(one) for one in told] if isinstance(told, list) else []


def listed(bureau_id: int, told: object) -> list[Case]:
    """The matters of a list, in its order."""
    numbers = numbers_in(told)
    with using_bureau(bureau_id):
        found = {one.number: one for one in Case.objects.select_related("bureau").filter(number__in=numbers)}
    return [found[number] for number in numbers if number in found]


@computation("transfer-due", always=True)
def transfer_due(facts: Facts) -> Json:
    """The numbers of the matters that are due to be handed over."""
    with using_bureau(facts.bureau_id):
        return [one.case.number for one in to_transfer(_bureau(facts), facts.on)] or None


@computation("transfer-count", always=True)
def transfer_count(facts: Facts) -> Json:
    """How many they are."""
    with using_bureau(facts.bureau_id):
        return len(to_transfer(_bureau(facts), facts.on))


@computation("transfer-tested", always=True)
def transfer_tested(facts: Facts) -> Json:
    """How many packages of the list pass their four checks now; under the head that is signed, for an answer signs nothing."""
    passed = 0
    for case in listed(facts.bureau_id, facts.answers.get("due_numbers")):
        try:
            passed += write_package(case, BytesIO(), now=start_of_day(facts.on), sign=False).passes
        except RecordProblem:
            continue
    return passed


@computation("disposal-due", always=True)
def disposal_due(facts: Facts) -> Json:
    """The numbers of the matters whose years are over."""
    with using_bureau(facts.bureau_id):
        return [one.case.number for one in to_appraise(_bureau(facts), facts.on)] or None


@computation("disposal-count", always=True)
def disposal_count(facts: Facts) -> Json:
    """How many of the list are due now, or of all before there is a list."""
    with using_bureau(facts.bureau_id):
        due = {one.case.number for one in to_appraise(_bureau(facts), facts.on)}
    numbers = numbers_in(facts.answers.get("due_numbers"))
    return len(due.intersection(numbers)) if numbers else len(due)
