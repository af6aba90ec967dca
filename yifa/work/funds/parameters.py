"""What the bureau lays down for its awards and vouchers: ceilings of each enterprise and year, and what a voucher bears."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

_AWARDS: Final = Bilingual("本局科技专项资金管理办法", "The bureau's rules on special science funds")
_VOUCHERS: Final = Bilingual("本局科技创新券管理办法", "The bureau's rules on innovation vouchers")
_BOUNDS: Final = Bilingual(
    "上限由本软件暂定：再高，就等于没有上限", "set by Yifa: a ceiling above it would be none"
)

AWARDS_AT_MOST: Final = parameters.add(
    Parameter(
        "funds_awards_a_year_at_most_fen",
        "funds",
        Bilingual("每家每年奖励和后补助的上限", "The most that one body is awarded in a year"),
        ParameterKind.MONEY,
        500_000_000,
        _AWARDS,
        floor=0,
        ceiling=100_000_000_00,
        bounds=_BOUNDS,
    )
)
VOUCHERS_AT_MOST: Final = parameters.add(
    Parameter(
        "funds_vouchers_a_year_at_most_fen",
        "funds",
        Bilingual("每家每年创新券的上限", "The most that one enterprise is issued in vouchers in a year"),
        ParameterKind.MONEY,
        20_000_000,
        _VOUCHERS,
        floor=0,
        ceiling=10_000_000_00,
        bounds=_BOUNDS,
    )
)
VOUCHER_SHARE: Final = parameters.add(
    Parameter(
        "funds_voucher_share",
        "funds",
        Bilingual("创新券承担发票金额的比例（%）", "The share (percent) of an invoice that a voucher bears"),
        ParameterKind.NUMBER,
        50,
        _VOUCHERS,
        floor=1,
        ceiling=100,
    )
)
