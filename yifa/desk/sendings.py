"""A form is taken once: sent again (Back, a double click, two tabs) it shows what came of it the first time.

Each form carries a signed token that says whose it is and after which of their sendings it was drawn. Token and content together
are the form's key, which the database lets one transaction enter: a second waits for the first and then finds it. What is typed
differently is another form. The token also tells whose text it is that arrives after their session ended
(``yifa.desk.steps.keep_signed_out``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Generic, TypeVar

from django.db import transaction

from yifa.cases.errors import CasesError
from yifa.desk.access import Seat
from yifa.desk.models import Sending
from yifa.desk.tokens import opened, signed
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.errors import LawError

Done = TypeVar("Done")
_KEPT: Final = timedelta(hours=30 * 24)


@dataclass(frozen=True, slots=True)
class Once(Generic[Done]):
    """What came of sending a form: what was done now, or the number of the matter in which it was done before."""

    done: Done | None
    before: str


def token_for(seat: Seat) -> str:
    """The token of a form that is drawn now."""
    last = Sending.objects.filter(officer=seat.officer).order_by("-pk").values_list("pk", flat=True).first()
    return signed(seat.officer.user_id, last or 0)


def key_of(seat: Seat, token: str, path: str, content: object) -> str:
    """The key of a form that was sent; empty where its token is not one of this officer's. content: what can be JSON."""
    found = opened(token)
    if found is None or found[0] != seat.officer.user_id:
        return ""
    told = json.dumps([path, found[1], content], ensure_ascii=True, sort_keys=True)
    return sha256(told.encode()).hexdigest()


def claimed(seat: Seat, key: str) -> tuple[Sending, bool]:
    """The row of a form, and whether this is the first that asks for it; a second waits for the first's transaction."""
    rows = Sending.objects
    return rows.get_or_create(  # lint: allow registers-are-written-by-effects: a sent form is no register
        bureau=seat.bureau, officer=seat.officer, key=key, defaults={"at": seat.now}
    )


def take_once(seat: Seat, key: str, do: Callable[[], Done], number_of: Callable[[Done], str]) -> Once[Done]:
    """Do what a form asks for, unless the same was done already. What is refused may be sent again; refusals stay kept.

    number_of: the matter's number, by what was done. Raises what ``do`` raises.
    """
    if not key:
        return Once(do(), "")
    with transaction.atomic():
        row, is_first = claimed(seat, key)
        if not is_first:
            return Once(None, row.case_number)
        try:
            done = do()
        except (CasesError, LawError) as error:
            # The transaction ends well, so that the kept refusal outlives it.
            row.delete()  # lint: allow registers-are-written-by-effects: a sent form is no register
            failure: Exception = error
        else:
            row.case_number = number_of(done)
            row.save(update_fields=["case_number"])  # lint: allow registers-are-written-by-effects: as above
            return Once(done, "")
    raise failure


def forget(bureau: Bureau, now: datetime) -> None:
    """Forget forms that were sent long ago, whose pages nobody has open any more; what became of many together stays."""
    with using_bureau(bureau):
        old = Sending.objects.filter(at__lt=now - _KEPT, case_number__gt="")
        old.delete()  # lint: allow registers-are-written-by-effects: a sent form is no register
