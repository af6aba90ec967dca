"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class PermitsConfig(FieldConfig):
    """Permits as a field of work."""

    default = True
    name = "yifa.work.permits"
    label = "permits"
    verbose_name = "许可"
