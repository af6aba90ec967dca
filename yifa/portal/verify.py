"""The log in public: its signed head, its key, the tiles of its tree, and a page that verifies a receipt.

The addresses under ``log/`` are those of C2SP tlog-tiles, so that any client of transparency logs can follow the log and check
proofs. Hashes tell nothing; the entries themselves say which officer did which step when, so they are not served here: a
supervisor gets them with ``yifa record export``, an applicant gets their own as receipts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yifa.cases.errors import CasesError
from yifa.cases.library import procedure_with
from yifa.cases.log import record, witnessing
from yifa.cases.log.tree import tiles_of
from yifa.evidence.entries import Actor, Entry
from yifa.evidence.faults import EntryError, EvidenceError, NoteError, ReceiptError
from yifa.evidence.merkle import HASH_SIZE, TILE_WIDTH
from yifa.evidence.receipts import Proved, Receipt
from yifa.house.models import Bureau
from yifa.interface.formats import show_moment, words
from yifa.law.text import Bilingual
from yifa.portal import limits
from yifa.portal.progress_of import answer_in_words
from yifa.portal.site import PortalRequest, kept_for, never_kept, page, public
from yifa.procedure import Step

_LARGEST: Final = 512 * 1024
_PATH: Final = re.compile(r"(\d|[1-5]\d|6[0-3])/((?:x\d{3}/)*\d{3})(?:\.p/(\d{1,3}))?")
_YEAR_SECONDS: Final = 31_536_000


@dataclass(frozen=True, slots=True)
class Verified:
    """What a receipt shows, in words."""

    title: str
    case: str
    case_version: int
    by: str
    happened: str
    recorded: str
    late: bool
    position: int
    size: int
    root: str
    opened: list[tuple[str, str]]
    same_log: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: ``state`` is ``green``, ``red``, or empty where an earlier one failed."""

    title: str
    state: str
    word: str


