"""Two pairs of hands: what one administrator asks for in the house, another decides, and the act itself looks at who they are..



Appointing, handing a post over, changing the powers of a post, opening a log-in and resetting one give somebody what they
did not have. Each is asked for (an entry of the log), waits as a ``HouseOrder``, and is carried out by the act of whoever
approves it (a second entry, which refers to the first). Whoever approves is neither the one who asked nor one whom it is
for, with all posts that they hold counted, acting and concurrent ones too. See docs/decisions/0105.

The first password of a log-in comes in two halves. One is shown to whoever asked, the other to whoever approved, so that
neither of them can sign in as the officer; the officer must change it at the first sign-in. The first half is computed from
the order with the site's secret key and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.first_day import check_first_day
from yifa.cases.orders import house_acts
from yifa.cases.orders.house_acts import enter_house, require_power
from yifa.house import accounts, appointments, bodies
from yifa.house.acting import officer_key, post_key
from yifa.house.models import (
    Bureau,
    Holding,
    HoldingKind,
    HouseOrder,
    Officer,
    OrderKind,
    OrderOutcome,
    Post,
)
from yifa.house.powers import HEAD, SECURITY_ADMINISTRATOR, SYSTEM_ADMINISTRATOR
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_days, legal_day, start_of_day
from yifa.law.text import Bilingual

REFUSE_ORDER: Final = "refuse-order"
WITHDRAW_ORDER: Final = "withdraw-order"

TITLES: Final = {
    f"ask-{OrderKind.APPOINT}": Bilingual("申请任职", "Ask for an appointment"),
    f"ask-{OrderKind.HAND_OVER}": Bilingual("申请岗位交接", "Ask for a post to be handed over"),
    f"ask-{OrderKind.SET_POWERS}": Bilingual("申请调整岗位职权", "Ask for a change of a post's powers"),
    f"ask-{OrderKind.OPEN_LOGIN}": Bilingual("申请开设登录账号", "Ask for a log-in"),
    f"ask-{OrderKind.RESET_LOGIN}": Bilingual("申请重设登录密码", "Ask for a log-in to be reset"),
    f"ask-{OrderKind.SEAT}": Bilingual("申请登记议事机构成员", "Ask for a seat in a body"),
    f"ask-{OrderKind.UNSEAT}": Bilingual("申请免去议事机构成员", "Ask for a seat in a body to end"),
    f"ask-{OrderKind.FIRST_DAY}": Bilingual("申请确定启用日期", "Ask for the bureau's first day with Yifa"),
    REFUSE_ORDER: Bilingual("不批准机构事项申请", "Refuse an order of the house"),
    WITHDRAW_ORDER: Bilingual("撤回机构事项申请", "Withdraw an order of the house"),
}

ASKED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    OrderKind.APPOINT: (SYSTEM_ADMINISTRATOR, HEAD),
    OrderKind.HAND_OVER: (SYSTEM_ADMINISTRATOR, HEAD),
    OrderKind.SET_POWERS: (SECURITY_ADMINISTRATOR, HEAD),
    OrderKind.OPEN_LOGIN: (SYSTEM_ADMINISTRATOR,),
    OrderKind.RESET_LOGIN: (SYSTEM_ADMINISTRATOR,),
    OrderKind.SEAT: (SYSTEM_ADMINISTRATOR, HEAD),
    OrderKind.UNSEAT: (SYSTEM_ADMINISTRATOR, HEAD),
    OrderKind.FIRST_DAY: (SYSTEM_ADMINISTRATOR, HEAD),
}
"""Powers of which whoever asks holds one: people and log-ins are the system administrator's."""

APPROVED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    OrderKind.APPOINT: (SECURITY_ADMINISTRATOR, HEAD),
    OrderKind.HAND_OVER: (SECURITY_ADMINISTRATOR, HEAD),
    OrderKind.SET_POWERS: (SYSTEM_ADMINISTRATOR, HEAD),
    OrderKind.OPEN_LOGIN: (SECURITY_ADMINISTRATOR, HEAD),
    OrderKind.RESET_LOGIN: (SECURITY_ADMINISTRATOR, HEAD),
    OrderKind.SEAT: (SECURITY_ADMINISTRATOR, HEAD),
    OrderKind.UNSEAT: (SECURITY_ADMINISTRATOR, HEAD),
    OrderKind.FIRST_DAY: (SECURITY_ADMINISTRATOR, HEAD),
}
"""Powers of which whoever approves holds one; another person than whoever asked, whatever powers they hold."""

