"""Changing the house: each form is checked, shown as a plan where much depends on it, and becomes an act of the record.

People, posts and log-ins are the system administrator's; appointments also the head's; the powers of a post are the security
administrator's and the head's. What gives somebody a post, powers or a log-in is only asked for here and waits for another
(``house_approval_pages``); the acts themselves look at who may (GB/T 22239-2019: three roles apart).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from yifa.cases.acting.act import Actor
from yifa.cases.errors import CasesError
from yifa.cases.library import library
from yifa.cases.models import Case
from yifa.cases.orders import house_acts, house_approval, house_orders
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, holders_only
from yifa.desk.house_pages import HOLDING_KINDS
from yifa.desk.phrases import aside, listed
from yifa.desk.small_forms import Control, Page, SmallForm, ordered, show_form
from yifa.house.errors import HouseError
from yifa.house.models import Department, Holding, Officer, Post
from yifa.house.powers import HEAD, SECURITY_ADMINISTRATOR, SYSTEM_ADMINISTRATOR, SYSTEM_ROLES, title_of
from yifa.interface.formats import show_date, words
from yifa.law.errors import LawError
from yifa.law.limits import add_days
from yifa.procedure.model import CERTIFICATE

_PLANNED: Final = 50
_REFUSALS: Final = (CasesError, HouseError, LawError)


# Departments, posts, people ---------------------------------------------------------------------------------------------------


@holders_only(SYSTEM_ADMINISTRATOR)
def add_department(request: DeskRequest) -> HttpResponse:
    """Set up a department."""
    form = SmallForm(
        [
            Control("name", _("名称"), required=True),
            Control("name_en", _("英文名称")),
        ]
    )
    done = ordered(
        request,
        form,
        lambda: house_orders.add_department(
            request.bureau,
            name=form.text("name"),
            name_en=form.text("name_en"),
            actor=_actor(request),
            now=request.now,
        ),
    )
    if done is not None:
        (made,) = done
        messages.success(request, _("已设立科室“%(name)s”。") % {"name": made.name})
        return redirect("desk:house")
    page = Page(_("设立科室"), "", _("设立"), reverse("desk:house"), _("机构"))
    return show_form(request, page, form)


@holders_only(SYSTEM_ADMINISTRATOR)
def add_post(request: DeskRequest, pk: int) -> HttpResponse:
    """Set up a post in a department. Its powers come next, from whoever may give them."""
    department = Department.objects.select_related("bureau").filter(pk=pk, is_active=True).first()
    if department is None:
        raise Http404
    form = SmallForm(
        [
            Control("name", _("岗位名称"), required=True),
            Control("name_en", _("英文名称")),
            Control("head", _("负责人"), "checks", choices=[("yes", _("是本科室的负责人岗位"))]),
        ]
    )
    done = ordered(
        request,
        form,
        lambda: house_orders.add_post(
            department,
            name=form.text("name"),
            name_en=form.text("name_en"),
            is_head=bool(form.chosen("head")),
            actor=_actor(request),
            now=request.now,
        ),
    )
    if done is not None:
        (made,) = done
        messages.success(
            request, _("已设立岗位“%(name)s”。职权由安全管理员或者机关负责人赋予。") % {"name": made.name}
        )
        return redirect("desk:house-post", made.pk)
    page = Page(_("设立岗位"), words(department.title), _("设立"), reverse("desk:house"), _("机构"))
    return show_form(request, page, form)


@holders_only(SYSTEM_ADMINISTRATOR)
@sensitive_variables("done", "half")
def add_officer(request: DeskRequest) -> HttpResponse:
    """Enter a member of staff; where a post and a user name are given, ask for both at once: all of it, or nothing.

    The first half of a first password is shown on this page, once."""
    form = SmallForm(
        [
            Control("name", _("姓名"), required=True),
            Control("staff_number", _("工号"), help=_("可以不填；填了就不能与他人相同。")),
            Control(
                "outside",
                _("身份"),
                "select",
                value="no",
                choices=[("no", _("本机关人员")), ("yes", _("外聘人员（法律顾问、专家）"))],
                help=_("外聘人员登录后只能看交给自己办理或者征求意见的事项。"),
            ),
            Control(
                "post",
                _("岗位"),
                "select",
                choices=[("", _("以后再办理任职")), *_posts()],
                help=_("选了岗位，就同时申请任职，由另一人批准后生效。"),
            ),
            Control("from_on", _("自何日起任职"), "date", value=request.today.isoformat()),
            Control(
                "username",
                _("用户名"),
                help=_("填了就同时申请登录账号；一般用姓名的拼音，全系统不能重复。不填的以后再开设。"),
            ),
        ]
    )
    done = ordered(request, form, lambda: _enter(request, form))
    if done is not None:
        made, half = done[0]
        if half:
            return render(
                request,
                "desk/house/half.html",
                {"officer": made.name, "pk": made.pk, "half": half, "username": form.text("username")},
            )
        messages.success(
            request,
            _("已登记%(name)s，任职批准后生效。") % {"name": made.name}
            if form.text("post")
            else _("已登记%(name)s。接着可以办理任职、开设账号。") % {"name": made.name},
        )
        return redirect("desk:house-officer", made.pk)
    page = Page(_("登记人员"), "", _("登记"), reverse("desk:house"), _("机构"))
    return show_form(request, page, form)


@sensitive_variables("half")
def _enter(request: DeskRequest, form: SmallForm) -> tuple[Officer, str]:
    """The officer, and the first half of their first password where a log-in was asked for. Raises as the orders do: then nothing
    of it stands."""
    actor = _actor(request)
    with transaction.atomic():
        made = house_orders.add_officer(
            request.bureau,
            name=form.text("name"),
            staff_number=form.text("staff_number"),
            is_outside=form.text("outside") == "yes",
            actor=actor,
            now=request.now,
        )
        if form.text("post"):
            house_approval.ask_appointment(
                made,
                _post(int(form.text("post"))),
                from_on=form.day("from_on") or request.today,
                actor=actor,
                now=request.now,
            )
        half = ""
        if form.text("username"):
            half = house_approval.ask_login(made, form.text("username"), actor=actor, now=request.now).half
    return made, half


@holders_only(SECURITY_ADMINISTRATOR, HEAD)
def set_powers(request: DeskRequest, pk: int) -> HttpResponse:
    """Change what a post may do."""
    post = _post(pk)
    known = [*(key for key in library().powers if key != CERTIFICATE), *sorted(SYSTEM_ROLES)]
    form = SmallForm(
        [
            Control(
                "powers",
                _("职权"),
                "checks",
                values=tuple(post.powers),
                choices=[(key, words(title_of(key))) for key in known],
                help=_(
                    "程序里的步骤按职权决定谁能办。系统管理、安全管理、审计管理三个角色不能给同一个岗位。"
                ),
            ),
            Control("reason", _("理由"), "long", required=True),
        ]
    )
    done = ordered(
        request,
        form,
        lambda: house_approval.ask_powers(
            post,
            form.chosen("powers"),
            reason=form.text("reason"),
            actor=_actor(request),
            now=request.now,
        ),
    )
    if done is not None:
        messages.success(request, _("已申请调整“%(name)s”的职权，批准后生效。") % {"name": words(post.title)})
        return redirect("desk:house-post", post.pk)
    page = Page(
        _("调整职权"),
        words(post.title),
        _("申请调整"),
        reverse("desk:house-post", args=[pk]),
        words(post.title),
    )
    return show_form(request, page, form)


# Appointments -----------------------------------------------------------------------------------------------------------------


@holders_only(SYSTEM_ADMINISTRATOR, HEAD)
def appoint(request: DeskRequest, pk: int) -> HttpResponse:
    """Put somebody into a post."""
    post = _post(pk)
    form = SmallForm(
        [
            Control("officer", _("人员"), "select", required=True, choices=_people()),
            Control("from_on", _("自"), "date", required=True, value=request.today.isoformat()),
            Control("until_on", _("至"), "date", help=_("没有期限的不填。")),
            Control(
                "kind",
                _("方式"),
                "select",
                required=True,
                value="appointed",
                choices=[(kind.value, words(title)) for kind, title in HOLDING_KINDS.items()],
            ),
        ]
    )
    if request.method == "POST" and form.take(request.POST):
        officer = _officer(int(form.text("officer")))
        from_on = form.day("from_on")
        assert from_on is not None
        try:
            house_approval.ask_appointment(
                officer,
                post,
                from_on=from_on,
                until_on=form.day("until_on"),
                kind=form.text("kind"),
                actor=_actor(request),
                now=request.now,
            )
        except _REFUSALS as refused:
            form.refuse(refused.text)
        else:
            messages.success(
                request,
                _("已申请由%(officer)s自%(day)s起担任“%(post)s”，批准后生效。")
                % {"officer": officer.name, "day": show_date(from_on), "post": words(post.title)},
            )
            return redirect("desk:house-post", pk)
    page = Page(
        _("任职"), words(post.title), _("申请任职"), reverse("desk:house-post", args=[pk]), words(post.title)
    )
    return show_form(request, page, form)


@holders_only(SYSTEM_ADMINISTRATOR, HEAD)
def end(request: DeskRequest, pk: int, officer_pk: int) -> HttpResponse:
    """End somebody's holding of a post."""
    post, officer = _post(pk), _officer(officer_pk)
    form = SmallForm(
        [
            Control(
                "until_on",
                _("最后一天"),
                "date",
                required=True,
                value=request.today.isoformat(),
                help=_("名下有未办结事项的，先办理岗位交接。"),
            ),
            Control("reason", _("理由"), "long", required=True),
        ]
    )
    if request.method == "POST" and form.take(request.POST):
        until_on = form.day("until_on")
        assert until_on is not None
        try:
            house_acts.end_appointment(
                officer,
                post,
                until_on=until_on,
                reason=form.text("reason"),
                actor=_actor(request),
                now=request.now,
            )
        except _REFUSALS as refused:
            form.refuse(refused.text)
        else:
            messages.success(
                request,
                _("%(officer)s担任“%(post)s”至%(day)s。")
                % {"officer": officer.name, "post": words(post.title), "day": show_date(until_on)},
            )
            return redirect("desk:house-post", pk)
    page = Page(
        _("免职"),
        f"{officer.name} · {words(post.title)}",
        _("免职"),
        reverse("desk:house-post", args=[pk]),
        words(post.title),
    )
    return show_form(request, page, form)


