"""What the bureau lays down for credit to innovators: the most that it recommends for one enterprise."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

LIMIT: Final = parameters.add(
    Parameter(
        "loans_recommended_at_most_fen",
        "loans",
        Bilingual("每家推荐的信用额度上限", "The most credit that is recommended for one enterprise"),
        ParameterKind.MONEY,
        500_000_000,
        Bilingual("本局知识价值信用贷款风险补偿管理办法", "The bureau's rules on compensated credit"),
        floor=0,
        ceiling=10_000_000_00,
        bounds=Bilingual(
            "上限由本软件暂定：再高，就等于没有上限", "set by Yifa: a ceiling above it would be none"
        ),
    )
)
