"""The papers of an item as a checklist: what is not ticked is the correction that is told once (行政许可法 第三十二条)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from yifa.cases.acting.computing import Facts
from yifa.work.services import computations
from yifa.work.services.registers import ServiceItem

PAPERS = ("申请表", "购买合同", "付款凭证")


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    item = SimpleNamespace(materials="\n".join(PAPERS), applied_for_by="application/apply")
    monkeypatch.setattr(ServiceItem, "standing", lambda code, _on: item if code == "1" else None)


def facts(**answers: Any) -> Facts:
    return Facts(1, 1, date(2020, 3, 2), {"item_code": "1", **answers})


@pytest.mark.parametrize(
    ("given", "also", "told"),
    [
        (["申请表"], "", "1. 缺少材料：购买合同\n2. 缺少材料：付款凭证"),
        (["申请表", "购买合同"], "", "缺少材料：付款凭证"),
        (["申请表", "购买合同"], "合同没有签字", "1. 缺少材料：付款凭证\n2. 合同没有签字"),
        (list(PAPERS), "合同没有签字", "合同没有签字"),
        (list(PAPERS), "", None),
        (None, "合同没有签字", None),
        ([], "合同没有签字", None),
    ],
)
def test_what_is_not_ticked_is_the_correction_that_is_told_once(
    given: list[str] | None, also: str, told: str | None
) -> None:
    said = {} if given is None else {"papers_given": given}
    assert computations.papers_missing(facts(**said, also_missing=also)) == told


def test_the_checklist_is_the_items_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert computations.papers_of_item(facts()) == list(PAPERS)
    assert computations.papers_of_item(Facts(1, None, date(2020, 3, 2), {"item_code": "2"})) == []
