"""What a bureau says of its disclosure office."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

_BASIS: Final = Bilingual(
    "政府信息公开条例第十二条：公开指南写明工作机构的名称、地址、时间、电话",
    "Regulation on Open Government Information, art. 12: the guide names the office, its address, hours and telephone",
)
OFFICE: Final = parameters.add(
    Parameter(
        "disclosure_office",
        "disclosure",
        Bilingual("政府信息公开工作机构", "Disclosure office"),
        ParameterKind.TEXT,
        "办公室",
        _BASIS,
    )
)
HOURS: Final = parameters.add(
    Parameter(
        "disclosure_hours",
        "disclosure",
        Bilingual("受理时间", "Office hours"),
        ParameterKind.TEXT,
        "工作日上午8:30至12:00，下午14:30至17:30",
        _BASIS,
    )
)
