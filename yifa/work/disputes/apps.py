"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class DisputesConfig(FieldConfig):
    """Disputes as a field of work."""

    default = True
    name = "yifa.work.disputes"
    label = "disputes"
    verbose_name = "争议解决"