@holders_only(SYSTEM_ADMINISTRATOR, HEAD)
def hand_over(request: DeskRequest, pk: int, officer_pk: int) -> HttpResponse:
    """Hand a post over with its open cases: the plan first, then (confirmed) all of it as acts."""
    post, giver = _post(pk), _officer(officer_pk)
    if not any(holding.post_id == post.pk for holding in giver.holdings_on(request.today)):
        raise Http404
    form = SmallForm(
        [
            Control(
                "taker",
                _("接手人"),
                "select",
                required=True,
                choices=[choice for choice in _people() if choice[0] != str(giver.pk)],
            ),
            Control("from_on", _("接手人第一天"), "date", required=True, value=request.today.isoformat()),
            Control("reason", _("理由"), "long", required=True),
        ]
    )
    context: dict[str, object] = {"post": words(post.title), "giver": giver.name, "pk": pk, "form": form}
    if request.method == "POST" and form.take(request.POST):
        taker = _officer(int(form.text("taker")))
        from_on = form.day("from_on")
        assert from_on is not None
        try:
            if "confirm" in request.POST:
                house_approval.ask_hand_over(
                    post,
                    giver=giver,
                    taker=taker,
                    from_on=from_on,
                    reason=form.text("reason"),
                    actor=_actor(request),
                    now=request.now,
                )
                messages.success(
                    request,
                    _("已申请将“%(post)s”由%(giver)s交给%(taker)s，批准后办理。")
                    % {"post": words(post.title), "giver": giver.name, "taker": taker.name},
                )
                return redirect("desk:house-post", pk)
            house_acts.check_hand_over(post, giver, taker, from_on, form.text("reason"))
            form.sent = False
            context["plan"] = _plan(request, post, giver, taker)
            context["taker"] = taker.name
            context["first"] = show_date(from_on)
            context["last"] = show_date(add_days(from_on, -1))
        except _REFUSALS as refused:
            form.refuse(refused.text)
    return render(request, "desk/house/hand_over.html", context, status=422 if form.sent else 200)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a hand-over will do: the open cases in the giver's name, and powers of theirs that the taker will not have."""

    cases: tuple[tuple[str, str, str], ...]
    more: bool
    taker_lacks: str


