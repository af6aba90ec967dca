"""Figures of a published report become the bureau's when two people have looked at them, and say where they come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import act, open_case
from yifa.cases.errors import FileRefused
from yifa.cases.files import NewFile, path_of
from yifa.figures.compute import figure, growth
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.figures.units import Category, Unit
from yifa.work.published.registers import PublishedFigure, PublishedReport
from yifa.work.published.taking import Taken, parse, written

TEXT = "2019年度报告\n全市国家级高新技术企业达到72家，全年审查合同14份。\n"
MARCH, APRIL = date(2020, 3, 2), date(2020, 4, 1)
CODE = "recognition.national_high_tech"


def taken(span: str = "72家", **changes: Any) -> Taken:
    start = TEXT.index(span)
    return replace(
        Taken(
            start,
            start + len(span),
            span,
            "国家级高新技术企业数",
            Decimal(72),
            Unit.ENTERPRISE,
            2019,
            Category.RECOGNITION,
            "total",
            CODE,
        ),
        **changes,
    )


def recorded(desk: Desk, step: str = "record", content: bytes = TEXT.encode(), name: str = "报告.txt") -> int:
    opened = open_case(
        desk.bureau,
        "published-report",
        step,
        actor=desk.by("office"),
        title="2019年度报告",
        answers={
            "report_year": 2019,
            "report_of": desk.bureau.name,
            "report_title": "2019年度报告",
        },
        files=[
            NewFile(name, content, "report_file", web_page=True),
            NewFile("读出的文字.txt", TEXT.encode(), "text_file"),
        ],
        **desk.times(MARCH),
    )
    return opened.case_id


def reviewed(desk: Desk, *figures: Taken, by: str = "lawyer") -> int:
    case = recorded(desk)
    review(desk, case, *figures, by=by)
    return case


def review(desk: Desk, case: int, *figures: Taken, by: str = "lawyer") -> None:
    desk.take(case, "review", by, MARCH, figures=written(figures))


def against(desk: Desk, case: int, *figures: Taken) -> str:
    reasons = desk.refused(case, "review", "lawyer", MARCH, figures=written(figures))
    return "".join(reason.sentence.zh for reason in reasons)


def value(desk: Desk, year: int = 2019) -> Any:
    return figure(registry[CODE], desk.bureau, Period.year(year)).value


def test_a_confirmed_figure_stands_in_for_the_missing_records_and_says_so(desk: Desk) -> None:
    case = reviewed(desk, taken())
    assert value(desk) == 0
    desk.take(case, "confirm", "other_lawyer", MARCH, agrees=True)

    found = figure(registry[CODE], desk.bureau, Period.year(2019))
    assert found.value == 72
    assert found.records_count == 0
    assert found.stated is not None
    assert found.stated.words.zh == "取自已公布的2019年度报告"
    assert found.stated.span == "72家"
    assert found.stated.digest == sha256(TEXT.encode()).hexdigest()
    assert path_of(found.stated.digest).read_bytes() == TEXT.encode()


def test_growth_is_computed_from_a_year_taken_over(desk: Desk) -> None:
    case = reviewed(desk, taken(), taken("14份", value=Decimal(60), year=2018))
    desk.take(case, "confirm", "other_lawyer", MARCH, agrees=True)
    moved = growth(registry[CODE], desk.bureau, 2019)
    assert (moved.previous, moved.current, moved.growth) == (60, 72, Decimal("20.0"))


def test_records_go_before_what_was_published(desk: Desk) -> None:
    case = reviewed(desk, taken())
    desk.take(case, "confirm", "other_lawyer", MARCH, agrees=True)
    entry = desk.open(
        "recognition-entry",
        "record",
        "keeper",
        date(2020, 5, 6),
        platform_kind="high_tech_enterprise",
        level="national",
        body_name="某食品公司",
        party=desk.party().pk,
        recognised_by="省高新技术企业认定管理机构",
        document_number="2019年第二批公告",
        recognised_on="2019-11-29",
        valid_until="2022-11-28",
        certificate_number="GR201941000001",
    )
    desk.take(entry, "check", "other_keeper", date(2020, 5, 6), agrees=True)
    desk.take(entry, "enter", "keeper", date(2020, 5, 6))
    found = figure(registry[CODE], desk.bureau, Period.year(2019))
    assert (found.value, found.stated) == (1, None)


def test_whoever_went_through_them_does_not_confirm(desk: Desk) -> None:
    case = reviewed(desk, taken())
    (reason,) = desk.refused(case, "confirm", "lawyer", MARCH, agrees=True)
    assert reason.rule is not None
    assert reason.rule.id == "house/reviewer-does-not-confirm"
    assert not PublishedFigure.objects.exists()


def test_figures_that_do_not_agree_are_sent_back_and_not_taken(desk: Desk) -> None:
    case = reviewed(desk, taken())
    (reason,) = desk.refused(case, "confirm", "other_lawyer", MARCH, agrees=False)
    assert "不能采用" in reason.sentence.zh
    desk.take(case, "return-from-confirm", "other_lawyer", MARCH, reason="年度有误")
    assert PublishedReport.objects.get(case=case).state == "entered"


def test_withdrawn_figures_stand_for_nothing(desk: Desk) -> None:
    case = reviewed(desk, taken())
    desk.take(case, "confirm", "other_lawyer", MARCH, agrees=True)
    desk.take(case, "withdraw", "lawyer", APRIL, withdrawal_reason="原报告已更正")
    assert value(desk) == 0
    assert PublishedFigure.objects.get().withdrawn_on == APRIL


def test_a_year_s_own_report_goes_before_a_later_one_that_looks_back(desk: Desk) -> None:
    for report_year, number in ((2020, 70), (2019, 72)):
        case = reviewed(desk, taken(value=Decimal(number)))
        desk.take(case, "confirm", "other_lawyer", MARCH, agrees=True)
        PublishedReport.everywhere.filter(case=case).update(report_year=report_year)
    assert value(desk) == 72


def test_a_report_of_another_bureau_is_kept_and_nothing_of_it_is_taken(desk: Desk) -> None:
    case = recorded(desk, "record-other")
    assert PublishedReport.objects.get(case=case).whose == "other"
    desk.refused(case, "review", "lawyer", MARCH, figures=written([taken()]))


def test_a_figure_that_does_not_stand_in_the_report_is_refused(desk: Desk) -> None:
    case = recorded(desk)
    assert "不在报告的" in against(desk, case, taken(start=0, end=3))
    assert "不在报告的" in against(desk, case, taken(end=10_000))


def test_one_year_of_an_indicator_is_taken_once(desk: Desk) -> None:
    case = recorded(desk)
    assert "只能采用一处" in against(desk, case, taken(), taken("14份", unit=Unit.ENTERPRISE))


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"unit": Unit.CNY}, "单位"),
        ({"year": None}, "须有年度"),
        ({"year": 1900}, "年度1900不对"),
        ({"indicator": "no.such"}, "没有指标"),
        ({"role": "king"}, "不认识"),
        ({"value": Decimal("1e30")}, "写法不对"),
    ],
)
def test_a_meaning_that_cannot_be_kept_is_refused(desk: Desk, changes: dict[str, Any], word: str) -> None:
    assert word in against(desk, recorded(desk), taken(**changes))


@pytest.mark.parametrize(
    "text",
    [
        [],
        "不是",
        [{"start": 1}],
        [written([taken()])[0] | {"value": "x"}],
        [written([taken()])[0] | {"unit": "没有"}],
    ],
)
def test_malformed_figures_are_refused_in_a_sentence(desk: Desk, text: Any) -> None:
    reasons = desk.refused(recorded(desk), "review", "lawyer", MARCH, figures=text)
    assert reasons


def test_figures_are_carried_without_loss() -> None:
    figures = (taken(), taken("14份", value=Decimal("0.95"), year=None, indicator="", corrected=True))
    assert parse(written(figures)) == figures


def test_a_saved_page_is_kept_as_evidence_and_never_shown_as_a_page(desk: Desk) -> None:
    case = recorded(desk, content=b"<html><body>72</body></html>", name="报告.html")
    kept = PublishedReport.objects.get(case=case)
    assert path_of(kept.file_digest).read_bytes().startswith(b"<html>")
    assert kept.case is not None
    stored = kept.case.files.get(field="report_file")
    assert stored.media_type == "application/x-saved-web-page"
    with pytest.raises(FileRefused):
        act(
            case,
            "review",
            actor=desk.by("lawyer"),
            answers={"figures": written([taken()])},
            files=[NewFile("报告.html", b"<html></html>", "figures")],
            now=desk.clock,
        )
