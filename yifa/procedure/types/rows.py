"""A table: rows of typed columns, each a question of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from yifa.law.text import Bilingual
from yifa.procedure.types.base import KEYS_ALONE, Names, QuestionType, Typed, Unreadable, is_empty, known

if TYPE_CHECKING:
    from yifa.procedure.model import Json, Question


class Rows(QuestionType):
    """A table; min and max bound its rows. In a form each row is JSON, for a draft keeps texts."""

    key = "rows"
    called = Bilingual("表格", "table")
    compared = "opaque"
    in_rows = False
    is_many = True
    filler = [{}]

    def typed_many(self, question: Question) -> bool:
        """A text for each row."""
        return True

    def read(self, question: Question, given: Typed) -> Json:
        """The rows that hold something."""
        rows: list[Json] = []
        for number, typed in enumerate([given] if isinstance(given, str) else given, start=1):
            cells = cells_of(typed)
            row: dict[str, Json] = {}
            for key, column in question.columns.items():
                text = cells.get(key, "").strip()
                if not text:
                    continue
                try:
                    row[key] = column.type.read(column, text)
                except Unreadable as fault:
                    raise Unreadable(
                        f"第{number}行「{column.label.zh}」{fault.text.zh}",
                        f"row {number}: '{column.label.en}' {fault.text.en}",
                    ) from None
            if row:
                rows.append(row)
        return rows

    def typed(self, question: Question, value: Json) -> Typed:
        """A text for each row."""
        rows = value if isinstance(value, list) else []
        return [self._typed(question, row) for row in rows if isinstance(row, dict)]

    def _typed(self, question: Question, row: Mapping[str, Json]) -> str:
        cells = {key: column.type.typed(column, row.get(key)) for key, column in question.columns.items()}
        return typed_row({key: text for key, text in cells.items() if isinstance(text, str)})

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """No rows, too few or too many, or the first thing that is wrong in one."""
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            return Bilingual("应为若干行", "must be a list of rows")
        if isinstance(question.min, int | float) and len(value) < question.min:
            return Bilingual(f"不得少于{question.min}行", f"must have at least {question.min} rows")
        if isinstance(question.max, int | float) and len(value) > question.max:
            return Bilingual(f"不得多于{question.max}行", f"must have at most {question.max} rows")
        for number, row in enumerate(value, start=1):
            found = _fault(question.columns, row) if isinstance(row, dict) else None
            if found is not None:
                return Bilingual(f"第{number}行{found.zh}", f"row {number}: {found.en}")
        return None

    def parts(self, question: Question, value: Json, names: Names = KEYS_ALONE) -> list[Bilingual]:
        """A line for each row, its number first."""
        rows = value if isinstance(value, list) else []
        return [
            Bilingual(f"{number}. {said.zh}", f"{number}. {said.en}")
            for number, row in enumerate(rows, start=1)
            for said in [self.item(question, row, names)]
        ]

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """What each column of a row says."""
        row = value if isinstance(value, dict) else {}
        said = [
            (column.label, column.type.words(column, row[key], names))
            for key, column in question.columns.items()
            if not is_empty(row.get(key))
        ]
        return Bilingual(
            "；".join(f"{label.zh}：{words.zh}" for label, words in said),
            "; ".join(f"{label.en}: {words.en}" for label, words in said),
        )

    def words(self, question: Question, value: Json, names: Names = KEYS_ALONE) -> Bilingual:
        """Line by line."""
        parts = self.parts(question, value, names)
        return Bilingual("\n".join(one.zh for one in parts), "\n".join(one.en for one in parts))


def typed_row(cells: Mapping[str, str]) -> str:
    """A row as a draft keeps it."""
    return json.dumps(cells, ensure_ascii=False)


def cells_of(row: str) -> dict[str, str]:
    """The cells of a typed row; none of what is no row."""
    try:
        found = json.loads(row)
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _fault(columns: Mapping[str, Question], row: Mapping[str, Json]) -> Bilingual | None:
    for key, column in columns.items():
        value, label = row.get(key), column.label
        if is_empty(value):
            found = Bilingual("必填，请填写", "is required; fill it in") if column.required else None
        else:
            found = column.type.fault(column, value)
        if found is not None:
            return Bilingual(f"「{label.zh}」{found.zh}", f"'{label.en}' {found.en}")
    unasked = [key for key in row if key not in columns]
    if unasked:
        return Bilingual(f"没有“{unasked[0]}”这一列，请删去", f"there is no column {unasked[0]!r}; remove it")
    return None


ROWS: Final = known(Rows())
