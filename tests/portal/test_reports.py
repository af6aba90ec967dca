"""The annual report in public: only when it is final, from what was frozen, with figures that say how they were counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.portal.conftest import NOW, Town
from yifa.house.tenancy import using_bureau
from yifa.report import freezing
from yifa.report.drafting import begin
from yifa.report.models import Report


@pytest.fixture
def report(town: Town, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report on 2020 of a bureau that has published two items, frozen whatever it still lacks."""
    monkeypatch.setattr(freezing, "open_points", lambda _opened: ())
    with using_bureau(town.bureau):
        return freezing.freeze(begin(town.bureau, 2020, now=NOW), officer=town.house.director, now=NOW)


def test_draft_is_not_public(town: Town, visitor: Client) -> None:
    with using_bureau(town.bureau):
        begin(town.bureau, 2020, now=NOW)
    assert "还没有公布的报告" in visitor.get(f"{town.base}/reports/").content.decode()
    for address in ("", "files/report.pdf", "figures/service.items/"):
        assert visitor.get(f"{town.base}/reports/2020/{address}").status_code == 404


@pytest.mark.usefixtures("report")
def test_figures_of_the_report_lead_to_public_pages_and_none_to_the_desk(town: Town, visitor: Client) -> None:
    page = visitor.get(f"{town.base}/reports/2020/").content.decode()
    assert f"{town.base}/reports/2020/figures/service.items/" in page
    assert "/desk/" not in page


@pytest.mark.usefixtures("report")
def test_figure_says_what_was_counted_and_from_how_many_records(town: Town, visitor: Client) -> None:
    shown = visitor.get(f"{town.base}/reports/2020/figures/service.items/")
    assert shown.context["records"] == 2
    assert "科技创新券申领" not in shown.content.decode()
    assert visitor.get(f"{town.base}/reports/2020/figures/no.such/").status_code == 404


@pytest.mark.usefixtures("report")
def test_figure_stays_as_it_was_frozen(town: Town, visitor: Client) -> None:
    town.publish("4111002000002000", "科技成果登记服务", "public_service")
    assert visitor.get(f"{town.base}/reports/2020/figures/service.items/").context["records"] == 2


def test_papers_are_those_that_were_frozen(town: Town, visitor: Client, report: Report) -> None:
    answer = visitor.get(f"{town.base}/reports/2020/files/report.pdf")
    with using_bureau(town.bureau):
        kept = report.outputs.get(name="report.pdf")
        assert answer.content == bytes(kept.content)
    assert visitor.get(f"{town.base}/reports/2020/files/settings.py").status_code == 404


@pytest.mark.usefixtures("report")
def test_pages_of_a_report_have_a_bounded_number_of_queries(
    town: Town, visitor: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(10):
        visitor.get(f"{town.base}/reports/2020/")
    with django_assert_max_num_queries(24):
        visitor.get(f"{town.base}/")
