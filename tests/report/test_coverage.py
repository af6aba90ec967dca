"""Which figures of a published report its records tell again, each with what tells it."""

from __future__ import annotations

from decimal import Decimal

from yifa.report.coverage import Stated, titles_again, told_again
from yifa.report.models import Report
from yifa.report.papers import open_report


def stated(span: str, value: str, unit: str, subject: str, *, is_about: bool = False) -> Stated:
    return Stated(span, Decimal(value), unit, "other", subject, is_about)


def test_a_stated_figure_is_told_again_by_the_same_number_of_the_same_thing(report: Report) -> None:
    asked = {
        stated("3次", "3", "session", "停办次数"): "停办",
        stated("200%", "200", "percent", "停办增速"): "停办",
        stated("2次", "2", "item", "其中防汛停办"): "防汛",
        stated("余2次", "2", "session", "停办余次", is_about=True): None,
        stated("3人", "3", "person", "停办人数"): None,
        Stated("3次", Decimal(3), "session", "plan", "外出考察"): None,
    }
    found = told_again(asked, open_report(report))
    assert [None if one.told is None else one.told.zh for one in found] == list(asked.values())


def test_one_figure_tells_one_thing_of_one_year(report: Report) -> None:
    asked = (
        stated("3次", "3", "session", "停办次数"),
        stated("3次", "3", "item", "停办办结数"),
        stated("3次", "3", "session", "停办次数"),
        Stated("3次", Decimal(3), "session", "other", "停办次数", year=2019),
    )
    found = told_again(asked, open_report(report))
    assert [one.told is not None for one in found] == [True, False, True, False]


def test_titles_are_looked_for_in_the_words_of_the_report(report: Report) -> None:
    assert titles_again("印发《甲办法》《甲办法》", open_report(report)) == (("甲办法", False),)
