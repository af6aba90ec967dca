"""DCR exchange XML, as dcrgraphs.net and its relatives write it (Slaats, Mukkamala, Hildebrandt, Marquard 2013).

What the format has no word for is either put into DCR relations that mean the same (happening once is excluding oneself; one
of several being owed is a response to each that the others cancel) or kept in attributes of our own namespace, which other
tools skip and :func:`read_dcr` reads back. :attr:`DcrGraph.lost` names what remains.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from yifa.law.errors import LawError
from yifa.law.terms import Term, Unit
from yifa.law.text import Bilingual
from yifa.procedure.model import (
    Condition,
    Exclude,
    Include,
    Milestone,
    Procedure,
    Response,
    Rule,
)

NAMESPACE = "urn:yifa:procedure:1"
_OWN = f"{{{NAMESPACE}}}"

# The tag of each relation, its container, and the container's place in the file.
_CONTAINERS = {
    "condition": "conditions",
    "response": "responses",
    "coresponse": "coresponces",
    "exclude": "excludes",
    "include": "includes",
    "milestone": "milestones",
}
_TAGS = {"coresponce": "coresponse", "noresponse": "coresponse"}
_DURATION = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")


class DcrProblem(LawError):
    """A file is not a DCR graph that can be read."""


@dataclass(frozen=True, slots=True)
class DcrEvent:
    """An event: id, label in both languages, the roles that may execute it, its initial marking."""

    id: str
    label: Bilingual
    roles: tuple[str, ...] = ()
    included: bool = True
    pending: bool = False
    executed: bool = False


@dataclass(frozen=True, slots=True)
class DcrRelation:
    """One relation. rule, article: which rule it came from; group: one of several, by that name; time: delay or deadline."""

    kind: str
    source: str
    target: str
    time: Term | None = None
    guard: str = ""
    rule: str = ""
    article: str = ""
    says: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class DcrGraph:
    """A graph as the exchange format holds it. lost: what of a procedure it does not carry."""

    key: str
    title: Bilingual
    events: tuple[DcrEvent, ...]
    relations: tuple[DcrRelation, ...]
    lost: tuple[Bilingual, ...] = field(default=(), compare=False)


def graph_of_procedure(procedure: Procedure) -> DcrGraph:
    """The procedure as a DCR graph."""
    events = tuple(
        DcrEvent(
            key,
            step.title,
            tuple(_roles(procedure, key)),
            included=not step.dormant,
            pending=step.owed,
        )
        for key, step in procedure.steps.items()
    )
    relations: list[DcrRelation] = []
    lost: list[Bilingual] = []
    for rule in procedure.rules:
        found = list(_relations(rule))
        relations += found
        if not found:
            lost.append(
                Bilingual(
                    f"{rule.id}（{rule.kind}）：{rule.says.zh}", f"{rule.id} ({rule.kind}): {rule.says.en}"
                )
            )
        elif isinstance(rule.relation, Condition) and len(rule.relation.needs) > 1:
            lost.append(
                Bilingual(
                    f"{rule.id}：其中任何一步即可，DCR 只能写成每一步都要",
                    f"{rule.id}: any one of the steps suffices, where DCR asks for each of them",
                )
            )
    relations += _compiled(procedure)
    # The format keeps each kind in a place of its own; their order among each other means nothing.
    relations.sort(key=lambda relation: list(_CONTAINERS).index(relation.kind))
    return DcrGraph(procedure.key, procedure.title, events, tuple(relations), tuple(lost))


def _roles(procedure: Procedure, key: str) -> Iterator[str]:
    by = procedure.steps[key].by
    if by.applicant:
        yield "applicant"
    if by.system:
        yield "system"
    if by.officer:
        yield "officer"
    yield from sorted(by.powers)


def _relations(rule: Rule) -> Iterator[DcrRelation]:
    relation = rule.relation
    when = rule.when.text if rule.when is not None else ""

    def one(
        kind: str, source: str, target: str, time: Term | None = None, guard: str = when, group: str = ""
    ) -> DcrRelation:
        return DcrRelation(kind, source, target, time, guard, rule.id, rule.article, rule.says.zh, group)

    match relation:
        case Condition():
            guard = " && ".join(
                part for part in (when, relation.answers.text if relation.answers else "") if part
            )
            group = rule.id if len(relation.needs) > 1 else ""
            for step in relation.steps:
                for need in relation.needs:
                    yield one("condition", need, step, relation.delay, guard, group)
        case Response():
            group = rule.id if len(relation.owed) > 1 else ""
            for after in relation.after:
                for step in relation.owed:
                    yield one("response", after, step, relation.within, group=group)
            for step in relation.owed:
                for other in relation.owed:
                    if step != other:
                        yield one("coresponse", step, other, guard="", group=group)
        case Milestone():
            for step in relation.steps:
                for awaited in relation.waits_for:
                    yield one("milestone", awaited, step)
        case Exclude():
            for on in relation.on:
                for step in relation.steps:
                    yield one("exclude", on, step)
        case Include():
            for on in relation.on:
                for step in relation.steps:
                    yield one("include", on, step)
        case _:
            return


def _compiled(procedure: Procedure) -> list[DcrRelation]:
    """What steps mean beyond their rules: once, opening, closing."""
    found: list[DcrRelation] = []
    keys = list(procedure.steps)
    openers = [key for key, step in procedure.steps.items() if step.opens]
    for key, step in procedure.steps.items():
        if not step.repeat and not step.closes:
            found.append(DcrRelation("exclude", key, key, rule="procedure/once"))
        if step.closes:
            found += [DcrRelation("exclude", key, other, rule="procedure/closed") for other in keys]
        if len(openers) == 1 and key != openers[0]:
            found.append(DcrRelation("condition", openers[0], key, rule="procedure/opening"))
    return found


def write_dcr(graph: DcrGraph) -> str:
    """The graph as exchange XML."""
    ET.register_namespace("yifa", NAMESPACE)
    root = ET.Element(
        "dcrgraph", {"title": graph.title.zh, f"{_OWN}key": graph.key, f"{_OWN}title-en": graph.title.en}
    )
    specification = ET.SubElement(root, "specification")
    resources = ET.SubElement(specification, "resources")
    events = ET.SubElement(resources, "events")
    for event in graph.events:
        element = ET.SubElement(events, "event", {"id": event.id, "scope": "private"})
        custom = ET.SubElement(element, "custom")
        roles = ET.SubElement(custom, "roles")
        for role in event.roles:
            ET.SubElement(roles, "role").text = role
    for name in ("subProcesses", "distribution"):
        ET.SubElement(resources, name)
    labels = ET.SubElement(resources, "labels")
    mappings = ET.SubElement(resources, "labelMappings")
    for event in graph.events:
        # A label is an id in this format; two events may share a title, so the id is made unique by the event's.
        label = f"{event.label.zh}" if _is_unique(graph, event) else f"{event.label.zh} ({event.id})"
        ET.SubElement(
            labels, "label", {"id": label, f"{_OWN}zh": event.label.zh, f"{_OWN}en": event.label.en}
        )
        ET.SubElement(mappings, "labelMapping", {"eventId": event.id, "labelId": label})
    expressions = ET.SubElement(resources, "expressions")
    guards = {guard: f"guard-{number}" for number, guard in enumerate(_guards(graph), 1)}
    for guard, name in guards.items():
        ET.SubElement(expressions, "expression", {"id": name, "value": guard})
    custom = ET.SubElement(resources, "custom")
    roles = ET.SubElement(custom, "roles")
    for role in dict.fromkeys(role for event in graph.events for role in event.roles):
        ET.SubElement(roles, "role").text = role
    constraints = ET.SubElement(specification, "constraints")
    containers = {kind: ET.SubElement(constraints, name) for kind, name in _CONTAINERS.items()}
    for relation in graph.relations:
        ET.SubElement(containers[relation.kind], relation.kind, _attributes(relation, guards))
    _write_marking(root, graph)
    ET.indent(root, "  ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _is_unique(graph: DcrGraph, event: DcrEvent) -> bool:
    return sum(1 for other in graph.events if other.label.zh == event.label.zh) == 1


def _guards(graph: DcrGraph) -> Iterator[str]:
    yield from dict.fromkeys(relation.guard for relation in graph.relations if relation.guard)


def _attributes(relation: DcrRelation, guards: dict[str, str]) -> dict[str, str]:
    attributes = {"sourceId": relation.source, "targetId": relation.target, "filterLevel": "1"}
    if relation.says:
        attributes["description"] = relation.says
    if relation.time is not None:
        attributes["time"] = _iso(relation.time)
        attributes[f"{_OWN}unit"] = relation.time.unit.value
    if relation.guard:
        attributes["expressionId"] = guards[relation.guard]
    for name in ("rule", "article", "group"):
        value = getattr(relation, name)
        if value:
            attributes[f"{_OWN}{name}"] = value
    return attributes


def _write_marking(root: ET.Element, graph: DcrGraph) -> None:
    runtime = ET.SubElement(root, "runtime")
    marking = ET.SubElement(runtime, "marking")
    ET.SubElement(marking, "globalStore")
    for name, wanted in (
        ("executed", [event.id for event in graph.events if event.executed]),
        ("included", [event.id for event in graph.events if event.included]),
        ("pendingResponses", [event.id for event in graph.events if event.pending]),
    ):
        container = ET.SubElement(marking, name)
        for key in wanted:
            ET.SubElement(container, "event", {"id": key})


def _iso(term: Term) -> str:
    letter = {Unit.MONTHS: "M", Unit.YEARS: "Y"}.get(term.unit, "D")
    return f"P{term.count}{letter}"


def read_dcr(text: str) -> DcrGraph:
    """The graph that exchange XML holds. Raises DcrProblem saying what is wrong."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DcrProblem(
            "文件含有 DOCTYPE 或实体声明，为安全起见不予读取，请删去。",
            "The file declares a DOCTYPE or entities and is not read for safety; remove them.",
        )
    try:
        root = ET.fromstring(text)  # noqa: S314  (no entities get here)
    except ET.ParseError as error:
        line = error.position[0]
        raise DcrProblem(f"第{line}行不是 XML（{error}）。", f"Line {line} is not XML ({error}).") from None
    if root.tag != "dcrgraph":
        raise DcrProblem(
            f"最外层应为 dcrgraph，不是 {root.tag}。",
            f"The outermost element must be dcrgraph, not {root.tag}.",
        )
    labels = {
        element.get("id", ""): Bilingual(
            element.get(f"{_OWN}zh", element.get("id", "")), element.get(f"{_OWN}en", element.get("id", ""))
        )
        for element in root.iter("label")
    }
    label_of = {
        element.get("eventId", ""): element.get("labelId", "") for element in root.iter("labelMapping")
    }
    marks = {name: _ids(root, name) for name in ("executed", "included", "pendingResponses")}
    has_marking = root.find("runtime/marking") is not None
    events: list[DcrEvent] = []
    for element in root.iterfind("specification/resources/events//event"):
        key = element.get("id", "")
        if not key:
            raise DcrProblem("有事件没有 id。", "An event has no id.")
        if key in {event.id for event in events}:
            raise DcrProblem(f"事件“{key}”写了两次。", f"Event {key!r} is written twice.")
        label = labels.get(label_of.get(key, ""), Bilingual(key, key))
        roles = tuple(
            role.text.strip()
            for role in element.iterfind("custom/roles/role")
            if role.text and role.text.strip()
        )
        events.append(
            DcrEvent(
                key,
                label,
                roles,
                included=key in marks["included"] if has_marking else True,
                pending=key in marks["pendingResponses"],
                executed=key in marks["executed"],
            )
        )
    if not events:
        raise DcrProblem("图中没有事件。", "The graph has no events.")
    expressions = {element.get("id", ""): element.get("value", "") for element in root.iter("expression")}
    known = {event.id for event in events}
    relations = tuple(
        _read_relation(element, kind, known, expressions) for element, kind in _relation_elements(root)
    )
    title = root.get("title", "") or "DCR"
    return DcrGraph(
        root.get(f"{_OWN}key", ""),
        Bilingual(title, root.get(f"{_OWN}title-en", title)),
        tuple(events),
        relations,
        tuple(_unread(root)),
    )


