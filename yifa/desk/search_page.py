"""Search over matters, their papers and parties, in Chinese as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from yifa.cases.library import procedure_with
from yifa.cases.models import Case
from yifa.cases.told.search import Found, search
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, viewers_only
from yifa.desk.matters import latest_title
from yifa.interface.formats import show_date, words
from yifa.law.identifiers import mask_resident_id
from yifa.parties.models import Party

_AT_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case that was found."""

    number: str
    title: str
    url: str
    kind: str
    party: str
    opened: str
    closed: str


@dataclass(frozen=True, slots=True)
class PartyHit:
    """A party that was found. ``url``: its matters, or its own page where there is one."""

    name: str
    code: str
    url: str


@viewers_only
def find(request: DeskRequest) -> HttpResponse:
    """Everything in which the words stand: the newest first. A whole case number goes straight to the case."""
    text = request.GET.get("q", "").strip()
    if text and Case.objects.filter(number=text).exists():
        return redirect("desk:case", text)
    hits = search(request.bureau, text, limit=_AT_MOST) if text else []
    context = {
        "q": text,
        "cases": _cases([hit.object_id for hit in hits if hit.kind is Found.CASE]),
        "parties": _parties([hit.object_id for hit in hits if hit.kind is Found.PARTY]),
        "full": len(hits) >= _AT_MOST,
    }
    return render(request, "desk/search.html", context)


def _cases(keys: list[int]) -> list[CaseHit]:
    rows = Case.objects.select_related("party").in_bulk(keys)
    knowing.prime(rows.values())
    return [
        CaseHit(
            number=row.number,
            title=knowing.title_of(row),
            url=reverse("desk:case", args=[row.number]),
            kind=_kind(row),
            party=knowing.party_of(row),
            opened=show_date(row.opened_on),
            closed=show_date(row.closed_on),
        )
        for key in keys
        if (row := rows.get(key)) is not None and knowing.may_open(row)
    ]


def _kind(case: Case) -> str:
    found = procedure_with(case.procedure_hash)
    return latest_title(case.procedure_key) if found is None else words(found.title)


def _parties(keys: list[int]) -> list[PartyHit]:
    rows = Party.objects.in_bulk(keys)
    found = []
    for key in keys:
        party = rows.get(key)
        if party is None:
            continue
        code = party.uscc or (mask_resident_id(party.resident_id) if party.resident_id else "")
        found.append(PartyHit(party.name, code, _party_url(party)))
    return found


def _party_url(party: Party) -> str:
    try:
        return reverse("desk:party", args=[party.pk])
    except NoReverseMatch:
        return ""
