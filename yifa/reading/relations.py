"""How the figures of a report hang together: parts and their total, differences, growth, rates, the same figure twice.

A relation is claimed only where the words claim it (其中, 比上年增加, 同比增长, 办结率), and holds where the stated figures agree
within their own rounding: 12.98 → 16.47 is a growth of 26.80 to 26.97 per cent, so 26.9% agrees and 26.7% does not. Each
figure looks at most `_REACH` figures back, so the work is linear in their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yifa.reading.facts import Fact
from yifa.reading.layout import Layout
from yifa.reading.relation import Relation, RelationKind, rounding, same_unit
from yifa.reading.relation_growth import changes, growths
from yifa.reading.relation_rates import rates, said_again
from yifa.reading.relation_sums import lists, sums

__all__ = ["Relation", "RelationKind", "find_relations", "rounding", "same_unit"]


def find_relations(text: str, layout: Layout, facts: Sequence[Fact]) -> tuple[Relation, ...]:
    """The relations that the words claim between `facts`, in the order of the text."""
    found: list[Relation] = []
    for group in _by_line(layout, facts):
        found += sums(text, group)
        found += lists(text, group)
        found += changes(text, group)
        found += growths(text, group)
        found += rates(text, group)
    found += said_again(text, facts)
    return tuple(sorted(found, key=lambda one: (one.of.start, one.kind)))


def _by_line(layout: Layout, facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """The figures of each paragraph."""
    group: list[Fact] = []
    end = -1
    for fact in facts:
        if fact.start >= end:
            if group:
                yield group
            group = []
            line = layout.line_at(fact.start)
            end = line.end if line is not None else fact.end
        group.append(fact)
    if group:
        yield group
