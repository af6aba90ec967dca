"""What the bureau lays down for its projects."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

_BASIS: Final = Bilingual("本局科技计划项目管理办法", "The bureau's rules on science-programme projects")

LEADS_AT_MOST: Final = parameters.add(
    Parameter(
        "projects_led_at_most",
        "projects",
        Bilingual("一人最多负责的在研项目数", "How many running projects one person may lead"),
        ParameterKind.NUMBER,
        1,
        _BASIS,
        floor=1,
        ceiling=5,
    )
)
TAKES_PART_AT_MOST: Final = parameters.add(
    Parameter(
        "projects_taken_part_in_at_most",
        "projects",
        Bilingual(
            "一人最多参加的在研项目数（含负责）",
            "How many running projects one person may be in, as leader or member",
        ),
        ParameterKind.NUMBER,
        2,
        _BASIS,
        floor=1,
        ceiling=10,
    )
)
LIKENESS_SHOWN: Final = parameters.add(
    Parameter(
        "projects_likeness_shown",
        "projects",
        Bilingual("相似程度达到多少（%）列出", "From which likeness (percent) on projects are listed"),
        ParameterKind.NUMBER,
        40,
        _BASIS,
        floor=10,
        ceiling=95,
        help=Bilingual("列出的由审查人说明是否构成重复", "Whether it is a double is for the examiner to say"),
    )
)
FILED_AT_MOST: Final = parameters.add(
    Parameter(
        "projects_filed_at_most_fen",
        "projects",
        Bilingual("可以备案结题的财政经费限额", "Up to which amount a project may be closed by filing"),
        ParameterKind.MONEY,
        5_000_000,
        _BASIS,
        floor=0,
        ceiling=50_000_000,
    )
)
