"""Who may come to the desk: signed-in officers in service, each in their own bureau.

The middleware finds the officer behind the session, works for their bureau until the answer is made, and gives every view
``request.seat`` (who sits here, with which posts and powers, on which day). The system's three roles keep the system and handle
no matters; ``Seat.works`` tells them apart from officers who do.

What a view refuses comes out as a page of the desk: what is missing, and who can give it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.errors import CasesError, NoSuchCase
from yifa.cases.library import library
from yifa.cases.orders.house_approval import last_reset
from yifa.desk import clock
from yifa.desk.knowing import knowing
from yifa.desk.models import Notice
from yifa.desk.tokens import whose
from yifa.house.accounts import has_second_factor
from yifa.house.errors import HouseError
from yifa.house.models import Bureau, Holding, HouseOrder, Officer
from yifa.house.powers import AUDIT_ADMINISTRATOR, DEPUTY_HEAD, HEAD, SYSTEM_ROLES, title_of
from yifa.house.tenancy import using_bureau, using_user
from yifa.interface.formats import show_moment
from yifa.law.errors import LawError
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.procedure import By

PREFIX: Final = "/desk/"
_MOST_UNSEEN: Final = 99
_SESSION_BUREAU: Final = "desk_bureau"
_FOR_OUTSIDERS: Final = frozenset(
    f"desk:{name}"
    for name in (
        *(
            "today",
            "notices",
            "notices-seen",
            "notices-choose",
            "search",
            "item",
            "matters",
            "case",
            "picture",
            "step",
            "draft",
            "screening",
            "deadline",
            "entry",
        ),
        *(
            "entry-receipt",
            "desk-act",
            "file",
            "letter",
            "letter-file",
            "evidence",
            "show-answer",
            "law",
            "procedure",
            "statute",
        ),
    )
)
"""Addresses of the desk for officers from outside; every matter among them is looked at by itself (``yifa.desk.knowing``)."""


@dataclass(frozen=True)
class Seat:
    """Who sits at the desk, when, and with what powers.

    holdings: posts of one's own, then those in which one stands in for somebody; powers: with what these lend in matters; own:
    without, which is what counts where the house itself is kept; unseen: how many notices wait.
    """

    officer: Officer
    bureau: Bureau
    now: datetime
    on: date
    holdings: tuple[Holding, ...]
    powers: frozenset[str]
    own: frozenset[str]
    unseen: int

    @property
    def works(self) -> bool:
        """Whether this officer handles matters: everybody but those who only keep the system."""
        return not self.powers & SYSTEM_ROLES or bool(self.powers - SYSTEM_ROLES)

    @property
    def is_head(self) -> bool:
        """Whether this officer heads the bureau or helps to."""
        return not self.powers.isdisjoint((HEAD, DEPUTY_HEAD))

    @property
    def headed_departments(self) -> frozenset[int]:
        """Primary keys of the departments whose head this officer is."""
        return frozenset(holding.post.department_id for holding in self.holdings if holding.post.is_head)

    @property
    def leads(self) -> bool:
        """Whether this officer answers for the work of others."""
        return self.is_head or bool(self.headed_departments)

    @property
    def audits(self) -> bool:
        """Whether this officer is the audit administrator."""
        return AUDIT_ADMINISTRATOR in self.own

    def may_take(self, by: By) -> bool:
        """Whether this officer's powers suffice for steps of this kind."""
        return by.officer or not by.powers.isdisjoint(self.powers)

    def holds(self, *powers: str) -> bool:
        """Whether this officer holds one of these powers today in their own right."""
        return not self.own.isdisjoint(powers)

    def acts_with(self, *powers: str) -> bool:
        """Whether this officer may do in matters what one of these powers allows, be it for somebody who is away."""
        return not self.powers.isdisjoint(powers)

    @property
    def answers_for(self) -> frozenset[int]:
        """Primary keys of the officer and of those in whose place they stand."""
        return frozenset(
            (self.officer.pk, *(one.instead_of_id for one in self.holdings if one.instead_of_id is not None))
        )


class DeskRequest(HttpRequest):
    """A request that came through ``DeskAccess``. ``now`` and ``today`` are the seat's, for pages that know no desk."""

    seat: Seat
    officer: Officer
    bureau: Bureau
    now: datetime
    today: date


