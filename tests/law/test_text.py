"""How days and numbers of things read in both languages."""

from __future__ import annotations

import pytest

from yifa.law.text import Bilingual, counted, say_days_in


def test_days_in_a_sentence_read_as_days_do_elsewhere_on_the_page() -> None:
    text = Bilingual("期限已于2020-03-06届满", "the limit ended on 2020-03-06")
    assert text.in_language("zh-hans") == "期限已于2020年3月6日届满"
    assert text.in_language("en") == "the limit ended on 6 March 2020"


@pytest.mark.parametrize(
    "text", ["2020-tcr-0007", "2020-03-069", "GB/T 9704-2012-13-01", "x-2020-03-06", "2020-13-45"]
)
def test_what_is_no_day_stays_as_it_is(text: str) -> None:
    assert say_days_in(text, "en") == text


@pytest.mark.parametrize(
    ("number", "plural", "said"),
    [
        (0, "times", "0 times"),
        (1, "times", "1 time"),
        (1, "people", "1 person"),
        (3, "people", "3 people"),
        (1, "working days", "1 working day"),
        (1, "enquiries", "1 enquiry"),
        (1, "searches", "1 search"),
        (1, "counsel", "1 counsel"),
        (1, "enterprises", "1 enterprise"),
    ],
)
def test_a_number_of_things_has_its_noun_in_the_right_number(number: int, plural: str, said: str) -> None:
    assert counted(number, plural) == said
