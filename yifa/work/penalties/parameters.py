"""What a province lays down of penalties: from which amounts on a hearing is offered."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

_BASIS: Final = Bilingual(
    "行政处罚法第六十三条；没有规定数额的，一律告知听证权利",
    "Administrative Penalty Law, article 63; where no amount is laid down, a hearing is always offered",
)
_HELP: Final = Bilingual(
    "按省或者国务院部门公布的较大数额填写",
    "the larger amount that the province or the ministry published",
)

LARGER_FOR_PERSONS: Final = parameters.add(
    Parameter(
        "penalties_larger_for_persons",
        "penalties",
        Bilingual("对自然人较大数额的罚款、没收", "Larger fine or confiscation of a natural person"),
        ParameterKind.MONEY,
        0,
        _BASIS,
        floor=0,
        # No province's amount comes near; above it no hearing would ever be offered.
        ceiling=100_000_00,
        help=_HELP,
    )
)
LARGER_FOR_ORGANISATIONS: Final = parameters.add(
    Parameter(
        "penalties_larger_for_organisations",
        "penalties",
        Bilingual("对单位较大数额的罚款、没收", "Larger fine or confiscation of an organisation"),
        ParameterKind.MONEY,
        0,
        _BASIS,
        floor=0,
        ceiling=1_000_000_00,
        help=_HELP,
    )
)
