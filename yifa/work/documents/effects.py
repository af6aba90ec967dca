"""What a table cannot say: the next number of the bureau's series."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.cases.registers.numbering import mark_of, next_number, written
from yifa.work.documents.parameters import NUMBER_MARK


@column_value("office-document-number")
def document_number(of: EffectContext) -> str:
    """The number given, or the next of the bureau's mark in its year; empty where the bureau has no mark."""
    given = of.text("document_number")
    if given:
        return written(given)
    mark = mark_of(of.case.bureau, NUMBER_MARK, of.on)
    return next_number(of.bureau_id, mark, of.on) if mark else ""
