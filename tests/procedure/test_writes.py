"""The table of what steps write: what it may say, what is refused at its line, and which changes of rows it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest

from yifa.law.text import Bilingual
from yifa.procedure import FileProblems, Json, Procedure, check, load_library, types
from yifa.procedure.checker import Code
from yifa.procedure.checker.registers import ColumnTold, RegistersTold, RegisterTold, Takes, never_entered
from yifa.procedure.compiled import from_text, to_text
from yifa.procedure.model import Verb
from yifa.procedure.rows import Added, Kept, Named, RowChange, changes_of

PROCEDURE = """\
procedure: visit
title: {zh: 来访, en: A visit}
field: tests
in_force: {from: 2020-01-01, until: null}
stance: own
summary: {zh: 来访, en: A visit}
composes: []
steps:
  receive:
    title: {zh: 登记, en: Enter}
    by: {power: window}
    opens: true
    asks:
      subject: {type: text, label: {zh: 事由, en: Subject}, required: true}
      kind:
        type: choice
        label: {zh: 类别, en: Kind}
        required: true
        choices: {advice: {zh: 咨询, en: Advice}, complaint: {zh: 投诉, en: Complaint}}
      came_on: {type: date, label: {zh: 来访日期, en: Came on}}
      visitor: {type: party, label: {zh: 来访人, en: Visitor}}
      people: {type: people, label: {zh: 同行人, en: Who came}}
      seen: {type: people, label: {zh: 面谈人, en: Who was heard}}
      wishes:
        type: rows
        label: {zh: 诉求, en: Wishes}
        columns:
          wish: {type: text, label: {zh: 诉求, en: Wish}, required: true}
          worth: {type: money, label: {zh: 金额, en: Worth}}
      earlier: {type: case, of: [visit], label: {zh: 上次来访, en: Earlier visit}}
      worth: {type: money, label: {zh: 涉及金额, en: Worth}}
  answer:
    title: {zh: 答复, en: Answer}
    by: {power: section-head}
    repeat: true
    asks:
      settled: {type: boolean, label: {zh: 已解决, en: Settled}, required: true}
      answered_on: {type: date, happens: true, label: {zh: 答复日期, en: Answered on}}
      note: {type: text, label: {zh: 说明, en: Note}}
  close:
    title: {zh: 办结, en: Close}
    by: {power: section-head}
    closes: true
rules:
  - id: answer-what-was-received
    basis: {zh: 本局制度, en: House rules}
    says: {zh: 答复以登记为前提, en: Only what was entered is answered}
    condition: {step: [answer, close], needs: receive}
writes:
"""
DAY = date(2020, 3, 2)


def column(takes: Takes, **more: Any) -> ColumnTold:
    return ColumnTold(Bilingual("某列", "a column"), takes, **more)


TOLD = RegistersTold(
    {
        "tests.visit": RegisterTold(
            "tests.visit",
            Bilingual("来访", "Visits"),
            {
                "subject": column(Takes.TEXT, needed=True),
                "kind": column(Takes.CHOICE, choices=frozenset({"advice", "complaint", "other"})),
                "came_on": column(Takes.DATE, needed=True, filled=True),
                "answered_on": column(Takes.DATE),
                "settled": column(Takes.BOOLEAN),
                "worth_fen": column(Takes.MONEY),
                "people": column(Takes.WHOLE),
                "visitor": column(Takes.PARTY),
                "earlier": column(Takes.ROW),
                "state": column(Takes.CHOICE, choices=frozenset({"open", "closed"})),
            },
            one_a_case=True,
        ),
        "tests.quiet": RegisterTold("tests.quiet", Bilingual("空簿", "Quiet"), {}),
    },
    computed=frozenset({"worked-out"}),
)


def written(tmp_path: Path, writes: str) -> Procedure:
    """The procedure with this table."""
    (tmp_path / "procedures").mkdir(parents=True)
    text = PROCEDURE + indent(dedent(writes), "  ")
    (tmp_path / "yifa/work/tests").mkdir(parents=True)
    (tmp_path / "yifa/work/tests/apps.py").touch()
    (tmp_path / "procedures/visit.yaml").write_text(text, encoding="utf-8")
    return load_library(tmp_path).latest("visit")


@dataclass
class Act:
    """An act's facts, given."""

    given: Mapping[str, Json]
    before: Mapping[str, Json] = field(default_factory=dict)
    day: date = DAY

    def fact(self, name: str) -> object:
        return {"case": "2020-VI-0001", "case.title": "某次来访"}[name]

    def computed(self, name: str) -> object:
        return f"<{name}>"


