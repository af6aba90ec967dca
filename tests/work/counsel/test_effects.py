"""What counsel's work leaves: a question counts once it is answered, and says whether the answer was followed."""

from __future__ import annotations

from datetime import date

from tests.work.conftest import Desk
from yifa.cases.library import procedure_in_force
from yifa.cases.stories import Brief, Target
from yifa.cases.telling import players
from yifa.demo.director import Director
from yifa.house.calendars import calendar_of
from yifa.work.counsel.registers import Consultation


def test_a_consultation_counts_once_and_keeps_how_it_was_treated(desk: Desk) -> None:
    player = players()["counsel.consultations"]
    brief = Brief(
        desk.bureau.name, "某市科技局", "某科", "411100", "某市", calendar_of(desk.bureau), date(2020, 11, 20)
    )
    Director(desk.bureau).play(player(brief, Target("counsel.consultations", 2020, 3)))
    assert desk.value("counsel.consultations", 2020) == 3
    assert set(Consultation.objects.values_list("treatment", flat=True)) <= {"adopted", "declined", "open"}
    assert procedure_in_force("counsel-consultation", date(2020, 6, 1)).steps["decline"].asks
