"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class RulemakingConfig(FieldConfig):
    """Rulemaking as a field of work."""

    default = True
    name = "yifa.work.rulemaking"
    label = "rulemaking"
    verbose_name = "规范性文件"
    pages = (
        ("rulemaking:library", Bilingual("规范性文件库", "Library of documents")),
        ("rulemaking:drives", Bilingual("清理工作", "Clean-up drives")),
    )
