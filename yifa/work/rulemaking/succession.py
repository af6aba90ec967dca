"""What a new document makes of older ones, and what stands in the way: a document on which another in force still rests.

The proposal names them one a line, “废止 漯科〔2018〕5号” or “修改 《…办法》”. What is abolished may not leave another document
without its basis: that one is amended, abolished or put on a new basis first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from yifa.law.references import references
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.rulemaking.citing import named_in
from yifa.work.rulemaking.registers import DocumentRelation, NormativeDocument, in_force


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the proposal: what is done to which document. document: None where the register has none that fits."""

    line: str
    relation: str
    document: NormativeDocument | None


def changes_named(text: str) -> Iterator[Change]:
    """The changes that a proposal names. relation is ``amends``, ``replaces``, or empty where the line does not say."""
    for line in (one.strip() for one in text.splitlines()):
        if not line:
            continue
        relation = "replaces" if "废止" in line else "amends" if "修改" in line else ""
        found = [row for _one, row in named_in(tuple(references(line)))]
        yield Change(line, relation, found[0] if found else None)


def resting_on(
    document: NormativeDocument, on: date, *, besides: Collection[int] = ()
) -> list[DocumentRelation]:
    """The documents in force on a day that rest on this one, save those being dealt with (their keys)."""
    others = NormativeDocument.objects.filter(in_force(on)).exclude(pk__in=[*besides, document.pk])
    return list(
        DocumentRelation.objects.filter(
            other=document, relation="rests_on", document__in=others
        ).select_related("document")
    )


def still_needed(
    document: NormativeDocument, on: date, *, besides: Collection[int] = ()
) -> tuple[Reason, ...]:
    """Against ending a document on which others in force rest, one reason for each, with its sentence."""
    return tuple(
        Reason(
            rule=None,
            code="rulemaking/still-needed",
            sentence=Bilingual(
                f"{relation.document.reference}以{document.reference}为依据（“{relation.passage}”），"
                "现行有效，不得先行废止其依据。",
                f"{relation.document.reference} is in force and rests on {document.reference}"
                f" (“{relation.passage}”); its basis may not be taken away first.",
            ),
            remedy=Bilingual(
                f"请先修改、废止{relation.document.reference}，或者在同一件文件中一并处理。",
                f"First amend or abolish {relation.document.reference}, or deal with both in one document.",
            ),
        )
        for relation in resting_on(document, on, besides=besides)
    )
