"""DCR exchange XML there and back, and BPMN that is well formed and drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.procedure.making import FOLDER, say
from tests.procedure.reference import Graph
from tests.procedure.test_semantics import as_procedure, graphs
from yifa.law.terms import Term, Unit
from yifa.procedure import FileProblems, Procedure, load_library
from yifa.procedure.exchange import (
    DcrEvent,
    DcrGraph,
    DcrProblem,
    DcrRelation,
    draft_yaml,
    graph_of_procedure,
    read_dcr,
    write_bpmn,
    write_dcr,
)
from yifa.procedure.library import read_procedure

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"

PORTAL = """<dcrgraph title="Give medicine">
  <specification>
    <resources>
      <events>
        <event id="prescribe" scope="private"><custom><roles><role>Doctor</role></roles></custom></event>
        <event id="sign"><custom><roles><role>Doctor</role></roles></custom></event>
        <event id="give"/>
      </events>
      <labels><label id="Prescribe medicine"/><label id="Sign"/><label id="Give medicine"/></labels>
      <labelMappings>
        <labelMapping eventId="prescribe" labelId="Prescribe medicine"/>
        <labelMapping eventId="sign" labelId="Sign"/>
        <labelMapping eventId="give" labelId="Give medicine"/>
      </labelMappings>
      <expressions><expression id="g1" value="a.dose &lt; 5"/></expressions>
    </resources>
    <constraints>
      <conditions>
        <condition sourceId="prescribe" targetId="sign" filterLevel="1" description="sign what was prescribed"/>
        <condition sourceId="sign" targetId="give" time="P1D" expressionId="g1"/>
      </conditions>
      <responses><response sourceId="prescribe" targetId="give" time="P2W"/></responses>
      <coresponces/>
      <excludes/><includes/>
      <milestones><milestone sourceId="sign" targetId="give"/></milestones>
      <updates/><spawns/>
    </constraints>
  </specification>
  <runtime><marking>
    <executed/><included><event id="prescribe"/><event id="sign"/></included>
    <pendingResponses><event id="prescribe"/></pendingResponses>
  </marking></runtime>