class NotYours(PermissionDenied):
    """The officer may not do or see this; ``text`` says what is missing and who can give it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh, en)


P = ParamSpec("P")
View = Callable[Concatenate[DeskRequest, P], HttpResponseBase]


def workers_only(view: View[P]) -> View[P]:
    """The view is for officers who handle matters, not for those who only keep the system."""

    @wraps(view)
    def asked(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.seat.works:
            raise NotYours(
                zh="系统管理、安全管理、审计管理三个角色不办理业务；请用业务岗位的账号登录。",
                en="The three system roles handle no matters; sign in with an account that holds another post.",
            )
        return view(request, *args, **kwargs)

    return asked


def viewers_only(view: View[P]) -> View[P]:
    """The view is for officers who handle matters, and for the auditor, who sees all and changes nothing."""

    @wraps(view)
    def asked(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.seat.works and not request.seat.holds(AUDIT_ADMINISTRATOR):
            raise NotYours(
                zh="事项只有办理业务的人员和审计管理员可以查看。",
                en="Matters can be seen by officers who handle them and by the audit administrator.",
            )
        return view(request, *args, **kwargs)

    return asked


def holders_only(*powers: str) -> Callable[[View[P]], View[P]]:
    """The view is for officers who hold one of these powers today."""

    def restrict(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.seat.holds(*powers):
                raise lacking(*powers)
            return view(request, *args, **kwargs)

        return asked

    return restrict


def lacking(*powers: str) -> NotYours:
    """The refusal for somebody who holds none of these powers."""
    named = library().powers
    names = [named.get(power) or title_of(power) for power in powers]
    zh = "或".join(f"“{name.zh}”" for name in names)
    en = " or ".join(f"'{name.en}'" for name in names)
    return NotYours(
        zh=f"此页面须具有{zh}职权。如工作需要，请由系统管理员在“机构”中办理任职。",
        en=f"This page needs the power {en}. If your work needs it, a system administrator can appoint you in House.",
    )


class DeskAccess:
    """Middleware of every address under ``/desk/``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers for the officer's bureau, or says why there is no seat for this user."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if not request.user.is_authenticated:
            _keep(request)
            return _signed_out(request)
        user_id = int(request.user.pk)
        bureau_id = request.session.get(_SESSION_BUREAU)
        if not isinstance(bureau_id, int):
            bureau_id = _bureau_of(user_id)
            if bureau_id is None:
                return _no_seat(request)
            request.session[_SESSION_BUREAU] = bureau_id
        with using_bureau(bureau_id):
            seat = _seat(user_id, clock.now())
            if seat is None:
                del request.session[_SESSION_BUREAU]
                return _no_seat(request)
            given: Any = request
            given.seat, given.officer, given.bureau = seat, seat.officer, seat.bureau
            given.now, given.today = seat.now, seat.on
            first = _first_of_all(request, seat)
            if first is not None:
                return first
            with knowing(seat):
                return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,  # noqa: ARG002
        args: object,  # noqa: ARG002
        kwargs: object,  # noqa: ARG002
    ) -> HttpResponse | None:
        """Somebody from outside finds what was put to them, and no room of the bureau besides."""
        seat = getattr(request, "seat", None)
        match = request.resolver_match
        if seat is None or not seat.officer.is_outside or match is None or match.view_name in _FOR_OUTSIDERS:
            return None
        text = Bilingual(
            "外聘人员只能看交给自己办理或者征求意见的事项；需要其他材料的，请承办人随征求意见一并发来。",
            "Somebody from outside sees the matters that were put to them; ask whoever handles the matter to send what else is "
            "needed with the request for an opinion.",
        )
        return render(request, "desk/forbidden.html", {"text": text}, status=403)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What a view of the desk did not answer itself, as a page in the desk's frame."""
        if not hasattr(request, "seat"):
            return None
        if isinstance(error, Http404 | NoSuchCase):
            return render(request, "desk/not_found.html", status=404)
        if type(error) in _answers:
            return _answers[type(error)](request, error)
        if isinstance(error, NotYours):
            return render(request, "desk/forbidden.html", {"text": error.text}, status=403)
        if isinstance(error, CasesError | HouseError | LawError):
            return render(request, "desk/problem.html", {"text": Bilingual(error.zh, error.en)}, status=409)
        return None