def made(procedure: Procedure, step: str, given: Mapping[str, Json], **more: Any) -> tuple[RowChange, ...]:
    return changes_of(procedure.steps[step], procedure.questions, Act(given, **more))


ENTERED = """\
tests.visit:
  receive:
    enters:
      - subject
      - kind
      - came_on: [came_on, day]
      - visitor
      - earlier
      - people: {count: people}
      - worth_fen: worth
      - state: {is: open}
      - settled: {holds: a.kind == 'advice'}
"""


def test_a_row_takes_answers_facts_and_constants(tmp_path: Path) -> None:
    given: dict[str, Json] = {
        "subject": "咨询",
        "kind": "advice",
        "visitor": 7,
        "people": ["甲", "乙"],
        "earlier": "2020-VI-0009",
    }
    (change,) = made(written(tmp_path, ENTERED), "receive", given)
    assert (change.register, change.verb) == ("tests.visit", Verb.ENTERS)
    assert change.columns == {
        "subject": "咨询",
        "kind": "advice",
        "came_on": DAY,
        "visitor": Named(types.PARTY, 7),
        "earlier": "2020-VI-0009",
        "people": 2,
        "worth_fen": None,
        "state": "open",
        "settled": True,
    }


def test_the_same_table_answers_and_facts_give_the_same_changes(tmp_path: Path) -> None:
    procedure = written(tmp_path, ENTERED)
    kept = from_text(to_text(procedure), procedure.hash)
    given = {"subject": "咨询", "kind": "complaint", "came_on": "2020-02-28"}
    assert made(procedure, "receive", given) == made(kept, "receive", given)


def test_what_is_written_is_part_of_the_procedures_hash(tmp_path: Path) -> None:
    one = written(tmp_path / "one", "tests.visit:\n  answer: {changes: [settled]}\n")
    other = written(tmp_path / "other", "tests.visit:\n  answer: {changes: [settled: true]}\n")
    assert one.hash != other.hash


def test_what_this_step_asks_and_was_left_empty_is_empty_whatever_was_said_before(tmp_path: Path) -> None:
    procedure = written(tmp_path, "tests.visit:\n  answer: {changes: [settled, subject, note]}\n")
    (change,) = made(
        procedure,
        "answer",
        {"settled": False},
        before={"note": "上次的说明", "subject": "咨询", "settled": True},
    )
    assert change.columns == {"settled": False, "subject": "咨询", "note": None}


def test_kept_is_what_the_row_holds(tmp_path: Path) -> None:
    table = """\
        tests.visit:
          answer:
            changes:
              - answered_on: [kept, answered_on]
              - came_on: [answered_on, kept]
              - people: {add: 1}
              - state: [{when: a.settled, then: {is: closed}}, kept]
        """
    procedure = written(tmp_path, table)
    (first,) = made(procedure, "answer", {"settled": True, "answered_on": "2020-03-02"})
    assert first.columns == {
        "answered_on": Kept("2020-03-02"),
        "came_on": "2020-03-02",
        "people": Added(1),
        "state": "closed",
    }
    (second,) = made(procedure, "answer", {"settled": False})
    assert second.columns == {"people": Added(1)}, "what is kept and nothing else is not written"


