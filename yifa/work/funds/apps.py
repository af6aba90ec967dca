"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class FundsConfig(FieldConfig):
    """Money for innovators as a field of work."""

    default = True
    name = "yifa.work.funds"
    label = "funds"
    verbose_name = "科技资金"
    pages = (("funds:flows", Bilingual("资金流向", "Flows of money")),)
