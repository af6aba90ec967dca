"""Numbers of a bureau's documents: how they are written, who has one already, and the next of a series.

A number is taken in the act that issues, from the counter of its mark and year, which is locked until the act is written: two
officers who issue at once wait for each other, and an act that fails gives its number back, so that none is given twice and none
left out. What stands in a register (a document entered from before Yifa) or on a letter is passed over, and so is what is less
than the highest of the series that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db.models import QuerySet

from yifa.cases.models import Letter
from yifa.cases.registers.register import Register, registry
from yifa.cases.store import take_numbers
from yifa.house.models import Bureau
from yifa.house.parameters import Parameter
from yifa.law.document_numbers import DocumentNumber, DocumentNumberProblem
from yifa.law.text import Bilingual
from yifa.procedure import Reason

_SERIAL: Final = re.compile(r"〕(\d+)号$")


def written(number: str) -> str:
    """A number as GB/T 9704 writes it; as it was given where it is none."""
    try:
        return str(DocumentNumber.read(number))
    except DocumentNumberProblem:
        return number


def mark_of(bureau: Bureau, suffix: Parameter, on: date) -> str:
    """The mark of a series on a day (漯科规): the bureau's, with what a parameter adds; empty where the bureau has none."""
    return f"{bureau.document_mark}{suffix.on(bureau, on)}" if bureau.document_mark else ""


def next_number(bureau_id: int, mark: str, on: date) -> str:
    """The next number of a mark in its year (漯科规〔2026〕3号), its counter locked until the act is written."""
    start = f"{mark}〔{on.year}〕"
    known = (
        int(found[1])
        for column, rows in _numbered()
        for number in rows.filter(**{f"{column}__startswith": start}).values_list(column, flat=True)
        if (found := _SERIAL.search(number))
    )
    last = max(known, default=0)
    while True:
        serial = take_numbers(bureau_id, f"document:{mark}", on.year)
        if serial > last and not Letter.objects.filter(mark=mark, year=on.year, serial=serial).exists():
            return f"{start}{serial}号"


def who_has(number: str, *, but: int | None = None) -> str:
    """What has a document number already: a document's or a letter's name; empty where it is free.

    but: a case whose own document does not count. Raises DocumentNumberProblem for what is no number.
    """
    read = DocumentNumber.read(number)
    for column, rows in _numbered():
        found = (
            rows.filter(**{column: str(read)}).exclude(case_id=but)
            if but
            else rows.filter(**{column: str(read)})
        )
        document = found.first()
        if document is not None:
            return f"《{document.columns[0].words(document)}》"
    letters = Letter.objects.filter(mark=read.organ, year=read.year, serial=read.serial).select_related(
        "case"
    )
    letter = letters.first()
    return "" if letter is None else f"“{letter.case.title}”"


def against_taken(number: str, *, but: int | None = None, law: str = "") -> tuple[Reason, ...]:
    """Against a number that is none, or that something has already. law: which rule says so, in brackets after the sentence."""
    if not number:
        return ()
    try:
        holder = who_has(number, but=but)
    except DocumentNumberProblem as problem:
        return (
            Reason(
                rule=None,
                code="numbering/unreadable",
                sentence=problem.text,
                remedy=Bilingual("请照此改写。", "Write it like that."),
            ),
        )
    if not holder:
        return ()
    shown = written(number)
    return (
        Reason(
            rule=None,
            code="numbering/taken",
            sentence=Bilingual(
                f"发文字号{shown}已经用于{holder}，一个字号只能用于一件文件{law}。",
                f"The number {shown} is that of {holder} already; a number belongs to one document.",
            ),
            remedy=Bilingual(
                "请核对字号；由本局编号的，不填，由登记簿依次取得。",
                "Compare the number; leave it empty to take the next of the bureau's own series.",
            ),
            who=Bilingual("登记编号人员", "the registrar"),
        ),
    )


def _numbered() -> Iterator[tuple[str, QuerySet[Register]]]:
    """The columns of numbers with the rows of their registers."""
    for register in registry.values():
        for column in register.numbered:
            yield column, register.objects.all()
