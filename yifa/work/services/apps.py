"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class ServicesConfig(FieldConfig):
    """Services as a field of work."""

    default = True
    name = "yifa.work.services"
    label = "services"
    verbose_name = "政务服务"
