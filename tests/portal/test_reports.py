"""The annual report in public: only when its procedure has published it, as it was frozen, with figures that say how they were
counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tests.hands import hands
from tests.portal.conftest import Town
from yifa.cases.acting.act import Actor, ActRefused, open_case
from yifa.house.models import Holding, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.report import freezing
from yifa.report.drafting import begin
from yifa.report.errors import YearNotOver
from yifa.report.models import Report
from yifa.report.papers import FRAGMENT, Paper, kept
from yifa.typesetting import charts, pdf
from yifa.typesetting.ofd import to_ofd

ENDED = datetime(2020, 12, 31, 8, 0, tzinfo=UTC)
JANUARY = {day: datetime(2021, 1, day, 2, 0, tzinfo=UTC) for day in range(1, 32)}


@dataclass
class Year:
    """The year's end of a bureau: its report, and the matter that has it cleared, signed and published."""

    town: Town
    writer: Officer
    office: Officer
    secrecy: Officer
    settings: Any
    matter: int = 0

    def begin(self, now: datetime | None = None) -> Report:
        """The report begun on 4 January, or later where the log is further already: its beginning is an act."""
        with using_bureau(self.town.bureau):
            return begin(self.town.bureau, 2020, now=now or max(JANUARY[4], self.town.now))

    def freeze(self, day: int = 11) -> Report:
        with using_bureau(self.town.bureau):
            return freezing.freeze(self.begin(), officer=self.writer, now=JANUARY[day])

    def open(self) -> None:
        """The matter begins with the year's end."""
        self.town.now = ENDED
        with using_bureau(self.town.bureau):
            self.matter = open_case(
                self.town.bureau,
                "annual-report",
                "end-year",
                actor=Actor.officer(self.writer),
                title="2020年度法治政府建设年度报告",
                answers={"report_year": 2020},
                now=ENDED,
            ).case_id

    def sign(self) -> None:
        """The matter up to the signature, on 21 January."""
        self.take(12, "compose", self.writer, figures_frozen=True)
        self.take(14, "clear-legality", self.town.reviewer, cleared=True)
        self.take(15, "clear-secrecy", self.secrecy, may_open=True)
        self.take(20, "deliberate", self.office, deliberated_on="2021-01-20", passed=True)
        self.take(21, "sign", self.town.house.director, document_number="测科〔2021〕3号")

    def publish(self) -> None:
        self.take(22, "deliver", self.office, delivered_on="2021-01-22", addressees="市委依法治市办")
        self.take(25, "publish", self.office, published_on="2021-01-25")

    def take(self, day: int, step: str, officer: Officer, **answers: Any) -> None:
        self.settings.CLOCK = self.town.now = JANUARY[day]
        self.town.take(self.matter, step, officer, **answers)


