"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class StatisticsConfig(FieldConfig):
    """Science statistics as a field of work."""

    default = True
    name = "yifa.work.statistics"
    label = "statistics"
    verbose_name = "科技统计"
    pages = (("statistics:series", Bilingual("科技统计数列", "Statistical series")),)
