"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class InspectionsConfig(FieldConfig):
    """Inspection of enterprises as a field of work."""

    default = True
    name = "yifa.work.inspections"
    label = "inspections"
    verbose_name = "行政检查"
