"""What a refusal says of an outcome that does not suffice: which answer is lacking, in the words of the form."""

from __future__ import annotations

import pytest

from yifa.cases.library import library
from yifa.procedure.guard_words import guard_in_words
from yifa.procedure.guards import Guard
from yifa.procedure.model import Condition


def test_what_every_condition_on_an_outcome_asks_for_can_be_said() -> None:
    found = library()
    for key in found.procedures:
        procedure = found.latest(key)
        for rule in procedure.rules:
            if isinstance(rule.relation, Condition) and rule.relation.answers is not None:
                said = guard_in_words(rule.relation.answers, procedure.questions)
                assert said is not None, f"{key}: {rule.id}: {rule.relation.answers.text}"
                assert "a." not in said.zh


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a.meeting_kind == 'special'", "“会议类别”为“专题会议”"),
        ("a.meeting_kind in ['special', 'bureau_office']", "“会议类别”为“专题会议”或“局长办公会议”"),
        (
            "a.discipline_present && a.quorum != 'below_half'",
            "“派驻纪检监察组列席”为“是”，且“到会情况”不为“不足半数”",
        ),
        ("!a.discipline_present", "“派驻纪检监察组列席”为“否”"),
        ("has(a.place)", "填写了“地点”"),
    ],
)
def test_a_guard_is_said_by_labels_and_choices(text: str, says: str) -> None:
    procedure = library().latest("convened-meeting")
    said = guard_in_words(Guard.parse(text), procedure.questions)
    assert said is not None
    assert said.zh == says
