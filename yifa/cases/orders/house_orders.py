"""What keeps a house in order, as acts: departments, posts, people, closures, the calendar.

Each looks itself at the powers of whoever acts, and is entered in the bureau's log in the same transaction, so that an
administrator's every intervention stands in the record. What gives somebody a post, powers or a log-in takes two people: see
``house_approval``. What is entered never holds a password.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.db import IntegrityError, transaction

from yifa.cases.acting.calendar_changes import refresh_days
from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.models import Case
from yifa.cases.orders.house_acts import enter_house, require_power
from yifa.house import appointments, bodies, calendars
from yifa.house.acting import department_key, officer_key, post_key
from yifa.house.models import BodyKind, Bureau, Department, Holding, Officer, Post, Seat, login_seal
from yifa.house.powers import HEAD, SYSTEM_ADMINISTRATOR
from yifa.house.tenancy import using_bureau
from yifa.law.calendar import YearNotice
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.procedure import Procedure
from yifa.procedure.model import Apart, Separation

ADD_DEPARTMENT: Final = "add-department"
ADD_POST: Final = "add-post"
ADD_OFFICER: Final = "add-officer"
RETIRE_OFFICER: Final = "retire-officer"
CLOSE_LOCALLY: Final = "close-locally"
LOAD_NOTICE: Final = "load-notice"

TITLES: Final = {
    ADD_DEPARTMENT: Bilingual("设立科室", "Set up a department"),
    ADD_POST: Bilingual("设立岗位", "Set up a post"),
    ADD_OFFICER: Bilingual("登记人员", "Enter an officer"),
    RETIRE_OFFICER: Bilingual("人员离任", "An officer leaves"),
    CLOSE_LOCALLY: Bilingual("登记本地停办日", "Record a local closure"),
    LOAD_NOTICE: Bilingual("载入放假通知", "Load a holiday notice"),
}


def add_department(
    bureau: Bureau, *, name: str, name_en: str = "", actor: Actor, now: datetime
) -> Department:
    """Set up a department. Raises DeskRefused without a name, or where the name is taken."""
    shown = _named(name, "科室名称", "the department's name")
    require_power(actor, legal_day(now), SYSTEM_ADMINISTRATOR)
    with transaction.atomic(), using_bureau(bureau):
        try:
            with transaction.atomic():
                made = Department.objects.create(bureau=bureau, name=shown, name_en=name_en.strip())
        except IntegrityError:
            raise _taken(shown) from None
        _enter(bureau, ADD_DEPARTMENT, actor, now, department=department_key(made.pk), name=shown)
    return made


def add_post(
    department: Department,
    *,
    name: str,
    name_en: str = "",
    is_head: bool = False,
    actor: Actor,
    now: datetime,
) -> Post:
    """Set up a post, still without powers (``house_approval.ask_powers``). Raises DeskRefused."""
    shown = _named(name, "岗位名称", "the post's name")
    require_power(actor, legal_day(now), SYSTEM_ADMINISTRATOR)
    bureau = department.bureau
    with transaction.atomic(), using_bureau(bureau):
        try:
            with transaction.atomic():
                made = Post.objects.create(
                    bureau=bureau,
                    department=department,
                    name=shown,
                    name_en=name_en.strip(),
                    is_head=is_head,
                )
        except IntegrityError:
            raise _taken(shown) from None
        _enter(
            bureau,
            ADD_POST,
            actor,
            now,
            post=post_key(made.pk),
            department=department_key(department.pk),
            name=shown,
            is_head=is_head,
        )
    return made


def add_officer(
    bureau: Bureau,
    *,
    name: str,
    staff_number: str = "",
    is_outside: bool = False,
    actor: Actor,
    now: datetime,
) -> Officer:
    """Enter a member of staff. is_outside: somebody from outside, such as counsel, who sees what is put to them.

    Raises DeskRefused without a name, or where the staff number is taken.
    """
    shown = _named(name, "姓名", "the name")
    require_power(actor, legal_day(now), SYSTEM_ADMINISTRATOR)
    with transaction.atomic(), using_bureau(bureau):
        try:
            with transaction.atomic():
                made = Officer.objects.create(
                    bureau=bureau, name=shown, staff_number=staff_number.strip(), is_outside=is_outside
                )
        except IntegrityError:
            raise DeskRefused(
                zh=f"工号“{staff_number.strip()}”已登记给他人，请核对。",
                en=f"The staff number {staff_number.strip()} belongs to somebody else; check it.",
            ) from None
        _enter(bureau, ADD_OFFICER, actor, now, officer=officer_key(made.pk), outside=is_outside)
    return made


def retire_officer(officer: Officer, *, until_on: date, reason: str, actor: Actor, now: datetime) -> int:
    """Let an officer go: every post ends with a day, and the log-in is closed. Gives the number of posts that ended.

    Refused (DeskRefused) while open cases are assigned to them, for oneself, and without a reason.
    """
    if not reason.strip():
        raise DeskRefused(zh="请填写离任理由。", en="Give the reason why they leave.")
    if actor.officer_id == officer.pk:
        raise DeskRefused(zh="不能为自己办理离任。", en="Nobody lets themselves go.")
    require_power(actor, legal_day(now), SYSTEM_ADMINISTRATOR)
    bureau = officer.bureau
    with transaction.atomic(), using_bureau(bureau):
        waiting = Case.objects.filter(assignee=officer, closed_on__isnull=True).order_by("id").first()
        if waiting is not None:
            raise DeskRefused(
                zh=f"{officer.name}名下还有未办结的事项（如{waiting.number}），请先办理岗位交接。",
                en=f"{officer.name} still has open cases, such as {waiting.number}; hand over the post first.",
            )
        sits = Seat.objects.filter(officer=officer, until_on__isnull=True).first()
        if sits is not None:
            raise DeskRefused(
                zh=f"{officer.name}还是{sits.get_body_display()}成员，请先凭文件免去。",
                en=f"{officer.name} is still a member of the {bodies.TITLES[BodyKind(sits.body)].en}; end that first.",
            )
        held = list(Holding.objects.filter(officer=officer, until_on__isnull=True).select_related("post"))
        appointments.check_vacancy(officer, [holding.post for holding in held], until_on)
        for holding in held:
            appointments.end_holding(officer, holding.post, max(until_on, holding.from_on))
        officer.is_active = False
        if officer.user is not None:
            officer.user.is_active = False
            officer.user.save(update_fields=["is_active"])
            officer.login_seal = login_seal(officer.user)
        officer.save(update_fields=["is_active", "login_seal"])
        _enter(
            bureau,
            RETIRE_OFFICER,
            actor,
            now,
            officer=officer_key(officer.pk),
            until=until_on,
            posts=[post_key(holding.post_id) for holding in held],
            reason=reason.strip(),
        )
    return len(held)


def close_locally(
    bureau: Bureau, *, first_on: date, last_on: date, reason: str, basis: str, actor: Actor, now: datetime
) -> None:
    """Record days on which the bureau is closed by decision. Raises LawError without a basis, or for days in the wrong order."""
    shown = _named(reason, "停办原因", "the reason")
    require_power(actor, legal_day(now), SYSTEM_ADMINISTRATOR, HEAD)
    with transaction.atomic(), using_bureau(bureau):
        calendars.close_locally(
            bureau, first_on, last_on, Bilingual(shown, shown), Bilingual(basis.strip(), basis.strip())
        )
        _enter(
            bureau,
            CLOSE_LOCALLY,
            actor,
            now,
            first=first_on,
            last=last_on,
            reason=shown,
            basis=basis.strip(),
        )
        refresh_days(bureau)


def load_notice(bureau: Bureau, path: Path, *, actor: Actor, now: datetime) -> YearNotice:
    """Take over the State Council's notice of a year, which then binds every bureau here. Raises FileProblem with the line.

    What is owed in this bureau gets its days anew at once; in others, with their daily run.
    """
    require_power(actor, legal_day(now), SYSTEM_ADMINISTRATOR)
    with transaction.atomic(), using_bureau(bureau):
        notice = calendars.load_notice(path)
        bureau.refresh_from_db(fields=["calendar_version"])
        _enter(bureau, LOAD_NOTICE, actor, now, year=notice.year, number=notice.number)
        refresh_days(bureau)
    return notice


# Separation of duties -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duty:
    """Two groups of powers that a rule of a procedure puts into different hands."""

    procedure: Procedure
    rule_id: str
    groups: tuple[tuple[str, ...], tuple[str, ...]]
    """Powers that suffice for each of the two sides; an empty side may be taken by any officer."""
    steps: tuple[tuple[str, ...], tuple[str, ...]]


def separated_duties(procedures: Iterable[Procedure]) -> list[Duty]:
    """Every pair of steps that procedures keep in different hands, with the powers of each side."""
    found: list[Duty] = []
    for procedure in procedures:
        for rule in procedure.of_kind(Separation):
            relation = rule.relation
            if not isinstance(relation, Separation) or relation.of is not Apart.OFFICER:
                continue
            sides = [(tuple(group), _powers(procedure, group)) for group in relation.groups]
            for place, (steps, powers) in enumerate(sides):
                for other_steps, other_powers in sides[place + 1 :]:
                    found.append(Duty(procedure, rule.id, (powers, other_powers), (steps, other_steps)))
    return found


def _powers(procedure: Procedure, steps: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({power for key in steps for power in procedure.steps[key].by.powers}))


def _enter(bureau: Bureau, step: str, actor: Actor, now: datetime, **answers: object) -> None:
    enter_house(bureau, step, actor=actor, answers=answers, now=now)


def _named(text: str, zh: str, en: str) -> str:
    shown = " ".join(text.split())
    if not shown:
        raise DeskRefused(zh=f"请填写{zh}。", en=f"Give {en}.")
    return shown


def _taken(name: str) -> DeskRefused:
    return DeskRefused(zh=f"“{name}”已经登记过，请核对。", en=f"“{name}” is there already; check it.")
