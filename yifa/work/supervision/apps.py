"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class SupervisionConfig(FieldConfig):
    """Supervision as a field of work."""

    default = True
    name = "yifa.work.supervision"
    label = "supervision"
    verbose_name = "接受监督"
