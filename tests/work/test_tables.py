"""What the tables write: the same by the act and by the batch, in no more statements than there are things to write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.work.conftest import Desk
from yifa.cases.acting.batch import Batch
from yifa.cases.acting.rows import writes_registers
from yifa.cases.library import library
from yifa.cases.models import LogEntry
from yifa.work.suggestions.registers import Suggestion

APRIL = date(2026, 4, 1)
RECEIVED: dict[str, Any] = {
    "kind": "congress_suggestion",
    "role": "lead",
    "number": "2026-031",
    "title": "关于加强产学研合作的建议",
    "proposer": "人大代表",
    "handed_over_on": "2026-04-01",
}


def statements_of(captured: CaptureQueriesContext, table: str) -> list[str]:
    """The statements that write a table; what becomes public is read again before the commit, to be looked through."""
    verbs = [
        one["sql"].split(" ")[0].upper() for one in captured.captured_queries if f'"{table}"' in one["sql"]
    ]
    return [verb for verb in verbs if verb != "SELECT"]


def test_a_row_that_is_entered_takes_one_statement(desk: Desk) -> None:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        desk.open("suggestion-handling", "receive", "office", APRIL, **RECEIVED)
    assert statements_of(captured, "suggestions_suggestion") == ["INSERT"]


def test_a_row_that_is_changed_takes_one_statement(desk: Desk) -> None:
    case = desk.open("suggestion-handling", "receive", "office", APRIL, **RECEIVED)
    with CaptureQueriesContext(connection) as captured:
        desk.take(
            case,
            "return-not-ours",
            "office",
            date(2026, 4, 3),
            assigner="市人大",
            return_reason="属教育局职责",
        )
    assert statements_of(captured, "suggestions_suggestion") == ["UPDATE"]
    asked = [one["sql"] for one in captured.captured_queries]
    assert sum(one.startswith("select wanted.id") for one in asked) == 1
    row = Suggestion.objects.get()
    assert (row.returned_on, row.case_id) == (date(2026, 4, 3), case)
    assert row.log_position == LogEntry.objects.filter(case=case).order_by("position")[0].position


def test_rows_of_a_batch_are_entered_together(desk: Desk) -> None:
    with (
        CaptureQueriesContext(connection) as captured,
        Batch(desk.bureau, now=datetime(2026, 4, 1, 2, tzinfo=UTC)) as batch,
    ):
        for number in range(5):
            batch.open_case(
                "suggestion-handling",
                "receive",
                actor=desk.by("office"),
                title=RECEIVED["title"],
                answers={**RECEIVED, "number": f"2026-{number}"},
            )
    assert statements_of(captured, "suggestions_suggestion") == ["INSERT"]
    assert Suggestion.objects.count() == 5
    assert len(set(Suggestion.objects.values_list("case", "log_position"))) == 5


def test_a_text_that_is_too_long_for_its_column_ends_in_an_ellipsis(desk: Desk) -> None:
    desk.open("suggestion-handling", "receive", "office", APRIL, **{**RECEIVED, "title": "长" * 300})
    assert Suggestion.objects.get().name == "长" * 199 + "…"


def test_every_field_of_work_writes_by_tables() -> None:
    """What is left to code is what a table cannot say; a field that copies answers by code again is found here."""
    written = {
        (procedure.field, step.key)
        for procedure in library()
        for step in procedure.steps.values()
        if step.writes
    }
    by_code = {
        (procedure.field, step.key)
        for procedure in library()
        for step in procedure.steps.values()
        if not step.writes and writes_registers(procedure, step.key)
    }
    assert len(by_code) * 5 < len(written)
