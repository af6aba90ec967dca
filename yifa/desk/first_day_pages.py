"""The bureau's first day with Yifa: what it is, and asking for another, which waits for another person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.acting.act import Actor
from yifa.cases.errors import CasesError
from yifa.cases.first_day import first_day_of
from yifa.cases.orders import house_approval
from yifa.desk.access import DeskRequest, holders_only
from yifa.desk.small_forms import Control, Page, SmallForm, show_form
from yifa.house.powers import HEAD, SYSTEM_ADMINISTRATOR
from yifa.interface.formats import show_date


@holders_only(SYSTEM_ADMINISTRATOR, HEAD)
def first_day(request: DeskRequest) -> HttpResponse:
    """Ask for the day; the form says which one holds."""
    now = first_day_of(request.bureau.pk)
    given = request.bureau.first_day_on is not None
    form = SmallForm(
        [
            Control(
                "on",
                _("启用日期"),
                "date",
                required=True,
                value="" if now is None else now.isoformat(),
                help=_(
                    "这一天之前办结的事项可以按原件补登；自这一天起办理的，补登时附审核材料并由机关负责人批准。"
                ),
            ),
            Control("reason", _("依据的文件"), required=True, help=_("哪一份文件、哪一次会议作的决定。")),
        ]
    )
    if request.method == "POST" and form.take(request.POST):
        on = form.day("on")
        assert on is not None
        try:
            house_approval.ask_first_day(
                request.bureau,
                on,
                reason=form.text("reason"),
                actor=Actor.officer(request.officer),
                now=request.now,
            )
        except CasesError as refused:
            form.refuse(refused.text)
        else:
            messages.success(request, _("已申请确定启用日期，批准后生效。"))
            return redirect("desk:house")
    if given:
        about = _("现为%(day)s，只能改为更早的日期。") % {"day": show_date(now)}
    elif now is not None:
        about = _("尚未确定，按本机关在系统登记之日%(day)s计。") % {"day": show_date(now)}
    else:
        about = _("尚未确定。")
    page = Page(_("启用日期"), about, _("申请确定"), reverse("desk:house"), _("机构"))
    return show_form(request, page, form)
