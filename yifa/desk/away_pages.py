"""Being away: an officer names who stands in for them, from their own page, and sees what passes before it does."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yifa.cases.acting.act import Actor
from yifa.cases.errors import CasesError
from yifa.cases.orders import deputy_acts
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.people import Colleague, colleagues
from yifa.desk.phrases import listed
from yifa.desk.small_forms import Control, SmallForm
from yifa.house import deputies
from yifa.house.errors import HouseError
from yifa.house.models import Holding, Officer, Post
from yifa.house.powers import title_of
from yifa.interface.formats import show_date, words
from yifa.law.errors import LawError


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody stands in for somebody: as it is listed. may_end: for the reader."""

    mandate: int
    deputy: str
    officer: str
    posts: str
    from_on: str
    until_on: str
    state: str
    may_end: bool


def stands_of(request: DeskRequest, officer: Officer) -> list[Stand]:
    """What an officer lent and was lent, the latest first; one query. What was over a year ago is left out."""
    rows = (
        Holding.with_deputies.filter(bureau=request.bureau)
        .filter(Q(instead_of=officer) | Q(officer=officer, instead_of__isnull=False))
        .select_related("officer", "post", "instead_of")
        .order_by("-from_on", "-mandate", "post_id")[:60]
    )
    groups: dict[int, list[Holding]] = {}
    for row in rows:
        groups.setdefault(row.mandate or 0, []).append(row)
    return [_stand(request, those) for those in groups.values()]


def _stand(request: DeskRequest, rows: list[Holding]) -> Stand:
    first = rows[0]
    assert first.instead_of is not None
    assert first.until_on is not None
    over = first.until_on < request.today
    state = _("已结束") if over else (_("未开始") if first.from_on > request.today else _("代办中"))
    concerns = request.officer.pk in (first.officer_id, first.instead_of_id)
    return Stand(
        mandate=first.mandate or 0,
        deputy=first.officer.name,
        officer=first.instead_of.name,
        posts=listed(words(one.post.title) for one in rows),
        from_on=show_date(first.from_on),
        until_on=show_date(first.until_on),
        state=state,
        may_end=not over and (concerns or request.seat.holds(*deputy_acts.ENDED_BY)),
    )


@dataclass(frozen=True, slots=True)
class PassingLine:
    """What of a post passes, and what stays."""

    post: str
    passes: str
    stays: str


@workers_only
@require_http_methods(["GET", "POST"])
def away(request: DeskRequest) -> HttpResponse:
    """The form; then, before anything is entered, what passes to whom; then the act."""
    posts = deputies.lendable(request.officer, request.today)
    people = [one for one in colleagues(request.seat) if not one.officer.is_outside]
    form = _form(request, posts, people)
    context: dict[str, object] = {
        "form": form,
        "posts": posts,
        "stands": stands_of(request, request.officer),
        "back_url": reverse("desk:house-officer", args=[request.officer.pk]),
        "name": request.officer.name,
        "most_days": deputies.MOST_DAYS,
    }
    if request.method == "POST" and form.take(request.POST):
        chosen = [post for post in posts if str(post.pk) in form.chosen("posts")]
        deputy = next(one.officer for one in people if one.value == form.text("deputy"))
        from_on, until_on = form.day("from_on"), form.day("until_on")
        assert from_on is not None
        assert until_on is not None
        try:
            if "confirm" in request.POST:
                deputy_acts.name_deputy(
                    deputy,
                    chosen,
                    from_on=from_on,
                    until_on=until_on,
                    reason=form.text("reason"),
                    actor=Actor.officer(request.officer),
                    now=request.now,
                )
                messages.success(
                    request,
                    _("%(from)s至%(until)s由%(deputy)s代办。")
                    % {"from": show_date(from_on), "until": show_date(until_on), "deputy": deputy.name},
                )
                return redirect("desk:away")
            deputies.check_deputy(request.officer, deputy, chosen, from_on, until_on, request.today)
            form.sent = False
            context["plan"] = [_passing(deputy, post, request) for post in chosen]
            context["deputy"] = deputy.name
            context["days"] = (show_date(from_on), show_date(until_on))
        except (CasesError, HouseError, LawError) as refused:
            form.refuse(refused.text)
    return render(request, "desk/house/away.html", context, status=422 if form.sent else 200)


def _form(request: DeskRequest, posts: list[Post], people: list[Colleague]) -> SmallForm:
    titles = [(str(post.pk), words(post.title)) for post in posts]
    return SmallForm(
        [
            Control("from_on", _("自"), "date", required=True, value=request.today.isoformat()),
            Control("until_on", _("至"), "date", required=True, help=_("当天也算在内。")),
            Control(
                "posts",
                _("请人代办的岗位"),
                "checks",
                required=True,
                values=tuple(value for value, _title in titles),
                choices=titles,
            ),
            Control(
                "deputy",
                _("代办人"),
                "select",
                required=True,
                choices=[(one.value, one.title) for one in people],
            ),
            Control("reason", _("外出事由"), "long", required=True, help=_("会记入记录，如“出差”“年休假”。")),
        ]
    )


def _passing(deputy: Officer, post: Post, request: DeskRequest) -> PassingLine:
    found = deputies.passing(deputy, post, request.today)
    return PassingLine(
        words(post.title),
        listed(words(title_of(power)) for power in found.passes),
        listed(words(title_of(power)) for power in found.stays),
    )


@require_POST
def end(request: DeskRequest, mandate: int) -> HttpResponse:
    """End it before its time."""
    deputy_acts.end_deputy(request.bureau, mandate, actor=Actor.officer(request.officer), now=request.now)
    messages.success(request, _("已结束代办。"))
    return redirect("desk:house-officer", request.officer.pk)