def _plan(request: DeskRequest, post: Post, giver: Officer, taker: Officer) -> Plan:
    rows = list(Case.objects.filter(assignee=giver, closed_on__isnull=True).order_by("id")[: _PLANNED + 1])
    kept = giver.powers_on(request.today) - set(post.powers) - taker.powers_on(request.today)
    return Plan(
        tuple(
            (one.number, knowing.title_of(one), reverse("desk:case", args=[one.number]))
            for one in rows[:_PLANNED]
        ),
        len(rows) > _PLANNED,
        listed(words(title_of(power)) for power in sorted(kept)),
    )


# Log-ins, leaving -----------------------------------------------------------------------------------------------


@holders_only(SYSTEM_ADMINISTRATOR)
@sensitive_variables("asked")
def login(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask for an officer's log-in, or for a new first password; the first half of it is shown on this page, once."""
    officer = _officer(pk)
    has_login = officer.user is not None
    form = SmallForm(
        [
            Control("reason", _("理由"), "long", required=True),
            Control(
                "second_factor",
                _("两步验证"),
                "checks",
                choices=[("yes", _("验证器丢失，同时取消两步验证，由本人重新设置"))],
            ),
        ]
        if has_login
        else [Control("username", _("用户名"), required=True, help=_("一般用姓名的拼音，全系统不能重复。"))]
    )
    if request.method == "POST" and form.take(request.POST):
        try:
            if has_login:
                asked = house_approval.ask_reset(
                    officer,
                    second_factor=bool(form.chosen("second_factor")),
                    reason=form.text("reason"),
                    actor=_actor(request),
                    now=request.now,
                )
            else:
                asked = house_approval.ask_login(
                    officer, form.text("username"), actor=_actor(request), now=request.now
                )
        except _REFUSALS as refused:
            form.refuse(refused.text)
        else:
            username = officer.user.get_username() if officer.user is not None else form.text("username")
            return render(
                request,
                "desk/house/half.html",
                {"officer": officer.name, "pk": pk, "half": asked.half, "username": username},
            )
    page = Page(
        _("重设登录密码") if has_login else _("开设登录账号"),
        _("%(name)s会得到首次密码：前一半由您交给本人，后一半由批准人交给本人；登录后须立即修改。")
        % {"name": officer.name},
        _("申请重设") if has_login else _("申请开设"),
        reverse("desk:house-officer", args=[pk]),
        officer.name,
    )
    return show_form(request, page, form)


@holders_only(SYSTEM_ADMINISTRATOR)
def retire(request: DeskRequest, pk: int) -> HttpResponse:
    """Let an officer go: every post ends, and the log-in is closed."""
    officer = _officer(pk)
    held = [
        words(one.post.title)
        for one in Holding.objects.filter(officer=officer, until_on__isnull=True).select_related("post")
    ]
    form = SmallForm(
        [
            Control("until_on", _("最后一天"), "date", required=True, value=request.today.isoformat()),
            Control("reason", _("理由"), "long", required=True),
        ]
    )
    if request.method == "POST" and form.take(request.POST):
        until_on = form.day("until_on")
        assert until_on is not None
        try:
            house_orders.retire_officer(
                officer, until_on=until_on, reason=form.text("reason"), actor=_actor(request), now=request.now
            )
        except _REFUSALS as refused:
            form.refuse(refused.text)
        else:
            messages.success(request, _("%(name)s已离任，账号已停用。") % {"name": officer.name})
            return redirect("desk:house-officer", pk)
    lead = _("将免去：%(posts)s；登录账号停用。历史记录不变。") % {"posts": listed(held) or _("（没有岗位）")}
    page = Page(
        _("人员离任"),
        f"{officer.name} · {lead}",
        _("离任"),
        reverse("desk:house-officer", args=[pk]),
        officer.name,
    )
    return show_form(request, page, form)


# Shared -----------------------------------------------------------------------------------------------------------------------


def _actor(request: DeskRequest) -> Actor:
    return Actor.officer(request.officer)


def _post(pk: int) -> Post:
    found = Post.objects.select_related("department", "bureau").filter(pk=pk, is_active=True).first()
    if found is None:
        raise Http404
    return found


def _officer(pk: int) -> Officer:
    found = Officer.objects.select_related("user", "bureau").filter(pk=pk, is_active=True).first()
    if found is None:
        raise Http404
    return found


def _posts() -> list[tuple[str, str]]:
    """Every post in use, with its department, as a choice."""
    found = Post.objects.filter(is_active=True).select_related("department")
    return [
        (str(one.pk), f"{words(one.department.title)} · {words(one.title)}")
        for one in found.order_by("department_id", "-is_head", "id")
    ]


def _people() -> list[tuple[str, str]]:
    """Everybody in service, as a choice."""
    return [
        (str(one.pk), aside(one.name, one.staff_number))
        for one in Officer.objects.filter(is_active=True).order_by("name", "id")
    ]
