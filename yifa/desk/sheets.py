"""A table of a form filled from an Excel file, instead of typing it row by row.

Columns are found by their labels. Names in a column of people are compared with those from whom they are picked: whoever is not
among them is told and left out, and of two with one name it is asked which. A choice is found by its words; what is none is told
and chosen in the form. What is read stands in the form, to be looked at; the act rules on it as on what is typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yifa.house.roster import alike
from yifa.law.text import Bilingual
from yifa.procedure import Question
from yifa.procedure.types.rows import typed_row
from yifa.spreadsheets import BadCell, Sheet, Unreadable, find_table, plain_head, read_book_apart, read_text


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a file held: rows as a draft keeps them, and what was left out or is to be chosen, None where nothing was."""

    rows: tuple[str, ...]
    problem: Bilingual | None = None


def read_table(question: Question, sent: Any, listed: Mapping[str, Sequence[str]]) -> ReadTable:
    """The rows of an uploaded file (Django's) for a question of type ``rows``. listed: by column, from whom people are picked."""
    try:
        book = read_book_apart(sent.read(), sent.name or "")
    except Unreadable as refused:
        return ReadTable((), refused.text)
    known = {
        plain_head(words): key
        for key, column in question.columns.items()
        for words in (column.label.zh, column.label.en, key)
    }
    found = [row for sheet in book.sheets if not sheet.is_hidden for row in _rows(sheet, known)]
    if not found:
        heads = "、".join(column.label.zh for column in question.columns.values())
        return ReadTable(
            (),
            Bilingual(
                f"这个文件里没有可以填入的行；表头应为：{heads}",
                f"no row of this file fits; its heads should be {', '.join(one.label.en for one in question.columns.values())}",
            ),
        )
    strangers: list[str] = []
    several: list[str] = []
    no_choice: list[str] = []
    choices = {key: _by_words(column) for key, column in question.columns.items() if column.choices}
    rows: list[str] = []
    for cells in found:
        kept = dict(cells)
        for key, by_words in choices.items():
            if (said := kept.pop(key, "")) and (choice := by_words.get(plain_head(said))):
                kept[key] = choice
            elif said:
                no_choice.append(said)
        for key, names in listed.items():
            name = cells.get(key, "")
            if not name or name in names:
                continue
            kept.pop(key)
            (several if alike(name, list(names)) else strangers).append(name)
        if all(
            key in kept or alike(cells[key], list(names)) for key, names in listed.items() if key in cells
        ):
            rows.append(typed_row(kept))
    return ReadTable(tuple(rows), _problem(strangers, several, no_choice))


def _by_words(column: Question) -> dict[str, str]:
    """The choices of a column by what they are called in either language, and by their keys."""
    return {
        plain_head(words): key for key, title in column.choices.items() for words in (title.zh, title.en, key)
    }


def _rows(sheet: Sheet, known: Mapping[str, str]) -> list[dict[str, str]]:
    table = find_table(sheet, known, least=1)
    if table is None or not table.known:
        return []
    found: list[dict[str, str]] = []
    for row in table.rows:
        cells: dict[str, str] = {}
        for head in table.heads:
            if not head.name:
                continue
            try:
                text = read_text(row.at(head.place))
            except BadCell:
                text = ""
            if text:
                cells[head.name] = text
        if cells:
            found.append(cells)
    return found


def _problem(strangers: Sequence[str], several: Sequence[str], no_choice: Sequence[str]) -> Bilingual | None:
    zh: list[str] = []
    en: list[str] = []
    if strangers:
        shown = "、".join(strangers)
        zh.append(f"“{shown}”不在名册或者应选人员中，没有填入")
        en.append(f"{shown} cannot be chosen and was left out")
    if several:
        shown = "、".join(several)
        zh.append(f"“{shown}”有同名人员，请在表中选定是哪一位")
        en.append(f"several people are called {shown}; choose which")
    if no_choice:
        shown = "、".join(dict.fromkeys(no_choice))
        zh.append(f"“{shown}”不是可以选择的类别，请在表中选定")
        en.append(f"{shown} is none of the choices; choose in the table")
    return Bilingual("；".join(zh), "; ".join(en)) if zh else None
