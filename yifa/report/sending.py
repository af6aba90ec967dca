"""The report as it is sent upward: the frozen words and figures under a red head, as GB/T 9704 has it for a report to a superior.

The head has the number and 签发人 (upward documents only, 7.2.6), the end the seal's place and the day of the signature (7.3.5),
the 版记 the copies. Article 24 of the provisions on supervision names whom it goes to; a document goes to one superior organ as a
rule and the others stand among the copies (党政机关公文处理工作条例 15), so the department of the level above is copied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from yifa.report.page import absolute
from yifa.report.papers import SENT_DOCX, SENT_PDF, Paper, document_of
from yifa.typesetting import media_types
from yifa.typesetting.model import Form, Imprint, OfficialDocument
from yifa.typesetting.pdf import to_pdf

if TYPE_CHECKING:
    from yifa.report.papers import Opened

_BETWEEN: Final = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True, slots=True)
class Head:
    """What the signature settles. to: 主送; copies: 抄送, in order; signatory: who signed."""

    number: str
    signatory: str
    to: str
    copies: tuple[str, ...]
    signed_on: date


def bodies(*written: str) -> tuple[str, ...]:
    """The bodies that lines or lists name, each once, in order."""
    return tuple(
        dict.fromkeys(part.strip() for one in written for part in _BETWEEN.split(one) if part.strip())
    )


def sent_document(opened: Opened, head: Head) -> OfficialDocument:
    """A report under its red head. Raises what ``document_of`` raises."""
    office = opened.report.bureau.short_name or opened.report.bureau.name
    return replace(
        document_of(opened, head.signed_on, absolute(opened.setting, "")),
        form=Form.REPORT,
        red_head=True,
        sealed=True,
        number=head.number or None,
        recipient=head.to or None,
        signatory=head.signatory,
        copy_to=head.copies,
        dated=head.signed_on,
        imprint=Imprint(f"{office}办公室", head.signed_on),
    )


def sent_papers(opened: Opened, head: Head) -> tuple[Paper, ...]:
    """The paper that is sent, as PDF and as docx. Raises what ``document_of`` raises, and DocumentError."""
    from yifa.typesetting.word import to_docx

    document = sent_document(opened, head)
    return (
        Paper(SENT_PDF, media_types.PDF, to_pdf(document)),
        Paper(SENT_DOCX, media_types.DOCX, to_docx(document)),
    )
