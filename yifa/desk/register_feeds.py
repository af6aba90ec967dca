"""Registers in another system's form: every row is checked and every problem shown first, then the file can be taken.

The file may hold natural persons' numbers, which its receiver needs; the page never shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from mimetypes import guess_type

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from yifa.cases.models import ReadingKind
from yifa.cases.registers.exports import Export, Exported
from yifa.cases.registers.register import Register
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, NotYours, workers_only
from yifa.desk.register_pages import field_title, find, may_take
from yifa.desk.register_tables import address, asked_of
from yifa.house.powers import title_of
from yifa.interface.formats import words

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem with the address of its row."""

    text: str
    url: str
    blocks: bool


@workers_only
def feed(request: DeskRequest, key: str, name: str) -> HttpResponse:
    """What would be sent, and what its receiver would send back."""
    found, export = _feed(request, key, name)
    asked = asked_of(found, request.GET)
    made = _made(request, found, export)
    lines = [
        ProblemLine(
            words(problem.text),
            reverse("desk:register-row", args=[key, problem.pk]) if problem.pk is not None else "",
            problem.blocks,
        )
        for problem in made.problems
    ]
    shown = {
        "key": key,
        "title": words(export.title),
        "says": words(export.says),
        "register_title": words(found.title),
        "field": field_title(found._meta.app_label),  # noqa: SLF001
        "rows": made.rows,
        "blocking": [line for line in lines if line.blocks][:_SHOWN],
        "notices": [line for line in lines if not line.blocks][:_SHOWN],
        "file_url": f"{reverse('desk:register-feed-file', args=[key, name])}{address(asked)}",
        "blocked": made.file is None,
    }
    return render(request, "desk/registers/feed.html", shown)


@workers_only
def feed_file(request: DeskRequest, key: str, name: str) -> HttpResponseBase:
    """The file itself; the page with its problems where there is none."""
    found, export = _feed(request, key, name)
    made = _made(request, found, export)
    if made.file is None:
        return feed(request, key, name)
    content = made.file.content
    knowing.note(request.seat, ReadingKind.EXPORTED, register=found, fields=[export.name], rows=made.rows)
    assert isinstance(content, bytes)
    kind = guess_type(made.file.name)[0] or "application/octet-stream"
    return FileResponse(BytesIO(content), as_attachment=True, filename=made.file.name, content_type=kind)


def _feed(request: DeskRequest, key: str, name: str) -> tuple[type[Register], Export]:
    found = find(key)
    try:
        export = found.export(name)
    except KeyError:
        raise Http404 from None
    if not may_take(request.seat, export):
        who = [title_of(power) for power in sorted(export.powers)]
        raise NotYours(
            zh=f"“{export.title.zh}”由{'、'.join(one.zh for one in who)}报送，其他人不能取用。",
            en=f"“{export.title.en}” is taken by: {', '.join(one.en for one in who)}.",
        )
    return found, export


def _made(request: DeskRequest, found: type[Register], export: Export) -> Exported:
    rows = found.objects.all().matching(asked_of(found, request.GET))
    return export.make(request.bureau, rows, request.today)
