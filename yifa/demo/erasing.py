"""A person erased in the demonstration: they applied, withdrew, and asked that what is personal go.

Told once, a few days before the demonstration is made, so that the page of the erasure, its register and the erased matter can be
looked at. The person is nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from yifa.cases.acting.act import Actor, act, open_case
from yifa.cases.orders.party_acts import enter_party
from yifa.cases.registers.publicity import guides
from yifa.cases.roles import player
from yifa.cases.stories import Brief
from yifa.demo.director import Cue
from yifa.house.models import Bureau, Officer
from yifa.parties.models import PartyKind
from yifa.procedure import Json

_BEFORE: Final = 3
"""Working days before the demonstration's day."""
_NAME: Final = "演示申请人"
_PHONE: Final = "13800000000"
_APPLIES: Final = "application/apply"
_TYPED: Final[dict[str, Json]] = {"item_code": "0000000000", "item_name": "科技政策咨询", "promised_days": 5}


def erasing(bureau: Bureau, brief: Brief) -> tuple[Cue, ...]:
    """The cue at which it happens."""

    def erase(now: datetime) -> None:
        proposer, checker, head = (
            _who(power, now) for power in ("archivist", "legality-reviewer", "head-of-organ")
        )
        if proposer is None or checker is None or head is None:
            # A small bureau's profile may have nobody for it.
            return
        offered = guides.listed(now.date())
        guide = next((one for one in offered if one.applies == _APPLIES), None)
        # Where the catalogue has nothing, what it would say is typed.
        asked: Mapping[str, Json] = _TYPED if guide is None else guide.answers
        person = enter_party(
            bureau, kind=PartyKind.PERSON, name=_NAME, phone=_PHONE, actor=Actor.officer(proposer), now=now
        )
        applied = open_case(
            bureau,
            *player(_APPLIES),
            actor=Actor.applicant(person),
            title=f"{_NAME}的申请",
            party=person,
            answers={
                **asked,
                "applicant": person.pk,
                "contact_name": _NAME,
                "contact_phone": _PHONE,
            },
            now=now,
            subject=None if guide is None else guide.subject,
        )
        act(applied.case_id, "withdraw", actor=Actor.applicant(person), now=now)
        opened = open_case(
            bureau,
            *player("erasure/propose"),
            actor=Actor.officer(proposer),
            title="应本人请求删除个人信息",
            party=person,
            answers={
                "erasure_scope": "person",
                "subject": person.pk,
                "erasure_ground": "withdrawn",
                "requested": True,
                "erasure_basis": "本人撤回申请并请求删除",
            },
            now=now,
        )
        act(opened.case_id, "check", actor=Actor.officer(checker), answers={"checked": True}, now=now)
        act(opened.case_id, "approve", actor=Actor.officer(head), now=now)
        act(opened.case_id, "erase", actor=Actor.officer(proposer), now=now)

    return (Cue(brief.before_today(_BEFORE), erase),)


def _who(power: str, now: datetime) -> Officer | None:
    """Whoever holds a power on the day."""
    officers = Officer.objects.order_by("id")
    return next((one for one in officers if power in one.powers_on(now.date())), None)
