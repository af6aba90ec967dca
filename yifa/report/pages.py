"""The reports room of the desk: the list, the workspace of one report, its passages, its papers.

Thin: each page reads its form, calls the service, and shows the outcome. Whoever works in the bureau may read; those who hold
the powers to write the report may change it. What the service refuses comes back as a sentence, with all that was typed.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yifa.cases.errors import CasesError
from yifa.cases.files import NewFile, path_of
from yifa.figures.compute import records_url
from yifa.figures.periods import SHANGHAI
from yifa.interface.formats import show_date, words
from yifa.law.text import Bilingual
from yifa.report import differences, drafting, freezing
from yifa.report.consistency import consistency
from yifa.report.errors import (
    PaperDamaged,
    ReportError,
    ReportFrozen,
    ReportMoved,
    TieProblem,
    YearNotOver,
)
from yifa.report.models import Report, Tie
from yifa.report.numbers import TypedNumber, typed_numbers
from yifa.report.outlines import outlines
from yifa.report.papers import (
    FRAGMENT,
    NAMES,
    OFD,
    PDF,
    SENT,
    Opened,
    document_of,
    kept,
    open_report,
    paper_named,
)
from yifa.report.proposals import proposals
from yifa.report.render import peeking, say_title
from yifa.report.unsettled import flags, missing, standing
from yifa.report.values import LiveFigures, figures_of
from yifa.report.view import insertable, lacking, shown
from yifa.typesetting.model import DocumentError
from yifa.typesetting.pdf import to_pictures

if TYPE_CHECKING:
    from yifa.house.models import Bureau, Officer

WRITERS: Final = frozenset({"report-writer", "office", "legality-reviewer"})
FREEZERS: Final = frozenset({"report-writer", "office", "head-of-organ"})

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request that came through the desk's door, which names the officer, the bureau, the moment and the day."""

    officer: Officer
    bureau: Bureau
    now: datetime
    today: date


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def holding(powers: frozenset[str], why: Bilingual) -> Callable[[View[P]], View[P]]:
    """The page is for officers who hold one of these powers; others read ``why`` and change nothing."""

    def restrict(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if _may(request, powers):
                return view(request, *args, **kwargs)
            return render(request, "report/refused.html", {"text": words(why)}, status=403)

        return asked

    return restrict


writers_only = holding(
    WRITERS,
    Bilingual(
        zh="起草年度报告须具有“年度报告起草”“办公室”或“合法性审核”职权。您可以查看报告；需要修改的，请告诉办公室。",
        en="Writing the annual report needs the power of report writer, office or legality reviewer. You may read it; "
        "tell the office what to change.",
    ),
)
freezers_only = holding(
    FREEZERS,
    Bilingual(
        zh="定稿须具有“年度报告起草”“办公室”或“机关负责人”职权，请由他们办理。",
        en="Freezing the report needs the power of report writer, office or head of the organ; ask one of them.",
    ),
)


@require_GET
def reports(request: StaffRequest) -> HttpResponse:
    """The bureau's reports, the last year first, and a form to begin one."""
    rows = [
        {
            "title": report.title,
            "year": report.year,
            "status": words(report.status_words),
            "is_frozen": report.is_frozen,
            "is_published": report.published_on is not None,
            "frozen_at": report.frozen_at,
            "url": reverse("report:workspace", args=[report.year]),
        }
        for report in Report.objects.select_related("publication").defer("outline").distinct("year")
    ]
    context = {
        "rows": rows,
        "may_write": _may(request, WRITERS),
        "next_year": request.today.year - 1,
        "outlines": [(key, words(outline.title.words)) for key, outline in outlines().items()],
        "published_url": _published_url(),
    }
    return render(request, "report/list.html", context)


def _published_url() -> str:
    """The address of published reports; empty where the field that keeps them is not installed."""
    try:
        return reverse("published:list")
    except NoReverseMatch:
        return ""


@require_POST
@writers_only
def begin(request: StaffRequest) -> HttpResponse:
    """Begins the report on a year."""
    written = request.POST.get("year", "")
    if not (written.isascii() and written.isdigit() and 2000 <= int(written) <= request.today.year):
        messages.error(request, _("年度应为四位数，且不晚于今年。"))
        return redirect("report:list")
    try:
        report = drafting.begin(
            request.bureau,
            int(written),
            now=request.now,
            outline_key=request.POST.get("outline", ""),
            officer=request.officer,
        )
    except ReportError as error:
        messages.error(request, words(error.text))
        return redirect("report:list")
    return redirect("report:workspace", report.year)


@require_GET
def workspace(request: StaffRequest, year: int) -> HttpResponse:
    """The report with its live figures, what it lacks, and the numbers that were typed."""
    opened = open_report(_report(year))
    report = opened.report
    lacks = missing(opened.outline, opened.passages, opened.setting)
    found = flags(opened.passages, report.ties.all(), setting=opened.setting)
    own = standing(opened.passages, report.confirmations.select_related("officer"), opened.setting)
    reasons = () if report.is_frozen else freezing.reasons_against(lacks, found, own)
    if not report.is_frozen and not freezing.is_over(report.year, request.now):
        reasons = (YearNotOver(report.year).text, *reasons)
    context = {
        "report": report,
        "status": words(report.status_words),
        "passages": shown(opened, found),
        "lacking": lacking(lacks),
        "own": [(one, words(one.place), one.path.replace("/", "-")) for one in own],
        "open_flags": [
            (flag, words(flag.sentence), flag.path.replace("/", "-")) for flag in found if flag.is_open
        ],
        "tied": [
            (tie, _clause(tie), reverse("report:source", args=[year, tie.pk]) if tie.file_digest else "")
            for tie in report.ties.select_related("officer")
        ],
        "reasons": [words(reason) for reason in reasons],
        "papers": [(name, reverse("report:paper", args=[year, name])) for name in (*NAMES, OFD)],
        "sent": [
            (name, reverse("report:paper", args=[year, name]))
            for name in report.outputs.filter(name__in=SENT).values_list("name", flat=True)
        ],
        "correction": report.correction,
        "earlier": _earlier(report),
        "outputs": list(report.outputs.values_list("name", "digest")) if report.is_frozen else (),
        "publication": getattr(report, "publication", None),
        "outlines": [(key, words(each.title.words)) for key, each in outlines().items()],
        "outline_moved": _outline_moved(opened),
        "may_write": _may(request, WRITERS) and not report.is_frozen,
        "may_freeze": _may(request, FREEZERS) and not report.is_frozen,
    }
    return render(request, "report/workspace.html", context)


@require_http_methods(["GET", "POST"])
@writers_only
def edit(request: StaffRequest, year: int, passage: str) -> HttpResponse:
    """One passage: its words, the figures that may be inserted, the numbers that were typed."""
    report = _report(year)
    if request.method == "GET":
        if report.is_frozen:
            messages.info(request, words(ReportFrozen(report.title).text))
            return redirect(_at(year, passage))
        return _edit_page(request, report, passage)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    expected = _whole(request.POST.get("expected"))
    if "insert" in request.POST:
        # Without a script the token goes to the end; the writer moves it.
        return _edit_page(request, report, passage, text=f"{text}{request.POST['insert']}", expected=expected)
    try:
        drafting.save(report, passage, text, officer=request.officer, now=request.now, expected=expected)
    except ReportMoved as error:
        return _edit_page(request, report, passage, text=text, error=words(error.text), theirs=error.current)
    except ReportError as error:
        return _edit_page(request, report, passage, text=text, expected=expected, error=words(error.text))
    messages.success(request, _("已保存。"))
    return redirect(_at(year, passage))


@require_POST
@writers_only
def keep(request: StaffRequest, year: int, passage: str) -> HttpResponse:
    """Keeps what is typed, as it is typed; answers with the hour."""
    report = _report(year)
    try:
        drafting.keep_draft(
            report,
            passage,
            request.POST.get("text", "").replace("\r\n", "\n"),
            officer=request.officer,
            now=request.now,
            expected=_whole(request.POST.get("expected")),
        )
    except ReportError as error:
        return render(request, "report/kept.html", {"problem": words(error.text)})
    return render(request, "report/kept.html", {"at": request.now.astimezone(SHANGHAI).strftime("%H:%M:%S")})


@require_POST
@writers_only
def forget(request: StaffRequest, year: int, passage: str) -> HttpResponse:
    """Goes back to the saved words."""
    drafting.forget_draft(_report(year), passage, request.officer)
    return redirect("report:edit", year, passage)


@require_GET
@writers_only
def figures(request: StaffRequest, year: int) -> HttpResponse:
    """The list of figures to insert, searched."""
    report, search = _report(year), request.GET.get("q", "")
    setting = drafting.setting_of(report.bureau, year, figures_of(report))
    return render(request, "report/figures.html", {"figures": insertable(setting, search), "search": search})


@require_POST
@writers_only
def tie(request: StaffRequest, year: int, passage: str) -> HttpResponse:
    """Rests a typed number on a source."""
    report = _report(year)
    upload = request.FILES.get("file")
    file = NewFile(upload.name or "", upload.read()) if upload is not None else None
    try:
        number = _number(report, passage, request)
        drafting.tie(
            report,
            passage,
            number,
            source=request.POST.get("source", ""),
            reason=request.POST.get("reason", ""),
            officer=request.officer,
            now=request.now,
            file=file,
        )
    except (ReportError, CasesError) as error:
        return _edit_page(request, report, passage, tie_error=words(error.text))
    messages.success(request, _("已注明来源。"))
    return redirect("report:edit", year, passage)


@require_POST
@writers_only
def confirm(request: StaffRequest, year: int, passage: str) -> HttpResponse:
    """The officer stands by name for a passage's own statements."""
    try:
        drafting.confirm(
            _report(year),
            passage,
            basis=request.POST.get("basis", ""),
            officer=request.officer,
            now=request.now,
        )
        messages.success(request, _("已由您确认。文字再有改动，须重新确认。"))
    except ReportError as error:
        messages.error(request, words(error.text))
    return redirect(_at(year, passage))


@require_POST
@writers_only
def untie(request: StaffRequest, year: int, tie_id: int) -> HttpResponse:
    """Withdraws a source."""
    try:
        drafting.untie(_report(year), tie_id, officer=request.officer, now=request.now)
    except ReportError as error:
        messages.error(request, words(error.text))
    return redirect("report:workspace", year)


@require_POST
@writers_only
def replace(request: StaffRequest, year: int, passage: str) -> HttpResponse:
    """Puts a figure where a typed number stood."""
    try:
        drafting.replace_number(
            _report(year),
            passage,
            _whole(request.POST.get("start")),
            request.POST.get("number", ""),
            request.POST.get("token", ""),
            officer=request.officer,
            now=request.now,
            expected=_whole(request.POST.get("expected")),
        )
        messages.success(request, _("已换成数据。"))
    except ReportError as error:
        messages.error(request, words(error.text))
    return redirect("report:edit", year, passage)


@require_GET
def history(request: StaffRequest, year: int, passage: str) -> HttpResponse:
    """Every version of a passage."""
    report = _report(year)
    place = drafting.outline_of(report).passage(passage)
    if place is None:
        raise Http404
    context = {
        "report": report,
        "title": words(say_title(place.title, open_report(report).setting)),
        "versions": drafting.history(report, passage),
        "back": _at(year, passage),
    }
    return render(request, "report/history.html", context)


@require_POST
@writers_only
def set_date(request: StaffRequest, year: int) -> HttpResponse:
    """The date under the signature."""
    try:
        drafting.set_date(
            _report(year),
            date.fromisoformat(request.POST.get("dated_on", "")),
            officer=request.officer,
            now=request.now,
        )
    except ReportError as error:
        messages.error(request, words(error.text))
    except ValueError:
        messages.error(request, _("成文日期应写作 2021-01-22。"))
    return redirect("report:workspace", year)


@require_POST
@writers_only
def change_outline(request: StaffRequest, year: int) -> HttpResponse:
    """The draft goes on by another outline, or by a newer text of its own."""
    try:
        drafting.change_outline(
            _report(year), request.POST.get("outline", ""), officer=request.officer, now=request.now
        )
        messages.success(request, _("已换提纲，已写的文字按段落保留。"))
    except ReportError as error:
        messages.error(request, words(error.text))
    return redirect("report:workspace", year)


@require_http_methods(["GET", "POST"])
@freezers_only
def freeze(request: StaffRequest, year: int) -> HttpResponse:
    """What becomes final by freezing, and the freezing itself, which is of what was shown and of nothing else."""
    report = _report(year)
    confirmed = request.POST.get("confirmed", "")
    try:
        if request.method == "POST" and confirmed:
            freezing.freeze(
                report, officer=request.officer, now=request.now, site=_site(request), confirmed=confirmed
            )
            messages.success(request, _("报告已定稿，数据、记录清单和文件已封存。报告还没有公开。"))
            return redirect("report:workspace", year)
        return _confirmation(request, report)
    except (ReportError, CasesError) as error:
        messages.error(request, words(error.text))
    except DocumentError as error:
        messages.error(request, words(Bilingual(zh=error.zh, en=error.en)))
    return redirect("report:workspace", year)


def _confirmation(request: StaffRequest, report: Report) -> HttpResponse:
    """Says what becomes final. Raises what freezing would raise."""
    freezing.refuse(report, request.now)
    opened = open_report(report)
    seal = freezing.seal(opened)
    told = opened.setting.figures.used()
    context = {
        "report": report,
        "seal": seal,
        "dated": report.dated_on or request.today,
        "figures": len(told),
        "records": sum(each.records_count for each in told),
        "passages": sum(bool(each.text.strip()) for each in opened.passages),
        "names": NAMES,
    }
    return render(request, "report/freeze.html", context)


@require_GET
def preview(request: StaffRequest, year: int) -> HttpResponse:
    """The report as the pages that it will be; a frozen one as it was kept."""
    report = _report(year)
    context: dict[str, object] = {"report": report}
    if report.is_frozen:
        try:
            # Made by the typesetter, which escapes every word, and kept with its digest.
            context["article"] = mark_safe(kept(report, FRAGMENT).content.decode())  # noqa: S308
        except PaperDamaged as error:
            context["problem"] = words(error.text)
        return render(request, "report/preview.html", context, status=500 if "problem" in context else 200)
    opened = open_report(report)
    try:
        pictures = to_pictures(document_of(opened, request.today), ppi=110)
        context["pages"] = [f"data:image/png;base64,{b64encode(picture).decode()}" for picture in pictures]
    except ReportError as error:
        context["problem"] = words(error.text)
    except DocumentError as error:
        context["problem"] = words(Bilingual(zh=error.zh, en=error.en))
    return render(request, "report/preview.html", context)


@require_GET
def preview_figure(request: StaffRequest, year: int, figure: str) -> HttpResponse:
    """From a figure of a kept page to its records."""
    of = _whole(request.GET.get("of")) or year
    address = records_url(figure, of)
    if not address:
        raise Http404
    return redirect(address)


@require_GET
def paper(request: StaffRequest, year: int, name: str) -> HttpResponse:
    """One of the report's files: composed now, or as it was frozen."""
    report = _report(year, _whole(request.GET.get("edition")))
    if name not in (*NAMES, OFD, *(SENT if report.is_frozen else ())):
        raise Http404
    try:
        found = (
            kept(report, name)
            if report.is_frozen
            else paper_named(name, open_report(report), request.today, _site(request))
        )
    except ReportError as error:
        messages.error(request, words(error.text))
        return redirect("report:workspace", year)
    except DocumentError as error:
        messages.error(request, words(Bilingual(zh=error.zh, en=error.en)))
        return redirect("report:workspace", year)
    stem, _dot, ending = name.rpartition(".")
    file_name = f"{report.title}.{ending}" if stem in ("report", "sent") and ending != "css" else name
    response = HttpResponse(found.content, content_type=found.media_type)
    response.headers["Content-Disposition"] = _disposition(file_name)
    return response


@require_GET
def consistent(request: StaffRequest, year: int) -> HttpResponse:
    """Whether the report agrees with the bureau's other papers and with itself: for the card beside its text, and as a page."""
    report = _report(year)
    found = consistency(open_report(report))
    context = {
        "report": report,
        "found": found,
        "papers": [words(paper) for paper in found.papers],
        "elsewhere": [
            (one, words(one.title), words(one.ours), words(one.theirs), words(one.paper), words(one.reason))
            for one in found.elsewhere
        ],
        "within": [(one, words(one.says), words(one.should) if one.should else "") for one in found.within],
        "at": reverse("report:workspace", args=[year]),
    }
    template = "report/_consistent.html" if request.headers.get("HX-Request") else "report/consistent.html"
    return render(request, template, context)


@require_GET
def difference(request: StaffRequest, year: int) -> HttpResponse:
    """Where the last edition differs from the one before it."""
    later = _report(year)
    earlier = Report.objects.filter(year=year, edition=later.edition - 1).select_related("bureau").first()
    if earlier is None:
        raise Http404
    context = {
        "report": later,
        "correction": later.correction,
        "comparison": differences.difference(later, earlier),
        "old_name": edition_words(earlier),
        "new_name": edition_words(later),
    }
    return render(request, "report/difference.html", context)


def edition_words(report: Report) -> str:
    """第2版（2021年3月5日公开）; without the day where it is not public."""
    if report.published_on is None:
        return _("第%(edition)s版（未公开）") % {"edition": report.edition}
    return _("第%(edition)s版（%(day)s公开）") % {
        "edition": report.edition,
        "day": show_date(report.published_on),
    }


def _earlier(report: Report) -> list[dict[str, object]]:
    """The editions before this one, each with its PDF as it was kept."""
    if report.edition == 1:
        return []
    rows = Report.objects.filter(year=report.year, edition__lt=report.edition).select_related("publication")
    paper = reverse("report:paper", args=[report.year, PDF])
    return [
        {"name": edition_words(row), "url": f"{paper}?edition={row.edition}"} for row in rows.defer("outline")
    ]


@require_GET
def source(request: StaffRequest, year: int, tie_id: int) -> HttpResponseBase:  # noqa: ARG001
    """The file that a typed number rests on."""
    found = get_object_or_404(Tie, pk=tie_id, report__year=year)
    if not found.file_digest:
        raise Http404
    return FileResponse(path_of(found.file_digest).open("rb"), as_attachment=True, filename=found.file_name)


def _site(request: StaffRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _report(year: int, edition: int = 0) -> Report:
    """The report on a year: its last edition, or the one that is named."""
    found = Report.objects.select_related("bureau", "frozen_by", "publication__case").filter(year=year)
    report = (found.filter(edition=edition) if edition else found).first()
    if report is None:
        raise Http404
    return report


def _may(request: StaffRequest, powers: frozenset[str]) -> bool:
    return not powers.isdisjoint(request.officer.powers_on(request.today))


def _edit_page(
    request: StaffRequest,
    report: Report,
    path: str,
    *,
    text: str | None = None,
    expected: int | None = None,
    error: str = "",
    theirs: str = "",
    tie_error: str = "",
) -> HttpResponse:
    opened = open_report(report)
    each = next((one for one in opened.passages if one.passage.path == path), None)
    if each is None:
        raise Http404
    kept = drafting.draft_of(report, path, request.officer) if text is None else None
    if kept is not None and kept.text != each.text:
        text, expected = kept.text, kept.started_from
    told = [
        opened.setting.figures.get(code, report.year)
        for code in opened.outline.figures()
        if isinstance(opened.setting.figures, LiveFigures) and opened.setting.figures.knows(code)
    ]
    found = flags([each], report.ties.filter(path=path), told, opened.setting)
    # Looking at what may be inserted adds nothing to the report.
    beside = peeking(opened.setting)
    context = {
        "report": report,
        "passage": each,
        "title": words(say_title(each.passage.title, opened.setting)),
        "text": each.text if text is None else text,
        "expected": each.number if expected is None else expected,
        "kept_at": kept.saved_at if kept is not None and text == kept.text else None,
        "error": error,
        "theirs": theirs,
        "tie_error": tie_error,
        "flags": [
            (flag, words(flag.sentence), [(s.token, words(s.title)) for s in flag.suggestions])
            for flag in found
            if flag.tie is None
        ],
        "figures": insertable(beside, request.GET.get("q", "")),
        "search": request.GET.get("q", ""),
        "proposals": proposals(each.passage.covers, beside, each.text if text is None else text),
        "may_write": not report.is_frozen,
        "back": _at(report.year, path),
        "hint": each.passage.node.hint if each.passage.node is not None else "",
    }
    return render(request, "report/edit.html", context, status=422 if error or tie_error else 200)


def _number(report: Report, path: str, request: StaffRequest) -> TypedNumber:
    last = next((each for each in drafting.written(report) if each.passage.path == path), None)
    start, text = _whole(request.POST.get("start")), request.POST.get("number", "")
    for found in typed_numbers(last.text if last else ""):
        if found.start == start and found.text == text:
            return found
    raise TieProblem(
        f"“{text}”已经不在原来的位置，请刷新后再试。",
        f"{text!r} is no longer where it was; reload and try again.",
    )


def _outline_moved(opened: Opened) -> bool:
    current = outlines().get(opened.report.outline_key)
    return not opened.report.is_frozen and current is not None and current.hash != opened.report.outline_hash


def _clause(tie: Tie) -> str:
    return tie.clause if len(tie.clause) <= 60 else f"{tie.clause[:60]}…"


def _whole(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else 0


def _at(year: int, path: str) -> str:
    return f"{reverse('report:workspace', args=[year])}#{path.replace('/', '-')}"


def _disposition(file_name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=file_name) or "attachment"