</dcrgraph>"""


@cache
def permit() -> Procedure:
    return load_library(FOLDER / "examples").latest("example-permit")


def test_a_graph_of_the_portal_is_read() -> None:
    graph = read_dcr(PORTAL)
    assert graph.title.zh == "Give medicine"
    assert graph.events == (
        DcrEvent("prescribe", say("Prescribe medicine"), ("Doctor",), pending=True),
        DcrEvent("sign", say("Sign"), ("Doctor",)),
        DcrEvent("give", say("Give medicine"), included=False),
    )
    assert graph.relations == (
        DcrRelation("condition", "prescribe", "sign", says="sign what was prescribed"),
        DcrRelation("condition", "sign", "give", Term(1, Unit.CALENDAR_DAYS), "a.dose < 5"),
        DcrRelation("response", "prescribe", "give", Term(14, Unit.CALENDAR_DAYS)),
        DcrRelation("milestone", "sign", "give"),
    )


def test_a_procedure_goes_to_dcr_and_back_unchanged() -> None:
    graph = graph_of_procedure(permit())
    assert read_dcr(write_dcr(graph)) == graph
    kinds = {relation.kind for relation in graph.relations}
    assert kinds == {"condition", "response", "coresponse", "milestone", "exclude", "include"}
    articles = {relation.article for relation in graph.relations if relation.rule.endswith("decide-in-20")}
    assert articles == {"42"}


def test_what_dcr_cannot_say_is_named() -> None:
    lost = [item.zh for item in graph_of_procedure(permit()).lost]
    assert any("reviewer-is-not-examiner" in item for item in lost)
    assert any("deliver-what-was-decided：其中任何一步即可" in item for item in lost)


@settings(deadline=None, max_examples=60)
@given(graphs(), st.frozensets(st.sampled_from("abcd"), max_size=2))
def test_any_classical_graph_survives_the_exchange(graph: Graph, pending: frozenset[str]) -> None:
    made = graph_of_procedure(as_procedure(graph, pending, frozenset()))
    back = read_dcr(write_dcr(made))
    assert back == made
    pairs = {(item.source, item.target) for item in back.relations if item.kind == "response"}
    assert pairs == graph.response
    assert {event.id for event in back.events if event.pending} == pending


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("<dcrgraph>", "不是 XML"),
        ("<bpmn/>", "最外层应为 dcrgraph"),
        ("<!DOCTYPE x [<!ENTITY y 'z'>]><dcrgraph/>", "DOCTYPE"),
        ("<dcrgraph/>", "没有事件"),
        (PORTAL.replace('targetId="sign"', 'targetId="sing"'), "不存在的事件“sing”"),
        (PORTAL.replace("P1D", "soon"), "看不懂期限“soon”"),
        (PORTAL.replace('id="give"/>', 'id="sign"/>', 1), "事件“sign”写了两次"),
    ],
)
def test_what_is_not_a_graph_is_refused(text: str, zh: str) -> None:
    with pytest.raises(DcrProblem) as caught:
        read_dcr(text)
    assert zh in caught.value.zh
    assert caught.value.en


def test_an_imported_draft_asks_for_its_legal_basis_line_by_line(tmp_path: Path) -> None:
    graph = DcrGraph("imported", say("x"), read_dcr(PORTAL).events, read_dcr(PORTAL).relations[2:])
    path = tmp_path / "imported.yaml"
    path.write_text(draft_yaml(graph, date(2020, 1, 1)), encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        read_procedure(path, {})
    assert len(caught.value.problems) == 2
    assert all("没有法律依据" in item.zh for item in caught.value.problems)
    basis = "    basis: {zh: 诊疗规范, en: Clinical rules}\n"
    text = (
        path.read_text(encoding="utf-8")
        .replace("    says:\n", basis + "    says:\n")
        .replace("- id:", "- id:")
    )
    text = (
        text.replace("  says:\n", "  basis: {zh: 诊疗规范, en: Clinical rules}\n  says:\n")
        if basis not in text
        else text
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems, match="field：不认识“imported”"):
        read_procedure(path, {})
    path.write_text(text.replace("field: imported", "field: services"), encoding="utf-8")
    (made,) = read_procedure(path, {})
    assert made.steps["give"].dormant
    assert made.steps["prescribe"].owed
    assert made.by_id["house/response-1"].relation.owed == ("give",)  # type: ignore[union-attr]


def test_a_procedure_drafted_back_from_its_export_means_the_same(tmp_path: Path) -> None:
    draft = draft_yaml(read_dcr(write_dcr(graph_of_procedure(permit()))), date(2020, 1, 1))
    assert "opens: true" in draft
    assert "closes: true" in draft
    assert "working_days: 20" in draft


def test_bpmn_is_well_formed_and_every_element_is_drawn() -> None:
    root = ET.fromstring(write_bpmn(permit()))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    process = root.find(f"{BPMN}process")
    assert process is not None
    inner = process.find(f"{BPMN}adHocSubProcess")
    assert inner is not None
    tasks = inner.findall(f"{BPMN}userTask")
    assert len(tasks) == len([step for step in permit().steps.values() if step.return_of is None])
    names = {element.get("id") for element in root.iter() if element.tag.startswith(BPMN)}
    for flow in root.iter(f"{BPMN}sequenceFlow"):
        assert {flow.get("sourceRef"), flow.get("targetRef")} <= names
    drawn = {element.get("bpmnElement") for element in root.iter() if element.tag.startswith(DI)}
    wanted = {task.get("id") for task in tasks} | {
        flow.get("id") for flow in root.iter(f"{BPMN}sequenceFlow")
    }
    assert wanted <= drawn
    notes = "".join(item.text or "" for item in process.findall(f"{BPMN}documentation"))
    assert "不能由流程引擎执行" in notes
