"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class StudyConfig(FieldConfig):
    """Study of law as a field of work."""

    default = True
    name = "yifa.work.study"
    label = "study"
    verbose_name = "学法用法"
