"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class LeadershipConfig(FieldConfig):
    """Leadership as a field of work."""

    default = True
    name = "yifa.work.leadership"
    label = "leadership"
    verbose_name = "组织领导"
    pages = (("leadership:in-person", Bilingual("第一责任人", "First responsible person")),)
