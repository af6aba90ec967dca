"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class ExpertsConfig(FieldConfig):
    """Experts and reviews as a field of work."""

    default = True
    name = "yifa.work.experts"
    label = "experts"
    verbose_name = "专家和评审"
