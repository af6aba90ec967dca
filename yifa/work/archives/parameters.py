"""What a place sets of archives: after how many years what is kept for ever goes to the archives."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

TRANSFER_YEARS: Final = parameters.add(
    Parameter(
        "archives_transfer_years",
        "archives",
        Bilingual(
            "永久保管的事项办结几年后移交档案馆",
            "Years after which what is kept for ever goes to the archives",
        ),
        ParameterKind.NUMBER,
        5,
        Bilingual(
            "电子档案移交与接收办法：自形成之日起五年内移交（凭记忆，未读原文）",
            "Measures on the transfer of electronic archives: within five years (from memory, not read)",
        ),
        unit=Bilingual("年", "years"),
        floor=1,
        ceiling=20,
        bounds=Bilingual(
            "档案法实施办法第十三条：设区的市级以上满二十年、县级满十年即移交",
            "Archives Law implementation, art. 13: after twenty years, of counties after ten",
        ),
    )
)
