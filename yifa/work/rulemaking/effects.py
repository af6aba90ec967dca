"""What registration and clean-up write: a document's entry, its conclusion, and its validity from then on."""

from __future__ import annotations

from django.db.models import Q

from yifa.cases.effects import EffectContext, effect
from yifa.work.rulemaking.registers import Cleanup, NormativeDocument

# What a conclusion makes of the document. 修改 leaves it binding until the amended text is issued.
STATUS_AFTER = {"keep": "in_force", "amend": "to_be_amended", "abolish": "abolished", "lapse": "lapsed"}


@effect("normative-document-registration", "register")
def enter_document(of: EffectContext) -> None:
    """A checked document enters the register as in force."""
    NormativeDocument.objects.create(
        **of.row,
        name=of.text("title"),
        document_number=of.text("document_number"),
        kind=of.text("kind"),
        issuing_body=of.text("issuing_body"),
        issued_on=of.day("issued_on") or of.on,
        effective_on=of.day("effective_on"),
        expires_on=of.day("expires_on"),
        status_since=of.day("effective_on") or of.day("issued_on") or of.on,
    )


@effect("normative-document-cleanup", "decide")
def conclude(of: EffectContext) -> None:
    """The decision is kept, and the registered document's validity follows it."""
    named = of.text("document")
    document = (
        NormativeDocument.objects.filter(Q(document_number=named) | Q(name=named)).order_by("-id").first()
    )
    decided_on = of.day("decided_on") or of.on
    conclusion = of.text("conclusion")
    Cleanup.objects.create(
        **of.row,
        document=document,
        name=document.name if document else named,
        theme=of.text("theme"),
        conclusion=conclusion,
        reason=of.text("reason"),
        concluded_on=decided_on,
    )
    if document is not None:
        NormativeDocument.objects.filter(pk=document.pk).update(
            status=STATUS_AFTER[conclusion], status_since=decided_on
        )
