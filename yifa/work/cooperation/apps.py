"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class CooperationConfig(FieldConfig):
    """Cooperation and service to enterprises as a field of work."""

    default = True
    name = "yifa.work.cooperation"
    label = "cooperation"
    verbose_name = "产学研合作和企业服务"
