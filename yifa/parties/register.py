"""Entering a party once: codes read and checked, doubles looked for before a second row is made.

A unified social credit code that fails its check character is a warning, not a refusal: some early codes do, and an officer who
compared it with the certificate confirms it (GB 32100-2015). A resident's number that fails its check is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.postgres.search import TrigramSimilarity

from yifa.house.models import Bureau, Officer
from yifa.law.identifiers import IdentifierProblem, read_resident_id, read_uscc
from yifa.law.signs import tidy
from yifa.law.text import Bilingual
from yifa.parties.models import Party, PartyKind
from yifa.parties.names import normalised

_LIKE_ENOUGH: Final = 0.45
_AT_MOST: Final = 10
_AT_ONCE: Final = 1_000


class PartyRefused(ValueError):
    """A party cannot be entered as it is; ``zh`` and ``en`` say why. ``confirmable``: an officer may confirm it."""

    def __init__(self, zh: str, en: str, *, confirmable: bool = False, there: Party | None = None) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh=zh, en=en)
        self.confirmable = confirmable
        self.there = there

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


@dataclass(frozen=True, slots=True)
class Double:
    """A party that may be the same body, and why: ``same_code``, ``same_name``, or how alike the names are (0 to 1)."""

    party: Party
    why: Bilingual
    likeness: float


def enter_party(
    bureau: Bureau,
    *,
    kind: str,
    name: str,
    uscc: str = "",
    resident_id: str = "",
    legal_representative: str = "",
    phone: str = "",
    address: str = "",
    division_code: str = "",
    confirmed_by: Officer | None = None,
    confirmed_by_applicant: bool = False,
    now: datetime | None = None,
    on_made: Callable[[Party], None] = lambda _: None,
) -> Party:
    """Enter a party, or find the one that has the same code.

    A body with the same code is the same body and is given back, whatever its name is now. confirmed_by, now: the officer who
    compared a code that fails its check with the certificate, and when. confirmed_by_applicant: the applicant said so; the code
    is taken, and stays without an officer's confirmation. on_made: told of a party that was not there. Raises PartyRefused (no
    name, a code that needs confirming), IdentifierProblem for what cannot be a code.
    """
    shown = tidy(" ".join(name.split()))
    if not shown:
        raise PartyRefused(zh="请填写名称。", en="Give the name.")
    code, confirmation = "", None
    if uscc.strip():
        checked = read_uscc(uscc)
        code = checked.value
        there = Party.everywhere.filter(bureau=bureau, uscc=code, merged_into__isnull=True).first()
        if there is not None:
            return there
        if not checked.is_sound:
            if confirmed_by is None and not confirmed_by_applicant:
                warning = checked.warnings[0]
                raise PartyRefused(zh=warning.zh, en=warning.en, confirmable=True)
            confirmation = confirmed_by
    number = ""
    if resident_id.strip():
        number = read_resident_id(resident_id).value
        there = Party.everywhere.filter(bureau=bureau, resident_id=number, merged_into__isnull=True).first()
        if there is not None:
            return there
    made = Party.everywhere.create(
        bureau=bureau,
        kind=PartyKind(kind),
        name=shown[:160],
        name_normalised=normalised(shown),
        uscc=code,
        resident_id=number,
        legal_representative=legal_representative.strip(),
        phone=phone.strip(),
        address=address.strip(),
        division_code=division_code.strip(),
        uscc_confirmed_by=confirmation,
        uscc_confirmed_at=now if confirmation is not None else None,
    )
    on_made(made)
    return made


@dataclass(frozen=True, slots=True)
class Named:
    """A body that a row of a list names with its code. is_confirmed: the code was compared with the certificate."""

    name: str
    uscc: str
    kind: str
    is_confirmed: bool = False


def enter_parties(
    bureau: Bureau, bodies: Sequence[Named], *, confirmed_by: Officer | None, now: datetime
) -> list[Party | PartyRefused | IdentifierProblem]:
    """Enter many bodies in few statements, each as ``enter_party`` does; in their order, a refusal where one is refused.

    Bodies with the same code are one party. Those before a refused one are entered: the caller takes all back.
    """
    found: list[PartyRefused | IdentifierProblem | tuple[str, PartyRefused | None]] = []
    fresh: dict[str, Party] = {}
    codes: dict[str, None] = {}
    for body in bodies:
        shown = tidy(" ".join(body.name.split()))
        if not shown:
            found.append(PartyRefused(zh="请填写名称。", en="Give the name."))
            continue
        try:
            checked = read_uscc(body.uscc)
        except IdentifierProblem as refused:
            found.append(refused)
            continue
        codes.setdefault(checked.value)
        if not checked.is_sound and not (body.is_confirmed and confirmed_by is not None):
            warning = checked.warnings[0]
            found.append((checked.value, PartyRefused(zh=warning.zh, en=warning.en, confirmable=True)))
            continue
        found.append((checked.value, None))
        if checked.value not in fresh:
            fresh[checked.value] = Party(
                bureau=bureau,
                kind=PartyKind(body.kind),
                name=shown[:160],
                name_normalised=normalised(shown),
                uscc=checked.value,
                uscc_confirmed_by=None if checked.is_sound else confirmed_by,
                uscc_confirmed_at=None if checked.is_sound else now,
            )
    there: dict[str, Party] = {}
    ordered = list(codes)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        known = Party.everywhere.filter(bureau=bureau, uscc__in=some, merged_into__isnull=True)
        there.update((party.uscc, party) for party in known)
    made = Party.everywhere.bulk_create(
        [party for code, party in fresh.items() if code not in there], batch_size=_AT_ONCE
    )
    entered = there | {party.uscc: party for party in made}
    answers: list[Party | PartyRefused | IdentifierProblem] = []
    for one in found:
        if not isinstance(one, tuple):
            answers.append(one)
        else:
            code, refusal = one
            answers.append(refusal if refusal is not None and code not in there else entered[code])
    return answers


def find_party(bureau: Bureau, name: str) -> Party | None:
    """The one party with this name, as far as names tell; None where there is none, or several."""
    found = list(
        Party.everywhere.filter(
            bureau=bureau, name_normalised=normalised(name), merged_into__isnull=True, is_active=True
        )[:2]
    )
    return found[0] if len(found) == 1 else None


def party_answered(value: object) -> Party | None:
    """The party that an answer names by its key; None where it names none."""
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).isdecimal():
        return None
    return Party.objects.filter(pk=int(value)).first()


def doubles_of(party: Party) -> list[Double]:
    """Parties that may be the same body: the same code, the same name however written, or a name much like it."""
    others = Party.everywhere.filter(bureau_id=party.bureau_id, merged_into__isnull=True).exclude(pk=party.pk)
    found: dict[int, Double] = {}
    if party.uscc:
        for other in others.filter(uscc=party.uscc)[:_AT_MOST]:
            found[other.pk] = Double(other, Bilingual("统一社会信用代码相同", "same credit code"), 1.0)
    for other in others.filter(name_normalised=party.name_normalised)[:_AT_MOST]:
        found.setdefault(other.pk, Double(other, Bilingual("名称相同", "same name"), 1.0))
    alike = (
        others.annotate(likeness=TrigramSimilarity("name_normalised", party.name_normalised))
        .filter(likeness__gte=_LIKE_ENOUGH, kind=party.kind)
        .order_by("-likeness", "id")[:_AT_MOST]
    )
    for other in alike:
        likeness = float(other.likeness)
        if party.uscc and other.uscc and party.uscc != other.uscc:
            # Two sound codes are two bodies, however alike their names.
            continue
        found.setdefault(other.pk, Double(other, Bilingual("名称相近", "similar name"), likeness))
    return sorted(found.values(), key=lambda double: (-double.likeness, double.party.pk))
