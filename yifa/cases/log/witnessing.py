"""Showing signed heads to the bureau's witnesses, and cosigning the heads of others (C2SP tlog-witness).

A witness that was down is shown the next head; nothing waits for it. What each answered is kept, so that a page and the daily run
can say who saw which head and who refused. A cosigning witness never signs two histories of one log: it keeps the last head
that it signed and wants a proof that the next one continues it.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from yifa.cases.log.heads import file_name, witness_folder, write_whole
from yifa.cases.log.keys import cosigner_of, public_key
from yifa.cases.log.tree import consistency_proof
from yifa.cases.log.tree_reading import SignedHead, head_of_size, latest_head
from yifa.cases.models import CosignedHead, ShownHead, ShownOutcome, WatchedLog, Witness, WitnessKind
from yifa.evidence.checkpoints import open_checkpoint, signature_line
from yifa.evidence.cosigning import (
    Answer,
    Submission,
    cosigned,
    judge,
    origin_in,
    read_witness_key,
    time_of,
    with_cosignatures,
)
from yifa.evidence.faults import EvidenceError
from yifa.evidence.merkle import EMPTY_ROOT
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual

_SECONDS: Final = 10
_LARGEST: Final = 64 * 1024

Post = Callable[[str, bytes], tuple[int, str]]
"""Sends a body to an address; gives the HTTP status and the answer's text. Raises OSError where nobody answers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of showing a head to one witness, in words."""

    witness: Witness
    outcome: ShownOutcome
    said: Bilingual


def show_head(bureau: Bureau, now: datetime, post: Post | None = None) -> list[Shown]:
    """Show the last signed head to every witness that has not seen it. Failures are told and kept, not raised."""
    head = latest_head(bureau)
    if head is None:
        return []
    with using_bureau(bureau):
        seen = ShownHead.objects.filter(
            size=head.size, outcome__in=(ShownOutcome.SHOWN, ShownOutcome.COSIGNED)
        )
        waiting = Witness.objects.filter(ended_position__isnull=True).exclude(pk__in=seen.values("witness"))
        return [_show(one, head, now, post or _post) for one in waiting]


def _show(witness: Witness, head: SignedHead, now: datetime, post: Post) -> Shown:
    line = ""
    try:
        if witness.kind == WitnessKind.FOLDER:
            _to_folder(witness, head)
            outcome, said = ShownOutcome.SHOWN, Bilingual("已存入", "kept there")
        elif witness.kind == WitnessKind.MAIL:
            _to_mail(witness, head)
            outcome, said = ShownOutcome.SHOWN, Bilingual("已寄出", "sent")
        else:
            outcome, said, line = _to_cosigner(witness, head, post)
    except (OSError, EvidenceError) as fault:
        reason = fault.sentence if isinstance(fault, EvidenceError) else Bilingual(str(fault), str(fault))
        outcome, said = ShownOutcome.FAILED, reason
    ShownHead.objects.update_or_create(
        bureau_id=witness.bureau_id,
        witness=witness,
        size=head.size,
        defaults={"outcome": outcome, "said": said.zh[:400], "line": line, "shown_at": now},
    )
    return Shown(witness, outcome, said)


def _to_folder(witness: Witness, head: SignedHead) -> None:
    checkpoint = open_checkpoint(head.note, [public_key(witness.bureau)])
    folder = witness_folder(witness, checkpoint.origin)
    if not Path(witness.address).is_dir():
        raise FileNotFoundError(f"{witness.address} 不在 is not there")
    folder.mkdir(exist_ok=True)
    write_whole(folder / file_name(checkpoint), head.note)


def _to_mail(witness: Witness, head: SignedHead) -> None:
    if not settings.EMAIL_HOST:
        raise OSError("没有设置发信服务器（YIFA_MAIL_URL） no mail server is set (YIFA_MAIL_URL)")
    title = f"{witness.bureau.name} · {head.size}"
    EmailMessage(
        subject=f"办理记录检查点 Checkpoint · {title}",
        body="请保存本邮件。日后可用它证明记录没有被改过：yifa record verify --since\n"
        "Keep this message: it proves later that the record was not rewritten.\n\n" + head.note,
        to=[witness.address],
        attachments=[(f"{head.size}.checkpoint", head.note, "text/plain")],
    ).send()


