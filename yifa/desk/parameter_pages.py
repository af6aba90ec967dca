"""Settings: what the bureau sets for itself (``yifa.house.parameters``), with its bounds, its source, and since when it holds."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.acting.act import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.orders.parameter_acts import set_parameter
from yifa.desk.access import DeskRequest, holders_only
from yifa.desk.register_pages import field_title
from yifa.desk.small_forms import Control, Page, SmallForm
from yifa.house.errors import ParameterRefused
from yifa.house.models import ParameterValue
from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.house.powers import HEAD
from yifa.interface.formats import show_date, words
from yifa.law.quantities import say_yuan
from yifa.law.text import Bilingual
from yifa.procedure.types import Unreadable
from yifa.procedure.types.quantities import fen_of


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter as it is listed."""

    title: str
    help: str
    value: str
    since: str
    said: str
    bounds: str
    url: str


def listed(request: DeskRequest) -> HttpResponse:
    """Every parameter with today's value, by field of work."""
    rows: dict[str, list[ParameterValue]] = {}
    for row in ParameterValue.objects.order_by("-from_on", "-id"):
        rows.setdefault(row.key, []).append(row)
    groups: dict[str, list[Line]] = {}
    for one in parameters:
        groups.setdefault(field_title(one.field), []).append(_line(one, rows.get(one.key, []), request))
    return render(
        request,
        "desk/settings/parameters.html",
        {"groups": list(groups.items()), "may_set": request.seat.holds(HEAD)},
    )


def _line(one: Parameter, rows: list[ParameterValue], request: DeskRequest) -> Line:
    holds = next((row for row in rows if row.from_on <= request.today), None)
    coming = [row for row in rows if row.from_on > request.today]
    since = _("缺省值") if holds is None else f"{show_date(holds.from_on)} · {holds.basis}"
    for row in reversed(coming):
        since += " · " + _("%(day)s起改为%(value)s") % {
            "day": show_date(row.from_on),
            "value": words(one.words(one.read(row.value))),
        }
    return Line(
        title=words(one.title),
        help=words(one.help) if one.help is not None else "",
        value=words(one.words(one.default if holds is None else one.read(holds.value))),
        since=since,
        said=words(one.basis),
        bounds=_bounds(one),
        url=reverse("desk:parameter", args=[one.key]),
    )


def _bounds(one: Parameter) -> str:
    least = "" if one.floor is None else _("不少于%(value)s") % {"value": words(one.words(one.floor))}
    most = "" if one.ceiling is None else _("不超过%(value)s") % {"value": words(one.words(one.ceiling))}
    said = words(one.bounds) if one.bounds is not None else ""
    return " · ".join(part for part in (least, most, said) if part)


@holders_only(HEAD)
def change(request: DeskRequest, key: str) -> HttpResponse:
    """Set a parameter from a day on, by a decision."""
    one = parameters.get(key)
    if one is None:
        raise Http404
    now = one.on(request.bureau, request.today)
    choices = [(name, words(title)) for name, title in one.choices.items()]
    unit = "" if one.unit is None else words(one.unit)
    is_money = one.kind is ParameterKind.MONEY
    if is_money:
        unit = words(Bilingual("元", "yuan"))
    form = SmallForm(
        [
            Control(
                "value",
                _("新值（%(unit)s）") % {"unit": unit} if unit else _("新值"),
                "select" if choices else "text",
                required=True,
                help=_bounds(one),
                value=say_yuan(now) if is_money and isinstance(now, int) else str(now),
                choices=choices,
            ),
            Control("from_on", _("自何日起"), "date", required=True, value=request.today.isoformat()),
            Control("basis", _("依据"), required=True, help=_("哪一份文件、哪一次会议作的决定。")),
        ]
    )
    if request.method == "POST" and form.take(request.POST):
        from_on = form.day("from_on")
        assert from_on is not None
        try:
            set_parameter(
                request.bureau,
                one,
                value=str(fen_of(form.text("value"))) if is_money else form.text("value"),
                from_on=from_on,
                basis=form.text("basis"),
                actor=Actor.officer(request.officer),
                now=request.now,
            )
        except Unreadable as refused:
            form.refuse(refused.text, "value")
        except (ParameterRefused, DeskRefused) as refused:
            form.refuse(refused.text)
        else:
            messages.success(request, _("已设定，自所填日期起适用。"))
            return redirect("desk:parameters")
    page = Page(words(one.title), words(one.basis), _("设定"), reverse("desk:parameters"), _("机关参数"))
    status = 422 if form.sent else 200
    return render(request, "desk/house/form.html", {"page": page, "form": form}, status=status)
