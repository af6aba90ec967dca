"""The desk's pages of normative documents: what binds on any day, a document with its history, versions side by side, drives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yifa.cases.acting.act import Actor
from yifa.cases.acting.batch import Batch
from yifa.cases.errors import ActRefused
from yifa.cases.registers.columns import Column
from yifa.cases.roles import player
from yifa.desk.access import DeskRequest, lacking, workers_only
from yifa.interface.comparing import compare
from yifa.interface.formats import language, show_date, words
from yifa.law.limits import add_years
from yifa.law.text import Bilingual
from yifa.work.rulemaking.drives import Item, items
from yifa.work.rulemaking.parameters import CLEANUP_YEARS
from yifa.work.rulemaking.registers import (
    CONCLUSIONS,
    EVENTS,
    KINDS,
    RELATIONS,
    SCOPES,
    CleanupDrive,
    DocumentEvent,
    DocumentRelation,
    DocumentText,
    NormativeDocument,
    ended,
    in_force,
    standing,
)
from yifa.work.rulemaking.succession import resting_on

_ON_A_PAGE: Final = 40
_LONGEST_QUERY: Final = 80
_STARTERS: Final = ("legality-reviewer", "office", "registrar")
_STANDINGS: Final = {
    "in-force": (Bilingual("有效", "In force"), "green"),
    "ended": (Bilingual("已失效或废止", "No longer in force"), ""),
    "to-come": (Bilingual("尚未公布或者施行", "Not published or not begun"), "amber"),
}


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in the library, with what it was on the day asked for."""

    name: str
    number: str
    kind: str
    issued: str
    until: str
    state: str
    tone: str
    url: str


def _line(row: NormativeDocument, on: date) -> DocumentLine:
    state, tone = _STANDINGS[standing(row, on)]
    return DocumentLine(
        name=row.name,
        number=row.document_number,
        kind=words(KINDS[row.kind]) if row.kind in KINDS else "",
        issued=show_date(row.issued_on),
        until=show_date(row.expires_on),
        state=words(state),
        tone=tone,
        url=reverse("rulemaking:document", args=[row.pk]),
    )


def _asked_day(request: DeskRequest) -> tuple[date, str]:
    typed = request.GET.get("on", "").strip()
    if not typed:
        return request.today, ""
    try:
        return date.fromisoformat(typed), ""
    except ValueError:
        return request.today, _("“%(text)s”不是日期，请写成2020-03-06。") % {"text": typed[:20]}


@workers_only
@require_safe
def library(request: DeskRequest) -> HttpResponse:
    """Every document with its standing on a day: today, or as ``?on=`` asks; ``?state=`` and ``?q=`` narrow."""
    on, problem = _asked_day(request)
    rows = NormativeDocument.objects.order_by("-issued_on", "-id")
    query = request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    if query:
        texts = DocumentText.objects.filter(is_final=True, text__icontains=query).values("document_id")
        rows = rows.filter(Q(name__icontains=query) | Q(document_number__icontains=query) | Q(pk__in=texts))
    state = request.GET.get("state", "")
    if state == "in-force":
        rows = rows.filter(in_force(on))
    elif state == "ended":
        rows = rows.filter(ended(on))
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "rulemaking/library.html",
        {
            "on": on.isoformat(),
            "day": show_date(on),
            "problem": problem,
            "query": query,
            "state": state,
            "states": [("", _("全部")), *((key, words(_STANDINGS[key][0])) for key in ("in-force", "ended"))],
            "lines": [_line(row, on) for row in page.object_list],
            "page": page,
            "kept": f"on={on.isoformat()}&state={state}&q={query}",
            "in_force": NormativeDocument.in_force_on(on).count(),
        },
    )


