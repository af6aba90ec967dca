"""What the policies' matters compute: who qualifies and was not told, and what a policy says of an enterprise on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from yifa.cases.acting.computing import Facts, computation, listing
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.parties.facts import Kind, Known, Page, facts_of, pages, source
from yifa.parties.register import party_answered
from yifa.procedure import Json
from yifa.work.entitlements.files import Policy, policies_on
from yifa.work.entitlements.matching import QUALIFIES, Match, match, matches_for
from yifa.work.entitlements.registers import EnterpriseYear, Notice

_HOW = Bilingual("报送企业年度数据，由本局登记", "report the year's figures; the bureau enters them")
_YEAR = (
    Kind("sales", Bilingual("营业收入", "sales"), "money", _HOW),
    Kind("rd_tax", Bilingual("研发费用（税前加计扣除口径）", "R&D by the tax return"), "money", _HOW),
    Kind("rd_share", Bilingual("研发费用占营业收入的百分比", "R&D in percent of sales"), "number", _HOW),
    Kind("staff_total", Bilingual("职工总数", "staff"), "integer", _HOW),
    Kind(
        "st_staff_share", Bilingual("科技人员占职工总数的百分比", "science staff in percent"), "number", _HOW
    ),
)
pages.append(Page("entitlements:party", Bilingual("可以享受的政策", "Policies that it may have")))


@source(*_YEAR)
def of_the_year(parties: Collection[int], on: date) -> Mapping[int, Mapping[str, Known]]:
    """Figures of the latest year that had ended, as last entered; those of an earlier year count for nothing any more."""
    found: dict[int, dict[str, Known]] = {}
    rows = EnterpriseYear.objects.filter(party__in=parties, data_year=on.year - 1, entered_on__lte=on)
    for row in rows.order_by("entered_on", "pk"):
        says = Bilingual(
            f"{row.data_year}年度{row.get_source_kind_display()}", f"{row.source_kind} of {row.data_year}"
        )
        until = date(on.year, 12, 31)
        values: dict[str, int | float | None] = {
            "sales": row.sales_fen,
            "rd_tax": row.rd_tax_fen,
            "rd_share": _percent(row.rd_tax_fen, row.sales_fen),
            "staff_total": row.staff_total,
            "st_staff_share": _percent(row.st_staff, row.staff_total),
        }
        known = {name: Known(value, says, until) for name, value in values.items() if value is not None}
        found.setdefault(row.party_id or 0, {}).update(known)
    return found


def _percent(part: int | None, whole: int) -> float | None:
    return None if part is None or not whole else round(100 * part / whole, 2)


def code_of(bureau_id: int) -> str:
    """A bureau's code, by which policies name it."""
    return Bureau.objects.values_list("code", flat=True).get(pk=bureau_id)


def _standing(facts: Facts) -> tuple[Policy, ...]:
    code = facts.once("bureau code", code_of)
    return policies_on(code, facts.on)


def _named(facts: Facts) -> Policy | None:
    wanted = facts.answers.get("policy")
    return next((one for one in _standing(facts) if one.title.zh == wanted), None)


@listing("policies")
def policies(facts: Facts) -> list[str]:
    """The policies in force on the day."""
    return [one.title.zh for one in _standing(facts)]


@listing("policies_without_applying")
def without_applying(facts: Facts) -> list[str]:
    """Those that are had without applying."""
    return [one.title.zh for one in _standing(facts) if one.without_applying]


@computation("qualifying-not-told", always=True)
def qualifying_not_told(facts: Facts) -> Json:
    """The enterprises that qualify and were not told yet, as lines of a table."""
    policy = _named(facts)
    if policy is None:
        return None
    with using_bureau(facts.bureau_id):
        told = set(Notice.objects.filter(policy=policy.title.zh).values_list("name", "uscc"))
        found = matches_for([policy], facts.on)[policy.key]
    return [
        {"name": one.party.name, "uscc": one.party.uscc}
        for one in found
        if one.outcome == QUALIFIES and (one.party.name, one.party.uscc) not in told
    ]


def _match(facts: Facts) -> Match | None:
    policy = _named(facts)
    if policy is None:
        return None
    with using_bureau(facts.bureau_id):
        party = party_answered(facts.answers.get("party"))
        if party is None:
            return None
        return match(policy, party, facts_of([party.pk], facts.on)[party.pk], facts.on)


@computation("policy-outcome", always=True)
def policy_outcome(facts: Facts) -> Json:
    """What the policy says of the enterprise."""
    found = facts.here("policy match", lambda: _match(facts))
    return None if found is None else found.outcome


@computation("policy-amount", always=True)
def policy_amount(facts: Facts) -> Json:
    """What the policy gives it, in fen; nothing where it does not qualify."""
    found = facts.here("policy match", lambda: _match(facts))
    return None if found is None else (found.amount_fen or 0) * (found.outcome == QUALIFIES)


@computation("conditions-since", always=True)
def conditions_since(facts: Facts) -> Json:
    """Since when the policy's conditions have read as they do."""
    policy = _named(facts)
    return None if policy is None else policy.since.isoformat()
