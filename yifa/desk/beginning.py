"""What each of the three who keep the system does first in a new bureau, in order, with what is done already.

What is done is seen in the tables, so that the list is right whoever did it, and goes on being right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.desk.access import Seat
from yifa.house.models import Department, Holding, HouseOrder, Officer, OrderOutcome, Post
from yifa.house.powers import (
    AUDIT_ADMINISTRATOR,
    SECURITY_ADMINISTRATOR,
    SYSTEM_ADMINISTRATOR,
    SYSTEM_ROLES,
)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A thing to do, where, and whether it is done; ``left``: what of it is left, in words."""

    text: str
    url: str
    done: bool
    left: str = ""


def first_steps(seat: Seat) -> list[FirstStep]:
    """The list of whoever sits here; empty for officers who keep no part of the system."""
    if seat.holds(SYSTEM_ADMINISTRATOR):
        return list(_of_the_system())
    if seat.holds(SECURITY_ADMINISTRATOR):
        return list(_of_security())
    return list(_of_audit()) if seat.holds(AUDIT_ADMINISTRATOR) else []


_SYSTEM = Q(powers__overlap=sorted(SYSTEM_ROLES))


def _of_the_system() -> Iterator[FirstStep]:
    house = reverse("desk:house")
    departments = Department.objects.filter(is_active=True)
    posts = Post.objects.filter(is_active=True).exclude(_SYSTEM)
    keepers = Officer.objects.filter(holdings__post__powers__overlap=sorted(SYSTEM_ROLES)).distinct()
    staff = Officer.objects.filter(is_active=True).exclude(pk__in=keepers)
    held = Holding.objects.filter(post__in=posts)
    yield FirstStep(
        _("设立科室。"),
        reverse("desk:house-add-department"),
        departments.exclude(posts__in=Post.objects.filter(_SYSTEM)).exists(),
    )
    yield FirstStep(_("在各科室设立岗位；职权由安全管理员申请，您批准。"), house, posts.exists())
    waiting = HouseOrder.objects.filter(outcome=OrderOutcome.WAITING, kind="set-powers").count()
    yield FirstStep(
        _("批准岗位的职权。"),
        reverse("desk:house-orders"),
        posts.exclude(powers=[]).exists() and not waiting,
        _("%(count)d项在等") % {"count": waiting} if waiting else "",
    )
    yield FirstStep(_("登记工作人员。"), reverse("desk:house-add-officer"), staff.exists())
    idle = staff.exclude(pk__in=held.values("officer_id")).count()
    yield FirstStep(
        _("到岗位的页面申请任职，由安全管理员批准；有了机关负责人，也可以由其申请或者批准。"),
        house,
        held.exists() and not idle,
        _("%(count)d人还没有岗位") % {"count": idle} if idle else "",
    )
    without = staff.filter(user__isnull=True).count()
    yield FirstStep(
        _("到人员的页面申请开设账号：首次密码的前一半由您交给本人。"),
        house,
        staff.exists() and not without,
        _("%(count)d人还没有账号") % {"count": without} if without else "",
    )
    yield FirstStep(
        _("核对日历；国务院办公厅公布下一年放假安排后载入。"), reverse("desk:calendar"), done=False
    )


def _of_security() -> Iterator[FirstStep]:
    posts = Post.objects.filter(is_active=True).exclude(_SYSTEM)
    bare = posts.filter(powers=[]).exclude(orders__outcome=OrderOutcome.WAITING).count()
    yield FirstStep(
        _("系统管理员设立岗位后，到岗位的页面申请职权：程序里谁能办哪一步，由职权决定。"),
        reverse("desk:house"),
        posts.exists() and not bare,
        _("%(count)d个岗位还没有职权") % {"count": bare} if bare else "",
    )
    waiting = HouseOrder.objects.filter(outcome=OrderOutcome.WAITING).exclude(kind="set-powers").count()
    yield FirstStep(
        _("批准任职和登录账号：先向本人核实，首次密码的后一半由您交给本人。"),
        reverse("desk:house-orders"),
        Holding.objects.filter(post__in=posts).exists() and not waiting,
        _("%(count)d项在等") % {"count": waiting} if waiting else "",
    )
    yield FirstStep(
        _("看职责分离：法律要求分开的步骤，是不是都有两个人能办。"),
        reverse("desk:house-separation"),
        done=False,
    )


def _of_audit() -> Iterator[FirstStep]:
    yield FirstStep(
        _("公布记录公钥，并自己留存检查点：以后据此核对记录没有被改过。"),
        reverse("desk:oversight-log"),
        done=False,
    )
    yield FirstStep(_("看谁申请、谁批准了任职、职权和账号。"), reverse("desk:house-orders"), done=False)
    yield FirstStep(_("看三员和各岗位由谁担任。"), reverse("desk:house"), done=False)
    yield FirstStep(_("看拒办、超期和补录。"), reverse("desk:oversight"), done=False)
