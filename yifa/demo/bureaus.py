"""A bureau made from a year profile: departments, posts, and numbered people in them; and the demonstration's log-ins.

A profile names nobody, so an officer is called after the post (窗口工作人员甲). Log-ins are made for one holder of each post
that a kind of user is shown by; their password is published, and their address marks them, so that a production
configuration refuses them (yifa.conf.logins).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Max

from yifa.cases.actors import Actor
from yifa.cases.models import LogEntry
from yifa.cases.orders.founding import FOUND_BUREAU
from yifa.cases.orders.house_acts import enter_house
from yifa.conf.logins import demo_address
from yifa.demo.profile import YearProfile
from yifa.house import bodies
from yifa.house.acting import officer_key
from yifa.house.models import BodyKind, Bureau, Department, Holding, Officer, OrderKind, Post
from yifa.house.tenancy import using_bureau
from yifa.law.limits import start_of_day
from yifa.law.text import Bilingual
from yifa.sealing.ring import ensure

PASSWORD = "yifa-demonstration"  # noqa: S105  (published on purpose)

_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of user of the demonstration: the log-in, the power by which the officer is found, and what they come for."""

    username: str
    power: str
    title: Bilingual


CAST = (
    Part(
        "clerk",
        "window",
        Bilingual("窗口工作人员：受理、补正、送达", "Window clerk: accepts, asks for corrections, delivers"),
    ),
    Part("examiner", "examiner", Bilingual("科长：审查、决定", "Section head: examines, decides")),
    Part(
        "assessor",
        "contract-examiner",
        Bilingual(
            "认定员：共同核查、技术合同复核", "Examiner: inspects with another, reviews technology contracts"
        ),
    ),
    Part(
        "director",
        "head-of-organ",
        Bilingual("局长：签发、决定、看风险", "Director: signs, decides, sees what is at risk"),
    ),
    Part(
        "lawyer",
        "legality-reviewer",
        Bilingual("政策法规科：合法性审核、年度报告", "Law section: legality review, annual report"),
    ),
    Part("counsel", "counsel", Bilingual("法律顾问：出具意见", "Legal counsel: gives opinions")),
    Part(
        "deputy",
        "deputy-head",
        Bilingual("副局长：审核分管事项、验收", "Deputy head: reviews and accepts what is in their charge"),
    ),
    Part(
        "recorder",
        "recorder",
        Bilingual("办公室文书：会议记录、表决、登记编号", "Recorder: minutes, votes, numbers of documents"),
    ),
    Part(
        "planner",
        "planner",
        Bilingual("计划督办：年度计划、督查、建议提案", "Planner: annual plan, supervision, suggestions"),
    ),
    Part(
        "drafter",
        "catalogue-keeper",
        Bilingual("政策法规科：事项目录、起草", "Law section: service catalogue, drafting"),
    ),
    Part(
        "reviewer",
        "hearing-chair",
        Bilingual("政策法规科：复核、听证", "Law section: second review, hearings"),
    ),
    Part(
        "registry",
        "recognition-clerk",
        Bilingual("创新主体登记、合同承办", "Registers recognitions, drafts contracts"),
    ),
    Part("credit", "credit-clerk", Bilingual("信用信息报送、财务", "Credit records, finance")),
    Part("secrecy", "secrecy-checker", Bilingual("保密审查、信息公开", "Secrecy check, disclosure")),
    *(Part(f"expert{number or ''}", "expert", Bilingual("评审专家", "Expert")) for number in ("", 2, 3)),
    Part(
        "inspector",
        "discipline-inspector",
        Bilingual("派驻纪检监察：会商、提醒", "Resident discipline inspection: consultations, reminders"),
    ),
    *(
        Part(
            f"personnel{number or ''}",
            "personnel",
            Bilingual("组织人事：选拔任用、考察", "Personnel: selection, promotion, inspection of cadres"),
        )
        for number in ("", 2)
    ),
    Part("office", "office", Bilingual("办公室：会议、公开、归档", "Office: meetings, publication, archive")),
    Part(
        "auditor",
        "audit-administrator",
        Bilingual(
            "监督：核验记录、看拒办和超期", "Oversight: verifies the record, sees refusals and lateness"
        ),
    ),
    Part(
        "admin",
        "system-administrator",
        Bilingual(
            "系统管理员：机构、日历；申请任职和账号",
            "System administrator: house, calendar; asks for appointments and log-ins",
        ),
    ),
    Part(
        "security",
        "security-administrator",
        Bilingual(
            "安全管理员：申请职权；批准任职和账号",
            "Security administrator: asks for powers; approves appointments and log-ins",
        ),
    ),
)


