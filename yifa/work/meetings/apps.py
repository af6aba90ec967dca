"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class MeetingsConfig(FieldConfig):
    """Meetings as a field of work."""

    default = True
    name = "yifa.work.meetings"
    label = "meetings"
    verbose_name = "会议"
