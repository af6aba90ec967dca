"""Papers of a case: files, letters as the page that they will be, and the whole evidence as one archive."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.cases.errors import RecordProblem
from yifa.cases.files import path_of
from yifa.cases.log.archive_package import write_package
from yifa.cases.log.case_evidence import write_evidence
from yifa.cases.models import File, Letter, ReadingKind
from yifa.cases.told.letters import LetterForm
from yifa.cases.told.letters import render as set_letter
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, viewers_only, workers_only
from yifa.desk.matter import Matter
from yifa.desk.phrases import listed
from yifa.desk.timeline import letter_link
from yifa.interface.formats import colon, show_date, words
from yifa.law.text import Bilingual
from yifa.typesetting import media_types
from yifa.typesetting.letters import LetterError
from yifa.typesetting.model import DocumentError

# Kinds that a browser shows by itself and that can do no harm in a page's place.
_SHOWN: Final = frozenset({media_types.PDF, "image/jpeg", "image/png"})
_TYPES: Final = {
    LetterForm.PDF: media_types.PDF,
    LetterForm.OFD: media_types.OFD,
    LetterForm.DOCX: media_types.DOCX,
}


@viewers_only
@require_safe
def file(request: DeskRequest, number: str, file_id: int) -> HttpResponse | FileResponse:
    """A file of a case; ``?view=1`` shows it where a browser can, otherwise it is saved."""
    matter = Matter.find(request.seat, number)
    found = File.objects.filter(pk=file_id, case=matter.case, erased_at__isnull=True).first()
    if found is None or not path_of(found.digest).exists():
        raise Http404
    knowing.note_case(request.seat, matter.case, ReadingKind.FILE, [found.field] if found.field else [])
    shown = request.GET.get("view") == "1" and found.media_type in _SHOWN
    return FileResponse(
        path_of(found.digest).open("rb"),
        as_attachment=not shown,
        filename=found.name,
        content_type=found.media_type,
    )


@viewers_only
@require_safe
def letter(request: DeskRequest, number: str, letter_id: int) -> HttpResponse:
    """A letter as its page, with its files."""
    matter = Matter.find(request.seat, number)
    found = _letter(request, matter, letter_id)
    knowing.note_case(request.seat, matter.case, ReadingKind.LETTER, [found.kind])
    page, problem = "", ""
    try:
        page = mark_safe(set_letter(found, LetterForm.HTML).decode())  # noqa: S308  (the setter escapes every word)
    except (LetterError, DocumentError) as error:
        problem = words(Bilingual(error.zh, error.en))
    context = {
        "matter": matter,
        "letter": letter_link(matter.case, found),
        "page": page,
        "problem": problem,
        "issued": show_date(found.issued_on),
    }
    return render(request, "desk/letter.html", context)


@viewers_only
@require_safe
def letter_file(request: DeskRequest, number: str, letter_id: int, form: str) -> HttpResponse:
    """A letter as PDF, OFD or docx."""
    matter = Matter.find(request.seat, number)
    found = _letter(request, matter, letter_id)
    knowing.note_case(request.seat, matter.case, ReadingKind.LETTER, [found.kind])
    try:
        wanted = LetterForm(form)
        content_type = _TYPES[wanted]
    except (ValueError, KeyError) as error:
        raise Http404 from error
    try:
        content = set_letter(found, wanted)
    except (LetterError, DocumentError) as error:
        text = Bilingual(error.zh, error.en)
        return render(request, "desk/problem.html", {"text": text}, status=409)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = _attachment(f"{found.document_number}.{form}")
    return answer


@viewers_only
@require_safe
def evidence(request: DeskRequest, number: str) -> HttpResponse:
    """The case's whole evidence as one archive: entries, proofs, files, and how to check them without Yifa."""
    matter = Matter.find(request.seat, number)
    knowing.note_case(request.seat, matter.case, ReadingKind.EVIDENCE)
    out = BytesIO()
    write_evidence(matter.case, out, now=request.now)
    answer = HttpResponse(out.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = _attachment(f"{number}.zip")
    return answer


@workers_only
@require_safe
def archive_package(request: DeskRequest, number: str) -> HttpResponse:
    """A closed case as an archive package; one that does not pass its four checks is not given out, and says why."""
    matter = Matter.find(request.seat, number)
    knowing.note_case(request.seat, matter.case, ReadingKind.EVIDENCE)
    out = BytesIO()
    try:
        found = write_package(matter.case, out, now=request.now)
    except RecordProblem as error:
        return render(
            request, "desk/problem.html", {"text": words(Bilingual(error.zh, error.en))}, status=409
        )
    if not found.passes:
        told = listed(f"{words(one.check.words)}{colon()}{words(one.says)}" for one in found.findings)
        return render(request, "desk/problem.html", {"text": told}, status=409)
    answer = HttpResponse(out.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = _attachment(f"{number}-{_('归档')}.zip")
    return answer


def _letter(request: DeskRequest, matter: Matter, letter_id: int) -> Letter:
    found = Letter.objects.filter(pk=letter_id, case=matter.case).first()
    if found is None:
        raise Http404
    found.case, found.bureau = matter.case, request.bureau
    return found


def _attachment(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
