"""Registration of this field of work; besides, it tells house and acts whom declarations keep out (``declarations``)."""

from __future__ import annotations

from importlib import import_module

from yifa.cases.fields import FieldConfig
from yifa.law.text import Bilingual


class PersonnelConfig(FieldConfig):
    """Posts over time and the people in them as a field of work."""

    default = True
    name = "yifa.work.personnel"
    label = "personnel"
    verbose_name = "人事管理"
    pages = (("personnel:time-in-post", Bilingual("任职年限和轮岗", "Time in post and rotation")),)

    def ready(self) -> None:
        super().ready()
        import_module("yifa.work.personnel.declarations")
