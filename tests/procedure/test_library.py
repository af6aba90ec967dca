"""The inventory: every statute and procedure of the repository loads, is sound, and its walks hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rfc8785

from yifa.procedure import Library, Procedure, Statute, load_library
from yifa.procedure.canonical import canonical, content
from yifa.procedure.checker import check
from yifa.procedure.exchange import graph_of_procedure, read_dcr, write_bpmn, write_dcr
from yifa.procedure.files import open_file
from yifa.procedure.library import files_root, yaml_in
from yifa.procedure.picture import checklist, render_svg
from yifa.procedure.walks import run_walks

ROOT = files_root()
STATUTES = yaml_in(ROOT / "statutes")
PROCEDURES = yaml_in(ROOT / "procedures")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def opened(path: Path) -> Statute | Procedure:
    return open_file(path)


@cache
def library() -> Library:
    return load_library(ROOT)


@pytest.mark.parametrize("path", STATUTES, ids=name_of)
def test_a_statute_loads_and_every_rule_names_its_article(path: Path) -> None:
    statute = opened(path)
    assert isinstance(statute, Statute)
    for rule in statute.rules:
        assert rule.article
        assert rule.verified is not None


@pytest.mark.parametrize("path", PROCEDURES, ids=name_of)
def test_a_procedure_is_sound(path: Path) -> None:
    made = opened(path)
    assert isinstance(made, Procedure)
    found = check(made, library())
    assert found.sound, [fault.sentence.zh for fault in found.faults]


@pytest.mark.parametrize("path", PROCEDURES, ids=name_of)
def test_the_walks_of_a_procedure_hold(path: Path) -> None:
    made = opened(path)
    assert isinstance(made, Procedure)
    results = run_walks(made)
    assert [result.problem.zh for result in results if result.problem is not None] == []
    assert any(result.walk.refused is None for result in results), "no walk that succeeds"
    assert any(result.walk.refused is not None for result in results), "no walk that is refused"


@pytest.mark.parametrize("path", PROCEDURES, ids=name_of)
def test_a_procedure_can_be_drawn_listed_and_exchanged(path: Path) -> None:
    made = opened(path)
    assert isinstance(made, Procedure)
    assert render_svg(made).startswith("<svg")
    assert checklist(made, "en")
    graph = graph_of_procedure(made)
    assert read_dcr(write_dcr(graph)) == graph
    assert write_bpmn(made).startswith("<?xml")


def test_what_is_hashed_is_the_canonical_json_of_rfc_8785() -> None:
    for procedure in library():
        assert canonical(content(procedure)) == rfc8785.dumps(content(procedure))
