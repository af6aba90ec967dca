"""Who watches the log: the bureau's witnesses and what each saw, the logs that it watches itself, and a fork explained."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.acting.act import Actor
from yifa.cases.errors import RecordProblem
from yifa.cases.log import keys
from yifa.cases.log.heads import Fork, fork_of
from yifa.cases.models import ShownHead, ShownOutcome, WatchedLog, Witness, WitnessKind
from yifa.cases.orders import witness_orders
from yifa.desk.access import DeskRequest, holders_only
from yifa.desk.overseeing import overseers_only
from yifa.desk.small_forms import Control, Page, SmallForm, ordered, show_form
from yifa.house.models import Bureau
from yifa.house.powers import AUDIT_ADMINISTRATOR, HEAD
from yifa.interface.formats import show_moment, words
from yifa.law.text import Bilingual

_KINDS = {
    WitnessKind.FOLDER: Bilingual("另一台机器上的文件夹", "A folder on another machine"),
    WitnessKind.MAIL: Bilingual("电子邮件", "Mail"),
    WitnessKind.COSIGNER: Bilingual(
        "见证服务（如另一机关的依法系统）", "A cosigning service, such as another bureau's Yifa"
    ),
}
_OUTCOMES = {
    ShownOutcome.SHOWN: (Bilingual("已送达", "shown"), "green"),
    ShownOutcome.COSIGNED: (Bilingual("已见证", "cosigned"), "green"),
    ShownOutcome.FAILED: (Bilingual("未能送达", "not reached"), "amber"),
    ShownOutcome.REFUSED: (Bilingual("拒绝见证", "refused"), "red"),
}


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """A witness with the last head that it was shown."""

    name: str
    kind: str
    address: str
    chip: str
    outcome: str
    size: int
    when: str
    said: str
    end_url: str


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A log that the bureau is a witness of, with the head that it cosigned last."""

    origin: str
    size: int
    when: str
    end_url: str


@overseers_only
def witnesses(request: DeskRequest) -> HttpResponse:
    """Witnesses, watched logs, and a fork where there is one."""
    fork, trouble = _fork(request.bureau)
    watched = list(WatchedLog.objects.filter(ended_position__isnull=True).select_related("head"))
    return render(
        request,
        "desk/oversight/witnesses.html",
        {
            "tab": "witnesses",
            "fork": "" if fork is None else words(fork.problem.text),
            "trouble": trouble,
            "may": request.seat.holds(HEAD, AUDIT_ADMINISTRATOR),
            "lines": [_line(one) for one in Witness.objects.filter(ended_position__isnull=True)],
            "watched": [_watch(one) for one in watched],
            "own_key": keys.cosigner_of(request.bureau).verifier.vkey if watched else "",
            "own_address": request.build_absolute_uri(
                reverse("portal:add-checkpoint", args=[request.bureau.code])
            ).removesuffix("/add-checkpoint"),
        },
    )


def _fork(bureau: Bureau) -> tuple[Fork | None, str]:
    if not keys.has_key(bureau):
        return None, ""
    try:
        return fork_of(bureau), ""
    except RecordProblem as problem:
        return None, words(problem.text)


def _line(one: Witness) -> WitnessLine:
    last = ShownHead.objects.filter(witness=one).first()
    title, chip = (
        (Bilingual("还没有检查点", "no head yet"), "plain")
        if last is None
        else _OUTCOMES[ShownOutcome(last.outcome)]
    )
    return WitnessLine(
        name=one.name,
        kind=words(_KINDS[WitnessKind(one.kind)]),
        address=one.address,
        chip=chip,
        outcome=words(title),
        size=0 if last is None else last.size,
        when="" if last is None else show_moment(last.shown_at),
        said="" if last is None or chip == "green" else last.said,
        end_url=reverse("desk:witness-dismiss", args=[one.pk]),
    )


def _watch(one: WatchedLog) -> WatchLine:
    head = getattr(one, "head", None)
    return WatchLine(
        one.origin,
        0 if head is None else head.size,
        "" if head is None else show_moment(head.cosigned_at),
        reverse("desk:watch-end", args=[one.pk]),
    )


