"""A layered layout for graphs of a few dozen boxes (Sugiyama, Tagawa and Toda 1981), small and free of dependencies.

Cycles are cut, boxes get layers by longest path, long edges pass through invisible points, crossings are reduced by medians, and
boxes move towards their neighbours without overlapping. Everything is deterministic.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_SWEEPS = 24
_STRAIGHTENING = 16
_LEAST_IN_ROW = 4


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place: a key, and its size in pixels."""

    key: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """An edge to lay out. ``weight`` pulls its ends together; ``forward`` edges decide the layers."""

    key: str
    source: str
    target: str
    weight: int = 1
    forward: bool = True
    label_width: float = 0


@dataclass(slots=True)
class Placed:
    """The result: centres of boxes, points of links from source to target, and the size of the whole."""

    centres: dict[str, tuple[float, float]] = field(default_factory=dict)
    paths: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    width: float = 0
    height: float = 0


@dataclass(slots=True)
class _Node:
    key: str
    width: float
    height: float
    rank: int = 0
    x: float = 0
    dummy: bool = False
    ups: list[tuple[int, int]] = field(default_factory=list)
    downs: list[tuple[int, int]] = field(default_factory=list)


def lay_out(
    boxes: Sequence[Box],
    links: Sequence[Link],
    *,
    gap: float = 34,
    layer_gap: float = 56,
    margin: float = 16,
    roots: Sequence[str] = (),
) -> Placed:
    """Places boxes in layers from top to bottom, ``roots`` first. Links to themselves are left out."""
    nodes = [_Node(box.key, box.width, box.height) for box in boxes]
    index = {node.key: number for number, node in enumerate(nodes)}
    real = [link for link in links if link.source != link.target]
    reversed_links = _rank(nodes, index, real, roots)
    chains = _chains(nodes, index, real, reversed_links)
    layers = _layers(nodes)
    _order(nodes, layers)
    _straighten(nodes, layers, gap)
    placed = _coordinates(nodes, layers, layer_gap, margin)
    _paths(placed, nodes, real, chains)
    return placed


def _rank(
    nodes: list[_Node], index: Mapping[str, int], links: Sequence[Link], roots: Sequence[str]
) -> set[str]:
    """Layers by longest path; gives the links that run upwards."""
    followers: dict[int, list[int]] = defaultdict(list)
    for link in links:
        if link.forward:
            followers[index[link.source]].append(index[link.target])
    state = [0] * len(nodes)
    order: list[int] = []
    cut: set[tuple[int, int]] = set()

    def visit(at: int) -> None:
        state[at] = 1
        for following in followers[at]:
            if state[following] == 1:
                cut.add((at, following))
            elif state[following] == 0:
                visit(following)
        state[at] = 2
        order.append(at)

    for at in [index[root] for root in roots] + list(range(len(nodes))):
        if state[at] == 0:
            visit(at)
    for at in reversed(order):
        for following in followers[at]:
            if (at, following) not in cut:
                nodes[following].rank = max(nodes[following].rank, nodes[at].rank + 1)
    _pull_down(nodes, index, links, cut, {index[root] for root in roots})
    _spread_loose(nodes, index, links, {index[root] for root in roots})
    return {link.key for link in links if nodes[index[link.source]].rank >= nodes[index[link.target]].rank}


def _pull_down(
    nodes: list[_Node],
    index: Mapping[str, int],
    links: Sequence[Link],
    cut: set[tuple[int, int]],
    roots: set[int],
) -> None:
    """Boxes without anything before them stand just above what follows them, rather than all at the top."""
    before: dict[int, int] = defaultdict(int)
    after: dict[int, list[int]] = defaultdict(list)
    for link in links:
        pair = index[link.source], index[link.target]
        if link.forward and pair not in cut:
            before[pair[1]] += 1
            after[pair[0]].append(pair[1])
    for at, node in enumerate(nodes):
        if not before[at] and after[at] and at not in roots:
            node.rank = min(nodes[following].rank for following in after[at]) - 1
            node.rank = max(node.rank, 0)


def _spread_loose(
    nodes: list[_Node], index: Mapping[str, int], links: Sequence[Link], roots: set[int]
) -> None:
    """Boxes that no forward link touches fill the rows that have room, from the second on, rather than widen the first."""
    tied = {at for link in links if link.forward for at in (index[link.source], index[link.target])} | roots
    loose = [at for at in range(len(nodes)) if at not in tied]
    rows = Counter(nodes[at].rank for at in tied)
    room = max(_LEAST_IN_ROW, *rows.values()) if rows else _LEAST_IN_ROW
    for at in loose:
        rank = 1
        while rows[rank] >= room:
            rank += 1
        nodes[at].rank = rank
        rows[rank] += 1


