"""What the bureau sets about consulting discipline inspection."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

CONSULTATION_WAITS: Final = parameters.add(
    Parameter(
        "supervision_consultation_waits",
        "supervision",
        Bilingual(
            "会商意见作出前，有关事项是否等待", "Whether a matter waits for the opinion of a consultation"
        ),
        ParameterKind.CHOICE,
        "asked",
        Bilingual(
            "本局与派驻纪检监察机构会商工作制度",
            "The bureau's rules on consulting the resident discipline inspection",
        ),
        help=Bilingual(
            "等待的事项，意见作出前不得决定、不得办结。",
            "A matter that waits is neither decided nor closed before the opinion.",
        ),
        choices={
            "never": Bilingual("不等待", "Never"),
            "asked": Bilingual("提请会商时写明等待的才等待", "Where the request says so"),
            "always": Bilingual("一律等待", "Always"),
        },
    )
)
