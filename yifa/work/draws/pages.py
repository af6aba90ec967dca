"""Draws in public: each with its list, its seed and its result, the file to work out again, and a page that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yifa.cases.log import record
from yifa.evidence.draws import DrawProved, DrawRecord
from yifa.evidence.faults import EvidenceError
from yifa.interface.formats import show_moment, words
from yifa.portal import limits
from yifa.portal.site import PortalRequest, never_kept, page, public
from yifa.work.draws.publishing import record_of
from yifa.work.draws.registers import POOLS, REASONS, Draw

_LARGEST: Final = 8 * 1024 * 1024
_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody or something drawn or replaced: the name where it is public, else the beginning of its mark."""

    name: str
    mark: str
    stratum: str
    reason: str


@dataclass(frozen=True, slots=True)
class Worked:
    """What working a record out again gave. committed: when the log took the list, if that was seen."""

    title: str
    number: str
    listed: int
    excluded: int
    seed: str
    committed: str
    drawn: list[Line]
    replaced: list[Line]


@public
@require_safe
def draws(request: PortalRequest) -> HttpResponse:
    """The draws, newest first."""
    found = Draw.objects.select_related("case").order_by("-fixed_on", "-pk")[:_AT_ONCE]
    return page(request, "draws/list.html", {"draws": found}, room="verify")


@public
@require_safe
def draw(request: PortalRequest, number: str) -> HttpResponse:
    """One draw, worked out again as it is shown."""
    found = _find(number)
    told = record_of(request.bureau, found)
    worked, problem = _worked(request, told)
    context = {
        "draw": found,
        "pool": words(POOLS[found.pool]),
        "told": told,
        "values": told.values,
        "worked": worked,
        "problem": problem,
    }
    return page(request, "draws/draw.html", context, room="verify")


@public
@require_safe
def file(request: PortalRequest, number: str) -> HttpResponse:
    """The record of a draw, to be kept and worked out again elsewhere."""
    answer = HttpResponse(
        record_of(request.bureau, _find(number)).to_json(), content_type="application/json; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="draw-{number}.json"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@public
@require_http_methods(["GET", "POST"])
def verify(request: PortalRequest) -> HttpResponse:
    """The form that works out a record that somebody kept."""
    worked: Worked | None = None
    problem, status = "", 200
    if request.method == "POST":
        address = limits.address_of(request)
        sent = request.FILES.get("file")
        if sent is None or not sent.size:
            problem = _("请选择下载来的抽取记录（.json）。")
        elif sent.size > _LARGEST:
            problem = _("文件超过 8 MB，不是抽取记录；可以用 yifa draw verify 核验。")
        elif limits.exhausted(limits.VERIFICATIONS, address):
            problem, status = _("核验得太频繁，请稍后再试；也可以用其他工具核验。"), 429
        else:
            limits.count(limits.VERIFICATIONS, address)
            try:
                worked, problem = _worked(request, DrawRecord.from_json(sent.read().decode("utf-8-sig")))
            except UnicodeDecodeError:
                problem = _("文件不是文本，不是抽取记录；请选择下载来的抽取记录（.json）。")
            except EvidenceError as error:
                problem = words(error.sentence)
        status = 422 if problem and status == 200 else status
    response = page(
        request, "draws/verify.html", {"worked": worked, "problem": problem}, room="verify", status=status
    )
    return never_kept(response) if request.method == "POST" else response


def _find(number: str) -> Draw:
    found = Draw.objects.select_related("case").filter(case__number=number).first()
    if found is None:
        raise Http404
    return found


def _worked(request: PortalRequest, told: DrawRecord) -> tuple[Worked | None, str]:
    own = told.bureau == request.bureau.code and record.has_key(request.bureau)
    try:
        proved = told.verify([record.public_key(request.bureau)] if own else ())
    except EvidenceError as error:
        return None, words(error.sentence)
    return _in_words(told, proved), ""


def _in_words(told: DrawRecord, proved: DrawProved) -> Worked:
    strata = {one.mark: one.stratum for one in proved.fixed.candidates}

    def line(mark: str, reason: str = "") -> Line:
        opened = told.opened.get(mark)
        said = words(REASONS[reason]) if reason in REASONS else reason
        return Line(opened.name if opened else "", mark[:16], strata.get(mark, ""), said)

    excluded = len([one for one in proved.fixed.candidates if one.excluded])
    return Worked(
        title=told.title,
        number=told.draw,
        listed=len(proved.fixed.candidates),
        excluded=excluded,
        seed=proved.seed,
        committed="" if proved.committed_at is None else show_moment(proved.committed_at),
        drawn=[line(mark) for mark in proved.drawn],
        replaced=[line(mark, reason) for mark, reason in told.replaced],
    )
