"""The bureau's first day with Yifa: what is older is entered as it stands, what is not goes through its procedure.

Two people set it (``yifa.cases.orders.house_approval``); until then it is the day on which the bureau's log begins.
"""

from __future__ import annotations

from datetime import date

from yifa.cases.errors import DeskRefused
from yifa.cases.models import LogEntry
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_years, legal_day


def first_day_of(bureau_id: int) -> date | None:
    """The bureau's first day with Yifa; None where neither is it set nor anything entered."""
    given = Bureau.objects.values_list("first_day_on", flat=True).get(pk=bureau_id)
    return given or founded_on(bureau_id)


def founded_on(bureau_id: int) -> date | None:
    """The day of the first entry of the bureau's log, by when it was recorded; None before there is one."""
    with using_bureau(bureau_id):
        first = (
            LogEntry.objects.filter(bureau_id=bureau_id)
            .order_by("position")
            .values_list("recorded_at", flat=True)
            .first()
        )
    return None if first is None else legal_day(first)


def check_first_day(bureau: Bureau, on: date) -> None:
    """Raise DeskRefused for a day later than the one set, or than a year after the bureau's log began: what fell between would
    not have to go through its procedure."""
    given = Bureau.objects.values_list("first_day_on", flat=True).get(pk=bureau.pk)
    if given is not None and on >= given:
        raise DeskRefused(
            zh=f"启用日期已定为{given}，只能改为更早的日期；改晚了，这期间应当按程序办理的事项就不受限制。",
            en=f"The first day is {given} and may only become an earlier one: a later one would free what fell between.",
        )
    founded = founded_on(bureau.pk)
    if founded is not None and on > add_years(founded, 1):
        raise DeskRefused(
            zh=f"启用日期最晚为{add_years(founded, 1)}，即本机关登记（{founded}）满一年之日。",
            en=f"The first day is {add_years(founded, 1)} at the latest, a year after the bureau was entered ({founded}).",
        )
