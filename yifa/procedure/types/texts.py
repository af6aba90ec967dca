"""Texts: a line, several lines, the number of an official document."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from yifa.law.document_numbers import DocumentNumber, DocumentNumberProblem
from yifa.law.text import Bilingual
from yifa.procedure.patterns import fits
from yifa.procedure.types.base import QuestionType, Typed, Unreadable, known, one

if TYPE_CHECKING:
    from yifa.procedure.model import Json, Question


class Text(QuestionType):
    """A line of text; min and max bound its characters."""

    key = "text"
    called = Bilingual("文字", "text")
    is_prose: ClassVar[bool] = True
    width = 32.0

    def read(self, question: Question, given: Typed) -> Json:
        """Without blanks at the ends."""
        return one(given).replace("\r\n", "\n").strip()

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """Too long, too short, or not in the form that is asked."""
        if not isinstance(value, str):
            return Bilingual("应为文字", "must be text")
        if isinstance(question.max, int | float) and len(value) > question.max:
            return Bilingual(f"不得超过{question.max}个字", f"must be at most {question.max} characters")
        if isinstance(question.min, int | float) and len(value) < question.min:
            return Bilingual(f"不得少于{question.min}个字", f"must be at least {question.min} characters")
        if question.pattern is not None and not fits(question.pattern, value):
            return Bilingual("格式不对，请按说明填写", "is not in the form asked; see the help")
        return None


class LongText(Text):
    """A text of several lines."""

    key = "long_text"
    called = Bilingual("长文字", "long text")


class DocumentNumberText(Text):
    """漯科〔2020〕5号, however brackets and blanks were typed."""

    key = "document_number"
    called = Bilingual("发文字号", "document number")
    wanted = Bilingual("发文字号，如 漯科〔2020〕5号", "a document number, such as 漯科〔2020〕5号")

    def read(self, question: Question, given: Typed) -> Json:
        """In its one form."""
        try:
            return str(DocumentNumber.read(one(given)))
        except DocumentNumberProblem as problem:
            raise Unreadable(f"读不出来：{problem.zh}", f"cannot be read: {problem.en}") from None


TEXT: Final = known(Text())
LONG_TEXT: Final = known(LongText())
DOCUMENT_NUMBER: Final = known(DocumentNumberText())