Answer = Callable[[Any, Any], HttpResponse]
_answers: Final[dict[type[Exception], Answer]] = {}


def answering(error: type[Exception], answer: Answer) -> None:
    """Let a page above this answer an error of the desk: called with the request and the error."""
    _answers[error] = answer


Keep = Callable[[HttpRequest, Seat], None]
_keeps: Final[list[Keep]] = []


def keeping_signed_out(keep: Keep) -> Keep:
    """Register what keeps a form whose officer's session ended before it arrived."""
    _keeps.append(keep)
    return keep


def _keep(request: HttpRequest) -> None:
    """Keep what arrives for an officer who is signed out: the form's own token says whose it is."""
    if request.method != "POST":
        return
    user_id = whose(request.POST.get("sending", ""))
    bureau_id = None if user_id is None else _bureau_of(user_id)
    if user_id is None or bureau_id is None:
        return
    with using_bureau(bureau_id):
        seat = _seat(user_id, clock.now())
        if seat is not None and seat.works:
            with knowing(seat):
                for keep in _keeps:
                    keep(request, seat)


def _first_of_all(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Where the officer goes before anything else: to a password of their own, to a second factor where the post needs one."""
    if seat.officer.must_change_password:
        reset = last_reset(seat.officer, seat.now)
        return _led(
            request, "account_change_password", _("请先修改首次密码，修改后才能进入工作台。") + told(reset)
        )
    assert seat.officer.user_id is not None
    wanted = settings.SECOND_FACTOR
    if (wanted & seat.powers or "all" in wanted) and not has_second_factor(seat.officer.user_id):
        return _led(
            request,
            "mfa_activate_totp",
            _(
                "您的岗位登录须有两步验证：再输一次密码，然后用手机上的验证器应用扫描图形，填写显示的六位数字；设好后才能进入工作台。"
            ),
        )
    return None


def told(reset: HouseOrder | None) -> str:
    """What an officer is told of the reset of their password; nothing where there was none."""
    if reset is None or reset.decided_by is None or reset.decided_at is None:
        return ""
    return _(
        "您的密码于%(moment)s重设：%(asked)s申请，%(approved)s批准。不是您本人要求的，请立即告诉审计管理员。"
    ) % {
        "moment": show_moment(reset.decided_at),
        "asked": reset.asked_by.name,
        "approved": reset.decided_by.name,
    }


def _led(request: HttpRequest, name: str, text: str) -> HttpResponse:
    messages.warning(request, text)
    if request.headers.get("HX-Request") == "true":
        answer = HttpResponse()
        answer["HX-Redirect"] = reverse(name)
        return answer
    return redirect(name)


def _bureau_of(user_id: int) -> int | None:
    with using_user(user_id):
        return (
            Officer.everywhere.filter(user_id=user_id, is_active=True)
            .values_list("bureau_id", flat=True)
            .first()
        )


def _seat(user_id: int, now: datetime) -> Seat | None:
    officer = (
        Officer.objects.select_related("bureau")
        .annotate(unseen=_UNSEEN)
        .filter(user_id=user_id, is_active=True, bureau__is_active=True)
        .first()
    )
    if officer is None:
        return None
    on = legal_day(now)
    holdings = (*officer.holdings_on(on), *officer.lent_on(on))
    powers, own = officer.powers_with_lent_on(on), officer.powers_on(on)
    return Seat(officer, officer.bureau, now, on, holdings, powers, own, len(officer.unseen))


# Some keys and no count: however many notices there are, few are read.
_UNSEEN: Final = ArraySubquery(
    Notice.everywhere.filter(officer=OuterRef("pk"), seen_at__isnull=True)
    .order_by()
    .values("pk")[:_MOST_UNSEEN]
)


def _signed_out(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        # Whatever was typed is still on the page; no part of it may be swapped for this answer.
        answer = render(request, "desk/signed_out.html")
        answer["HX-Retarget"], answer["HX-Reswap"], answer["HX-Reselect"] = (
            "#saved",
            "innerHTML",
            ".error-text",
        )
        return answer
    # A form that was sent is kept, and stands there again after signing in.
    return redirect_to_login(request.get_full_path())


def _no_seat(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/no_seat.html", status=403)