def _ids(root: ET.Element, name: str) -> set[str]:
    return {element.get("id", "") for element in root.iterfind(f"runtime/marking/{name}/event")}


def _relation_elements(root: ET.Element) -> Iterator[tuple[ET.Element, str]]:
    for container in root.iterfind("specification/constraints/*"):
        for element in container:
            kind = _TAGS.get(element.tag.lower(), element.tag.lower())
            if kind in _CONTAINERS:
                yield element, kind


def _unread(root: ET.Element) -> Iterator[Bilingual]:
    for container in root.iterfind("specification/constraints/*"):
        for element in container:
            kind = _TAGS.get(element.tag.lower(), element.tag.lower())
            if kind not in _CONTAINERS:
                yield Bilingual(f"没有读取的关系：{element.tag}", f"relation not read: {element.tag}")
    for element in root.iterfind("specification/resources/events//event[@type]"):
        yield Bilingual(
            f"嵌套事件“{element.get('id')}”按普通事件读取",
            f"nested event {element.get('id')!r} is read as a plain one",
        )


def _read_relation(
    element: ET.Element, kind: str, known: set[str], expressions: dict[str, str]
) -> DcrRelation:
    source, target = element.get("sourceId", ""), element.get("targetId", "")
    for key in (source, target):
        if key not in known:
            raise DcrProblem(
                f"{kind} 关系指向不存在的事件“{key}”。",
                f"A {kind} names the event {key!r}, which does not exist.",
            )
    return DcrRelation(
        kind,
        source,
        target,
        _term(element),
        expressions.get(element.get("expressionId", ""), ""),
        element.get(f"{_OWN}rule", ""),
        element.get(f"{_OWN}article", ""),
        element.get("description", ""),
        element.get(f"{_OWN}group", ""),
    )


def _term(element: ET.Element) -> Term | None:
    text = (element.get("time") or "").strip()
    if not text:
        return None
    if text.isdecimal():
        return Term(int(text), Unit.CALENDAR_DAYS) if int(text) else None
    found = _DURATION.match(text)
    parts = [int(part) if part else 0 for part in found.groups()] if found else []
    if found is None or sum(1 for part in parts if part) != 1:
        raise DcrProblem(
            f"看不懂期限“{text}”，应写作 P20D、P3M 或 P1Y。",
            f"Cannot read the time {text!r}; write P20D, P3M or P1Y.",
        )
    years, months, weeks, days = parts
    if years:
        return Term(years, Unit.YEARS)
    if months:
        return Term(months, Unit.MONTHS)
    unit = Unit.WORKING_DAYS if element.get(f"{_OWN}unit") == Unit.WORKING_DAYS else Unit.CALENDAR_DAYS
    return Term(days or weeks * 7, unit)