@workers_only
@require_safe
def document(request: DeskRequest, pk: int) -> HttpResponse:
    """A document: what it is, its history, what it rests on and what rests on it, and its text."""
    row = NormativeDocument.objects.select_related("case").filter(pk=pk).first()
    if row is None:
        raise Http404
    on, problem = _asked_day(request)
    state, tone = _STANDINGS[standing(row, on)]
    texts = list(DocumentText.objects.filter(document=row).order_by("version"))
    final = next((one for one in reversed(texts) if one.is_final), None)
    relations = DocumentRelation.objects.select_related("document", "other")
    return render(
        request,
        "rulemaking/document.html",
        {
            "document": row,
            "facts": [
                (words(column.title), _shown(column, row))
                for column in NormativeDocument.columns
                if column.name not in ("name", "document_number", "status") and column.value(row)
            ],
            "on": on.isoformat(),
            "day": show_date(on),
            "problem": problem,
            "state": words(state),
            "tone": tone,
            "events": [
                (show_date(one.happened_on), words(EVENTS[one.event]), words(one.told))
                for one in DocumentEvent.objects.filter(document=row)
            ],
            "relations": [
                *_relations(relations.filter(document=row), of_other=False),
                *_relations(relations.filter(other=row), of_other=True),
            ],
            "needed_by": [one.document.reference for one in resting_on(row, request.today)],
            "text": "" if final is None else final.text,
            "versions": [(one.pk, _version(one)) for one in texts],
            "predecessor": _predecessor(row, final),
            "interpretation": row.interpretation,
        },
    )


def _shown(column: Column, row: NormativeDocument) -> str:
    value = column.value(row)
    return show_date(value) if isinstance(value, date) else column.words(row, language())


def _relations(rows: Iterable[DocumentRelation], *, of_other: bool) -> list[tuple[str, str, str, str]]:
    """Relations as (word, document, its address, passage); of_other: seen from the document that they are about."""
    found = []
    for one in rows:
        word = words(_INVERSE[one.relation] if of_other else RELATIONS[one.relation])
        shown = one.document if of_other else one.other
        found.append((word, shown.reference, reverse("rulemaking:document", args=[shown.pk]), one.passage))
    return found


_INVERSE: Final = {
    "amends": Bilingual("被修改于", "amended by"),
    "replaces": Bilingual("被废止、代替于", "replaced by"),
    "rests_on": Bilingual("是其依据", "is the basis of"),
}


def _version(one: DocumentText) -> str:
    name = _("第%(version)d稿（%(day)s）") % {"version": one.version, "day": show_date(one.made_on)}
    return f"{name} {_('印发文本')}" if one.is_final else name


def _predecessor(row: NormativeDocument, final: DocumentText | None) -> str:
    """Where the text is laid beside that of the document which it amends or replaces; empty where there is none."""
    if final is None:
        return ""
    others = DocumentRelation.objects.filter(document=row, relation__in=("amends", "replaces")).values(
        "other_id"
    )
    old = DocumentText.objects.filter(document_id__in=others, is_final=True).order_by("-id").first()
    return "" if old is None else f"{reverse('rulemaking:compare')}?old={old.pk}&new={final.pk}"


@workers_only
@require_safe
def compared(request: DeskRequest) -> HttpResponse:
    """Two texts of the register side by side: ``?old=`` and ``?new=`` are their keys."""
    found = [_text(request.GET.get(name, "")) for name in ("old", "new")]
    old, new = found
    if old is None or new is None:
        raise Http404
    owner = new.document
    return render(
        request,
        "rulemaking/compared.html",
        {
            "title": owner.name if owner is not None else str(new.case or ""),
            "back_url": reverse("rulemaking:document", args=[owner.pk])
            if owner is not None
            else reverse("rulemaking:library"),
            "comparison": compare(old.text, new.text),
            "old_name": _named(old),
            "new_name": _named(new),
        },
    )


def _text(key: str) -> DocumentText | None:
    if not key.isdecimal():
        return None
    return DocumentText.objects.select_related("document", "case").filter(pk=int(key)).first()


def _named(one: DocumentText) -> str:
    return f"{one.document.reference} {_version(one)}" if one.document is not None else _version(one)


# Clean-up drives --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DriveLine:
    """A drive in the list."""

    theme: str
    scope: str
    started: str
    due: str
    listed: str
    url: str


