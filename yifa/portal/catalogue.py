"""Services: what can be applied for, and the guide of each item with its flow picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yifa.cases.errors import CasesError
from yifa.cases.library import procedure_in_force
from yifa.cases.registers.publicity import Guide, Limit, guides
from yifa.house.calendars import calendar_of
from yifa.interface.formats import language, show_date, show_due, words
from yifa.law.calendar import Calendar
from yifa.law.limits import due_on
from yifa.law.terms import Term, Unit
from yifa.portal import drafts
from yifa.portal.search import asked_words, guides_found
from yifa.portal.site import PortalRequest, page, public
from yifa.procedure import Procedure
from yifa.procedure.picture import checklist, render_svg


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in the catalogue."""

    code: str
    title: str
    kind: str
    promised: str
    statutory: str
    visits: str
    online: bool


def item_line(guide: Guide) -> ItemLine:
    """An item as the catalogue shows it."""
    return ItemLine(
        code=guide.code,
        title=words(guide.title),
        kind=words(guide.kind),
        promised=words(guide.promised.words) if guide.promised is not None else "",
        statutory=words(guide.statutory.words) if guide.statutory is not None else "",
        visits=shown_visits(guide),
        online=bool(guide.online),
    )


def shown_visits(guide: Guide) -> str:
    """How often the applicant has to come."""
    if guide.visits is None:
        return ""
    if guide.visits == 0:
        return _("不用跑")
    return ngettext("最多跑 %(times)d 次", "最多跑 %(times)d 次", guide.visits) % {"times": guide.visits}


def unfinished(request: PortalRequest) -> list[tuple[str, str]]:
    """The forms that this visitor has begun and not sent: title and address."""
    found = []
    for key in drafts.keys(request):
        bureau, _slash, code = key.partition("/")
        guide = (
            guides.find(code, request.today) if bureau == request.bureau.code and "/" not in code else None
        )
        if guide is not None and guide.is_open:
            found.append((words(guide.title), reverse("portal:apply", args=[bureau, code])))
    return found


@public
def services(request: PortalRequest) -> HttpResponse:
    """The catalogue, by kind, searched by words."""
    sought = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    listed = guides.listed(request.today)
    kinds = list(dict.fromkeys(words(one.kind) for one in listed))
    found = [
        item_line(one)
        for one in (guides_found(listed, sought, asked_words(sought)) if sought else listed)
        if not kind or words(one.kind) == kind
    ]
    groups: dict[str, list[ItemLine]] = {}
    for line in found:
        groups.setdefault(line.kind, []).append(line)
    return page(
        request,
        "portal/services.html",
        {"groups": list(groups.items()), "kinds": kinds, "kind": kind, "q": sought, "any": bool(listed)}
        | {"unfinished": unfinished(request)},
        room="services",
    )


def guide_or_404(request: PortalRequest, code: str) -> Guide:
    """The item with this code. Raises Http404."""
    found = guides.find(code, request.today)
    if found is None:
        raise Http404
    return found


def procedure_of_guide(request: PortalRequest, guide: Guide) -> Procedure:
    """The procedure by which an item is applied for, in force today. Raises Http404."""
    try:
        return procedure_in_force(guide.procedure, request.today)
    except CasesError as error:
        raise Http404 from error


def may_apply(procedure: Procedure, guide: Guide) -> bool:
    """Whether the public may open the matter itself."""
    step = procedure.steps.get(guide.step)
    return step is not None and guide.step in procedure.openers and step.by.applicant


@public
def guide(request: PortalRequest, code: str) -> HttpResponse:
    """The guide of one item."""
    found = guide_or_404(request, code)
    procedure = procedure_of_guide(request, found)
    return page(
        request,
        "portal/guide.html",
        {
            "item": item_line(found),
            "conditions": lines(found.conditions),
            "materials": lines(found.materials),
            "basis": lines(found.basis),
            "shorter": _shorter(found),
            "limit_from": _("从受理之日的次日起算"),
            "example": _example(found, calendar_of(request.bureau), request.today),
            "fee": "" if found.fee is None else (_("收费") if found.fee else _("不收费")),
            "online": "" if found.online is None else (_("可以") if found.online else _("部分环节须到窗口")),
            "result": found.result,
            "place": found.place,
            "phone": found.phone or request.bureau.phone,
            "published": show_date(found.published_on),
            "picture": flow(procedure),
            "checklist": checklist(procedure, language()),
            "procedure_title": words(procedure.title),
            "may_apply": may_apply(procedure, found),
        },
        room="services",
    )


def lines(text: str) -> list[str]:
    """One thing a line, without the marks and numbers that somebody put before them."""
    return [line.strip(" ;；") for line in text.replace("\r", "").split("\n") if line.strip()]


def _shorter(found: Guide) -> str:
    """How much shorter the promise is than the law's limit; empty where the units differ or nothing is promised."""
    law, promise = found.statutory, found.promised
    if law is None or promise is None or law.is_working_days != promise.is_working_days:
        return ""
    if promise.number >= law.number:
        return ""
    percent = round(100 * (law.number - promise.number) / law.number)
    return _("比法定时限缩短 %(percent)d%%") % {"percent": percent}


def _example(found: Guide, calendar: Calendar, on: date) -> str:
    """What the limits come to for an application accepted on a day."""
    if found.promised is None:
        return ""
    promised = _due(found.promised, calendar, on)
    if found.statutory is None:
        return _("如果今天受理，承诺 %(promised)s 前办结。") % {"promised": promised}
    lawful = _due(found.statutory, calendar, on)
    return _("如果今天受理，承诺 %(promised)s 前办结；法定期限到 %(lawful)s。") % {
        "promised": promised,
        "lawful": lawful,
    }


def _due(limit: Limit, calendar: Calendar, on: date) -> str:
    unit = Unit.WORKING_DAYS if limit.is_working_days else Unit.CALENDAR_DAYS
    found = due_on(on, Term(limit.number, unit), calendar)
    return show_due(found.due_on, found.latest_on)


def flow(procedure: Procedure) -> SafeString:
    """The picture of a procedure. The drawing escapes every word that it holds."""
    return mark_safe(render_svg(procedure, language=language(), ident="flow"))  # noqa: S308
