"""Who is put into which post: the checks and the rows. Entered in the record by ``yifa.cases``, which calls these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from yifa.house.errors import HoldingOverlaps, KinTogether, NothingToHandOver, RolesClash
from yifa.house.kinship import kin_of
from yifa.house.models import Holding, HoldingKind, Officer, Post
from yifa.house.powers import AUDIT_ADMINISTRATOR, DEPUTY_HEAD, HEAD, SYSTEM_ROLES, clashing_roles, title_of
from yifa.law.limits import add_days
from yifa.procedure.model import CERTIFICATE


def appoint(
    officer: Officer,
    post: Post,
    from_on: date,
    until_on: date | None = None,
    kind: str = HoldingKind.APPOINTED,
) -> Holding:
    """Put an officer into a post from a day on.

    Raises HoldingOverlaps (held already in that time, or an end before the beginning), RolesClash (one person would hold two of
    the system's three roles).
    """
    check_appointment(officer, post, from_on, until_on)
    holding = Holding.everywhere.create(
        bureau_id=officer.bureau_id, officer=officer, post=post, from_on=from_on, until_on=until_on, kind=kind
    )
    officer.forget()
    return holding


def check_appointment(
    officer: Officer,
    post: Post,
    from_on: date,
    until_on: date | None = None,
    *,
    instead_of: Officer | None = None,
) -> None:
    """Raise what ``appoint`` would raise. The database refuses overlaps as well. instead_of: who leaves the post on that day."""
    if officer.bureau_id != post.bureau_id:
        raise HoldingOverlaps(
            zh=f"{officer.name}与岗位“{post.name}”不属于同一机关，不能任职。",
            en=f"{officer.name} and the post “{post.title.en}” belong to different bureaus.",
        )
    if until_on is not None and until_on < from_on:
        raise HoldingOverlaps(
            zh=f"任职止日{until_on}早于起日{from_on}，请改正。",
            en=f"The appointment would end on {until_on}, before it begins on {from_on}; correct it.",
        )
    same_time = Holding.everywhere.filter(officer=officer).filter(_overlaps(from_on, until_on))
    there = same_time.filter(post=post).first()
    if there is not None:
        until_zh = f"至{there.until_on}" if there.until_on else "起"
        raise HoldingOverlaps(
            zh=f"{officer.name}自{there.from_on}{until_zh}已担任“{post.name}”，任职时间不能重叠。",
            en=f"{officer.name} already holds the post “{post.title.en}” from {there.from_on}"
            f"{f' to {there.until_on}' if there.until_on else ' on'}; appointments may not overlap.",
        )
    held = {power for holding in same_time.select_related("post") for power in holding.post.powers}
    clash = clashing_roles(held | set(post.powers))
    if clash and not SYSTEM_ROLES.isdisjoint(post.powers):
        raise _clash_of(officer, clash)
    refuse_kin(officer, post, from_on, until_on, instead_of)


_LEADS: Final = frozenset({HEAD, DEPUTY_HEAD})
_KEPT_FROM_KIN: Final = frozenset({"personnel", "discipline-inspector", "finance", AUDIT_ADMINISTRATOR})
"""组织、人事、纪检、监察、审计、财务."""


def refuse_kin(
    officer: Officer, post: Post, from_on: date, until_on: date | None, instead_of: Officer | None
) -> None:
    """Raise KinTogether where declared kin would be under the same head or one under the other, or one would lead the bureau and
    the other do its personnel, discipline, audit or finance work (公务员法 §74)."""
    kin = kin_of(officer.pk, from_on) - ({instead_of.pk} if instead_of is not None else set())
    if not kin:
        return
    held = Holding.everywhere.filter(officer_id__in=kin).filter(_overlaps(from_on, until_on))
    own = set(post.powers)
    for holding in held.select_related("post", "officer").order_by("id"):
        theirs = set(holding.post.powers)
        together = holding.post.department_id == post.department_id
        barred = (own & _LEADS and theirs & _KEPT_FROM_KIN) or (theirs & _LEADS and own & _KEPT_FROM_KIN)
        if not together and not barred:
            continue
        other, place = holding.officer.name, holding.post.name
        raise KinTogether(
            zh=f"{officer.name}与{other}（{place}）申报了亲属关系，"
            + (
                "不得在直接隶属于同一领导人员或者有直接上下级领导关系的岗位工作"
                if together
                else "一方担任领导职务的，另一方不得从事组织、人事、纪检、监察、审计和财务工作"
            )
            + "（公务员法第七十四条）。请另选人员，或者先调整另一方的岗位。",
            en=f"{officer.name} and {other} ({holding.post.title.en}) are declared kin; "
            + (
                "kin do not work under the same head or one under the other"
                if together
                else "where one leads the bureau, the other does no personnel, discipline, audit or finance work in it"
            )
            + " (Civil Servants Law, art. 74). Choose another person, or move the other first.",
        )


def _clash_of(officer: Officer, clash: frozenset[str]) -> RolesClash:
    names = [title_of(role) for role in sorted(clash)]
    return RolesClash(
        zh=f"{officer.name}不能同时担任{'、'.join(name.zh for name in names)}：三员应当分设，请另选人员。",
        en=f"{officer.name} cannot be {' and '.join(name.en for name in names)} at once; choose another person.",
    )


def check_powers(post: Post, powers: Iterable[str], on: date) -> None:
    """Raise RolesClash where a post with these powers would bring two of the system's three roles together: in the post, or in
    somebody who holds it on the day or later, with every other post that they hold meanwhile; and where a role that only this
    post's holders have would be left without anybody."""
    wanted = set(powers)
    if CERTIFICATE in wanted:
        raise RolesClash(
            zh="执法资格随有效的执法证件取得，不能由岗位授予；请在“持证上岗”登记证件。",
            en="The right to enforce comes with a valid certificate, which no post gives; enter the certificate instead.",
        )
    clash = clashing_roles(wanted)
    if clash:
        names = [title_of(role) for role in sorted(clash)]
        raise RolesClash(
            zh=f"一个岗位不能同时是{'、'.join(name.zh for name in names)}：三员应当分设。",
            en=f"One post cannot be {' and '.join(name.en for name in names)} at once; the three roles stay apart.",
        )
    held = Holding.everywhere.filter(post=post).filter(_overlaps(on, None)).select_related("officer")
    if not SYSTEM_ROLES.isdisjoint(wanted):
        for holding in held:
            others = Holding.everywhere.filter(officer=holding.officer).exclude(post=post)
            others = others.filter(_overlaps(max(on, holding.from_on), holding.until_on)).select_related(
                "post"
            )
            clash = clashing_roles(wanted | {power for other in others for power in other.post.powers})
            if clash:
                raise _clash_of(holding.officer, clash)
    for role in SYSTEM_ROLES & set(post.powers) - wanted:
        _refuse_vacancy(role, Holding.everywhere.filter(bureau_id=post.bureau_id).exclude(post=post), on)


def check_vacancy(officer: Officer, posts: Iterable[Post], until_on: date) -> None:
    """Raise RolesClash where nobody would hold one of the system's three roles after the officer's last day in these posts: the
    two others could then ask, and nobody could decide."""
    ending = list(posts)
    for role in SYSTEM_ROLES & {power for post in ending for power in post.powers}:
        left = Holding.everywhere.filter(bureau_id=officer.bureau_id).exclude(
            officer=officer, post__in=ending
        )
        _refuse_vacancy(role, left, add_days(until_on, 1))


def _refuse_vacancy(role: str, others: QuerySet[Holding], on: date) -> None:
    stays = others.filter(
        _overlaps(on, on), post__powers__contains=[role], post__is_active=True, officer__is_active=True
    )
    if not stays.exists():
        name = title_of(role)
        raise RolesClash(
            zh=f"此后无人担任{name.zh}，机构事项将无人申请或者批准。请先让另一人任职，或者办理岗位交接。",
            en=f"Nobody would be left as {name.en}; appoint somebody else first, or hand the post over.",
        )


def end_holding(officer: Officer, post: Post, until_on: date) -> Holding:
    """End the holding of a post with a day, which is the last one held, and what was lent of it. Raises NothingToHandOver."""
    holding = (
        Holding.everywhere.filter(officer=officer, post=post, from_on__lte=until_on)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=until_on))
        .first()
    )
    if holding is None:
        raise NothingToHandOver(
            zh=f"{officer.name}在{until_on}不担任“{post.name}”，无可交接。",
            en=f"{officer.name} does not hold the post “{post.title.en}” on {until_on}; there is nothing to hand over.",
        )
    holding.until_on = until_on
    holding.save(update_fields=["until_on"])
    officer.forget()
    lent = Holding.with_deputies.filter(instead_of=officer, post=post, until_on__gt=until_on)
    end_lending(list(lent.select_related("officer")), add_days(until_on, 1))
    return holding


