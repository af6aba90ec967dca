"""Taking a step: the form, what it says about the law, and what the act answers.

One address serves the form in every state. ``do`` says which button was pressed: ``take`` puts the form to the act, ``show``
shows what that would bring about, ``save`` keeps it, ``discard`` forgets the draft, ``find:…`` looks for a party and ``enter:…``
enters one; ``key`` is Enter in a field, which never takes an act. Whatever is refused comes back with everything in it, a form
that was sent twice is taken once, and what arrives after the session ended becomes its officer's draft.
"""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yifa.cases.acting.act import Actor, Receipt, act, open_case
from yifa.cases.acting.screened import answers_read_at, provider_of
from yifa.cases.contents import personal_of
from yifa.cases.errors import (
    ActRefused,
    CaseMoved,
    CasesError,
    LateReasonMissing,
    NotYetHappened,
)
from yifa.cases.library import procedure_in_force
from yifa.cases.models import ReadingKind
from yifa.cases.registers.publicity import public_name
from yifa.desk import drafts, knowing, pickers
from yifa.desk.access import DeskRequest, NotYours, Seat, keeping_signed_out, workers_only
from yifa.desk.before import Before, before_act
from yifa.desk.case_picks import number_named
from yifa.desk.counter import has_items, said_by_item
from yifa.desk.filling import count, filled_in
from yifa.desk.law_lines import about, reason_lines, who_takes
from yifa.desk.matter import Matter
from yifa.desk.opening import may_open
from yifa.desk.prefill import Known, item_of, known_of
from yifa.desk.receipts import remember, tell
from yifa.desk.screening_page import standard_beside
from yifa.desk.sendings import key_of, take_once, token_for
from yifa.desk.step_form import HAPPENED_ON, LATE_REASON, Ready, StepForm
from yifa.desk.timeline import letter_name
from yifa.interface.formats import show_moment, words
from yifa.law.errors import LawError
from yifa.law.text import Bilingual
from yifa.procedure import Procedure, Step

_VERSION: Final = "version"
_FILL: Final = "fill."
_FILLED: Final = 400
_SENDING: Final = "sending"


@workers_only
@require_http_methods(["GET", "POST"])
def step(request: DeskRequest, number: str, step: str) -> HttpResponse:
    """A step of a case: its form, or why it cannot be taken now."""
    matter = Matter.find(request.seat, number)
    wanted = matter.procedure.steps.get(step)
    if wanted is None:
        raise Http404
    known = known_of(request.seat, matter.case)
    if request.method == "POST":
        return _sent(request, matter.procedure, wanted, matter, known)
    filled = [key for key in personal_of(wanted) if known.answers.get(key)]
    if filled:
        knowing.note_case(request.seat, matter.case, ReadingKind.FORM, filled)
    return _opened(request, matter.procedure, wanted, matter, known)


@workers_only
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest, procedure: str, step: str) -> HttpResponse:
    """The step that opens a case. ``?item=services.serviceitem.12`` names the row of a register that it is about, ``?party=7``
    whom it concerns, ``?about=2020-mi-0003&question=subject`` the case from which it is begun, ``?title=`` and ``?fill.who=``
    what the form starts with."""
    seat = request.seat
    try:
        found = procedure_in_force(procedure, seat.on)
    except CasesError as error:
        raise Http404 from error
    wanted = found.steps.get(step)
    if wanted is None or step not in found.openers:
        raise Http404
    if not may_open(seat, wanted):
        who = who_takes(found, step)
        raise NotYours(zh=f"「{wanted.title.zh}」由{who}办理。", en=f"'{wanted.title.en}' is for {who}.")
    party = pickers.by_value([request.GET.get("party", "")]).get(request.GET.get("party", ""))
    kind, _dot, key = request.GET.get("item", "").rpartition(".")
    item = item_of(kind, int(key) if key.isdecimal() else None)
    if (
        item is None
        and request.method == "GET"
        and wanted.by.applicant
        and has_items(procedure, step, seat.on)
    ):
        # What is applied for is chosen from the catalogue, not typed.
        return redirect("desk:counter")
    about = number_named(request.GET.get("about", ""), wanted, request.GET.get("question", ""))
    answers = _filled_by(request, wanted) | dict(about.answers)
    title = about.title or request.GET.get("title", "")[:_FILLED]
    if item is not None:
        title = title or (str(item) if party is None else f"{item}：{public_name(party)}")
        answers |= {
            one: value for one, value in said_by_item(item, procedure, seat.on).items() if one in wanted.asks
        }
    known = Known(seat, None, party, {}, item, title, answers, procedure=found)
    if request.method == "POST":
        return _sent(request, found, wanted, None, known)
    return _opened(request, found, wanted, None, known)


