"""What a table cannot say: the next number of the bureau's series."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.house.models import Bureau
from yifa.law.document_numbers import DocumentNumber
from yifa.work.documents.parameters import NUMBER_MARK
from yifa.work.documents.registers import Document

_SERIAL = re.compile(r"〕(\d+)号$")
_LOCK = 7947


@column_value("office-document-number")
def document_number(of: EffectContext) -> str:
    """The number given, or the next of the bureau's mark in its year; empty where the bureau has no mark."""
    given = of.text("document_number")
    if given:
        return str(DocumentNumber.read(given))
    bureau = of.case.bureau
    if not bureau.document_mark:
        return ""
    return next_number(bureau, f"{bureau.document_mark}{NUMBER_MARK.on(bureau, of.on)}", of.on)


def next_number(bureau: Bureau, mark: str, on: date) -> str:
    """One more than the highest of the mark and year; who asks at the same time waits until this act is written."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s::integer, %s::integer)", (_LOCK, bureau.pk))
    start = f"{mark}〔{on.year}〕"
    numbers = Document.objects.filter(document_number__startswith=start).values_list(
        "document_number", flat=True
    )
    serials = [int(found[1]) for number in numbers if (found := _SERIAL.search(number))]
    return f"{start}{max(serials, default=0) + 1}号"
