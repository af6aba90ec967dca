"""To whom a bureau's annual report goes: the office sets it once, and whoever signs finds it filled in."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified

_BASIS: Final = Bilingual(
    "法治政府建设与责任落实督察工作规定第二十四条：向同级党委、政府和上一级政府有关部门报告",
    "Article 24 of the provisions on supervision of law-based government: to the Party committee and people's government of "
    "its level and the department of the level above",
)

SENT_TO: Final = parameters.add(
    Parameter(
        "report_sent_to",
        "report",
        Bilingual(
            "年度报告主送：同级党委、政府", "Annual report goes to: Party committee and people's government"
        ),
        ParameterKind.TEXT,
        "市委、市人民政府",
        _BASIS,
        help=Bilingual("县级部门例如“县委、县人民政府”", "A county's bureau writes 县委、县人民政府"),
        verified=Verified.SECOND_HAND,
    )
)
SENT_TO_DEPARTMENT: Final = parameters.add(
    Parameter(
        "report_sent_to_department",
        "report",
        Bilingual("年度报告抄送：上一级政府有关部门", "Annual report goes to: department of the level above"),
        ParameterKind.TEXT,
        "省科学技术厅",
        _BASIS,
        help=Bilingual(
            "公文原则上主送一个上级机关，上一级有关部门列为抄送",
            "The department above stands among the copies",
        ),
        verified=Verified.SECOND_HAND,
    )
)
