"""A published call for recognitions, for tests that answer one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.models import Case
from yifa.cases.told import links

CONDITIONS: dict[str, Any] = {
    "title": "市级工程技术研究中心",
    "call_year": 2026,
    "platform_kind": "engineering_research_centre",
    "conditions": "在本市注册一年以上的企业和高等学校。",
    "criteria": [{"item": "创新能力", "most": 60}, {"item": "成长性", "most": 40}],
    "pass_mark": 70,
    "writers": [{"name": "专家乙", "unit": "某研究所"}],
}


def conditions_written(desk: Desk, opens: date, **changes: Any) -> int:
    """Conditions that wait for their check, written three weeks before a day."""
    given = CONDITIONS | changes
    return desk.open("recognition-call", "write-conditions", "drafter", opens - timedelta(days=21), **given)


def recognitions_called(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, opens: date, deadline: date, **changes: Any
) -> str:
    """The number of a call that opens on a day; its competition review is not what is tried here."""
    case = conditions_written(desk, opens, **changes)
    with monkeypatch.context() as context:
        context.setattr(links, "reasons", lambda *_args, **_kw: ())
        desk.take(
            case,
            "check-conditions",
            "lawyer",
            opens - timedelta(days=14),
            review=Case.objects.get(pk=case).number,
            conditions_lawful=True,
            conditions_opinion="条件客观",
        )
    desk.take(case, "approve-conditions", "deputy", opens - timedelta(days=10))
    desk.take(
        case,
        "publish-call",
        "keeper",
        opens,
        call_number="某科〔2026〕10号",
        opens_on=opens.isoformat(),
        deadline=deadline.isoformat(),
        close_by=(deadline + timedelta(days=15)).isoformat(),
    )
    return Case.objects.get(pk=case).number
