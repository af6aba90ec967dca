"""What the place sets for consultations that no law gives a time."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

DAYS_OTHERWISE: Final = parameters.add(
    Parameter(
        "consultation_days_otherwise",
        "consultation",
        Bilingual("其他文件公开征求意见的最短天数", "Least days of consultation on other documents"),
        ParameterKind.NUMBER,
        7,
        Bilingual(
            "本省行政规范性文件管理规定（各地为7日至30日）",
            "The province's rules on normative documents: seven to thirty days",
        ),
        unit=Bilingual("日", "days"),
        help=Bilingual(
            "不涉及经营主体、不是重大行政决策的文件",
            "For documents that touch no market actors and are no major decision",
        ),
        floor=7,
        ceiling=60,
        bounds=Bilingual(
            "程序“公开征求意见”的本局规则不少于7日", "The procedure's own rule: at least seven days"
        ),
    )
)
