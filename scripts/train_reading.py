#!/usr/bin/env python3
"""Learns from marked texts which characters beside a figure speak for which category, and writes the weights.

    python scripts/train_reading.py [FOLDER...] [--hold-out FOLDER...] [--check]

By default it learns from `labelled/reading/development` and writes `yifa/reading/lexicon/weights.json`. ``--hold-out`` prints
how the cues alone and the cues with the weights do on texts that were not learned from; ``--check`` writes nothing. The same
texts give the same weights.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from yifa.reading.facts import Reader
from yifa.reading.kinds import Category
from yifa.reading.labelled import labelled_files
from yifa.reading.layout import layout
from yifa.reading.learned import FILE, Weights, features
from yifa.reading.spans import Draft

DEVELOPMENT = Path(__file__).parent.parent / "labelled" / "reading" / "development"
ORDER = tuple(str(category) for category in Category)
ROUNDS, RATE, RARE, SMALL, TOO_SMALL = 6, 0.1, 2, 0.02, 0.03

Table = dict[str, dict[int, float]]


@dataclass(frozen=True, slots=True)
class Example:
    """A figure whose category the cues had to decide: what the model sees, what the cues say, and what is right."""

    seen: tuple[str, ...]
    scores: tuple[float, ...]
    right: int


class _Recorder(Weights):
    """Takes down what the cues say, and adds nothing to it."""

    __slots__ = ("taken",)

    def __init__(self) -> None:
        super().__init__({})
        self.taken: dict[tuple[int, int], tuple[tuple[str, ...], tuple[float, ...]]] = {}

    def add(self, text: str, found: Draft, scores: list[float]) -> None:
        self.taken[found.start, found.end] = (tuple(features(text, found)), tuple(scores))


def main() -> None:
    """The command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=[DEVELOPMENT])
    arguments.add_argument("--hold-out", nargs="*", type=Path, default=[])
    arguments.add_argument("--check", action="store_true", help="write nothing")
    options = arguments.parse_args()
    examples = [example for folder in options.folders for example in read_examples(folder)]
    table = learn(examples)
    print(f"{len(examples)} figures, {len(table)} features")
    for folder in options.hold_out:
        unseen = read_examples(folder)
        print(
            f"{folder}: cues {share_right(unseen, {}):.3f}, with weights {share_right(unseen, table):.3f} of {len(unseen)}"
        )
    if not options.check:
        written = {
            feature: {
                ORDER[index]: round(weight, 3)
                for index, weight in sorted(weights.items())
                if abs(weight) >= TOO_SMALL
            }
            for feature, weights in sorted(table.items())
        }
        kept = {feature: weights for feature, weights in written.items() if weights}
        FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{FILE.name}: {len(kept)} features")


def read_examples(folder: Path) -> list[Example]:
    """The figures of the marked texts in `folder` whose category the cues decide."""
    found: list[Example] = []
    for marked in labelled_files(folder):
        recorder = _Recorder()
        Reader(marked.text, marked.year, layout(marked.text), weights=recorder).read()
        for fact in marked.facts:
            taken = recorder.taken.get((fact.start, fact.end))
            if taken is not None:
                found.append(Example(*taken, right=ORDER.index(str(fact.category))))
    return found


def learn(examples: list[Example]) -> Table:
    """Multinomial logistic regression on top of the cues' scores, by gradient steps that shrink for each weight."""
    known = Counter(feature for example in examples for feature in set(example.seen))
    table: Table = defaultdict(dict)
    slopes: Table = defaultdict(dict)
    count = len(examples)
    for turn in range(ROUNDS):
        # Far apart in the texts and in another order each turn, yet the same each time.
        stride = next(
            step for step in range(count // 3 + 7 * turn + 1, 2 * count + 9) if math.gcd(step, count) == 1
        )
        for place in range(count):
            example = examples[place * stride % count]
            seen = [feature for feature in dict.fromkeys(example.seen) if known[feature] >= RARE]
            wrong = _chances(example, table, seen)
            wrong[example.right] -= 1.0
            steps = [(index, step) for index, step in enumerate(wrong) if abs(step) > SMALL]
            for feature in seen:
                weights, slope = table[feature], slopes[feature]
                for index, step in steps:
                    gradient = step + 0.01 * weights.get(index, 0.0)
                    slope[index] = slope.get(index, 1.0) + gradient * gradient
                    weights[index] = weights.get(index, 0.0) - RATE * gradient / math.sqrt(slope[index])
    return dict(table)


def share_right(examples: list[Example], table: Table) -> float:
    """The share of figures whose right category comes out first."""
    right = 0
    for example in examples:
        chances = _chances(example, table, list(dict.fromkeys(example.seen)))
        right += max(range(len(ORDER)), key=chances.__getitem__) == example.right
    return right / len(examples) if examples else 0.0


def _chances(example: Example, table: Table, seen: list[str]) -> list[float]:
    scores = list(example.scores)
    for feature in seen:
        for index, weight in table.get(feature, {}).items():
            scores[index] += weight
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


if __name__ == "__main__":
    main()
