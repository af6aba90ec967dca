"""Powers that posts hold. The set is open: procedures name the powers that their steps need.

Only the powers of the system's own three roles are fixed here, because they must never meet in one person
(网络安全等级保护基本要求 GB/T 22239-2019, three roles apart).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from yifa.law.text import Bilingual

SYSTEM_ADMINISTRATOR: Final = "system-administrator"
SECURITY_ADMINISTRATOR: Final = "security-administrator"
AUDIT_ADMINISTRATOR: Final = "audit-administrator"

SYSTEM_ROLES: Final = frozenset({SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR})
"""Roles of which one person may hold one at most, at any time."""

HEAD: Final = "head-of-organ"
DEPUTY_HEAD: Final = "deputy-head"

TITLES: Final[Mapping[str, Bilingual]] = {
    SYSTEM_ADMINISTRATOR: Bilingual("系统管理员", "System administrator"),
    SECURITY_ADMINISTRATOR: Bilingual("安全管理员", "Security administrator"),
    AUDIT_ADMINISTRATOR: Bilingual("审计管理员", "Audit administrator"),
    HEAD: Bilingual("机关负责人", "Head of the organ"),
    DEPUTY_HEAD: Bilingual("分管负责人", "Deputy head"),
    "department-head": Bilingual("科室负责人", "Head of department"),
    "window": Bilingual("窗口受理", "Service window"),
    "legal-reviewer": Bilingual("合法性审核", "Legality review"),
}
"""Names of common powers. A power without one here is shown by its key with spaces."""


@dataclass(frozen=True, slots=True)
class Power:
    """A power, its name, and the procedures whose steps ask for it."""

    key: str
    title: Bilingual
    procedures: tuple[str, ...]


def title_of(key: str) -> Bilingual:
    """The power's name in both languages."""
    found = TITLES.get(key)
    if found is not None:
        return found
    words = key.replace("-", " ")
    return Bilingual(words, words.capitalize())


def collect(power_keys: Mapping[str, Iterable[str]]) -> tuple[Power, ...]:
    """Every power in use, sorted by key: the system's own and those that procedures name.

    power_keys: for each procedure, the powers that its steps and rules need.
    """
    users: dict[str, set[str]] = {key: set() for key in TITLES}
    for procedure, keys in power_keys.items():
        for key in keys:
            users.setdefault(key, set()).add(procedure)
    return tuple(Power(key, title_of(key), tuple(sorted(users[key]))) for key in sorted(users))


def clashing_roles(powers: Iterable[str]) -> frozenset[str]:
    """The system roles among ``powers`` if there are several of them, else the empty set."""
    held = SYSTEM_ROLES & set(powers)
    return held if len(held) > 1 else frozenset()
