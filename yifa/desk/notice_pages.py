"""The bell: what an officer was told, with the way to it, and how they want to be told outside the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yifa.desk.access import DeskRequest
from yifa.desk.models import Notice, NoticeKind, Reach, Robot
from yifa.desk.notice_sending import can_mail, may_post_to, robot_hosts
from yifa.desk.notice_words import says
from yifa.desk.notices import TITLES
from yifa.desk.small_forms import Control, Page, SmallForm, show_form
from yifa.interface.formats import show_moment, words
from yifa.law.text import Bilingual

_SHOWN: Final = 100
_BY_DEFAULT: Final = [NoticeKind.AT_RISK.value, NoticeKind.CONSULTED.value, NoticeKind.DIGEST.value]


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as it is listed."""

    kind: str
    text: str
    url: str
    at: str
    is_new: bool


def notices(request: DeskRequest) -> HttpResponse:
    """What the officer was told, the latest first. Two queries."""
    mine = Notice.objects.filter(officer=request.officer).exclude(kind=NoticeKind.DIGEST)
    rows = list(mine.select_related("case").order_by("-id")[:_SHOWN])
    lines = [
        Line(
            words(TITLES[NoticeKind(row.kind)]),
            says(row),
            "" if row.case is None else reverse("desk:case", args=[row.case.number]),
            show_moment(row.at),
            row.seen_at is None,
        )
        for row in rows
    ]
    return render(
        request,
        "desk/notices.html",
        {"lines": lines, "unseen": any(line.is_new for line in lines), "shown": _SHOWN},
    )


@require_POST
def seen(request: DeskRequest) -> HttpResponse:
    """All of them were seen."""
    Notice.objects.filter(officer=request.officer, seen_at__isnull=True).update(seen_at=request.now)
    return redirect("desk:notices")


@require_http_methods(["GET", "POST"])
def choose(request: DeskRequest) -> HttpResponse:
    """How the officer wants to be told outside the desk."""
    reach = Reach.objects.filter(officer=request.officer).first() or Reach(
        bureau=request.bureau, officer=request.officer, by_mail=_BY_DEFAULT
    )
    form = _form(reach)
    if request.method == "POST" and form.take(request.POST) and _fits(form):
        secret = form.text("secret") or reach.address.get("secret", "")
        reach.address = {"mail": form.text("mail"), "robot": form.text("robot_url"), "secret": secret}
        reach.robot = form.text("robot")
        reach.by_mail = list(form.chosen("by_mail"))
        reach.by_robot = list(form.chosen("by_robot"))
        reach.quiet_from = time.fromisoformat(form.text("quiet_from"))
        reach.quiet_until = time.fromisoformat(form.text("quiet_until"))
        reach.language = form.text("language")
        reach.save()
        messages.success(request, _("已记下您的提醒方式。"))
        return redirect("desk:notices")
    page = Page(
        _("提醒方式"),
        _(
            "工作台上的提醒总是有的。这里选另外用什么方式告诉您。消息里只有事项编号、程序、步骤和日期，没有姓名、名称和内容；免打扰时间和休息日不发，"
            "之后一并发出。"
        ),
        _("保存"),
        reverse("desk:notices"),
        _("提醒"),
    )
    return show_form(request, page, form)


def _form(reach: Reach) -> SmallForm:
    kinds = [(kind.value, words(title)) for kind, title in TITLES.items()]
    hours = [(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]
    robots = [(one.value, words(_ROBOTS[one])) for one in Robot if one is Robot.NONE or robot_hosts(one)]
    return SmallForm(
        [
            Control(
                "mail",
                _("邮箱"),
                value=reach.address.get("mail", ""),
                help="" if can_mail() else _("本系统没有设置发信服务器，现在不发邮件；请与系统管理员联系。"),
            ),
            Control("by_mail", _("用邮件告诉我"), "checks", values=tuple(reach.by_mail), choices=kinds),
            Control("robot", _("群机器人"), "select", value=reach.robot, choices=robots),
            Control(
                "robot_url",
                _("机器人地址"),
                value=reach.address.get("robot", ""),
                help=_("在企业微信或者钉钉的群里添加机器人后得到的 Webhook 地址。"),
            ),
            Control("secret", _("加签密钥"), help=_("钉钉机器人“加签”的密钥，以 SEC 开头；不填则用原来的。")),
            Control("by_robot", _("用机器人告诉我"), "checks", values=tuple(reach.by_robot), choices=kinds),
            Control("quiet_from", _("免打扰起"), "select", value=f"{reach.quiet_from:%H:%M}", choices=hours),
            Control(
                "quiet_until", _("免打扰止"), "select", value=f"{reach.quiet_until:%H:%M}", choices=hours
            ),
            Control(
                "language",
                _("消息的语言"),
                "select",
                value=reach.language,
                choices=[("zh-hans", "中文"), ("en", "English")],
            ),
        ]
    )


_ROBOTS: Final = {
    Robot.NONE: Bilingual("不用", "none"),
    Robot.WECOM: Bilingual("企业微信群机器人", "WeCom group robot"),
    Robot.DINGTALK: Bilingual("钉钉群机器人", "DingTalk group robot"),
    Robot.SIGNED: Bilingual("其他系统（带签名）", "Another system, signed"),
}


_NO_ADDRESS: Final = Bilingual(
    "邮箱地址不对，如 name@example.gov.cn。", "This is no mail address, such as name@example.gov.cn."
)
_ADDRESS_MISSING: Final = Bilingual(
    "要用邮件告诉您，请填写邮箱；不用的，取消下面的选项。", "Give an address, or untick what is to be mailed."
)


def _fits(form: SmallForm) -> bool:
    mail, robot, address = form.text("mail"), form.text("robot"), form.text("robot_url")
    try:
        if mail:
            validate_email(mail)
    except ValidationError:
        form.refuse(_NO_ADDRESS, "mail")
    if form.chosen("by_mail") and not mail:
        form.refuse(_ADDRESS_MISSING, "mail")
    if robot and not may_post_to(robot, address):
        hosts = "、".join(robot_hosts(robot))
        form.refuse(
            Bilingual(
                f"机器人地址应以 https://{hosts}/ 开头；其他主机须由系统管理员在运行设置 YIFA_ROBOT_HOSTS 中写明。",
                f"A robot's address begins with https://{hosts}/; other hosts are named in the setting YIFA_ROBOT_HOSTS.",
            ),
            "robot_url",
        )
    return not any(control.error for control in form.controls)
