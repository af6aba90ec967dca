"""What a case says so far, for fields of work that rule on another case or file it."""

from __future__ import annotations

from typing import Any

from yifa.cases import store


def answers_of(case_id: int, until: int | None = None) -> dict[str, Any]:
    """The latest answer to every question of a case that is not erased, by field; until: an entry's position, included.

    Of the bureau that the block works for; one query.
    """
    return store.answers_of_case(case_id, until)
