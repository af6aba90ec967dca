"""What the law says about a step, a line a rule: why it is asked, what must come first, who may take it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings

from yifa.cases.library import library
from yifa.interface.formats import is_english, words
from yifa.law.text import Bilingual
from yifa.law.texts import LawTexts
from yifa.procedure import Procedure, Reason, Rule
from yifa.procedure.model import (
    Condition,
    Milestone,
    Power,
    Quorum,
    Response,
    Separation,
    Verified,
)
from yifa.procedure.sentences import who_may

_CHECKED: Final = {
    Verified.READ: Bilingual("已核对原文", "checked against the text"),
    Verified.SECOND_HAND: Bilingual("据转引，未见原文", "quoted at second hand"),
    Verified.LOCAL: Bilingual("本地规定", "a local rule"),
    Verified.MEMORY: Bilingual("条文待核对", "still to be checked"),
}


@dataclass(frozen=True, slots=True)
class LawLine:
    """A rule as it is shown. ``checked``: how well its text was checked, in words; ``unsure``: not well.

    article: the article's own words, where the law's text is installed.
    """

    authority: str
    says: str
    checked: str
    unsure: bool
    article: str = ""


@dataclass(slots=True)
class ReasonLine:
    """Why a step is barred, as it is shown: the sentence with its article, what would help, and who can do that.

    laws: every rule that bars it so; several articles may wait for the same step.
    """

    sentence: str
    remedy: str
    who: str
    laws: list[LawLine] = field(default_factory=list)

    @property
    def authority(self) -> str:
        """The first article, or nothing."""
        return self.laws[0].authority if self.laws else ""


def law_line(rule: Rule, on: date | None = None) -> LawLine:
    """A rule as it is shown; with the article's own words on a day, if one is given and the text is installed."""
    checked = _CHECKED.get(rule.verified) if rule.verified is not None else None
    unsure = rule.verified in (Verified.MEMORY, Verified.SECOND_HAND)
    article = "" if on is None else article_text(rule, on)
    return LawLine(_authority(rule), words(rule.says), words(checked), unsure, article)


def article_text(rule: Rule, on: date) -> str:
    """The article that a rule rests on, in the law's own words on a day (``yifa.law.texts``); empty where it is not installed.

    Empty too where the law says it in another article by then than when the matter began.
    """
    if rule.citation is None:
        return ""
    statute = library().statute(rule.citation.statute, on)
    if statute is None or all(one.citation != rule.citation for one in statute.rules):
        return ""
    return LawTexts(Path(settings.HOME) / "law").look(rule.citation, on).text


def _authority(rule: Rule) -> str:
    """The article as it is cited. A document that is known by its number bears it in Chinese, after its title."""
    cited = words(rule.authority)
    if rule.citation is None or is_english():
        return cited
    statute = library().statutes.get(rule.citation.statute)
    number = statute.number if statute is not None and "〔" in statute.number else ""
    return cited.replace("》", f"》（{number}）", 1) if number else cited


def about(procedure: Procedure, step: str, on: date) -> list[LawLine]:
    """Rules that bear on taking a step on a day: those that make it owed first, then what bars it and who may take it."""
    owing = [
        rule for rule in procedure.rules if isinstance(rule.relation, Response) and step in rule.relation.owed
    ]
    barring = [rule for rule in procedure.rules if _bars(rule, step)]
    statutory_first = sorted([*owing], key=lambda rule: not rule.is_statutory) + barring
    return [law_line(rule, on) for rule in statutory_first]


def _bars(rule: Rule, step: str) -> bool:
    relation = rule.relation
    if isinstance(relation, Condition | Milestone | Quorum | Power):
        return step in relation.steps
    return isinstance(relation, Separation) and any(step in group for group in relation.groups)


def reason_lines(reasons: Iterable[Reason]) -> list[ReasonLine]:
    """Reasons of a ruling as they are shown: those that the same thing would remove in one line."""
    lines: dict[tuple[str, str], ReasonLine] = {}
    for reason in reasons:
        remedy, who = words(reason.remedy), words(reason.who)
        key = (remedy, who) if reason.steps else (words(reason.sentence), "")
        line = lines.setdefault(key, ReasonLine(words(reason.sentence), remedy, "" if who in remedy else who))
        if reason.rule is not None:
            line.laws.append(law_line(reason.rule))
    return list(lines.values())


def who_takes(procedure: Procedure, step: str) -> str:
    """Who may take a step, in words."""
    return words(who_may(procedure.steps[step].by, procedure.power_titles))
