"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class ConsultationConfig(FieldConfig):
    """Consultation of the public as a field of work."""

    default = True
    name = "yifa.work.consultation"
    label = "consultation"
    verbose_name = "公众参与"
    pages = (("consultation:list", Bilingual("征求意见和意见处理", "Consultations and their opinions")),)
