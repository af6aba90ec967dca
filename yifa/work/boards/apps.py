"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class BoardsConfig(FieldConfig):
    """Indicators of law-based government as a field of work."""

    default = True
    name = "yifa.work.boards"
    label = "boards"
    verbose_name = "法治政府建设指标"
    pages = (("boards:board", Bilingual("法治政府建设指标", "Indicators of law-based government")),)
