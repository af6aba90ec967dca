"""Applying for an item: the form, the page on which it is checked, and the receipt with number, code and what happens next.

The code is shown once, on the page right after, and is kept nowhere. The act is the same that officers take, with the applicant
as the actor; what it refuses comes back with its article and everything that was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yifa.cases.acting.act import Actor, Opened, open_case
from yifa.cases.errors import ActRefused, CasesError
from yifa.cases.models import Case
from yifa.cases.registers.publicity import Guide, Way, public_name
from yifa.interface.formats import show_date, show_moment, words
from yifa.law.errors import LawError
from yifa.law.text import Bilingual
from yifa.parties.models import PartyKind
from yifa.parties.register import PartyRefused
from yifa.portal import drafts, limits
from yifa.portal.catalogue import guide_or_404, item_line, lines, may_apply, procedure_of_guide
from yifa.portal.doors import open_door
from yifa.portal.forms import PublicForm
from yifa.portal.papers import Papers
from yifa.portal.progress_of import Progress, answer_in_words
from yifa.portal.site import PortalRequest, never_kept, page, public
from yifa.procedure import Json, Procedure, Reason, Step

_RECEIVED: Final = "portal_received"
LATER: Final = timedelta(hours=15 * 24)
"""How long a form that was saved for later stays on the visitor's device."""
_TOO_LONG: Final = Bilingual(
    "填写的文字太长，没有保存；请把长的内容放进文件里上传",
    "The text is too long to be kept; put what is long into a file and send that along",
)
KINDS: Final = (
    (PartyKind.ENTERPRISE.value, Bilingual("企业", "Enterprise")),
    (PartyKind.INSTITUTION.value, Bilingual("事业单位、社会组织等机构", "Institution or organisation")),
    (PartyKind.PERSON.value, Bilingual("个人", "Person")),
)


@dataclass(frozen=True, slots=True)
class Why:
    """A reason of a refusal as it is shown."""

    sentence: str
    authority: str
    remedy: str


def whys(reasons: tuple[Reason, ...]) -> list[Why]:
    """Reasons as they are shown."""
    return [
        Why(
            words(one.sentence),
            words(one.rule.authority) if one.rule is not None else "",
            words(one.remedy),
        )
        for one in reasons
    ]


@public
@require_http_methods(["GET", "POST"])
def apply(request: PortalRequest, code: str) -> HttpResponse:
    """The form with which an item is applied for."""
    guide, procedure, step = _item(request, code)
    key = _key(request, guide)
    if request.method == "GET":
        if not guide.is_open:
            return redirect(back_of(request, guide)[0])
        form = PublicForm.opened(
            request,
            key,
            step,
            known=_known(guide, step),
            names_applicant=guide.names_applicant & step.asks.keys(),
            asks_who=guide.asks_who,
            papers=Papers.of(guide, step),
        )
        form.suggest(request.GET)
        return _page(request, guide, procedure, form)
    if limits.exhausted(limits.APPLICATIONS, limits.address_of(request)):
        return _too_often(request, guide)
    form = _sent(request, guide, step)
    if form.is_program:
        return _page(request, guide, procedure, form, status=422)
    if not form.keep(request, key):
        return _page(request, guide, procedure, form, status=422, notice=_TOO_LONG)
    if request.POST.get("later"):
        return _kept_for_later(request, guide)
    if form.answers() is None:
        return _page(request, guide, procedure, form, status=422)
    return redirect("portal:check", request.bureau.code, guide.code)


@public
@require_http_methods(["GET", "POST"])
def check(request: PortalRequest, code: str) -> HttpResponse:
    """What was typed, as it will be received; sending it from here is what counts. A second sending shows the first receipt."""
    guide, procedure, step = _item(request, code)
    key = _key(request, guide)
    if drafts.find(request, key) is None:
        is_sent = request.method == "POST" and _RECEIVED in request.session
        name, args = ("received", ()) if is_sent else ("apply", (guide.code,))
        return redirect(f"portal:{name}", request.bureau.code, *args)
    form = PublicForm.opened(
        request,
        key,
        step,
        known=_known(guide, step),
        names_applicant=guide.names_applicant & step.asks.keys(),
        asks_who=guide.asks_who,
        papers=Papers.of(guide, step),
    )
    answers = form.answers()
    if answers is None:
        return _page(request, guide, procedure, form, status=422)
    if request.method == "GET":
        return _check_page(request, guide, form, answers)
    address = limits.address_of(request)
    if limits.exhausted(limits.APPLICATIONS, address):
        return _too_often(request, guide)
    limits.count(limits.APPLICATIONS, address)
    refused: list[Why] = []
    notice: Bilingual | None = None
    try:
        opened = _open(request, guide, step, form, answers)
    except ActRefused as error:
        refused = whys(error.reasons)
    except (CasesError, LawError, PartyRefused) as error:
        notice = Bilingual(error.zh, error.en)
    else:
        drafts.forget(request, key)
        open_door(request, opened.number)
        _remember(request, opened)
        return redirect("portal:received", request.bureau.code)
    return _page(request, guide, procedure, form, status=422, refused=refused, notice=notice)


