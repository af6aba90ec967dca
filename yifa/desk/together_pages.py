"""Pages for one step in many matters: choose it, see how each matter would fare, confirm once, see what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yifa.cases.models import Case
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.matter import Matter
from yifa.desk.models import Sending
from yifa.desk.people import by_department, colleagues
from yifa.desk.sendings import claimed, key_of, token_for
from yifa.desk.together import (
    AT_MOST,
    Group,
    Row,
    Together,
    groups,
    hand_over_each,
    of_step,
    owed_next,
    summary,
    ticked,
)
from yifa.interface.formats import show_moment

HAND_OVER: Final = "hand-over"


def address(numbers: Sequence[str], step: str = "") -> str:
    """Where one step is taken in several matters."""
    asked: list[tuple[str, str]] = [("case", one) for one in numbers]
    return f"{reverse('desk:together')}?{urlencode([*asked, *([('step', step)] if step else [])])}"


@workers_only
@require_http_methods(["GET", "POST"])
def together(request: DeskRequest) -> HttpResponse:
    """``?case=…&case=…`` names the matters, ``?step=procedure/step`` the step; ``hand-over`` hands them over."""
    numbers = [one.partition(":")[0] for one in request.GET.getlist("case")]
    matters = ticked(request.seat, numbers)
    step = request.GET.get("step", "")
    if not step:
        found = groups(matters)
        if len(found) == 1 and found[0].count == len(matters) > 0:
            return redirect(address(found[0].numbers, found[0].step))
        return _choose(request, matters, found, len(set(numbers)))
    if step == HAND_OVER:
        return _hand_over(request, matters)
    have, others = of_step(matters, step)
    if not have:
        raise Http404
    work = Together(request, request.seat, have, step)
    if request.method == "POST" and request.POST.get("do") == "take":
        content = [sorted(work.versions.items()), work.shared.typed, work.extra]
        key = key_of(request.seat, request.POST.get("sending", ""), request.get_full_path(), content)
        return _once(request, key, work.title, work.taken)
    rows = work.tried()
    context = {
        "title": work.title,
        "fields": work.shared.fields(),
        "form": work.shared,
        "others": [(one.case.number, knowing.title_of(one.case), one.url) for one in others],
    }
    return _page(request, rows, context)


def _choose(request: DeskRequest, matters: list[Matter], found: list[Group], asked: int) -> HttpResponse:
    told = [(one, address(one.numbers, one.step)) for one in found]
    context: dict[str, Any] = {
        "groups": told,
        "count": len(matters),
        "left_out": max(0, min(asked, AT_MOST) - len(matters)),
        "hand_over_url": address([one.case.number for one in matters if one.case.is_open], HAND_OVER),
        "most": AT_MOST,
        "too_many": asked > AT_MOST,
    }
    return render(request, "desk/together_choose.html", context)


def _hand_over(request: DeskRequest, matters: list[Matter]) -> HttpResponse:
    seat = request.seat
    people = colleagues(seat)
    reason = request.POST.get("text", "").strip()
    to = next((one.officer for one in people if one.value == request.POST.get("officers", "")), None)
    rows: list[Row] = [
        Row(one.case.number, knowing.title_of(one.case), one.url, one.case.version) for one in matters
    ]
    problem = ""
    if request.method == "POST":
        if to is None or not reason:
            problem = _("请选择移交给谁，并写明理由。")
        elif request.POST.get("do") == "take":
            receiver, content = to, [[one.case.number for one in matters], to.pk, reason]
            key = key_of(seat, request.POST.get("sending", ""), request.get_full_path(), content)
            return _once(
                request,
                key,
                _("移交"),
                lambda: hand_over_each(seat, matters, to=receiver, reason=reason, kept=True),
            )
        else:
            rows = hand_over_each(seat, matters, to=to, reason=reason, kept=False)
    context = {
        "title": _("移交"),
        "people": by_department(people),
        "chosen": "" if to is None else str(to.pk),
        "reason": reason,
        "problem": problem,
        "is_hand_over": True,
    }
    return _page(request, rows, context, status=422 if problem else 200)


def _once(request: DeskRequest, key: str, title: str, take: Any) -> HttpResponse:
    """Do it unless the same was sent before, and go to what became of it."""
    seat = request.seat
    if not key:
        raise Http404
    # Each matter has its own transaction, so that the claim is kept before the first of them.
    row, is_first = claimed(seat, key)
    if is_first:
        rows: list[Row] = take()
        row.result = {
            "title": title,
            "rows": [[one.number, one.done, one.says] for one in rows],
        }
        row.save(update_fields=["result"])  # lint: allow registers-are-written-by-effects: as above
    return redirect("desk:together-done", row.pk)


@workers_only
@require_safe
def done(request: DeskRequest, pk: int) -> HttpResponse:
    """What became of each matter; the page stays."""
    found = get_object_or_404(Sending, pk=pk, officer=request.officer)
    told = found.result if isinstance(found.result, dict) else {}
    cases = {
        one.number: one
        for one in Case.objects.select_related("party").filter(
            number__in=[number for number, *_rest in told.get("rows", ())]
        )
    }
    knowing.prime(cases.values())
    rows = [
        Row(number, knowing.title_of(cases[number]), reverse("desk:case", args=[number]), 0, is_done, says)
        for number, is_done, says in told.get("rows", ())
        if number in cases
    ]
    taken = [one.number for one in rows if one.done]
    context = {
        "next": [(one, address(one.numbers, one.step)) for one in owed_next(ticked(request.seat, taken))],
        "title": told.get("title", ""),
        "at": show_moment(found.at),
        "refused": [one for one in rows if not one.done],
        "taken": [one for one in rows if one.done],
        "again_url": address([one.number for one in rows if not one.done]),
    }
    return render(request, "desk/together_done.html", context)


def _page(request: DeskRequest, rows: list[Row], context: dict[str, Any], status: int = 200) -> HttpResponse:
    able = [one for one in rows if one.done]
    context |= {
        "rows": rows,
        "able": len(able),
        "summary": summary(rows) if any(one.done is not None and not one.lacks for one in rows) else "",
        "sending": token_for(request.seat),
        "plain_url": address([one.number for one in rows]),
    }
    return render(request, "desk/together.html", context, status=status)
