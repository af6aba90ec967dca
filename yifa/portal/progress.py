"""Asking for progress by number and code, and what an applicant does in their matter: correct, withdraw, rate, ask for a hearing.

A wrong number and a wrong code get the same sentence, and only so many are tried from one address.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yifa.cases.acting.act import Actor, act
from yifa.cases.errors import ActRefused, CaseMoved, CasesError, RecordProblem
from yifa.cases.files import path_of
from yifa.cases.log import record
from yifa.cases.models import Case, Letter
from yifa.cases.registers.publicity import applicant_pages
from yifa.cases.told.letters import LetterForm, render
from yifa.interface.formats import is_english, show_date, show_due, words
from yifa.law.errors import LawError
from yifa.law.limits import light
from yifa.law.text import Bilingual
from yifa.portal import drafts, limits
from yifa.portal.applying import Why, whys
from yifa.portal.catalogue import unfinished
from yifa.portal.doors import close_doors, fits, is_open, open_door
from yifa.portal.forms import PublicForm
from yifa.portal.progress_of import Progress, letter_name
from yifa.portal.site import PortalRequest, never_kept, page, public
from yifa.typesetting import media_types
from yifa.typesetting.letters import LetterError
from yifa.typesetting.model import DocumentError

_WEEKDAYS: Final = (
    Bilingual("周一", "Mon"),
    Bilingual("周二", "Tue"),
    Bilingual("周三", "Wed"),
    Bilingual("周四", "Thu"),
    Bilingual("周五", "Fri"),
    Bilingual("周六", "Sat"),
    Bilingual("周日", "Sun"),
)
_VERSION: Final = "version"


@public
@require_http_methods(["GET", "POST"])
def ask(request: PortalRequest) -> HttpResponse:
    """Number and code."""
    number = request.POST.get("number", request.GET.get("number", "")).strip().lower()[:40]
    error, status = "", 200
    if request.method == "POST":
        case, error, status = _look(request, number, request.POST.get("code", "")[:40])
        if case is not None:
            open_door(request, case.number)
            return redirect("portal:case", request.bureau.code, case.number)
    context = {"number": number, "error": error, "unfinished": unfinished(request)}
    return never_kept(page(request, "portal/ask.html", context, room="progress", status=status))


def _look(request: PortalRequest, number: str, code: str) -> tuple[Case | None, str, int]:
    address = limits.address_of(request)
    of_case = f"{request.bureau.code}/{number}"
    if limits.exhausted(limits.CODES, address) or limits.exhausted(limits.CODES_OF_A_CASE, of_case):
        return None, _("试错次数太多，请十五分钟后再试；忘记查询码的，可以带证件到窗口查询。"), 429
    case = fits(request, number, code)
    if case is not None and Progress.of(case, request.today).for_applicants:
        return case, "", 200
    limits.count(limits.CODES, address)
    limits.count(limits.CODES_OF_A_CASE, of_case)
    return None, _("编号或者查询码不对，请对照回执逐字核对后再试。"), 422


@public
@require_safe
def case(request: PortalRequest, number: str) -> HttpResponse:
    """Where a matter stands."""
    progress = _progress(request, number)
    if progress is None:
        return _ask_for_code(request, number)
    one = progress.case
    asked = progress.asked()
    awaited = progress.awaited()
    return never_kept(
        page(
            request,
            "portal/case.html",
            {
                "case": one,
                "procedure_title": words(progress.procedure.title),
                "state": progress.state(),
                "opened": show_date(one.opened_on),
                "closed": show_date(one.closed_on),
                "asked": asked,
                "asked_lines": [line for line in awaited if line.from_applicant],
                "awaited": [line for line in awaited if not line.from_applicant],
                "allowed": progress.allowed(),
                "history": progress.history(),
                "papers": progress.papers(),
                "reply": progress.reply(),
                "stages": progress.stages(),
                "missing": progress.missing() if asked else None,
                "outcome": progress.outcome,
                "remedies": progress.remedies,
                "more": [
                    (reverse(offered.url_name, args=[request.bureau.code, number]), words(offered.title))
                    for offered in applicant_pages
                    if one.party is not None and offered.shown(one.party)
                ],
            },
            room="progress",
        )
    )


@public
@require_http_methods(["GET", "POST"])
def step(request: PortalRequest, number: str, step: str) -> HttpResponse:
    """A step that is the applicant's to take."""
    progress = _progress(request, number)
    if progress is None:
        return _ask_for_code(request, number)
    wanted = progress.procedure.steps.get(step)
    if wanted is None or not wanted.by.applicant or wanted.opens:
        raise Http404
    key = f"{request.bureau.code}/{number}/{step}"
    refused: list[Why] = []
    notice: Bilingual | None = None
    status = 200
    if request.method == "POST":
        form = PublicForm.sent(request, wanted, request.bureau.file_limit_bytes, known={})
        form.keep(request, key)
        answers = form.answers()
        status = 422
        if answers is not None and not form.is_program:
            seen = request.POST.get(_VERSION, "")
            try:
                act(
                    progress.case.pk,
                    step,
                    actor=Actor.applicant(progress.case.party, bureau=request.bureau),
                    answers=answers,
                    files=form.uploads.new_files(),
                    now=request.now,
                    expected_version=int(seen) if seen.isdecimal() else progress.case.version,
                )
            except ActRefused as error:
                refused = whys(error.reasons)
            except CaseMoved as error:
                notice = error.text
                progress = _progress(request, number) or progress
            except (CasesError, LawError) as error:
                notice = Bilingual(error.zh, error.en)
            else:
                drafts.forget(request, key)
                messages.success(
                    request,
                    _("「%(step)s」已经收到并记入记录，凭证可以在下面下载。") % {"step": words(wanted.title)},
                )
                return redirect("portal:case", request.bureau.code, number)
    else:
        form = PublicForm.opened(request, key, wanted, known={})
        option = progress.options.get(step)
        refused = whys(option.reasons) if option is not None and not option.possible else []
    context: dict[str, Any] = {
        "case": progress.case,
        "step_title": words(wanted.title),
        "says": words(wanted.says),
        "fields": form.fields(),
        "complaints": form.complaints(),
        "refused": refused,
        "notice": words(notice),
        "shows_form": request.method == "POST" or not refused,
        "closes": wanted.closes,
        "asked_lines": [line for line in progress.awaited() if line.from_applicant],
        "missing": progress.missing() if any(step in item.steps for item in progress.owed) else None,
    }
    return never_kept(page(request, "portal/step.html", context, room="progress", status=status))


