"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class IntegrityConfig(FieldConfig):
    """Integrity as a field of work."""

    default = True
    name = "yifa.work.integrity"
    label = "integrity"
    verbose_name = "信用与诚信"
