"""Powers that posts hold. The set is open: procedures name the powers that their steps need.

Only the powers of the system's own three roles are fixed here, because they must never meet in one person
(网络安全等级保护基本要求 GB/T 22239-2019, three roles apart).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from yifa.law.text import Bilingual
from yifa.procedure.library import POWERS, files_root, read_powers
from yifa.procedure.model import CERTIFICATE

SYSTEM_ADMINISTRATOR: Final = "system-administrator"
SECURITY_ADMINISTRATOR: Final = "security-administrator"
AUDIT_ADMINISTRATOR: Final = "audit-administrator"

SYSTEM_ROLES: Final = frozenset({SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR})
"""Roles of which one person may hold one at most, at any time."""

DEPARTMENTAL: Final = frozenset(
    {"window", "examiner", "contract-examiner", "section-head", "drafter", "contract-drafter"}
)
"""Powers over the matters of one's own department. All others (to decide, to give legal opinions, to keep the minutes …) are
held for the whole bureau, whichever department a matter belongs to."""

KEEPERS: Final = frozenset({"report-keeper"})
"""Powers that keep what others must not know of: a procedure whose steps they take is there for those of its powers alone."""

HEAD: Final = "head-of-organ"
DEPUTY_HEAD: Final = "deputy-head"

PERSONAL: Final = frozenset({"party-group-secretary", "discipline-inspector", "expert"})
"""Powers that somebody holds as the person they are: nobody stands in for them."""

STOOD_IN_BY: Final[Mapping[str, str]] = {
    HEAD: DEPUTY_HEAD,
    DEPUTY_HEAD: DEPUTY_HEAD,
    "legality-reviewer": "legality-reviewer",
    "counsel": "counsel",
}
"""Powers in which only those who hold a certain power may stand in: to decide for the bureau, or with a lawyer's training."""

_SYSTEM_TITLES: Final[Mapping[str, Bilingual]] = {
    SYSTEM_ADMINISTRATOR: Bilingual("系统管理员", "System administrator"),
    SECURITY_ADMINISTRATOR: Bilingual("安全管理员", "Security administrator"),
    AUDIT_ADMINISTRATOR: Bilingual("审计管理员", "Audit administrator"),
}


def title_of(key: str) -> Bilingual:
    """The power's name in both languages: the system's own, or as ``procedures/powers.yaml`` calls it, or the key in words."""
    found = _SYSTEM_TITLES.get(key) or _named().get(key)
    if found is not None:
        return found
    words = key.replace("-", " ")
    return Bilingual(words, words.capitalize())


@lru_cache(maxsize=1)
def _named() -> Mapping[str, Bilingual]:
    path = files_root() / "procedures" / POWERS
    return read_powers(path) if path.exists() else {}


def known_powers() -> frozenset[str]:
    """Every power that a post may hold: those of procedures, and the system's own three roles. What a valid certificate gives no
    post gives."""
    return (SYSTEM_ROLES | _named().keys()) - {CERTIFICATE}


def lent_powers(powers: Iterable[str], own: frozenset[str]) -> frozenset[str]:
    """What of a post's powers passes to somebody who stands in it and has powers of their own: neither what is personal nor the
    system's three roles."""
    return frozenset(
        power
        for power in powers
        if power not in PERSONAL | SYSTEM_ROLES and (power not in STOOD_IN_BY or STOOD_IN_BY[power] in own)
    )


def clashing_roles(powers: Iterable[str]) -> frozenset[str]:
    """The system roles among ``powers`` if there are several of them, else the empty set."""
    held = SYSTEM_ROLES & set(powers)
    return held if len(held) > 1 else frozenset()