@pytest.fixture
def year(town: Town, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Year:
    """A bureau that has published two items and now reports on 2020, whatever the report still lacks."""
    monkeypatch.setattr(freezing, "open_points", lambda _opened: ())
    settings.CLOCK = JANUARY[28]

    def officer(name: str, *powers: str) -> Officer:
        department = town.house.director.holdings_on(ENDED.date())[0].post.department
        person = Officer.objects.create(bureau=town.bureau, name=name)
        post = Post.objects.create(bureau=town.bureau, department=department, name=name, powers=list(powers))
        Holding.objects.create(
            bureau=town.bureau, post=post, officer=person, from_on=datetime(2015, 1, 1, tzinfo=UTC)
        )
        return person

    with hands(), using_bureau(town.bureau):
        made = Year(
            town,
            officer("郑文", "report-writer"),
            officer("马丽", "office", "recorder", "publisher"),
            officer("何静", "secrecy-checker"),
            settings,
        )
    made.open()
    return made


@pytest.fixture
def published(year: Year) -> Year:
    """The report is frozen, signed and published."""
    year.freeze()
    year.sign()
    year.publish()
    return year


def nothing_is_public(town: Town, visitor: Client) -> None:
    assert "还没有公布的报告" in visitor.get(f"{town.base}/reports/").content.decode()
    for address in ("", "files/report.pdf", "figures/service.items/"):
        assert visitor.get(f"{town.base}/reports/2020/{address}").status_code == 404
    assert f"{town.base}/reports/2020/" not in visitor.get(f"{town.base}/").content.decode()


def test_neither_a_draft_nor_a_frozen_nor_a_signed_report_is_public_before_its_publication(
    year: Year, visitor: Client
) -> None:
    year.begin()
    nothing_is_public(year.town, visitor)
    year.freeze()
    nothing_is_public(year.town, visitor)
    year.sign()
    nothing_is_public(year.town, visitor)
    year.publish()
    assert visitor.get(f"{year.town.base}/reports/2020/").status_code == 200
    assert "2021" in visitor.get(f"{year.town.base}/reports/").content.decode()


def test_a_report_is_not_frozen_before_its_year_has_ended_in_china(year: Year) -> None:
    report = year.begin(now=ENDED)
    with using_bureau(year.town.bureau):
        with pytest.raises(YearNotOver, match="2020年还没有结束"):
            freezing.freeze(report, officer=year.writer, now=datetime(2020, 12, 31, 15, 59, tzinfo=UTC))
        freezing.freeze(report, officer=year.writer, now=datetime(2020, 12, 31, 16, 0, tzinfo=UTC))


def test_a_report_that_was_frozen_after_the_signature_is_not_published_by_it(
    year: Year, visitor: Client
) -> None:
    year.sign()
    year.freeze(day=22)
    with pytest.raises(ActRefused, match="签发的不是这份报告"):
        year.publish()
    nothing_is_public(year.town, visitor)


def test_a_draft_begun_after_the_signature_is_not_published(year: Year, visitor: Client) -> None:
    year.sign()
    year.begin()
    with pytest.raises(ActRefused, match="不能公开"):
        year.publish()
    nothing_is_public(year.town, visitor)


def test_a_bureau_that_wrote_its_report_elsewhere_publishes_it_there(year: Year, visitor: Client) -> None:
    year.sign()
    year.publish()
    nothing_is_public(year.town, visitor)


def test_figures_of_the_report_lead_to_public_pages_and_none_to_the_desk(
    published: Year, visitor: Client
) -> None:
    page = visitor.get(f"{published.town.base}/reports/2020/").content.decode()
    assert 'href="figures/service.items/"' in page
    assert visitor.get(f"{published.town.base}/reports/2020/figures/service.items/").status_code == 200
    assert "/desk/" not in page


def test_figure_says_what_was_counted_and_from_how_many_records(published: Year, visitor: Client) -> None:
    base = published.town.base
    shown = visitor.get(f"{base}/reports/2020/figures/service.items/")
    assert shown.context["records"] == 2
    assert "科技创新券申领" not in shown.content.decode()
    assert visitor.get(f"{base}/reports/2020/figures/no.such/").status_code == 404


def test_figure_stays_as_it_was_frozen(published: Year, visitor: Client) -> None:
    published.town.publish("4111002000002000", "科技成果登记服务", "public_service")
    shown = visitor.get(f"{published.town.base}/reports/2020/figures/service.items/")
    assert shown.context["records"] == 2


def test_the_page_and_the_papers_are_those_that_were_frozen_and_are_never_drawn_again(
    published: Year, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: Any, **_named: Any) -> Any:
        raise AssertionError("drawn again")

    monkeypatch.setattr(charts, "_chart", fails)
    monkeypatch.setattr(pdf, "press", fails)
    for name in (
        "report.papers.compose",
        "report.papers.to_html",
        "report.papers.to_pdf",
        "typesetting.word.to_docx",
    ):
        monkeypatch.setattr(f"yifa.{name}", fails)
    base = f"{published.town.base}/reports/2020"
    with using_bureau(published.town.bureau):
        report = Report.objects.get(year=2020)
        fragment = kept(report, FRAGMENT).content.decode()
        papers = {row.name: bytes(row.content) for row in report.outputs.all()}
    assert fragment in visitor.get(f"{base}/").content.decode()
    for name in ("report.pdf", "report.docx", "figures.json"):
        assert visitor.get(f"{base}/files/{name}").content == papers[name]
    assert visitor.get(f"{base}/files/report.ofd").content == to_ofd(papers["report.pdf"])
    assert visitor.get(f"{base}/files/settings.py").status_code == 404
    assert visitor.get(f"{base}/files/{FRAGMENT}").status_code == 404


def test_a_kept_file_that_is_not_what_was_frozen_is_not_shown(
    published: Year, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = f"{published.town.base}/reports/2020"
    monkeypatch.setattr(Paper, "digest", property(lambda _paper: "0" * 64))
    for address in ("/", "/files/report.pdf"):
        answer = visitor.get(base + address)
        assert answer.status_code == 500
        assert "不予显示" in answer.content.decode()
        assert b"official" not in answer.content


def test_pages_of_a_report_have_a_bounded_number_of_queries(
    published: Year, visitor: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(10):
        visitor.get(f"{published.town.base}/reports/2020/")
    with django_assert_max_num_queries(24):
        visitor.get(f"{published.town.base}/")
