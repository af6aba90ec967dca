"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class DecisionsConfig(FieldConfig):
    """Major administrative decisions as a field of work."""

    default = True
    name = "yifa.work.decisions"
    label = "decisions"
    verbose_name = "重大行政决策"
