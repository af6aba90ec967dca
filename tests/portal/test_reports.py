"""The annual report in public: only when its procedure has published it, as it was frozen, with figures that say how they were
counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from tests.hands import hands
from tests.portal.conftest import Town
from yifa.cases.acting.act import Actor, ActRefused, open_case
from yifa.cases.models import Case
from yifa.house.models import Holding, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.report import freezing
from yifa.report.drafting import begin, save, written
from yifa.report.errors import YearNotOver
from yifa.report.models import Report
from yifa.report.outlines import Content
from yifa.report.papers import FRAGMENT, PDF, SENT_PDF, Paper, kept
from yifa.typesetting import charts, pdf
from yifa.typesetting.ofd import to_ofd

ENDED = datetime(2020, 12, 31, 8, 0, tzinfo=UTC)
JANUARY = {day: datetime(2021, 1, day, 2, 0, tzinfo=UTC) for day in range(1, 32)}


SENT_TO = {
    "sent_to": "市委、市人民政府",
    "sent_to_department": "省科学技术厅",
    "copied_to": "市委依法治市办、市司法局",
}


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
        self.take(21, "sign", self.town.house.director, document_number="测科〔2021〕3号", **SENT_TO)

    def publish(self) -> None:
        self.take(22, "deliver", self.office, delivered_on="2021-01-22")
        self.take(25, "publish", self.office, published_on="2021-01-25")

    def correct(self) -> None:
        """A correction of what was published is asked for."""
        self.town.now = self.settings.CLOCK = JANUARY[26]
        with using_bureau(self.town.bureau):
            number = Case.objects.get(procedure_key="annual-report").number
            self.matter = open_case(
                self.town.bureau,
                "report-correction",
                "begin",
                actor=Actor.officer(self.writer),
                title="更正2020年度报告",
                answers={"report": number, "what": "事项由2项改为3项", "reason": "有一项补登记"},
                now=self.town.now,
            ).case_id

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
    with django_assert_max_num_queries(26):
        visitor.get(f"{published.town.base}/")


def test_what_is_sent_upward_has_a_red_head_with_whom_it_goes_to_and_who_signed(published: Year) -> None:
    with using_bureau(published.town.bureau):
        report = Report.objects.get(year=2020)
        sent = pypdfium2.PdfDocument(kept(report, SENT_PDF).content)
    pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in sent]
    for words in ("文件", "测科〔2021〕3号", "签发人：", "市委、市人民政府：", "2021年1月21日"):
        assert words in pages[0] + pages[1], words
    assert "抄送：省科学技术厅，市委依法治市办，市司法局。" in pages[-1]
    assert "2021年1月21日印发" in pages[-1]


def test_a_correction_is_a_new_edition_and_both_stay_public_with_their_difference(
    published: Year, visitor: Client
) -> None:
    town, address = published.town, f"{published.town.base}/reports/2020/"
    published.correct()
    with using_bureau(town.bureau):
        second, first = Report.objects.filter(year=2020)
        passage = next(one for one in written(second) if one.passage.covers is Content.SHORTCOMINGS)
        words = "补登记的合同还不及时。"
        save(
            second,
            passage.passage.path,
            words,
            officer=published.writer,
            now=town.now,
            expected=passage.number,
        )
    with pytest.raises(ActRefused, match="正在更正"):
        published.correct()
    published.take(27, "clear-legality", town.reviewer, cleared=True)
    published.take(27, "clear-secrecy", published.secrecy, may_open=True)
    with pytest.raises(ActRefused, match="还在起草"):
        published.take(27, "sign", town.house.director, document_number="测科〔2021〕9号", **SENT_TO)
    assert words not in visitor.get(address).content.decode()
    with using_bureau(town.bureau):
        freezing.freeze(second, officer=published.writer, now=JANUARY[27])
    published.take(28, "sign", town.house.director, document_number="测科〔2021〕9号", **SENT_TO)
    published.take(28, "deliver", published.office, delivered_on="2021-01-28")
    published.take(28, "publish", published.office, published_on="2021-01-28")
    page = visitor.get(address).content.decode()
    assert words in page
    assert "有一项补登记" in page
    assert f'href="{address}editions/1/"' in page
    assert words not in visitor.get(f"{address}editions/1/").content.decode()
    assert visitor.get(f"{address}editions/1/figures/service.items/").status_code == 200
    with using_bureau(town.bureau):
        old = kept(first, PDF).content
    assert visitor.get(f"{address}editions/1/files/report.pdf").content == old
    assert [
        line.change.value for line in visitor.get(f"{address}difference/").context["comparison"].lines
    ].count("same") > 0
    assert words in visitor.get(f"{address}difference/").content.decode()
    assert visitor.get(f"{address}editions/3/").status_code == 404
