"""The desk's page of archives that are due: what goes to the archives, what has to be appraised, and where either begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yifa.cases.log.archive_package import said
from yifa.cases.roles import player
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, workers_only
from yifa.interface.formats import show_date, words
from yifa.work.archives.terms import MOST, Term, to_appraise, to_transfer


@dataclass(frozen=True, slots=True)
class Line:
    """A matter that is due."""

    number: str
    url: str
    kind: str
    closed: str
    kept: str
    basis: str
    since: str


def _lines(found: Sequence[Term]) -> list[Line]:
    return [
        Line(
            one.case.number,
            reverse("desk:case", args=[one.case.number]),
            knowing.kind_title(one.case),
            show_date(one.case.closed_on),
            words(said(one.retention)),
            words(one.retention.basis),
            show_date(one.since),
        )
        for one in found
    ]


@workers_only
@require_safe
def due(request: DeskRequest) -> HttpResponse:
    """Both lists, each with the button for its procedure."""
    transfer, appraise = (
        to_transfer(request.bureau, request.today),
        to_appraise(request.bureau, request.today),
    )
    context = {
        "transfer": _lines(transfer),
        "transfer_url": reverse("desk:start", args=player("archive-transferring/list")),
        "appraise": _lines(appraise),
        "appraise_url": reverse("desk:start", args=player("archive-disposing/list")),
        "most": MOST,
    }
    return render(request, "archives/due.html", context)
