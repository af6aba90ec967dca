"""A procedure file drafted from an imported DCR graph.

Its rules lack a legal basis and it names no field of work: the loader asks for both, line by line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from yifa.law.placed import written
from yifa.procedure.exchange.dcr import DcrEvent, DcrGraph, DcrRelation

_KEY = re.compile(r"[^a-z0-9]+")


def draft_yaml(graph: DcrGraph, on: date, *, statute_basis: bool = True) -> str:
    """The text of a procedure file.

    on: the day from which it would be in force. With ``statute_basis``, a rule that remembers its article says so as its basis.
    """
    keys = _keys(graph.events)
    data: dict[str, Any] = {
        "procedure": graph.key or _slug(graph.title.en) or "imported",
        "title": _text(graph.title.zh, graph.title.en),
        "field": "imported",
        "in_force": {"from": on, "until": None},
        "stance": "own",
        "summary": _text(
            f"由 DCR 图“{graph.title.zh}”导入的草案", f"Draft imported from the DCR graph '{graph.title.en}'"
        ),
        "steps": {keys[event.id]: _step(event, graph) for event in graph.events},
        "rules": list(_rules(graph, keys, statute_basis)),
    }
    return written(data)


def _text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _slug(text: str) -> str:
    slug = _KEY.sub("-", text.lower()).strip("-")
    return slug if slug[:1].isalpha() else (f"e-{slug}" if slug else "")


def _keys(events: Iterable[DcrEvent]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for number, event in enumerate(events, 1):
        key = _slug(event.id) or f"event-{number}"
        while key in keys.values():
            key += "-2"
        keys[event.id] = key
    return keys


def _step(event: DcrEvent, graph: DcrGraph) -> dict[str, Any]:
    powers = [
        _slug(role) or "officer" for role in event.roles if role not in ("applicant", "system", "officer")
    ]
    by: list[Any] = [role for role in event.roles if role in ("applicant", "system", "officer")]
    if powers:
        by.append({"power": powers})
    closing = any(
        relation.rule == "procedure/closed" and relation.source == event.id for relation in graph.relations
    )
    once = closing or any(
        relation.kind == "exclude" and relation.source == relation.target == event.id
        for relation in graph.relations
    )
    opening = any(
        relation.rule == "procedure/opening" and relation.source == event.id for relation in graph.relations
    )
    step: dict[str, Any] = {"title": _text(event.label.zh, event.label.en), "by": by or "officer"}
    for name, value in (
        ("opens", opening),
        ("repeat", not once),
        ("dormant", not event.included),
        ("owed", event.pending),
        ("closes", closing),
    ):
        if value:
            step[name] = True
    return step


def _rules(graph: DcrGraph, keys: dict[str, str], statute_basis: bool) -> Iterable[dict[str, Any]]:
    grouped: dict[tuple[str, str], list[DcrRelation]] = defaultdict(list)
    for number, relation in enumerate(graph.relations):
        if relation.rule in ("procedure/once", "procedure/closed", "procedure/opening"):
            continue
        if relation.kind == "coresponse" or (
            relation.kind == "exclude" and relation.source == relation.target
        ):
            continue
        grouped[(relation.kind, relation.group or str(number))].append(relation)
    for number, ((kind, _), relations) in enumerate(grouped.items(), 1):
        first = relations[0]
        rule: dict[str, Any] = {
            "id": f"{kind}-{number}",
            "says": _text(first.says or f"关系{number}", first.says or f"relation {number}"),
        }
        if statute_basis and first.rule and first.article:
            rule["basis"] = _text(f"{first.rule}，{first.article}", f"{first.rule}, {first.article}")
        if first.guard:
            rule["when"] = first.guard
        rule[kind] = _relation(kind, relations, keys)
        yield rule


def _relation(kind: str, relations: list[DcrRelation], keys: dict[str, str]) -> dict[str, Any]:
    sources = list(dict.fromkeys(keys[relation.source] for relation in relations))
    targets = list(dict.fromkeys(keys[relation.target] for relation in relations))
    time = relations[0].time
    if kind == "condition":
        shape: dict[str, Any] = {"step": targets, "needs": sources}
        if time is not None:
            shape["delay"] = time.to_mapping()
        return shape
    if kind == "response":
        shape = {"after": sources, "owed": targets}
        if time is not None:
            shape["within"] = time.to_mapping()
        return shape
    if kind == "milestone":
        return {"step": targets, "waits_for": sources}
    return {"on": sources, "steps": targets}
