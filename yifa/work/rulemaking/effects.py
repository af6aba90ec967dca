"""What each step of a document's life writes: its texts, its entry with its numbers, its validity, and what became of others."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Max, Q

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.registers.numbering import mark_of, next_number, written
from yifa.house.calendars import calendar_of
from yifa.law.limits import Term, Unit, due_on
from yifa.law.references import references
from yifa.work.rulemaking.citing import named_in
from yifa.work.rulemaking.drafts import text_stored
from yifa.work.rulemaking.drives import left_off
from yifa.work.rulemaking.parameters import NUMBER_MARK
from yifa.work.rulemaking.registers import (
    Cleanup,
    CleanupDrive,
    CleanupItem,
    DocumentEvent,
    DocumentRelation,
    DocumentText,
    NormativeDocument,
)
from yifa.work.rulemaking.succession import changes_named

# Between the mark and the year of the register's own series.
_REGISTER_MARK: Final = "登"
# What a conclusion makes of the document. 修改 leaves it binding until the amended text is issued.
STATUS_AFTER: Final = {
    "keep": "in_force",
    "amend": "to_be_amended",
    "abolish": "abolished",
    "lapse": "lapsed",
}
EVENT_AFTER: Final = {"keep": "kept", "amend": "to_be_amended", "abolish": "abolished", "lapse": "lapsed"}
FILING: Final = {
    "days_15": Term(15, Unit.CALENDAR_DAYS),
    "days_30": Term(30, Unit.CALENDAR_DAYS),
    "working_days_3": Term(3, Unit.WORKING_DAYS),
}


def tell(of: EffectContext, document: NormativeDocument, event: str, on: date, note: str = "") -> None:
    """Enter an event into a document's history."""
    DocumentEvent.objects.create(**of.row, document=document, event=event, happened_on=on, note=note[:500])


def _document(of: EffectContext) -> NormativeDocument:
    return NormativeDocument.objects.get(case=of.case)


# Making a document ------------------------------------------------------------------------------------------------------------


@effect("drafting/draft", enters=[DocumentText])
def keep_version(of: EffectContext) -> None:
    """Every draft is kept as a version."""
    text = text_stored(of.answers, of.files)
    last = DocumentText.objects.filter(case=of.case).aggregate(last=Max("version"))["last"] or 0
    DocumentText.objects.create(
        **of.row,
        version=last + 1,
        text=text,
        explanation=of.text("explanation"),
        note=str(of.answers.get("changes_made") or ""),
        made_on=of.on,
    )


@effect("issuing/issue", enters=[NormativeDocument, DocumentRelation])
def issue(of: EffectContext) -> None:
    """Registered, numbered and issued at once; not in force before it is published."""
    bureau = of.case.bureau
    given = of.text("document_number")
    mark = mark_of(bureau, NUMBER_MARK, of.on)
    document = NormativeDocument.objects.create(
        **of.row,
        name=of.text("title") or of.case.title,
        document_number=written(given) if given else next_number(bureau.pk, mark, of.on),
        register_number=next_number(bureau.pk, mark + _REGISTER_MARK, of.on),
        kind=of.text("kind"),
        issuing_body=bureau.name,
        issued_on=of.on,
        effective_on=of.day("effective_on"),
        expires_on=of.day("expires_on"),
        is_trial=of.flag("is_trial"),
        status_since=of.day("effective_on") or of.on,
        department="" if of.case.department is None else of.case.department.name,
        is_published=False,
        touches_market_actors=of.flag("touches_market_actors"),
        reviewed_on=of.done_on("legality-review/review-legality"),
    )
    texts = DocumentText.objects.filter(case=of.case)
    texts.update(document=document)
    final = texts.order_by("-version").first()
    if final is not None:
        DocumentText.objects.filter(pk=final.pk).update(is_final=True)
    tell(of, document, "issued", of.on, document.document_number)
    _relate(of, document, "\n".join((of.text("legal_basis"), final.text if final is not None else "")))


def _relate(of: EffectContext, document: NormativeDocument, text: str) -> None:
    """What the text uses as its basis, document by document, with the sentence that says so."""
    cited = tuple(one for one in references(text) if not one.ends_it)
    for one, other in named_in(cited):
        if other.pk != document.pk:
            DocumentRelation.objects.get_or_create(
                bureau_id=of.bureau_id,
                document=document,
                other=other,
                relation="rests_on",
                defaults={
                    "case": of.case,
                    "log_position": of.log_position,
                    "recorded_on": of.on,
                    "passage": one.sentence[:500],
                    "since_on": document.effective_on or document.issued_on,
                },
            )


