"""Permits for the desk's tests: a small procedure with every kind of question, opened and walked by the cast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.desk.conftest import NOW, House
from yifa.cases.acting.act import Actor, Opened, act, open_case
from yifa.cases.models import Case
from yifa.house.models import Officer
from yifa.parties.models import Party
from yifa.parties.names import normalised

FILES = Path(__file__).parent / "files"
PERMIT = "desk-permit"


@dataclass
class Permits:
    """Permits of a house; everything happens at ``now``, which a test may set."""

    house: House
    party: Party
    now: datetime = NOW

    def open(self, title: str = "食品检测许可", **changes: Any) -> Opened:
        given: dict[str, Any] = {
            "actor": Actor.applicant(self.party),
            "title": title,
            "party": self.party,
            "answers": {"subject": title, "applicant": self.party.pk, "amount": 12_500_000, "urgent": False},
            "now": self.now,
        }
        return open_case(self.house.bureau, PERMIT, "apply", **(given | changes))

    def take(self, case: Opened, step: str, officer: Officer, **changes: Any) -> None:
        given: dict[str, Any] = {"actor": Actor.officer(officer), "now": self.now}
        act(case.case_id, step, **(given | changes))

    def accepted(self) -> Opened:
        """A permit that the window accepted."""
        case = self.open()
        self.take(case, "accept", self.house.window)
        return case

    def examined(self) -> Opened:
        """A permit that two examined."""
        case = self.accepted()
        self.take(
            case,
            "examine",
            self.house.examiner,
            answers={"opinion": "符合条件", "amount_confirmed": 12_500_000},
            co_signers=[Actor.officer(self.house.second_examiner)],
        )
        return case

    def row(self, case: Opened) -> Case:
        return Case.objects.get(pk=case.case_id)


def make_permits(house: House) -> Permits:
    name = "测试食品有限公司"
    party = Party.objects.create(
        bureau=house.bureau,
        kind="enterprise",
        name=name,
        name_normalised=normalised(name),
        uscc="91411100MA0000502R",
    )
    return Permits(house, party)
