"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class RecognitionConfig(FieldConfig):
    """Recognition as a field of work."""

    default = True
    name = "yifa.work.recognition"
    label = "recognition"
    verbose_name = "创新主体认定"
