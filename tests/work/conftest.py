"""One cast for the fields of work: a bureau in which whoever may not do a thing has a colleague who may.

``desk`` takes steps through the one act: ``desk.open(...)``, ``desk.take(...)``, ``desk.refused(...)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from openpyxl import Workbook

from tests.hands import hands
from tests.reading_here import reading_here as reading_here
from yifa.cases.acting.act import Actor, ActRefused, Opened, Receipt, act, open_case
from yifa.cases.errors import ImportRefused
from yifa.cases.models import Case
from yifa.cases.registers.import_columns import head_of
from yifa.cases.registers.imports import Imported, import_workbook
from yifa.cases.registers.register import Register
from yifa.figures.compute import figure
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.figures.units import Unit
from yifa.house.models import BodyKind, Bureau, Department, Holding, Officer, Post, Seat
from yifa.house.tenancy import using_bureau
from yifa.law.identifiers import make_uscc
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.procedure import Reason

SINCE = date(2015, 1, 1)
MEMBERS = ["书记", "甲", "乙", "丙", "丁"]
"""Who sits in the Party group and in the office meeting, whoever presides first."""


@dataclass
class Desk:
    """The bureau at work. ``officers``: by name. Everybody acts at nine in the morning; what happened before the last act that
    was recorded is a late entry, for a log's clock does not run back.
    """

    bureau: Bureau
    officers: dict[str, Officer] = field(default_factory=dict)
    clock: datetime = datetime(2015, 1, 5, tzinfo=UTC)

    def times(self, on: date) -> dict[str, Any]:
        """When an act of a day happens and is recorded."""
        happened = moment(on)
        self.clock = max(self.clock, happened)
        late = happened < self.clock
        return {
            "now": self.clock,
            "happened_at": happened if late else None,
            "late_reason": "补录" if late else "",
        }

    def by(self, who: str) -> Actor:
        return (
            Actor.applicant(bureau=self.bureau) if who == "applicant" else Actor.officer(self.officers[who])
        )

    def open(self, procedure: str, step: str, who: str, on: date, /, **answers: Any) -> int:
        opened: Opened = open_case(
            self.bureau,
            procedure,
            step,
            actor=self.by(who),
            title=str(answers.get("title") or "某事项"),
            answers=answers,
            party=next(
                (
                    Party.objects.filter(pk=v).first()
                    for k, v in answers.items()
                    if k in _PARTY and isinstance(v, int)
                ),
                None,
            ),
            **self.times(on),
        )
        return opened.case_id

    def take(self, case: int, step: str, who: str, on: date, /, **answers: Any) -> Receipt:
        return act(case, step, actor=self.by(who), answers=answers, **self.times(on))

    def refused(self, case: int, step: str, who: str, on: date, /, **answers: Any) -> tuple[Reason, ...]:
        """The reasons against a step, which must be refused."""
        before = Case.objects.get(pk=case).version
        with pytest.raises(ActRefused) as refusal:
            self.take(case, step, who, on, **answers)
        assert Case.objects.get(pk=case).version == before
        return refusal.value.reasons

    def party(self, name: str = "某市演示企业有限公司", number: int = 1, **changes: Any) -> Party:
        given = {
            "kind": "enterprise",
            "uscc": make_uscc(f"91411100MA{number:07d}"),
            "legal_representative": "张三",
        }
        found = Party.objects.filter(name=name).first()
        return found or Party.objects.create(
            bureau=self.bureau, name=name, name_normalised=normalised(name), **(given | changes)
        )

    def value(self, code: str, year: int) -> Any:
        """A figure's value, checked against the records that it opens."""
        found = figure(registry[code], self.bureau, Period.year(year))
        if registry[code].unit not in (Unit.PERCENT, Unit.CNY):
            assert found.records().count() == found.value
        return found.value

    def parts(self, code: str, year: int) -> dict[str, Any]:
        """A figure's parts that are not nought."""
        found = figure(registry[code], self.bureau, Period.year(year))
        return {part.name: part.value for part in found.parts if part.value}

    def take_in(self, register: type[Register], who: str, on: date, *rows: dict[str, Any]) -> Imported:
        """A real workbook with these rows, taken in."""
        return import_workbook(
            register,
            workbook(register, *rows),
            bureau=self.bureau,
            actor=self.by(who),
            now=self.times(on)["now"],
            reason="台账移交",
        )

    def not_taken(
        self, register: type[Register], who: str, on: date, *rows: dict[str, Any]
    ) -> dict[str, str]:
        """What refuses a workbook, by cell; nothing of it may stay."""
        before = (Case.objects.count(), Party.objects.count())
        with pytest.raises(ImportRefused) as refusal:
            self.take_in(register, who, on, *rows)
        assert (Case.objects.count(), Party.objects.count()) == before
        return {problem.cell: problem.sentence.zh for problem in refusal.value.problems}


