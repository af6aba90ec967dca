"""The list of published reports, and the form by which one comes in: a file, or pasted words.

What is read from the file fills what was left empty. What still lacks comes back as a question, with the file and all that
was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yifa.cases.acting.act import Actor, open_case
from yifa.cases.errors import ActRefused, CasesError, FileRefused
from yifa.cases.files import NewFile, path_of, store
from yifa.cases.roles import player
from yifa.desk.access import DeskRequest, lacking, workers_only
from yifa.extraction import CannotRead, Extracted, extract_apart
from yifa.house.models import Bureau
from yifa.interface.formats import words
from yifa.law.text import Bilingual
from yifa.reading.genre import doubt_of
from yifa.reading.heading import Heading
from yifa.work.published.registers import OTHER, OWN, STATES, WHOSE, PublishedReport
from yifa.work.published.reviewing import read_again

WRITERS: Final = ("report-writer", "office", "legality-reviewer")
_FIELDS: Final = ("pasted", "whose", "report_year", "report_of", "report_title", "published_on", "source")
_SALT: Final = "yifa.work.published"
_DAY: Final = 24 * 60 * 60
_LONGEST_PASTED: Final = 400_000


@dataclass(slots=True)
class Waiting:
    """The file of a form that comes back: kept in the store, named by a token that only its officer can use."""

    name: str = ""
    digest: str = ""
    token: str = ""


@dataclass(slots=True)
class Entry:
    """The form as it stands, what was refused in it, and the file that it holds."""

    typed: dict[str, str]
    file: Waiting
    problems: dict[str, str]
    notes: tuple[str, ...] = ()


@workers_only
@require_http_methods(["GET", "POST"])
def reports(request: DeskRequest) -> HttpResponse:
    """The reports that were entered, the last year first; and the entry of another."""
    if request.method != "POST":
        return _page(request, Entry({}, Waiting(), {}))
    if not request.seat.holds(*WRITERS):
        raise lacking(*WRITERS)
    entry = Entry({name: request.POST.get(name, "").strip() for name in _FIELDS}, Waiting(), {})
    number = _enter(request, entry)
    if number is None:
        return _page(request, entry, status=422)
    return redirect("published:report", number)


def _enter(request: DeskRequest, entry: Entry) -> str | None:
    """The number of the case, or None with the problems of the form."""
    extracted = _text_of(request, entry)
    if extracted is None:
        return None
    heading = read_again(extracted.text).heading
    answers = _answers(entry, extracted, heading, request.bureau)
    if entry.problems:
        return None
    own = _is_own(entry.typed["whose"], answers["report_of"], request.bureau)
    try:
        opened = open_case(
            request.bureau,
            *player("reading-report/record" if own else "reading-report/record-other"),
            actor=Actor.officer(request.officer),
            title=answers["report_title"][:200],
            answers=answers,
            files=[
                NewFile(entry.file.name, path_of(entry.file.digest), "report_file", web_page=True),
                # Offsets are of this text; it stays as it was read, whatever later readers make of the file.
                NewFile(_("读出的文字.txt"), extracted.text.encode(), "text_file"),
            ],
            now=request.now,
        )
    except ActRefused as refused:
        entry.problems["file"] = "；".join(words(reason.sentence) for reason in refused.reasons)
        return None
    except CasesError as error:
        entry.problems["file"] = words(error.text)
        return None
    doubt = doubt_of(extracted.text)
    for note in (*extracted.notes, *((doubt,) if doubt else ())):
        messages.warning(request, words(note))
    messages.success(request, _("报告已录入，读出的数据和差错如下。"))
    return opened.number


def _text_of(request: DeskRequest, entry: Entry) -> Extracted | None:
    """The text of the file that came, of the one that waits, or of what was pasted."""
    sent, pasted = request.FILES.get("file"), entry.typed["pasted"]
    try:
        if sent is not None:
            limit = request.bureau.file_limit_bytes
            stored = store(NewFile(sent.name or "", sent.file, "report_file", web_page=True), limit)  # type: ignore[arg-type]
            entry.file = _waiting(request, stored.name, stored.digest.hex())
        elif pasted and "held" not in request.POST:
            if len(pasted) > _LONGEST_PASTED:
                entry.problems["pasted"] = _("粘贴的文字太长，请改为上传文件。")
                return None
            stored = store(
                NewFile(_("粘贴的文字.txt"), pasted.replace("\r\n", "\n").encode(), "report_file"),
                request.bureau.file_limit_bytes,
            )
            entry.file = _waiting(request, stored.name, stored.digest.hex())
        else:
            entry.file = _held(request, request.POST.get("held", ""))
        if not entry.file.digest:
            entry.problems["file"] = _("请选择报告文件，或把报告全文粘贴在下面。")
            return None
        return extract_apart(path_of(entry.file.digest).read_bytes(), entry.file.name)
    except FileRefused as refused:
        entry.problems["file"] = words(refused.text)
    except CannotRead as refused:
        name = entry.file.name
        entry.file = Waiting()
        entry.problems["file"] = words(Bilingual(zh=f"“{name}”{refused.zh}", en=f"{name} {refused.en}"))
    return None


def _answers(entry: Entry, extracted: Extracted, heading: Heading, bureau: Bureau) -> dict[str, Any]:
    """The answers of the step; what was left empty is what the report says of itself."""
    typed = entry.typed
    year = typed["report_year"] or ("" if heading.year is None else str(heading.year))
    title = typed["report_title"] or heading.title or extracted.title
    of = typed["report_of"] or heading.bureau or (bureau.name if typed["whose"] == OWN else "")
    published = typed["published_on"]
    if not (year.isascii() and year.isdigit() and 2000 <= int(year) <= 2199):
        entry.problems["report_year"] = _("没有读出报告年度，请填写四位数的年度，如2020。")
    if not of:
        entry.problems["report_of"] = _("没有读出报告机关，请填写机关全称。")
    if not title:
        # Many sites leave the title out of the text; the bureau and the year name the report well enough.
        title = _("%(bureau)s%(year)s年度法治政府建设报告") % {"bureau": of, "year": year}
    day = _day(published) if published else heading.published_on or extracted.published_on
    if published and day is None:
        entry.problems["published_on"] = _("公布日期应写作 2021-03-31。")
    typed |= {"report_year": year, "report_of": of, "report_title": title}
    typed["published_on"] = published or ("" if day is None else day.isoformat())
    return {
        "report_year": int(year) if "report_year" not in entry.problems else 0,
        "report_of": of,
        "report_title": title[:300],
        "published_on": "" if day is None else day.isoformat(),
        "source": typed["source"][:400],
    }


def _is_own(chosen: str, report_of: str, bureau: Bureau) -> bool:
    """Whether the report is this bureau's: as chosen, else by the names."""
    if chosen in {OWN, OTHER}:
        return chosen == OWN
    return report_of in {bureau.name, bureau.short_name} or bureau.name.endswith(report_of)


