"""A matter ends under the procedure that it began with, whatever becomes of the files; a new one follows the law of its day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cases.cast import FILES, World
from yifa.cases import library as cases_library
from yifa.cases import store
from yifa.cases.acting.act import Actor
from yifa.cases.acting.batch import Batch
from yifa.cases.errors import ProcedureDamaged, ProcedureMissing
from yifa.cases.library import procedure_in_force, procedure_of, procedure_with, using_library
from yifa.cases.log.comparing import compare
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate, timeline
from yifa.cases.log.verification import verify
from yifa.cases.models import Case, KeptProcedure, Obligation
from yifa.postgres.owner import as_owner
from yifa.procedure import Library, load_library

AMENDED_ON = date(2020, 3, 4)


@pytest.fixture(autouse=True)
def _nothing_read_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases_library, "_read", {})


@pytest.fixture
def amended(tmp_path: Path) -> Library:
    """The law amended by one dated line, and the house's text rewritten without a date."""
    root = tmp_path / "amended"
    shutil.copytree(FILES, root)
    law = root / "statutes/test-law.yaml"
    text = law.read_text(encoding="utf-8")
    limit = "within: {working_days: 20}"
    assert limit in text
    law.write_text(
        text.replace(
            limit, f"within: {{2000-01-01: {{working_days: 20}}, {AMENDED_ON}: {{working_days: 10}}}}"
        ),
        encoding="utf-8",
    )
    house = root / "procedures/test-permit.yaml"
    text = house.read_text(encoding="utf-8")
    assert "zh: 审查意见" in text
    house.write_text(text.replace("zh: 审查意见", "zh: 审查结论"), encoding="utf-8")
    return load_library(root)


def of_case(case: Case) -> tuple[str, int, str]:
    return case.procedure_key, case.procedure_version, case.procedure_hash


def due(case_id: int) -> date | None:
    return Obligation.objects.get(
        case_id=case_id, rule_id="test-law/decide-in-20", lane="p:head-of-organ"
    ).due_on


def test_a_matter_goes_on_by_its_own_text_and_a_new_one_by_the_law_of_its_day(
    world: World, amended: Library
) -> None:
    ensure_key(world.bureau)
    began = world.open()
    world.later(days=3)
    with using_library(amended):
        with pytest.raises(LookupError):
            amended.by_hash(world.case(began).procedure_hash)
        new = world.open()
        for opened in (began, new):
            world.take(opened.case_id, "accept", world.clerk)
        asked = [
            procedure_of(*of_case(world.case(opened))).steps["examine"].asks["opinion"].label.zh
            for opened in (began, new)
        ]
        assert asked == ["审查意见", "审查结论"]
        assert due(began.case_id) == date(2020, 4, 2)
        assert due(new.case_id) == date(2020, 3, 19)
        world.take(began.case_id, "examine", world.clerk, answers={"opinion": "符合条件"})
        world.take(began.case_id, "review", world.chief)
        world.take(began.case_id, "grant", world.head, answers={"certificate": "1号"})
        assert world.case(began).closed_on == date(2020, 3, 5)
        told = timeline(world.case(began))
        assert [one.title.zh for one in told][-1] == "准予许可"
        assert [answer.label.zh for answer in told[2].answers] == ["审查意见"]
        assert not list(compare(world.bureau))
        integrate(world.bureau, world.now)
        assert verify(world.bureau).ok


def test_each_procedure_is_kept_once_with_its_first_matter(world: World) -> None:
    assert not KeptProcedure.objects.exists()
    world.open()
    world.open()
    with Batch(world.bureau, now=world.now) as batch:
        batch.open_case(
            "test-permit",
            "apply",
            actor=Actor.applicant(bureau=world.bureau),
            title="某公司的申请",
            answers={"amount": 1},
            party=world.applicant,
        )
    kept = KeptProcedure.objects.get()
    assert kept.hash == procedure_in_force("test-permit", date(2020, 3, 2)).hash


def test_what_is_kept_reads_as_what_was_compiled_in_its_own_order(world: World, amended: Library) -> None:
    began = world.open()
    compiled = procedure_in_force("test-permit", date(2020, 3, 2))
    with using_library(amended):
        read = procedure_of(*of_case(world.case(began)))
    assert read.rules == compiled.rules
    assert list(read.steps) == list(compiled.steps)
    assert [list(step.asks) for step in read.steps.values()] == [
        list(step.asks) for step in compiled.steps.values()
    ]
    assert read.steps == compiled.steps
    assert read.version == compiled.version


def test_a_kept_procedure_that_was_changed_is_not_used_and_is_found(
    committed_world: World, amended: Library
) -> None:
    world = committed_world
    began = world.case(world.open())
    with as_owner(role="SUPERUSER"), connection.cursor() as cursor:
        cursor.execute("alter table cases_keptprocedure disable trigger refuse_change")
        cursor.execute("update cases_keptprocedure set text = replace(text, '\"count\"', '\"people\"')")
        cursor.execute(
            "update cases_keptprocedure set text = replace(text, 'working_days\":20', 'working_days\":200')"
        )
        cursor.execute("alter table cases_keptprocedure enable always trigger refuse_change")
    with using_library(amended):
        with pytest.raises(ProcedureDamaged):
            procedure_of(*of_case(began))
        assert procedure_with(began.procedure_hash) is None
    assert [one.sentence.zh for one in verify(world.bureau).differences if "留存的程序" in one.sentence.zh]


def test_a_procedure_that_no_matter_ran_under_is_missing(world: World) -> None:
    with pytest.raises(ProcedureMissing):
        procedure_of("test-permit", 20000101, "0" * 64)


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_keptprocedure set text = ''",
        "delete from cases_keptprocedure",
        "truncate cases_keptprocedure cascade",
    ],
)
def test_what_is_kept_is_never_changed(committed_world: World, statement: str) -> None:
    committed_world.open()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with as_owner(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_matter_is_opened_without_its_procedure_being_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "keep_procedure", lambda *_: None)
    with pytest.raises(Exception, match="case_under_a_kept_procedure"), transaction.atomic():
        world.open()
