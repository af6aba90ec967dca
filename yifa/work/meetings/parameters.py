"""What the bureau's own rules of procedure set: days for papers, and from which amounts on a matter is a major one."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified

_RULES: Final = Bilingual(
    "本局党组工作规则和“三重一大”事项集体决策制度",
    "The bureau's rules on Party-group work and on collective decisions",
)
_BOUNDS: Final = Bilingual(
    "《中国共产党党组工作条例》第五章：会议议题、材料应当提前",
    "Regulations on the Work of Party Groups, ch. 5: topics and papers come beforehand",
)

_CEILING: Final = Bilingual(
    "上限由本软件暂定：起点过高，集体决策的规定即成空文；本地另有规定的从其规定",
    "set by Yifa for want of a rule: a higher amount would empty the rule of collective decision",
)

PAPERS_DAYS: Final = parameters.add(
    Parameter(
        "meetings_papers_days",
        "meetings",
        Bilingual("会议议题和材料提前送达的天数", "Days by which topics and papers precede the meeting"),
        ParameterKind.NUMBER,
        2,
        _RULES,
        unit=Bilingual("日", "days"),
        floor=1,
        ceiling=15,
        bounds=_BOUNDS,
        verified=Verified.MEMORY,
    )
)
LARGE_FUNDS_FEN: Final = parameters.add(
    Parameter(
        "meetings_large_funds_fen",
        "meetings",
        Bilingual("大额度资金使用的起点", "Amount from which a use of funds is a large one"),
        ParameterKind.MONEY,
        10_000_000,
        _RULES,
        help=Bilingual("以分计；十万元写作 10000000。", "In fen: 100,000 yuan is 10000000."),
        floor=1,
        ceiling=1_000_000_00,
        bounds=_CEILING,
    )
)
