"""What waits for another's approval in the house: the list, approving several at once, refusing with a reason, withdrawing.

Who may do which is asked by the act (``yifa.cases.orders.house_approval``); the pages only show what would be refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from yifa.cases.acting.act import Actor
from yifa.cases.errors import CasesError
from yifa.cases.orders import house_approval
from yifa.cases.orders.house_acts import TITLES
from yifa.desk.access import DeskRequest, holders_only
from yifa.desk.house_pages import HOLDING_KINDS
from yifa.desk.phrases import listed
from yifa.desk.small_forms import Control, Page, SmallForm, show_form
from yifa.house.bodies import TITLES as BODY_TITLES
from yifa.house.errors import HouseError
from yifa.house.models import BodyKind, HoldingKind, HouseOrder, Officer, OrderKind, OrderOutcome
from yifa.house.powers import (
    AUDIT_ADMINISTRATOR,
    HEAD,
    SECURITY_ADMINISTRATOR,
    SYSTEM_ADMINISTRATOR,
    title_of,
)
from yifa.interface.formats import show_date, show_moment, words
from yifa.law.errors import LawError
from yifa.law.text import Bilingual

_DECIDED: Final = 50
_KEEPERS: Final = (SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR, HEAD)
_OUTCOMES: Final = {
    OrderOutcome.APPROVED: (Bilingual("已批准", "approved"), "green"),
    OrderOutcome.REFUSED: (Bilingual("未批准", "refused"), "red"),
    OrderOutcome.WITHDRAWN: (Bilingual("已撤回", "withdrawn"), "plain"),
}


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order as it is shown: what, about whom and what, who asked when, and what became of it."""

    pk: int
    title: str
    about: str
    about_url: str
    facts: tuple[str, ...]
    reason: str
    asked: str
    outcome: str
    colour: str
    decided: str
    note: str


def line_of(order: HouseOrder) -> OrderLine:
    """The order in the reader's language."""
    outcome, colour = _OUTCOMES.get(OrderOutcome(order.outcome), (Bilingual("待批准", "waiting"), "amber"))
    about = [one.name for one in (order.officer,) if one is not None]
    about += [words(one.title) for one in (order.post,) if one is not None]
    about += [words(BODY_TITLES[BodyKind(body)]) for body in (order.details.get("body"),) if body]
    url = reverse("desk:house-first-day")
    if order.officer_id is not None:
        url = reverse("desk:house-officer", args=[order.officer_id])
    elif order.post_id is not None:
        url = reverse("desk:house-post", args=[order.post_id])
    else:
        about.append(words(order.bureau.title))
    decided = ""
    if order.decided_by is not None and order.decided_at is not None:
        decided = f"{order.decided_by.name} · {show_moment(order.decided_at)}"
    return OrderLine(
        pk=order.pk,
        title=words(TITLES[order.kind]),
        about=" · ".join(about),
        about_url=url,
        facts=tuple(_facts(order)),
        reason=order.reason,
        asked=f"{order.asked_by.name} · {show_moment(order.asked_at)}",
        outcome=words(outcome),
        colour=colour,
        decided=decided,
        note=order.decision_note,
    )


def _facts(order: HouseOrder) -> list[str]:
    details = order.details
    if order.kind == OrderKind.OPEN_LOGIN:
        return [_("用户名：%(name)s") % {"name": details["username"]}]
    if order.kind == OrderKind.RESET_LOGIN:
        return [_("同时取消两步验证，由本人重新设置")] if details.get("second_factor") else []
    if order.kind == OrderKind.SET_POWERS:
        assert order.post is not None
        before, after = set(order.post.powers), set(details["powers"])
        if order.outcome != OrderOutcome.WAITING:
            return [_("职权：%(powers)s") % {"powers": _named(after) or _("（无）")}]
        return [
            text % {"powers": _named(powers)}
            for text, powers in (
                (_("增加：%(powers)s"), after - before),
                (_("减少：%(powers)s"), before - after),
            )
            if powers
        ]
    facts = []
    if details.get("from"):
        facts.append(_("自%(day)s起") % {"day": show_date(date.fromisoformat(str(details["from"])))})
    if details.get("until"):
        facts.append(_("至%(day)s") % {"day": show_date(date.fromisoformat(str(details["until"])))})
    if "kind" in details:
        facts.append(words(HOLDING_KINDS[HoldingKind(details["kind"])]))
    if details.get("leads"):
        facts.append(_("主持"))
    if "giver" in details:
        giver = Officer.objects.filter(pk=details["giver"]).values_list("name", flat=True).first()
        facts.append(_("由%(name)s交出，名下未办结的事项随岗移交") % {"name": giver or ""})
    if order.post is not None and order.post.powers:
        facts.append(_("职权：%(powers)s") % {"powers": _named(order.post.powers)})
    return facts


