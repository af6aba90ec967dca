"""What the rules of permits count: points, the class that they give, too long a term, a renewal in time."""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.acting.computing import Facts, computation
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_days, add_years
from yifa.procedure import Json
from yifa.procedure.answers import day_of
from yifa.work.permits.points import table
from yifa.work.permits.registers import FOLLOWING, WorkPermit

RENEWAL_DAYS: Final = 30
"""行政许可法 §50: thirty days before the end."""


def before(number: str, decided_on: date | None = None) -> WorkPermit | None:
    """The permit of a number that was granted last, before a day where one is given."""
    rows = WorkPermit.objects.filter(permit_number=number, outcome="granted").exclude(valid_until=None)
    if decided_on is not None:
        rows = rows.filter(decided_on__lt=decided_on)
    return rows.order_by("-decided_on", "-id").first()


@computation("work-permit-points", always=True, alone=True)
def points(facts: Facts) -> Json:
    """The points of the table."""
    if facts.answers.get("ground") != "points":
        return None
    return table().points(facts.answers)


@computation("work-permit-class-fits", always=True, alone=True)
def class_fits(facts: Facts) -> Json:
    """Whether the class is what the points give; a permit on another ground has no points."""
    if facts.answers.get("ground") != "points":
        return True
    found = table().points(facts.answers)
    return found is not None and table().class_of(found) == facts.answers.get("permit_class")


@computation("work-permit-term-fits", always=True, alone=True)
def term_fits(facts: Facts) -> Json:
    """Whether the term is no longer than that of the class; True where no term was given."""
    first, last = day_of(facts.answers.get("valid_from")), day_of(facts.answers.get("valid_until"))
    years = table().terms_years.get(str(facts.answers.get("permit_class") or ""))
    if first is None or last is None or years is None:
        return True
    return last <= add_years(first, years)


@computation("work-permit-known", always=True)
def known(facts: Facts) -> Json:
    """Whether the permit that is extended, changed or cancelled is in the register; True of a new one."""
    if facts.answers.get("act") not in FOLLOWING:
        return True
    with using_bureau(facts.bureau_id):
        return before(str(facts.answers.get("permit_number") or "")) is not None


@computation("work-permit-in-time", always=True)
def in_time(facts: Facts) -> Json:
    """Whether an extension was applied for thirty days before the end of what it extends; True of anything else."""
    asked = day_of(facts.answers.get("filed_on"))
    if facts.answers.get("act") != "extend" or asked is None:
        return True
    with using_bureau(facts.bureau_id):
        found = before(str(facts.answers.get("permit_number") or ""), day_of(facts.answers.get("decided_on")))
    if found is None or found.valid_until is None:
        return True
    return add_days(asked, table().renewal_days) <= found.valid_until


@computation("renewal-in-time", always=True)
def renewal_in_time(facts: Facts) -> Json:
    """Whether a licence's renewal is asked for thirty days before its end (行政许可法 §50)."""
    ends = day_of(facts.linked("licence").get("valid_until"))
    return None if ends is None else add_days(facts.on, RENEWAL_DAYS) <= ends
