"""What attestations tell the figures."""

from __future__ import annotations

from django.db.models import Model

from yifa.cases.registers.register import registry
from yifa.figures.attested import attestation_source
from yifa.house.tenancy import using_bureau
from yifa.work.attestations.registers import Attestation


@attestation_source
def attested(bureau_id: int, year: int) -> frozenset[type[Model]]:
    """The registers that are attested complete for the year."""
    called = registry.called()
    with using_bureau(bureau_id):
        said = Attestation.objects.filter(period_year=year, confirmed_on__isnull=False)
        names = set(said.values_list("register_name", flat=True))
    return frozenset(called[name] for name in names if name in called)
