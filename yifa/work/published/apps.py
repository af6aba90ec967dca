"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class PublishedConfig(FieldConfig):
    """Published reports as a field of work."""

    default = True
    name = "yifa.work.published"
    label = "published"
    verbose_name = "已公布报告"
