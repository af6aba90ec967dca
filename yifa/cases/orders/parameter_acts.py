"""Setting a parameter of the bureau (``yifa.house.parameters``) as an act: what was set, from when, by which decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.orders.house_acts import enter_house
from yifa.house.models import Bureau, ParameterValue
from yifa.house.parameters import Parameter
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual

SET_PARAMETER: Final = "set-parameter"

TITLES: Final = {SET_PARAMETER: Bilingual("设定机关参数", "Set a parameter")}


def set_parameter(
    bureau: Bureau,
    parameter: Parameter,
    *,
    value: str,
    from_on: date,
    basis: str,
    actor: Actor,
    now: datetime,
) -> ParameterValue:
    """Set a parameter from a day on.

    Raises ParameterRefused where the law's bounds are broken, DeskRefused without a basis, or for a day that is past once the
    parameter was set before: what was ruled under it stays as it was.
    """
    read = parameter.read(value)
    if not basis.strip():
        raise DeskRefused(
            zh="请填写依据：哪一份文件、哪一次会议作的决定。",
            en="Give the basis: which document or meeting decided it.",
        )
    with transaction.atomic(), using_bureau(bureau):
        was_set = ParameterValue.objects.filter(key=parameter.key).exists()
        if was_set and from_on < legal_day(now):
            raise DeskRefused(
                zh="参数已经用过，新值不能从过去的日子起算，请填今天或者以后的日期。",
                en="The parameter has been in use; a new value cannot hold from a day that is past. Give today or later.",
            )
        position = enter_house(
            bureau,
            SET_PARAMETER,
            actor=actor,
            answers={"parameter": parameter.key, "value": read, "from": from_on, "basis": basis.strip()},
            now=now,
        )
        return ParameterValue.objects.create(
            bureau=bureau,
            key=parameter.key,
            value=str(read),
            from_on=from_on,
            basis=basis.strip()[:200],
            log_position=position,
        )
