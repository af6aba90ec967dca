"""The window: what is applied for is chosen from the catalogue, who applies from the parties; the form then asks what is left.

优化营商环境条例 §35, §36: the guide of an item says its conditions, papers and limits, and nothing else is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yifa.cases.library import procedure_in_force
from yifa.cases.registers.publicity import Guide, Way, guides
from yifa.cases.registers.register import Register
from yifa.desk import pickers
from yifa.desk.access import DeskRequest, Seat, workers_only
from yifa.desk.opening import in_force, may_open
from yifa.desk.pickers import PartyOption
from yifa.interface.formats import words
from yifa.interface.initials import begins_like

_AT_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the list."""

    code: str
    title: str
    kind: str
    promised: str
    statutory: str
    url: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """A party that was found, and where its application begins."""

    name: str
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The item that was chosen: what its guide says, and where an application begins without a party."""

    guide: Guide
    line: ItemLine
    conditions: tuple[str, ...]
    papers: tuple[str, ...]
    start_url: str
    applicants: tuple[Applicant, ...] = field(default_factory=tuple)


def is_manned(seat: Seat) -> bool:
    """Whether the officer takes in applications: may begin what applicants begin."""
    return any(
        step.by.applicant and not step.by.powers.isdisjoint(seat.powers)
        for procedure in in_force(seat)
        for step in (procedure.steps[key] for key in procedure.openers)
    )


def has_items(procedure: str, step: str, on: date) -> bool:
    """Whether the catalogue offers items that are applied for by this step."""
    return any(one.subject and (one.procedure, one.step) == (procedure, step) for one in guides.listed(on))


def said_by_item(item: Register, procedure: str, on: date) -> dict[str, str]:
    """What is known at the window of an application for an item, by question, where a guide speaks of it."""
    subject = (item.key(), item.pk)
    guide = next(
        (one for one in guides.listed(on) if one.subject == subject and one.procedure == procedure), None
    )
    if guide is None:
        return {}
    return {key: str(value) for key, value in {**guide.answers, **guide.by_way.get(Way.WINDOW, {})}.items()}


@workers_only
@require_safe
def counter(request: DeskRequest) -> HttpResponse:
    """``?q=`` finds items by words, code or initials of their pinyin; ``?item=`` chooses one, ``?who=`` looks for who applies."""
    seat = request.seat
    query = request.GET.get("q", "").strip()
    code = request.GET.get("item", "")
    offered = [guide for guide in guides.listed(seat.on) if guide.is_open and _may_take(seat, guide)]
    if code:
        guide = next((one for one in offered if one.code == code), None)
        if guide is None:
            raise Http404
        who = request.GET.get("who", "").strip()
        found = pickers.look_for(who)
        return render(
            request,
            "desk/counter_item.html",
            {"chosen": _chosen(guide, found), "who": who, "searched": bool(who)},
        )
    shown = [one for one in offered if _fits(one, query)]
    popular = {code: place for place, code in enumerate(guides.popular(seat.on))}
    shown.sort(key=lambda one: popular.get(one.code, len(popular)))
    return render(
        request,
        "desk/counter.html",
        {
            "query": query,
            "items": [_line(one) for one in shown[:_AT_MOST]],
            "more": max(0, len(shown) - _AT_MOST),
            "offered": bool(offered),
        },
    )


def _may_take(seat: Seat, guide: Guide) -> bool:
    step = procedure_in_force(guide.procedure, seat.on).steps[guide.step]
    return step.by.applicant and may_open(seat, step)


def _fits(guide: Guide, query: str) -> bool:
    if not query:
        return True
    lower = query.lower()
    return (
        lower in guide.title.zh.lower()
        or lower in guide.title.en.lower()
        or guide.code.lower().startswith(lower)
        or begins_like(query, guide.title.zh)
    )


def _line(guide: Guide) -> ItemLine:
    return ItemLine(
        guide.code,
        words(guide.title),
        words(guide.kind),
        "" if guide.promised is None else words(guide.promised.words),
        "" if guide.statutory is None else words(guide.statutory.words),
        f"{reverse('desk:counter')}?{urlencode({'item': guide.code})}",
    )


def _chosen(guide: Guide, found: list[PartyOption]) -> Chosen:
    begin = reverse("desk:start", args=[guide.procedure, guide.step])
    about = {} if guide.subject is None else {"item": f"{guide.subject[0]}.{guide.subject[1]}"}
    return Chosen(
        guide,
        _line(guide),
        tuple(guide.conditions.splitlines()),
        tuple(guide.materials.splitlines()),
        f"{begin}?{urlencode(about)}",
        tuple(
            Applicant(one.name, one.code, f"{begin}?{urlencode({**about, 'party': one.value})}")
            for one in found
        ),
    )
