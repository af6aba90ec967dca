"""Profiles drawn at random in the form of the published ones: many bureaus to try a platform and a roll-up with.

A drawn bureau has the posts and the kinds of figures of a shipped profile and small numbers of its own; it states nothing about
any place. The same seed draws the same bureaus.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final

import yaml

from yifa.demo.profile import find_profile

_SHIPPED: Final = "luohe-2020"
_LEVELS: Final = ("city", "county", "county", "county")
_CITIES: Final = 17
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_TAKEN: Final = 0.8
_MOST: Final = 6
# Figures that one number says whole: no names, sums or values of years before are published with them.
_CATALOGUE: Final = "service.items"
_DRAWN: Final = (
    _CATALOGUE,
    "service.completed",
    "rulemaking.cleaned",
    "contracts.reviewed",
    "counsel.consultations",
    "meetings.three_majors_items",
    "integrity.red_list",
    "suggestions.congress",
    "suggestions.cppcc",
    "planning.tasks",
    "meetings.special_party_group",
    "meetings.reports_heard",
    "recognition.platforms",
    "recognition.national_high_tech",
)


def drawn(count: int, seed: int, year: int) -> Iterator[tuple[str, str]]:
    """The codes and the texts of so many profiles of a year."""
    shipped = yaml.safe_load(find_profile(_SHIPPED).read_text("utf-8"))
    for number in range(1, count + 1):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - a demonstration's numbers protect nothing
        division = f"41{chance.randrange(1, _CITIES + 1):02}{number % 100:02}"
        code = f"drawn-{number:04}"
        name = f"演示{number:04}科学技术局"
        profile: dict[str, Any] = {
            "profile": f"{code}-{year}",
            "title": {"zh": f"{name}{year}年", "en": f"Demonstration bureau {number:04} in {year}"},
            "bureau": {
                "code": code,
                "name": name,
                "short_name": f"演示{number:04}科技局",
                "name_en": f"Demonstration bureau {number:04}",
                "division_code": division,
                "level": chance.choice(_LEVELS),
                "document_code": "演" + "".join(_STEMS[int(digit)] for digit in f"{number:04}"),
            },
            "year": year,
            "outline": shipped["outline"],
            "source": {
                "title": f"{name}{year}年度法治政府建设工作报告（演示）",
                "dated": f"{year + 1}-01-22",
            },
            "departments": shipped["departments"],
            "figures": dict(_figures(shipped["figures"], chance)),
        }
        yield code, yaml.safe_dump(profile, allow_unicode=True, sort_keys=False)


def _figures(shipped: dict[str, Any], chance: random.Random) -> Iterator[tuple[str, Any]]:
    for code in _DRAWN:
        given = shipped[code]
        if code == _CATALOGUE:
            # What is applied for must be in the catalogue.
            parts = {"public_service": chance.randrange(3, _MOST), "other_power": chance.randrange(1, 3)}
            yield code, {"value": sum(parts.values()), "parts": parts}
        elif chance.random() > _TAKEN:
            continue
        elif "parts" in given:
            names = chance.sample(
                sorted(given["parts"]), chance.randrange(1, min(3, len(given["parts"])) + 1)
            )
            parts = {name: chance.randrange(1, _MOST) for name in names}
            yield code, {"value": sum(parts.values()), "parts": parts}
        else:
            yield code, {"value": chance.randrange(1, _MOST)}