TOLD_OF_RESET_DAYS: Final = 30


# Asking -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """An order that waits now. half: of a log-in's first password, for the eyes of whoever asked, once."""

    order: HouseOrder
    half: str = ""


def ask_appointment(
    officer: Officer,
    post: Post,
    *,
    from_on: date,
    until_on: date | None = None,
    kind: str = HoldingKind.APPOINTED,
    actor: Actor,
    now: datetime,
) -> Asked:
    """Ask that an officer be put into a post. Raises what ``appointments.appoint`` would raise, and DeskRefused."""
    with using_bureau(officer.bureau):
        appointments.check_appointment(officer, post, from_on, until_on)
    details: dict[str, object] = {"from": from_on, "until": until_on, "kind": str(kind)}
    return _ask(OrderKind.APPOINT, officer=officer, post=post, details=details, actor=actor, now=now)


def ask_hand_over(
    post: Post, *, giver: Officer, taker: Officer, from_on: date, reason: str, actor: Actor, now: datetime
) -> Asked:
    """Ask that a post pass from one officer to another with the open cases. Raises as ``house_acts.hand_over_post``."""
    house_acts.check_hand_over(post, giver, taker, from_on, reason)
    return _ask(
        OrderKind.HAND_OVER,
        officer=taker,
        post=post,
        details={"giver": giver.pk, "from": from_on},
        reason=reason,
        actor=actor,
        now=now,
    )


def ask_seat(
    officer: Officer, body: str, *, from_on: date, leads: bool, reason: str, actor: Actor, now: datetime
) -> Asked:
    """Ask that an officer sit in a body from a day on. reason: the document. Raises SeatRefused, DeskRefused without a reason."""
    if not reason.strip():
        raise DeskRefused(zh="请填写依据的文件。", en="Give the document on which it rests.")
    with using_bureau(officer.bureau):
        bodies.check_seat(officer, body, from_on, leads=leads)
    details: dict[str, object] = {"body": str(body), "from": from_on, "leads": leads}
    return _ask(OrderKind.SEAT, officer=officer, details=details, reason=reason, actor=actor, now=now)


def ask_unseat(
    officer: Officer, body: str, *, until_on: date, reason: str, actor: Actor, now: datetime
) -> Asked:
    """Ask that a seat end with a day, the last one held. Raises SeatRefused, DeskRefused without a reason."""
    if not reason.strip():
        raise DeskRefused(zh="请填写依据的文件。", en="Give the document on which it rests.")
    with using_bureau(officer.bureau):
        bodies.check_unseat(officer, body, until_on)
    details: dict[str, object] = {"body": str(body), "until": until_on}
    return _ask(OrderKind.UNSEAT, officer=officer, details=details, reason=reason, actor=actor, now=now)


def ask_first_day(bureau: Bureau, on: date, *, reason: str, actor: Actor, now: datetime) -> Asked:
    """Ask that this be the bureau's first day with Yifa. Raises DeskRefused without a reason, or for a day that is too late."""
    if not reason.strip():
        raise DeskRefused(zh="请填写依据的文件。", en="Give the document on which it rests.")
    check_first_day(bureau, on)
    return _ask(OrderKind.FIRST_DAY, bureau=bureau, details={"from": on}, reason=reason, actor=actor, now=now)


def ask_powers(post: Post, powers: Iterable[str], *, reason: str, actor: Actor, now: datetime) -> Asked:
    """Ask that a post may do this and nothing else. Raises RolesClash, DeskRefused (no reason, no change)."""
    wanted = sorted(set(powers))
    if not reason.strip():
        raise DeskRefused(zh="请填写理由。", en="Give a reason.")
    if wanted == sorted(post.powers):
        raise DeskRefused(
            zh=f"“{post.name}”的职权没有变化，不用申请。",
            en=f"The powers of {post.title.en!r} would stay as they are; there is nothing to ask for.",
        )
    with using_bureau(post.bureau):
        appointments.check_powers(post, wanted, legal_day(now))
    return _ask(
        OrderKind.SET_POWERS, post=post, details={"powers": wanted}, reason=reason, actor=actor, now=now
    )


def ask_login(officer: Officer, username: str, *, actor: Actor, now: datetime) -> Asked:
    """Ask for an officer's log-in. Raises AccountTaken, DeskRefused without a user name."""
    name = "".join(username.split())
    if not name:
        raise DeskRefused(zh="请填写用户名。", en="Give the user name.")
    accounts.check_new(officer, name)
    return _ask(OrderKind.OPEN_LOGIN, officer=officer, details={"username": name}, actor=actor, now=now)