def _filled_by(request: DeskRequest, step: Step) -> dict[str, str]:
    """What the link that led here already knows, by question: a form starts with it, and is looked through as any other."""
    return {
        key: request.GET[f"{_FILL}{key}"][:_FILLED]
        for key, question in step.asks.items()
        if f"{_FILL}{key}" in request.GET and not question.type.of_files
    }


@workers_only
@require_POST
def autosave(request: DeskRequest, step: str, number: str = "", procedure: str = "") -> HttpResponse:
    """Keep a form while it is typed; answers with when it was kept."""
    seat = request.seat
    matter = Matter.find(seat, number) if number else None
    found = matter.procedure if matter is not None else procedure_in_force(procedure, seat.on)
    wanted = found.steps.get(step)
    if wanted is None:
        raise Http404
    # A step that was taken a moment ago leaves no draft behind.
    if matter is None or request.POST.get(_VERSION, "") == str(matter.case.version):
        form = StepForm.sent(request, seat, found, wanted, matter, Known(seat, None, None, {}, None))
        form.keep()
    return HttpResponse(_("已保存 %(time)s") % {"time": show_moment(seat.now)[-5:]})


def _opened(
    request: DeskRequest, procedure: Procedure, step: Step, matter: Matter | None, known: Known
) -> HttpResponse:
    case = None if matter is None else matter.case
    draft = drafts.find(request.seat, case, procedure.key, step.key)
    form = StepForm.fresh(request.seat, procedure, step, matter, known, ready=draft)
    for key, value in known.about.items():
        # A draft from elsewhere does not know which case it is begun from.
        if not form.typed.get(key):
            form.typed[key] = value
    return _page(request, form)


def _sent(
    request: DeskRequest, procedure: Procedure, step: Step, matter: Matter | None, known: Known
) -> HttpResponse:
    seat = request.seat
    verb, _colon, key = request.POST.get("do", "take").partition(":")
    case = None if matter is None else matter.case
    if verb == "discard":
        drafts.throw_away(seat, case, procedure.key, step.key)
        messages.success(request, _("草稿已删除。"))
        return redirect(request.get_full_path())
    form = StepForm.sent(request, seat, procedure, step, matter, known)
    if verb == "show":
        return _shown(request, form)
    if verb == "take":
        ready = form.ready()
        if ready is not None:
            done = _take(request, form, ready)
            if done is not None:
                return done
        form.keep()
        return _page(request, form, status=422)
    if verb == "key":
        # Enter in a field: what is being looked for is looked for, and the rest is kept.
        for sought, pick in list(form.picks.items()):
            if pick.sought and not form.typed.get(sought):
                form.look_for(sought)
    elif verb == "find":
        form.look_for(key)
    elif verb == "sheet":
        form.fill_table(key, request.FILES.get(f"sheet-{key}"))
    elif verb == "enter":
        form.enter_party(key, confirmed=request.POST.get(f"confirm-{key}") == "yes")
    form.keep()
    return _page(request, form)


