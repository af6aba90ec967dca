"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class CounselConfig(FieldConfig):
    """Counsel as a field of work."""

    default = True
    name = "yifa.work.counsel"
    label = "counsel"
    verbose_name = "法律顾问"
