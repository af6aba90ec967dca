"""Entering a party as an act: whoever is named by a matter stands in the record from the moment that somebody entered them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from yifa.cases.actors import Actor
from yifa.cases.orders.house_acts import entering
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.parties import register
from yifa.parties.models import Party

ENTER_PARTY: Final = "enter-party"

TITLES: Final = {ENTER_PARTY: Bilingual("登记相对人", "Enter a party")}


def enter_party(bureau: Bureau, *, actor: Actor, now: datetime, **given: Any) -> Party:
    """Enter a party (``yifa.parties.register.enter_party``, which says what is given and raised), or find the one that is there.

    The entry tells the party's number and nothing about them, so that nothing has to be erased from it.
    """
    with entering(bureau, ENTER_PARTY, actor=actor, now=now) as told:
        return register.enter_party(
            bureau, now=now, on_made=lambda party: told.update(party=party.pk), **given
        )