def ask_reset(
    officer: Officer, *, second_factor: bool = False, reason: str, actor: Actor, now: datetime
) -> Asked:
    """Ask that an officer's password be set anew; second_factor: and their second factor taken away, where its device is lost.

    Raises AccountTaken where there is no log-in, DeskRefused without a reason.
    """
    if not reason.strip():
        raise DeskRefused(zh="请填写理由。", en="Give a reason.")
    accounts.check_there(officer)
    return _ask(
        OrderKind.RESET_LOGIN,
        officer=officer,
        details={"second_factor": second_factor},
        reason=reason,
        actor=actor,
        now=now,
    )


def _ask(
    kind: OrderKind,
    *,
    bureau: Bureau | None = None,
    officer: Officer | None = None,
    post: Post | None = None,
    details: dict[str, object],
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> Asked:
    if bureau is None:
        about = officer or post
        assert about is not None
        bureau = about.bureau
    with transaction.atomic(), using_bureau(bureau):
        asker = require_power(actor, legal_day(now), *ASKED_BY[kind])
        order = HouseOrder(
            bureau=bureau,
            kind=kind,
            officer=officer,
            post=post,
            details=details,
            reason=reason.strip(),
            asked_by=asker,
            asked_at=now,
        )
        if asker.pk in beneficiaries(order, legal_day(now)):
            raise DeskRefused(
                zh="这件事关系到您本人，不能由您申请，请另一位有此职权的人员申请。",
                en="This is for yourself: somebody else who may ask must ask for it.",
            )
        order.asked_position = enter_house(
            bureau, f"ask-{kind}", actor=actor, answers=_answers(order), now=now
        )
        try:
            with transaction.atomic():
                order.save(force_insert=True)
        except IntegrityError:
            raise DeskRefused(
                zh="同样的申请已经在等待批准，不用再提；要改的，先撤回原来的。",
                en="The same is waiting for approval already; to change it, withdraw the first.",
            ) from None
    return Asked(order, _half(order) if kind in _WITH_PASSWORD else "")


_WITH_PASSWORD: Final = (OrderKind.OPEN_LOGIN, OrderKind.RESET_LOGIN)


def _half(order: HouseOrder) -> str:
    return accounts.derived_half(f"{order.bureau_id}:{order.pk}:{order.asked_position}")


def _answers(order: HouseOrder) -> dict[str, object]:
    """What an entry says of an order: no user name, which is a person's datum that no proof needs."""
    said = {key: value for key, value in order.details.items() if key not in ("username", "giver")}
    if order.officer_id is not None:
        said["officer"] = officer_key(order.officer_id)
    if order.post_id is not None:
        said["post"] = post_key(order.post_id)
    if "giver" in order.details:
        said["giver"] = officer_key(order.details["giver"])
    if order.reason:
        said["reason"] = order.reason
    return said


# Deciding -----------------------------------------------------------------------------------------------------------------


def beneficiaries(order: HouseOrder, on: date) -> frozenset[int]:
    """Primary keys of the officers whom an order is for: who is appointed or takes over, whose log-in it is, and for powers
    everybody who holds the post on the day or will hold it."""
    found = set() if order.officer_id is None else {order.officer_id}
    if order.kind == OrderKind.SET_POWERS and order.post_id is not None:
        held = Holding.everywhere.filter(post_id=order.post_id).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=on)
        )
        found.update(held.values_list("officer_id", flat=True))
    return frozenset(found)


def may_decide(order: HouseOrder, officer: Officer, on: date) -> bool:
    """Whether this officer may approve or refuse the order: has the power, did not ask, and it is not for them."""
    return (
        order.outcome == OrderOutcome.WAITING
        and officer.pk != order.asked_by_id
        and not officer.powers_on(on).isdisjoint(APPROVED_BY[order.kind])
        and officer.pk not in beneficiaries(order, on)
    )


def waiting(officer: Officer, on: date) -> tuple[list[HouseOrder], list[HouseOrder]]:
    """What waits in the officer's bureau: for their decision, and what they asked for; the oldest first. One query for those
    who neither ask nor decide."""
    if officer.powers_on(on).isdisjoint((SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, HEAD)):
        return [], []
    rows = list(
        HouseOrder.objects.filter(outcome=OrderOutcome.WAITING)
        .select_related("officer", "post", "post__department", "asked_by", "bureau")
        .order_by("id")
    )
    return (
        [row for row in rows if may_decide(row, officer, on)],
        [row for row in rows if row.asked_by_id == officer.pk],
    )


