"""What a draw makes of its list, its rule and its seed: nobody types who was drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from yifa.cases.acting.computing import Facts, computation
from yifa.cases.models import Case, CaseLink
from yifa.cases.pools import Candidate, Wanted, pools
from yifa.cases.told.links import answers_of
from yifa.evidence import draws
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json
from yifa.procedure.answers import day_of, names_of, rows_of
from yifa.work.draws.registers import DrawnOne, SealedPart

_KINDS: Final = {"public_value": draws.PUBLIC_VALUE, "officers": draws.OFFICERS}
LISTED: Final = "listed"


def as_published(value: object) -> str:
    """A value of a public source as it goes into the seed: without the width of characters, and spaces at its ends."""
    return " ".join(unicodedata.normalize("NFKC", str(value or "")).split())


@computation("draw-concerns")
def concerns(facts: Facts) -> Json:
    """The party of the matter that the draw is for, of those that are linked with it, and the partners that they name; typed
    where the matter concerns nobody."""
    case = facts.case("for_case")
    if case is None:
        return None
    with using_bureau(facts.bureau_id):
        linked = CaseLink.objects.filter(to_case=case, is_current=True).values("from_case")
        cases = Case.objects.select_related("party").filter(
            pk__in=[case.pk, *linked.values_list("from_case", flat=True)]
        )
        found: list[str] = []
        for one in cases:
            found += [one.party.name] if one.party is not None else []
            answers = answers_of(one)
            found += [str(row["partner"]) for row in rows_of(answers, "partners") if row.get("partner")]
            found += [str(row["name"]) for row in rows_of(answers, "members") if row.get("name")]
            found += [str(answers["leader"])] if isinstance(answers.get("leader"), str) else []
    return list(dict.fromkeys(found)) or None


@computation("draw-candidates", always=True)
def candidates(facts: Facts) -> Json:
    """Everybody on the list with a salt of their own; whoever may not be drawn with the reason."""
    chosen = str(facts.answers.get("pool") or "")
    found: list[Candidate] = []
    if chosen == LISTED:
        found = [
            Candidate(
                str(row.get("name")),
                str(row.get("stratum") or ""),
                int(row.get("weight") or 1),
                str(row.get("excluded") or ""),
            )
            for row in rows_of(facts.answers, "listed")
        ]
    elif chosen in pools:
        found = pools[chosen].candidates(
            Wanted(
                facts.bureau_id,
                facts.on,
                names_of(facts.answers, "concerns"),
                names_of(facts.answers, "within"),
                facts.case("for_case"),
            )
        )
    return [
        {
            "name": one.name,
            "stratum": draws.word(one.stratum),
            "weight": one.weight,
            "salt": draws.new_salt(),
            **({"excluded": one.excluded} if one.excluded else {}),
        }
        for one in found
    ] or None


@computation("draw-list", always=True)
def list_text(facts: Facts) -> Json:
    """The list as it is committed to and published."""
    listed = rows_of(facts.answers, "candidates")
    return fixed_of(facts.answers).to_text() if listed else None


@computation("draw-digest", always=True)
def list_digest(facts: Facts) -> Json:
    """The digest of the list."""
    text = facts.answers.get("list_text")
    return draws.digest_of(str(text)) if text else None


@computation("draw-seed", always=True)
def seed(facts: Facts) -> Json:
    """The list's digest with the public value, or with what every officer opened."""
    digest = str(facts.answers.get("list_digest") or "")
    values = values_of(facts.case_id, facts.answers)
    return draws.seed_of(digest, values) if digest and values else None


@computation("draw-result", always=True)
def result(facts: Facts) -> Json:
    """Who is drawn: the first of each stratum, without those who were replaced."""
    text, found = facts.answers.get("list_text"), str(facts.answers.get("seed") or "")
    if not text or not found:
        return None
    fixed = draws.Fixed.from_text(str(text))
    by_mark = names_by_mark(facts.answers)
    replaced: list[str] = []
    if facts.case_id is not None:
        gone = DrawnOne.objects.filter(draw__case_id=facts.case_id, standing="replaced")
        replaced = list(gone.values_list("mark", flat=True))
    drawn = draws.drawn_of(fixed, draws.order_of(fixed, found), replaced)
    return [by_mark.get(one.mark, one.mark) for one in drawn] or None


def fixed_of(answers: Mapping[str, Any]) -> draws.Fixed:
    """What stands fast, from the answers that fix it."""
    return draws.Fixed(
        title=str(answers.get("draw_title") or ""),
        seed_kind=_KINDS.get(str(answers.get("seed_kind")), draws.OFFICERS),
        seed_source=str(answers.get("seed_source") or ""),
        seed_day=day_of(answers.get("seed_day")),
        takes=tuple(
            draws.Take(str(row.get("stratum")), int(row.get("count") or 0))
            for row in rows_of(answers, "takes")
        ),
        candidates=tuple(
            draws.Candidate(
                draws.mark_of(str(row.get("name")), str(row.get("salt"))),
                str(row.get("stratum") or "-"),
                int(row.get("weight") or 1),
                str(row.get("excluded") or ""),
            )
            for row in rows_of(answers, "candidates")
        ),
    )


def names_by_mark(answers: Mapping[str, Any]) -> dict[str, str]:
    """Who stands behind each mark."""
    return {
        draws.mark_of(str(row.get("name")), str(row.get("salt"))): str(row.get("name"))
        for row in rows_of(answers, "candidates")
    }


def values_of(case_id: int | None, answers: Mapping[str, Any]) -> list[str]:
    """What the seed is made of besides the list's digest; none where it is not known yet."""
    if answers.get("seed_kind") == "public_value":
        value = as_published(answers.get("value"))
        return [value] if value else []
    if case_id is None:
        return []
    parts = list(
        SealedPart.objects.filter(draw__case_id=case_id)
        .order_by("part_digest")
        .values_list("secret", flat=True)
    )
    return parts if parts and all(parts) else []