@holders_only(HEAD, AUDIT_ADMINISTRATOR)
def name(request: DeskRequest) -> HttpResponse:
    """Name a witness."""
    form = SmallForm(
        [
            Control(
                "kind",
                _("方式"),
                "select",
                required=True,
                choices=[(kind.value, words(title)) for kind, title in _KINDS.items()],
            ),
            Control("name", _("名称"), required=True, help=_("谁来见证，如上级机关、审计机关、另一科技局。")),
            Control(
                "address",
                _("地址"),
                required=True,
                help=_("文件夹的完整路径、电子邮件地址，或者见证服务的网址。"),
            ),
            Control("key", _("见证公钥"), help=_("只有见证服务要填，由对方提供，以“名称+哈希+base64”书写。")),
        ]
    )
    done = ordered(
        request,
        form,
        lambda: witness_orders.name_witness(
            request.bureau,
            kind=form.text("kind"),
            name=form.text("name"),
            address=form.text("address"),
            key=form.text("key"),
            actor=_actor(request),
            now=request.now,
        ),
    )
    if done is not None:
        (made,) = done
        messages.success(request, _("已指定见证人“%(name)s”，下一个检查点起送达。") % {"name": made.name})
        return redirect("desk:witnesses")
    return show_form(request, _page(_("指定见证人"), "", _("指定")), form)


@holders_only(HEAD, AUDIT_ADMINISTRATOR)
def dismiss(request: DeskRequest, pk: int) -> HttpResponse:
    """Dismiss a witness."""
    one = Witness.objects.select_related("bureau").filter(pk=pk, ended_position__isnull=True).first()
    if one is None:
        raise Http404
    form = SmallForm([Control("reason", _("理由"), "long", required=True)])
    done = ordered(
        request,
        form,
        lambda: witness_orders.dismiss_witness(
            one, reason=form.text("reason"), actor=_actor(request), now=request.now
        ),
    )
    if done is not None:
        messages.success(request, _("已终止见证人“%(name)s”。") % {"name": one.name})
        return redirect("desk:witnesses")
    return show_form(request, _page(_("终止见证人"), one.name, _("终止")), form)


@holders_only(HEAD, AUDIT_ADMINISTRATOR)
def watch(request: DeskRequest) -> HttpResponse:
    """Become a witness of another bureau's log."""
    form = SmallForm(
        [
            Control(
                "key",
                _("对方日志的公钥"),
                required=True,
                help=_("对方在“验证”页面公布的一行文字；请与对方在别处公布的核对。"),
            )
        ]
    )
    done = ordered(
        request,
        form,
        lambda: witness_orders.watch_log(
            request.bureau, key=form.text("key"), actor=_actor(request), now=request.now
        ),
    )
    if done is not None:
        (made,) = done
        messages.success(request, _("开始见证日志 %(origin)s。") % {"origin": made.origin})
        return redirect("desk:witnesses")
    return show_form(request, _page(_("见证其他机关的日志"), "", _("开始见证")), form)


@holders_only(HEAD, AUDIT_ADMINISTRATOR)
def end_watch(request: DeskRequest, pk: int) -> HttpResponse:
    """Watch a log no more."""
    one = WatchedLog.objects.select_related("bureau").filter(pk=pk, ended_position__isnull=True).first()
    if one is None:
        raise Http404
    form = SmallForm([Control("reason", _("理由"), "long", required=True)])
    done = ordered(
        request,
        form,
        lambda: witness_orders.end_watch(
            one, reason=form.text("reason"), actor=_actor(request), now=request.now
        ),
    )
    if done is not None:
        messages.success(request, _("已终止见证 %(origin)s。") % {"origin": one.origin})
        return redirect("desk:witnesses")
    return show_form(request, _page(_("终止见证"), one.origin, _("终止")), form)


@holders_only(HEAD, AUDIT_ADMINISTRATOR)
def explain(request: DeskRequest) -> HttpResponse:
    """Say why the log forked, after which heads are signed again."""
    fork, _trouble = _fork(request.bureau)
    if fork is None:
        raise Http404
    form = SmallForm(
        [
            Control(
                "reason",
                _("原因和经过"),
                "long",
                required=True,
                help=_("什么时候、为什么恢复备份，缺少哪一段时间的记录，怎样补救。说明进入记录，不能改动。"),
            )
        ]
    )
    done = ordered(
        request,
        form,
        lambda: witness_orders.explain_fork(
            request.bureau,
            fork.head.checkpoint,
            reason=form.text("reason"),
            actor=_actor(request),
            now=request.now,
        ),
    )
    if done is not None:
        messages.success(request, _("已说明；下一次每日例行起重新签署检查点。"))
        return redirect("desk:witnesses")
    return show_form(request, _page(_("说明记录分叉的原因"), words(fork.problem.text), _("记入记录")), form)


def _page(title: str, about: str, button: str) -> Page:
    return Page(title, about, button, reverse("desk:witnesses"), _("见证"))


def _actor(request: DeskRequest) -> Actor:
    return Actor.officer(request.officer)
