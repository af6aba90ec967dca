"""What a call and its answers compute: who wrote the guide, whom a register bars, what is short of a threshold or looks like a
double, and how many answered."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db.models import QuerySet

from yifa.cases.acting.computing import Facts, computation
from yifa.cases.models import Case, CaseLink
from yifa.house.tenancy import using_bureau
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.parties.register import party_answered
from yifa.parties.standing import standings_of
from yifa.procedure import Json
from yifa.procedure.answers import rows_of

_POOL: Final = re.compile(
    r"(?:培育库|备选库|后备库|名录库)|(?:须|应当|必须|已经?|优先支持)[^。；\n]{0,12}(?:入库|在库|库内)"
)


def concerned(facts: Facts) -> tuple[set[str], set[str]]:
    """The units and the people who apply, by their names as they are compared."""
    found = party_answered(facts.answers.get("applicant"))
    units = {found.name} if found is not None else set()
    units |= {str(row["partner"]) for row in rows_of(facts.answers, "partners") if row.get("partner")}
    people = {str(row["name"]) for row in rows_of(facts.answers, "members") if row.get("name")}
    people |= {str(facts.answers["leader"])} if facts.answers.get("leader") else set()
    return {normalised(one) for one in units}, {normalised(one) for one in people}


@computation("wrote-guide", always=True)
def wrote_guide(facts: Facts) -> Json:
    """Whether a unit or a person who applies wrote the guide that they answer; nothing is said before a call is named."""
    if facts.case("call") is None:
        return None
    with using_bureau(facts.bureau_id):
        units, people = concerned(facts)
    writers: list[dict[str, Any]] = rows_of(facts.linked("call"), "writers")
    return any(
        normalised(str(row.get("unit") or "")) in units or normalised(str(row.get("name") or "")) in people
        for row in writers
    )


@computation("applicant-barred", always=True)
def applicant_barred(facts: Facts) -> Json:
    """Whether a register bars whoever applies, or a partner, on the day of the step; nothing before somebody is named."""
    if not facts.answers.get("applicant"):
        return None
    with using_bureau(facts.bureau_id):
        names = concerned(facts)[0]
        parties = Party.objects.filter(name_normalised__in=names, merged_into__isnull=True)
        return any(one.bars for party in parties for one in standings_of(party, facts.on))


@computation("pool-condition", always=True, alone=True)
def pool_condition(facts: Facts) -> Json:
    """Whether the conditions of a guide ask for a place in a pool or on a list: money goes by merits that anybody can show."""
    return _POOL.search(str(facts.answers.get("conditions") or "")) is not None


@computation("call-received", always=True)
def call_received(facts: Facts) -> Json:
    """How many applications name the call."""
    with using_bureau(facts.bureau_id):
        return CaseLink.objects.filter(
            to_case_id=facts.case_id or 0, question="call", is_current=True
        ).count()


@computation("call-lacking")
def lacking(facts: Facts) -> Json:
    """The thresholds of the call that the figures given do not reach, each with what it lacks; a figure that is not given lacks
    it all. Several lines for one threshold count with the least. None where nothing is lacking."""
    given: dict[str, float] = {}
    for row in rows_of(facts.answers, "figures"):
        value = row.get("value")
        if isinstance(value, int | float):
            item = normalised(str(row.get("item") or ""))
            given[item] = min(given.get(item, value), value)
    found: list[dict[str, Any]] = []
    thresholds: list[dict[str, Any]] = rows_of(facts.linked("call"), "thresholds")
    for row in thresholds:
        item, least = str(row.get("item") or ""), row.get("least")
        if not isinstance(least, int | float):
            continue
        has = given.get(normalised(item))
        if has is None:
            found.append({"item": item, "least": least})
        elif has < least:
            found.append({"item": item, "least": least, "has": has, "short": round(least - has, 4)})
    return list(found) or None


@computation("call-doubles")
def doubles(facts: Facts) -> Json:
    """Other applications under the same call whose body has the same legal representative; None where there is none."""
    call = facts.case("call")
    own = party_answered(facts.answers.get("applicant"))
    if call is None or own is None or not own.legal_representative:
        return None
    with using_bureau(facts.bureau_id):
        alike = Party.objects.filter(
            legal_representative=own.legal_representative, merged_into__isnull=True
        ).exclude(pk=own.pk)
        others = answering(call).filter(party__in=alike).exclude(pk=facts.case_id or 0).order_by("pk")
        return [
            {"number": one.number, "because": f"法定代表人同为{own.legal_representative}"}
            for one in others[:20]
        ] or None


def answering(call: Case) -> QuerySet[Case]:
    """The matters that name a call as what they answer."""
    named = CaseLink.objects.filter(to_case=call, question="call", is_current=True)
    return Case.objects.filter(pk__in=named.values("from_case"))
