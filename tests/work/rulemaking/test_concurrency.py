"""Two officers issue two documents at once, on the real database: numbers follow each other, none twice, none left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import LazySettings
from django.db import connections

from tests.work.conftest import Desk, furnished
from tests.work.rulemaking.life import ISSUED, day_of, live
from yifa.cases.acting.act import Actor, ActRefused, Receipt, act
from yifa.house.tenancy import using_bureau
from yifa.work.rulemaking.registers import NormativeDocument


@pytest.fixture
def committed(transactional_db: None, settings: LazySettings, tmp_path: Path) -> Iterator[Desk]:
    """The desk where acts commit, for other connections."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with furnished() as made:
        yield made


def at_once(*works: Callable[[], Receipt]) -> list[Receipt | BaseException]:
    gate = Barrier(len(works))

    def run(work: Callable[[], Receipt]) -> Receipt | BaseException:
        try:
            gate.wait(timeout=10)
            return work()
        except ActRefused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_numbers_have_no_gaps_and_no_doubles_when_four_issue_at_once(committed: Desk) -> None:
    desk = committed
    cases = [live(desk, "check-secrecy", title=f"第{number}件办法") for number in range(4)]
    times = desk.times(day_of("issue"))
    keeper = Actor.officer(desk.officers["keeper"])
    answers = dict(ISSUED)

    def issue(case: int) -> Callable[[], Receipt]:
        def work() -> Receipt:
            with using_bureau(desk.bureau):
                return act(case, "issue", actor=keeper, answers=answers, **times)

        return work

    # One of them twice: the second attempt is refused, and takes no number.
    results = at_once(*(issue(case) for case in cases), issue(cases[0]))
    assert sorted(type(one).__name__ for one in results) == ["ActRefused", *["Receipt"] * 4]
    rows = NormativeDocument.objects.order_by("document_number")
    assert [row.document_number for row in rows] == [f"某科规〔2021〕{number}号" for number in (1, 2, 3, 4)]
    assert {row.register_number for row in rows} == {f"某科规登〔2021〕{number}号" for number in (1, 2, 3, 4)}
