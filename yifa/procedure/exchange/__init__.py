"""Exchange with other tools: DCR exchange XML (in and out) and BPMN 2.0 (out). Each says what its format cannot carry."""

from yifa.procedure.exchange.bpmn import write_bpmn
from yifa.procedure.exchange.dcr import (
    DcrEvent,
    DcrGraph,
    DcrProblem,
    DcrRelation,
    graph_of_procedure,
    read_dcr,
    write_dcr,
)
from yifa.procedure.exchange.draft import draft_yaml

__all__ = [
    "DcrEvent",
    "DcrGraph",
    "DcrProblem",
    "DcrRelation",
    "draft_yaml",
    "graph_of_procedure",
    "read_dcr",
    "write_bpmn",
    "write_dcr",
]
