"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class EnforcersConfig(FieldConfig):
    """Certified enforcement as a field of work."""

    default = True
    name = "yifa.work.enforcers"
    label = "enforcers"
    verbose_name = "持证上岗"