def _waiting(request: DeskRequest, name: str, digest: str) -> Waiting:
    return Waiting(name, digest, signing.dumps([request.officer.pk, name, digest], salt=_SALT))


def _held(request: DeskRequest, token: str) -> Waiting:
    try:
        holder, name, digest = signing.loads(token, salt=_SALT, max_age=_DAY)
    except (signing.BadSignature, ValueError, TypeError):
        return Waiting()
    if holder != request.officer.pk or not path_of(digest).exists():
        return Waiting()
    return Waiting(name, digest, token)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(request: DeskRequest, entry: Entry, status: int = 200) -> HttpResponse:
    rows = PublishedReport.objects.select_related("case").defer("text").order_by("-report_year", "-pk")
    context = {
        "rows": [
            {
                "number": row.case.number if row.case is not None else "",
                "title": row.report_title,
                "of": row.report_of,
                "year": row.report_year,
                "whose": words(WHOSE[row.whose]),
                "state": words(STATES[row.state]),
                "tone": "green" if row.state == "taken" else "plain",
                "url": reverse("published:report", args=[row.case.number]) if row.case is not None else "",
            }
            for row in rows[:500]
        ],
        "entry": entry,
        "typed": entry.typed,
        "problems": entry.problems,
        "whose_choices": [("", _("由系统判断")), *((key, words(text)) for key, text in WHOSE.items())],
        "may_enter": request.seat.holds(*WRITERS),
        "compare_url": reverse("published:compare"),
    }
    return render(request, "published/list.html", context, status=status)
