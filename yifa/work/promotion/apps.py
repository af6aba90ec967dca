"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class PromotionConfig(FieldConfig):
    """Selection and promotion as a field of work."""

    default = True
    name = "yifa.work.promotion"
    label = "promotion"
    verbose_name = "干部选拔任用"
