"""A case's evidence as one zip, for a court, an auditor, or the archive: what happened, and what proves it.

    README.txt              what it is and how to check it, in both languages
    public-key              the log's verifier key; compare it with the one that the bureau published
    checkpoint              the signed head that the proofs lead to
    receipts/0001.json      one receipt for each entry: bytes, position, proof, head, and the answers with their salts
    files.json              which file belongs to which entry, with the salt that opens its commitment
    files/0001-…            the files themselves

Whoever has it can run ``yifa record verify-receipt`` on each receipt, or check it with other tools: the format is documented in
docs/reference/log-format.md.
"""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from typing import BinaryIO, Final

from yifa.cases.files import path_of
from yifa.cases.log.keys import public_key
from yifa.cases.log.record import integrate, latest_head, receipt
from yifa.cases.models import Case, File, LogEntry
from yifa.house.tenancy import using_bureau
from yifa.typesetting.model import DEMONSTRATION

_README: Final = """\
{number} {title}

这是本事项的全部证据：每一条记录及其在机关日志中的证明、检查点、附件。
核验方法：先把 public-key 与机关公布的公钥核对，再逐个运行
    yifa record verify-receipt receipts/0001.json --key public-key
也可以用其他透明日志工具核验（RFC 9162、C2SP tlog-checkpoint）。
已按规定删除的内容不在其中；删除不影响证明。

This is the whole evidence of one case: each entry with its proof in the bureau's log, the checkpoint, and the files.
To check it, compare public-key with the key that the bureau published, then run the command above for each receipt, or use
any client of transparency logs. Content that was erased by law is not in it; erasing leaves the proofs whole.
"""


def write_evidence(case: Case, out: BinaryIO, *, now: datetime, with_answers: bool = True) -> int:
    """Write the evidence of a case into ``out``; the number of its entries. A new head is signed first if it needs one.

    with_answers: open the answers that are not erased. Raises RecordProblem without a key.
    """
    bureau = case.bureau
    head = integrate(bureau, now) or latest_head(bureau)
    with using_bureau(bureau), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        positions = list(
            LogEntry.objects.filter(bureau_id=bureau.pk, case_id=case.pk)
            .order_by("case_version")
            .values_list("position", flat=True)
        )
        stamp = f"{DEMONSTRATION.zh}\n{DEMONSTRATION.en}\n\n" if bureau.is_demonstration else ""
        archive.writestr("README.txt", stamp + _README.format(number=case.number, title=case.title))
        archive.writestr("public-key", public_key(bureau) + "\n")
        if head is not None:
            archive.writestr("checkpoint", head.note)
        for number, position in enumerate(positions, 1):
            archive.writestr(
                f"receipts/{number:04d}.json", receipt(bureau, position, with_answers=with_answers).to_json()
            )
        listed = []
        files = File.everywhere.filter(case=case, erased_at__isnull=True).order_by("log_position", "place")
        for number, file in enumerate(files, 1):
            name = f"files/{number:04d}-{file.name}"
            archive.write(path_of(file.digest), name)
            listed.append(
                {
                    "name": name,
                    "position": file.log_position,
                    "place": file.place,
                    "sha256": file.digest,
                    "size": file.size,
                    "media_type": file.media_type,
                    "salt": bytes(file.salt).hex(),
                }
            )
        archive.writestr("files.json", json.dumps(listed, ensure_ascii=False, indent=1))
    return len(positions)
