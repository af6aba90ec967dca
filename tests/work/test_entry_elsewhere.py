"""What was done since the bureau works with Yifa is no "earlier" document, contract or recognition: each way round is refused.

Whatever register it is for, it needs the papers of its review and the head, who is not whoever recorded it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import Actor, ActRefused, NewFile, act, open_case
from yifa.cases.library import library
from yifa.cases.models import Case
from yifa.house.models import Bureau, Holding, Officer
from yifa.law.identifiers import make_uscc
from yifa.work.contracts.registers import Contract
from yifa.work.rulemaking.registers import NormativeDocument

FIRST = date(2026, 3, 2)
BEFORE, SINCE = "2026-03-01", "2026-03-02"
DAY, NEXT = date(2026, 3, 9), date(2026, 3, 10)
PAPERS = "review_papers"

ENTRIES: dict[str, dict[str, Any]] = {
    "contract-entry": {"title": "检测合同", "contract_kind": "service", "amount": 1, "state": "signed"},
    "technical-contract-entry": {
        "contract_name": "技术开发",
        "seller": "甲所",
        "buyer": "乙公司",
        "contract_class": "development",
        "amount": 2,
        "technical_amount": 1,
        "certificate_number": "2026411100000001",
    },
    "counsel-engagement-entry": {
        "counsel_name": "张律师",
        "term_from": "2026-03-01",
        "term_until": "2026-12-31",
        "fee": 1,
    },
    "counsel-consultation-entry": {"question": "能否续签", "channel": "written", "treatment": "adopted"},
    "recognition-entry": {
        "platform_kind": "key_laboratory",
        "level": "municipal",
        "body_name": "某实验室",
        "recognised_by": "某市科学技术局",
        "document_number": "某科〔2026〕1号",
    },
    "normative-document-registration": {
        "title": "某办法",
        "document_number": "某科规〔2026〕1号",
        "effective_on": "2026-03-10",
        "issuing_body": "某市科学技术局",
        "kind": "measures",
        "is_published": True,
    },
    "office-document-entry": {"name": "科研诚信管理工作制度", "kind": "rules"},
    "project-entry": {
        "title": "某项目",
        "level": "provincial",
        "programme": "某专项",
        "approved_by": "某市科技局",
        "document_number": "某科〔2026〕2号",
        "amount": 1,
    },
}
OF_OTHERS = {"project-entry"}
"""What another body alone does is never the bureau's own, on whatever day."""
OWN = sorted(ENTRIES.keys() - OF_OTHERS)
DAYS = {
    "contract-entry": "signed_on",
    "technical-contract-entry": "registered_on",
    "counsel-engagement-entry": "signed_on",
    "counsel-consultation-entry": "answered_on",
    "recognition-entry": "recognised_on",
    "normative-document-registration": "issued_on",
    "office-document-entry": "issued_on",
    "project-entry": "approved_on",
}
WHO = {
    "contract-entry": ("both", "office"),
    "technical-contract-entry": ("examiner", "other_examiner"),
    "counsel-engagement-entry": ("office", "lawyer"),
    "counsel-consultation-entry": ("office", "lawyer"),
    "recognition-entry": ("both", "keeper"),
    "normative-document-registration": ("both", "lawyer"),
    "office-document-entry": ("office", "drafter"),
    "project-entry": ("examiner", "drafter"),
}


@pytest.fixture(autouse=True)
def begun(desk: Desk) -> None:
    Bureau.objects.filter(pk=desk.bureau.pk).update(first_day_on=FIRST)


def step_of(key: str, role: str) -> str:
    return library().procedure(key, DAY).roles[f"entry-elsewhere/{role}"][0]


def given(desk: Desk, key: str, on: str) -> dict[str, Any]:
    answers = {**ENTRIES[key], DAYS[key]: on}
    if key == "contract-entry":
        answers["counterparty"] = desk.party().pk
    if key in {"recognition-entry", "project-entry"}:
        answers["party"] = desk.party().pk
    return answers


def recorded(desk: Desk, key: str, on: str, *, papers: bool = False, checked: bool = True) -> int:
    who, checker = WHO[key]
    opened = open_case(
        desk.bureau,
        key,
        step_of(key, "record"),
        actor=desk.by(who),
        title="某件",
        answers=given(desk, key, on),
        files=[NewFile("审核意见.txt", "同意".encode(), PAPERS)] if papers else [],
        party=desk.party(),
        **desk.times(DAY),
    )
    if checked:
        desk.take(opened.case_id, "check", checker, DAY, agrees=True)
    return opened.case_id


def clerk(key: str) -> str:
    return WHO[key][0]


def told(reasons: Any) -> set[str]:
    return {one.rule.id for one in reasons if one.rule is not None}


def test_every_entry_of_what_was_done_elsewhere_is_walked_here() -> None:
    composing = {one.key for one in library() if "entry-elsewhere" in one.institutions}
    assert composing == set(ENTRIES)


@pytest.mark.parametrize("key", ENTRIES)
def test_what_is_older_is_entered_as_it_stands(desk: Desk, key: str) -> None:
    case = recorded(desk, key, BEFORE)
    desk.take(case, step_of(key, "enter"), clerk(key), DAY)
    assert Case.objects.get(pk=case).marking["answers"]["done_since"] is False


@pytest.mark.parametrize("key", OWN)
def test_what_was_done_since_is_not_entered_without_the_heads_approval(desk: Desk, key: str) -> None:
    case = recorded(desk, key, SINCE, papers=True)
    found = desk.refused(case, step_of(key, "enter"), clerk(key), DAY)
    assert told(found) == {"entry-elsewhere/late-approved"}
    authority = found[0].rule.authority.zh if found[0].rule is not None else ""
    assert "〔" in authority or "办法" in authority
    desk.take(case, "approve-late", "head", DAY, late_reasons="材料齐全")
    desk.take(case, step_of(key, "enter"), clerk(key), DAY)