def end_lending(rows: Sequence[Holding], on: date) -> None:
    """End what was lent at once: the day before is the last one; what has not begun before this day is as if it had not been."""
    for one in rows:
        if one.from_on >= on:
            one.delete()
        else:
            one.until_on = add_days(on, -1)
            one.save(update_fields=["until_on"])
        one.officer.forget()


@dataclass(frozen=True, slots=True)
class Clash:
    """Powers in one pair of hands that should lie in several."""

    officer: Officer
    powers: tuple[str, ...]


def role_clashes(bureau_id: int, on: date) -> list[Clash]:
    """Officers who hold several of the system's three roles on a day; appointments refuse this, imports may bring it."""
    found = []
    for officer in Officer.everywhere.filter(bureau_id=bureau_id).order_by("id"):
        clash = clashing_roles(officer.powers_on(on))
        if clash:
            found.append(Clash(officer, tuple(sorted(clash))))
    return found


@dataclass(frozen=True, slots=True)
class Staffing:
    """A pair of powers that must lie in different hands, with who holds each; ``can_be_staffed``: two people are there."""

    powers: tuple[str, str]
    holders: tuple[tuple[Officer, ...], tuple[Officer, ...]]

    @property
    def can_be_staffed(self) -> bool:
        """Whether some holder of one power is not the only holder of the other."""
        first, second = self.holders
        return any(one.pk != other.pk for one in first for other in second)


def separation_report(bureau_id: int, pairs: list[tuple[str, str]], on: date) -> list[Staffing]:
    """For each pair of powers that the law keeps apart: who holds them on a day, and whether two people can be found.

    Three queries, however many officers there are.
    """
    holdings = (
        Holding.everywhere.filter(bureau_id=bureau_id, from_on__lte=on)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
        .select_related("post", "officer")
        .order_by("officer_id")
    )
    by_power: dict[str, dict[int, Officer]] = {}
    for holding in holdings:
        for power in holding.post.powers:
            by_power.setdefault(power, {})[holding.officer_id] = holding.officer
    return [
        Staffing(
            (one, other), (tuple(by_power.get(one, {}).values()), tuple(by_power.get(other, {}).values()))
        )
        for one, other in pairs
    ]


def _overlaps(from_on: date, until_on: date | None) -> Q:
    reaches = Q(until_on__isnull=True) | Q(until_on__gte=from_on)
    return reaches if until_on is None else reaches & Q(from_on__lte=until_on)
