"""Policy and party: qualifies, lacks (what it needs, what it has, how to get it), not known, or excluded; and until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

from yifa.law.text import Bilingual
from yifa.parties.facts import Known, facts_of, kinds
from yifa.parties.models import Party, PartyKind
from yifa.parties.standing import Standing, standings_for, standings_of
from yifa.work.entitlements.files import Condition, Policy, policies_on

QUALIFIES, LACKS, UNKNOWN, EXCLUDED = "qualifies", "lacks", "unknown", "excluded"
OUTCOMES = {
    QUALIFIES: Bilingual("符合", "Qualifies"),
    LACKS: Bilingual("不符合", "Lacks something"),
    UNKNOWN: Bilingual("缺数据", "Not known"),
    EXCLUDED: Bilingual("排除", "Excluded"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One condition for one party. known: what it was judged by; missing: facts that nobody entered."""

    condition: Condition
    outcome: str
    known: tuple[tuple[str, Known], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A policy for a party on a day. until: the last day on which what it qualifies by holds. amount_fen: None where it follows
    from a fact that is not known. against: what excludes it."""

    policy: Policy
    party: Party
    outcome: str
    lines: tuple[Line, ...]
    until: date | None
    amount_fen: int | None
    against: tuple[Bilingual, ...] = ()


def match(policy: Policy, party: Party, facts: Mapping[str, Known], on: date) -> Match:
    """Judge one policy for one party; where nothing is lacking, what is on record against it is asked, too (queries)."""
    judged = _judged(policy, party, facts)
    return judged if judged.outcome == LACKS else _weighed(judged, standings_of(party, on))


def _judged(policy: Policy, party: Party, facts: Mapping[str, Known]) -> Match:
    lines = tuple(_line(condition, facts) for condition in policy.conditions)
    outcomes = {line.outcome for line in lines}
    outcome = LACKS if LACKS in outcomes else UNKNOWN if UNKNOWN in outcomes else QUALIFIES
    amount = _amount(policy, facts)
    if outcome == QUALIFIES and amount is None:
        outcome = UNKNOWN
    ends = [known.until for line in lines for _, known in line.known if known.until is not None]
    until = min(ends, default=None) if outcome == QUALIFIES else None
    return Match(policy, party, outcome, lines, until, amount)


def _weighed(judged: Match, standings: Iterable[Standing]) -> Match:
    against = tuple(one.says for one in standings if one.bars)
    return replace(judged, outcome=EXCLUDED, until=None, against=against) if against else judged


def _line(condition: Condition, facts: Mapping[str, Known]) -> Line:
    fields = condition.guard.fields
    known = tuple((name, facts[name]) for name in fields if name in facts)
    missing = tuple(name for name in fields if name not in facts)
    values = {name: one.value for name, one in known}
    # A condition may be decided by what is known alone: one of two is enough.
    if condition.guard.holds(values):
        return Line(condition, QUALIFIES, known, ())
    return Line(condition, UNKNOWN if missing else LACKS, known, missing)


def _amount(policy: Policy, facts: Mapping[str, Known]) -> int | None:
    if policy.fixed_fen is not None:
        return policy.fixed_fen
    base = facts.get(policy.of)
    if base is None or policy.percent is None or not isinstance(base.value, int):
        return None
    # Whole yuan, as allotments are.
    yuan = (Decimal(base.value) / 100 * Decimal(str(policy.percent)) / 100).quantize(Decimal(1), ROUND_DOWN)
    fen = int(yuan) * 100
    return fen if policy.at_most_fen is None else min(fen, policy.at_most_fen)


def matches_of(party: Party, bureau: str, on: date) -> tuple[Match, ...]:
    """Every policy of a bureau for one party."""
    facts = facts_of([party.pk], on)[party.pk]
    return tuple(match(policy, party, facts, on) for policy in policies_on(bureau, on))


def matches_for(policies: Iterable[Policy], on: date) -> dict[str, list[Match]]:
    """Every enterprise for each of these policies, by name: nobody is ranked. What is on record is asked once of each that
    qualifies for something, and of no other."""
    enterprises = Party.objects.filter(kind=PartyKind.ENTERPRISE, merged_into__isnull=True, is_active=True)
    parties = list(enterprises.order_by("name", "pk"))
    facts = facts_of([one.pk for one in parties], on)
    found = {policy.key: [_judged(policy, one, facts[one.pk]) for one in parties] for policy in policies}
    standings = standings_for(
        (one.party.pk for every in found.values() for one in every if one.outcome == QUALIFIES), on
    )
    return {
        key: [_weighed(one, standings[one.party.pk]) if one.outcome == QUALIFIES else one for one in every]
        for key, every in found.items()
    }


def titled(name: str) -> Bilingual:
    """A fact in words."""
    return kinds[name].title