def _chains(
    nodes: list[_Node], index: Mapping[str, int], links: Sequence[Link], upward: set[str]
) -> dict[str, list[int]]:
    """The nodes that each link passes, from its upper end down; invisible ones are added to ``nodes``."""
    chains: dict[str, list[int]] = {}
    for link in links:
        top, bottom = index[link.source], index[link.target]
        if link.key in upward:
            top, bottom = bottom, top
        chain = [top]
        for rank in range(nodes[top].rank + 1, nodes[bottom].rank):
            nodes.append(_Node(f"·{link.key}·{rank}", 10, 0, rank, dummy=True))
            chain.append(len(nodes) - 1)
        chain.append(bottom)
        chains[link.key] = chain
        if nodes[top].rank == nodes[bottom].rank:
            continue
        for above, below in pairwise(chain):
            # Long links are kept straight before short ones.
            pull = link.weight * (4 if nodes[above].dummy or nodes[below].dummy else 2)
            nodes[above].downs.append((below, pull))
            nodes[below].ups.append((above, pull))
    return chains


def _layers(nodes: Sequence[_Node]) -> list[list[int]]:
    layers: list[list[int]] = [[] for _ in range(max((node.rank for node in nodes), default=-1) + 1)]
    for at, node in enumerate(nodes):
        layers[node.rank].append(at)
    return layers


def _order(nodes: Sequence[_Node], layers: list[list[int]]) -> None:
    """Fewer crossings: each layer by the medians of its neighbours, down and up, keeping the best seen."""
    best, fewest = [list(layer) for layer in layers], _crossings(nodes, layers)
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        for layer in layers if downwards else reversed(layers):
            place = {at: position for row in layers for position, at in enumerate(row)}

            def wanted(at: int, place: Mapping[int, int] = place, downwards: bool = downwards) -> float:
                near = nodes[at].ups if downwards else nodes[at].downs
                if not near:
                    return place[at]
                spots = sorted(place[other] for other, _ in near)
                middle = len(spots) // 2
                return spots[middle] if len(spots) % 2 else (spots[middle - 1] + spots[middle]) / 2

            layer.sort(key=lambda at: (wanted(at), place[at]))
        _swap_neighbours(nodes, layers)
        count = _crossings(nodes, layers)
        if count < fewest:
            best, fewest = [list(layer) for layer in layers], count
    layers[:] = best


def _swap_neighbours(nodes: Sequence[_Node], layers: list[list[int]]) -> None:
    for number, layer in enumerate(layers):
        for position in range(len(layer) - 1):
            before = _crossings_at(nodes, layers, number)
            layer[position], layer[position + 1] = layer[position + 1], layer[position]
            if _crossings_at(nodes, layers, number) >= before:
                layer[position], layer[position + 1] = layer[position + 1], layer[position]


def _crossings(nodes: Sequence[_Node], layers: Sequence[Sequence[int]]) -> int:
    return sum(_between(nodes, layers, number) for number in range(len(layers) - 1))


def _crossings_at(nodes: Sequence[_Node], layers: Sequence[Sequence[int]], number: int) -> int:
    above = _between(nodes, layers, number - 1) if number else 0
    return above + (_between(nodes, layers, number) if number < len(layers) - 1 else 0)


def _between(nodes: Sequence[_Node], layers: Sequence[Sequence[int]], upper: int) -> int:
    place = {at: position for position, at in enumerate(layers[upper + 1])}
    ends = [
        (position, place[below])
        for position, at in enumerate(layers[upper])
        for below, _ in nodes[at].downs
        if below in place
    ]
    return sum(
        1
        for first in range(len(ends))
        for second in range(first + 1, len(ends))
        if (ends[first][0] - ends[second][0]) * (ends[first][1] - ends[second][1]) < 0
    )


def _straighten(nodes: Sequence[_Node], layers: Sequence[Sequence[int]], gap: float) -> None:
    """Horizontal places: towards the neighbours, without overlap and in the order found."""
    for layer in layers:
        x = 0.0
        for at in layer:
            nodes[at].x = x + nodes[at].width / 2
            x += nodes[at].width + gap
        middle = (x - gap) / 2
        for at in layer:
            nodes[at].x -= middle
    for sweep in range(_STRAIGHTENING):
        rows = layers if sweep % 2 == 0 else list(reversed(layers))
        for layer in rows:
            both = sweep >= _STRAIGHTENING - 4
            tied = [nodes[at].x for at in layer if nodes[at].ups or nodes[at].downs]
            centre = sum(tied) / len(tied) if tied else 0.0
            wishes: list[tuple[float, float]] = []
            for at in layer:
                near = (
                    [*nodes[at].ups, *nodes[at].downs]
                    if both
                    else (nodes[at].ups if sweep % 2 == 0 else nodes[at].downs)
                )
                total = sum(pull for _, pull in near)
                if total:
                    wishes.append((sum(nodes[other].x * pull for other, pull in near) / total, total))
                elif nodes[at].ups or nodes[at].downs:
                    wishes.append((nodes[at].x, 1.0))
                else:
                    # Tied to nothing: beside its row, without pushing it.
                    wishes.append((centre, 0.01))
            _place_row([nodes[at] for at in layer], wishes, gap)


