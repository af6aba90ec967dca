"""Permits and licences that end soon, on Today of whoever enters what follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from yifa.cases.told.coming import Coming, coming_source
from yifa.house.models import Bureau
from yifa.law.limits import add_days
from yifa.law.text import Bilingual
from yifa.work.permits.computations import RENEWAL_DAYS
from yifa.work.permits.points import table
from yifa.work.permits.registers import Licence, WorkPermit

SHOWN_DAYS: Final = 60
"""How long before the end it is shown."""


@coming_source("work-permit-ledger/record")
def permits(_bureau: Bureau, on: date) -> Iterable[Coming]:
    """Each permit that ends within two months, due by the last day on which its renewal may be asked for; the employer is told
    while there is time."""
    rows = WorkPermit.objects.filter(
        outcome="granted",
        superseded_on=None,
        valid_until__gt=on,
        valid_until__lte=add_days(on, SHOWN_DAYS),
    ).select_related("employer")
    for row in rows.exclude(act="cancel").order_by("valid_until", "pk"):
        assert row.valid_until is not None
        yield Coming(
            Bilingual(f"来华工作许可{row.permit_number}", f"Work permit {row.permit_number}"),
            Bilingual(
                f"{row.valid_until}届满，需要延期的应当在届满三十日前申请，请提醒{row.employer.name}",
                f"ends on {row.valid_until}; an extension is asked for thirty days before: tell {row.employer.name}",
            ),
            add_days(row.valid_until, -table().renewal_days),
            {"permit_number": row.permit_number},
        )


@coming_source("licence-renewing/apply-renewal")
def licences(_bureau: Bureau, on: date) -> Iterable[Coming]:
    """Each licence that ends within two months, with no renewal under way."""
    rows = Licence.objects.filter(
        ended_on=None, valid_until__gt=on, valid_until__lte=add_days(on, SHOWN_DAYS)
    ).select_related("holder", "case")
    for row in rows.order_by("valid_until", "pk"):
        number = "" if row.case is None else row.case.number
        yield Coming(
            Bilingual(f"许可证{row.licence_number}", f"Licence {row.licence_number}"),
            Bilingual(
                f"{row.valid_until}届满，{row.holder.name}需要延续的应当在届满三十日前申请",
                f"ends on {row.valid_until}; {row.holder.name} asks for a renewal thirty days before",
            ),
            add_days(row.valid_until, -RENEWAL_DAYS),
            {"licence": number},
        )
