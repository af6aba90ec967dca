"""What the officer is told right after an act, once: the receipt's number, the letter's, and the applicant's code.

It waits in the session from the act to the page that shows it, and is gone after that: the code for asking about progress is
kept nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from yifa.cases.acting.act import Receipt
from yifa.house.models import Officer
from yifa.interface.formats import show_moment, words
from yifa.law.text import Bilingual
from yifa.procedure import Step

_SESSION: Final = "desk_receipt"


@dataclass(frozen=True, slots=True)
class Told:
    """A receipt as it is shown."""

    title: str
    receipt_number: str
    recorded_at: str
    letter_number: str
    code: str
    done_for: str
    late: bool
    closed: bool
    proof_url: str


def receipt_number(bureau_code: str, position: int) -> str:
    """The number of an entry as people write it down: the log's name and the place in it, from 1."""
    return f"{bureau_code}-{position + 1}"


def remember(request: HttpRequest, step: Step | Bilingual, receipt: Receipt, code: str = "") -> None:
    """Keep what the next page of the case tells."""
    title = step.title if isinstance(step, Step) else step
    request.session[_SESSION] = {
        "case": receipt.case_number,
        "title": [title.zh, title.en],
        "number": receipt_number(receipt.bureau_code, receipt.position),
        "at": show_moment(receipt.recorded_at),
        "letter": receipt.letter_number,
        "code": code,
        "done_for": _name(receipt.done_for),
        "late": receipt.late,
        "closed": receipt.closed,
        "version": receipt.case_version,
    }


def _name(officer_id: int | None) -> str:
    return "" if officer_id is None else Officer.objects.values_list("name", flat=True).get(pk=officer_id)


def tell(request: HttpRequest, case_number: str) -> Told | None:
    """What there is to tell about a case; it is told once."""
    kept = request.session.get(_SESSION)
    if not isinstance(kept, dict) or kept.get("case") != case_number:
        return None
    del request.session[_SESSION]
    zh, en = kept["title"]
    return Told(
        title=words(Bilingual(zh, en)),
        receipt_number=kept["number"],
        recorded_at=kept["at"],
        letter_number=kept["letter"],
        code=kept["code"],
        done_for=kept.get("done_for", ""),
        late=kept["late"],
        closed=kept["closed"],
        proof_url=reverse("desk:entry", args=[case_number, kept["version"]]),
    )
