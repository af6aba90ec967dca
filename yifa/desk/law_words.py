"""What the closed sets of the procedure language are called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from yifa.law.text import Bilingual
from yifa.procedure.model import Kind, Level, Stance, Verified

STANCES: Final[Mapping[Stance, Bilingual]] = {
    Stance.OWN: Bilingual("本局自办", "own"),
    Stance.MIRROR: Bilingual("上级系统办理、本局留存", "mirror of another system"),
    Stance.FEED: Bilingual("本局准备、报送上级", "prepared here, sent on"),
}
STANCE_HELP: Final[Mapping[Stance, Bilingual]] = {
    Stance.OWN: Bilingual("由本局办理和决定", "handled and decided by the bureau"),
    Stance.MIRROR: Bilingual(
        "在国家或省的系统办理，本局记录编号、期限和结果",
        "handled in a national or provincial system; number, limits and outcome are recorded here",
    ),
    Stance.FEED: Bilingual(
        "本局形成材料，按接收方的格式报送", "made here and sent on in the receiver's format"
    ),
}
LEVELS: Final[Mapping[Level, Bilingual]] = {
    Level.LAW: Bilingual("法律", "Law"),
    Level.REGULATION: Bilingual("行政法规", "Administrative regulation"),
    Level.RULE: Bilingual("部门规章", "Departmental rule"),
    Level.PARTY: Bilingual("党内法规", "Party regulation"),
    Level.NORMATIVE: Bilingual("规范性文件", "Normative document"),
    Level.LOCAL: Bilingual("地方规定", "Local rule"),
    Level.HOUSE: Bilingual("本局规定", "House rule"),
}
KINDS: Final[Mapping[Kind, Bilingual]] = {
    Kind.CONDITION: Bilingual("先办后办", "must come first"),
    Kind.RESPONSE: Bilingual("办后应办", "is then owed"),
    Kind.MILESTONE: Bilingual("应办未办不得办", "waits while owed"),
    Kind.EXCLUDE: Bilingual("办后不再办", "takes out"),
    Kind.INCLUDE: Bilingual("办后可以办", "brings in"),
    Kind.SEPARATION: Bilingual("不得同一人", "different people"),
    Kind.QUORUM: Bilingual("人数", "number of people"),
    Kind.POWER: Bilingual("职权", "power"),
    Kind.SILENCE: Bilingual("逾期视为", "silence"),
    Kind.EXTEND: Bilingual("延长", "extension"),
    Kind.STOP: Bilingual("不计入期限", "clock stands still"),
    Kind.RESTART: Bilingual("重新计算", "clock starts anew"),
}
VERIFIED: Final[Mapping[Verified, Bilingual]] = {
    Verified.READ: Bilingual("已核对原文", "checked against the text"),
    Verified.SECOND_HAND: Bilingual("据转引，未见原文", "at second hand"),
    Verified.LOCAL: Bilingual("本地规定", "local rule"),
    Verified.MEMORY: Bilingual("条文待核对", "still to be checked"),
}
UNSURE: Final = frozenset({Verified.SECOND_HAND, Verified.MEMORY})
