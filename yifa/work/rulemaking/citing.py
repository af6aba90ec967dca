"""Which documents of the register a text names, and which of them may be no basis on a day (``yifa.cases.acting.basis``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from yifa.cases.acting import basis
from yifa.cases.library import library
from yifa.law.document_numbers import DocumentNumber, DocumentNumberProblem
from yifa.law.references import Reference
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.procedure.model import Rule
from yifa.work.rulemaking.registers import NormativeDocument

_UNPUBLISHED = "business-environment-regulation/unpublished-no-basis"

# What these say of documents is about them: that one is to be abolished, or was.
basis.registry.exempt |= {"cleanup", "cleanup-drive", "document-elsewhere"}


def named_in(cited: Sequence[Reference]) -> Iterator[tuple[Reference, NormativeDocument]]:
    """The documents of the register that references name, newest first where a title is several documents'; one query."""
    if not cited:
        return
    years = {one.year for one in cited if one.year}
    titles = {one.title for one in cited if one.title}
    rows = [
        row
        for row in NormativeDocument.objects.order_by("-id")
        if row.name in titles or any(f"〔{year}〕" in row.document_number for year in years)
    ]
    numbers = {row.pk: _number(row) for row in rows}
    for one in cited:
        found = next((row for row in rows if _is(one, row, numbers[row.pk])), None)
        if found is not None:
            yield one, found


def _is(one: Reference, row: NormativeDocument, number: DocumentNumber | None) -> bool:
    if one.title:
        return one.title == row.name
    return number is not None and one.is_number(number.organ, number.year, number.serial)


def _number(row: NormativeDocument) -> DocumentNumber | None:
    try:
        return DocumentNumber.read(row.document_number)
    except DocumentNumberProblem:
        return None


@basis.basis_source
def no_basis(_bureau_id: int, cited: Sequence[Reference], on: date) -> Iterable[Reason]:
    """Against a document that is unpublished, has ended, or was left off the list. A title of several documents is the newest."""
    told: set[int] = set()
    for _one, row in named_in(cited):
        if row.pk in told:
            continue
        reason = against(row, on)
        if reason is not None:
            told.add(row.pk)
            yield reason


def against(row: NormativeDocument, on: date) -> Reason | None:
    """Why a document may be no basis on a day; None if it may."""
    name = row.reference
    if not row.is_public_on(on):
        return _reason(
            "unpublished",
            f"{name}没有公布，按照《优化营商环境条例》第六十四条，不得作为行政管理依据。",
            f"{name} is not published; by art. 64 of the Business Environment Regulation it is no basis.",
            "先公布，再引用。",
            "Publish it before it is cited.",
        )
    if row.expires_on is not None and row.expires_on < on:
        return _reason(
            "expired",
            f"{name}的有效期至{row.expires_on}，已经失效，不得作为依据。",
            f"{name} was valid until {row.expires_on}; it has expired and is no basis.",
        )
    if row.unlisted_since is not None and row.unlisted_since <= on:
        return _reason(
            "unlisted",
            f"{name}未列入{row.unlisted_since}公布的现行有效文件目录，不得作为行政管理依据。",
            f"{name} is not on the list of documents in force published on {row.unlisted_since}; it is no basis.",
        )
    if row.is_ended_on(on):
        words = row.column("status").choices[row.status]
        return _reason(
            "ended",
            f"{name}自{row.status_since}起{words.zh}，不得作为依据。",
            f"{name} has been {words.en.lower()} since {row.status_since}; it is no basis.",
        )
    return None


def _reason(code: str, zh: str, en: str, remedy_zh: str = "", remedy_en: str = "") -> Reason:
    return Reason(
        rule=_rule(),
        code=f"rulemaking/{code}",
        sentence=Bilingual(zh, en),
        remedy=Bilingual(
            remedy_zh or "请改引现行有效的文件，或者上位法。",
            remedy_en or "Cite a document in force, or the law above it.",
        ),
    )


def _rule() -> Rule | None:
    statute = library().statutes.get("business-environment-regulation")
    return None if statute is None else next((one for one in statute.rules if one.id == _UNPUBLISHED), None)
