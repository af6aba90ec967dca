"""One published report with its figures and faults marked in place; its faults for printing; several reports side by side."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yifa.cases.acting.act import Actor, act
from yifa.cases.errors import ActRefused, CasesError
from yifa.cases.models import File
from yifa.cases.roles import player
from yifa.desk import drafts
from yifa.desk.access import DeskRequest, lacking, workers_only
from yifa.desk.matter import Matter
from yifa.figures.indicators import registry
from yifa.figures.units import Category, Unit
from yifa.interface.formats import is_english, show_date, show_moment, words
from yifa.interface.marked import pieces
from yifa.reading.comparing import Source
from yifa.reading.comparing import compare as lay_side_by_side
from yifa.reading.explanations import explain
from yifa.reading.kinds import Category as ReadCategory
from yifa.reading.kinds import Fact, Role
from yifa.reading.kinds import Unit as ReadUnit
from yifa.report import comparison as told
from yifa.typesetting import media_types
from yifa.work.published import showing
from yifa.work.published.entering import WRITERS
from yifa.work.published.registers import (
    ENTERED,
    NATURES,
    OWN,
    REVIEWED,
    ROLES,
    STATES,
    TAKEN,
    WHOSE,
    PublishedFigure,
    PublishedReport,
)
from yifa.work.published.reviewing import (
    Typed,
    chosen,
    facts_of,
    faults_of,
    items,
    open_fields,
    preset,
    taken_of,
    typed_in,
    typed_of,
)
from yifa.work.published.taking import Taken, parse, written

_REVIEW: Final = "reading-report/review"
_FOLLOWING: Final = ("confirm", "return-from-confirm", "drop", "withdraw")
_MOST_COMPARED: Final = 40
_SHEETS: Final = {
    "xlsx": media_types.XLSX,
    "csv": "text/csv; charset=utf-8",
}


@workers_only
@require_http_methods(["GET", "POST"])
def report(request: DeskRequest, number: str) -> HttpResponse:
    """A report: its text with marks, its figures to be taken or left, its faults."""
    found = _found(number)
    if request.method == "POST":
        return _posted(request, found)
    typed = _kept(request, found)
    return _page(request, found, typed if typed is not None else _proposed(found))


@workers_only
@require_POST
def keep(request: DeskRequest, number: str) -> HttpResponse:
    """Keeps the form as it stands; answers with the hour."""
    found = _reviewable(request, number)
    _keep(request, found, typed_in(_posted_fields(request)))
    return HttpResponse(_("草稿保存于 %(time)s") % {"time": show_moment(request.now)})


@workers_only
@require_safe
def faults(request: DeskRequest, number: str) -> HttpResponse:
    """The faults of a report by themselves, for printing."""
    found = _found(number)
    seen = faults_of(found)
    said = showing.said_faults(seen, found.text)
    context = {
        "report": found,
        "groups": showing.said_groups(seen, said),
        "counts": showing.counted(seen),
        "pieces": pieces(found.text, showing.fault_marks(said, seen)),
        "url": reverse("published:report", args=[number]),
        "on": show_date(request.today),
    }
    return render(request, "published/faults.html", context)


@workers_only
@require_safe
def compare(request: DeskRequest) -> HttpResponse:
    """Chosen reports side by side, as a page or as a file."""
    numbers = request.GET.getlist("report")[:_MOST_COMPARED]
    rows = list(PublishedReport.objects.filter(case__number__in=numbers).select_related("case"))
    every = request.GET.get("every") == "yes"
    comparison = lay_side_by_side([_source(row) for row in rows])
    wanted = request.GET.get("as", "")
    english = is_english()
    if wanted in _SHEETS:
        made = (
            told.to_xlsx(comparison, english=english, every=every)
            if wanted == "xlsx"
            else told.to_csv(comparison, english=english, every=every).encode("utf-8-sig")
        )
        answer = HttpResponse(made, content_type=_SHEETS[wanted])
        name = f"{_('已公布报告数据对照')}.{wanted}"
        answer["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename=name) or "attachment"
        )
        return answer
    shown = told.rows_of(comparison, every=every)
    asked = request.GET.copy()
    asked.pop("as", None)
    context = {
        "reports": [
            (row.case.number if row.case else "", row.report_title, row.report_of, row.report_year)
            for row in rows
        ],
        "heads": told.head_of(comparison, english=english),
        "rows": [
            (
                showing.indicator_title(row.indicator or "") or row.subject,
                words(Category(row.category.value).words),
                words(Unit(row.unit.value).words),
                [told.cell_said(cell, row) for cell in row.cells],
            )
            for row in shown
        ],
        "charts": [
            (
                _chart_title(chart),
                chart.unit,
                SafeString(chart.svg),
                chart.told,
            )  # drawn here; the drawer escapes every word
            for chart in told.drawn(comparison, on=request.today, english=english)
        ],
        "every": every,
        "query": asked.urlencode(),
        "left_out": len(comparison.rows) - len(shown),
    }
    return render(request, "published/compare.html", context)


# The form ---------------------------------------------------------------------------------------------------------------


def _posted(request: DeskRequest, found: PublishedReport) -> HttpResponse:
    """What a button of the form asks: keep, lay a figure open, set every decision, or submit."""
    found = _reviewable(request, found.case.number if found.case else "")
    typed = typed_in(_posted_fields(request))
    facts = facts_of(found)
    verb, _colon, argument = request.POST.get("do", "keep").partition(":")
    if verb == "preset":
        typed = preset(facts, typed, argument)
    elif verb == "as-read":
        typed = {
            name: value
            for name, value in typed.items()
            if name.rpartition("-")[2] != argument or name.startswith("take-")
        }
    elif verb == "correct":
        fact = next((each for each in facts if str(each.start) == argument), None)
        if fact is not None:
            typed = open_fields(fact, typed) | {f"take-{argument}": "yes"}
    _keep(request, found, typed)
    if verb != "submit":
        return _page(request, found, typed, opened=argument if verb == "correct" else "", kept=verb == "keep")
    return _submitted(request, found, facts, typed)


def _submitted(
    request: DeskRequest, found: PublishedReport, facts: tuple[Fact, ...], typed: Typed
) -> HttpResponse:
    shown = items(found, facts, typed)
    taken = chosen(shown)
    refused: list[str] = []
    if not taken:
        refused.append(_("还没有选定要采用的数据；都不采用的，请办理“不予采用”。"))
    if any(item.problems for item in shown):
        refused.append(_("有的数据还需要改正，见下面标出的各项。"))
    if not refused:
        assert found.case is not None
        try:
            act(
                found.case.pk,
                player(_REVIEW)[1],
                actor=Actor.officer(request.officer),
                answers={"figures": written(taken)},
                now=request.now,
            )
        except ActRefused as refusal:
            refused = [words(reason.sentence) for reason in refusal.reasons]
        except CasesError as error:
            refused = [words(error.text)]
        else:
            drafts.throw_away(request.seat, found.case, *player(_REVIEW))
            messages.success(request, _("已提交复核，须由另一人复核采用。"))
            return redirect("published:report", found.case.number)
    return _page(request, found, typed, refused=refused, status=422)


def _posted_fields(request: DeskRequest) -> dict[str, str]:
    return {name: value for name, value in request.POST.items() if isinstance(value, str)}


def _reviewable(request: DeskRequest, number: str) -> PublishedReport:
    if not request.seat.holds(*WRITERS):
        raise lacking(*WRITERS)
    found = _found(number)
    if found.state not in {ENTERED, REVIEWED}:
        raise Http404
    return found


def _kept(request: DeskRequest, found: PublishedReport) -> Typed | None:
    kept = drafts.find(request.seat, found.case, *player(_REVIEW))
    if kept is None:
        return None
    stored = kept.extra.get("figures")
    return typed_in(stored) if isinstance(stored, dict) else None


def _keep(request: DeskRequest, found: PublishedReport, typed: Typed) -> None:
    drafts.keep(request.seat, found.case, *player(_REVIEW), drafts.Kept({}, extra={"figures": typed}))


def _proposed(found: PublishedReport) -> Typed:
    """The fields of what was proposed before, after it was sent back or while it waits."""
    if found.state not in {ENTERED, REVIEWED}:
        return {}
    figures = _figures_given(found)
    return typed_of(figures, facts_of(found)) if figures else {}


def _figures_given(found: PublishedReport) -> tuple[Taken, ...]:
    try:
        return parse(found.proposed)
    except ValueError:
        return ()


# The page ---------------------------------------------------------------------------------------------------------------


def _found(number: str) -> PublishedReport:
    found = PublishedReport.objects.select_related("case", "bureau").filter(case__number=number).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: DeskRequest,
    found: PublishedReport,
    typed: Typed,
    *,
    opened: str = "",
    kept: bool = False,
    refused: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    assert found.case is not None
    number = found.case.number
    taken_over = [taken_of(row) for row in PublishedFigure.objects.filter(report=found).order_by("start")]
    facts = facts_of(found)
    if found.state == TAKEN or taken_over:
        typed = typed_of(taken_over, facts)
    may_review = found.state == ENTERED and request.seat.holds(*WRITERS)
    is_own = found.whose == OWN
    shown = items(found, facts, typed, opened) if is_own else items(found, facts, preset(facts, {}, "none"))
    seen = faults_of(found)
    said = showing.said_faults(seen, found.text)
    marks = (*showing.figure_marks(shown), *showing.fault_marks(said, seen))
    original = File.objects.filter(case=found.case, digest=found.file_digest, erased_at=None).first()
    context: dict[str, Any] = {
        "report": found,
        "number": number,
        "whose": words(WHOSE[found.whose]),
        "state": words(STATES[found.state]),
        "state_tone": "green" if found.state == TAKEN else "plain",
        "pieces": pieces(found.text, marks),
        "rows": [_row(item) for item in shown],
        "taken_count": sum(item.is_taken for item in shown),
        "groups": showing.said_groups(seen, said),
        "counts": showing.counted(seen),
        "may_review": may_review,
        "kept_at": show_moment(request.now) if kept else "",
        "refused": refused or [],
        "original_url": reverse("desk:file", args=[number, original.pk]) if original is not None else "",
        "case_url": reverse("desk:case", args=[number]),
        "next_steps": _next_steps(request, number),
        "units": [(unit.value, words(unit.words)) for unit in Unit],
        "categories": [(category.value, words(category.words)) for category in Category],
        "roles": [(key, words(text)) for key, text in ROLES.items()],
        "natures": [(key, words(text)) for key, text in NATURES.items()],
        "indicators": [(one.code, f"{words(one.title)}（{words(one.unit.words)}）") for one in registry],
        "awaits": found.state == REVIEWED,
        "is_taken": found.state == TAKEN,
        "compare_url": f"{reverse('published:compare')}?report={number}",
    }
    return render(request, "published/report.html", context, status=status)


def _row(item: Any) -> dict[str, Any]:
    return {
        "item": item,
        "value": showing.value_words(item.now),
        "meaning": showing.meaning(item),
        "about": showing.about(item),
        "indicator": showing.indicator_title(item.now.indicator),
        "why": [words(sentence) for sentence in explain(item.fact)],
        "problems": [words(sentence) for sentence in item.problems],
        "was": showing.value_words(item.read)
        if item.now.corrected and item.read.value != item.now.value
        else "",
        "hidden": ()
        if item.is_open
        else tuple((f"{name}-{item.key}", value) for name, value in item.typed.items()),
    }


def _next_steps(request: DeskRequest, number: str) -> list[tuple[str, str, str]]:
    """Steps of the matter that this officer may take now: title, address, and the reason where it is not theirs."""
    matter = Matter.find(request.seat, number)
    made = []
    for key in _FOLLOWING:
        option = matter.options.get(key)
        if option is not None and option.possible:
            title = words(matter.procedure.steps[key].title)
            made.append((title, reverse("desk:step", args=[number, key]), key))
    return made


def _chart_title(chart: told.Drawn) -> str:
    named = showing.indicator_title(chart.indicator or "") or chart.subject
    return f"{chart.bureau}：{named}" if chart.bureau else named


def _source(row: PublishedReport) -> Source:
    """A report as a comparison takes it: its figures as read, those taken over as they were confirmed."""
    confirmed = {
        each.start: taken_of(each) for each in PublishedFigure.objects.filter(report=row, withdrawn_on=None)
    }
    facts = tuple(_as_confirmed(fact, confirmed.get(fact.start)) for fact in facts_of(row))
    return Source(row.report_title, row.report_of, row.report_year, facts)


def _as_confirmed(fact: Fact, taken: Taken | None) -> Fact:
    if taken is None:
        return fact
    return fact._replace(
        value=float(taken.value),
        unit=ReadUnit(taken.unit.value),
        year=taken.year,
        subject=taken.subject,
        category=ReadCategory(taken.category.value),
        role=Role(taken.role),
        indicator=taken.indicator or None,
    )