@public
@require_safe
def deadline(request: PortalRequest, number: str) -> HttpResponse:
    """How a deadline was computed, day by day."""
    progress = _progress(request, number)
    if progress is None:
        return _ask_for_code(request, number)
    rule_id = request.GET.get("rule", "")
    item = next((one for one in progress.owed if one.rule_id == rule_id), None)
    if item is None:
        raise Http404
    found = progress.deadline(item)
    if found is None:
        raise Http404
    days = [
        (
            show_date(day.day),
            words(_WEEKDAYS[day.day.weekday()]),
            "" if day.ordinal is None else str(day.ordinal),
            words(day.note),
        )
        for day in found.explain()
    ]
    lit = light(found, request.today)
    context = {
        "case": progress.case,
        "titles": [words(progress.procedure.steps[key].title) for key in item.steps],
        "says": words(item.rule.says) if item.rule is not None else "",
        "authority": words(item.rule.authority) if item.rule is not None else "",
        "term": found.term.en() if is_english() else found.term.zh(),
        "started": show_date(found.started_on),
        "due": show_due(found.due_on, found.latest_on),
        "light": lit.value,
        "word": words(lit.label),
        "days": days,
    }
    return never_kept(page(request, "portal/deadline.html", context, room="progress"))


@public
@require_safe
def letter(request: PortalRequest, number: str, pk: int) -> HttpResponse:
    """A letter of the matter as PDF."""
    progress = _progress(request, number)
    if progress is None:
        return _ask_for_code(request, number)
    found = Letter.objects.select_related("case__party", "bureau").filter(pk=pk, case=progress.case).first()
    if found is None:
        raise Http404
    try:
        content = render(found, LetterForm.PDF)
    except (LetterError, DocumentError) as error:
        text = words(Bilingual(error.zh, error.en))
        back = progress.url("case")
        return page(request, "portal/problem.html", {"text": text, "back": back}, room="progress", status=409)
    response = HttpResponse(content, content_type=media_types.PDF)
    name = f"{number}-{letter_name(found)}.pdf"
    response.headers["Content-Disposition"] = _attachment(name)
    return never_kept(response)


@public
@require_safe
def result(request: PortalRequest, number: str, pk: int) -> HttpResponseBase:
    """A file that the decision hands over, such as a certificate."""
    progress = _progress(request, number)
    if progress is None:
        return _ask_for_code(request, number)
    found = progress.result(pk)
    if found is None:
        raise Http404
    return never_kept(
        FileResponse(
            path_of(found.digest).open("rb"),
            as_attachment=True,
            filename=found.name,
            content_type=found.media_type,
        )
    )


@public
@require_safe
def receipt(request: PortalRequest, number: str, version: int) -> HttpResponse:
    """The receipt of an entry of the matter, as JSON. The applicant's own answers are opened in it, others' are not."""
    progress = _progress(request, number)
    if progress is None:
        return _ask_for_code(request, number)
    try:
        position = record.position_in_case(progress.case, version)
        entry = next(one for one in record.timeline(progress.case) if one.case_version == version)
        found = record.receipt(request.bureau, position, with_answers=entry.by_applicant, now=request.now)
    except RecordProblem as error:
        back = progress.url("case")
        context = {"text": words(error.text), "back": back}
        return page(request, "portal/problem.html", context, room="progress", status=409)
    response = HttpResponse(found.to_json(), content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = _attachment(f"{request.bureau.code}-{position + 1}.json")
    return never_kept(response)


@public
@require_POST
def leave(request: PortalRequest) -> HttpResponse:
    """Forget what this browser opened and typed."""
    close_doors(request)
    messages.success(request, _("已退出查询，这台设备上不再保留您打开的事项和填过的内容。"))
    return redirect("portal:progress", request.bureau.code)


def opened(request: PortalRequest, number: str) -> Case | None:
    """The matter, if this visitor opened it with its code."""
    found = _progress(request, number)
    return None if found is None else found.case


def ask_for_code(request: PortalRequest, number: str) -> HttpResponse:
    """What a page about a matter answers whoever has not opened it."""
    return _ask_for_code(request, number)


def _progress(request: PortalRequest, number: str) -> Progress | None:
    """The matter, if this visitor opened it."""
    if not is_open(request, number):
        return None
    found = Case.objects.select_related("bureau", "party").filter(number=number).first()
    return None if found is None else Progress.of(found, request.today)


def _ask_for_code(request: PortalRequest, number: str) -> HttpResponse:
    """The same answer whether there is such a matter or not."""
    context = {"number": number, "error": ""}
    return never_kept(page(request, "portal/ask.html", context, room="progress", status=403))


def _attachment(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name)}"