def _check_page(
    request: PortalRequest, guide: Guide, form: PublicForm, answers: dict[str, Json]
) -> HttpResponse:
    said = [
        (words(question.label), shown)
        for key, question in form.asked.asks.items()
        if not question.type.of_files and (shown := answer_in_words(answers.get(key), question))
    ]
    files = [(one.name, one.size_shown) for held in form.uploads.held.values() for one in held]
    context = {
        "heading": _heading(guide),
        "who": form.who,
        "kind": next((words(title) for value, title in KINDS if value == form.who.typed["kind"]), "")
        if form.who is not None
        else "",
        "said": said,
        "files": files,
        "materials": lines(guide.materials),
        "with_papers": form.papers is not None,
        "not_given": [one.title for one in form.paper_rows() if not one.held],
        "back": reverse("portal:apply", args=[request.bureau.code, guide.code]),
        "item": item_line(guide),
        "guide_url": back_of(request, guide)[0],
    }
    return never_kept(page(request, "portal/check.html", context, room=_room(guide)))


def _kept_for_later(request: PortalRequest, guide: Guide) -> HttpResponse:
    """The form stays on this device, as long as the browser keeps the session."""
    request.session.set_expiry(LATER)
    day = show_date(request.now + LATER)
    messages.success(
        request,
        _("已保存，%(day)s 之前用这台设备打开“办事”或者“查进度”可以接着填；多人共用的设备请不要这样保存。")
        % {"day": day},
    )
    return redirect(back_of(request, guide)[0])


@public
@require_POST
def draft(request: PortalRequest, code: str) -> HttpResponse:
    """Keep a form while it is typed; answers with when it was kept. Files wait until the form is sent."""
    guide, _procedure, step = _item(request, code)
    address = limits.address_of(request)
    if limits.exhausted(limits.DRAFTS, address):
        return never_kept(HttpResponse(_("自动保存得太频繁，请稍后再试；所填内容还在页面上。"), status=429))
    limits.count(limits.DRAFTS, address)
    # A browser sends no files here, and nothing else may leave any.
    request.FILES.clear()
    form = _sent(request, guide, step)
    if not form.keep(request, _key(request, guide)):
        return never_kept(HttpResponse(_("内容太长，未能自动保存；请另存一份。")))
    return never_kept(HttpResponse(_("已保存 %(time)s") % {"time": show_moment(request.now)[-5:]}))


@public
def received(request: PortalRequest) -> HttpResponse:
    """The receipt: number and code (told this once), what stands on record, and what happens next."""
    told = request.session.get(_RECEIVED)
    if not isinstance(told, dict) or told.get("bureau") != request.bureau.code:
        return redirect("portal:progress", request.bureau.code)
    case = Case.objects.select_related("bureau", "party").filter(number=told["number"]).first()
    if case is None:
        raise Http404
    progress = Progress.of(case, request.today)
    # The code goes with this page: whoever looks again finds the number only.
    request.session[_RECEIVED] = {**told, "code": ""}
    return never_kept(
        page(
            request,
            "portal/received.html",
            {
                "case": case,
                "code": told["code"],
                "position": told["position"] + 1,
                "recorded": told["recorded"],
                "leaf": told["leaf"],
                "receipt_url": progress.url("receipt", told["version"]),
                "awaited": progress.awaited(),
                "progress_url": progress.url("case"),
                "procedure_title": words(progress.procedure.title),
            },
            room="services",
        )
    )


def _item(request: PortalRequest, code: str) -> tuple[Guide, Procedure, Step]:
    guide = guide_or_404(request, code)
    procedure = procedure_of_guide(request, guide)
    if not may_apply(procedure, guide):
        raise Http404
    return guide, procedure, procedure.steps[guide.step]


