"""What the bureau sets for its reviews."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

_BASIS: Final = Bilingual("本局评审专家管理办法", "The bureau's rules on reviewing experts")

LEAST_EXPERTS: Final = parameters.add(
    Parameter(
        "experts_least_in_a_panel",
        "experts",
        Bilingual("评审专家最少人数", "The least number of experts in a panel"),
        ParameterKind.NUMBER,
        3,
        _BASIS,
        floor=3,
        ceiling=15,
    )
)
OUTLIER_POINTS: Final = parameters.add(
    Parameter(
        "experts_outlier_points",
        "experts",
        Bilingual("与其他专家平均分相差多少分须标出", "How many points from the others' mean are shown"),
        ParameterKind.NUMBER,
        15,
        _BASIS,
        floor=1,
        ceiling=50,
        help=Bilingual("标出的不剔除，由评审组说明", "What is shown is not left out; the panel explains it"),
    )
)
