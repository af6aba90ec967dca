"""What a province lays down of certificates: how early their end is warned of."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

WARNED_DAYS: Final = parameters.add(
    Parameter(
        "enforcers_warned_days",
        "enforcers",
        Bilingual("执法证件到期前提示的天数", "Days by which a certificate's end is warned of"),
        ParameterKind.NUMBER,
        60,
        Bilingual("本局行政执法证件管理制度", "The bureau's rules on enforcement certificates"),
        unit=Bilingual("日", "days"),
        floor=1,
        ceiling=365,
        bounds=Bilingual(
            "上限由本软件暂定：提示过早，即失去意义", "set by Yifa: a warning a year ahead warns of nothing"
        ),
    )
)
