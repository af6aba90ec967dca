"""How an ordinary decision of a department can be contested, as a decision that burdens or refuses has to say.

Sources: 行政许可法第三十八条 (a refusal tells the ways of contesting it; read). Since 2024-01-01 reconsideration is asked of the
people's government of the same level alone, within sixty days (行政复议法 2023, arts. 20, 24; read). Before, the department above
could be asked as well (行政复议法 2017, arts. 9, 12; from memory). Suit within six months (行政诉讼法 art. 46; read). Not for
what must go through reconsideration first (行政复议法 art. 23: penalties on the spot, refusals to disclose, inaction, natural
resources; in force since 2024): ``reconsideration_first_on``.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.law.text import Bilingual

RECONSIDERATION_LAW_OF_2023: Final = date(2024, 1, 1)

_NOW: Final = Bilingual(
    "如不服本决定，可以自收到本文书之日起六十日内，依照《中华人民共和国行政复议法》第二十条、第二十四条的规定向本级人民政府申请行政复议；"
    "也可以自收到本文书之日起六个月内，依照《中华人民共和国行政诉讼法》第四十六条的规定直接向人民法院提起行政诉讼。",
    "You may ask the people's government of the same level to reconsider this decision within sixty days of receiving it "
    "(Administrative Reconsideration Law, arts. 20 and 24), or sue in the people's court within six months "
    "(Administrative Litigation Law, art. 46).",
)
_BEFORE: Final = Bilingual(
    "如不服本决定，可以自收到本文书之日起六十日内，依照《中华人民共和国行政复议法》第九条、第十二条的规定向本级人民政府或者上一级主管部门申请行政复议；"
    "也可以自收到本文书之日起六个月内，依照《中华人民共和国行政诉讼法》第四十六条的规定直接向人民法院提起行政诉讼。",
    "You may ask the people's government of the same level or the department above to reconsider this decision within sixty days "
    "of receiving it (Administrative Reconsideration Law, arts. 9 and 12), or sue in the people's court within six months "
    "(Administrative Litigation Law, art. 46).",
)

_FIRST: Final = Bilingual(
    "如不服本答复，应当先自收到本文书之日起六十日内，依照《中华人民共和国行政复议法》第二十条、第二十三条的规定向本级人民政府申请行政复议；"
    "对行政复议决定不服的，可以自收到复议决定书之日起十五日内向人民法院提起行政诉讼。",
    "You may first ask the people's government of the same level to reconsider this answer within sixty days of receiving it "
    "(Administrative Reconsideration Law, arts. 20 and 23), and sue in the people's court within fifteen days of its decision.",
)


def remedies_on(day: date) -> Bilingual:
    """What a decision of that day says of reconsideration and suit."""
    return _NOW if day >= RECONSIDERATION_LAW_OF_2023 else _BEFORE


def reconsideration_first_on(day: date) -> Bilingual:
    """The same of a refusal to disclose, which goes through reconsideration first since 2024 (行政复议法 art. 23).

    The fifteen days are those of 行政诉讼法 art. 45 (read).
    """
    return _FIRST if day >= RECONSIDERATION_LAW_OF_2023 else _BEFORE
