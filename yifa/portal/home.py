"""The front page: what can be applied for, where a matter stands, drafts open for comment, what was published, what proves it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.cases.log import record
from yifa.cases.registers.publicity import Room, guides, publications
from yifa.house.models import Bureau
from yifa.interface.formats import language, show_date, show_moment, words
from yifa.portal.catalogue import item_line
from yifa.portal.consulting import open_now
from yifa.portal.reports import home_figures
from yifa.portal.site import PortalRequest, page, public

_POPULAR = 6
_LATEST = 6
_DRAFTS = 3


@require_safe
def root(request: HttpRequest) -> HttpResponseBase:
    """The bureaus served here, or the only one's front page."""
    bureaus = list(Bureau.objects.filter(is_active=True).order_by("code")[:200])
    if len(bureaus) == 1:
        return redirect("portal:home", bureaus[0].code)
    context = {"bureaus": [(words(one.title), reverse("portal:home", args=[one.code])) for one in bureaus]}
    return render(request, "portal/bureaus.html", context)


@public
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The bureau's front page."""
    on = request.today
    popular = guides.popular(on)
    by_code = {one.code: one for one in guides.listed(on)}
    first = [by_code[code] for code in popular if code in by_code]
    others = [one for one in by_code.values() if one not in first]
    head = record.latest_head(request.bureau)
    year, report_url, figures = home_figures(request.bureau.code)
    context = {
        "items": [item_line(one) for one in [*first, *others][:_POPULAR]],
        "drafts": open_now(request, _DRAFTS),
        "latest": _latest(request),
        "report_year": year,
        "report_url": report_url,
        "figures": figures,
        "size": None if head is None else head.size,
        "signed": "" if head is None else show_moment(head.signed_at),
        "root": "" if head is None else head.root.hex(),
        "lead": _("依法办事，过程可查，结果可验。"),
    }
    return page(request, "portal/home.html", context, room="home")


def _latest(request: PortalRequest) -> list[tuple[str, str, str, str]]:
    """The latest rows of what is published: name, day, kind, address; one query a publication."""
    found = []
    for one in publications:
        if one.room is Room.RESULTS:
            continue  # outcomes are many and alike; they have their own lists
        for row in one.listed(request.today)[:3]:
            day = getattr(row, one.dated)
            address = reverse("portal:document", args=[request.bureau.code, one.key, row.pk])
            name = one.text(one.shown[0], row, language())
            found.append((day, name, words(one.title), address))
    found.sort(key=lambda line: line[0], reverse=True)
    return [(name, show_date(day), title, address) for day, name, title, address in found[:_LATEST]]
