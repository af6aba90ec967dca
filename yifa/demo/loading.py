"""From a year profile to a bureau that has done its year: the profile's figures become stories, the stories become acts.

``load`` makes the bureau and its people, asks each field of work for the stories of its figures, adds matters that are still open
today, plays everything through the act, and compares every figure with the profile. Loading is all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from yifa.cases.log import heads, verified
from yifa.cases.log.keys import ensure_key
from yifa.cases.registers.keepers import keepers
from yifa.cases.registers.register import Register
from yifa.cases.roles import player
from yifa.cases.stories import Beat, Brief, Story, Target
from yifa.cases.telling import living, players
from yifa.demo.bureaus import CAST, Part, make_bureau, make_logins
from yifa.demo.director import Director
from yifa.demo.erasing import erasing
from yifa.demo.profile import FigureGiven, KnownIndicator, YearProfile, folder, read_profile
from yifa.demo.yearend import year_end
from yifa.figures.compute import figure
from yifa.figures.indicators import Indicator, PeriodKind, registry
from yifa.figures.measures import Latest, Number
from yifa.figures.periods import Period
from yifa.house.bodies import members_on
from yifa.house.calendars import calendar_of
from yifa.house.models import BodyKind, Bureau, Department, Officer
from yifa.house.roster import holders_on, roster_on
from yifa.house.tenancy import using_bureau
from yifa.law.calendar import Reckoning
from yifa.law.errors import LawError
from yifa.law.limits import end_of_year
from yifa.procedure import Json


class AlreadyLoaded(LawError):
    """A bureau of the profile's code exists."""


class FigureMissed(LawError):
    """The work was done, and yet a figure is not what the profile says: a fault of a field's stories."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading made."""

    bureau: Bureau
    stories: int
    steps: int
    logins: tuple[tuple[str, Part], ...]


def known_indicator(code: str) -> KnownIndicator | None:
    """What a profile may say of an indicator; None where there is none."""
    if code not in registry:
        return None
    indicator = registry[code]
    # Values of past years are last published each year, whether or not they grow.
    has_series = indicator.growth or isinstance(indicator.measure, Latest)
    return KnownIndicator(
        code, _part_names(indicator), has_series, code in players(), indicator.zero is not None
    )


def _part_names(indicator: Indicator) -> frozenset[str]:
    if indicator.parts is None:
        return frozenset()
    names = [""]
    for axis in indicator.parts.axes:
        names = [f"{name}.{value}" if name else value for name in names for value in axis.titles]
    return frozenset(names)


def load(path: Path, today: date, told: Callable[[int, int], None] = lambda *_: None) -> Loaded:
    """Load a profile. ``told`` is called with steps taken and steps in all.

    Raises FileProblem (with the line), AlreadyLoaded, NobodyMay, FigureMissed; nothing is left behind.
    """
    profile = read_profile(path, known_indicator)
    if Bureau.objects.filter(code=profile.bureau.code).exists():
        raise AlreadyLoaded(
            f"代码为“{profile.bureau.code}”的机关已经存在；要重新载入，请先删去演示数据库（yifa demo reset）。",
            f"There is a bureau '{profile.bureau.code}' already; to load it anew, remove the demonstration (yifa demo reset).",
        )
    with transaction.atomic():
        first_year = min(
            [profile.year - 2, *(year for given in profile.figures.values() for year in given.series)]
        )
        bureau = make_bureau(profile, date(first_year, 1, 1))
        ensure_key(bureau)
        # A demonstration made anew under the key of one before is no fork of it.
        heads.forget(bureau)
        verified.forget(bureau)
        brief = _brief(profile, bureau, today)
        closing = year_end(profile, bureau, brief)
        with using_bureau(bureau):
            # Some stories name people by the posts that they hold.
            stories = [*_stories(profile, brief, bureau), *closing.stories]
        total = sum(len(story.beats) for story in stories)
        director = Director(bureau, lambda done: told(done, total))
        steps = director.play(stories, (*closing.cues, *erasing(bureau, brief)))
        _compare(profile, bureau)
        suffix = "" if Bureau.objects.count() == 1 else f"-{bureau.code}"
        logins = make_logins(bureau, today, suffix)
    return Loaded(bureau, len(stories), steps, logins)


