"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class LeadershipConfig(FieldConfig):
    """Leadership as a field of work."""

    default = True
    name = "yifa.work.leadership"
    label = "leadership"
    verbose_name = "组织领导"
