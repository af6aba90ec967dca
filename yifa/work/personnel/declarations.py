"""What declarations and lists mean elsewhere: whom they keep out of matters and posts, and what handing a post over waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from yifa.cases.acting.avoidance import Concern, avoidance_source
from yifa.cases.acting.computing import once
from yifa.cases.orders.handing_over import hand_over_source
from yifa.house.kinship import kinship_source
from yifa.house.models import Officer, Post
from yifa.house.roster import roster_on
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import Reason
from yifa.work.personnel.registers import KIN, Interest
from yifa.work.personnel.terms import has_signed_list


def _standing(on: date) -> QuerySet[Interest]:
    """Declarations that stand on a day."""
    return Interest.objects.filter(declared_on__lte=on).not_ended(on)


def _tied(on: date) -> frozenset[int]:
    """Everybody in a declaration that stands on a day."""
    pairs = _standing(on).values_list("officer_id", "colleague_id")
    return frozenset(one for pair in pairs for one in pair if one is not None)


def naming(rows: Iterable[Interest], party: Party | None) -> list[Interest]:
    """Those of the rows that name a party: by its code, else by its name."""
    if party is None:
        return []
    return [
        row
        for row in rows
        if row.colleague_id is None
        and (
            (row.uscc and row.uscc == party.uscc)
            or (not row.uscc and row.other_name.strip() == party.name.strip())
        )
    ]


@avoidance_source
def declared(matter: Concern, officers: Sequence[int], on: date) -> tuple[Reason, ...]:
    """Against whoever declared a tie to the matter's party or to the colleague whom it is about, or whose kin declared it; one
    query where nobody did, and one for many acts together."""
    tied = once(matter.bureau_id, f"declared ties {on}", lambda _bureau: _tied(on))
    if tied.isdisjoint(officers):
        return ()
    rows = list(
        _standing(on)
        .filter(Q(officer_id__in=officers) | Q(colleague_id__in=officers, tie__in=KIN))
        .select_related("officer", "colleague")
        .order_by("id")
    )
    party = Party.objects.filter(pk=matter.party_id).first() if matter.party_id is not None else None
    own = [row for row in rows if row.officer_id in officers]
    barred = {row.officer.name: party.name for row in naming(own, party)} if party is not None else {}
    if matter.people:
        roster = roster_on(matter.bureau_id, on)
        about = {roster[name].pk for name in matter.people if name in roster}
        for row in rows:
            for one, other in ((row.officer, row.colleague), (row.colleague, row.officer)):
                if one is not None and other is not None and one.pk in officers and other.pk in about:
                    barred.setdefault(one.name, other.name)
    return tuple(
        Reason(
            rule=None,
            code="avoidance/declared",
            sentence=Bilingual(
                f"{who}申报过与{whom}的利害关系或者亲属关系，应当回避，不能办理这件事项（公务员法第七十六条）。",
                f"{who} declared a tie to {whom} and keeps out of this matter (Civil Servants Law, art. 76).",
            ),
            remedy=Bilingual(
                "请移交给没有利害关系的人员办理；关系已经不存在的，先在“利害关系和亲属关系申报”中终止。",
                "Hand the matter to somebody without a tie; where the tie is no more, end the declaration first.",
            ),
        )
        for who, whom in barred.items()
    )


@kinship_source
def declared_kin(officer_id: int, on: date) -> frozenset[int]:
    """Kin by declarations of either side; one query."""
    rows = _standing(on).filter(tie__in=KIN).exclude(colleague=None)
    pairs = rows.filter(Q(officer_id=officer_id) | Q(colleague_id=officer_id)).values_list(
        "officer_id", "colleague_id"
    )
    return frozenset(other for pair in pairs for other in pair if other is not None and other != officer_id)


@hand_over_source
def list_signed(post: Post, giver: Officer, taker: Officer, from_on: date) -> Bilingual | None:
    """A list of this post, these two people and this day, signed by both and witnessed."""
    if has_signed_list(post.name, giver, taker, from_on):
        return None
    return Bilingual(
        f"还没有“{post.name}”由{giver.name}移交{taker.name}（{from_on}起）并经双方签字的岗位交接清单。"
        "请先办理“岗位交接清单”，双方签字、监交后再申请交接。",
        f"There is no list that {giver.name} and {taker.name} signed for “{post.title.en}” from {from_on} on. "
        "Make the list, let both sign it and somebody witness it, then ask for the hand-over.",
    )
