"""The inventory: every statute and procedure of the repository loads, is sound, and its walks hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rfc8785

from yifa.cases.registers.told import registers_told
from yifa.law.english import WALKS
from yifa.procedure import Library, Procedure, load_library
from yifa.procedure.canonical import canonical, content
from yifa.procedure.checker import check
from yifa.procedure.exchange import graph_of_procedure, read_dcr, write_bpmn, write_dcr
from yifa.procedure.files import open_versions
from yifa.procedure.library import files_root, yaml_in
from yifa.procedure.picture import checklist, render_svg
from yifa.procedure.walks import run_walks

ROOT = files_root()
STATUTES = yaml_in(ROOT / "statutes")
PROCEDURES = [path for path in yaml_in(ROOT / "procedures") if path.parent.name != WALKS]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def opened(path: Path) -> tuple[Procedure, ...]:
    return open_versions(path).procedures


@cache
def library() -> Library:
    return load_library(ROOT)


@pytest.mark.parametrize("path", STATUTES, ids=name_of)
def test_a_statute_loads_and_every_rule_names_its_article(path: Path) -> None:
    for statute in open_versions(path).statutes:
        for rule in statute.rules:
            assert rule.article
            assert rule.verified is not None


@pytest.mark.parametrize("path", PROCEDURES, ids=name_of)
def test_a_procedure_is_sound(path: Path) -> None:
    for made in opened(path):
        found = check(made, library(), registers=registers_told())
        assert found.sound, (made.version, [fault.sentence.zh for fault in found.faults])


@pytest.mark.parametrize("path", PROCEDURES, ids=name_of)
def test_the_walks_of_a_procedure_hold(path: Path) -> None:
    results = [result for made in opened(path) for result in run_walks(made)]
    assert [result.problem.zh for result in results if result.problem is not None] == []
    assert any(result.walk.refused is None for result in results), "no walk that succeeds"
    assert any(result.walk.refused is not None for result in results), "no walk that is refused"


@pytest.mark.parametrize("path", PROCEDURES, ids=name_of)
def test_a_procedure_can_be_drawn_listed_and_exchanged(path: Path) -> None:
    made = opened(path)[-1]
    assert render_svg(made).startswith("<svg")
    assert checklist(made, "en")
    graph = graph_of_procedure(made)
    assert read_dcr(write_dcr(graph)) == graph
    assert write_bpmn(made).startswith("<?xml")


def test_what_is_hashed_is_the_canonical_json_of_rfc_8785() -> None:
    for procedure in library():
        assert canonical(content(procedure)) == rfc8785.dumps(content(procedure))