@workers_only
@require_safe
def drives(request: DeskRequest) -> HttpResponse:
    """The clean-up drives, the newest first."""
    rows = CleanupDrive.objects.order_by("-started_on", "-id")
    lines = [
        DriveLine(
            row.theme,
            words(SCOPES[row.scope]),
            show_date(row.started_on),
            show_date(row.due_on),
            show_date(row.listed_on),
            reverse("rulemaking:drive", args=[row.pk]),
        )
        for row in rows
    ]
    start = reverse("desk:start", args=player("cleanup-drive/start"))
    whole = rows.filter(scope="whole", listed_on__isnull=False).order_by("-listed_on").first()
    years = CLEANUP_YEARS.number_on(request.bureau, request.today)
    last = None if whole is None else whole.listed_on
    following = None if last is None else add_years(last, years)
    return render(
        request,
        "rulemaking/drives.html",
        {
            "lines": lines,
            "start_url": start if request.seat.acts_with("legality-reviewer", "office") else "",
            "years": years,
            "last": show_date(last),
            "following": show_date(following),
            "is_late": following is not None and following < request.today,
        },
    )


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A document in a drive: what was concluded, or where it is being decided."""

    name: str
    number: str
    url: str
    conclusion: str
    reason: str
    case_number: str
    case_url: str


@workers_only
@require_safe
def drive(request: DeskRequest, pk: int) -> HttpResponse:
    """A drive: every document of its scope with its conclusion."""
    row = _drive(pk)
    found = items(row)
    left = [one for one in found if one.conclusion is None and one.case is None]
    case = row.case
    return render(
        request,
        "rulemaking/drive.html",
        {
            "drive": row,
            "scope": words(SCOPES[row.scope]),
            "case_url": "" if case is None else reverse("desk:case", args=[case.number]),
            "started": show_date(row.started_on),
            "due": show_date(row.due_on),
            "listed": show_date(row.listed_on),
            "lines": [_item(one) for one in found],
            "counts": [
                (words(title), sum(_is(one, key) for one in found)) for key, title in CONCLUSIONS.items()
            ],
            "undecided": sum(one.conclusion is None for one in found),
            "left": len(left),
            "may_begin": bool(left) and row.listed_on is None and request.seat.acts_with(*_STARTERS),
        },
    )


def _is(one: Item, conclusion: str) -> bool:
    return one.conclusion is not None and one.conclusion.conclusion == conclusion


def _item(one: Item) -> ItemLine:
    case = one.case
    return ItemLine(
        name=one.document.name,
        number=one.document.document_number,
        url=reverse("rulemaking:document", args=[one.document.pk]),
        conclusion="" if one.conclusion is None else words(CONCLUSIONS[one.conclusion.conclusion]),
        reason="" if one.conclusion is None else one.conclusion.reason,
        case_number="" if case is None else case.number,
        case_url="" if case is None else reverse("desk:case", args=[case.number]),
    )


def _drive(pk: int) -> CleanupDrive:
    row = CleanupDrive.objects.select_related("case").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@workers_only
@require_POST
def begin_items(request: DeskRequest, pk: int) -> HttpResponse:
    """Take up every document of the drive that nobody has taken up: a case for each, all or none."""
    row = _drive(pk)
    if not request.seat.acts_with(*_STARTERS):
        raise lacking(*_STARTERS)
    case = row.case
    left = [one for one in items(row) if one.conclusion is None and one.case is None]
    if case is not None and row.listed_on is None and left:
        try:
            with Batch(request.bureau, now=request.now) as batch:
                for one in left:
                    named = one.document.document_number or one.document.name
                    batch.open_case(
                        *player("cleanup/start"),
                        actor=Actor.officer(request.officer),
                        title=f"清理：{one.document.name}"[:200],
                        answers={
                            "theme": row.theme,
                            "document": named,
                            "drive": case.number,
                            "theme_basis": row.basis,
                        },
                        with_code=False,
                    )
        except ActRefused as refused:
            messages.error(request, words(refused.text))
        else:
            messages.success(request, _("已启动%(count)d件文件的清理。") % {"count": len(left)})
    return redirect("rulemaking:drive", pk=pk)
