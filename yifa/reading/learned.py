"""What marked texts teach about categories, beyond the cues that people wrote down.

A linear model over pairs of characters beside the figure, its unit and its measure word. Its weights are added to what the cues
say, so that it corrects them and does not replace them. They lie in `lexicon/weights.json`, are learned from the marked texts of
this repository by `scripts/train_reading.py`, and need nothing but a dictionary to be used. Kept because it does better than
the cues alone on texts from which it has not learned (docs/reference/reading.md).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from operator import add

from yifa.reading.kinds import Category
from yifa.reading.lexicon import FOLDER
from yifa.reading.spans import Draft

FILE = FOLDER / "weights.json"
_ORDER = tuple(str(category) for category in Category)
_BEFORE, _AFTER = 16, 12  # characters on either side that are looked at


def features(text: str, found: Draft) -> Iterator[str]:
    """What the model sees of a figure."""
    before = text[max(found.item, found.start - _BEFORE) : found.start]
    for at in range(len(before) - 1):
        yield "b" + before[at : at + 2]
    yield "B" + before[-2:]
    yield "B" + before[-4:]
    after = text[found.end : min(found.item_end, found.end + _AFTER)]
    for at in range(len(after) - 1):
        yield "a" + after[at : at + 2]
    yield "u" + found.unit
    yield "m" + found.measure
    yield "_"


_BITS = 64  # of each category in a number that holds the weights of all
_UNIT = 1 << 20  # what a weight of one is worth there
_HALF = 1 << (_BITS - 1)
_MIDDLE = sum(1 << (_BITS * place + _BITS - 1) for place in range(len(_ORDER)))
_BYTES = _BITS // 8 * len(_ORDER)
_EACH = struct.Struct(f"<{len(_ORDER)}Q")


class Weights:
    """How much each feature speaks for and against each category.

    Of each feature one whole number, in which every category has its bits, so that the features of a figure are added at once.
    Kept by the kind of the feature, so that none is put together to be looked up.
    """

    __slots__ = ("_after", "_before", "_closing", "_measure", "_unit", "_whole")

    def __init__(self, table: Mapping[str, Mapping[str, float]]) -> None:
        kinds: dict[str, dict[str, int]] = {}
        for feature, weights in table.items():
            entry = sum(
                round(weight * _UNIT) << (_BITS * _ORDER.index(category))
                for category, weight in weights.items()
            )
            kinds.setdefault(feature[0], {})[feature[1:]] = entry
        self._before, self._closing = kinds.get("b", {}), kinds.get("B", {})
        self._after, self._unit = kinds.get("a", {}), kinds.get("u", {})
        self._measure, self._whole = kinds.get("m", {}), kinds.get("_", {})

    def added(self, text: str, found: Draft, scores: list[float]) -> list[float]:
        """The scores of the categories with what the features of `found` say; the same that `features` gives."""
        start, end = found.start, found.end
        before = text[max(found.item, start - _BEFORE) : start]
        after = text[end : min(found.item_end, end + _AFTER)]
        said = (
            *map(self._before.get, map(add, before, before[1:])),
            self._closing.get(before[-2:]),
            self._closing.get(before[-4:]),
            *map(self._after.get, map(add, after, after[1:])),
            self._unit.get(found.unit),
            self._measure.get(found.measure),
            self._whole.get(""),
        )
        # One sum for all categories, each in its own bits; the middle keeps them apart where they are below nothing.
        packed = (sum(filter(None, said)) + _MIDDLE).to_bytes(_BYTES, "little")
        return [
            score + (said_for - _HALF) / _UNIT
            for score, said_for in zip(scores, _EACH.unpack(packed), strict=True)
        ]


@cache
def shipped() -> Weights:
    """The weights that come with Yifa; none if there is no file of them."""
    if not FILE.exists():
        return Weights({})
    return Weights(json.loads(FILE.read_text(encoding="utf-8")))
