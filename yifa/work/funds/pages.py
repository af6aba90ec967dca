"""The page of a year's money: the picture from budget to payee and back, and the same sums as tables."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.desk.access import DeskRequest, workers_only
from yifa.interface.formats import show_yuan, words
from yifa.work.funds.flows import Sums, flows_of, years
from yifa.work.funds.pictures import picture
from yifa.work.funds.registers import BEARERS


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a table: its name, where it leads, and its sums as they are read."""

    name: str
    url: str
    more: str
    decided: str
    allotted: str
    paid: str
    demanded: str
    returned: str
    budget: str = ""
    left: str = ""


def _told(name: str, sums: Sums, *, url: str = "", more: str = "", budget: int | None = None) -> Told:
    return Told(
        name,
        url,
        more,
        show_yuan(sums.decided),
        show_yuan(sums.allotted),
        show_yuan(sums.paid),
        show_yuan(sums.demanded),
        show_yuan(sums.returned),
        show_yuan(budget),
        show_yuan(None if budget is None else budget - sums.allotted),
    )


@workers_only
@require_safe
def flows(request: DeskRequest) -> HttpResponse:
    """The money of ``?year=2020``; without it, of the latest year that has a budget."""
    there = years()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in there else next(iter(there), request.today.year)
    found = flows_of(year)
    total = found.total()
    described = _("%(year)d年科技资金流向：下达%(allotted)s元，到账%(paid)s元，退回%(returned)s元") % {
        "year": year,
        "allotted": show_yuan(total.allotted),
        "paid": show_yuan(total.paid),
        "returned": show_yuan(total.returned),
    }
    context = {
        "year": year,
        "years": there,
        "picture": picture(found, described),
        "described": described,
        "lines": [
            _told(
                str(line),
                found.of_line(line),
                url=reverse("desk:case", args=[line.case.number]) if line.case is not None else "",
                more=words(BEARERS[line.bearer]),
                budget=line.amount_fen,
            )
            for line in found.lines
        ],
        "total": _told(_("合计"), total, budget=sum(line.amount_fen for line in found.lines)),
        "payees": [_told(name, sums) for name, sums in found.payees()],
        "feed_url": reverse("desk:register-feed", args=["funds.allotment", "finance"]),
    }
    return render(request, "funds/flows.html", context)
