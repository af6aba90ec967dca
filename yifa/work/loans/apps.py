"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class LoansConfig(FieldConfig):
    """Credit to innovators as a field of work."""

    default = True
    name = "yifa.work.loans"
    label = "loans"
    verbose_name = "科技信贷"
