"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class AttestationsConfig(FieldConfig):
    """Periods attested complete as a field of work."""

    default = True
    name = "yifa.work.attestations"
    label = "attestations"
    verbose_name = "登记完整确认"
