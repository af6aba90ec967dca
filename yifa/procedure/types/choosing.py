"""Yes or no, one of several, several of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from yifa.law.text import Bilingual
from yifa.procedure.types.base import FromCell, Names, QuestionType, Typed, known, one, same
from yifa.spreadsheets.book import Cell
from yifa.spreadsheets.heads import plain_head
from yifa.spreadsheets.values import BadCell, read_text, read_yes

if TYPE_CHECKING:
    from yifa.procedure.model import Json, Question

TYPED_YES: Final = "yes"
TYPED_NO: Final = "no"
YES: Final = Bilingual("是", "Yes")
NO: Final = Bilingual("否", "No")


class YesNo(QuestionType):
    """Yes or no."""

    key = "boolean"
    called = Bilingual("是或否", "yes or no")
    compared = "bool"
    filler = True
    wanted = Bilingual("是或否", "yes or no")
    example = YES
    options = (YES, NO)

    def read(self, question: Question, given: Typed) -> Json:
        """True for yes."""
        return one(given) == TYPED_YES

    def typed(self, question: Question, value: Json) -> Typed:
        """One of the two buttons."""
        return "" if value is None else TYPED_YES if value is True else TYPED_NO

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """Neither."""
        return None if isinstance(value, bool) else Bilingual("应选是或否", "must be yes or no")

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """是 or 否."""
        return YES if value is True else NO

    def from_cell(self, cell: Cell, how: FromCell) -> Any:
        """是, √, 1 and the like."""
        return read_yes(cell)


class Choice(QuestionType):
    """One of the answers that the question lists."""

    key = "choice"
    called = Bilingual("单选", "one of")
    of_choice = True

    def read(self, question: Question, given: Typed) -> Json:
        """The answer's key."""
        return one(given).strip()

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """Not among those listed."""
        if isinstance(value, str) and value in question.choices:
            return None
        return _not_listed(question, [value])

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """What the answer is called."""
        return question.choices.get(str(value), same(str(value)))

    def from_cell(self, cell: Cell, how: FromCell) -> Any:
        """The key of what is called so, in either language."""
        text = ("是" if cell else "否") if isinstance(cell, bool) else read_text(cell)
        if not text:
            return None
        plain = plain_head(text)
        for key, words in how.choices.items():
            if text in (key, words.zh, words.en) or plain in (plain_head(words.zh), plain_head(words.en)):
                return key
        # 国家 for 国家级.
        level = [key for key, words in how.choices.items() if plain and plain_head(words.zh) == f"{plain}级"]
        if len(level) == 1:
            return level[0]
        shown = "、".join(words.zh for words in how.choices.values())
        shown_en = ", ".join(words.en for words in how.choices.values())
        raise BadCell(
            f"没有“{text}”这一选项，可选：{shown}", f"has no choice {text!r}; choose from {shown_en}"
        )


class Choices(Choice):
    """Several of them."""

    key = "choices"
    called = Bilingual("多选", "several of")
    compared = "list"
    in_rows = False
    is_many = True

    def typed_many(self, question: Question) -> bool:
        """A box for each."""
        return True

    def read(self, question: Question, given: Typed) -> Json:
        """Their keys."""
        return list(given) if isinstance(given, list) else [given]

    def typed(self, question: Question, value: Json) -> Typed:
        """The boxes that are ticked."""
        return [str(item) for item in value] if isinstance(value, list) else []

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """No list, or some that are not listed."""
        if not isinstance(value, list):
            return Bilingual("应为若干选项", "must be a list of choices")
        wrong = [item for item in value if not (isinstance(item, str) and item in question.choices)]
        return _not_listed(question, wrong) if wrong else None


def _not_listed(question: Question, wrong: Sequence[Json]) -> Bilingual:
    shown = "、".join(str(item) for item in wrong)
    known_zh = "、".join(label.zh for label in question.choices.values())
    known_en = ", ".join(label.en for label in question.choices.values())
    return Bilingual(
        f"没有“{shown}”这一选项，可选：{known_zh}", f"has no choice {shown!r}; choose from {known_en}"
    )


BOOLEAN: Final = known(YesNo())
CHOICE: Final = known(Choice())
CHOICES: Final = known(Choices())
