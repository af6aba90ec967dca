"""What is done to a report outside its procedure, as acts of the house: each stands in the log with who did it and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from yifa.cases.actors import Actor
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.house.models import Bureau, Officer

BEGIN: Final = "begin-report"
CHANGE_OUTLINE: Final = "change-outline"
SAVE: Final = "save-passage"
TIE: Final = "tie-number"
UNTIE: Final = "untie-number"
CONFIRM: Final = "confirm-passage"
SET_DATE: Final = "date-report"
FREEZE: Final = "freeze-report"

TITLES: Final = {
    BEGIN: Bilingual("开始起草报告", "Begin a report"),
    CHANGE_OUTLINE: Bilingual("更换报告提纲", "Change a report's outline"),
    SAVE: Bilingual("保存报告段落", "Save a passage of a report"),
    TIE: Bilingual("注明数字来源", "Say where a number comes from"),
    UNTIE: Bilingual("撤回数字来源", "Withdraw a number's source"),
    CONFIRM: Bilingual("确认报告陈述", "Confirm statements of a report"),
    SET_DATE: Bilingual("确定成文日期", "Date a report"),
    FREEZE: Bilingual("报告定稿", "Freeze a report"),
}


def actor_of(bureau: Bureau, officer: Officer | None) -> Actor:
    """Who acts on a report: an officer, or the system where the command line or the demonstration writes."""
    return Actor.system(bureau) if officer is None else Actor.officer(officer)
