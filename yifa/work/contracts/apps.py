"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class ContractsConfig(FieldConfig):
    """Contracts as a field of work."""

    default = True
    name = "yifa.work.contracts"
    label = "contracts"
    verbose_name = "政府合同"
