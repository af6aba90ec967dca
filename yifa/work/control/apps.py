"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class ControlConfig(FieldConfig):
    """Internal control as a field of work."""

    default = True
    name = "yifa.work.control"
    label = "control"
    verbose_name = "内部控制"
