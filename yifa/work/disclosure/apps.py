"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class DisclosureConfig(FieldConfig):
    """Open government information as a field of work."""

    default = True
    name = "yifa.work.disclosure"
    label = "disclosure"
    verbose_name = "政府信息公开"