@pytest.mark.parametrize("key", OWN)
def test_the_head_approves_nothing_without_the_papers_of_its_review(desk: Desk, key: str) -> None:
    case = recorded(desk, key, SINCE)
    found = desk.refused(case, "approve-late", "head", DAY, late_reasons="同意")
    assert told(found) == {"entry-elsewhere/late-with-its-papers"}


def test_a_name_is_no_paper(desk: Desk) -> None:
    answers = given(desk, "contract-entry", SINCE) | {PAPERS: ["审核意见.pdf"]}
    case = desk.open("contract-entry", "record", "both", DAY, **answers)
    desk.take(case, "check", "office", DAY, agrees=True)
    found = desk.refused(case, "approve-late", "head", DAY, late_reasons="同意")
    assert {one.code for one in found} == {"cases/papers-missing"}


def test_nobody_says_that_it_is_older(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refusal:
        desk.open(
            "contract-entry",
            "record",
            "both",
            DAY,
            **given(desk, "contract-entry", SINCE),
            done_since=False,
        )
    assert {one.code for one in refusal.value.reasons} == {"cases/computed"}


def test_a_late_entry_makes_nothing_older(desk: Desk) -> None:
    """Recorded as of a day before the first one: what counts is the paper's own day."""
    desk.times(DAY)
    case = desk.open(
        "contract-entry", "record", "both", date(2026, 2, 2), **given(desk, "contract-entry", SINCE)
    )
    desk.take(case, "check", "office", DAY, agrees=True)
    assert told(desk.refused(case, "enter", "both", DAY)) == {"entry-elsewhere/late-approved"}


def test_a_second_post_lets_nobody_approve_what_they_recorded(desk: Desk) -> None:
    case = recorded(desk, "contract-entry", SINCE, papers=True)
    post = Holding.objects.get(officer=desk.officers["head"]).post
    own = Officer.objects.get(pk=desk.officers["both"].pk)
    Holding.objects.create(bureau=desk.bureau, officer=own, post=post, from_on=FIRST)
    with pytest.raises(ActRefused) as refusal:
        act(
            case,
            "approve-late",
            actor=Actor.officer(own, post=post),
            answers={"late_reasons": "同意"},
            **desk.times(DAY),
        )
    assert told(refusal.value.reasons) == {"entry-elsewhere/recorder-does-not-approve"}


def test_what_was_approved_is_not_exchanged_afterwards(desk: Desk) -> None:
    case = recorded(desk, "contract-entry", SINCE, papers=True)
    desk.take(case, "approve-late", "head", DAY, late_reasons="材料齐全")
    other = given(desk, "contract-entry", SINCE) | {"amount": 90_000_000}
    assert told(desk.refused(case, "record", "both", DAY, **other)) == {"entry-elsewhere/approved-is-settled"}


def test_an_older_entry_corrected_to_a_later_day_is_judged_anew(desk: Desk) -> None:
    case = recorded(desk, "contract-entry", BEFORE)
    desk.take(case, "record", "both", DAY, **given(desk, "contract-entry", SINCE))
    desk.take(case, "check", "office", DAY, agrees=True)
    assert told(desk.refused(case, "enter", "both", DAY)) == {"entry-elsewhere/late-approved"}


@pytest.mark.parametrize("level", ["provincial", "national"])
def test_the_bureaus_own_recognition_is_not_called_anothers(desk: Desk, level: str) -> None:
    answers = given(desk, "recognition-entry", SINCE) | {"level": level}
    case = desk.open("recognition-entry", "record", "both", DAY, **answers)
    assert Case.objects.get(pk=case).marking["answers"]["done_since"] is True
    mirrored = answers | {"recognised_by": "省科学技术厅"}
    case = desk.open("recognition-entry", "record", "both", DAY, **mirrored)
    assert Case.objects.get(pk=case).marking["answers"]["done_since"] is False


def test_an_import_obeys_the_same_bar(desk: Desk) -> None:
    rows = {
        "contract_number": "HT-1",
        "name": "检测合同",
        "counterparty": "某公司",
        "uscc": make_uscc("91411100MA0000001"),
        "contract_kind": "服务合同",
        "amount_fen": 1,
        "signed_on": date(2026, 3, 2),
        "state": "已签订",
    }
    desk.party(name="某公司")
    taken = desk.take_in(Contract, "both", DAY, rows)
    desk.take(taken.cases[0], "check", "office", DAY, agrees=True)
    found = desk.refused(taken.cases[0], "enter", "both", DAY)
    assert told(found) == {"entry-elsewhere/late-approved"}
    assert told(desk.refused(taken.cases[0], "approve-late", "head", DAY, late_reasons="同意")) == {
        "entry-elsewhere/late-with-its-papers"
    }
    assert not Contract.objects.exists()


def test_until_the_day_is_set_it_is_that_on_which_the_bureau_was_entered(desk: Desk) -> None:
    Bureau.objects.filter(pk=desk.bureau.pk).update(first_day_on=None)
    begun = recorded(desk, "contract-entry", "2026-03-08")
    assert Case.objects.get(pk=begun).marking["answers"]["done_since"] is False
    later = desk.open(
        "contract-entry", "record", "both", NEXT, **given(desk, "contract-entry", DAY.isoformat())
    )
    assert Case.objects.get(pk=later).marking["answers"]["done_since"] is True


def test_a_document_of_these_days_is_not_shown_as_in_force(desk: Desk) -> None:
    case = recorded(desk, "normative-document-registration", SINCE)
    desk.refused(case, "register", "both", DAY)
    assert not NormativeDocument.objects.exists()
