"""A bureau with a few rows to count. Closed days stand in for a register of events, certificates for one of standing things."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from yifa.house.models import Bureau, Department, Holding, LocalClosure, Officer, Post
from yifa.house.tenancy import using_bureau


@pytest.fixture
def bureau(db: None) -> Iterator[Bureau]:
    """The bureau that the test works for."""
    made = Bureau.objects.create(
        code="test-kj", name="清河市科学技术局", short_name="清河市科技局", division_code="411100"
    )
    with using_bureau(made):
        yield made


@pytest.fixture
def closures(bureau: Bureau) -> None:
    """Three closures in 2020 (two for a flood, one for works), one in 2019, none in 2021."""
    for day, reason in (
        (date(2019, 12, 31), "flood"),
        (date(2020, 1, 1), "flood"),
        (date(2020, 6, 1), "works"),
        (date(2020, 12, 31), "flood"),
    ):
        LocalClosure.objects.create(bureau=bureau, first_on=day, last_on=day, reason=reason, basis="通知")


@pytest.fixture
def certificates(bureau: Bureau) -> None:
    """Five certificates: of two kinds, from two issuers, one of them expired in 2019. Posts held stand in for them."""
    department = Department.objects.create(bureau=bureau, name="证件")
    for number, (kind, issuer, since, until) in enumerate(
        (
            ("enforcement", "province", date(2018, 1, 1), None),
            ("enforcement", "province", date(2018, 1, 1), date(2019, 6, 30)),
            ("enforcement", "city", date(2019, 1, 1), None),
            ("counsel", "province", date(2020, 1, 1), None),
            ("counsel", "province", date(2020, 5, 1), None),
        )
    ):
        post, _ = Post.objects.get_or_create(bureau=bureau, department=department, name=issuer)
        Holding.objects.create(
            bureau=bureau,
            officer=Officer.objects.create(bureau=bureau, name=f"持证人{number}"),
            post=post,
            kind=kind,
            from_on=since,
            until_on=until,
        )
