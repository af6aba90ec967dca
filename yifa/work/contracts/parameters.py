"""What the bureau sets for its contracts."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

DEPUTY_SIGNS_BELOW: Final = parameters.add(
    Parameter(
        "contracts_deputy_signs_below",
        "contracts",
        Bilingual("分管领导可以签订的合同金额上限", "Below what amount a deputy head may sign"),
        ParameterKind.MONEY,
        30_000_000,
        Bilingual("本局合同管理办法关于签订权限的规定", "The bureau's rules on contracts, authority to sign"),
        floor=0,
        help=Bilingual(
            "达到或者超过的，由机关负责人签订", "From this amount on, the head of the organ signs"
        ),
    )
)
