"""The page on which the findings of a screened draft are answered one by one.

The answers go into the form of the step as a draft; the step itself is taken there, under its own rules.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yifa.cases.acting.screened import provider_of
from yifa.desk import drafts
from yifa.desk.access import DeskRequest, viewers_only
from yifa.desk.drafts import Kept
from yifa.desk.matter import Matter
from yifa.desk.prefill import known_of
from yifa.desk.screening_page import FIELD, view_of
from yifa.interface.formats import words
from yifa.screening import screen
from yifa.screening.answering import read_answers, write_answers


@viewers_only
@require_http_methods(["GET", "POST"])
def screening(request: DeskRequest, number: str, step: str) -> HttpResponse:
    """A draft with what screening asks about it; sent, the answers stand in the form of the step."""
    seat = request.seat
    matter = Matter.find(seat, number)
    wanted, provider = matter.procedure.steps.get(step), provider_of(matter.procedure, step)
    if wanted is None or provider is None:
        raise Http404
    screened = provider(matter.case, seat.on)
    kept = drafts.find(seat, matter.case, matter.procedure.key, step)
    recorded = str(known_of(seat, matter.case).answers.get(screened.question) or "")
    typed = "" if kept is None else str(kept.typed.get(screened.question) or "")
    answers = {**read_answers(recorded), **read_answers(typed)}
    option = matter.options.get(step)
    may_answer = seat.works and option is not None and option.possible
    if request.method == "POST" and may_answer:
        given = {
            name.removeprefix(FIELD): request.POST.get(name, "").strip()
            for name in request.POST
            if name.startswith(FIELD)
        }
        findings = screen(screened.text, rules=screened.rules, context=screened.context)
        text = write_answers(findings, {**answers, **given}) or str(_("无"))
        held = kept or Kept({})
        drafts.keep(
            seat,
            matter.case,
            matter.procedure.key,
            step,
            Kept({**held.typed, screened.question: text}, held.held, held.extra),
        )
        messages.success(request, _("说明已经填入表单，请核对后办理。"))
        return redirect(matter.step_url(step))
    context = {
        "matter": matter,
        "procedure_title": words(matter.procedure.title),
        "step_title": words(wanted.title),
        "step_url": matter.step_url(step),
        "view": view_of(
            screened.text,
            context=screened.context,
            rules=screened.rules,
            answers=answers,
            asks=may_answer,
            elsewhere=screened.elsewhere,
        ),
    }
    return render(request, "desk/screening.html", context)
