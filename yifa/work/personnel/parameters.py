"""What the bureau lays down of rotation: after how many years in a post."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

ROTATION_YEARS: Final = parameters.add(
    Parameter(
        "personnel_rotation_years",
        "personnel",
        Bilingual("关键岗位轮岗周期", "Years after which a key post is rotated"),
        ParameterKind.NUMBER,
        5,
        Bilingual(
            "本局轮岗制度；行政事业单位内部控制规范（试行）要求明确轮岗周期，年数由单位定",
            "The bureau's rules on rotation; the rules on internal control want a period, which the unit sets",
        ),
        unit=Bilingual("年", "years"),
        floor=1,
        ceiling=10,
        bounds=Bilingual("上限由本软件暂定", "set by Yifa"),
    )
)
