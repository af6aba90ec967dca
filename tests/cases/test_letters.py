"""A letter is made from the record, and says the same a year later."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.cast import World
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Letter
from yifa.cases.told.letters import LetterForm, document_of, facts_of, render
from yifa.parties.register import enter_party
from yifa.typesetting.letters import Fact, letter
from yifa.typesetting.model import Paragraph


def test_a_letter_knows_what_the_case_knew_when_it_was_issued(world: World) -> None:
    party = enter_party(world.bureau, kind="enterprise", name="漯河市示范有限公司")
    opened = world.walk(party=party)
    letter = Letter.objects.get(case_id=opened.case_id, kind="acceptance-notice")
    facts = facts_of(letter)
    assert facts["applicant"] == "漯河市示范有限公司"
    assert (facts["amount"], facts["received_on"]) == ("100元", date(2020, 3, 2))
    assert facts["basis"] == "《测试法》第五条"
    assert "certificate" not in facts
    document = document_of(letter)
    assert (document.number, document.dated) == ("漯科〔2020〕1号", date(2020, 3, 2))
    assert "漯河市示范有限公司" in render(letter, LetterForm.HTML).decode()
    assert render(letter, LetterForm.DOCX).startswith(b"PK")


def test_a_step_whose_letter_could_not_be_written_is_refused_before_it_is_recorded(world: World) -> None:
    opened = world.open(party=None)
    with pytest.raises(ActRefused) as refused:
        world.take(opened.case_id, "accept", world.clerk)
    (reason,) = refused.value.reasons
    assert (reason.code, "申请人" in reason.sentence.zh) == ("letter/incomplete", True)
    assert world.case(opened).version == 1
    assert not Letter.objects.exists()


def test_a_name_that_no_font_can_print_is_refused_before_it_is_recorded(world: World) -> None:
    opened = world.walk(until="review")
    with pytest.raises(ActRefused, match="U\\+10FFFD"):
        world.take(opened.case_id, "grant", world.head, answers={"certificate": "1号\U0010fffd"})
    assert world.case(opened).version == 4


def test_a_letter_takes_the_answers_of_its_own_step_first() -> None:
    facts: dict[str, Fact] = {
        "applicant": "某公司",
        "matter": "登记",
        "received_on": date(2020, 3, 2),
        "basis": "《测试法》第五条",
        "reasons": "审查的理由",
        "refuse_reasons": "不予登记的理由",
    }
    made = letter("decision-refuse", facts, issuer="局", dated=date(2020, 3, 6), own={"refuse_reasons"})
    said = "".join(block.text for block in made.blocks if isinstance(block, Paragraph))
    assert "不予登记的理由" in said
    assert "审查的理由" not in said
