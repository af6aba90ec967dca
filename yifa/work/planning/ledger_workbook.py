"""The ledger of a month as a workbook: out with what is carried over, in again with what each department wrote for the month.

A workbook that comes in is taken whole or not at all; every problem is told with its cell. Only the columns of the month are
read (progress, share, no change, difficulties); the others are there to be read by people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.db import transaction

from yifa.cases.acting.act import Actor, act
from yifa.cases.errors import ActRefused, CellProblem, ImportRefused
from yifa.law.quantities import NotANumber, decimal_of
from yifa.law.text import Bilingual
from yifa.spreadsheets import BadCell, Unreadable, place_of, read_book_apart, read_text
from yifa.work.planning.ledger import Line, Month
from yifa.work.planning.registers import STATES

_HEADS: Final[Mapping[str, Bilingual]] = {
    "number": Bilingual("编号", "Number"),
    "task_group": Bilingual("类别", "Group"),
    "name": Bilingual("任务", "Task"),
    "owner_department": Bilingual("责任科室", "Owner"),
    "responsible_leader": Bilingual("责任领导", "Responsible leader"),
    "measure": Bilingual("完成标准", "Measure"),
    "due_on": Bilingual("完成时限", "Deadline"),
    "state": Bilingual("状态", "State"),
    "carried": Bilingual("以前的进展", "Carried over"),
    "progress": Bilingual("本月进展", "Progress this month"),
    "percent_done": Bilingual("完成比例（%）", "Done (%)"),
    "unchanged": Bilingual("没有变化（填“是”）", "Nothing changed (yes)"),
    "difficulty": Bilingual("困难和建议", "Difficulties"),
}
_WIDTHS: Final = {"name": 34, "measure": 30, "carried": 36, "progress": 40, "difficulty": 28}
_YES: Final = frozenset({"是", "yes", "y", "true", "1"})
_NO: Final = frozenset({"", "否", "no", "n", "false", "0"})
MOST_ROWS: Final = 2_000


def write(lines: Sequence[Line], month: Month, out: BinaryIO, language: str = "zh-hans") -> None:
    """Write the ledger of a month. A text that begins with = stays a text."""
    # A third of a second to load: only who takes a workbook away pays it.
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"{Bilingual('推进台账', 'Ledger').in_language(language)} {month}"
    sheet.freeze_panes = "D2"
    for number, (key, head) in enumerate(_HEADS.items(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(key, 14)
        sheet.cell(1, number, head.in_language(language)).font = Font(bold=True)
    for place, line in enumerate(lines, 2):
        for number, value in enumerate(_row(line, language).values(), 1):
            cell = sheet.cell(place, number)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            elif hasattr(value, "year"):
                cell.number_format = "yyyy-mm-dd"
    # lint: allow registers-are-written-by-effects: a workbook, no row of a register
    book.save(out)


def _row(line: Line, language: str) -> dict[str, Any]:
    task, report, carried = line.task, line.report, line.carried
    return {
        "number": task.case.number if task.case is not None else "",
        "task_group": task.task_group,
        "name": task.name,
        "owner_department": task.owner_department,
        "responsible_leader": task.responsible_leader,
        "measure": task.measure,
        "due_on": task.due_on,
        "state": STATES[task.state].in_language(language),
        "carried": "" if carried is None else f"{carried.month}：{carried.progress}",
        "progress": "" if report is None else report.progress,
        "percent_done": None if report is None else report.percent_done,
        "unchanged": "是" if report is not None and report.unchanged else "",
        "difficulty": "" if report is None else report.difficulty,
    }


@dataclass(frozen=True, slots=True)
class Report:
    """What a row says of the month. place: its row in the sheet, as Excel counts."""

    place: int
    line: Line
    answers: Mapping[str, Any]


def read(source: BinaryIO | Path, lines: Sequence[Line], month: Month) -> list[Report]:
    """What a workbook reports for a month, rows that say nothing new left out.

    Raises ImportRefused, naming every cell that is wrong.
    """
    try:
        book = read_book_apart(source.read_bytes() if isinstance(source, Path) else source.read())
    except Unreadable as refused:
        raise ImportRefused([_problem("", "A1", refused.text)]) from None
    if not book.visible:
        raise ImportRefused([_problem("", "A1", _UNREADABLE)])
    sheet = book.visible[0]
    rows = sheet.rows
    problems: list[CellProblem] = []
    places = _places(sheet.name, rows[0].cells if rows else [])
    if len(rows) > MOST_ROWS:
        raise ImportRefused([_problem(sheet.name, f"A{MOST_ROWS}", _TOO_LONG)])
    known = {line.task.case.number: line for line in lines if line.task.case is not None}
    found: list[Report] = []
    for row in rows[1:]:
        place = row.number
        given = {}
        for key, number in places.items():
            try:
                given[key] = read_text(row.at(number), lines=True)
            except BadCell as bad:
                given[key] = ""
                problems.append(_problem(sheet.name, place_of(number, place), bad.sentence))
        if not any(given.values()):
            continue
        line = known.get(given["number"])
        if line is None:
            cell = place_of(places["number"], place)
            problems.append(_problem(sheet.name, cell, _no_task(given["number"], month)))
            continue
        answers = _answers(sheet.name, place, places, given, line, month, problems)
        if answers:
            found.append(Report(place, line, answers))
    if problems:
        raise ImportRefused(problems)
    return found


def take(reports: Sequence[Report], actor: Actor, now: datetime) -> int:
    """Report every row by its act; the number of rows. Raises ImportRefused with what the law refused, and takes nothing then."""
    problems: list[CellProblem] = []
    with transaction.atomic():
        for report in reports:
            case = report.line.task.case
            assert case is not None
            try:
                act(case.pk, "report-progress", actor=actor, answers=report.answers, now=now)
            except ActRefused as refused:
                problems.append(_problem("", f"A{report.place}", refused.reasons[0].sentence))
        if problems:
            raise ImportRefused(problems)
    return len(reports)


def _answers(
    sheet: str,
    place: int,
    places: Mapping[str, int],
    given: Mapping[str, str],
    line: Line,
    month: Month,
    problems: list[CellProblem],
) -> dict[str, Any]:
    def wrong(key: str, zh: str, en: str) -> None:
        problems.append(_problem(sheet, place_of(places[key], place), Bilingual(zh, en)))

    unchanged = given.get("unchanged", "").lower()
    if unchanged not in _YES | _NO:
        wrong("unchanged", f"“{unchanged}”应填“是”或者留空", f"{unchanged!r} should be yes or empty")
        return {}
    same, progress = unchanged in _YES, given.get("progress", "")
    if same and not progress and line.carried is not None:
        progress = line.carried.progress
    if not progress:
        if same:
            wrong("unchanged", "以前没有报告过，不能填没有变化", "nothing was reported before")
        return {}
    answers: dict[str, Any] = {"month": str(month), "progress": progress, "unchanged": same}
    percent = given.get("percent_done", "").removesuffix("%")
    if percent:
        try:
            answers["percent_done"] = float(decimal_of(percent))
        except NotANumber:
            wrong("percent_done", f"“{percent}”不是数字", f"{percent!r} is not a number")
            return {}
    if given.get("difficulty"):
        answers["difficulty"] = given["difficulty"]
    report = line.report
    if (
        report is not None
        and (report.progress, report.unchanged, report.difficulty)
        == (progress, same, answers.get("difficulty", ""))
        and answers.get("percent_done", report.percent_done) == report.percent_done
    ):
        return {}
    return answers


def _places(sheet: str, heads: Sequence[Any]) -> dict[str, int]:
    wanted = {words: key for key, head in _HEADS.items() for words in (head.zh, head.en)}
    found = {
        wanted[str(head).strip()]: number for number, head in enumerate(heads) if str(head).strip() in wanted
    }
    missing = [key for key in ("number", "progress") if key not in found]
    if missing:
        titles = _HEADS[missing[0]]
        raise ImportRefused(
            [
                _problem(
                    sheet,
                    "A1",
                    Bilingual(f"第一行没有“{titles.zh}”这一列", f"the first row has no column {titles.en!r}"),
                )
            ]
        )
    return found


_UNREADABLE: Final = Bilingual("不是可以读的Excel工作簿", "this is not a workbook that can be read")
_TOO_LONG: Final = Bilingual(f"超过{MOST_ROWS}行", f"more than {MOST_ROWS} rows")


def _no_task(number: str, month: Month) -> Bilingual:
    return Bilingual(
        f"{month}的台账里没有编号为“{number}”的任务", f"the ledger of {month} has no task {number!r}"
    )


def _problem(sheet: str, cell: str, sentence: Bilingual) -> CellProblem:
    return CellProblem(sheet, cell, sentence)
