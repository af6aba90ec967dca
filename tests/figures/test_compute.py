"""A figure is what its records add up to, and its parts are of the same records."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Max, Q, QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from yifa.figures.compute import change, figure, figures_of, growth, series
from yifa.figures.errors import UnknownPart
from yifa.figures.indicators import Axis, Breakdown, Indicator, PeriodKind
from yifa.figures.measures import Count, Custom, Latest, Mean, Ratio, Sum
from yifa.figures.periods import Period
from yifa.figures.units import Unit
from yifa.house.models import Bureau, Holding, LocalClosure
from yifa.law.text import Bilingual

YEAR = Period.year(2020)
REASONS = {
    "works": Bilingual(zh="施工", en="works"),
    "flood": Bilingual(zh="防汛", en="flood"),
    "move": Bilingual(zh="搬迁", en="move"),
}


def closed_days(**changed: Any) -> Indicator:
    """Closures within the period, by reason."""
    plain = Indicator(
        code="house.closures",
        title=Bilingual(zh="停办", en="Closures"),
        unit=Unit.ITEM,
        counter=Bilingual(zh="次", en="times"),
        definition=Bilingual(zh="本年度停办", en="Closures in the year"),
        field="house",
        records=lambda bureau, period: LocalClosure.objects.of(bureau).filter(**period.days("first_on")),
        parts=Breakdown.by("reason", REASONS),
        growth=True,
    )
    return replace(plain, **changed)


def valid_certificates(**changed: Any) -> Indicator:
    """Certificates valid at the end of the period, by issuer and kind."""
    issuers = {
        "province": Bilingual(zh="省级", en="provincial"),
        "city": Bilingual(zh="市级", en="municipal"),
    }
    kinds = {
        "enforcement": Bilingual(zh="执法证", en="enforcement"),
        "counsel": Bilingual(zh="律师证", en="counsel"),
    }

    def valid(bureau: Bureau, period: Period) -> QuerySet[Any]:
        began = Holding.objects.of(bureau).filter(post__department__name="证件", from_on__lte=period.last_on)
        found: QuerySet[Any] = began.filter(Q(until_on__isnull=True) | Q(until_on__gt=period.last_on))
        return found

    plain = Indicator(
        code="house.certificates",
        title=Bilingual(zh="有效证件", en="Valid certificates"),
        unit=Unit.ITEM,
        counter=Bilingual(zh="件", en="items"),
        definition=Bilingual(zh="年底有效的证件", en="Certificates valid at the end of the year"),
        field="house",
        period_kind=PeriodKind.STOCK,
        records=valid,
        parts=Breakdown.nested(Axis("post__name", issuers), Axis("kind", kinds)),
    )
    return replace(plain, **changed)


@pytest.mark.usefixtures("closures")
class TestWithinAYear:
    def test_first_and_last_day_of_the_year_count(self, bureau: Bureau) -> None:
        found = figure(closed_days(), bureau, YEAR)
        assert (found.value, found.records_count, found.text.zh) == (3, 3, "3次")

    def test_parts_come_in_the_order_of_their_titles_and_add_up(self, bureau: Bureau) -> None:
        found = figure(closed_days(), bureau, YEAR)
        assert [(part.title.zh, part.value) for part in found.parts] == [("施工", 1), ("防汛", 2)]
        assert sum(part.value or 0 for part in found.parts) == found.value

    def test_a_value_without_words_is_told_by_itself_at_the_end(self, bureau: Bureau) -> None:
        LocalClosure.objects.create(
            bureau=bureau, first_on="2020-02-02", last_on="2020-02-02", reason="strike", basis=""
        )
        found = figure(closed_days(), bureau, YEAR)
        assert [part.title.zh for part in found.parts] == ["施工", "防汛", "strike"]
        assert found.value == 4

    def test_values_without_records_are_told_where_wished(self, bureau: Bureau) -> None:
        found = figure(closed_days(parts=Breakdown.by("reason", REASONS, show_empty=True)), bureau, YEAR)
        assert [(part.title.zh, part.value) for part in found.parts] == [
            ("施工", 1),
            ("防汛", 2),
            ("搬迁", 0),
        ]

    def test_a_part_opens_its_own_records(self, bureau: Bureau) -> None:
        found = figure(closed_days(), bureau, YEAR)
        assert found.records(found.part("flood")).count() == 2
        assert found.records().count() == found.records_count

    def test_a_listed_value_without_records_is_a_part_of_zero(self, bureau: Bureau) -> None:
        found = figure(closed_days(), bureau, YEAR)
        assert found.part("move").value == 0
        with pytest.raises(UnknownPart, match="没有分项“strike”"):
            found.part("strike")

    def test_a_figure_with_its_parts_is_one_query(
        self, bureau: Bureau, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(1):
            figure(closed_days(), bureau, YEAR)
        with django_assert_num_queries(1):
            figure(closed_days(parts=None), bureau, YEAR)
        with django_assert_num_queries(2):
            figure(closed_days(measure=Count(distinct="reason")), bureau, YEAR)

    def test_growth_is_computed_from_both_years(self, bureau: Bureau) -> None:
        moved = growth(closed_days(), bureau, 2020)
        assert (moved.previous, moved.current, moved.difference, moved.growth) == (1, 3, 2, Decimal("200.0"))

    def test_growth_from_nothing_is_not_a_number_but_a_reason(self, bureau: Bureau) -> None:
        moved = growth(closed_days(), bureau, 2019)
        assert (moved.difference, moved.growth) == (1, None)
        assert moved.reason is not None
        assert moved.reason.zh == "上年数为0，不能作增速的基数。"

    def test_a_series_tells_each_year(self, bureau: Bureau) -> None:
        assert [each.value for each in series(closed_days(), bureau, (2019, 2020, 2021))] == [1, 3, 0]

    def test_many_are_what_each_is_by_itself_and_counts_come_by_one_query(
        self, bureau: Bureau, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        counts = [
            closed_days(parts=None, code="house.all"),
            closed_days(parts=None, code="house.flood", measure=Count(only=Q(reason="flood"))),
            closed_days(parts=None, code="house.reasons", measure=Count(distinct="reason")),
            closed_days(parts=None, code="house.share", measure=Ratio(part=Q(reason="flood"))),
        ]
        asked = [(one, Period.year(year)) for year in (2019, 2020, 2030) for one in (*counts, closed_days())]
        # Two shapes of counts, three figures with parts, and what was published of the year without records.
        with django_assert_num_queries(2 + 3 + 1):
            together = figures_of(asked, bureau)
        for (indicator, period), one in zip(asked, together, strict=True):
            alone = figure(indicator, bureau, period)
            assert (one.code, one.value, one.parts) == (alone.code, alone.value, alone.parts)
            assert one.records_count == alone.records_count

    def test_another_bureaus_records_do_not_count(self, bureau: Bureau) -> None:
        other = Bureau.objects.create(code="other-kj", name="他市科学技术局")
        assert figure(closed_days(), other, YEAR).value == 0


@pytest.mark.usefixtures("certificates")
class TestAtTheEndOfAYear:
    def test_what_stands_at_the_end_counts_whenever_it_began(self, bureau: Bureau) -> None:
        assert [each.value for each in series(valid_certificates(), bureau, (2018, 2019, 2020))] == [2, 2, 4]

    def test_nested_parts_join_their_titles(self, bureau: Bureau) -> None:
        found = figure(valid_certificates(), bureau, YEAR)
        assert [(part.name, part.title.zh, part.value) for part in found.parts] == [
            ("province.enforcement", "省级执法证", 1),
            ("province.counsel", "省级律师证", 2),
            ("city.enforcement", "市级执法证", 1),
        ]
        assert [(group.title.zh, group.value) for group in found.groups] == [("省级", 3), ("市级", 1)]


@pytest.mark.usefixtures("certificates")
class TestMeasures:
    @pytest.mark.parametrize(
        ("measure", "value"),
        [
            (Count(), 4),
            (Count(only=Q(kind="counsel")), 2),
            (Count(distinct="kind"), 2),
            (Sum("officer__bureau__late_after_days"), 4),
            (Sum("officer__bureau__late_after_days", Decimal("0.01")), Decimal("0.04")),
            (Mean("officer__bureau__late_after_days"), Decimal("1.0")),
            (Ratio(Q(kind="counsel")), Decimal("50.0")),
            (Ratio(Q(post__name="city"), of=Q(kind="enforcement")), Decimal("50.0")),
            (Latest("officer__bureau__late_after_days", by="from_on"), 1),
            (Custom(Max("officer__bureau__late_after_days")), 1),
        ],
    )
    def test_the_whole_and_its_parts_come_from_the_same_records(
        self, bureau: Bureau, measure: Count, value: int | Decimal
    ) -> None:
        found = figure(valid_certificates(measure=measure), bureau, YEAR)
        assert found.value == value
        assert found.value == figure(valid_certificates(measure=measure, parts=None), bureau, YEAR).value

    @pytest.mark.parametrize(
        "measure", [Mean("pk"), Ratio(Q(kind="counsel")), Latest("pk", by="pk"), Custom(Max("pk"))]
    )
    def test_nothing_to_compute_from_is_no_value(self, bureau: Bureau, measure: Mean) -> None:
        found = figure(valid_certificates(measure=measure), bureau, Period.year(2001))
        assert (found.value, found.records_count, found.text.zh) == (None, 0, "—")


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_growth_is_rounded_half_up_to_one_decimal(before: int, now: int) -> None:
    moved = change(before, now)
    assert moved.growth is not None
    exact = Decimal(now - before) * 100 / before
    assert abs(moved.growth - exact) <= Decimal("0.05")


@pytest.mark.parametrize(
    ("before", "now", "percent"), [(53, 72, "35.8"), (72, 101, "40.3"), (120, 135, "12.5")]
)
def test_growth_agrees_with_published_rows(before: int, now: int, percent: str) -> None:
    assert change(before, now).growth == Decimal(percent)


def test_a_printed_growth_that_is_wrong_would_have_been_found() -> None:
    assert change(Decimal("12.98"), Decimal("16.47")).growth == Decimal("26.9")
