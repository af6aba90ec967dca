"""Choosing a party in a form: looked for among those entered, or entered on the spot.

Works without scripts: looking and entering are buttons of the form, which comes back with what was found and everything else as
it was typed. A credit code that fails its check is warned about; the officer confirms that it was compared with the certificate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q
from django.http import QueryDict

from yifa.cases.actors import Actor
from yifa.cases.orders.party_acts import enter_party
from yifa.desk.access import Seat
from yifa.law.identifiers import IdentifierProblem, mask_resident_id, normalise
from yifa.law.text import Bilingual
from yifa.parties.models import Party, PartyKind
from yifa.parties.names import normalised
from yifa.parties.register import PartyRefused

AT_MOST: Final = 8
NEW_FIELDS: Final = ("kind", "name", "uscc", "resident_id", "legal_representative", "phone", "address")


@dataclass(frozen=True, slots=True)
class PartyOption:
    """A party that can be chosen. ``code``: its credit code, or a resident's number masked."""

    value: str
    name: str
    code: str


@dataclass(slots=True)
class PartyPick:
    """What the picker of one field shows. ``new``: the little form for a party not entered yet, as typed."""

    chosen: PartyOption | None = None
    sought: str = ""
    found: list[PartyOption] = field(default_factory=list)
    searched: bool = False
    entering: bool = False
    new: dict[str, str] = field(default_factory=dict)
    problem: Bilingual | None = None
    confirmable: bool = False


def option(party: Party) -> PartyOption:
    """A party as it is offered."""
    code = party.uscc or (mask_resident_id(party.resident_id) if party.resident_id else "")
    return PartyOption(str(party.pk), party.name, code)


def by_value(values: Iterable[str]) -> dict[str, Party]:
    """The parties behind values of a form; values that are none are left out. One query, none for no values."""
    keys = [int(value) for value in values if value.isdecimal()]
    if not keys:
        return {}
    return {str(key): party for key, party in Party.objects.filter(is_active=True).in_bulk(keys).items()}


def look_for(text: str) -> list[PartyOption]:
    """Parties whose name has these words, or whose code begins so; the first few."""
    words = text.strip()
    if not words:
        return []
    # A person is found by their whole name or number.
    wanted = Q(name_normalised__contains=normalised(words)) & ~Q(kind=PartyKind.PERSON) | Q(
        name_normalised=normalised(words)
    )
    code = normalise(words)
    if len(code) >= 4:
        wanted |= Q(uscc__startswith=code) | Q(resident_id=code)
    rows = Party.objects.filter(wanted, is_active=True, merged_into__isnull=True).order_by(
        "name_normalised", "id"
    )
    return [option(party) for party in rows[:AT_MOST]]


def typed_new(key: str, data: QueryDict) -> dict[str, str]:
    """The little form of a field, as typed."""
    return {name: data.get(f"new-{key}-{name}", "") for name in NEW_FIELDS}


def enter(seat: Seat, new: Mapping[str, str], *, confirmed: bool) -> Party | PartyPick:
    """Enter a party from the little form: the party (or the one with the same code), or the form with what is wrong."""
    kind = new.get("kind") or PartyKind.ENTERPRISE
    pick = PartyPick(entering=True, new=dict(new))
    if kind not in PartyKind.values:
        pick.problem = Bilingual("请选择种类。", "Choose the kind.")
        return pick
    try:
        return enter_party(
            seat.bureau,
            actor=Actor.officer(seat.officer),
            kind=kind,
            name=new.get("name", ""),
            uscc="" if kind == PartyKind.PERSON else new.get("uscc", ""),
            resident_id=new.get("resident_id", "") if kind == PartyKind.PERSON else "",
            legal_representative=new.get("legal_representative", ""),
            phone=new.get("phone", ""),
            address=new.get("address", ""),
            confirmed_by=seat.officer if confirmed else None,
            now=seat.now,
        )
    except PartyRefused as refused:
        pick.problem, pick.confirmable = refused.text, refused.confirmable
    except IdentifierProblem as problem:
        pick.problem = Bilingual(problem.zh, problem.en)
    return pick