def _to_cosigner(witness: Witness, head: SignedHead, post: Post) -> tuple[ShownOutcome, Bilingual, str]:
    last = ShownHead.objects.filter(witness=witness, outcome=ShownOutcome.COSIGNED).first()
    known = 0 if last is None else last.size
    # A witness that knows another size says which (409); the proof then starts there.
    for _attempt in range(2):
        status, answer = _submit(witness, head, known, post)
        if status != Answer.CONFLICT or not answer.strip().isdecimal():
            break
        known = int(answer)
        if known > head.size:
            break
    if status == Answer.COSIGNED:
        signature = cosigned(head.note, answer, read_witness_key(witness.key))
        moment = datetime.fromtimestamp(time_of(signature.value)).astimezone().isoformat(timespec="seconds")
        return (
            ShownOutcome.COSIGNED,
            Bilingual(f"已于 {moment} 见证", f"cosigned at {moment}"),
            signature_line(signature),
        )
    if status in {Answer.CONFLICT, Answer.INCONSISTENT}:
        told = f"{known}" if known > head.size else f"{head.size}"
        return (
            ShownOutcome.REFUSED,
            Bilingual(
                f"拒绝见证：它见过的记录（{told}条）与现在的不是同一历史，记录可能分叉",
                f"refused: it has seen another history of this log ({told} entries); the log may have forked",
            ),
            "",
        )
    return (
        ShownOutcome.FAILED,
        Bilingual(
            f"答复 {status}：{answer.strip()[:200] or '没有说明'}",
            f"answered {status}: {answer.strip()[:200]}",
        ),
        "",
    )


def _submit(witness: Witness, head: SignedHead, known: int, post: Post) -> tuple[int, str]:
    old = min(known, head.size)
    proof = consistency_proof(witness.bureau, old, head.size) if 0 < old < head.size else []
    body = Submission(old, tuple(proof), head.note).to_text()
    return post(f"{witness.address.rstrip('/')}/add-checkpoint", body.encode())


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A witness that points elsewhere is not followed: what was named is what is asked."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


def _post(address: str, body: bytes) -> tuple[int, str]:
    request = urllib.request.Request(  # noqa: S310 -- http and https alone can be named
        address, data=body, headers={"Content-Type": "text/plain; charset=utf-8"}, method="POST"
    )
    opener = urllib.request.build_opener(_NoRedirects())
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            return answer.status, answer.read(_LARGEST).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(_LARGEST).decode("utf-8", "replace")


def cosigned_note(bureau: Bureau, head: SignedHead) -> str:
    """A signed head with the cosignatures that it has by now."""
    with using_bureau(bureau):
        shown = ShownHead.objects.filter(size=head.size, outcome=ShownOutcome.COSIGNED).order_by("id")
        return with_cosignatures(head.note, [one.line for one in shown])


def last_cosigned(bureau: Bureau) -> tuple[SignedHead, list[ShownHead]] | None:
    """The longest head that a witness cosigned, and the cosignatures on it; None before the first."""
    with using_bureau(bureau):
        rows = ShownHead.objects.filter(outcome=ShownOutcome.COSIGNED).select_related("witness")
        longest = rows.first()
        head = None if longest is None else head_of_size(bureau, longest.size)
        if longest is None or head is None:
            return None
        return head, list(rows.filter(size=longest.size).order_by("id"))


# As a witness of others ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WitnessAnswer:
    """What this bureau answers as a witness. size: where the witness knows another size than the one that was named."""

    answer: Answer
    text: str = ""
    size: int | None = None


def answer_submission(bureau: Bureau, body: str, now: datetime) -> WitnessAnswer:
    """Judge a head that another bureau submits; cosign it, and keep it, where it continues the one that was cosigned last."""
    try:
        submission = Submission.read(body)
    except EvidenceError as fault:
        return WitnessAnswer(Answer.MALFORMED, f"{fault.zh}\n{fault.en}\n")
    with transaction.atomic(), using_bureau(bureau):
        log = (
            WatchedLog.objects.select_for_update()
            .filter(origin=origin_in(submission.note), ended_position__isnull=True)
            .first()
        )
        if log is None:
            return WitnessAnswer(Answer.UNKNOWN_LOG)
        last = CosignedHead.objects.filter(log=log).first()
        known = None if last is None else open_checkpoint(last.note, [log.key])
        size, root = (0, EMPTY_ROOT) if known is None else (known.size, known.root)
        found = judge(submission, log.key, size, root)
        if found.answer != Answer.COSIGNED or found.checkpoint is None:
            tells = found.answer == Answer.CONFLICT and submission.old != size
            return WitnessAnswer(found.answer, size=size if tells else None)
        line = cosigner_of(bureau).cosign(found.checkpoint, int(now.timestamp()))
        CosignedHead.objects.update_or_create(
            bureau=bureau,
            log=log,
            defaults={"size": found.checkpoint.size, "note": submission.note, "cosigned_at": now},
        )
        return WitnessAnswer(Answer.COSIGNED, line)
