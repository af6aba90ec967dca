"""Which part of a bureau's work a figure tells of.

Every cue of `lexicon/categories.yaml` in the sentence speaks for its category: louder the stronger it is, the nearer it stands
to the figure, and before it rather than after. The title that the paragraph begins with and those of the sections speak too,
more quietly. A growth, a share or a part without a word of its own follows the figure that it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from yifa.reading.kinds import Category, Role
from yifa.reading.learned import Weights
from yifa.reading.lexicon import Words, load
from yifa.reading.spans import Draft

ORDER = tuple(Category)
INDEX = {str(category): index for index, category in enumerate(ORDER)}
STRENGTH = {"sure": 4.5, "strong": 3.0, "plain": 1.3, "weak": 0.5}

Cue = tuple[int, float]
Hit = tuple[int, int, tuple[Cue, ...]]


@cache
def cues() -> Words:
    """Every cue with the categories that it speaks for."""
    words: dict[str, list[Cue]] = {}
    lexicon = load("categories")
    for word in lexicon["neutral"]:
        words[str(word)] = []
    for category in INDEX:
        strengths = lexicon[category]
        for strength, listed in strengths.items():
            for word in listed:
                words.setdefault(str(word), []).append((INDEX[category], STRENGTH[strength]))
    return Words({word: tuple(said) for word, said in words.items()})


def hits(text: str, start: int, end: int) -> list[Hit]:
    """The cues in a stretch of text."""
    return cues().find(text, start, end)


class Cues:
    """The cues of a whole text, found once, and those of any stretch of it."""

    __slots__ = ("_found", "_starts")

    def __init__(self, text: str) -> None:
        self._found: list[Hit] = cues().find_all(text)
        self._starts = [hit[0] for hit in self._found]

    def between(self, start: int, end: int) -> list[Hit]:
        """Those that lie between two offsets."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        while last > first and self._found[last - 1][1] > end:
            last -= 1
        return self._found[first:last]


Vector = tuple[float, ...]
NOTHING: Vector = (0.0,) * len(ORDER)
COUNT = len(ORDER)

_OWN, _CLAUSE, _SENTENCE, _AFTER, _LATER = 1.2, 1.2, 0.75, 1.3, 0.45
_FAR = 22.0
# How loud titles are, and the beginning of a part of a paragraph.
LEAD_INNER, LEAD_OUTER, LEAD_PART = 0.42, 0.37, 0.42
_GOES_ON = 1.1  # what a figure without a strong cue of its own owes to the one before it
_AGAIN = 0.35  # what a second cue for the same category adds

# What a unit alone says, before any word.
PRIORS: dict[str, dict[str, float]] = {
    "CNY": {"fund": 1.8},
    "workday": {"service": 2.0},
    "day": {"service": 0.7},
    "hour": {"study": 1.0},
    "person": {"personnel": 0.5},
    "person_time": {"popularisation": 0.6, "study": 0.4},
    "enterprise": {"recognition": 0.4, "enterprise_service": 0.3},
    "organisation": {"recognition": 0.3},
    "rank": {"statistics": 0.4, "recognition": 0.8},
    "copy": {"popularisation": 2.0},
    "session": {"plan": 0.1},
    "item": {"service": 0.1},
    "percent": {"service": 0.2},
}


def vector(said_in: list[Hit], loudness: float) -> list[float]:
    """What the cues of a title say of the figures under it: of each category its strongest cue."""
    scores = [0.0] * COUNT
    for _, _, said in said_in:
        for index, weight in said:
            if weight * loudness > scores[index]:
                scores[index] = weight * loudness
    return scores


def assign(
    text: str,
    drafts: list[Draft],
    said: list[Hit],
    lead: list[float],
    before: Draft | None,
    weights: Weights,
) -> None:
    """Sets the category of each figure of a sentence, whose cues are `said`. `lead` is what the titles above it say;
    `before` the last figure of the sentence that this one goes on with; `weights` what was learned beyond the cues."""
    last = before
    for found in drafts:
        if found.head is not None:
            found.category = found.head.category
            found.why.append("category_of_list")
            continue
        if found.whole is not None and found.unit != "percent":
            found.category = found.whole.category
            found.why.append("category_of_whole")
            last = found
            continue
        own, scores = _heard(found, said, lead)
        if last is not None and own < 2.0:
            scores[INDEX[last.category]] += _GOES_ON
        if (
            last is not None
            and own < _INHERITS.get(found.unit, 2.0)
            and (found.role in _DEPENDENT or found.unit == "percent" or (found.unit == "CNY" and own < 1.0))
        ):
            found.category = last.category
            found.why.append("category_of_whole")
        else:
            scores = weights.added(text, found, scores)
            most = max(scores)
            found.category = ORDER[scores.index(most)] if most > 0.0 else Category.OTHER
            found.why.append(f"category_{found.category}")
        last = found


def _heard(found: Draft, said: list[Hit], lead: list[float]) -> tuple[float, list[float]]:
    """How strong the strongest cue of the figure's own is, and what all cues together say for each category."""
    own = 0.0
    loudest = [0.0] * COUNT
    scores = lead.copy()
    for name, weight in PRIORS.get(found.unit, _NO_PRIOR).items():
        scores[INDEX[name]] += weight
    start, end, item, clause, item_end = found.start, found.end, found.item, found.clause, found.item_end
    for at, to, meant in said:
        if to <= start:
            if at >= item:
                loudness = _OWN / (1 + (start - to) / _FAR)
                if meant and meant[0][1] > own:
                    own = meant[0][1]
            elif at >= clause:
                loudness = _CLAUSE / (1 + (start - to) / _FAR)
            else:
                loudness = _SENTENCE / (1 + (start - to) / (3 * _FAR))
        elif at >= end:
            if to <= item_end:
                loudness = _AFTER / (1 + (at - end) / _FAR)
                if meant and meant[0][1] > own:
                    own = meant[0][1]
            else:
                loudness = _LATER / (1 + (at - end) / _FAR)
        else:
            continue
        for index, weight in meant:
            heard = weight * loudness
            if heard > loudest[index]:
                scores[index] += heard - loudest[index] * (1 - _AGAIN)
                loudest[index] = heard
            else:
                scores[index] += heard * _AGAIN
    return own, scores


_NO_PRIOR: dict[str, float] = {}
_DEPENDENT = frozenset([Role.GROWTH, Role.CHANGE, Role.PART, Role.RANK])
_INHERITS = {"percent": 2.0, "CNY": 1.0}
