"""A letter is made from the record, and says the same a year later."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.cast import World
from yifa.cases.letters import LetterForm, document_of, facts_of, render
from yifa.cases.models import Letter
from yifa.parties.register import enter_party
from yifa.typesetting.letters import LetterError


def test_a_letter_knows_what_the_case_knew_when_it_was_issued(world: World) -> None:
    party = enter_party(world.bureau, kind="enterprise", name="漯河市示范有限公司")
    opened = world.walk(party=party)
    letter = Letter.objects.get(case_id=opened.case_id, kind="acceptance-notice")
    facts = facts_of(letter)
    assert facts["applicant"] == "漯河市示范有限公司"
    assert (facts["amount"], facts["received_on"]) == ("100.00元", date(2020, 3, 2))
    assert facts["basis"] == "《测试法》第五条"
    assert "certificate" not in facts
    document = document_of(letter)
    assert (document.number, document.dated) == ("漯科〔2020〕1号", date(2020, 3, 2))
    assert "漯河市示范有限公司" in render(letter, LetterForm.HTML).decode()
    assert render(letter, LetterForm.DOCX).startswith(b"PK")


def test_a_missing_fact_is_named(world: World) -> None:
    opened = world.walk(until="accept")
    letter = Letter.objects.get(case_id=opened.case_id)
    with pytest.raises(LetterError) as missing:
        document_of(letter)
    assert "申请人" in missing.value.zh