def make_bureau(profile: YearProfile, from_on: date) -> Bureau:
    """The profile's bureau with its departments, posts and officers, all in post from ``from_on``."""
    with transaction.atomic():
        bureau = _make(profile, from_on)
        enter_house(
            bureau,
            FOUND_BUREAU,
            actor=Actor.system(bureau),
            answers={"name": bureau.name},
            now=start_of_day(from_on),
        )
    return bureau


def _make(profile: YearProfile, from_on: date) -> Bureau:
    given = profile.bureau
    if not Bureau.objects.exists():
        ensure(from_on)
    bureau = Bureau.objects.create(
        code=given.code,
        name=given.name,
        short_name=given.short_name,
        name_en=given.name_en,
        division_code=given.division_code,
        level=given.level,
        document_mark=given.document_code,
        # The year is played back; its registers of what existed before are those of a bureau that begins afterwards.
        first_day_on=date(profile.year + 1, 1, 1),
        is_demonstration=True,
    )
    number = 0
    with using_bureau(bureau):
        for department_given in profile.departments:
            department = Department.objects.create(
                bureau=bureau, name=department_given.name.zh, name_en=department_given.name.en
            )
            for post_given in department_given.posts:
                post = Post.objects.create(
                    bureau=bureau,
                    department=department,
                    name=post_given.name.zh,
                    name_en=post_given.name.en,
                    powers=sorted(post_given.powers),
                    is_head=post_given.head,
                )
                for index in range(post_given.people):
                    number += 1
                    stem = _STEMS[index % len(_STEMS)] if post_given.people > 1 else ""
                    officer = Officer.objects.create(
                        bureau=bureau, name=f"{post.name}{stem}", staff_number=f"{number:03d}"
                    )
                    Holding.objects.create(bureau=bureau, post=post, officer=officer, from_on=from_on)
                    _seat(officer, post, from_on)
    return bureau


def _seat(officer: Officer, post: Post, from_on: date) -> None:
    """The leadership sits in the Party group and in the office meeting; whoever leads the bureau presides."""
    leads = "head-of-organ" in post.powers
    if not leads and "deputy-head" not in post.powers:
        return
    for body in BodyKind:
        bodies.seat(officer, body, from_on, leads=leads)


def make_logins(bureau: Bureau, on: date, suffix: str) -> tuple[tuple[str, Part], ...]:
    """One log-in for each kind of user that the bureau has: user names with their parts. ``suffix`` keeps bureaus apart."""
    made: list[tuple[str, Part]] = []
    users = get_user_model()
    with transaction.atomic(), using_bureau(bureau):
        last = LogEntry.objects.filter(bureau=bureau).aggregate(at=Max("recorded_at"))["at"]
        now = max(start_of_day(on), last or start_of_day(on))
        officers = list(Officer.objects.filter(user__isnull=True).order_by("id"))
        # One password for all, which is published: it is hashed once.
        password = make_password(PASSWORD)
        for part in CAST:
            officer = next((one for one in officers if part.power in one.powers_on(on)), None)
            if officer is None:
                continue
            username = part.username + suffix
            officer.user = users.objects.create(
                username=username, email=demo_address(username), password=password
            )
            officer.save(update_fields=["user"])
            enter_house(
                bureau,
                OrderKind.OPEN_LOGIN,
                actor=Actor.system(bureau),
                answers={"officer": officer_key(officer.pk)},
                now=now,
            )
            officers.remove(officer)
            made.append((username, part))
    return tuple(made)
