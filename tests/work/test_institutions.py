"""Whatever an institution owns is there whichever procedure composed it: each is walked, whole, through the one act.

A procedure that comes to be made of one of these institutions has no walk here, and the first test says so.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

import yifa
from tests.work.conftest import Desk, moment
from tests.work.decisions.test_decisions import MEETING, START, decided_item, made, number
from tests.work.rulemaking.life import PROPOSAL, PUBLISHED, TEXT, live
from tests.work.rulemaking.test_effects import registered as entered
from yifa.cases.acting import guards
from yifa.cases.acting.screened import answers_read_at, provider_of
from yifa.cases.library import library, procedure_of
from yifa.cases.models import Case
from yifa.cases.roles import composers, players
from yifa.cases.told.notes import of_case
from yifa.procedure import Procedure
from yifa.procedure.library import files_root
from yifa.work.decisions.registers import DecisionPart, MajorDecision
from yifa.work.leadership.in_person import proofs
from yifa.work.rulemaking.registers import DocumentEvent, DocumentText, NormativeDocument

# A walk gives the case that it took to its end, and the year in which what it made was issued or decided.
Walk: TypeAlias = Callable[[Desk], tuple[int, int]]


def document(desk: Desk) -> tuple[int, int]:
    """A document alone."""
    return live(desk, "confirm-filing"), 2021


def decision(desk: Desk) -> tuple[int, int]:
    """A decision alone."""
    return made(desk), 2025


def document_that_is_a_decision(desk: Desk) -> tuple[int, int]:
    """Both at once; what no law asks of this one (hearing, experts, risk, market actors) does not happen."""
    untouched = {"touches_market_actors": False, "touches_operators": False}
    case = desk.open(
        "normative-major-decision", "propose", "drafter", date(2025, 2, 5), **(PROPOSAL | untouched)
    )
    started = {key: START[key] for key in ("undertaking_unit", "needs_hearing")}
    steps: tuple[tuple[date, str, str, dict[str, Any]], ...] = (
        (
            date(2025, 2, 10),
            "start",
            "head",
            started | {"is_specialised": False, "may_affect_stability": False},
        ),
        (date(2025, 2, 20), "draft", "drafter", {"text": TEXT, "explanation": "说明"}),
        (date(2025, 2, 20), "screen", "drafter", {}),
        (
            date(2025, 2, 25),
            "consult-departments",
            "drafter",
            {"departments": "财政局", "department_views": "无意见", "department_treatment": "无"},
        ),
        (date(2025, 2, 26), "waive-consultation", "head", {"waive_reason": "依法需要保密"}),
        (date(2025, 4, 7), "submit", "drafter", {"papers_complete": True}),
        (date(2025, 4, 8), "hear-counsel", "counsel", {"opinion": "lawful", "counsel_reasons": "合法"}),
        (date(2025, 4, 14), "review-legality", "lawyer", {"opinion": "lawful", "review_reasons": "合法"}),
        (date(2025, 4, 14), "respond", "drafter", {"adoption": "adopted", "adoption_reasons": "采纳"}),
    )
    for on, step, who, answers in steps:
        desk.take(case, step, who, on, **answers)
    item = decided_item(desk, case)
    published = PUBLISHED | {"published_on": "2025-04-25"}
    after: tuple[tuple[date, str, str, dict[str, Any]], ...] = (
        (MEETING, "deliberate", "office", {"item": number(item)}),
        (date(2025, 4, 22), "decide", "head", {"outcome": "approved"}),
        (
            date(2025, 4, 23),
            "report-to-committee",
            "office",
            {"reported_on": "2025-04-23", "committee_answer": "同意"},
        ),
        (date(2025, 4, 23), "check-secrecy", "office", {"may_open": True}),
        (
            date(2025, 4, 24),
            "issue",
            "keeper",
            {"effective_on": "2025-07-01", "expires_on": "2030-06-30", "is_trial": False},
        ),
        (date(2025, 4, 25), "publish", "keeper", published),
        (
            date(2025, 4, 27),
            "interpret",
            "drafter",
            {"interpreted_on": "2025-04-27", "interpretation": "解读"},
        ),
        (
            date(2025, 4, 28),
            "file-for-record",
            "keeper",
            {"filed_on": "2025-04-28", "filed_with": "市人民政府"},
        ),
        (
            date(2025, 5, 8),
            "confirm-filing",
            "keeper",
            {"receipt_number": "备字1号", "receipt_on": "2025-05-08"},
        ),
    )
    for on, step, who, answers in after:
        desk.take(case, step, who, on, **answers)
    return case, 2025


DOCUMENTS: Final[dict[str, Walk]] = {
    "normative-document": document,
    "normative-major-decision": document_that_is_a_decision,
}
DECISIONS: Final[dict[str, Walk]] = {
    "major-decision": decision,
    "normative-major-decision": document_that_is_a_decision,
}


def running(case: int) -> Procedure:
    """The version under which a case runs."""
    row = Case.objects.get(pk=case)
    return procedure_of(row.procedure_key, row.procedure_version, row.procedure_hash)


def test_every_procedure_made_of_these_institutions_is_walked_here() -> None:
    assert composers("issuing/issue") == composers("rule-making/propose") == set(DOCUMENTS)
    assert composers("decision-making/start") == set(DECISIONS)


@pytest.mark.parametrize("walk", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_is_in_the_register_with_its_texts_and_history(desk: Desk, walk: Walk) -> None:
    case, year = walk(desk)
    row = NormativeDocument.objects.get(case_id=case)
    assert row.is_published
    assert row.document_number == f"某科规〔{year}〕1号"
    assert None not in (row.reviewed_on, row.interpreted_on, row.filed_on, row.filing_due_on, row.receipt_on)
    assert DocumentText.objects.get(document=row).is_final
    assert [one.event for one in DocumentEvent.objects.filter(document=row)] == [
        *("issued", "published", "interpreted", "filed", "receipt"),
    ]


@pytest.mark.parametrize("walk", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_is_in_every_figure_of_the_report(desk: Desk, walk: Walk) -> None:
    _case, year = walk(desk)
    for name in ("issued", "reviewed", "published", "interpreted", "filed"):
        assert desk.value(f"rulemaking.{name}", year) == 1, name
    for name in ("filing_rate", "filed_in_time"):
        assert desk.value(f"rulemaking.{name}", year) == 100, name


@pytest.mark.parametrize("walk", DOCUMENTS.values(), ids=DOCUMENTS)
def test_signing_a_document_is_among_the_duties_of_the_head(desk: Desk, walk: Walk) -> None:
    case, year = walk(desk)
    deployed = next(one for one in proofs(desk.bureau, year) if one.duty.key == "deploy")
    signed = running(case).roles["rule-making/decide"]
    assert [one.step for one in deployed.acts if one.case_id == case] == list(signed)


@pytest.mark.parametrize("walk", DOCUMENTS.values(), ids=DOCUMENTS)
def test_the_page_of_a_document_says_what_was_issued(desk: Desk, walk: Walk) -> None:
    case, year = walk(desk)
    titles = [one.title.zh for one in of_case(Case.objects.get(pk=case))]
    assert f"规范性文件 某科规〔{year}〕1号" in titles


@pytest.mark.parametrize(("key", "step"), sorted(players("drafting/screen")))
def test_a_draft_is_screened_and_its_answers_are_seen_by_the_reviewer(key: str, step: str) -> None:
    for procedure in library().versions(key):
        assert provider_of(procedure, step) is not None
        for role in ("legality-review/review-legality", "collective-deliberation/deliberate"):
            for reader in procedure.roles[role]:
                assert answers_read_at(procedure, reader) == step


@pytest.mark.parametrize("key", DOCUMENTS)
def test_the_screening_page_opens_with_the_draft(desk: Desk, settings: LazySettings, key: str) -> None:
    on = date(2025, 3, 3)
    settings.CLOCK = moment(on)
    case = desk.open(key, "propose", "drafter", on, **PROPOSAL)
    if key == "normative-major-decision":
        answers = {name: START[name] for name in ("undertaking_unit", "needs_hearing")}
        given = answers | {"is_specialised": False, "may_affect_stability": False}
        desk.take(case, "start", "head", on, **given)
    desk.take(
        case, "draft", "drafter", on, text=TEXT + "\n第七条 违反本办法的，处一千元罚款。", explanation="说明"
    )
    refused = desk.refused(case, "screen", "drafter", on)
    assert [one.code for one in refused] == ["rulemaking/finding-final"]
    officer = desk.officers["drafter"]
    officer.user = User.objects.create_user("drafter-page", password="seventeen green bicycles")
    officer.save(update_fields=["user"])
    client = Client()
    client.force_login(officer.user, backend="yifa.conf.logins.Backend")
    page = client.get(f"/desk/matters/{number(case)}/screening/screen/")
    assert page.status_code == 200
    assert "处一千元罚款" in page.content.decode()


@pytest.mark.parametrize("walk", DECISIONS.values(), ids=DECISIONS)
def test_a_decision_is_in_the_register_and_the_figures(desk: Desk, walk: Walk) -> None:
    case, year = walk(desk)
    row = MajorDecision.objects.get(case_id=case)
    assert row.is_document == ("rule-making" in running(case).institutions)
    assert (row.outcome, row.opinion) == ("approved", "lawful")
    assert None not in (row.started_on, row.reviewed_on, row.deliberated_on, row.decided_on, row.reported_on)
    assert desk.value("decisions.decided", year) == 1
    assert desk.value("decisions.legality_reviewed", year) == 1
    parts = set(DecisionPart.objects.filter(case_id=case).values_list("part", flat=True))
    assert {"start", "draft", "review", "member", "decide"} <= parts


@pytest.mark.parametrize("walk", DECISIONS.values(), ids=DECISIONS)
def test_the_page_of_a_decision_lists_its_whole_process_file(desk: Desk, walk: Walk) -> None:
    case, _year = walk(desk)
    notes = {one.title.zh: one for one in of_case(Case.objects.get(pk=case))}
    assert "集体讨论记录" in notes["全过程档案"].says


def test_a_document_entered_from_before_counts_among_none_of_those_made(desk: Desk) -> None:
    entered(desk)
    assert NormativeDocument.objects.count() == 1
    assert desk.value("rulemaking.issued", 2018) == 0


def test_code_never_names_a_procedure() -> None:
    """Stories alone do: each plays a matter of one very kind, as a walk does (decision 0016)."""
    package, keys = Path(yifa.__file__).parent, set(library().procedures)
    named = [
        f"{path.relative_to(package)}:{node.lineno} {node.value}"
        for path in package.rglob("*.py")
        if path.name not in ("stories.py", "yearend.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in keys
    ]
    assert named == []


def test_every_procedure_says_what_code_calls_it_and_none_shares_that_name() -> None:
    called = Counter(
        institution
        for procedure in (library().latest(key) for key in library().procedures)
        for institution in {
            role.partition("/")[0]
            for role, steps in procedure.roles.items()
            if role in {f"{role.partition('/')[0]}/{step}" for step in steps}
        }
        if all(f"{institution}/{step}" in procedure.roles for step in procedure.steps)
        # What is made of one institution alone has a name of its own beside it.
        and not (files_root() / "institutions" / f"{institution}.yaml").exists()
    )
    assert set(called.values()) == {1}
    assert len(called) == len(library().procedures)


@pytest.mark.parametrize("name", ["suggestion-handling", "a/", "/b", ""])
def test_only_a_role_can_be_registered_at(name: str) -> None:
    with pytest.raises(ValueError, match="names roles"):
        guards.guard(name)


@pytest.mark.parametrize(
    "role",
    [
        "acceptance/accept",
        "correction/ask-correction",
        "acceptance/end-uncorrected",
        "acceptance/refuse-acceptance",
        "acceptance/withdraw",
        "examination-and-decision/grant",
        "service-of-papers/deliver",
    ],
)
def test_whoever_composes_acceptance_writes_its_register(role: str) -> None:
    accepting = composers("acceptance/accept")
    played = [one for one in players(role) if one[0] in accepting]
    assert {key for key, _ in played} >= {"administrative-permit", "service-application"}
    for key, step in played:
        written = {write.register for write in library().latest(key).steps[step].writes}
        assert "services.application" in written
