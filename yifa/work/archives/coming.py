"""Lists that are due, on Today of whoever makes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yifa.cases.models import Case
from yifa.cases.roles import players
from yifa.cases.told.coming import Coming, coming_source
from yifa.house.models import Bureau
from yifa.law.limits import end_of_year
from yifa.law.text import Bilingual, counted
from yifa.work.archives.terms import to_appraise, to_transfer


def _under_way(role: str) -> bool:
    keys = {key for key, _ in players(role)}
    return Case.objects.filter(procedure_key__in=keys, closed_on__isnull=True).exists()


@coming_source("archive-transferring/list")
def transfers(bureau: Bureau, on: date) -> Iterable[Coming]:
    """What has to be handed to the archives this year, unless a list is under way."""
    found = () if _under_way("archive-transferring/list") else to_transfer(bureau, on)
    if found:
        yield Coming(
            Bilingual("档案移交", "Transfer to the archives"),
            Bilingual(
                f"永久保管的{len(found)}件到了移交的时候",
                f"{counted(len(found), 'matters')} kept for ever are due to be handed over",
            ),
            end_of_year(on.year),
        )


@coming_source("archive-disposing/list")
def disposals(bureau: Bureau, on: date) -> Iterable[Coming]:
    """What has to be appraised this year because its years are over, unless a list is under way."""
    found = () if _under_way("archive-disposing/list") else to_appraise(bureau, on)
    if found:
        yield Coming(
            Bilingual("档案鉴定", "Appraisal of archives"),
            Bilingual(
                f"保管期限届满的{len(found)}件应当鉴定",
                f"{counted(len(found), 'matters')} whose years are over are to be appraised",
            ),
            end_of_year(on.year),
        )