def back_of(request: PortalRequest, guide: Guide) -> tuple[str, str]:
    """The page from which an item is applied for: its address and title."""
    code = request.bureau.code
    if guide.published_as is not None:
        return reverse("portal:document", args=[code, *guide.published_as]), _("回到征求意见")
    return reverse("portal:guide", args=[code, guide.code]), _("回到指南")


def _room(guide: Guide) -> str:
    return "services" if guide.published_as is None else "consultations"


def _key(request: PortalRequest, guide: Guide) -> str:
    return f"{request.bureau.code}/{guide.code}"


def _known(guide: Guide, step: Step) -> dict[str, Json]:
    known = {**guide.answers, **guide.by_way.get(Way.ONLINE, {})}
    return {key: value for key, value in known.items() if key in step.asks}


def _sent(request: PortalRequest, guide: Guide, step: Step) -> PublicForm:
    return PublicForm.sent(
        request,
        step,
        request.bureau.file_limit_bytes,
        known=_known(guide, step),
        names_applicant=guide.names_applicant & step.asks.keys(),
        asks_who=guide.asks_who,
        papers=Papers.of(guide, step),
    )


def _open(
    request: PortalRequest, guide: Guide, step: Step, form: PublicForm, answers: dict[str, Json]
) -> Opened:
    party = form.who.enter(request.bureau, request.now) if form.who is not None else None
    title = next(
        (
            str(answers[key])
            for key, question in step.asks.items()
            if question.fills_from == "case.title" and answers.get(key)
        ),
        f"{guide.title.zh}：{public_name(party)}" if party is not None else guide.title.zh,
    )
    return open_case(
        request.bureau,
        guide.procedure,
        guide.step,
        actor=Actor.applicant(party, bureau=request.bureau),
        title=title,
        # What the act computes from the item is shown and not sent.
        answers={key: value for key, value in answers.items() if step.asks[key].computes is None},
        party=party,
        files=form.uploads.new_files(),
        now=request.now,
        subject=guide.subject,
    )


def _remember(request: PortalRequest, opened: Opened) -> None:
    receipt = opened.receipt
    request.session[_RECEIVED] = {
        "bureau": request.bureau.code,
        "number": opened.number,
        "code": opened.progress_code,
        "position": receipt.position,
        "version": receipt.case_version,
        "recorded": show_moment(receipt.recorded_at),
        "leaf": receipt.leaf_hash.hex(),
    }


def _page(
    request: PortalRequest,
    guide: Guide,
    procedure: Procedure,
    form: PublicForm,
    *,
    status: int = 200,
    refused: list[Why] | None = None,
    notice: Bilingual | None = None,
) -> HttpResponse:
    who = form.who
    context: dict[str, Any] = {
        "item": item_line(guide),
        "form": form,
        "fields": form.fields(),
        "papers": form.paper_rows(),
        "papers_at": form.papers.files if form.papers is not None else "",
        "complaints": form.complaints(),
        "who": who,
        "who_errors": {key: words(text) for key, text in who.problems.items()} if who is not None else {},
        "kinds": [(value, words(title), value == who.typed["kind"]) for value, title in KINDS]
        if who is not None
        else [],
        "heading": _heading(guide),
        "materials": lines(guide.materials),
        "back": back_of(request, guide),
        "refused": refused or [],
        "notice": words(notice),
        "is_program": form.is_program,
        "says": words(form.step.says),
        "procedure_title": words(procedure.title),
        "limit": _megabytes(request.bureau.file_limit_bytes),
        "draft_url": reverse("portal:draft", args=[request.bureau.code, guide.code]),
    }
    room = "services" if guide.published_as is None else guide.published_as[0]
    return never_kept(page(request, "portal/apply.html", context, room=room, status=status))


def _heading(guide: Guide) -> str:
    return _("申请：%(title)s") % {"title": words(guide.title)} if guide.asks_who else words(guide.title)


def _megabytes(size: int) -> str:
    return f"{size / 1_048_576:.3g} MB"


def _too_often(request: PortalRequest, guide: Guide) -> HttpResponse:
    text = _(
        "同一网络一小时内提交得太多，请稍后再试；着急的可以到窗口办理。您填的内容已保存在这台设备的会话里。"
    )
    return never_kept(
        page(
            request,
            "portal/problem.html",
            {"text": text, "back": reverse("portal:apply", args=[request.bureau.code, guide.code])},
            room=_room(guide),
            status=429,
        )
    )