def _take(request: DeskRequest, form: StepForm, ready: Ready) -> HttpResponse | None:
    """Put the form to the act; None where it is refused, with the form saying why."""
    seat = form.seat
    content = [request.POST.get(_VERSION, ""), form.typed, form.uploads.digests, form.extra]
    key = key_of(seat, request.POST.get(_SENDING, ""), request.get_full_path(), content)
    # Before the act: what it computes may be known otherwise after it.
    filled = filled_in(form, form.typed)
    try:
        once = take_once(seat, key, lambda: _act(request, form, ready), lambda done: done[0])
    except ActRefused as refused:
        form.refused = reason_lines(refused.reasons)
    except CaseMoved as moved:
        form.moved = [
            _("%(when)s · %(who)s · %(step)s")
            % {
                "when": show_moment(one.recorded_at),
                "who": one.officer or _("系统"),
                "step": words(one.title),
            }
            for one in moved.happened
        ]
        form.notice = moved.text
        if form.matter is not None:
            form.matter = Matter.find(form.seat, form.matter.case.number)
    except LateReasonMissing as missing:
        form.problems[LATE_REASON] = missing.text
    except NotYetHappened as early:
        form.problems[HAPPENED_ON] = early.text
    except (CasesError, LawError) as error:
        form.notice = Bilingual(error.zh, error.en)
    else:
        if once.done is None:
            messages.info(request, _("这份表单刚才已经提交并办理，没有再办一次；下面是办理后的事项。"))
            return redirect("desk:case", once.before)
        number, receipt, code = once.done
        drafts.throw_away(
            form.seat, None if form.matter is None else form.matter.case, form.procedure.key, form.step.key
        )
        count(seat.bureau, seat.on, form.procedure, form.step.key, filled)
        remember(request, form.step, receipt, code)
        return redirect(_onwards(seat, number))
    return None


def _onwards(seat: Seat, number: str) -> str:
    """Where an act leads: to what is owed next, where the same officer can do that at once; else to the matter."""
    matter = Matter.find(seat, number)
    for item in matter.owed:
        option = matter.options.get(item.steps[0])
        if option is None or not option.possible or item.is_promise:
            continue
        # What waits for the applicant is theirs, though the window may enter it for them.
        if not option.step.by.applicant:
            return matter.step_url(item.steps[0])
    return matter.url


def _shown(request: DeskRequest, form: StepForm) -> HttpResponse:
    """What the act would bring about: a part of the page for scripts, the whole page without."""
    ready = form.ready()
    number = "" if form.matter is None else form.matter.case.number
    before: Before | None = None
    if ready is not None:
        held = ready
        before = before_act(form.seat, form.procedure, number, lambda: _act(request, form, held)[1])
    if request.headers.get("HX-Request") == "true":
        lacking = len(form.complaints())
        return render(request, "desk/_before.html", {"before": before, "lacking": lacking})
    form.keep()
    return _page(request, form, before=before)


def keep_signed_out(request: HttpRequest, seat: Seat) -> None:
    """Keep the form that arrived after its officer's session ended as their draft; they find it when they have signed in."""
    try:
        match = resolve(request.path_info)
        if match.view_name not in _FORMS:
            return
        number, key = match.kwargs.get("number", ""), str(match.kwargs["step"])
        matter = Matter.find(seat, number) if number else None
        found = (
            matter.procedure if matter is not None else procedure_in_force(match.kwargs["procedure"], seat.on)
        )
        wanted = found.steps.get(key)
    except (Resolver404, CasesError, knowing.NeedToKnow):
        return
    if wanted is not None:
        StepForm.sent(request, seat, found, wanted, matter, Known(seat, None, None, {}, None)).keep()


_FORMS: Final = frozenset({"desk:step", "desk:start", "desk:draft", "desk:start-draft"})
keeping_signed_out(keep_signed_out)