@dataclass(frozen=True, slots=True)
class Approved:
    """An order that was carried out. half: of a log-in's first password, for the eyes of whoever approved, once."""

    order: HouseOrder
    half: str = ""


def approve(order: HouseOrder, *, actor: Actor, now: datetime) -> Approved:
    """Carry an order out. What was checked when it was asked for is checked again, as things are now.

    Raises DeskRefused (not waiting any more, asked by oneself, for oneself, no power), and what the act itself raises; the order
    then goes on waiting.
    """
    with transaction.atomic(), using_bureau(order.bureau_id):
        found = _waiting(order)
        on = legal_day(now)
        _refuse_one_hand(found, actor, on)
        decider = require_power(actor, on, *APPROVED_BY[found.kind])
        _decide(found, OrderOutcome.APPROVED, decider, now, "")
        half = _CARRY_OUT[OrderKind(found.kind)](found, actor, now)
    return Approved(found, half)


def refuse(order: HouseOrder, *, reason: str, actor: Actor, now: datetime) -> None:
    """Refuse an order with a reason. Raises DeskRefused."""
    if not reason.strip():
        raise DeskRefused(zh="请填写不批准的理由。", en="Say why it is refused.")
    with transaction.atomic(), using_bureau(order.bureau_id):
        found = _waiting(order)
        on = legal_day(now)
        _refuse_one_hand(found, actor, on)
        decider = require_power(actor, on, *APPROVED_BY[found.kind])
        _decide(found, OrderOutcome.REFUSED, decider, now, reason.strip())
        _enter_end(found, REFUSE_ORDER, actor, now, reason.strip())


def withdraw(order: HouseOrder, *, actor: Actor, now: datetime) -> None:
    """Take back what one asked for. Raises DeskRefused for anybody else."""
    with transaction.atomic(), using_bureau(order.bureau_id):
        found = _waiting(order)
        if actor.person is None or actor.officer_id != found.asked_by_id:
            raise DeskRefused(zh="只有申请人可以撤回。", en="Only whoever asked can withdraw it.")
        _decide(found, OrderOutcome.WITHDRAWN, actor.person, now, "")
        _enter_end(found, WITHDRAW_ORDER, actor, now, "")


def _waiting(order: HouseOrder) -> HouseOrder:
    found = (
        HouseOrder.objects.select_for_update(of=("self",))
        .select_related(
            "officer", "officer__user", "officer__bureau", "post", "post__bureau", "asked_by", "bureau"
        )
        .filter(pk=order.pk)
        .first()
    )
    if found is None or found.outcome != OrderOutcome.WAITING:
        raise DeskRefused(
            zh="这项申请已有结果，或者已经撤回，请刷新页面。",
            en="This was decided or withdrawn in the meantime; load the page again.",
        )
    return found


def _refuse_one_hand(order: HouseOrder, actor: Actor, on: date) -> None:
    if actor.officer_id == order.asked_by_id:
        raise DeskRefused(
            zh="自己申请的，不能由自己批准，请另一位有此职权的人员批准。",
            en="Nobody decides what they asked for; somebody else with the power decides it.",
        )
    if actor.officer_id in beneficiaries(order, on):
        raise DeskRefused(
            zh="这件事关系到您本人，不能由您决定，请另一位有此职权的人员决定。",
            en="This is for yourself; somebody else with the power decides it.",
        )


def _decide(order: HouseOrder, outcome: OrderOutcome, by: Officer, now: datetime, note: str) -> None:
    order.outcome, order.decided_by, order.decided_at, order.decision_note = outcome, by, now, note
    order.save(update_fields=["outcome", "decided_by", "decided_at", "decision_note"])


def _enter_end(order: HouseOrder, step: str, actor: Actor, now: datetime, reason: str) -> None:
    answers: dict[str, object] = {"kind": str(order.kind)}
    if reason:
        answers["reason"] = reason
    enter_house(order.bureau, step, actor=actor, answers=answers, now=now, refers=(order.asked_position,))


# Carrying out -------------------------------------------------------------------------------------------------------------


def _day(order: HouseOrder, key: str) -> date | None:
    text = order.details.get(key)
    return text if isinstance(text, date) or text is None else date.fromisoformat(text)


