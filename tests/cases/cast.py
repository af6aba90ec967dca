"""One cast for all tests of cases: a bureau with four officers, a second bureau, and a permit that both handle."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.hands import hands
from yifa.cases.acting.act import Actor, Opened, Receipt, act, open_case
from yifa.cases.models import Case
from yifa.house.models import Bureau, Department, Holding, Officer, Post
from yifa.parties.models import Party
from yifa.parties.register import enter_party

FILES = Path(__file__).parent / "files"
MONDAY = datetime(2020, 3, 2, 1, 0, tzinfo=UTC)
"""Nine in the morning in Shanghai on a working day."""


@dataclass
class World:
    """A bureau and its people. ``clerk`` receives and examines, ``second`` too; ``chief`` reviews, ``head`` decides."""

    bureau: Bureau
    other: Bureau
    clerk: Officer
    second: Officer
    chief: Officer
    deputy: Officer
    head: Officer
    stranger: Officer
    department: Department
    posts: dict[str, Post] = field(default_factory=dict)
    now: datetime = MONDAY

    def by(self, officer: Officer) -> Actor:
        return Actor.officer(officer)

    def later(self, *, days: int = 0, minutes: int = 0) -> datetime:
        """Move the clock on and give the new time."""
        self.now += timedelta(days=days, minutes=minutes)
        return self.now

    @cached_property
    def applicant(self) -> Party:
        """Whom every case concerns that says nothing else: a letter has to be for somebody."""
        with hands():
            return enter_party(self.bureau, kind="enterprise", name="某公司")

    def open(self, **changes: Any) -> Opened:
        given: dict[str, Any] = {
            "actor": Actor.applicant(bureau=self.bureau),
            "title": "某公司的申请",
            "answers": {"amount": 100_00, "contact": "张三"},
            "party": self.applicant,
            "now": self.now,
        }
        return open_case(self.bureau, "test-permit", "apply", **(given | changes))

    def take(self, case_id: int, step: str, officer: Officer, **changes: Any) -> Receipt:
        given: dict[str, Any] = {"actor": self.by(officer), "now": self.now}
        return act(case_id, step, **(given | changes))

    def walk(self, *, until: str = "grant", **changes: Any) -> Opened:
        """A case carried as far as a step, everything on one day."""
        opened = self.open(**changes)
        steps: list[tuple[str, Officer, dict[str, Any]]] = [
            ("accept", self.clerk, {}),
            ("examine", self.clerk, {"opinion": "符合条件"}),
            ("review", self.chief, {}),
            ("grant", self.head, {"certificate": "1号"}),
        ]
        for step, officer, answers in steps:
            if until == "apply":
                break
            self.take(opened.case_id, step, officer, answers=answers)
            if step == until:
                break
        return opened

    def case(self, opened: Opened | int) -> Case:
        pk = opened if isinstance(opened, int) else opened.case_id
        return Case.everywhere.select_related("bureau").get(pk=pk)


@hands()
def people(bureau: Bureau) -> World:
    """The cast in a bureau; the connection works for it."""
    department = Department.everywhere.create(bureau=bureau, name="政策法规科")
    elsewhere = Department.everywhere.create(bureau=bureau, name="计划科")
    posts: dict[str, Post] = {}

    def officer(name: str, *powers: str, at: Department = department) -> Officer:
        found = Officer.everywhere.create(bureau=bureau, name=name)
        posts[name] = Post.everywhere.create(bureau=bureau, department=at, name=name, powers=list(powers))
        Holding.everywhere.create(bureau=bureau, officer=found, post=posts[name], from_on=date(2019, 1, 1))
        return found

    return World(
        bureau=bureau,
        other=bureau,
        clerk=officer("甲", "window", "examiner"),
        second=officer("乙", "window", "examiner", at=elsewhere),
        chief=officer("丙", "section-head"),
        deputy=officer("丁", "section-head", "examiner"),
        head=officer("戊", "head-of-organ"),
        stranger=officer("己"),
        department=department,
        posts=posts,
    )


@hands()
def make_bureaus() -> tuple[Bureau, Bureau]:
    bureau = Bureau.objects.create(
        code="411100-kj", name="漯河市科学技术局", name_en="Luohe Science Bureau", document_mark="漯科"
    )
    other = Bureau.objects.create(code="510900-kj", name="遂宁市科学技术局", document_mark="遂科")
    return bureau, other
