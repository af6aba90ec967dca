"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class VoicesConfig(FieldConfig):
    """Voices as a field of work."""

    default = True
    name = "yifa.work.voices"
    label = "voices"
    verbose_name = "信访和诉求"
