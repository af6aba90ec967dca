"""Types of question, each one class with all that it knows of itself (``base.QuestionType``).

A new type is a class here, made known, and a widget in ``yifa.interface.widgets``.
"""

from yifa.procedure.types.base import (
    KEYS_ALONE,
    FromCell,
    Names,
    QuestionType,
    Typed,
    Unreadable,
    every_type,
    is_empty,
    listed,
    plain,
    same,
    say,
    type_called,
)
from yifa.procedure.types.choosing import BOOLEAN, CHOICE, CHOICES, NO, TYPED_NO, TYPED_YES, YES
from yifa.procedure.types.naming import CASE, FILE, FILES, OFFICER, PARTY, PEOPLE, REFERENCE
from yifa.procedure.types.quantities import DATE, INTEGER, MONEY, NUMBER, PERCENT, read_day
from yifa.procedure.types.rows import ROWS
from yifa.procedure.types.texts import DOCUMENT_NUMBER, LONG_TEXT, TEXT

__all__ = [
    "BOOLEAN",
    "CASE",
    "CHOICE",
    "CHOICES",
    "DATE",
    "DOCUMENT_NUMBER",
    "FILE",
    "FILES",
    "INTEGER",
    "KEYS_ALONE",
    "LONG_TEXT",
    "MONEY",
    "NO",
    "NUMBER",
    "OFFICER",
    "PARTY",
    "PEOPLE",
    "PERCENT",
    "REFERENCE",
    "ROWS",
    "TEXT",
    "TYPED_NO",
    "TYPED_YES",
    "YES",
    "FromCell",
    "Names",
    "QuestionType",
    "Typed",
    "Unreadable",
    "every_type",
    "is_empty",
    "listed",
    "plain",
    "read_day",
    "same",
    "say",
    "type_called",
]
