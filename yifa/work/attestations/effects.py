"""What attestations tell the figures."""

from __future__ import annotations

from django.db.models import Model

from yifa.cases.registers.register import registry
from yifa.figures.attested import attestation_source
from yifa.house.tenancy import using_bureau
from yifa.work.attestations.registers import Attestation


@attestation_source
def attested(bureau_id: int, register: type[Model], year: int) -> bool:
    """Whether the register is attested complete for the year."""
    names = [name for name, one in registry.called().items() if one is register]
    with using_bureau(bureau_id):
        said = Attestation.objects.filter(register_name__in=names, period_year=year)
        return said.filter(confirmed_on__isnull=False).exists()
