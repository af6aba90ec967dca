"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class PopularisationConfig(FieldConfig):
    """Law popularisation as a field of work."""

    default = True
    name = "yifa.work.popularisation"
    label = "popularisation"
    verbose_name = "普法"
