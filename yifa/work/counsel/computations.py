"""Lists that counsel keeps: whose advice may be asked on a day."""

from __future__ import annotations

from django.db.models import Q

from yifa.cases.acting.computing import Facts, listing
from yifa.house.tenancy import using_bureau
from yifa.work.counsel.registers import Engagement


@listing("counsel")
def engaged(facts: Facts) -> list[str]:
    """Who is engaged on the day."""
    with using_bureau(facts.bureau_id):
        standing = Engagement.objects.filter(term_from__lte=facts.on, term_until__gte=facts.on)
        standing = standing.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=facts.on))
        return list(dict.fromkeys(standing.values_list("counsel_name", flat=True)))