def _named(powers: object) -> str:
    return listed(words(title_of(str(power))) for power in sorted(powers))  # type: ignore[call-overload]


@holders_only(*_KEEPERS)
@sensitive_variables("halves")
def orders(request: DeskRequest) -> HttpResponse:
    """What waits for this officer, what they asked for, and what was decided lately. POST approves what is ticked."""
    halves: list[tuple[OrderLine, str, str]] = []
    refused: list[tuple[OrderLine, str]] = []
    if request.method == "POST":
        mine, _asked = house_approval.waiting(request.officer, request.today)
        ticked = [one for one in mine if str(one.pk) in request.POST.getlist("order")]
        if not ticked:
            messages.warning(request, _("没有选中任何一项。"))
        for order in ticked:
            try:
                done = house_approval.approve(order, actor=Actor.officer(request.officer), now=request.now)
            except (CasesError, HouseError, LawError) as problem:
                refused.append((line_of(order), words(Bilingual(problem.zh, problem.en))))
                continue
            if done.half:
                user = done.order.officer.user if done.order.officer is not None else None
                halves.append((line_of(done.order), "" if user is None else user.get_username(), done.half))
        approved = len(ticked) - len(refused)
        if approved:
            messages.success(request, _("已批准并办理%(count)d项。") % {"count": approved})
        if not halves and not refused:
            return redirect("desk:house-orders")
    mine, asked = house_approval.waiting(request.officer, request.today)
    decided = (
        HouseOrder.objects.exclude(outcome=OrderOutcome.WAITING)
        .select_related("officer", "post", "asked_by", "decided_by")
        .order_by("-decided_at", "-id")[:_DECIDED]
    )
    others = HouseOrder.objects.filter(outcome=OrderOutcome.WAITING).exclude(
        pk__in=[one.pk for one in (*mine, *asked)]
    )
    context = {
        "mine": [line_of(one) for one in mine],
        "asked": [line_of(one) for one in asked],
        "others": [
            line_of(one) for one in others.select_related("officer", "post", "asked_by", "decided_by")
        ],
        "decided": [line_of(one) for one in decided],
        "halves": halves,
        "refused": refused,
    }
    return render(request, "desk/house/orders.html", context, status=409 if refused else 200)


@holders_only(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, HEAD)
def refuse(request: DeskRequest, pk: int) -> HttpResponse:
    """Refuse an order with a reason."""
    order = _order(pk)
    form = SmallForm([Control("reason", _("不批准的理由"), "long", required=True)])
    if request.method == "POST" and form.take(request.POST):
        try:
            house_approval.refuse(
                order, reason=form.text("reason"), actor=Actor.officer(request.officer), now=request.now
            )
        except (CasesError, HouseError) as problem:
            form.refuse(problem.text)
        else:
            messages.success(request, _("已记录不批准。"))
            return redirect("desk:house-orders")
    line = line_of(order)
    page = Page(
        _("不批准"),
        f"{line.title} · {line.about}",
        _("不批准"),
        reverse("desk:house-orders"),
        _("待批准事项"),
    )
    return show_form(request, page, form)


@require_POST
@holders_only(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, HEAD)
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Take back what one asked for."""
    house_approval.withdraw(_order(pk), actor=Actor.officer(request.officer), now=request.now)
    messages.success(request, _("已撤回。"))
    return redirect("desk:house-orders")


def _order(pk: int) -> HouseOrder:
    found = (
        HouseOrder.objects.select_related("officer", "post", "asked_by", "decided_by")
        .filter(pk=pk, outcome=OrderOutcome.WAITING)
        .first()
    )
    if found is None:
        raise Http404
    return found
