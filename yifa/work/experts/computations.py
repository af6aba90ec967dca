"""What a review computes: who signs, what a sheet adds up to, the panel's mean, and who stands far from the others."""

from __future__ import annotations

from decimal import Decimal

from yifa.cases.acting.computing import Facts, computation
from yifa.house.acting import number_in
from yifa.house.models import Officer
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json
from yifa.procedure.answers import rows_of
from yifa.work.experts.parameters import OUTLIER_POINTS
from yifa.work.experts.registers import ReviewSheet


@computation("acting-officer", always=True)
def acting_officer(facts: Facts) -> Json:
    """The name of whoever acts."""
    if not facts.officer:
        return None
    with using_bureau(facts.bureau_id):
        return Officer.objects.values_list("name", flat=True).get(pk=number_in(facts.officer))


@computation("sheet-total", always=True, alone=True)
def sheet_total(facts: Facts) -> Json:
    """What the items of a sheet add up to."""
    points = [row.get("points") for row in rows_of(facts.answers, "items")]
    scores = [one for one in points if isinstance(one, int | float)]
    return round(sum(scores), 2) if scores else None


@computation("panel-mean", always=True)
def panel_mean(facts: Facts) -> Json:
    """The mean of the sheets, to two decimals."""
    points = [one for one, _name in _points(facts)]
    return float(round(sum(points, Decimal()) / len(points), 2)) if points else None


@computation("panel-recommending", always=True)
def panel_recommending(facts: Facts) -> Json:
    """How many are in favour."""
    if not _points(facts):
        return None
    return ReviewSheet.objects.filter(case_id=facts.case_id or 0, sealed_recommends=True).count()


@computation("panel-outliers", always=True)
def panel_outliers(facts: Facts) -> Json:
    """Who stands further from the others' mean than the bureau lets pass unseen; shown, and not left out of the mean."""
    far = OUTLIER_POINTS.number_on(facts.bureau_id, facts.on)
    return [name for name, by in differences(_points(facts)).items() if by >= far] or None


def differences(points: list[tuple[Decimal, str]]) -> dict[str, Decimal]:
    """How far each expert's points lie from the mean of the others'."""
    found: dict[str, Decimal] = {}
    for own, name in points:
        others = [one for one, other in points if other != name]
        if others:
            found[name] = abs(own - sum(others, Decimal()) / len(others))
    return found


def _points(facts: Facts) -> list[tuple[Decimal, str]]:
    if facts.case_id is None:
        return []
    sheets = ReviewSheet.objects.filter(case_id=facts.case_id, sealed_points__isnull=False).order_by("id")
    return [(one.sealed_points, one.reviewer) for one in sheets if one.sealed_points is not None]