def test_each_of_several_people_or_rows_makes_a_row(tmp_path: Path) -> None:
    table = """\
        tests.visit:
          receive:
            - {enters: [subject: each, settled: {in: seen}], each: people}
            - {keeps: [worth_fen: each.worth], first: [subject: each.wish], key: [subject], each: wishes}
        """
    given: dict[str, Json] = {
        "subject": "咨询",
        "people": ["甲", "乙"],
        "seen": ["乙"],
        "wishes": [{"wish": "退款", "worth": 500}, {"wish": "道歉"}],
    }
    changes = made(written(tmp_path, table), "receive", given)
    assert [dict(one.columns) for one in changes[:2]] == [
        {"subject": "甲", "settled": False},
        {"subject": "乙", "settled": True},
    ]
    assert [(one.first["subject"], one.columns["worth_fen"], one.key) for one in changes[2:]] == [
        ("退款", 500, ("subject",)),
        ("道歉", None, ("subject",)),
    ]


def test_rows_of_a_linked_case_are_changed_where_one_is_named(tmp_path: Path) -> None:
    procedure = written(tmp_path, "tests.visit:\n  receive: {changes: [state: {is: closed}], of: earlier}\n")
    (change,) = made(procedure, "receive", {"subject": "咨询", "earlier": "2020-VI-0009"})
    assert change.of == "2020-VI-0009"
    assert made(procedure, "receive", {"subject": "咨询"}) == ()


def test_nothing_is_written_where_its_condition_does_not_hold(tmp_path: Path) -> None:
    table = """\
        tests.visit:
          receive: {changes: [state: {answer: kind, words: {advice: open, complaint: closed}}], when: a.kind == 'advice'}
        """
    procedure = written(tmp_path, table)
    (change,) = made(procedure, "receive", {"kind": "advice"})
    assert change.columns == {"state": "open"}
    assert made(procedure, "receive", {"kind": "complaint"}) == ()


