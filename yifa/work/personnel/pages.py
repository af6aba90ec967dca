"""How long posts have been held, and which are to be rotated."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yifa.cases.roles import player
from yifa.desk.access import DeskRequest, workers_only
from yifa.interface.formats import is_english, show_date
from yifa.work.personnel.parameters import ROTATION_YEARS
from yifa.work.personnel.terms import Term, terms


@dataclass(frozen=True, slots=True)
class Line:
    """A post in somebody's hands as the page shows it."""

    name: str
    post: str
    post_url: str
    department: str
    since: str
    length: str
    due: str
    mark: str
    tone: str


@workers_only
@require_safe
def time_in_post(request: DeskRequest) -> HttpResponse:
    """Every post held today, those to be rotated first, then those held longest; ``?due=1``: only those whose time has come."""
    found = terms(request.bureau.pk, request.today)
    due = [one for one in found if one.is_due(request.today)]
    only = request.GET.get("due") == "1"
    rotate, step = player("post-rotating/plan")
    hand, list_step = player("post-handing-over/list")
    context = {
        "rows": [
            _line(request, one)
            for one in (due if only else [*due, *(one for one in found if one not in due)])
        ],
        "total": len(found),
        "due": len(due),
        "only": only,
        "years": ROTATION_YEARS.number_on(request.bureau.pk, request.today),
        "may_start": request.seat.acts_with("personnel"),
        "rotate_url": reverse("desk:start", args=[rotate, step]),
        "hand_url": reverse("desk:start", args=[hand, list_step]),
    }
    return render(request, "personnel/time_in_post.html", context)


def _line(request: DeskRequest, term: Term) -> Line:
    years, months = term.length(request.today)
    parts = [ngettext("%(count)d年", "%(count)d年", years) % {"count": years}] if years else []
    if months or not years:
        parts.append(ngettext("%(count)d个月", "%(count)d个月", months) % {"count": months})
    length = (" " if is_english() else "").join(parts)
    is_due = term.is_due(request.today)
    mark = (
        _("应当轮岗")
        if is_due and not term.under_way
        else _("正在办理")
        if is_due
        else _("未到期限")
        if term.due_on is not None
        else ""
    )
    return Line(
        term.officer.name,
        term.post_en if is_english() else term.post,
        reverse("desk:house-post", args=[term.post_id]),
        term.department,
        show_date(term.since),
        length,
        show_date(term.due_on) if term.due_on is not None else "",
        mark,
        "red" if is_due and not term.under_way else "amber" if is_due else "plain",
    )
