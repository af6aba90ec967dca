"""Who acts: an officer of the bureau, an applicant, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yifa.evidence.entries import Actor as Quality
from yifa.house.acting import number_in
from yifa.house.tenancy import require_bureau
from yifa.procedure import Who

if TYPE_CHECKING:
    from yifa.house.models import Bureau, Officer, Post
    from yifa.parties.models import Party

_APPLICANT = Who(applicant=True)
_SYSTEM = Who(system=True)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever takes a step. Made with ``officer``, ``applicant`` or ``system``; ``quality`` says which."""

    quality: Quality
    bureau_id: int
    person: Officer | None = None
    post: Post | None = None
    party: Party | None = None

    @classmethod
    def officer(cls, officer: Officer, post: Post | None = None) -> Actor:
        """An officer, in one post if it is named, else in all posts held on the day of the act."""
        return cls(Quality.OFFICER, officer.bureau_id, officer, post)

    @classmethod
    def applicant(cls, party: Party | None = None, *, bureau: Bureau | None = None) -> Actor:
        """The applicant; one who is not entered yet names the bureau instead."""
        if party is not None:
            return cls(Quality.APPLICANT, party.bureau_id, party=party)
        return cls(Quality.APPLICANT, bureau.pk if bureau is not None else require_bureau())

    @classmethod
    def system(cls, bureau: Bureau | None = None) -> Actor:
        """The system, where the law makes silence an event; of the bureau that the block works for unless it is named."""
        return cls(Quality.SYSTEM, bureau.pk if bureau is not None else require_bureau())

    def who(self, on: date) -> Who:
        """Who this is to a procedure on a day. Raises PostNotHeld."""
        if self.person is not None:
            found = self.person.who(on, self.post)
            assert isinstance(found, Who)
            return found
        return _APPLICANT if self.quality is Quality.APPLICANT else _SYSTEM

    @property
    def officer_id(self) -> int | None:
        """Primary key of the officer, if it is one."""
        return None if self.person is None else self.person.pk

    @property
    def name(self) -> str:
        """The name to show: the officer's, the party's, or empty for the system."""
        if self.person is not None:
            return self.person.name
        return "" if self.party is None else self.party.name


def officer_id_of(who: Who) -> int | None:
    """Primary key of the officer in a ``Who``; None for the applicant and the system."""
    return None if who.officer is None else number_in(who.officer)