def _act(request: HttpRequest, form: StepForm, ready: Ready) -> tuple[str, Receipt, str]:
    """The act: number of the case, receipt, and the code for asking about progress where a case was opened."""
    seat = form.seat
    actor = Actor.officer(seat.officer)
    co_signers = [Actor.officer(one) for one in ready.co_signers]
    if form.matter is None:
        item = form.known.item
        opened = open_case(
            seat.bureau,
            form.procedure.key,
            form.step.key,
            actor=actor,
            title=ready.title,
            answers=ready.answers,
            party=ready.party,
            files=form.uploads.new_files(),
            happened_at=ready.happened_at,
            now=seat.now,
            late_reason=ready.late_reason,
            co_signers=co_signers,
            subject=None if item is None else (item.key(), int(item.pk)),
        )
        # A code is of use to an applicant; in a matter of the bureau's own there is nobody to hand it to.
        for_applicant = ready.party is not None or any(
            one.by.applicant for one in form.procedure.steps.values()
        )
        return opened.number, opened.receipt, opened.progress_code if for_applicant else ""
    seen = request.POST.get(_VERSION, "")
    receipt = act(
        form.matter.case.pk,
        form.step.key,
        actor=actor,
        answers=ready.answers,
        files=form.uploads.new_files(),
        happened_at=ready.happened_at,
        now=seat.now,
        expected_version=int(seen) if seen.isdecimal() else form.matter.case.version,
        late_reason=ready.late_reason,
        co_signers=co_signers,
    )
    return form.matter.case.number, receipt, ""


def _page(
    request: DeskRequest, form: StepForm, status: int = 200, before: Before | None = None
) -> HttpResponse:
    matter = form.matter
    option = None if matter is None else matter.options.get(form.step.key)
    barred = [] if option is None or option.possible else reason_lines(option.reasons)
    lines = about(form.procedure, form.step.key, request.seat.on)
    typed = request.method == "POST" or form.saved_at is not None
    context: dict[str, Any] = {
        "form": form,
        "fields": form.fields(),
        "complaints": form.complaints(),
        "matter": matter,
        "procedure_title": words(form.procedure.title),
        "step_title": words(form.step.title),
        "says": words(form.step.says),
        "barred": barred,
        "shows_form": not barred or typed,
        "law_first": lines[0] if lines else None,
        "law_rest": lines[1:],
        "owed": _owed(matter, form.step),
        "public": words(form.step.public),
        "letters": [letter_name(kind) for kind in form.step.produces.values()],
        "closes": form.step.closes,
        "autosave_url": _autosave_url(form),
        "screening_url": _screening_url(form),
        "answers_url": _answers_url(form),
        "standard": standard_beside(
            form.procedure, form.step.key, None if matter is None else matter.case, form.seat.on
        ),
        "late_after": form.seat.bureau.late_after_days,
        "before": before,
        # What goes out is shown without being asked for; the rest by a button.
        "shows_before": bool(form.step.produces or form.step.public),
        "sending": token_for(form.seat),
        "told": None if matter is None else tell(request, matter.case.number),
    }
    return render(request, "desk/step.html", context, status=status)


def _owed(matter: Matter | None, step: Step) -> list[Any]:
    if matter is None:
        return []
    ids = {item.rule_id for item in matter.owed if step.key in item.steps}
    return [line for line in matter.owed_lines() if line.rule_id in ids]


def _screening_url(form: StepForm) -> str:
    """Where the findings of what this step screens are answered one by one; empty for other steps."""
    if form.matter is None or provider_of(form.procedure, form.step.key) is None:
        return ""
    return reverse("desk:screening", args=[form.matter.case.number, form.step.key])


def _answers_url(form: StepForm) -> str:
    """Where a second person sees what was answered to the screening; empty at steps that do not look at it."""
    screening_step = answers_read_at(form.procedure, form.step.key)
    if form.matter is None or screening_step is None:
        return ""
    return reverse("desk:screening", args=[form.matter.case.number, screening_step])


def _autosave_url(form: StepForm) -> str:
    if form.matter is not None:
        return reverse("desk:draft", args=[form.matter.case.number, form.step.key])
    return reverse("desk:start-draft", args=[form.procedure.key, form.step.key])