def _place_row(row: Sequence[_Node], wishes: Sequence[tuple[float, float]], gap: float) -> None:
    """The places nearest to the wishes that keep order and distance: pooled like violators of a monotone regression."""
    offsets: list[float] = []
    at = 0.0
    for number, node in enumerate(row):
        if number:
            before = row[number - 1]
            at += (before.width + node.width) / 2 + (gap / 2 if before.dummy and node.dummy else gap)
        offsets.append(at)
    pools: list[tuple[float, float, int]] = []
    for (wish, weight), offset in zip(wishes, offsets, strict=True):
        total, pull, count = (wish - offset) * weight, weight, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / pull:
            total, pull, count = total + pools[-1][0], pull + pools[-1][1], count + pools[-1][2]
            pools.pop()
        pools.append((total, pull, count))
    number = 0
    for total, pull, count in pools:
        for _ in range(count):
            row[number].x = total / pull + offsets[number]
            number += 1


def _coordinates(
    nodes: Sequence[_Node], layers: Sequence[Sequence[int]], layer_gap: float, margin: float
) -> Placed:
    placed = Placed()
    left = min((node.x - node.width / 2 for node in nodes), default=0.0)
    right = max((node.x + node.width / 2 for node in nodes), default=0.0)
    y = margin
    for layer in layers:
        height = max((nodes[at].height for at in layer), default=0.0)
        for at in layer:
            node = nodes[at]
            node.x += margin - left
            placed.centres[node.key] = (node.x, y + height / 2)
        y += height + layer_gap
    placed.width = right - left + 2 * margin
    placed.height = y - layer_gap + margin
    return placed


def _paths(
    placed: Placed,
    nodes: Sequence[_Node],
    links: Sequence[Link],
    chains: Mapping[str, Sequence[int]],
) -> None:
    ports = _ports(placed, nodes, links, chains)
    for link in links:
        chain = chains[link.key]
        top, bottom = nodes[chain[0]], nodes[chain[-1]]
        top_x, top_y = placed.centres[top.key]
        bottom_x, bottom_y = placed.centres[bottom.key]
        out, into = ports[(link.key, "top")], ports[(link.key, "bottom")]
        if top.rank == bottom.rank:
            points = _sideways(placed, nodes, top, bottom)
        else:
            points = [(top_x + out, top_y + top.height / 2)]
            points += [placed.centres[nodes[at].key] for at in chain[1:-1]]
            points.append((bottom_x + into, bottom_y - bottom.height / 2))
        if nodes[chain[0]].key != link.source:
            points.reverse()
        placed.paths[link.key] = points


def _sideways(placed: Placed, nodes: Sequence[_Node], one: _Node, other: _Node) -> list[tuple[float, float]]:
    """Between boxes of one row: straight if they are neighbours, else in an arc above what stands between them."""
    (x0, y0), (x1, y1) = placed.centres[one.key], placed.centres[other.key]
    low, high = min(x0, x1), max(x0, x1)
    if not any(node.rank == one.rank and low < placed.centres[node.key][0] < high for node in nodes):
        sign = 1 if x1 > x0 else -1
        return [(x0 + sign * one.width / 2, y0), (x1 - sign * other.width / 2, y1)]
    top = min(y0 - one.height / 2, y1 - other.height / 2)
    return [(x0, y0 - one.height / 2), ((x0 + x1) / 2, top - 26), (x1, y1 - other.height / 2)]


def _ports(
    placed: Placed, nodes: Sequence[_Node], links: Sequence[Link], chains: Mapping[str, Sequence[int]]
) -> dict[tuple[str, str], float]:
    """Where links leave and enter a box: side by side in the order of where they come from and go to."""
    leaving: dict[int, list[tuple[float, str]]] = defaultdict(list)
    entering: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for link in links:
        chain = chains[link.key]
        leaving[chain[0]].append((placed.centres[nodes[chain[1]].key][0], link.key))
        entering[chain[-1]].append((placed.centres[nodes[chain[-2]].key][0], link.key))
    ports: dict[tuple[str, str], float] = {}
    for side, ends in (("top", leaving), ("bottom", entering)):
        for at, listed in ends.items():
            room = nodes[at].width * 0.62
            step = min(26.0, room / max(1, len(listed)))
            for number, (_, key) in enumerate(sorted(listed)):
                ports[(key, side)] = (number - (len(listed) - 1) / 2) * step
    return ports
