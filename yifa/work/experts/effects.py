"""What the tables cannot say: an account by its last digits, and the sheets that are opened together."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value, effect
from yifa.work.experts.computations import differences
from yifa.work.experts.parameters import OUTLIER_POINTS
from yifa.work.experts.registers import ReviewSheet


@column_value("last-four-digits")
def last_four_digits(of: EffectContext) -> str:
    """Of an account nothing else goes into a register."""
    return of.text("account")[-4:]


@effect("expert-panel/open-sheets")
def open_sheets(of: EffectContext) -> None:
    """What every expert said stands in the register, all at once."""
    sheets = list(ReviewSheet.objects.filter(case_id=of.case_id, sealed_points__isnull=False))
    points = [(one.sealed_points, one.reviewer) for one in sheets if one.sealed_points is not None]
    far = OUTLIER_POINTS.number_on(of.bureau_id, of.on)
    by = differences(points)
    for one in sheets:
        apart = by.get(one.reviewer)
        ReviewSheet.objects.filter(pk=one.pk).update(
            points=one.sealed_points,
            recommends=one.sealed_recommends,
            opinion=one.sealed_opinion[:1000],
            differs_by=None if apart is None else round(apart),
            is_outlier=apart is not None and apart >= far,
            opened_on=of.on,
        )
