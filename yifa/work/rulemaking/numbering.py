"""Numbers of documents: taken in the act that issues, from a counter row locked until the act is written.

Two officers who issue at once wait for each other, and an act that fails gives its number back: no number twice, none left out. A
number that the register or a letter has already (a document entered from before Yifa) is passed over.
"""

from __future__ import annotations

from datetime import date

from yifa.cases.models import Letter
from yifa.house.models import Bureau
from yifa.law.document_numbers import DocumentNumber, DocumentNumberProblem
from yifa.work.rulemaking.parameters import NUMBER_MARK
from yifa.work.rulemaking.registers import DocumentSeries, NormativeDocument

_REGISTER_MARK = "登"


def mark_of(bureau: Bureau, on: date) -> str:
    """The mark of the bureau's normative documents on a day (漯科规); empty where the bureau has no mark."""
    return f"{bureau.document_mark}{NUMBER_MARK.on(bureau, on)}" if bureau.document_mark else ""


def next_document_number(bureau: Bureau, on: date) -> str:
    """Take the next document number of the year. Within the act's transaction."""
    return _next(bureau, mark_of(bureau, on), on)


def next_register_number(bureau: Bureau, on: date) -> str:
    """Take the next number of the unified register of the year. Within the act's transaction."""
    return _next(bureau, mark_of(bureau, on) + _REGISTER_MARK, on)


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


def _next(bureau: Bureau, mark: str, on: date) -> str:
    DocumentSeries.objects.get_or_create(bureau=bureau, mark=mark, year=on.year)
    series = DocumentSeries.objects.select_for_update().get(bureau=bureau, mark=mark, year=on.year)
    serial = series.last + 1
    while _is_taken(mark, on.year, serial):
        serial += 1
    series.last = serial
    series.save(update_fields=["last"])
    return f"{mark}〔{on.year}〕{serial}号"


def _is_taken(mark: str, year: int, serial: int) -> bool:
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
