"""Who stands in for whom, by the entries of the log that say so: an act done for somebody else refers to such an entry."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from yifa.cases.models import ActContent, LogEntry
from yifa.house.acting import number_in
from yifa.house.models import Officer
from yifa.house.tenancy import using_bureau

NAME_DEPUTY: Final = "name-deputy"


def mandates_of(bureau_id: int, positions: Collection[int] | None = None) -> dict[int, tuple[str, str]]:
    """The deputy and the officer who is away, by the position of the entry; one query. positions: of these entries alone."""
    named = LogEntry.objects.filter(bureau_id=bureau_id, step=NAME_DEPUTY, case__isnull=True)
    if positions is not None:
        named = named.filter(position__in=positions)
    with using_bureau(bureau_id):
        told = ActContent.objects.filter(bureau_id=bureau_id, position__in=named.values("position"))
        return {
            position: (str(answers["deputy"][1]), str(answers["officer"][1]))
            for position, answers in told.values_list("position", "answers")
            if "deputy" in answers and "officer" in answers
        }


def absent_names(bureau_id: int, positions: Collection[int]) -> dict[int, str]:
    """The names of the officers for whom acts that refer to these entries were done; nothing for other entries."""
    if not positions:
        return {}
    found = mandates_of(bureau_id, positions)
    keys = {number_in(absent) for _, absent in found.values()}
    names = dict(Officer.objects.filter(pk__in=keys).values_list("pk", "name"))
    return {position: names.get(number_in(absent), "") for position, (_, absent) in found.items()}
