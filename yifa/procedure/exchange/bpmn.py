"""A procedure as BPMN 2.0, for readers of flow charts: an ad-hoc sub-process of the steps, with the main orders drawn.

BPMN draws flows where the law sets constraints, so this is a view and not the procedure: dynamic exclusions, milestones,
separations and the counting of days stand in the documentation of the tasks and are not executed. The head of the file says so.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from yifa.law.text import Bilingual
from yifa.procedure.model import Procedure, Step
from yifa.procedure.picture.checklist import checklist_items
from yifa.procedure.picture.graph import Drawn, Graph, Line, graph_of
from yifa.procedure.picture.layout import Box, Link, Placed, lay_out
from yifa.procedure.sentences import who_may

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
_SHAPES = "http://www.omg.org/spec/DD/20100524/DC"
_EDGES = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

_LOST = Bilingual(
    "本图由条件—响应规则导出，只画出主要先后顺序；动态排除与纳入、等待、回避、人数、职权和期限计算写在各任务的说明中，不能由流程引擎执行。",
    "Exported from condition-response rules: only the main orders are drawn. Exclusion and inclusion, waiting, separation, "
    "quorums, powers and the counting of days stand in the documentation of the tasks and are not executed by an engine.",
)


def write_bpmn(procedure: Procedure, language: str = "zh-hans") -> str:
    """BPMN 2.0 XML with diagram interchange."""
    for prefix, uri in (
        ("bpmn", _MODEL),
        ("bpmndi", _DIAGRAM),
        ("dc", _SHAPES),
        ("di", _EDGES),
        ("xsi", _XSI),
    ):
        ET.register_namespace(prefix, uri)
    graph = graph_of(
        procedure, frozenset({Line.CONDITION, Line.RESPONSE, Line.CONDITION_RESPONSE, Line.RETURN})
    )
    boxes = [Box(key, 140, 64) for key in graph.steps] + [Box(item.key, 44, 44) for item in graph.junctions]
    links = [
        Link(drawn.key, drawn.source, drawn.target, 2, drawn.line is not Line.RETURN) for drawn in graph.lines
    ]
    roots = [key for key in procedure.openers if key in graph.steps]
    placed = lay_out(boxes, links, gap=50, layer_gap=60, margin=40, roots=roots)
    return _Writer(procedure, graph, placed, boxes, language).write()


class _Writer:
    def __init__(
        self, procedure: Procedure, graph: Graph, placed: Placed, boxes: list[Box], language: str
    ) -> None:
        self.procedure = procedure
        self.graph = graph
        self.placed = placed
        self.boxes = {box.key: box for box in boxes}
        self.language = language
        self.ids = {key: f"step_{key.replace('-', '_')}" for key in graph.steps}
        self.ids |= {item.key: f"choice_{number}" for number, item in enumerate(graph.junctions, 1)}

    def write(self) -> str:
        root = ET.Element(
            f"{{{_MODEL}}}definitions",
            {"id": "definitions", "targetNamespace": "urn:yifa:procedure", "exporter": "Yifa"},
        )
        process = ET.SubElement(
            root,
            f"{{{_MODEL}}}process",
            {"id": self._process_id, "name": self._pick(self.procedure.title), "isExecutable": "false"},
        )
        self._document(process, self._pick(self.procedure.summary), self._pick(_LOST))
        ET.SubElement(process, f"{{{_MODEL}}}startEvent", {"id": "start"})
        inner = ET.SubElement(
            process,
            f"{{{_MODEL}}}adHocSubProcess",
            {"id": "matter", "name": self._pick(self.procedure.title), "ordering": "Parallel"},
        )
        for key in self.graph.steps:
            self._task(inner, self.procedure.steps[key])
        for junction in self.graph.junctions:
            ET.SubElement(
                inner,
                f"{{{_MODEL}}}exclusiveGateway",
                {"id": self.ids[junction.key], "gatewayDirection": "Diverging"},
            )
        for number, drawn in enumerate(self.graph.lines, 1):
            self._flow(inner, drawn, number)
        closing = [self._pick(step.title) for step in self.procedure.steps.values() if step.closes]
        condition = ET.SubElement(
            inner, f"{{{_MODEL}}}completionCondition", {f"{{{_XSI}}}type": "bpmn:tFormalExpression"}
        )
        condition.text = " / ".join(closing)
        ET.SubElement(process, f"{{{_MODEL}}}endEvent", {"id": "end"})
        for name, source, target in (("begin", "start", "matter"), ("finish", "matter", "end")):
            ET.SubElement(
                process, f"{{{_MODEL}}}sequenceFlow", {"id": name, "sourceRef": source, "targetRef": target}
            )
        self._diagram(root)
        ET.indent(root, "  ")
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"

    @property
    def _process_id(self) -> str:
        return f"process_{self.procedure.key.replace('-', '_')}"

    def _pick(self, text: Bilingual) -> str:
        return text.in_language(self.language)

    def _document(self, element: ET.Element, *texts: str) -> None:
        for text in texts:
            ET.SubElement(element, f"{{{_MODEL}}}documentation").text = text

    def _task(self, parent: ET.Element, step: Step) -> None:
        kind = "serviceTask" if step.system else "userTask"
        task = ET.SubElement(
            parent, f"{{{_MODEL}}}{kind}", {"id": self.ids[step.key], "name": self._pick(step.title)}
        )
        sentences = [
            self._pick(item.sentence) for item in checklist_items(self.procedure) if item.step == step.key
        ]
        self._document(task, *sentences)
        if kind == "userTask":
            owner = {"name": self._pick(who_may(step.by, self.procedure.power_titles))}
            ET.SubElement(task, f"{{{_MODEL}}}potentialOwner", owner)

    def _flow(self, parent: ET.Element, drawn: Drawn, number: int) -> None:
        attributes = {
            "id": f"flow_{number}",
            "sourceRef": self.ids[drawn.source],
            "targetRef": self.ids[drawn.target],
        }
        if drawn.label is not None:
            attributes["name"] = self._pick(drawn.label)
        flow = ET.SubElement(parent, f"{{{_MODEL}}}sequenceFlow", attributes)
        self._document(
            flow, *(f"{self._pick(rule.says)} {self._pick(rule.authority)}".strip() for rule in drawn.rules)
        )
        guards = list(dict.fromkeys(rule.when.text for rule in drawn.rules if rule.when is not None))
        if len(guards) == 1 and all(rule.when is not None for rule in drawn.rules):
            expression = ET.SubElement(
                flow, f"{{{_MODEL}}}conditionExpression", {f"{{{_XSI}}}type": "bpmn:tFormalExpression"}
            )
            expression.text = guards[0]

    def _diagram(self, root: ET.Element) -> None:
        diagram = ET.SubElement(root, f"{{{_DIAGRAM}}}BPMNDiagram", {"id": "diagram"})
        plane = ET.SubElement(
            diagram, f"{{{_DIAGRAM}}}BPMNPlane", {"id": "plane", "bpmnElement": self._process_id}
        )
        left, top = 120.0, 40.0
        width, height = self.placed.width, self.placed.height
        middle = top + height / 2
        self._shape(plane, "start", 40, middle - 18, 36, 36)
        self._shape(plane, "matter", left, top, width, height, expanded=True)
        self._shape(plane, "end", left + width + 44, middle - 18, 36, 36)
        for key, name in self.ids.items():
            box = self.boxes[key]
            x, y = self.placed.centres[key]
            self._shape(
                plane, name, left + x - box.width / 2, top + y - box.height / 2, box.width, box.height
            )
        for number, drawn in enumerate(self.graph.lines, 1):
            points = [(left + x, top + y) for x, y in self.placed.paths[drawn.key]]
            self._edge(plane, f"flow_{number}", points)
        self._edge(plane, "begin", [(76, middle), (left, middle)])
        self._edge(plane, "finish", [(left + width, middle), (left + width + 44, middle)])

    def _shape(
        self,
        plane: ET.Element,
        name: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        expanded: bool = False,
    ) -> None:
        attributes = {"id": f"{name}_shape", "bpmnElement": name}
        if expanded:
            attributes["isExpanded"] = "true"
        shape = ET.SubElement(plane, f"{{{_DIAGRAM}}}BPMNShape", attributes)
        bounds = {"x": f"{x:.0f}", "y": f"{y:.0f}", "width": f"{width:.0f}", "height": f"{height:.0f}"}
        ET.SubElement(shape, f"{{{_SHAPES}}}Bounds", bounds)

    def _edge(self, plane: ET.Element, name: str, points: list[tuple[float, float]]) -> None:
        edge = ET.SubElement(plane, f"{{{_DIAGRAM}}}BPMNEdge", {"id": f"{name}_edge", "bpmnElement": name})
        for x, y in points:
            ET.SubElement(edge, f"{{{_EDGES}}}waypoint", {"x": f"{x:.0f}", "y": f"{y:.0f}"})
