"""Pages of policies: all of them with how far they reached, one with its enterprises, one enterprise with all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.cases.roles import player
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, workers_only
from yifa.interface.formats import show_date, show_yuan, words
from yifa.law.text import Bilingual
from yifa.parties.facts import Known, kinds
from yifa.parties.models import Party, PartyKind
from yifa.portal.progress import ask_for_code, opened
from yifa.portal.site import PortalRequest, never_kept, page, public
from yifa.work.entitlements.files import Policy, policies_on, versions_of
from yifa.work.entitlements.matching import (
    EXCLUDED,
    LACKS,
    OUTCOMES,
    QUALIFIES,
    UNKNOWN,
    Match,
    matches_for,
    matches_of,
)
from yifa.work.entitlements.registers import STATES, Entitlement, Notice

_LIGHTS: Final = {QUALIFIES: "green", LACKS: "", UNKNOWN: "amber", EXCLUDED: "red"}
_AT_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A condition as it is read: what it wants, what there is, and how what is lacking is got."""

    says: str
    word: str
    light: str
    have: str
    how: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A policy for an enterprise as it is read."""

    title: str
    url: str
    document: str
    word: str
    light: str
    amount: str
    until: str
    without_applying: bool
    against: list[str]
    conditions: list[Told]


@dataclass(frozen=True, slots=True)
class Reached:
    """An enterprise on a policy's page."""

    name: str
    url: str
    amount: str
    until: str
    told: str
    state: str
    state_url: str
    lacks: str


@workers_only
@require_safe
def policies(request: DeskRequest) -> HttpResponse:
    """The policies in force, with how many qualify, were told, confirmed and were awarded."""
    standing = policies_on(request.bureau.code, request.today)
    found = matches_for(standing, request.today)
    told = dict(Notice.objects.order_by().values_list("policy").annotate(Count("name", distinct=True)))
    states = {
        (title, state): number
        for title, state, number in Entitlement.objects.order_by()
        .values_list("policy", "entitlement_state")
        .annotate(Count("pk"))
    }
    rows = []
    for one in standing:
        outcomes = Counter(match.outcome for match in found[one.key])
        rows.append(
            (
                words(one.title),
                reverse("entitlements:policy", args=[one.key]),
                words(one.document),
                one.without_applying,
                outcomes[QUALIFIES],
                outcomes[UNKNOWN],
                told.get(one.title.zh, 0),
                sum(states.get((one.title.zh, state), 0) for state in ("confirmed", "awarded")),
                states.get((one.title.zh, "awarded"), 0),
            )
        )
    return render(request, "entitlements/policies.html", {"rows": rows})


@workers_only
@require_safe
def policy(request: DeskRequest, key: str) -> HttpResponse:
    """A policy: its conditions in every version, who qualifies and was told, who was not, of whom something is not known."""
    standing = policies_on(request.bureau.code, request.today)
    one = next((other for other in standing if other.key == key), None)
    if one is None:
        raise Http404
    found = matches_for([one], request.today)[key]
    told = {
        (name, uscc): (how, on)
        for name, uscc, how, on in Notice.objects.filter(policy=one.title.zh)
        .order_by("told_on", "pk")
        .values_list("name", "uscc", "told_how", "told_on")
    }
    entitled = {
        row.party_id: row
        for row in Entitlement.objects.filter(policy=one.title.zh)
        .select_related("case")
        .order_by("listed_on", "pk")
    }
    groups = {outcome: [match for match in found if match.outcome == outcome] for outcome in OUTCOMES}
    return render(
        request,
        "entitlements/policy.html",
        {
            "title": words(one.title),
            "document": words(one.document),
            "review": one.fair_competition,
            "without_applying": one.without_applying,
            "versions": [_version(version, request.today) for version in reversed(versions_of(key))],
            "qualifying": [_reached(match, told, entitled) for match in groups[QUALIFIES][:_AT_MOST]],
            "count": len(groups[QUALIFIES]),
            "not_told": sum((match.party.name, match.party.uscc) not in told for match in groups[QUALIFIES]),
            "unknown": [_reached(match, told, entitled) for match in groups[UNKNOWN][:_AT_MOST]],
            "unknown_count": len(groups[UNKNOWN]),
            "excluded": [_reached(match, told, entitled) for match in groups[EXCLUDED][:_AT_MOST]],
            "lacking": len(groups[LACKS]),
            "tell_url": _opening("telling-policies/record"),
            "list_url": _opening("having-without-applying/propose") if one.without_applying else "",
        },
    )