@public
@require_http_methods(["GET", "POST"])
def verify(request: PortalRequest) -> HttpResponse:
    """The log's head, and the form that verifies a receipt."""
    head = record.latest_head(request.bureau)
    text = ""
    verified: Verified | None = None
    problem = ""
    checks: list[Check] = []
    status = 200
    if request.method == "POST":
        address = limits.address_of(request)
        text, problem = _given(request)
        if not problem and limits.exhausted(limits.VERIFICATIONS, address):
            problem, status = _("核验得太频繁，请稍后再试；也可以用其他工具核验。"), 429
        elif not problem:
            limits.count(limits.VERIFICATIONS, address)
            verified, problem, checks = _verify(request, text)
            status = 200 if verified is not None else 422
        else:
            status = 422
    code = request.bureau.code
    context = {
        "head": head,
        "note": "" if head is None else witnessing.cosigned_note(request.bureau, head),
        "cosigned": _cosigned(request.bureau),
        "root": "" if head is None else head.root.hex(),
        "signed": "" if head is None else show_moment(head.signed_at),
        "vkey": record.public_key(request.bureau) if record.has_key(request.bureau) else "",
        "checkpoint_url": reverse("portal:checkpoint", args=[code]),
        "key_url": reverse("portal:public-key", args=[code]),
        "log_url": request.build_absolute_uri(reverse("portal:checkpoint", args=[code])).removesuffix(
            "checkpoint"
        ),
        "text": text,
        "verified": verified,
        "problem": problem,
        "checks": checks,
    }
    response = page(request, "portal/verify.html", context, room="verify", status=status)
    return never_kept(response) if request.method == "POST" else response


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The longest head that witnesses cosigned: how many entries, and who saw it when."""

    size: int
    witnesses: list[tuple[str, str]]


def _cosigned(bureau: Bureau) -> Cosigned | None:
    found = witnessing.last_cosigned(bureau)
    if found is None:
        return None
    head, shown = found
    return Cosigned(head.size, [(one.witness.name, show_moment(one.shown_at)) for one in shown])


def _given(request: PortalRequest) -> tuple[str, str]:
    """The receipt as it was pasted or uploaded, and what is wrong with it as a text."""
    sent = request.FILES.get("file")
    if sent is not None and sent.size:
        if sent.size > _LARGEST:
            return "", _("文件超过 512 KB，不是办理凭证；请上传下载来的凭证文件（.json）。")
        try:
            return sent.read().decode("utf-8-sig"), ""
        except UnicodeDecodeError:
            return "", _("文件不是文本，不是办理凭证；请上传下载来的凭证文件（.json）。")
    text = request.POST.get("receipt", "").strip()
    if not text:
        return "", _("请粘贴凭证的内容，或者选择凭证文件。")
    return text, "" if len(text) <= _LARGEST else _("内容超过 512 KB，不是办理凭证。")


_STAGES: Final = (
    Bilingual("凭证格式完整", "The receipt is whole"),
    Bilingual("检查点由本机关的密钥签名", "The checkpoint is signed with the bureau's key"),
    Bilingual("记录内容是一条完整的记录", "The entry is a whole entry"),
    Bilingual(
        "记录包含在检查点的树中，披露的内容与承诺相符",
        "The entry is in the tree, and what is opened fits its commitments",
    ),
    Bilingual("检查点与本机关现在的日志一致", "The checkpoint agrees with the bureau's log as it is now"),
)


def _checks(failed: int | None) -> list[Check]:
    """The stages with the one that failed; None where none did."""
    found = []
    for number, title in enumerate(_STAGES):
        if failed is None or number < failed:
            found.append(Check(words(title), "green", _("通过")))
        elif number == failed:
            found.append(Check(words(title), "red", _("未通过")))
        else:
            found.append(Check(words(title), "", _("没有再查")))
    return found


def _verify(request: PortalRequest, text: str) -> tuple[Verified | None, str, list[Check]]:
    try:
        receipt = Receipt.from_json(text)
    except ReceiptError as error:
        return None, words(error.sentence), _checks(0)
    except EvidenceError as error:
        return None, words(error.sentence), _checks(0)
    try:
        proved = receipt.verify([record.public_key(request.bureau)], request.bureau.code)
    except NoteError as error:
        return None, words(error.sentence), _checks(1)
    except EntryError as error:
        return None, words(error.sentence), _checks(2)
    except EvidenceError as error:
        return None, words(error.sentence), _checks(3)
    except CasesError as error:
        return None, words(error.text), _checks(1)
    agrees, said = _agrees(request, proved)
    shown = _shown(receipt, proved, agrees, said)
    return shown, "" if agrees else said, _checks(None if agrees else 4)


def _agrees(request: PortalRequest, proved: Proved) -> tuple[bool, str]:
    """Whether the receipt's checkpoint belongs to the log as it stands today."""
    size = proved.checkpoint.size
    kept = record.head_of_size(request.bureau, size)
    if kept is None:
        return False, _(
            "签名有效，但本机关现在的日志里没有这个检查点：日志可能被换过。请保存凭证，并告诉监督机关。"
        )
    if kept.root != proved.checkpoint.root:
        return False, _(
            "签名有效，但与本机关现在的日志不是同一棵树：日志分了叉。请保存凭证，并告诉监督机关。"
        )
    return True, _("与本机关现在的日志一致。")


def _shown(receipt: Receipt, proved: Proved, agrees: bool, said: str) -> Verified:
    entry = proved.entry
    return Verified(
        title=words(_title(entry, _step(entry))),
        case=entry.case or "",
        case_version=entry.case_version,
        by={Actor.APPLICANT: _("申请人"), Actor.OFFICER: _("工作人员")}.get(entry.actor, _("系统")),
        happened=show_moment(entry.happened_at),
        recorded=show_moment(entry.recorded_at),
        late=entry.late,
        position=proved.index + 1,
        size=proved.checkpoint.size,
        root=proved.checkpoint.root.hex(),
        opened=_opened(receipt, entry),
        same_log=said,
        agrees=agrees,
    )


