"""The proof of an entry of the log, as a page shows it: where it stands, under which signed head, and that the proof holds."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from yifa.cases.errors import RecordProblem
from yifa.cases.library import procedure_with
from yifa.cases.log import record
from yifa.cases.models import Case, LogEntry
from yifa.cases.told.mandates import absent_names
from yifa.evidence.entries import Kind, read_soon
from yifa.evidence.faults import EvidenceError
from yifa.house.models import Bureau
from yifa.interface.formats import show_moment, words
from yifa.law.text import Bilingual


@dataclass(frozen=True, slots=True)
class Proof:
    """An entry and its proof. ``problem``: why there is no proof (yet), or what is wrong with it."""

    position: int
    step: str
    officer: str
    done_for: str
    happened: str
    recorded: str
    late: bool
    imported: bool
    leaf_hash: str
    holds: bool
    problem: str
    head_size: int
    head_root: str
    head_signed: str
    hashes: int
    receipt_url: str


def proof_of(bureau: Bureau, position: int) -> Proof | None:
    """The proof of an entry, verified anew with the bureau's public key; None where the log has no such entry."""
    entry = (
        LogEntry.objects.filter(bureau_id=bureau.pk, position=position)
        .select_related("officer", "case")
        .first()
    )
    if entry is None:
        return None
    head = record.latest_head(bureau)
    holds, problem, hashes = False, "", 0
    try:
        receipt = record.receipt(bureau, position)
        receipt.verify([record.public_key(bureau)], bureau.code)
        holds, hashes = True, len(receipt.proof)
    except (RecordProblem, EvidenceError) as error:
        problem = words(Bilingual(error.zh, error.en))
    covered = head is not None and head.size > position
    return Proof(
        position=position,
        step=words(step_title(entry.case, entry.step)),
        officer=entry.officer.name if entry.officer is not None else "",
        done_for="、".join(absent_names(bureau.pk, read_soon(bytes(entry.entry)).refers).values()),
        happened=show_moment(entry.happened_at),
        recorded=show_moment(entry.recorded_at),
        late=entry.late,
        imported=entry.kind == Kind.IMPORT,
        leaf_hash=bytes(entry.leaf_hash).hex(),
        holds=holds,
        problem=problem,
        head_size=head.size if head is not None and covered else 0,
        head_root=head.root.hex() if head is not None and covered else "",
        head_signed=show_moment(head.signed_at) if head is not None and covered else "",
        hashes=hashes,
        receipt_url=reverse("desk:register-receipt", args=[position]) if holds else "",
    )


def step_title(case: Case | None, step: str) -> Bilingual:
    """What a step of a case is called; a desk act or an act of the house by its own name."""
    if case is not None:
        procedure = procedure_with(case.procedure_hash)
        if procedure is not None and step in procedure.steps:
            return procedure.steps[step].title
    return record.title_of(step)
