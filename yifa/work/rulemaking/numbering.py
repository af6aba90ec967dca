"""Numbers of documents: in which series they run, who has one already, how they are written.

They are taken in the act that issues (``effects``), from a counter row locked until the act is written: two officers who issue at
once wait for each other, and an act that fails gives its number back, so that none is given twice and none left out. A number
that the register or a letter has already (a document entered from before Yifa) is passed over.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.models import Letter
from yifa.house.models import Bureau
from yifa.law.document_numbers import DocumentNumber, DocumentNumberProblem
from yifa.work.rulemaking.parameters import NUMBER_MARK
from yifa.work.rulemaking.registers import NormativeDocument

REGISTER_MARK: Final = "登"


def mark_of(bureau: Bureau, on: date) -> str:
    """The mark of the bureau's normative documents on a day (漯科规); empty where the bureau has no mark."""
    return f"{bureau.document_mark}{NUMBER_MARK.on(bureau, on)}" if bureau.document_mark else ""


def who_has(number: str) -> str:
    """What has a document number already: a document's or a letter's name; empty where it is free.

    Raises DocumentNumberProblem for what is no number.
    """
    read = DocumentNumber.read(number)
    document = NormativeDocument.objects.filter(document_number=str(read)).first()
    if document is not None:
        return f"《{document.name}》"
    letter = (
        Letter.objects.filter(mark=read.organ, year=read.year, serial=read.serial)
        .select_related("case")
        .first()
    )
    return "" if letter is None else f"“{letter.case.title}”"


def is_taken(mark: str, year: int, serial: int) -> bool:
    """Whether a document or a letter has this number already."""
    number = f"{mark}〔{year}〕{serial}号"
    return (
        NormativeDocument.objects.filter(document_number=number).exists()
        or NormativeDocument.objects.filter(register_number=number).exists()
        or Letter.objects.filter(mark=mark, year=year, serial=serial).exists()
    )


def written(number: str) -> str:
    """A number as GB/T 9704 writes it; as it was given where it is none."""
    try:
        return str(DocumentNumber.read(number))
    except DocumentNumberProblem:
        return number