def _step(entry: Entry) -> Step | None:
    """The step that the entry took, where the library knows the procedure."""
    if entry.procedure_hash is None:
        return None
    found = procedure_with(entry.procedure_hash)
    return None if found is None else found.steps.get(entry.step)


def _title(entry: Entry, step: Step | None) -> Bilingual:
    return record.title_of(entry.step) if step is None else step.title


def _opened(receipt: Receipt, entry: Entry) -> list[tuple[str, str]]:
    """What the receipt opens, in words and in the form's order. Personal data is checked like the rest, and not shown."""
    step = _step(entry)
    asks = {} if step is None else step.asks
    found = []
    for name in (
        *(key for key in asks if key in receipt.openings),
        *sorted(receipt.openings.keys() - asks.keys()),
    ):
        question = asks.get(name)
        if question is not None and question.personal:
            found.append((words(question.label), _("个人信息，已核对，不显示")))
            continue
        shown = answer_in_words(receipt.openings[name].value, question)
        found.append((name if question is None else words(question.label), shown))
    return found


@public
@require_safe
def checkpoint(request: PortalRequest) -> HttpResponseBase:
    """The latest signed head, as C2SP tlog-tiles has it."""
    head = record.latest_head(request.bureau)
    if head is None:
        raise Http404
    note = witnessing.cosigned_note(request.bureau, head)
    return kept_for(_open(HttpResponse(note, content_type="text/plain; charset=utf-8")), 5)


@csrf_exempt
@public
@require_POST
def add_checkpoint(request: PortalRequest) -> HttpResponseBase:
    """As a witness of others' logs: a head is submitted with its proof, and cosigned if it holds (C2SP tlog-witness)."""
    address = limits.address_of(request)
    if limits.exhausted(limits.SUBMISSIONS, address) or len(request.body) > _LARGEST:
        return HttpResponse(status=429 if len(request.body) <= _LARGEST else 413)
    limits.count(limits.SUBMISSIONS, address)
    try:
        body = request.body.decode()
    except UnicodeDecodeError:
        return HttpResponse(status=400)
    answered = witnessing.answer_submission(request.bureau, body, request.now)
    if answered.size is not None:
        return HttpResponse(f"{answered.size}\n", content_type="text/x.tlog.size", status=answered.answer)
    return HttpResponse(answered.text, content_type="text/plain; charset=utf-8", status=answered.answer)


@public
@require_safe
def public_key(request: PortalRequest) -> HttpResponseBase:
    """The log's verifier key, one line."""
    if not record.has_key(request.bureau):
        raise Http404
    text = f"{record.public_key(request.bureau)}\n"
    return kept_for(_open(HttpResponse(text, content_type="text/plain; charset=utf-8")), 3600)


@public
@require_safe
def tile(request: PortalRequest, path: str) -> HttpResponseBase:
    """A tile of the tree under the latest head: ``0/x001/234`` or ``0/000.p/17``."""
    found = _PATH.fullmatch(path)
    head = record.latest_head(request.bureau)
    if found is None or head is None:
        raise Http404
    level = int(found[1])
    digits = found[2].replace("/", "").replace("x", "")
    if len(digits) > 15 or (len(digits) > 3 and digits.startswith("000")):
        raise Http404
    index, width = int(digits), int(found[3]) if found[3] else TILE_WIDTH
    hashes = head.size >> (8 * level)
    if (
        not 1 <= width <= TILE_WIDTH
        or (found[3] and width == TILE_WIDTH)
        or index * TILE_WIDTH + width > hashes
    ):
        raise Http404
    content = tiles_of(request.bureau.pk).tile(level, index, width)
    if len(content) != width * HASH_SIZE:
        raise Http404
    response = HttpResponse(content, content_type="application/octet-stream")
    return kept_for(_open(response), _YEAR_SECONDS, for_ever=True)


def _open(response: HttpResponse) -> HttpResponse:
    """Anybody's page may read the log."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
