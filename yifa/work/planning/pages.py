"""The ledger of the annual plan by month: on the desk, out to Excel and in from it, and one click where nothing changed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yifa.cases.acting.act import Actor, act
from yifa.cases.errors import ActRefused, CasesError, ImportRefused
from yifa.desk.access import DeskRequest, Seat, lacking, workers_only
from yifa.interface.formats import language, show_date, words
from yifa.law.text import Bilingual
from yifa.typesetting import media_types
from yifa.work.planning import ledger_workbook
from yifa.work.planning.ledger import Line, Month, lines
from yifa.work.planning.registers import STATES

REPORTERS: Final = ("section-head", "planner")
_PROBLEMS: Final = 50


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of the ledger as the page shows it. url: its case; once_url: where “nothing changed” is said, empty where not."""

    number: str
    name: str
    group: str
    owner: str
    leader: str
    due: str
    state: str
    tone: str
    mark: str
    carried_month: str
    carried: str
    progress: str
    percent: str
    unchanged: bool
    difficulty: str
    url: str
    report_url: str
    once_url: str


@workers_only
@require_safe
def ledger(request: DeskRequest) -> HttpResponse:
    """The ledger of ``?month=2020-03``, of this month without it."""
    return _page(request, Month.read(request.GET.get("month", ""), request.today), {})


def _page(request: DeskRequest, month: Month, more: dict[str, Any], status: int = 200) -> HttpResponse:
    found = lines(month, request.today)
    department = request.GET.get("department", "")
    departments = sorted({line.task.owner_department for line in found})
    shown = [line for line in found if not department or line.task.owner_department == department]
    here = reverse("planning:ledger")
    this_month = Month(request.today.year, request.today.month)
    context = {
        "month": str(month),
        "month_title": _("%(year)d年%(month)d月") % {"year": month.year, "month": month.number},
        "before_url": f"{here}?month={month.before()}",
        "after_url": f"{here}?month={month.after()}" if str(month) < str(this_month) else "",
        "excel_url": f"{reverse('planning:ledger-excel')}?month={month}",
        "import_url": f"{reverse('planning:ledger-import')}?month={month}",
        "may_report": request.seat.acts_with(*REPORTERS),
        "departments": departments,
        "department": department,
        "rows": [_shown(request.seat, line, month) for line in shown],
        "total": len(shown),
        "reported": sum(line.report is not None for line in shown),
        "silent": sum(line.silent for line in shown),
        "overdue": sum(line.overdue for line in shown),
        "closed": sum(line.task.state == "closed" for line in shown),
        **more,
    }
    return render(request, "planning/ledger.html", context, status=status)


def _shown(seat: Seat, line: Line, month: Month) -> TaskLine:
    task, report, carried = line.task, line.report, line.carried
    number = task.case.number if task.case is not None else ""
    open_to = bool(number) and task.state == "planned" and seat.acts_with(*REPORTERS)
    tone, mark = _mark(line)
    return TaskLine(
        number=number,
        name=task.name,
        group=task.task_group,
        owner=task.owner_department,
        leader=task.responsible_leader,
        due=show_date(task.due_on),
        state=words(STATES[task.state]),
        tone=tone,
        mark=mark,
        carried_month="" if carried is None else carried.month,
        carried="" if carried is None else carried.progress,
        progress="" if report is None else report.progress,
        percent="" if report is None or report.percent_done is None else f"{report.percent_done}%",
        unchanged=report is not None and report.unchanged,
        difficulty="" if report is None else report.difficulty,
        url=reverse("desk:case", args=[number]) if number else "",
        report_url=reverse("desk:step", args=[number, "report-progress"]) if open_to else "",
        once_url=f"{reverse('planning:unchanged', args=[number])}?month={month}"
        if open_to and report is None and carried is not None
        else "",
    )


def _mark(line: Line) -> tuple[str, str]:
    """The colour and the word for where a task stands."""
    task = line.task
    if task.state == "closed":
        return "green", words(STATES["closed"])
    if task.to_head_on is not None and line.overdue:
        return "red", _("逾期，已报主要负责人")
    if line.overdue:
        return "red", _("逾期")
    if task.state == "verified":
        return "green", words(STATES["verified"])
    if task.submitted_on is not None:
        return "plain", _("待核验")
    return "plain", words(STATES[task.state])


@workers_only
@require_POST
def unchanged(request: DeskRequest, number: str) -> HttpResponse:
    """Report that nothing changed since the latest report: its words are carried over, and the record says that they are."""
    month = Month.read(request.GET.get("month", ""), request.today)
    line = next(
        (
            one
            for one in lines(month, request.today)
            if one.task.case is not None and one.task.case.number == number
        ),
        None,
    )
    if line is None or line.task.case is None:
        raise Http404
    if not request.seat.acts_with(*REPORTERS):
        raise lacking(*REPORTERS)
    if line.carried is None:
        messages.error(request, _("以前没有报告过进展，请填写进展情况。"))
        return redirect("desk:step", number, "report-progress")
    answers: dict[str, Any] = {"month": str(month), "progress": line.carried.progress, "unchanged": True}
    try:
        act(
            line.task.case.pk,
            "report-progress",
            actor=Actor.officer(request.officer),
            answers=answers,
            now=request.now,
        )
    except ActRefused as refused:
        messages.error(request, words(refused.reasons[0].sentence))
    except CasesError as error:
        messages.error(request, words(Bilingual(error.zh, error.en)))
    else:
        messages.success(
            request,
            _("已报告“%(task)s”%(month)s没有变化，沿用%(carried)s的进展。")
            % {"task": line.task.name, "month": month, "carried": line.carried.month},
        )
    return redirect(f"{reverse('planning:ledger')}?month={month}")


@workers_only
@require_safe
def excel(request: DeskRequest) -> FileResponse:
    """The ledger of a month as a workbook, ready to be filled in and taken in again."""
    month = Month.read(request.GET.get("month", ""), request.today)
    out = BytesIO()
    ledger_workbook.write(lines(month, request.today), month, out, language())
    out.seek(0)
    return FileResponse(
        out, as_attachment=True, filename=f"{_('推进台账')}-{month}.xlsx", content_type=media_types.XLSX
    )


@workers_only
@require_http_methods(["POST"])
def take_in(request: DeskRequest) -> HttpResponse:
    """Take in a ledger that was filled in: all its rows, or none and why."""
    month = Month.read(request.GET.get("month", ""), request.today)
    if not request.seat.acts_with(*REPORTERS):
        raise lacking(*REPORTERS)
    sent = request.FILES.get("workbook")
    if sent is None:
        return _page(request, month, {"error": _("请选择填好的台账工作簿。")}, status=422)
    try:
        found = ledger_workbook.read(BytesIO(sent.read()), lines(month, request.today), month)
        taken = ledger_workbook.take(found, Actor.officer(request.officer), request.now)
    except ImportRefused as refused:
        shown = [
            (one.cell, words(Bilingual(one.sentence.zh, one.sentence.en)))
            for one in refused.problems[:_PROBLEMS]
        ]
        return _page(request, month, {"problems": shown}, status=422)
    if taken:
        messages.success(
            request,
            ngettext("已报告%(rows)d项任务的进展。", "已报告%(rows)d项任务的进展。", taken) % {"rows": taken},
        )
    else:
        messages.info(request, _("工作簿里没有新的进展，没有报告任何任务。"))
    return redirect(f"{reverse('planning:ledger')}?month={month}")
