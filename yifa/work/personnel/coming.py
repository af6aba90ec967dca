"""Posts whose rotation is due, on Today of whoever proposes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from yifa.cases.told.coming import Coming, coming_source
from yifa.house.models import Bureau
from yifa.house.roster import roster_on
from yifa.law.limits import add_days
from yifa.law.text import Bilingual
from yifa.work.personnel.terms import terms

SHOWN_DAYS: Final = 60
"""How long before its day a rotation is shown."""


@coming_source("post-rotating/plan")
def rotations(bureau: Bureau, on: date) -> Iterable[Coming]:
    """Each post whose time has come or comes within two months, with nobody seeing to it."""
    names = {one.pk: name for name, one in roster_on(bureau.pk, on).items()}
    for term in terms(bureau.pk, on):
        due = term.due_on
        name = names.get(term.officer.pk)
        if name is None or due is None or term.under_way or not term.is_due(add_days(on, SHOWN_DAYS)):
            continue
        yield Coming(
            Bilingual(f"轮岗：{name}，{term.post}", f"Rotation: {name}, {term.post_en}"),
            Bilingual(
                f"{term.since}起在这一岗位，到了轮岗期限",
                f"in this post since {term.since}; its rotation is due",
            ),
            due,
            {"who": name},
        )