def _appoint(order: HouseOrder, actor: Actor, now: datetime) -> str:
    from_on = _day(order, "from")
    assert order.officer is not None
    assert order.post is not None
    assert from_on is not None
    appointments.appoint(order.officer, order.post, from_on, _day(order, "until"), order.details["kind"])
    _enter_done(order, actor, now)
    return ""


def _hand_over(order: HouseOrder, actor: Actor, now: datetime) -> str:
    from_on = _day(order, "from")
    assert order.officer is not None
    assert order.post is not None
    assert from_on is not None
    house_acts.hand_over_post(
        order.post,
        giver=Officer.objects.select_related("bureau").get(pk=order.details["giver"]),
        taker=order.officer,
        from_on=from_on,
        reason=order.reason,
        actor=actor,
        now=now,
        more=_both_hands(order),
        refers=(order.asked_position,),
    )
    return ""


def _set_powers(order: HouseOrder, actor: Actor, now: datetime) -> str:
    post = order.post
    assert post is not None
    before, wanted, on = sorted(post.powers), list(order.details["powers"]), legal_day(now)
    appointments.check_powers(post, wanted, on)
    post.powers = wanted
    post.save(update_fields=["powers"])
    _enter_done(order, actor, now, before=before)
    return ""


def _open_login(order: HouseOrder, actor: Actor, now: datetime) -> str:
    assert order.officer is not None
    half = accounts.new_half()
    accounts.open_account(order.officer, order.details["username"], accounts.joined(_half(order), half))
    _enter_done(order, actor, now)
    return half


def _reset_login(order: HouseOrder, actor: Actor, now: datetime) -> str:
    assert order.officer is not None
    half = accounts.new_half()
    accounts.reset_password(order.officer, accounts.joined(_half(order), half))
    if order.details.get("second_factor"):
        assert order.officer.user_id is not None
        accounts.take_second_factor(order.officer.user_id)
    _enter_done(order, actor, now)
    return half


def _seat(order: HouseOrder, actor: Actor, now: datetime) -> str:
    from_on = _day(order, "from")
    assert order.officer is not None
    assert from_on is not None
    bodies.seat(order.officer, order.details["body"], from_on, leads=bool(order.details["leads"]))
    _enter_done(order, actor, now)
    return ""


def _unseat(order: HouseOrder, actor: Actor, now: datetime) -> str:
    until_on = _day(order, "until")
    assert order.officer is not None
    assert until_on is not None
    bodies.unseat(order.officer, order.details["body"], until_on)
    _enter_done(order, actor, now)
    return ""


def _first_day(order: HouseOrder, actor: Actor, now: datetime) -> str:
    on = _day(order, "from")
    assert on is not None
    check_first_day(order.bureau, on)
    Bureau.objects.filter(pk=order.bureau_id).update(first_day_on=on)
    _enter_done(order, actor, now)
    return ""


_CARRY_OUT: Final[Mapping[OrderKind, Callable[[HouseOrder, Actor, datetime], str]]] = {
    OrderKind.APPOINT: _appoint,
    OrderKind.HAND_OVER: _hand_over,
    OrderKind.SET_POWERS: _set_powers,
    OrderKind.OPEN_LOGIN: _open_login,
    OrderKind.RESET_LOGIN: _reset_login,
    OrderKind.SEAT: _seat,
    OrderKind.UNSEAT: _unseat,
    OrderKind.FIRST_DAY: _first_day,
}


def _both_hands(order: HouseOrder) -> dict[str, Any]:
    return {"asked_by": officer_key(order.asked_by_id)}


def _enter_done(order: HouseOrder, actor: Actor, now: datetime, **more: object) -> None:
    enter_house(
        order.bureau,
        str(order.kind),
        actor=actor,
        answers={**_answers(order), **_both_hands(order), **more},
        now=now,
        refers=(order.asked_position,),
    )


# Telling the officer --------------------------------------------------------------------------------------------------------


def last_reset(officer: Officer, now: datetime) -> HouseOrder | None:
    """The reset of this officer's password in the last thirty days, to be told to them: when, asked by whom, approved by whom."""
    return (
        HouseOrder.objects.filter(
            officer=officer,
            kind=OrderKind.RESET_LOGIN,
            outcome=OrderOutcome.APPROVED,
            decided_at__gte=start_of_day(add_days(legal_day(now), -TOLD_OF_RESET_DAYS)),
        )
        .select_related("asked_by", "decided_by")
        .order_by("-id")
        .first()
    )
