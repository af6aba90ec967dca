"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class PlanningConfig(FieldConfig):
    """Planning as a field of work."""

    default = True
    name = "yifa.work.planning"
    label = "planning"
    verbose_name = "年度计划"
    pages = (("planning:ledger", Bilingual("推进台账", "Ledger of the plan")),)
