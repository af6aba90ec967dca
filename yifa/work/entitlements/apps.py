"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class EntitlementsConfig(FieldConfig):
    """Policies and whom they find as a field of work."""

    default = True
    name = "yifa.work.entitlements"
    label = "entitlements"
    verbose_name = "政策匹配和免申即享"
    pages = (("entitlements:policies", Bilingual("政策和符合条件的企业", "Policies and who qualifies")),)