@pytest.mark.parametrize(
    ("table", "line", "says"),
    [
        ("anwser: {changes: [settled]}", 2, "did you mean 'answer'"),
        ("answer: {settled: [x]}", 2, "not known"),
        ("answer: {of: earlier}", 2, "write one of enters"),
        ("answer: {changes: [settled], enters: [settled]}", 2, "write one of enters"),
        ("answer: {changes: []}", 2, "list the columns"),
        ("answer: {changes: [settled, settled: true]}", 2, "written twice"),
        ("answer: {changes: [setled]}", 2, "no step asks it: 'setled' is not known; did you mean 'settled'"),
        (
            "answer:\n    changes:\n      - settled\n      - state: {is: closed}\n      - x: nowhere",
            6,
            "x: no step asks it",
        ),
        ("answer: {changes: [settled], of: note}", 2, "of: 'note' is text; this takes case"),
        ("answer: {changes: [settled], of: earler}", 2, "did you mean 'earlier'"),
        ("answer: {enters: [subject: each]}", 2, "'each' needs each"),
        ("answer: {enters: [subject: each], each: subject}", 2, "this takes people, rows"),
        ("answer: {enters: [subject: each], each: wishes}", 2, "each.<column> for a table's column"),
        ("answer: {enters: [subject: each.wsh], each: wishes}", 2, "did you mean 'wish'"),
        ("answer: {enters: [subject: kept]}", 2, "nothing kept"),
        ("answer: {enters: [people: {add: 1}]}", 2, "added to what the row holds"),
        ("answer: {enters: [subject], first: [kind]}", 2, "first and key go with keeps"),
        ("answer: {changes: [settled], each: people}", 2, "each does not go with changes"),
        ("answer: {enters: [settled], of: earlier}", 2, "of goes with changes"),
        ("answer: {keeps: [settled], key: [kind]}", 2, "'kind' in key is none of the columns"),
        ("answer: {changes: [settled], when: a.settld}", 2, "did you mean"),
        ("answer: {changes: [settled: {holds: a.note}]}", 2, "settled: guard 'a.note'"),
        ("answer: {changes: [people: {count: note}]}", 2, "'note' is text"),
        ("answer: {changes: [state: {was: x}]}", 2, "this form is not known"),
        ("answer: {changes: [state: {answer: kind, words: {advice: open}}]}", 2, "words lacks complaint"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_line(tmp_path: Path, table: str, line: int, says: str) -> None:
    with pytest.raises(FileProblems) as refusal:
        written(tmp_path, f"tests.visit:\n  {table}\n")
    first = PROCEDURE.count("\n")
    problem = refusal.value.problems[0]
    assert says in problem.en, problem.en
    assert problem.line == first + line
    assert problem.zh


RECEIVED = "came_on: [came_on, day]"


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (f"tests.vist:\n  receive: {{enters: [subject, {RECEIVED}]}}", "no such register: 'tests.vist' is not known"),
        (f"tests.visit:\n  receive: {{enters: [subject, {RECEIVED}, sate: {{is: open}}]}}", "did you mean 'state'"),
        (f"tests.visit:\n  receive: {{enters: [subject, {RECEIVED}, people: subject]}}", "takes a whole number; subject is text"),
        (f"tests.visit:\n  receive: {{enters: [subject, {RECEIVED}, worth_fen: came_on]}}", "takes money; came_on is a date"),
        (f"tests.visit:\n  receive: {{enters: [subject, {RECEIVED}, earlier: visitor]}}", "takes a row of a register"),
        (f"tests.visit:\n  receive: {{enters: [subject, {RECEIVED}, state: {{is: shut}}]}}", "has no choice shut"),
        (f"tests.visit:\n  receive: {{enters: [subject, {RECEIVED}, state: kind]}}", "has no choice advice, complaint"),
        (f"tests.visit:\n  receive: {{enters: [subject, {RECEIVED}, kind: subject]}}", "takes a choice; subject is text"),
        (f"tests.visit:\n  receive: {{enters: [subject, {RECEIVED}, people: {{by: worked-oud}}]}}", "nothing computes"),
        ("tests.visit:\n  receive: {enters: [subject]}", "lacks 'came_on'"),
        ("tests.visit:\n  receive: {enters: [subject, came_on]}", "came_on may have none"),
        (f"tests.visit:\n  answer: {{enters: [subject, {RECEIVED}]}}", "may be taken again"),
    ],
)  # fmt: skip
def test_what_the_register_cannot_take_is_a_fault(tmp_path: Path, table: str, says: str) -> None:
    found = check(written(tmp_path, table), registers=TOLD)
    (fault,) = [one for one in found.faults if one.code is Code.WRITES_UNFIT]
    assert says in fault.sentence.en, fault.sentence.en
    assert fault.source.line
    assert fault.sentence.zh
    assert not found.sound


@pytest.mark.parametrize(
    "table",
    [
        ENTERED,
        "tests.visit:\n  answer: {keeps: [subject, came_on: [came_on, answered_on, day]]}",
        "tests.visit:\n  close: {changes: [settled, subject: case.title, visitor: party, earlier: case]}",
        "tests.visit:\n  answer: {changes: [people: {by: worked-out}, worth_fen: 0, answered_on: nothing]}",
    ],
)
def test_what_fits_is_sound(tmp_path: Path, table: str) -> None:
    found = check(written(tmp_path, table), registers=TOLD)
    assert [one.sentence.en for one in found.faults] == []


def test_an_answer_that_every_walk_gives_before_is_there(tmp_path: Path) -> None:
    table = "tests.visit:\n  close: {keeps: [subject, came_on: answered_on]}"
    found = check(written(tmp_path, table), registers=TOLD)
    assert "answered_on may have none" in found.faults[0].sentence.en


def test_a_register_that_no_step_enters_is_told(tmp_path: Path) -> None:
    procedure = written(tmp_path, ENTERED)
    assert [one.key for one in never_entered([procedure], TOLD)] == ["tests.quiet"]
    changed = written(tmp_path / "other", "tests.visit:\n  answer: {changes: [settled]}\n")
    assert [one.key for one in never_entered([changed], TOLD)] == ["tests.quiet", "tests.visit"]
