"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class LegalWorkConfig(FieldConfig):
    """Ledgers of legal work as a field of work."""

    default = True
    name = "yifa.work.legalwork"
    label = "legalwork"
    verbose_name = "法治工作台账"
