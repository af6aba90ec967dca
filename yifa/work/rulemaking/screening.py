"""What the screening step screens: the latest version of the draft, against what no normative document may contain.

What it may cite is known from the register; competition has a review of its own: what its rules find is shown here, and
answered there.
"""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.screened import Screened, screens
from yifa.cases.models import Case
from yifa.house.models import Bureau
from yifa.screening import Context, KnownDocument, RuleBook, Standing, rule_books
from yifa.work.rulemaking.registers import DocumentText, NormativeDocument


def latest(case_id: int) -> str:
    """The draft as it stands; empty before the first version."""
    row = DocumentText.objects.filter(case_id=case_id).order_by("-version").first()
    return "" if row is None else row.text


def rules() -> RuleBook:
    """The rules on normative documents."""
    return rule_books().only("ND-")


def elsewhere() -> RuleBook:
    """The rules on competition: what they find is dealt with in the review for competition."""
    return rule_books().only("FC-")


def context(bureau: Bureau, on: date) -> Context:
    """What is known besides the text: who issues, and how every document of the register stands; one query."""
    return Context(
        on=on,
        issuer=bureau.name,
        documents=tuple(_known(row, on) for row in NormativeDocument.objects.all()),
        own_mark=bureau.document_mark,
    )


def _known(row: NormativeDocument, on: date) -> KnownDocument:
    standing, since = Standing.IN_FORCE, row.effective_on
    if not row.is_public_on(on):
        standing, since = Standing.UNPUBLISHED, None
    elif row.expires_on is not None and row.expires_on < on:
        standing, since = Standing.EXPIRED, row.expires_on
    elif row.is_ended_on(on):
        standing, since = Standing.ABOLISHED, row.unlisted_since or row.status_since
    return KnownDocument(row.document_number, row.name, standing, since)


@screens("drafting/screen")
def screened(case: Case, on: date) -> Screened:
    """The draft of a document under way."""
    return Screened(latest(case.pk), context(case.bureau, on), rules(), elsewhere=elsewhere())
