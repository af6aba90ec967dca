"""A row of a publication on a page of its own: its text, what it was on any day, what it belongs with, and its versions compared.

Rows belong together where their field says so (one document replaces another), or where one case names the other (a document and
the consultation that preceded it); either way only what is public is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from yifa.cases.files import path_of
from yifa.cases.models import CaseLink
from yifa.cases.registers.publicity import Publication, Section, publications
from yifa.interface.comparing import compare as compared
from yifa.interface.formats import language, show_date, words
from yifa.interface.provisions import Provision, provisions
from yifa.portal.consulting import offer_url
from yifa.portal.published import day_of, head_of, publication_or_404, room_of, text_of
from yifa.portal.site import PortalRequest, page, public

_LINKED_AT_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is drawn: in articles, or line by line."""

    key: str
    title: str
    provisions: list[Provision]
    lines: list[str]
    comment_url: str
    heads: list[str] = field(default_factory=list)
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Companion:
    """A public row that belongs with this one, and how."""

    label: str
    publication: Publication
    row: Any
    note: str

    def url(self, request: PortalRequest) -> str:
        """Its page."""
        return _url(request, self.publication, self.row)

    @property
    def name(self) -> str:
        """Its name."""
        return self.publication.text(self.publication.shown[0], self.row, language())


@dataclass(frozen=True, slots=True)
class Text:
    """A version that may be compared. ref: how the address names it."""

    ref: str
    name: str
    text: str
    made_on: date


@public
@require_safe
def document(request: PortalRequest, key: str, pk: int) -> HttpResponse:
    """One row of a publication."""
    publication, row = _row(request, key, pk)
    on = (day_of(request.GET.get("on", "")) if publication.by_day else None) or request.today
    first, *rest = publication.detailed
    standing = publication.standing_of(row, on)
    offer = offer_url(request, publication, row)
    facts = [
        (head_of(column), text, text.startswith(("https://", "http://")))
        for column in rest
        if (text := text_of(publication, column, row, language()))
    ]
    companions = [*_related(publication, row, request.today), *_linked(request, row)]
    history = () if publication.history is None else publication.history(row, request.today)
    context = {
        "title": publication.text(first, row, language()),
        "publication": words(publication.title),
        "publication_url": reverse("portal:published", args=[request.bureau.code, key]),
        "facts": facts,
        "standing": "" if standing is None else words(standing.title),
        "light": "" if standing is None else standing.light,
        "note": words(publication.note_of(row, request.today)),
        "parts": [_part(one, offer) for one in publication.sections_of(row)],
        "companions": [(one.label, one.name, one.url(request), one.note) for one in companions],
        "history": [(show_date(one.on), words(one.title), words(one.note)) for one in history],
        "compare_url": f"{_url(request, publication, row)}compare/"
        if len(list(_texts(publication, row, companions))) > 1
        else "",
        "duty": publication.duty,
        "offer_url": offer,
        "files": [
            (one.name, reverse("portal:attachment", args=[request.bureau.code, key, row.pk, one.pk]))
            for one in publication.attachments_of(row)
        ],
        "position": row.log_position + 1,
        "by_day": publication.by_day,
        "on": on,
        "is_today": on == request.today,
        "day": show_date(on),
    }
    return page(request, "portal/document.html", context, room=room_of(publication))


@public
@require_safe
def compare(request: PortalRequest, key: str, pk: int) -> HttpResponse:
    """Two versions of a row's text, or its text and that of a row it belongs with; unasked, what came before and itself."""
    publication, row = _row(request, key, pk)
    companions = [*_related(publication, row, request.today), *_linked(request, row)]
    texts = list(_texts(publication, row, companions))
    if len(texts) < 2:
        raise Http404
    by_ref = {one.ref: one for one in texts}
    own = next((one for one in texts if one.ref.startswith(_ref(publication, row))), texts[0])
    earlier = [one for one in texts if one is not own and one.made_on <= own.made_on]
    before = max(earlier, key=lambda one: one.made_on, default=own)
    if before is own:
        before, own = own, next(one for one in texts if one is not own)
    old = by_ref.get(request.GET.get("old", ""), before)
    new = by_ref.get(request.GET.get("new", ""), own)
    context = {
        "title": publication.text(publication.shown[0], row, language()),
        "url": _url(request, publication, row),
        "texts": texts,
        "old": old,
        "new": new,
        "inline": request.GET.get("view") == "inline",
        "comparison": compared(old.text, new.text),
    }
    return page(request, "portal/compare.html", context, room=room_of(publication))


@public
@require_safe
def attachment(request: PortalRequest, key: str, pk: int, file: int) -> FileResponse:
    """A file that goes with a row."""
    publication, row = _row(request, key, pk)
    found = next((one for one in publication.attachments_of(row) if one.pk == file), None)
    if found is None:
        raise Http404
    return FileResponse(
        path_of(found.digest).open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )


def _row(request: PortalRequest, key: str, pk: int) -> tuple[Publication, Any]:
    publication = publication_or_404(key)
    row = publication.listed(request.today).filter(pk=pk).first()
    if row is None:
        raise Http404
    return publication, row


def _url(request: PortalRequest, publication: Publication, row: Any) -> str:
    return reverse("portal:document", args=[request.bureau.code, publication.key, row.pk])


def _part(section: Section, comment_url: str) -> Part:
    grid = section.grid
    return Part(
        section.key,
        words(section.title),
        provisions(section.text, f"{section.key}-article") if section.is_normative else [],
        [] if section.is_normative or not section.text else section.text.split("\n"),
        comment_url if section.is_open else "",
        [] if grid is None else [words(head) for head in grid.heads],
        () if grid is None else grid.rows,
    )


def _related(publication: Publication, row: Any, on: date) -> Iterator[Companion]:
    for one in () if publication.related is None else publication.related(row, on):
        yield Companion(words(one.title), publication, one.row, one.note)


def _linked(request: PortalRequest, row: Any) -> Iterator[Companion]:
    """Public rows of the cases that this row's case names, or that name it; no more queries where there are none."""
    if row.case_id is None:
        return
    links = CaseLink.objects.filter(Q(from_case=row.case_id) | Q(to_case=row.case_id), is_current=True)
    ends = links.order_by("-pk").values_list("from_case_id", "to_case_id")[:_LINKED_AT_MOST]
    cases = {case for pair in ends for case in pair} - {row.case_id}
    if not cases:
        return
    for publication in publications:
        for other in publication.listed(request.today).filter(case_id__in=cases)[:_LINKED_AT_MOST]:
            day = show_date(getattr(other, publication.dated))
            yield Companion(words(publication.title), publication, other, day)


def _texts(publication: Publication, row: Any, companions: list[Companion]) -> Iterator[Text]:
    """The versions of a row and of what it belongs with, its own first."""
    seen: set[str] = set()
    for whose, one in ((publication, row), *((other.publication, other.row) for other in companions)):
        ref = _ref(whose, one)
        if ref in seen or whose.versions is None:
            continue
        seen.add(ref)
        name = whose.text(whose.shown[0], one, language())
        for index, version in enumerate(whose.versions(one)):
            title = f"{words(version.title)} · {show_date(version.made_on)}"
            yield Text(
                f"{ref}{index}", title if one is row else f"{name} · {title}", version.text, version.made_on
            )


def _ref(publication: Publication, row: Any) -> str:
    return f"{publication.key}.{row.pk}."
