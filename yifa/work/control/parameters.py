"""What finance sets of internal control: by which month the evaluation of the year before is handed in."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

EVALUATED_MONTHS: Final = parameters.add(
    Parameter(
        "control_evaluated_months",
        "control",
        Bilingual(
            "内部控制自我评价在次年几个月内报送",
            "Months after the year within which internal control is evaluated",
        ),
        ParameterKind.NUMBER,
        3,
        Bilingual(
            "财政部门每年布置内部控制报告的通知；没有设定的，按三个月提示",
            "The yearly notice of the finance department on reports of internal control; three months where nothing is set",
        ),
        unit=Bilingual("个月", "months"),
        floor=1,
        ceiling=11,
        bounds=Bilingual("年度报告在次年内报送", "a year's report is handed in within the next year"),
    )
)
