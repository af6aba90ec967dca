"""What the bureau sets for its contracts."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

_CEILING: Final = Bilingual(
    "上限由本软件暂定：起点过高，负责人签订的规定即成空文；本地另有规定的从其规定",
    "set by Yifa for want of a rule: a higher amount would empty the head's authority to sign",
)

DEPUTY_SIGNS_BELOW: Final = parameters.add(
    Parameter(
        "contracts_deputy_signs_below",
        "contracts",
        Bilingual("分管领导可以签订的合同金额上限", "Below what amount a deputy head may sign"),
        ParameterKind.MONEY,
        30_000_000,
        Bilingual("本局合同管理办法关于签订权限的规定", "The bureau's rules on contracts, authority to sign"),
        floor=0,
        ceiling=1_000_000_00,
        bounds=_CEILING,
        help=Bilingual(
            "达到或者超过的，由机关负责人签订", "From this amount on, the head of the organ signs"
        ),
    )
)