_PARTY = ("party", "subject", "applicant", "counterparty", "seller")


def moment(on: date) -> datetime:
    """Nine in the morning of a day in Shanghai."""
    return datetime(on.year, on.month, on.day, 1, tzinfo=UTC)


def workbook(register: type[Register], *rows: dict[str, Any]) -> BytesIO:
    """An Excel workbook as somebody fills it in: heads in Chinese, in the order in which the first row names them."""
    columns = {column.name: column for column in (*register.columns, *register.import_columns())}
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append([head_of(columns[name]) for name in names])
    for row in rows:
        sheet.append([row.get(name) for name in names])
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


_POSTS = {
    "drafter": ("contract-drafter", "drafter", "section-head", "proposal-handler", "planner", "credit-clerk"),
    "second": ("contract-drafter", "drafter", "section-head", "proposal-handler", "planner", "credit-clerk"),
    "keeper": ("catalogue-keeper", "recognition-clerk", "registrar", "publisher"),
    "other_keeper": ("catalogue-keeper", "recognition-clerk", "registrar", "publisher"),
    "examiner": ("contract-examiner", "examiner", "window"),
    "other_examiner": ("contract-examiner", "examiner", "window"),
    "lawyer": ("legality-reviewer",),
    "other_lawyer": ("legality-reviewer",),
    "counsel": ("counsel",),
    "office": ("office", "recorder", "archivist", "secrecy-checker"),
    "finance": ("finance",),
    "hr": ("personnel",),
    "other_hr": ("personnel",),
    "deputy": ("deputy-head", "disclosure-head"),
    "inspector": ("discipline-inspector", "report-keeper"),
    "head": ("head-of-organ", "party-group-secretary"),
    # One person who holds both sides of what must be kept apart.
    "both": (
        *("contract-drafter", "legality-reviewer", "counsel", "credit-clerk", "planner", "section-head"),
        *("recognition-clerk", "registrar", "catalogue-keeper", "contract-examiner"),
    ),
}


@contextmanager
def furnished() -> Iterator[Desk]:
    """The bureau with its people, for the block; the connection works for it."""
    with hands():
        made = _furnish()
    with using_bureau(made.bureau):
        yield made


def _furnish() -> Desk:
    bureau = Bureau.objects.create(
        code="411199-kj",
        name="某市科学技术局",
        short_name="某市科技局",
        document_mark="某科",
        division_code="411100",
        uscc=make_uscc("11411100MB0000001"),
    )
    made = Desk(bureau)
    with using_bureau(bureau):
        # In a few statements: every test of a field makes this house anew.
        section, *_others = Department.objects.bulk_create(
            Department(bureau=bureau, name=name)
            for name in ("政策法规科", "办公室", "计划财务科", "高新技术科")
        )
        officers = Officer.objects.bulk_create(
            Officer(bureau=bureau, name=name, staff_number=name) for name in (*_POSTS, *MEMBERS)
        )
        made.officers |= {officer.name: officer for officer in officers}
        posts = Post.objects.bulk_create(
            Post(bureau=bureau, department=section, name=name, powers=list(powers))
            for name, powers in _POSTS.items()
        )
        Holding.objects.bulk_create(
            Holding(bureau=bureau, officer=made.officers[post.name], post=post, from_on=SINCE)
            for post in posts
        )
        Seat.objects.bulk_create(
            Seat(
                bureau=bureau, officer=made.officers[name], body=body, from_on=SINCE, leads=name == MEMBERS[0]
            )
            for name in MEMBERS
            for body in BodyKind
        )
    return made


@pytest.fixture
def desk(db: None, settings: LazySettings, tmp_path: Path) -> Iterator[Desk]:
    """The bureau; the connection works for it."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with furnished() as made:
        yield made
