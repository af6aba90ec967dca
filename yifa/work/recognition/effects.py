"""What the table of recognitions cannot say: until when a renewal stands whose document does not say."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.law.limits import add_years


@column_value("three-years-from-renewal")
def three_years(of: EffectContext) -> date:
    """A high-tech enterprise's stands for three years whatever its document names (高新技术企业认定管理办法 §9)."""
    return add_years(of.day("renewed_on") or of.on, 3)
