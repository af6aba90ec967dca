"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class CallsConfig(FieldConfig):
    """Calls for applications as a field of work."""

    default = True
    name = "yifa.work.calls"
    label = "calls"
    verbose_name = "申报通知"
