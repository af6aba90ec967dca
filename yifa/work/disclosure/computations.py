"""Answers of disclosure that nobody types: the article and remedies of a reply, a fee, the tables of the yearly report."""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.acting.computing import Facts, computation
from yifa.cases.models import Case
from yifa.figures.compute import figure
from yifa.figures.indicators import registry as indicators
from yifa.figures.periods import Period
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.remedies import reconsideration_first_on, remedies_on
from yifa.procedure import Json
from yifa.work.disclosure.answers import answers
from yifa.work.disclosure.fees import fee_of_pages, fee_of_request
from yifa.work.disclosure.registers import DisclosureReport, InformationRequest
from yifa.work.disclosure.table import CARRIED_OUT, KINDS, Counted, as_rows, cells, of_rows

_LAW: Final = "《中华人民共和国政府信息公开条例》"
_CONTESTED: Final = {
    "review": "disputes.disclosure_reviews",
    "suit": "disputes.disclosure_suits",
    "after_review": "disputes.disclosure_suits_after_review",
}
_UPHELD: Final = ("upheld", "dismissed")
_CORRECTED: Final = ("changed", "annulled", "unlawful", "to_perform", "void")
"""How the outcomes of disputes stand in table 4; all others are other outcomes."""
_ABOLISHED: Final = ("abolish", "lapse")
"""How a clean-up ends a document; the form counts what lapsed with what was abolished."""


@computation("information-basis")
def basis(facts: Facts) -> Json:
    """The articles on which the kind of answer rests."""
    found = answers().get(str(facts.answers.get("answer_kind", "")))
    return None if found is None else f"{_LAW}{found.article}"


@computation("information-remedies")
def remedies(facts: Facts) -> Json:
    """How the answer can be contested: refusals go to reconsideration first (行政复议法 §23)."""
    found = answers().get(str(facts.answers.get("answer_kind", "")))
    if found is None:
        return None
    return (reconsideration_first_on(facts.on) if found.first else remedies_on(facts.on)).zh


@computation("information-fee", always=True)
def fee(facts: Facts) -> Json:
    """The fee by request or by page. None where no fee is due."""
    if facts.answers.get("fee_basis") == "per_page":
        pages = facts.answers.get("pages")
        amount = fee_of_pages(pages) if isinstance(pages, int) else 0
    else:
        amount = fee_of_request(nth_of_month(facts.bureau_id, facts.case_id))
    return amount or None


def nth_of_month(bureau_id: int, case_id: int | None) -> int:
    """Which request of this applicant in its calendar month it is; the first for one without an applicant."""
    if case_id is None:
        return 1
    with using_bureau(bureau_id):
        case = Case.objects.filter(pk=case_id).values("party_id", "opened_on").first()
        if case is None or case["party_id"] is None:
            return 1
        day: date = case["opened_on"]
        return (
            InformationRequest.objects.filter(
                applicant_id=case["party_id"],
                applied_on__year=day.year,
                applied_on__month=day.month,
                case_id__lt=case_id,
            ).count()
            + 1
        )


def counted() -> list[Counted]:
    """Every request that was received, of the bureau that the block works for."""
    rows = InformationRequest.objects.filter(received_on__isnull=False)
    found = rows.values_list("applicant_kind", "received_on", "answered_on", "answer_kind")
    return [
        Counted(kind, received, answered, how)
        for kind, received, answered, how in found
        if received is not None
    ]


@computation("disclosure-requests", always=True)
def requests(facts: Facts) -> Json:
    """Table 3, from the register and from what last year's signed report carried over."""
    year = facts.answers.get("report_year")
    if not isinstance(year, int):
        return None
    with using_bureau(facts.bureau_id):
        before = (
            DisclosureReport.objects.filter(report_year=year - 1, signed_on__isnull=False)
            .order_by("-id")
            .first()
        )
        carried = None
        if before is not None:
            last = of_rows(before.content.get("requests", []))[CARRIED_OUT]
            carried = {kind: last[kind] for kind in KINDS}
        rows: list[Json] = [*as_rows(cells(year, counted(), carried))]
        return rows


@computation("disclosure-reviews", always=True)
def reviews(facts: Facts) -> Json:
    """Table 4, from the registers of reconsiderations and lawsuits: those about open government information."""
    rows: list[Json] = []
    for way, code in _CONTESTED.items():
        upheld = sum(_figure(facts, code, part) for part in _UPHELD)
        corrected = sum(_figure(facts, code, part) for part in _CORRECTED)
        rows.append(
            {
                "way": way,
                "upheld": upheld,
                "corrected": corrected,
                "other": _figure(facts, code) - upheld - corrected,
                "pending": _figure(facts, f"{code}_open"),
            }
        )
    return rows


@computation("disclosure-documents", always=True)
def documents(facts: Facts) -> Json:
    """Table 2, rules and normative documents: a department of a city makes no rules."""
    return [
        {"name": "规章", "made": 0, "abolished": 0, "in_force": 0},
        {
            "name": "行政规范性文件",
            "made": _figure(facts, "rulemaking.issued"),
            "abolished": sum(_figure(facts, "rulemaking.cleaned", part) for part in _ABOLISHED),
            "in_force": _figure(facts, "rulemaking.in_force"),
        },
    ]


@computation("disclosure-acts", always=True)
def acts(facts: Facts) -> Json:
    """Table 2, permits, penalties and coercive measures decided in the year."""
    return [
        {"name": "行政许可", "decided": _figure(facts, "service.completed", "permit")},
        {"name": "行政处罚", "decided": _figure(facts, "enforcement.penalties")},
        {"name": "行政强制", "decided": _figure(facts, "enforcement.coercion")},
    ]


def _figure(facts: Facts, code: str, part: str = "") -> int:
    """A figure of the year, or one part of it; 0 where no field counts such a thing."""
    year = facts.answers.get("report_year")
    if not code or code not in indicators or not isinstance(year, int):
        return 0
    with using_bureau(facts.bureau_id):
        found = figure(indicators[code], Bureau.objects.get(pk=facts.bureau_id), Period.year(year))
    if part:
        return int(next((one.value or 0 for one in found.parts if one.name == part), 0))
    return int(found.value or 0)
