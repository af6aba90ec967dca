"""The files that lawyers read: every rule that bars is seen to bar, a text finds its day, and terms have their entry."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from yifa.law.calendar import Calendar
from yifa.procedure import Library, Procedure, deadline, files_root, initial, load_library, owed, take
from yifa.procedure.compiled import from_text, to_text
from yifa.procedure.model import Condition, Power, Quorum, Rule, Separation
from yifa.procedure.walks import attempt_of

ROOT = files_root()
LIBRARY: Library = load_library(ROOT)
CALENDAR = Calendar.china()
PROCEDURES = [pytest.param(item, id=f"{item.key}-{item.version}") for item in LIBRARY]


def bars(rule: Rule) -> bool:
    """Whether the rule is one that somebody will run into: a gate, a floor, a separation, a quorum, a power."""
    relation = rule.relation
    if isinstance(relation, Condition):
        return rule.gate or relation.delay is not None
    return isinstance(relation, Separation | Quorum | Power)


@pytest.mark.parametrize("key", LIBRARY.procedures)
def test_every_rule_that_bars_is_walked_into(key: str) -> None:
    """In whatever version; what only a law laid down that has ended since binds matters that began under it, and no walk."""
    versions = LIBRARY.versions(key)
    walked_into = {
        walk.refused.rule for version in versions for walk in version.walks if walk.refused is not None
    }
    barring = {rule.id for version in versions for rule in version.rules if bars(rule) and is_law_now(rule)}
    assert barring - walked_into == set()


def is_law_now(rule: Rule) -> bool:
    """Whether the newest text of some procedure still has the rule."""
    return any(rule.id in LIBRARY.latest(key).by_id for key in LIBRARY.procedures)


@pytest.mark.parametrize("key", LIBRARY.procedures)
def test_a_procedure_has_walks_that_succeed_and_walks_that_are_refused(key: str) -> None:
    walks = [walk for version in LIBRARY.versions(key) for walk in version.walks]
    refused = [walk for walk in walks if walk.refused is not None]
    assert len(refused) >= 3
    assert len(walks) - len(refused) >= 2


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_case_that_is_open_waits_for_somebody_unless_it_stands(procedure: Procedure) -> None:
    """An entry of a register and a published item stand until they change; everything else owes its next step."""
    standing = (
        {"enter", "renew", "publish", "publish-change", "confirm", "file"}
        if procedure.key in STANDING
        else set()
    )
    for walk in procedure.walks:
        marking = initial(procedure)
        for item in walk.steps:
            marking = take(procedure, marking, attempt_of(item), CALENDAR).marking
            waits = bool(owed(procedure, marking))
            assert marking.closed or waits or item.step in standing, f"{walk.name.zh}: {item.step}"


STANDING = {
    "service-item",
    "recognition-entry",
    "project-entry",
    "published-report",
    "office-document",
    "information-publication",
}


def test_a_file_is_named_after_what_it_holds() -> None:
    for statute in LIBRARY.statutes.values():
        assert Path(statute.source.path).stem == statute.key
    for procedure in LIBRARY:
        assert Path(procedure.source.path).stem == procedure.key


@pytest.mark.parametrize(
    ("on", "guarantee", "payment"),
    [
        (date(2020, 6, 1), "guarantee-law", None),
        (date(2020, 9, 1), "guarantee-law", "sme-payment-regulation"),
        (date(2021, 1, 1), "civil-code", "sme-payment-regulation"),
        (date(2025, 6, 1), "civil-code", "sme-payment-regulation"),
    ],
)
def test_a_contract_finds_the_law_of_its_day(on: date, guarantee: str, payment: str | None) -> None:
    composed = LIBRARY.procedure("contract-review", on).statutes
    assert guarantee in composed
    assert [key for key in composed if key.startswith("sme-payment")] == ([payment] if payment else [])


@pytest.mark.parametrize(
    ("on", "article"), [(date(2020, 4, 1), "42"), (date(2025, 3, 11), "42"), (date(2025, 3, 12), "51")]
)
def test_a_suggestion_finds_the_article_of_its_day(on: date, article: str) -> None:
    rules = LIBRARY.procedure("suggestion-handling", on).rules
    assert {rule.article for rule in rules if rule.id.startswith("deputies-law")} == {article}


def test_licences_are_a_class_of_technology_contract_since_the_civil_code() -> None:
    before = LIBRARY.procedure("technical-contract-registration", date(2020, 12, 31))
    since = LIBRARY.procedure("technical-contract-registration", date(2021, 1, 1))
    assert "licence" not in before.questions["contract_class"].choices
    assert "licence" in since.questions["contract_class"].choices


@pytest.mark.parametrize(
    ("year", "deliver_by"), [(2020, date(2021, 2, 28)), (2023, date(2024, 2, 29)), (2021, date(2022, 2, 28))]
)
def test_the_annual_report_is_due_the_day_before_march_and_before_april(year: int, deliver_by: date) -> None:
    procedure = LIBRARY.procedure("annual-report", date(year, 12, 31))
    first = procedure.walks[0].steps[0]
    attempt = attempt_of(first)
    opened = take(
        procedure,
        initial(procedure),
        type(attempt)(first.step, attempt.who, date(year, 12, 31), attempt.answers),
        CALENDAR,
    ).marking
    due = {
        item.rule_id.partition("/")[2]: found.due_on
        for item in owed(procedure, opened)
        if (found := deadline(procedure, opened, item, CALENDAR)) is not None
    }
    assert due["deliver-before-march"] == deliver_by
    assert due["publish-before-april"] == date(year + 1, 3, 31)


def test_every_register_has_its_entry_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
    registers = {
        name
        for path in (ROOT / "yifa" / "work").glob("*/registers.py")
        for name in re.findall(r"^class (\w+)\(Register\)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert sorted(name for name in registers if f"`{name}`" not in glossary) == []


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_procedure_is_kept_as_text_and_read_again(procedure: Procedure) -> None:
    assert from_text(to_text(procedure), procedure.hash).steps.keys() == procedure.steps.keys()
