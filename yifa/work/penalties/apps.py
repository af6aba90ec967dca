"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class PenaltiesConfig(FieldConfig):
    """Administrative penalties as a field of work."""

    default = True
    name = "yifa.work.penalties"
    label = "penalties"
    verbose_name = "行政处罚"
