"""Rows that come in from real workbooks: each is a case marked as imported, whose check stays owed to another person."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.work.conftest import Desk, workbook
from tests.work.ways_in import USCC, WAYS, Way
from yifa.cases.errors import ImportRefused
from yifa.cases.models import Case, LogEntry
from yifa.cases.registers.import_columns import head_of
from yifa.cases.registers.imports import import_workbook, read_rows
from yifa.cases.registers.register import Register, registry
from yifa.cases.registers.workbooks import write_template, write_workbook
from yifa.evidence.entries import Kind
from yifa.law.identifiers import make_uscc
from yifa.parties.models import Party
from yifa.work.planning.registers import PlannedTask
from yifa.work.recognition.registers import Recognition
from yifa.work.suggestions.registers import Suggestion
from yifa.work.supervision.registers import Finding

TODAY = date(2026, 5, 20)

ways = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.register.key())


def finish(desk: Desk, way: Way, case: int) -> None:
    for step, who, answers in way.steps:
        desk.take(case, step, who, TODAY, **answers)


def test_every_register_that_takes_rows_in_is_tried_here() -> None:
    assert {way.register for way in WAYS} == {one for one in registry.values() if one.import_by is not None}


def test_the_reference_names_every_register_that_takes_rows_in() -> None:
    told = (Path(__file__).parents[2] / "docs" / "reference" / "workbooks.md").read_text(encoding="utf-8")
    assert [way.register.title.zh for way in WAYS if way.register.title.zh not in told] == []


@ways
def test_rows_become_cases_marked_as_imported_with_both_dates(desk: Desk, way: Way) -> None:
    done = desk.take_in(way.register, way.who, TODAY, way.row, way.row | way.second)
    assert done.rows == 2
    entries = LogEntry.objects.filter(case_id__in=done.cases)
    assert {entry.kind for entry in entries} == {Kind.IMPORT}
    assert all(entry.recorded_at.date() == TODAY for entry in entries)
    if way.register in (Suggestion, Finding):
        assert {entry.happened_at.date() for entry in entries} == {date(2026, 4, 1)}
        assert all(entry.late for entry in entries)


@ways
def test_a_row_is_in_the_register_only_after_the_steps_of_others(desk: Desk, way: Way) -> None:
    case = desk.take_in(way.register, way.who, TODAY, way.row).cases[0]
    if way.steps and not way.at_once:
        assert not way.register.objects.exists()
    if way.apart:
        step, _, answers = way.steps[0]
        reasons = desk.refused(case, step, way.who, TODAY, **answers)
        assert any(
            reason.rule is not None and "separation" in type(reason.rule.relation).__name__.lower()
            for reason in reasons
        )
    finish(desk, way, case)
    row: Any = way.register.objects.get()
    assert row.case_id == case


@ways
def test_one_bad_cell_and_nothing_is_taken(desk: Desk, way: Way) -> None:
    name, value = way.bad
    bad = {**way.row, **way.second, name: value}
    refused = desk.not_taken(way.register, way.who, TODAY, way.row, bad)
    row = dict.fromkeys([*way.row, *bad])
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[list(row).index(name)]
    # A rule of the procedure, not of a cell, is told at the row.
    assert set(refused) in ({f"{letter}3"}, {"A3"})


@ways
def test_the_same_row_is_not_taken_twice(desk: Desk, way: Way) -> None:
    assert "重复" in desk.not_taken(way.register, way.who, TODAY, way.row, way.row)["A3"]
    case = desk.take_in(way.register, way.who, TODAY, way.row).cases[0]
    assert "已在" in desk.not_taken(way.register, way.who, TODAY, way.row)["A2"]
    finish(desk, way, case)
    # A closed case no longer bars the row by its title; the register does.
    said = "已在登记簿中" if Case.objects.get(pk=case).closed_on else "已在办理"
    assert said in desk.not_taken(way.register, way.who, TODAY, way.row)["A2"]


@ways
def test_the_template_has_the_columns_that_an_import_takes(desk: Desk, way: Way, tmp_path: Any) -> None:
    place = tmp_path / "template.xlsx"
    with place.open("wb") as out:
        write_template(way.register, out)
    from openpyxl import load_workbook

    sheet = load_workbook(place).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert heads[1:] == [head_of(column) for column in way.register.import_columns()]
    assert read_rows(way.register, workbook(way.register, way.row), desk.bureau).rows


def test_a_column_that_a_later_step_writes_is_left_out_and_said(desk: Desk) -> None:
    way = next(way for way in WAYS if way.register is Suggestion)
    done = desk.take_in(Suggestion, "office", TODAY, {**way.row, "replied_on": date(2026, 5, 1)})
    assert "由后面的步骤写入" in "".join(one.why.zh for one in done.left_out)


@ways
def test_what_a_register_sends_out_it_reads_again(desk: Desk, way: Way) -> None:
    case = desk.take_in(way.register, way.who, TODAY, way.row).cases[0]
    finish(desk, way, case)
    there: Any = way.register.objects
    for language in ("zh-hans", "en"):
        out = BytesIO()
        assert write_workbook(way.register, there.all(), out, language=language) == 1
        out.seek(0)
        (row,) = read_rows(way.register, out, desk.bureau).rows
        given = read_rows(way.register, workbook(way.register, way.row), desk.bureau).rows[0]
        for name, value in given.values.items():
            if value is not None and name not in _LATER.get(way.register, ()):
                assert row.values[name] == value, name
        # It is the same row, and known for it.
        out.seek(0)
        with pytest.raises(ImportRefused) as refused:
            import_workbook(
                way.register,
                out,
                bureau=desk.bureau,
                actor=desk.by(way.who),
                now=desk.times(TODAY)["now"],
                reason="再次导入",
            )
        assert {problem.cell for problem in refused.value.problems} == {"A2"}
        assert "已在" in refused.value.problems[0].sentence.zh


# What later steps changed in the row since it came in.
_LATER: dict[type[Register], tuple[str, ...]] = {}


def test_a_party_that_is_unknown_is_entered_by_its_code_and_once(desk: Desk) -> None:
    way = next(way for way in WAYS if way.register is Recognition)
    desk.take_in(Recognition, "both", TODAY, way.row, way.row | way.second)
    assert Party.objects.get().uscc == USCC
    assert Party.objects.get().kind == "enterprise"


def test_rows_are_taken_in_by_statements_for_all_of_them_not_for_each(desk: Desk) -> None:
    way = next(way for way in WAYS if way.register is Recognition)

    def statements(rows: int, begin: int) -> int:
        taken = [
            {
                **way.row,
                "body_name": f"某平台{number}",
                "party": f"某企业{number}有限公司",
                "uscc": make_uscc(f"91411100MA{number:07d}"),
            }
            for number in range(begin, begin + rows)
        ]
        with CaptureQueriesContext(connection) as seen:
            assert desk.take_in(Recognition, "both", TODAY, *taken).rows == rows
        return len(seen)

    statements(2, 0)
    assert statements(5, 100) == statements(80, 1000)
    assert Party.objects.count() == 87


def test_a_party_that_is_unknown_and_has_no_code_is_refused_by_its_cell(desk: Desk) -> None:
    way = next(way for way in WAYS if way.register is Recognition)
    assert "请先登记" in desk.not_taken(Recognition, "both", TODAY, {**way.row, "uscc": None})["D2"]


def test_a_code_that_belongs_to_another_name_is_refused(desk: Desk) -> None:
    desk.party("另一公司", uscc=USCC)
    way = next(way for way in WAYS if way.register is Recognition)
    assert "登记的是“另一公司”" in desk.not_taken(Recognition, "both", TODAY, way.row)["D2"]


def test_a_code_that_fails_its_check_is_refused_and_enters_nobody(desk: Desk) -> None:
    way = next(way for way in WAYS if way.register is Recognition)
    wrong = USCC[:-1] + ("1" if USCC[-1] != "1" else "2")
    assert "E2" in desk.not_taken(Recognition, "both", TODAY, {**way.row, "uscc": wrong})


def test_a_row_from_before_the_procedure_was_in_force_is_refused_by_its_row(desk: Desk) -> None:
    way = next(way for way in WAYS if way.register is Suggestion)
    old = {**way.row, "handed_over_on": date(2010, 4, 1)}
    assert set(desk.not_taken(Suggestion, "office", TODAY, old)) == {"A2"}


def test_who_may_not_take_the_step_may_not_import_it(desk: Desk) -> None:
    way = next(way for way in WAYS if way.register is PlannedTask)
    assert set(desk.not_taken(PlannedTask, "finance", TODAY, way.row)) == {"A2"}
