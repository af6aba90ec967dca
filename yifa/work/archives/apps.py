"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class ArchivesConfig(FieldConfig):
    """Archives as a field of work."""

    default = True
    name = "yifa.work.archives"
    label = "archives"
    verbose_name = "档案"
    pages = (("archives:due", Bilingual("到期的档案", "Archives that are due")),)
