"""What the table of certificates cannot say: whom a name on the roster means, and who is qualified on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.house.models import Officer
from yifa.house.qualifications import qualification
from yifa.house.roster import roster_on
from yifa.procedure.model import CERTIFICATE
from yifa.work.enforcers.registers import Enforcer, Suspension


@column_value("certificate-officer")
def certificate_officer(of: EffectContext) -> Officer:
    """Who the holder is on the roster of the day."""
    return roster_on(of.bureau_id, of.on)[of.text("holder")]


@qualification(CERTIFICATE)
def certified(on: date) -> Exists:
    """Whoever holds a certificate for enforcement that was issued, has not run out, was not handed in, and is not suspended."""
    return Exists(certified_rows(on).filter(officer=OuterRef("officer_id")))


def certified_on(bureau_id: int, on: date) -> dict[str, Enforcer]:
    """Whoever may enforce on a day, as the roster calls them, with their certificate."""
    rows = {row.officer_id: row for row in certified_rows(on).filter(bureau_id=bureau_id)}
    return {
        name: rows[officer.pk] for name, officer in roster_on(bureau_id, on).items() if officer.pk in rows
    }


def certified_rows(on: date) -> QuerySet[Enforcer]:
    """Certificates that let somebody enforce on a day, of every bureau."""
    suspended = Suspension.everywhere.filter(enforcer=OuterRef("pk"), from_on__lte=on).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=on)
    )
    return (
        Enforcer.everywhere.filter(issued_on__lte=on, valid_until__gte=on)
        .exclude(certificate_number="")
        .exclude(certificate_kind="supervision")
        .not_ended(on)
        .exclude(Exists(suspended))
    )
