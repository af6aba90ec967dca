"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class PrivacyConfig(FieldConfig):
    """Personal data as a field of work."""

    default = True
    name = "yifa.work.privacy"
    label = "privacy"
    verbose_name = "个人信息保护"
    pages = (("privacy:due", Bilingual("保存期限届满的事项", "Matters whose retention has ended")),)