def _opening(role: str) -> str:
    return reverse("desk:start", args=player(role))


def _version(one: Policy, today: date) -> tuple[str, str, bool, list[str]]:
    return (
        show_date(one.since),
        show_date(one.last) if one.last is not None else "",
        one.stands_on(today),
        [words(condition.says) for condition in one.conditions],
    )


def _reached(
    match: Match, told: dict[tuple[str, str], tuple[str, date]], entitled: dict[int | None, Entitlement]
) -> Reached:
    how, on = told.get((match.party.name, match.party.uscc), ("", None))
    row = entitled.get(match.party.pk)
    lacks = [words(kinds[name].title) for line in match.lines for name in line.missing]
    against = [words(says) for says in match.against]
    return Reached(
        match.party.name,
        reverse("entitlements:party", args=[match.party.pk]),
        show_yuan(match.amount_fen),
        show_date(match.until),
        f"{show_date(on)} {how}" if on is not None else "",
        words(STATES[row.entitlement_state]) if row is not None else "",
        reverse("desk:case", args=[row.case.number]) if row is not None and row.case is not None else "",
        _("、").join(dict.fromkeys([*lacks, *against])),
    )


@workers_only
@require_safe
def of_party(request: DeskRequest, pk: int) -> HttpResponse:
    """What an enterprise may have, what it lacks, and until when."""
    party = Party.objects.filter(pk=pk).first()
    if party is None or party.kind == PartyKind.PERSON:
        raise Http404
    now = knowing.reader()
    if now is not None and not now.may_see(party):
        raise knowing.NeedToKnow(party=party)
    found = matches_of(party, request.bureau.code, request.today)
    shown = [_shown(one, reverse("entitlements:policy", args=[one.policy.key])) for one in found]
    context = {"name": party.name, "party_url": reverse("desk:party", args=[pk]), "policies": shown}
    return render(request, "entitlements/party.html", context)


@public
@require_safe
def mine(request: PortalRequest, number: str) -> HttpResponse:
    """The same for the enterprise itself, which opened a matter of its own with its code."""
    case = opened(request, number)
    if case is None:
        return ask_for_code(request, number)
    if case.party is None or case.party.kind != PartyKind.ENTERPRISE:
        raise Http404
    party = case.party.survivor
    found = matches_of(party, request.bureau.code, request.today)
    context = {
        "number": number,
        "name": party.name,
        "policies": [_shown(one, "") for one in found],
        "case_url": reverse("portal:case", args=[request.bureau.code, number]),
    }
    return never_kept(page(request, "entitlements/mine.html", context, room="progress"))


def _shown(match: Match, url: str) -> Shown:
    return Shown(
        words(match.policy.title),
        url,
        words(match.policy.document),
        words(OUTCOMES[match.outcome]),
        _LIGHTS[match.outcome],
        show_yuan(match.amount_fen) if match.outcome == QUALIFIES else "",
        show_date(match.until),
        match.policy.without_applying,
        [words(says) for says in match.against],
        [
            Told(
                words(line.condition.says),
                words(OUTCOMES[line.outcome]),
                _LIGHTS[line.outcome],
                _("；").join(_have(name, known) for name, known in line.known),
                _how(
                    line.missing or ([name for name, _known in line.known] if line.outcome == LACKS else ())
                ),
            )
            for line in match.lines
        ],
    )


def _have(name: str, known: Known) -> str:
    kind = kinds[name]
    if isinstance(known.value, bool):
        value = _("是") if known.value else _("否")
    elif kind.type == "money" and isinstance(known.value, int):
        value = _("%(amount)s元") % {"amount": show_yuan(known.value)}
    else:
        value = str(known.value)
    until = _("，至%(day)s") % {"day": show_date(known.until)} if known.until is not None else ""
    return f"{words(kind.title)}{_('：')}{value}（{words(known.says)}{until}）"


def _how(names: Iterable[str]) -> str:
    said: dict[Bilingual, None] = dict.fromkeys(kinds[name].how for name in names)
    return _("；").join(words(one) for one in said)