def _brief(profile: YearProfile, bureau: Bureau, today: date) -> Brief:
    return Brief(
        bureau_name=bureau.name,
        short_name=bureau.short_name,
        document_code=bureau.document_mark,
        division_code=bureau.division_code,
        place=profile.bureau.name.removesuffix("科学技术局"),
        # Stories choose days; by the years ahead nobody is bound.
        calendar=calendar_of(bureau).reckoned(Reckoning.PLAIN),
        today=today,
        first_day=bureau.first_day_on,
        members=members_on(bureau.pk, BodyKind.PARTY_GROUP, today),
        roster=tuple(roster_on(bureau.pk, today)),
        holding=holders_on(bureau.pk, today),
        sections=sections_of(bureau),
    )


def sections_of(bureau: Bureau) -> tuple[str, ...]:
    """The departments that matters are given to: all but that of the leaders."""
    with using_bureau(bureau):
        led = Department.objects.exclude(posts__powers__contains=["head-of-organ"])
        return tuple(led.values_list("name", flat=True)) or ("办公室",)


def zero_told(code: str, year: int, brief: Brief, bureau: Bureau) -> Story:
    """How a published zero is told: whoever keeps the register behind the figure attests after the year that it is complete, and
    another person confirms."""
    register: type[Register] = figure(registry[code], bureau, Period.year(year)).records().model
    procedure, attest = player("completeness/attest")
    _, confirm = player("completeness/confirm")
    on = brief.after(end_of_year(year), 2)
    said: dict[str, Json] = {
        "register_name": register.title.zh,
        "period_year": year,
        "is_complete": True,
        "how_checked": "与收文登记、有关机关的台账核对。",
    }
    return Story(
        procedure,
        f"{register.title.zh}登记完整确认（{year}）",
        (Beat(on, attest, said, holding=keepers(register)), Beat(brief.after(on, 1), confirm)),
    )


def _stories(profile: YearProfile, brief: Brief, bureau: Bureau) -> Iterator[Story]:
    attested: set[str] = set()
    for code, given in profile.figures.items():
        if given.value == 0 and registry[code].zero is not None:
            story = zero_told(code, profile.year, brief, bureau)
            if story.title not in attested:
                attested.add(story.title)
                yield story
            continue
        # read_profile refuses codes that cannot be played.
        yield from players()[code](brief, target_of(code, profile.year, given))
    for lives in living().values():
        yield from lives(brief)


def target_of(code: str, year: int, given: FigureGiven) -> Target:
    """What the stories of a published figure must add up to."""
    stock = registry[code].period_kind is PeriodKind.STOCK
    named = tuple(one.known() for one in given.named)
    return Target(code, year, given.least, given.parts, given.series, stock, named, given.records)


def _compare(profile: YearProfile, bureau: Bureau) -> None:
    with using_bureau(bureau):
        for code, given in profile.figures.items():
            stated: dict[int, Number] = {} if given.value is None else {profile.year: given.least}
            stated |= {
                year: value
                for year, value in given.series.items()
                if year != profile.year or given.value is None
            }
            for year, value in sorted(stated.items()):
                found = figure(registry[code], bureau, Period.year(year))
                if found.value != value:
                    raise FigureMissed(
                        f"“{code}”{year} 年应为 {value}，办理后为 {found.value}。",
                        f"'{code}' should be {value} for {year}; after the work it is {found.value}.",
                    )
            found = figure(registry[code], bureau, Period.year(profile.year))
            parts = {part.name: part.value for part in found.parts}
            for name, value in given.parts.items():
                if parts.get(name, 0) != value:
                    raise FigureMissed(
                        f"“{code}”的分项“{name}”应为 {value}，办理后为 {parts.get(name, 0)}。",
                        f"The part '{name}' of '{code}' should be {value}; after the work it is {parts.get(name, 0)}.",
                    )


def years_of(bureau: Bureau) -> Iterator[tuple[YearProfile, int]]:
    """The profiles in ``profiles/`` that are about a bureau, with their years."""
    for path in sorted(folder().glob("*.yaml")):
        profile = read_profile(path, known_indicator)
        if profile.bureau.code == bureau.code:
            yield profile, profile.year


def logins_of(bureau: Bureau) -> tuple[tuple[str, Part], ...]:
    """The demonstration log-ins of a bureau, in the order of the cast."""
    with using_bureau(bureau):
        names = Officer.objects.filter(user__isnull=False).values_list("user__username", flat=True)
        by_part = {name.split("-")[0]: name for name in names}
    return tuple((by_part[part.username], part) for part in CAST if part.username in by_part)
