"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class ConsultationConfig(FieldConfig):
    """Consultation of the public as a field of work."""

    default = True
    name = "yifa.work.consultation"
    label = "consultation"
    verbose_name = "公众参与"
