"""What a text must not show the public: resident's numbers, telephones, accounts, home addresses, marks of secrecy.

Each finding says what it is, shows itself masked, and has a code by which people speak of it without writing it down again. Made
to miss little: who finds a number that may be public says so, and a second person signs (公开核验例外).

Sources: 政府信息公开条例 §§14, 15 (secrets, privacy), 个人信息保护法 §28 (identity, accounts, whereabouts are sensitive),
GB 11643 (the check character of a resident's number), ISO/IEC 7812 (that of a bank card).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yifa.law.identifiers import IdentifierProblem, read_resident_id
from yifa.law.text import Bilingual


class Exposure(StrEnum):
    """Kinds of what must not be shown."""

    RESIDENT_ID = "resident_id"
    MOBILE = "mobile"
    LANDLINE = "landline"
    ACCOUNT = "account"
    ADDRESS = "address"
    CLASSIFIED = "classified"

    @property
    def words(self) -> Bilingual:
        """What it is called."""
        return _WORDS[self]


_WORDS: Final = {
    Exposure.RESIDENT_ID: Bilingual("公民身份号码", "a resident's number"),
    Exposure.MOBILE: Bilingual("手机号", "a mobile number"),
    Exposure.LANDLINE: Bilingual("电话号码", "a telephone number"),
    Exposure.ACCOUNT: Bilingual("银行账号", "a bank account"),
    Exposure.ADDRESS: Bilingual("住址", "a home address"),
    Exposure.CLASSIFIED: Bilingual("秘密标志", "a mark of secrecy"),
}
REACH: Final = frozenset({Exposure.MOBILE, Exposure.LANDLINE, Exposure.ADDRESS})
"""Where somebody is reached: expected in a place that is made to say so, such as the contact of a consultation."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding. shown: masked. code: twelve hexadecimal digits of its digest, the same wherever the same thing stands."""

    kind: Exposure
    start: int
    end: int
    shown: str
    code: str


_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])")
_MOBILE: Final = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_LANDLINE: Final = re.compile(r"(?<!\d)[（(]?0\d{2,3}[)）]?[-— ]?[2-8]\d{6,7}(?!\d)")
_CARD: Final = re.compile(r"(?<![0-9A-Za-z])(?:\d[ -]?){15,18}\d(?![0-9A-Za-z])")
_ACCOUNT: Final = re.compile(r"(?:账号|帐号|账户|帐户|卡号)[^\d\n]{0,6}((?:\d[ -]?){8,29}\d)")
_ADDRESS: Final = re.compile(
    r"[\u4e00-\u9fff0-9]{1,20}(?:路|街|巷|道|胡同|小区|花园|社区|村)[\u4e00-\u9fff0-9]{0,12}?\d+\s*号?(?:楼|栋|幢|座)?"
    r"[\u4e00-\u9fff0-9]{0,8}?\d+\s*(?:室|户|单元\s*\d+\s*(?:室|号|户)?)"
)
# A digest, such as that of a draw's list or of a file: its figures say nothing of anybody.
_DIGEST: Final = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])")
_SECRET: Final = re.compile(
    r"(?:绝\s*密|机\s*密|秘\s*密)\s*★(?:\s*\d+\s*(?:年|个月|天)|\s*长期)?"
    r"|(?m:^\s*(?:绝密|机密|秘密|工作秘密|内部资料|内部文件|不予公开|严禁外传)\s*$)"
    r"|[【\[（(](?:绝密|机密|秘密|工作秘密|商业秘密|内部资料|不予公开|严禁外传)[】\]）)]"
)


def exposed(text: str, allowed: Collection[str] = ()) -> tuple[Found, ...]:
    """What stands in a text and must not be shown, in its order. allowed: texts that are public anyway, such as the bureau's own
    telephone and address; what stands within one of them is no finding."""
    own = [_bare(one) for one in allowed if one]
    digests = [match.span() for match in _DIGEST.finditer(text)]
    found: list[Found] = []
    for kind, start, end in sorted(_matches(text), key=lambda one: (one[1], -one[2])):
        said = text[start:end]
        if any(start < other.end and other.start < end for other in found):
            continue
        if any(_bare(said) in one for one in own) or any(first <= start < last for first, last in digests):
            continue
        found.append(Found(kind, start, end, masked(kind, said), code_of(said)))
    return tuple(found)


def code_of(said: str) -> str:
    """The code of a finding: of what it says, however it is spaced."""
    return hashlib.sha256(_bare(said).encode()).hexdigest()[:12]


def masked(kind: Exposure, said: str) -> str:
    """A finding as it may be told."""
    bare = " ".join(said.split())
    if kind is Exposure.CLASSIFIED:
        return bare
    if kind is Exposure.ADDRESS:
        return f"{bare[:4]}…"
    return f"{bare[:3]}…{bare[-2:]}"


def _bare(said: str) -> str:
    return re.sub(r"[\s()（）—-]", "", said)


def _matches(text: str) -> Iterator[tuple[Exposure, int, int]]:
    for match in _NUMBER.finditer(text):
        if _is_resident(match[0]):
            yield Exposure.RESIDENT_ID, match.start(), match.end()
    for match in _MOBILE.finditer(text):
        yield Exposure.MOBILE, match.start(), match.end()
    for match in _LANDLINE.finditer(text):
        yield Exposure.LANDLINE, match.start(), match.end()
    for match in _ACCOUNT.finditer(text):
        yield Exposure.ACCOUNT, match.start(1), match.end(1)
    for match in _CARD.finditer(text):
        if _is_card(match[0]):
            yield Exposure.ACCOUNT, match.start(), match.end()
    for match in _ADDRESS.finditer(text):
        yield Exposure.ADDRESS, match.start(), match.end()
    for match in _SECRET.finditer(text):
        yield Exposure.CLASSIFIED, match.start(), match.end()


def _is_resident(number: str) -> bool:
    try:
        read_resident_id(number)
    except IdentifierProblem:
        return False
    return True


def _is_card(said: str) -> bool:
    digits = [int(sign) for sign in said if sign.isdigit()]
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
