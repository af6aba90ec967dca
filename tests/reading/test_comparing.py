"""Reports side by side: one row for one thing, the year's own report first, growth computed."""

from __future__ import annotations

from decimal import Decimal

from yifa.reading.comparing import Column, Source, compare, label
from yifa.reading.kinds import Approx, Category, Fact, Role, Unit


def fact(
    value: float,
    year: int | None,
    subject: str = "国家级高新技术企业数",
    role: Role = Role.TOTAL,
    unit: Unit = Unit.ENTERPRISE,
) -> Fact:
    return Fact(0, 3, f"{value}家", value, unit, Approx.EXACT, year, subject, Category.RECOGNITION, role)


def source(bureau: str, year: int | None, *facts: Fact) -> Source:
    return Source(f"{bureau}{year}.txt", bureau, year, facts)


def test_years_of_a_bureau_stand_in_order_with_computed_growth() -> None:
    found = compare([source("甲局", 2021, fact(136, 2021)), source("甲局", 2020, fact(114, 2020))])
    assert found.columns == (Column("甲局", 2020), Column("甲局", 2021))
    (row,) = found.rows
    assert row.indicator == "recognition.national_high_tech"
    assert [cell.growth if cell else None for cell in row.cells] == [None, Decimal("19.3")]


def test_a_stated_growth_is_never_copied() -> None:
    found = compare(
        [source("甲局", 2021, fact(136, 2021), fact(99.0, 2021, role=Role.GROWTH, unit=Unit.PERCENT))]
    )
    assert [cell.growth if cell else None for row in found.rows for cell in row.cells] == [None]


def test_a_year_s_own_report_goes_before_a_later_one_that_looks_back() -> None:
    later = source("甲局", 2021, fact(136, 2021), fact(110, 2020))
    own = source("甲局", 2020, fact(114, 2020))
    for order in ([later, own], [own, later]):
        (row,) = compare(order).rows
        assert [cell.value if cell else None for cell in row.cells] == [114, 136]


def test_a_report_that_looks_back_gives_the_years_before() -> None:
    found = compare([source("甲局", 2020, fact(101, 2020), fact(72, 2019), fact(53, 2018))])
    assert [column.year for column in found.columns] == [2018, 2019, 2020]


def test_bureaus_of_one_year_meet_by_indicator_however_they_say_it() -> None:
    found = compare(
        [
            source("甲局", 2021, fact(136, 2021, "全市高新技术企业")),
            source("乙局", 2021, fact(90, 2021, "国家级高新技术企业数")),
        ]
    )
    (row,) = found.told_twice()
    assert row.known == 2


def test_what_has_no_year_stays_out() -> None:
    assert compare([source("甲局", None, fact(5, None))]).rows == ()
    assert compare([]).columns == ()


def test_a_subject_is_compared_without_what_differs_from_report_to_report() -> None:
    assert label("全市重点实验室数") == label("重点实验室") == "重点实验室"
    assert label("数") == "数"