@effect("issuing/publish")
def publish(of: EffectContext) -> None:
    """Published: now it binds, from its first day on, and what it replaces ends with that day."""
    document = _document(of)
    published = of.day("published_on") or of.on
    begins = max(document.effective_on or published, published)
    term = FILING.get(of.text("filing_within"))
    document.is_published = True
    document.published_on = published
    document.published_link = of.text("link")
    document.effective_on = begins
    document.status_since = begins
    if term is not None:
        due = due_on(published, term, calendar_of(of.case.bureau))
        # Nobody is late by a day that a holiday notice may yet move.
        document.filing_due_on = due.latest_on or due.due_on
    if of.flag("with_interpretation"):
        document.interpreted_on = published
    document.save()
    tell(of, document, "published", published, document.published_link)
    for change in changes_named(of.text("replaces")):
        if change.document is None or not change.relation:
            continue
        DocumentRelation.objects.get_or_create(
            bureau_id=of.bureau_id,
            document=document,
            other=change.document,
            relation=change.relation,
            defaults={
                "case": of.case,
                "log_position": of.log_position,
                "recorded_on": of.on,
                "passage": change.line[:500],
                "since_on": begins,
            },
        )
        ends = change.relation == "replaces"
        NormativeDocument.objects.filter(pk=change.document.pk).update(
            status="abolished" if ends else "in_force", status_since=begins
        )
        tell(of, change.document, "abolished" if ends else "amended", begins, document.reference)


@effect("validity/evaluate")
def evaluate(of: EffectContext) -> None:
    """A document that was found in need of amending is so marked."""
    document = _document(of)
    if of.text("evaluation_outcome") == "amend" and document.status == "in_force":
        NormativeDocument.objects.filter(pk=document.pk).update(status="to_be_amended", status_since=of.on)


# Documents from before, and clean-ups -----------------------------------------------------------------------------------------


@effect("document-elsewhere/register")
def enter_document(of: EffectContext) -> None:
    """A checked document enters the register as in force, with its text where it was given."""
    begins = of.day("effective_on") or of.day("issued_on") or of.on
    document = NormativeDocument.objects.create(
        **of.row,
        name=of.text("title"),
        document_number=written(of.text("document_number")),
        register_number=of.text("register_number"),
        kind=of.text("kind"),
        issuing_body=of.text("issuing_body"),
        issued_on=of.day("issued_on") or of.on,
        effective_on=of.day("effective_on"),
        expires_on=of.day("expires_on"),
        status_since=begins,
        department=of.text("drafting_department"),
        published_link=of.text("published_link"),
        filed_on=of.day("filed_on"),
        unlisted_since=left_off(of.day("issued_on") or of.on),
    )
    tell(of, document, "registered", of.on, document.document_number)
    if document.unlisted_since is not None:
        tell(of, document, "unlisted", document.unlisted_since)
    text = of.text("text")
    if text:
        DocumentText.objects.create(
            **of.row, document=document, version=1, text=text, made_on=document.issued_on, is_final=True
        )
    _relate(of, document, "\n".join((of.text("rests_on"), text)))


def registered(named: str) -> NormativeDocument | None:
    """The document of the register with this number or title, the newest where several have it."""
    return (
        NormativeDocument.objects.filter(Q(document_number=written(named)) | Q(name=named))
        .order_by("-id")
        .first()
    )


def _drive(of: EffectContext) -> CleanupDrive | None:
    number = of.text("drive")
    return CleanupDrive.objects.filter(case__number=number).first() if number else None


@effect("cleanup/start", enters=[CleanupItem])
def take_up(of: EffectContext) -> None:
    """A document that belongs to a drive is taken up in it."""
    drive, document = _drive(of), registered(of.text("document"))
    if drive is not None and document is not None:
        CleanupItem.objects.create(**of.row, drive=drive, document=document)


@effect("cleanup/decide", enters=[Cleanup])
def conclude(of: EffectContext) -> None:
    """The decision is kept, and the registered document's validity follows it."""
    document = registered(of.text("document"))
    decided_on = of.day("decided_on") or of.on
    conclusion = of.text("conclusion")
    Cleanup.objects.create(
        **of.row,
        document=document,
        drive=_drive(of),
        name=document.name if document else of.text("document"),
        theme=of.text("theme"),
        conclusion=conclusion,
        reason=of.text("reason"),
        concluded_on=decided_on,
    )
    if document is not None:
        NormativeDocument.objects.filter(pk=document.pk).update(
            status=STATUS_AFTER[conclusion], status_since=decided_on
        )
        tell(of, document, EVENT_AFTER[conclusion], decided_on, of.text("theme"))


@effect("cleanup-drive/publish-list")
def publish_list(of: EffectContext) -> None:
    """The list is out; after a clean-up of the whole register what is not on it is no basis."""
    drive = CleanupDrive.objects.get(case=of.case)
    listed = of.day("published_on") or of.on
    drive.listed_on = listed
    drive.list_number = of.text("list_number")
    drive.save(update_fields=["listed_on", "list_number"])
    if drive.scope != "whole":
        return
    kept = {
        row.document_id
        for row in Cleanup.objects.filter(drive=drive, conclusion__in=("keep", "amend"))
        if row.document_id is not None
    }
    passed_over = NormativeDocument.in_force_on(listed).filter(
        issued_on__lte=drive.started_on, unlisted_since__isnull=True
    )
    for document in passed_over.exclude(pk__in=kept):
        NormativeDocument.objects.filter(pk=document.pk).update(unlisted_since=listed)
        tell(of, document, "unlisted", listed, drive.theme)
